"""One resident going through one flow; the sealed body is the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Row(msgspec.Struct, frozen=True):
    """One run: whom it is about, who answers, and the answers sealed with the subject's key."""

    id: int
    subject_id: int
    actor_id: int
    flow: str
    version: int
    state: str  # open, paused, done, dropped
    body: bytes | None
    created_at: int
    updated_at: int


_COLUMNS = "id, subject_id, actor_id, flow, version, state, body, created_at, updated_at"


async def add(tx: Tx, run: Row) -> None:
    """A new run."""
    await tx.execute(
        f"INSERT INTO runs ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(run),
    )


async def by_id(tx: Tx, run_id: int) -> Row | None:
    """One run."""
    return row_of(Row, await tx.one(f"SELECT {_COLUMNS} FROM runs WHERE id = ?", run_id))


async def open_by(tx: Tx, actor_id: int) -> Row | None:
    """The run somebody is in the middle of: the open one touched last."""
    return row_of(
        Row,
        await tx.one(
            f"SELECT {_COLUMNS} FROM runs WHERE actor_id = ? AND state = 'open'"
            " ORDER BY updated_at DESC, id LIMIT 1",
            actor_id,
        ),
    )


async def unfinished_by(tx: Tx, actor_id: int) -> list[Row]:
    """Open and paused runs, the one touched last first."""
    return rows_of(
        Row,
        await tx.all(
            f"SELECT {_COLUMNS} FROM runs WHERE actor_id = ? AND state IN ('open', 'paused')"
            " ORDER BY updated_at DESC, id",
            actor_id,
        ),
    )


async def hand_over(tx: Tx, subject_id: int) -> None:
    """What another began for this person is theirs to go on with."""
    await tx.execute(
        "UPDATE runs SET actor_id = ?, state = 'paused' "
        "WHERE subject_id = ? AND actor_id <> ? AND state IN ('open', 'paused')",
        subject_id,
        subject_id,
        subject_id,
    )


async def about(tx: Tx, subject_id: int) -> list[Row]:
    """Every run about a person, newest first."""
    return rows_of(
        Row,
        await tx.all(
            f"SELECT {_COLUMNS} FROM runs WHERE subject_id = ? ORDER BY created_at DESC, id",
            subject_id,
        ),
    )


async def save(tx: Tx, run_id: int, version: int, state: str, body: bytes | None, at: int) -> None:
    """Write where the run stands now; without a body its answers are forgotten."""
    await tx.execute(
        "UPDATE runs SET version = ?, state = ?, body = ?, updated_at = ? WHERE id = ?",
        version,
        state,
        body,
        at,
        run_id,
    )


async def set_state(tx: Tx, run_id: int, state: str, at: int) -> None:
    """Open, pause, finish or drop a run; the answers stay as they are."""
    await tx.execute("UPDATE runs SET state = ?, updated_at = ? WHERE id = ?", state, at, run_id)


async def set_parent(tx: Tx, run_id: int, parent_id: int) -> None:
    """When this run is done, the other goes on."""
    await tx.execute("UPDATE runs SET parent_id = ? WHERE id = ?", parent_id, run_id)


async def parent(tx: Tx, run_id: int) -> int | None:
    """The run that goes on when this one is done."""
    found: int | None = await tx.value("SELECT parent_id FROM runs WHERE id = ?", run_id)
    return found


async def count_about(tx: Tx, person_id: int) -> int:
    """How many conversations with answers are stored about somebody."""
    return await tx.value("SELECT COUNT(*) FROM runs WHERE subject_id = ?", person_id) or 0


async def forget(tx: Tx, subject_id: int, flow: str) -> None:
    """Forget what was answered about somebody in every finished run of a flow."""
    await tx.execute(
        "UPDATE runs SET body = NULL WHERE subject_id = ? AND flow = ? AND state = 'done'",
        subject_id,
        flow,
    )
