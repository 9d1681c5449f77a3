"""Times that staff propose for an appointment; the old one stands until the resident takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Proposal(msgspec.Struct, frozen=True):
    """One time; `revision` is the appointment's when it was proposed. States: open, taken, gone."""

    id: int
    appointment_id: int
    resident_id: int
    revision: int
    starts_at: int
    state: str = "open"


_COLUMNS = "id, appointment_id, resident_id, revision, starts_at, state"


async def add(tx: Tx, proposal: Proposal) -> None:
    """A time to choose."""
    await tx.execute(
        f"INSERT INTO proposals ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(proposal),
    )


async def by_id(tx: Tx, proposal_id: int) -> Proposal | None:
    """One proposed time."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM proposals WHERE id = ?", proposal_id)
    return row_of(Proposal, row)


async def close(tx: Tx, appointment_id: int, *, taken: int | None = None) -> None:
    """No proposal of this appointment is open any more; one of them may have been taken."""
    await tx.execute(
        "UPDATE proposals SET state = CASE WHEN id = ? THEN 'taken' ELSE 'gone' END"
        " WHERE appointment_id = ? AND state = 'open'",
        taken or 0,
        appointment_id,
    )


async def taken(tx: Tx, appointment_id: int) -> int | None:
    """The latest time of this appointment that its resident took, if one was."""
    found: int | None = await tx.value(
        "SELECT MAX(starts_at) FROM proposals WHERE appointment_id = ? AND state = 'taken'"
        " AND revision = (SELECT MAX(revision) FROM proposals WHERE appointment_id = ?"
        " AND state = 'taken')",
        appointment_id,
        appointment_id,
    )
    return found
