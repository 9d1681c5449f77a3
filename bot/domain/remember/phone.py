"""
Time without a phone: what waits for the person is held, and nobody calls it silence.

It ends on its day, or as soon as the person does something here: then the phone is with them, and
what waited comes.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain.texts import t
from bot.flow.message import Day
from bot.rules.calendar import local_moment
from bot.store import contact_made, from_us, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def without(turn: Turn, resident_id: int, first: dt.date, last: dt.date, by: int) -> None:
    """No phone from the beginning of the first day until the last day begins."""
    begins = local_moment(first, dt.time(), turn.house.zone)
    ends = local_moment(last, dt.time(), turn.house.zone)
    if begins < ends:
        row_id = turn.new_id()
        await contact_made.set_phoneless(
            turn.tx, row_id, resident_id, to_us(begins), to_us(ends), by
        )


async def back_at(turn: Turn, resident_id: int) -> dt.datetime | None:
    """When the phone is with them again, if it is not now."""
    ends = await contact_made.without_phone_until(turn.tx, resident_id, turn.at)
    return from_us(ends) if ends is not None else None


async def seen(turn: Turn, resident: Person) -> tuple[Text, ...]:
    """What staff who open the person read of it: until when what they write waits."""
    until = await back_at(turn, resident.id)
    if until is None:
        return ()
    day = Day(until.astimezone(turn.house.zone).date())
    return (t("phoneless.seen", name=resident.name, until=day),)


async def used(turn: Turn, who: Person) -> None:
    """They have done something here: the phone is with them, and what was held may go."""
    if who.is_staff or not await contact_made.phone_is_back(turn.tx, who.id, turn.at):
        return
    await contact_made.let_go(turn.tx, who.id, turn.at)
