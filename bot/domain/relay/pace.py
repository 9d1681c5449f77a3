"""Somebody who writes very fast is told once that answers come slower; nothing of it is lost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain.outgoing import Address, say
from bot.domain.texts import lines, t
from bot.store import messages, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

WITHIN = dt.timedelta(minutes=1)
FAST = 30
"""Messages in a minute: more than anybody types, fewer than somebody in need may press and write."""


async def fast(turn: Turn, who: Person) -> bool:
    """Whether this person writes faster than we answer one by one; the first time it is said."""
    before = await messages.own_since(turn.tx, who.id, to_us(turn.now - WITHIN))
    if before == FAST:
        told = lines(t("thread.slow"))
        await say(turn, Address(who.id, who.id), told, purpose="answer", silent=True)
    return before >= FAST
