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


class Intake(msgspec.Struct, frozen=True):
    """What came in; `payload` is sealed with the key of `day` (yyyy-mm-dd) for this id.

    `place` is the order of arrival, given by the database; 0 before that.
    """

    id: int
    source: str
    external_id: str
    lane: str
    day: str
    payload: bytes
    received_at: int
    tries: int = 0
    place: int = 0


_GIVEN = "id, source, external_id, lane, day, payload, received_at"


async def take_in(tx: Tx, rows: Sequence[Intake]) -> list[int]:
    """Keep those that never came before, in this order; the ids of the new ones."""
    new: list[int] = []
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        one = f"({marks(7)})"
        kept = await tx.all(
            f"INSERT INTO inbox ({_GIVEN}) VALUES {', '.join([one] * len(part))}"
            " ON CONFLICT (source, external_id) DO NOTHING RETURNING id",
            *(value for row in part for value in msgspec.structs.astuple(row)[:7]),
        )
        new += [row[0] for row in kept]
    return new


async def unfinished(tx: Tx, limit: int = 10_000, after: int = 0) -> list[Intake]:
    """The next rows to handle, with a place above `after`, in order of arrival."""
    rows = await tx.all(
        f"SELECT {_GIVEN}, tries, place FROM inbox WHERE state = 'new' AND place > ?"
        " ORDER BY place LIMIT ?",
        after,
        limit,
    )
    return rows_of(Intake, rows)


async def mark_done(tx: Tx, row_id: int) -> bool:
    """Handled: the payload is emptied. False if it was not waiting any more."""
    changed = await tx.execute(
        "UPDATE inbox SET state = 'done', payload = NULL WHERE id = ? AND state = 'new'", row_id
    )
    return changed == 1


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
    changed = await tx.execute(
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
        " WHERE state = 'parked' ORDER BY place"
    )
    return rows_of(Parked, rows)


async def forget_before(tx: Tx, moment: int) -> int:
    """Drop what was finished or set aside and came before `moment`; how many.

    A platform repeats an update for 24 hours at most: keep at least two days.
    """
    return await tx.execute("DELETE FROM inbox WHERE state <> 'new' AND received_at < ?", moment)
