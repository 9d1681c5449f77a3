"""Everything that comes in, in order of arrival, once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.dialect import marks
from bot.store.driver import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Tx

_AT_ONCE = 100


class Arrival(msgspec.Struct, frozen=True):
    """What came in; `payload` is sealed with the key of `day` (yyyy-mm-dd) for `seal_id`, None where it is done with."""

    seal_id: int
    source: str
    external_id: str
    lane: str
    day: str
    payload: bytes | None
    received_at: int


class Row(msgspec.Struct, frozen=True):
    """One row still to be handled; `id` is its place in the order of arrival."""

    id: int
    seal_id: int
    source: str
    external_id: str
    lane: str
    day: str
    payload: bytes
    received_at: int
    tries: int = 0


_GIVEN = "seal_id, source, external_id, lane, day, payload, received_at"


async def take_in(tx: Tx, arrivals: Sequence[Arrival]) -> list[Row]:
    """Keep those that never came before; the new ones, in order of arrival."""
    taken: list[Row] = []
    for start in range(0, len(arrivals), _AT_ONCE):
        part = arrivals[start : start + _AT_ONCE]
        one = f"({marks(7)})"
        rows = await tx.all(
            f"INSERT INTO inbox ({_GIVEN}) VALUES {', '.join([one] * len(part))}"
            f" ON CONFLICT (source, external_id) DO NOTHING RETURNING id, {_GIVEN}",
            *(value for arrival in part for value in msgspec.structs.astuple(arrival)),
        )
        taken += rows_of(Row, rows)
    return sorted(taken, key=lambda row: row.id)


async def take_in_done(tx: Tx, arrival: Arrival) -> int | None:
    """Keep what is handled in this same transaction; its id, or None where it came before."""
    row_id: int | None = await tx.value(
        f"INSERT INTO inbox ({_GIVEN}, state) VALUES ({marks(7)}, 'done')"
        " ON CONFLICT (source, external_id) DO NOTHING RETURNING id",
        *msgspec.structs.astuple(arrival),
    )
    return row_id


async def anything_waits(tx: Tx) -> bool:
    """Whether any row is still to be handled."""
    return await tx.value("SELECT 1 FROM inbox WHERE state = 'new' LIMIT 1") is not None


async def unfinished(tx: Tx, limit: int = 10_000, after: int = 0) -> list[Row]:
    """The next rows to handle, with an id above `after`, in order of arrival."""
    rows = await tx.all(
        f"SELECT id, {_GIVEN}, tries FROM inbox WHERE state = 'new' AND id > ? ORDER BY id LIMIT ?",
        after,
        limit,
    )
    return rows_of(Row, rows)


async def state_of(tx: Tx, source: str, external_id: str) -> str | None:
    """Whether something is new, done or parked; None if it never came."""
    found: str | None = await tx.value(
        "SELECT state FROM inbox WHERE source = ? AND external_id = ?", source, external_id
    )
    return found


async def unfinished_in(tx: Tx, lane: str, limit: int) -> list[Row]:
    """The next rows of one lane to handle, in order of arrival."""
    rows = await tx.all(
        f"SELECT id, {_GIVEN}, tries FROM inbox WHERE state = 'new' AND lane = ? ORDER BY id LIMIT ?",
        lane,
        limit,
    )
    return rows_of(Row, rows)


async def mark_done(tx: Tx, row_id: int) -> bool:
    """Handled: the payload is emptied. False if it was not waiting any more."""
    done = await tx.value(
        "UPDATE inbox SET state = 'done', payload = NULL WHERE id = ? AND state = 'new'"
        " RETURNING id",
        row_id,
    )
    return done is not None


async def count_try(tx: Tx, row_id: int) -> int:
    """Note one more try, in a commit of its own before it; how many there have been."""
    tries: int | None = await tx.value(
        "UPDATE inbox SET tries = tries + 1 WHERE id = ? RETURNING tries", row_id
    )
    return tries or 0


async def park(tx: Tx, row_id: int, error_type: str, error_place: str) -> None:
    """Set aside what cannot be handled; only the kind and place of the error are kept."""
    await tx.execute(
        "UPDATE inbox SET state = 'parked', error_type = ?, error_place = ? WHERE id = ?",
        error_type,
        error_place,
        row_id,
    )


async def unpark(tx: Tx, row_id: int) -> bool:
    """Let it be tried anew, while its day's key lasts; False if it was not parked."""
    changed = await tx.count(
        "UPDATE inbox SET state = 'new', tries = 0, error_type = NULL, error_place = NULL"
        " WHERE id = ? AND state = 'parked'",
        row_id,
    )
    return changed == 1


class Parked(msgspec.Struct, frozen=True):
    """What was set aside, and why; nothing of its content."""

    id: int
    source: str
    received_at: int
    tries: int
    error_type: str
    error_place: str


async def parked(tx: Tx) -> list[Parked]:
    """All that is set aside, oldest first."""
    rows = await tx.all(
        "SELECT id, source, received_at, tries, error_type, error_place FROM inbox"
        " WHERE state = 'parked' ORDER BY id"
    )
    return rows_of(Parked, rows)


async def forget_before(tx: Tx, moment: int) -> int:
    """Drop what was finished or set aside and came before `moment`; how many.

    A platform repeats an update for 24 hours at most: keep at least two days.
    """
    return await tx.count("DELETE FROM inbox WHERE state <> 'new' AND received_at < ?", moment)
