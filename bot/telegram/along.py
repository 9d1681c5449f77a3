"""What an update asks to be said leaves with its own commit, where nothing else waits to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.outgoing import Priority
from bot.store import StoreError, sending
from bot.telegram.carry import is_hurried
from bot.telegram.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.store.database import Tx
    from bot.store.deliveries import Delivery
    from bot.telegram.carry import Carrier
    from bot.telegram.limits import Limits
    from bot.telegram.prepared import Prepare

AT_ONCE = 8


async def pick_along(
    tx: Tx, prepare: Prepare, carrier: Carrier, limits: Limits, *, now_us: int, now: float
) -> Callable[[], None]:
    """
    Mark as sending, within the transaction that queued them, what may plainly go; then call what is returned.

    Whatever must wait, be dropped or cannot be prepared is left to the sender's next round, as is
    what comes after the first message to a chat. Raises StoreError.
    """
    picked: list[tuple[Delivery, Prepared]] = []
    chats: set[int] = set()
    leisure = carrier.leisure(now)
    below = None if leisure else Priority.REMINDER
    room = min(AT_ONCE, carrier.room(now, AT_ONCE))
    for row in await sending.ready(tx, now_us, room, below=below):
        if not is_hurried(row) and leisure <= 0:
            break
        try:
            answer = await prepare(tx, row)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001, S112 - the round meets it again, and says so
            continue
        if not isinstance(answer, Prepared) or not answer.calls or answer.chat_id in chats:
            continue
        new, hurried = answer.calls[0].new, is_hurried(row)
        if limits.wait(answer.chat_id, now, new=new, hurried=hurried) <= 0:
            chats.add(answer.chat_id)
            picked.append((row, answer))
            leisure -= not hurried
    await sending.mark_sending(tx, [row.id for row, _ in picked])

    def go() -> None:
        for row, prepared in picked:
            carrier.carry(row, prepared)

    return go
