"""Pictures cannot be read by us: the person is asked, once in a while, to cover an identity number."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.outgoing import Address, say
from bot.domain.screens import bury
from bot.domain.texts import lines, t
from bot.store import from_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.relay.content import Words
    from bot.domain.turn import Turn

AGAIN = dt.timedelta(days=30)
READABLE = frozenset({"photo", "document", "album", "video"})


async def asked_once(turn: Turn, who: Person, words: Words) -> None:
    """Ask, if what is sent may show a number and it has not been asked for a month."""
    if words.kind not in READABLE or from_us(who.profile.number_told) > turn.now - AGAIN:
        return
    await people.change(turn, who, number_told=turn.at)
    told = lines(t("thread.cover_number"))
    await say(turn, Address(who.id, who.id), told, purpose="answer", silent=True)
    await bury(turn, who.id)
