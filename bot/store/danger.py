"""Flags of words that may mean danger, and whom each has been put before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Flag(msgspec.Struct, frozen=True):
    """One flag; `body` and `outcome` are sealed. `shown_id` is what the writer was shown, and when."""

    id: int
    resident_id: int
    task_id: int
    body: bytes
    created_at: int
    last_at: int
    state: str = "open"  # open, done
    shown_id: int | None = None
    shown_at: int | None = None
    opened_at: int | None = None
    opened_by: int | None = None
    outcome: bytes | None = None
    done_at: int | None = None
    done_by: int | None = None


_COLUMNS = (
    "id, resident_id, task_id, body, created_at, last_at, state, shown_id, shown_at, "
    "opened_at, opened_by, outcome, done_at, done_by"
)


async def put(tx: Tx, flag: Flag) -> None:
    """A new flag, or a flag as it now stands."""
    await tx.execute(
        f"INSERT INTO danger_flags ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (id) DO UPDATE SET body = excluded.body, last_at = excluded.last_at, "
        "state = excluded.state, shown_id = excluded.shown_id, shown_at = excluded.shown_at, "
        "opened_at = excluded.opened_at, opened_by = excluded.opened_by, "
        "outcome = excluded.outcome, done_at = excluded.done_at, done_by = excluded.done_by",
        *msgspec.structs.astuple(flag),
    )


async def by_id(tx: Tx, flag_id: int) -> Flag | None:
    """One flag; None if its words are no longer kept."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM danger_flags WHERE id = ?", flag_id)
    return None if row is None or row[3] is None else row_of(Flag, row)


async def newest(tx: Tx, resident_id: int) -> Flag | None:
    """The newest flag about this person, open or not."""
    return row_of(
        Flag,
        await tx.one(
            f"SELECT {_COLUMNS} FROM danger_flags WHERE resident_id = ? AND body IS NOT NULL"
            " ORDER BY created_at DESC, id DESC LIMIT 1",
            resident_id,
        ),
    )


async def open_about(tx: Tx, resident_id: int) -> list[Flag]:
    """The flags about this person of which nobody has written what was done, the oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM danger_flags WHERE resident_id = ? AND state = 'open'"
        " AND body IS NOT NULL ORDER BY created_at, id",
        resident_id,
    )
    return rows_of(Flag, rows)


async def unshown(tx: Tx, resident_id: int) -> None:
    """What the writer was shown has left their chat: the numbers are shown again to whoever needs them."""
    await tx.execute(
        "UPDATE danger_flags SET shown_id = NULL, shown_at = NULL WHERE resident_id = ?",
        resident_id,
    )


async def shown_since(tx: Tx, resident_id: int, since: int) -> bool:
    """Whether the numbers were shown to this person after a moment, and are not hidden since."""
    return (
        await tx.one(
            "SELECT 1 FROM danger_flags WHERE resident_id = ? AND shown_at > ?", resident_id, since
        )
        is not None
    )


async def told(tx: Tx, flag_id: int) -> list[int]:
    """Whom this flag has been put before."""
    rows = await tx.all("SELECT staff_id FROM danger_told WHERE flag_id = ?", flag_id)
    return [row[0] for row in rows]


async def opened_by(tx: Tx, staff_id: int) -> list[Flag]:
    """The open flags that this member of staff has opened and not closed."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM danger_flags WHERE opened_by = ? AND state = 'open'"
        " AND body IS NOT NULL ORDER BY created_at, id",
        staff_id,
    )
    return rows_of(Flag, rows)


async def untell(tx: Tx, flag_id: int) -> None:
    """It is put before everybody anew."""
    await tx.execute("DELETE FROM danger_told WHERE flag_id = ?", flag_id)


async def tell(tx: Tx, flag_id: int, staff_id: int, resident_id: int) -> None:
    """It has been put before this member of staff."""
    await tx.execute(
        "INSERT INTO danger_told (flag_id, staff_id, resident_id) VALUES (?, ?, ?)"
        " ON CONFLICT (flag_id, staff_id) DO NOTHING",
        flag_id,
        staff_id,
        resident_id,
    )


async def put_before(tx: Tx, staff_id: int, resident_id: int) -> bool:
    """Whether an open flag about this person has been put before this member of staff."""
    found = await tx.value(
        "SELECT 1 FROM danger_told t JOIN danger_flags f ON f.id = t.flag_id"
        " WHERE t.resident_id = ? AND t.staff_id = ? AND f.state = 'open'",
        resident_id,
        staff_id,
    )
    return found is not None


async def every(tx: Tx, resident_id: int) -> list[Flag]:
    """Every flag about this person whose words are kept, the oldest first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM danger_flags WHERE resident_id = ? AND body IS NOT NULL"
        " ORDER BY created_at, id",
        resident_id,
    )
    return rows_of(Flag, rows)


async def all_open(tx: Tx) -> list[Flag]:
    """Every open flag: those nobody has opened first, then the oldest."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM danger_flags WHERE state = 'open' AND body IS NOT NULL"
        " ORDER BY opened_at IS NOT NULL, created_at, id"
    )
    return rows_of(Flag, rows)
