"""Accounts that are shut because their person has a new phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of, rows_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class PhoneMove(msgspec.Struct, frozen=True):
    """One move; `state` is cut, linked or undone. `account_id` is the old account."""

    id: int
    person_id: int
    account_id: int
    by_id: int
    at: int
    state: str = "cut"


_COLUMNS = "id, person_id, account_id, by_id, at, state"


async def add(tx: Tx, row: PhoneMove) -> None:
    """The old account is shut."""
    await tx.execute(
        f"INSERT INTO phone_moves ({_COLUMNS}) VALUES (?,?,?,?,?,?)",
        *msgspec.structs.astuple(row),
    )


async def cut_of(tx: Tx, person_id: int) -> PhoneMove | None:
    """The move that waits for the new account, if one does."""
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM phone_moves WHERE person_id = ? AND state = 'cut' "
        "ORDER BY at DESC LIMIT 1",
        person_id,
    )
    return row_of(PhoneMove, row)


async def settle(tx: Tx, row_id: int, state: str) -> None:
    """The new account has come, or the old one is opened again."""
    await tx.execute("UPDATE phone_moves SET state = ? WHERE id = ?", state, row_id)


async def unswept(tx: Tx) -> list[PhoneMove]:
    """Those whose old chat still shows something that we know of."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM phone_moves m WHERE state <> 'undone' AND EXISTS "
        "(SELECT 1 FROM platform_messages p WHERE p.account_id = m.account_id)"
    )
    return rows_of(PhoneMove, rows)


async def swept(tx: Tx, account_id: int) -> None:
    """Nothing is known to stand in that chat any more."""
    await tx.execute("DELETE FROM platform_messages WHERE account_id = ?", account_id)


async def reopen(tx: Tx, account_id: int) -> None:
    """The account leads to its person again."""
    await tx.execute("UPDATE accounts SET valid_to = NULL WHERE id = ?", account_id)


async def revoke_codes(tx: Tx, person_id: int, at: int) -> None:
    """A code for this person that nobody has opened leads nowhere."""
    await tx.execute(
        "UPDATE codes SET revoked_at = ? "
        "WHERE person_id = ? AND used_at IS NULL AND revoked_at IS NULL",
        at,
        person_id,
    )


async def is_cut(tx: Tx, account_id: int) -> bool:
    """Whether an account was shut for a new phone."""
    return bool(
        await tx.value(
            "SELECT 1 FROM phone_moves WHERE account_id = ? AND state <> 'undone' LIMIT 1",
            account_id,
        )
    )
