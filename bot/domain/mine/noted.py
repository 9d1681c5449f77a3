"""For the file of everything: what staff noted of contact and help, and what comes again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain.texts import t
from bot.flow.message import Day, Moment
from bot.store import from_us
from bot.store import my_data as stored

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def noted(turn: Turn, who: Person) -> list[Text]:
    """Contact outside the chat, times without a phone, appointments that come again, help begun."""
    found: list[Text] = []
    for one in await stored.noted(turn.tx, who.id):
        at, until = Moment(from_us(one.at), "day"), Moment(from_us(one.until), "day")
        if one.kind == "phoneless":
            found.append(t("mine.noted.phoneless", first=at, last=until))
        else:
            found.append(t(f"mine.noted.{one.kind}.{one.word}", at=at))
    days = [dt.date.fromisoformat(one) for one in await stored.helped(turn.tx, who.id)]
    return [*found, *(t("mine.noted.begun", date=Day(day)) for day in days)]
