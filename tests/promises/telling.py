"""What the resident of `a_case` tells of herself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.discharge import owners, stays
from bot.domain.discharge.items import Told
from bot.domain.repairs import reporting
from bot.domain.tonight import requests
from bot.flow.message import verbatim

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def tells_much(turn: Turn, who: Person, words: str) -> None:
    """She has no place tonight, leaves one on a day, whoever follows her up may know of it; a window is broken."""
    await requests.ask(turn, who)
    await reporting.report(turn, who, "window", (), verbatim("Vindu"), (verbatim(words),))
    await owners.say(turn, who, yes=True)
    await stays.begin(turn, who, Told(kind="prison", where=words, leaves="2027-06-01"))
