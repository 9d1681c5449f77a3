"""What the conversations about a stay send: told by the person, by staff with their yes, and afterwards."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.discharge import check_ins, checklist, owners, stays
from bot.domain.discharge.items import Told
from bot.domain.effects.own_words import to_contact
from bot.domain.outgoing import Address, say
from bot.domain.remember import phone
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Day
from bot.rules.calendar import ONE_DAY

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Text


async def discharge(turn: Turn, who: Person, sent: Sent) -> tuple[Text, ...]:
    """A stay as the person tells it, or what has changed of one."""
    if sent.word("what") == "same":
        return (t("leaving.saved.same"),)
    if sent.word("tell"):
        await owners.say(turn, who, yes=sent.word("tell") == "yes")
    await _carry_out(turn, who, sent)
    out = (t("leaving.saved.out"),) if sent.word("what") == "out" else ()
    return (*out, *await _known(turn, who), *await _phone(turn, who, sent))


async def _carry_out(turn: Turn, who: Person, sent: Sent) -> None:
    match sent.word("what"):
        case "day":
            await stays.change_day(turn, who, _day(sent, "day"))
        case "out":
            await stays.out(turn, who, _day(sent, "left") or turn.today)
        case _:
            told = Told(
                kind=sent.word("kind"),
                where=sent.word("where"),
                referred=sent.word("referred"),
                came=sent.word("came") or None,
                leaves=sent.word("day") or None,
                asks=sent.word("ask") == "yes",
            )
            await stays.begin(turn, who, told)


def _day(sent: Sent, step: str) -> dt.date | None:
    word = sent.word(step)
    return dt.date.fromisoformat(word) if word else None


async def _known(turn: Turn, who: Person) -> tuple[Text, ...]:
    said = t("leaving.saved.kept")
    if await owners.shares(turn, who.id):
        contact = await people.contact_of(turn, who.id)
        said = t("leaving.saved.told", contact=contact.name)
    return said, t("leaving.saved.list")


async def _phone(turn: Turn, who: Person, sent: Sent) -> tuple[Text, ...]:
    """Time without a phone, from one day until another."""
    first, last = _day(sent, "phone_from"), _day(sent, "phone_to")
    if first is None or last is None:
        return ()
    if sent.actor.id == who.id:
        first += ONE_DAY  # they have it still: they have just written of it
    await phone.without(turn, who.id, first, last, sent.actor.id)
    return (t("leaving.saved.phone", day=Day(last)),)


async def discharge_for(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """The same by staff, with the person's yes, which is logged; they are told. Raises Refused."""
    await checklist.may(turn, sent.actor, who.id, all_=True)
    if sent.word("agreed") != "yes":
        return t("leaving.staff.not_agreed")
    await owners.say(turn, who, yes=True)
    await access.note(turn, sent.actor, "told of a discharge", who.id)
    await _carry_out(turn, who, sent)
    await _phone(turn, who, sent)
    told = lines(
        t("leaving.told_you", name=sent.actor.name), rows=((button("leaving.see", "leaving"),),)
    )
    await say(turn, Address(who.id, who.id), told, purpose="news")
    await bury(turn, who.id)
    return t("leaving.staff.saved", name=who.name)


async def check_in(turn: Turn, who: Person, sent: Sent) -> tuple[Text, ...]:
    """How they are, some days after leaving; to skip it is an answer too: they are there."""
    return await check_ins.answered(turn, who, sent.word("how"), sent.texts())


DISCHARGE: dict[str, Effect] = {
    "discharge": discharge,
    "check_in": check_in,
    "check_in_words": to_contact,
}
DISCHARGE_OF_STAFF: dict[str, Effect] = {"discharge_for": discharge_for}
