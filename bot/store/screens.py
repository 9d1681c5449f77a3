"""Which of our messages is a person's one living screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Tx


class Row(msgspec.Struct, frozen=True):
    """The screen; `buried`: something else stands below it in the chat."""

    person_id: int
    message_id: int
    run_id: int | None
    shown_at: int
    buried: bool


async def of(tx: Tx, person_id: int) -> Row | None:
    """The person's screen, if there is one."""
    row = await tx.one(
        "SELECT person_id, message_id, run_id, shown_at, buried FROM screens WHERE person_id = ?",
        person_id,
    )
    if row is None:
        return None
    return Row(row[0], row[1], row[2], row[3], buried=bool(row[4]))


async def put(tx: Tx, person_id: int, message_id: int, at: int, run_id: int | None = None) -> None:
    """This message is the screen now, and stands at the bottom."""
    await tx.execute(
        "INSERT INTO screens (person_id, message_id, run_id, buried, shown_at)"
        " VALUES (?, ?, ?, 0, ?) ON CONFLICT (person_id) DO UPDATE SET"
        " message_id = excluded.message_id, run_id = excluded.run_id, buried = 0,"
        " shown_at = excluded.shown_at",
        person_id,
        message_id,
        run_id,
        at,
    )


async def bury(tx: Tx, person_id: int) -> None:
    """Something else now stands below it."""
    await tx.execute("UPDATE screens SET buried = 1 WHERE person_id = ?", person_id)


async def is_screen(tx: Tx, message_id: int) -> bool:
    """Whether a message was ever sent as a screen."""
    purpose = await tx.value("SELECT purpose FROM messages WHERE id = ?", message_id)
    return bool(purpose == "screen")
