"""By which account a person is reached. A phone may be borrowed: account and person part ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Row(msgspec.Struct, frozen=True):
    """One account; `chat` is the platform's address, sealed with the person's key."""

    id: int
    person_id: int
    platform: str
    chat: bytes | None
    valid_from: int
    valid_to: int | None = None
    blocked_at: int | None = None


_COLUMNS = "id, person_id, platform, chat, valid_from, valid_to, blocked_at"


async def add(tx: Tx, account: Row) -> None:
    """A new account."""
    await tx.execute(
        f"INSERT INTO accounts ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(account),
    )


async def by_id(tx: Tx, account_id: int) -> Row | None:
    """One account, ended or not."""
    return row_of(Row, await tx.one(f"SELECT {_COLUMNS} FROM accounts WHERE id = ?", account_id))


async def of_person(tx: Tx, person_id: int) -> Row | None:
    """The account by which a person is reached now: the newest that has not ended."""
    return row_of(
        Row,
        await tx.one(
            f"SELECT {_COLUMNS} FROM accounts WHERE person_id = ? AND valid_to IS NULL"
            " ORDER BY valid_from DESC LIMIT 1",
            person_id,
        ),
    )


async def move(tx: Tx, account_id: int, person_id: int, chat: bytes, at: int) -> None:
    """The account leads to another person from now on; `chat` is sealed with that person's key."""
    await tx.execute(
        "UPDATE accounts SET person_id = ?, chat = ?, valid_from = ?, blocked_at = NULL WHERE id = ?",
        person_id,
        chat,
        at,
        account_id,
    )


async def end(tx: Tx, account_id: int, at: int) -> None:
    """The account leads to this person no more."""
    await tx.execute(
        "UPDATE accounts SET valid_to = ? WHERE id = ? AND valid_to IS NULL", at, account_id
    )


async def set_blocked(tx: Tx, account_id: int, blocked_at: int | None) -> None:
    """The person has blocked the bot since then, or has not."""
    await tx.execute("UPDATE accounts SET blocked_at = ? WHERE id = ?", blocked_at, account_id)
