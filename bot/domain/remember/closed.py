"""What is said to somebody who writes when nobody reads: when it is read, and who answers now."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.menu import HELP
from bot.domain.outgoing import Address, say
from bot.domain.screens import bury
from bot.domain.texts import lines, t
from bot.flow.message import Moment
from bot.pack import worker_opening
from bot.rules.opening import is_open, next_open
from bot.store import danger, remembered, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text

TALKING = dt.timedelta(minutes=30)  # a worker who wrote so lately is there, whatever the hours say

NUMBERS_STAND = dt.timedelta(hours=1)  # after the words that made us show them


def opens(turn: Turn) -> dt.datetime | None:
    """When workers read next; None while they do, and where the pack has no hours to tell."""
    hours = worker_opening(turn.house.pack)
    if is_open(hours, turn.now, turn.house.zone):
        return None
    return next_open(hours, turn.now, turn.house.zone)


def when_read(turn: Turn, language: str) -> Text:
    """When words sent now are read: the usual hours, or the next opening while it is closed."""
    at = opens(turn)
    if at is None:
        return t("held.when", hours=turn.house.worker_hours(language))
    return t("remember.read_from", at=Moment(at))


async def answer_truthfully(turn: Turn, resident: Person, *, flagged: bool = False) -> None:
    """
    Say when words that came outside hours are read, with numbers that answer meanwhile.

    Once in each closed period, and not while a worker is there all the same; for flagged words
    always, each time.
    """
    at = opens(turn)
    if at is None:
        return
    told = await remembered.told_closed(turn.tx, resident.id) == to_us(at)
    wrote = await remembered.staff_wrote(turn.tx, resident.id)
    there = wrote is not None and wrote > to_us(turn.now - TALKING)
    if (told or there) and not flagged:
        return
    await remembered.tell_closed(turn.tx, resident.id, to_us(at))
    contact = await people.contact_of(turn, resident.id)
    office = turn.house.pack.office.phone
    body = [t("remember.closed", name=contact.name, at=Moment(at))]
    if not await danger.shown_since(turn.tx, resident.id, to_us(turn.now - NUMBERS_STAND)):
        # Where the numbers stand just above, they are not said a second time.
        hours = turn.house.hours(office.hours, resident.language)
        body.append(t("remember.closed.phone", phone=office.number, hours=hours))
        body.append(t("remember.closed.now"))
    message = lines(*body, rows=(HELP,))
    await say(turn, Address(resident.id, resident.id), message, purpose="answer", silent=True)
    await bury(turn, resident.id)
