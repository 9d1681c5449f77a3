"""«Nei til oppfølging»: nothing is asked any more; everything the person asked for stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.errors import Refused
from bot.domain.relay import thread_access
from bot.domain.texts import button, lines, t

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text

BACK: tuple[Button, ...] = (button("menu.button.menu", "menu"), button("menu.button.help", "help"))


def ask() -> Message:
    """What it means, and the second tap."""
    return lines(t("follow_up.ask"), rows=((button("follow_up.no", "follow_up", "no"),), BACK))


async def choose(turn: Turn, who: Person, *, no: bool) -> Message:
    """The person's own word; it takes effect at once and is undone in one tap."""
    await people.change(turn, who, no_follow_up=no)
    if no:
        return lines(
            t("follow_up.said_no"), rows=((button("follow_up.again", "follow_up", "yes"),), BACK)
        )
    return lines(t("follow_up.said_yes"), rows=(BACK,))


def door(who: Person) -> tuple[Button, ...]:
    """The button of the state the person is in."""
    if who.profile.no_follow_up:
        return (button("follow_up.again", "follow_up", "yes"),)
    return (button("follow_up.door", "follow_up"),)


async def by_worker(turn: Turn, staff: Person, resident_id: int, word: str) -> Message:
    """A worker notes what the person has said; without a word, what it means; raises Refused."""
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.refused")
    resident = await people.the(turn, resident_id)
    after = (button("task.person", "open", resident_id), button("menu.button.menu", "menu"))
    if word not in {"no", "yes"}:
        no = not resident.profile.no_follow_up
        does = f"{resident_id}.{'no' if no else 'yes'}"
        key = "follow_up.staff.no" if no else "follow_up.staff.yes"
        asked = t("follow_up.staff.ask", name=resident.name)
        return lines(asked, rows=((button(key, "person_follow_up", does),), after))
    await people.change(turn, resident, no_follow_up=word == "no")
    await access.note(turn, staff, f"follow-up: {word}", resident_id)
    told = "follow_up.staff" if word == "no" else "follow_up.staff.over"
    return lines(t(told, name=resident.name), rows=(after,))


def seen(resident: Person) -> tuple[Text, ...]:
    """What staff who open the person read of it."""
    return (t("follow_up.staff", name=resident.name),) if resident.profile.no_follow_up else ()
