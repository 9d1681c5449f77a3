"""
What became of one's own words, under them: one line that changes, and never piles up.

It stands below the last of what it tells of. It says no more than what is true of all of them.
While words keep coming it moves down once in a while, not under each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.outgoing import Address, amend, retract, say
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment
from bot.store import crossing, messages, threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.turn import Turn
    from bot.flow.message import Message, Text

SETTLES = 2_000_000  # microseconds


async def tell(
    turn: Turn,
    about: Sequence[threads.ThreadMessage],
    text: Text,
    *,
    joins: bool = False,
    again: bool = False,
) -> None:
    """
    Say under messages of one author what became of them.

    It is one line for those told of together. `joins`: the same is true of what the author wrote
    just before, so that its line moves down and tells of all. `again` offers to send it once more.
    """
    if not about:
        return
    to = Address(about[0].author_id, about[0].resident_id)
    caused_at = max(message.created_at for message in about)
    told = dict.fromkeys(message.receipt_id for message in about if message.receipt_id is not None)
    for receipt_id in told:
        last = [message for message in about if message.receipt_id == receipt_id][-1]
        shown = _line(text, last, again=again)
        await amend(turn, to, receipt_id, shown, purpose="receipt", caused_at=caused_at)
    new = [message for message in about if message.receipt_id is None]
    if not new:
        return
    shown = _line(text, new[-1], again=again)
    before_id = await crossing.receipt_before(turn.tx, new[0]) if joins else None
    before = await messages.by_id(turn.tx, before_id) if before_id is not None else None
    if before is not None and before.state == "waiting":
        # It has not gone out yet, and will stand below these too.
        await amend(turn, to, before.id, shown, purpose="receipt", caused_at=caused_at)
        receipt = before.id
    else:
        rests = max(0, before.created_at + SETTLES - turn.at) if before is not None else 0
        receipt = await say(
            turn, to, shown, purpose="receipt", silent=True, caused_at=caused_at, rests=rests
        )
        if before is not None:
            await retract(turn, to, before.id, purpose="receipt", rests=rests)
            await crossing.move_receipt(turn.tx, before.id, receipt)
    for message in new:
        await threads.set_receipt(turn.tx, message.id, receipt)
    await bury(turn, new[0].author_id)


async def opened(turn: Turn, about: Sequence[threads.ThreadMessage], name: Text) -> None:
    """Somebody has opened these: said of all that a line tells of, or of how many of them."""
    at = Moment(turn.now, "time")
    alone = [message for message in about if message.receipt_id is None]
    await tell(turn, alone, t("thread.opened", name=name, at=at))
    for receipt_id in dict.fromkeys(message.receipt_id for message in about):
        if receipt_id is None:
            continue
        told = [
            message
            for message in await threads.told_by(turn.tx, receipt_id)
            if message.deleted_at is None
        ]
        so_far = sum(1 for message in told if message.opened_at is not None)
        text = t("thread.opened", name=name, at=at)
        if so_far < len(told):
            text = t("thread.opened_some", name=name, at=at, n=so_far, m=len(told))
        await tell(turn, told, text)


def _line(text: Text, last: threads.ThreadMessage, *, again: bool) -> Message:
    delete = button("thread.delete", "delete", last.id)
    row = (button("thread.again", "send_again", last.id), delete) if again else (delete,)
    return lines(text, rows=(row,))
