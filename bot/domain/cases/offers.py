"""
Offers of homes: made by a human, answered by the resident until a day, and never by silence.

An offer is one at a time. What was answered can be answered anew until its day is over.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, due, people
from bot.domain.cases import moves, standing
from bot.domain.errors import Refused, Told
from bot.domain.housing import deadlines
from bot.domain.texts import button, lines, t
from bot.flow.message import Day, Text, verbatim
from bot.rules.access import Thing
from bot.rules.calendar import ONE_DAY, local_moment
from bot.rules.case_standing import WAITS
from bot.store import case_steps, offers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message

LABEL = "offer"
RULE = "offer"
ASKED_AT = dt.time(9)  # the morning after the last day


class Home(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What is offered, and what was answered; rent in kroner a month, `begins` as YYYY-MM-DD.

    `fits` and `against` are wishes of the application, as whoever made the offer saw them.
    `reason` and `words` are the resident's, with a no.
    """

    dwelling: str
    begins: str
    size: int | None = None
    rent: int | None = None
    fits: tuple[Text, ...] = ()
    against: tuple[Text, ...] = ()
    more: str = ""
    reason: Text | None = None
    words: str = ""


async def opened(turn: Turn, offer: offers.Offer) -> Home:
    """What is offered."""
    return await turn.unseal(offer.resident_id, LABEL, offer.id, offer.body or b"", Home)


def last_day(offer: offers.Offer) -> dt.date:
    """The last day to answer."""
    return dt.date.fromisoformat(offer.answer_by)


def described(home: Home) -> tuple[Text, ...]:
    """The home as the resident reads of it, without the rent."""
    body = [t("offered.home", dwelling=verbatim(home.dwelling))]
    if home.size:
        body.append(t("offered.size", n=home.size))
    body.append(t("offered.from", day=Day(dt.date.fromisoformat(home.begins))))
    body += [t("offered.fits", wish=one) for one in home.fits]
    body += [t("offered.against", wish=one) for one in home.against]
    if home.more:
        body.append(verbatim(home.more))
    return tuple(body)


async def make(turn: Turn, staff: Person, resident_id: int, home: Home, answer_by: dt.date) -> Text:
    """
    Offer a home; the resident is told, and reminded before the last day.

    Raises Refused, Told for a day that has been, one that is open, and what another did meanwhile.
    """
    await access.ask(turn, staff, "write", Thing.OFFERS, resident_id)
    case = await case_steps.of(turn.tx, resident_id)
    if case is None:
        raise Refused("cases.gone")
    before = await offers.newest(turn.tx, resident_id)
    if before is not None and before.state in WAITS:
        maker = await people.the(turn, before.by_id)
        raise Told("offered.one", name=maker.name, day=t("offered.day", day=Day(last_day(before))))
    await standing.meanwhile(turn, staff, resident_id)
    if answer_by <= turn.today:
        raise Told("offered.too_soon")
    row_id = turn.new_id()
    await offers.add(
        turn.tx,
        offers.Offer(
            id=row_id,
            resident_id=resident_id,
            by_id=staff.id,
            body=await turn.seal(resident_id, LABEL, row_id, home),
            made_at=turn.at,
            answer_by=answer_by.isoformat(),
            state="open",
            changed_at=turn.at,
            revision=0,
        ),
    )
    resident = await people.the(turn, resident_id)
    told = (t("offered.news"), t("offered.news.until", day=Day(answer_by)))
    await moves.mark(turn, staff, case, "offered", told)
    await deadlines.wish(turn, resident, "offer", answer_by)
    asked = local_moment(answer_by + ONE_DAY, ASKED_AT, turn.house.zone)
    await due.at(turn, f"{RULE}.unanswered", row_id, resident_id, asked)
    await moves.tell(turn, resident_id, told, opens="offer")
    return t("offered.made", name=await _named(turn, staff, resident), day=Day(answer_by))


async def _named(turn: Turn, staff: Person, resident: Person) -> Text:
    named = await access.may(turn, staff, "read", Thing.CONTACT, resident.id)
    return resident.name if named else t("list.somebody")


async def of_resident(turn: Turn, resident_id: int) -> offers.Offer | None:
    """The offer a resident can still say something about: open, or answered and its day not over."""
    found = await offers.newest(turn.tx, resident_id)
    if found is None or (found.state not in WAITS and last_day(found) < turn.today):
        return None
    return found


async def residents_buttons(turn: Turn, who: Person) -> list[tuple[Button, ...]]:
    """The way to the offer, while it can be answered."""
    found = await of_resident(turn, who.id)
    return [(button("offered.see", "offer"),)] if found is not None else []


async def told(turn: Turn, staff: Person, resident_id: int) -> list[Text]:
    """The newest offer with its answer, for whoever may read it."""
    found = await offers.newest(turn.tx, resident_id)
    if found is None or not await access.may(turn, staff, "read", Thing.OFFERS, resident_id):
        return []
    home = await opened(turn, found)
    body = [
        t("offered.staff.head", state=t(f"offered.state.{found.state}"), day=Day(last_day(found))),
        *described(home),
    ]
    if home.rent is not None:
        body.append(t("offered.rent", n=home.rent))
    if found.state == "declined" and home.reason is not None:
        body.append(t("offered.reason", reason=home.reason))
    if found.state == "declined" and home.words:
        body.append(t("offered.words", words=verbatim(home.words)))
    return body


async def buttons(turn: Turn, resident_id: int) -> list[tuple[Button, ...]]:
    """To make one, or to take back the one that stands."""
    found = await offers.newest(turn.tx, resident_id)
    if found is None or found.state not in {*WAITS, "accepted"}:
        return [(button("offered.make", "offer_make", resident_id),)]
    if found.state == "accepted":
        return [
            (button("offered.make", "offer_make", resident_id),),
            (button("offered.withdraw", "offer_withdraw", found.id),),
        ]
    return [(button("offered.withdraw", "offer_withdraw", found.id),)]


async def _asked(turn: Turn, staff: Person, offer_id: int) -> offers.Offer:
    found = await offers.by_id(turn.tx, offer_id)
    if found is None:
        raise Refused("cases.gone")
    await access.ask(turn, staff, "write", Thing.OFFERS, found.resident_id)
    return found


async def ask_withdraw(turn: Turn, staff: Person, offer_id: int) -> Message:
    """What withdrawing means, before it is done; raises Refused."""
    found = await _asked(turn, staff, offer_id)
    yes = button("offered.withdraw.yes", "offer_withdraw_yes", f"{found.id}.{found.revision}")
    return lines(
        t("offered.withdraw.ask"),
        t("offered.withdraw.says", says=t("offered.withdrawn")),
        rows=((yes,), moves.back(found.resident_id)),
    )


async def withdraw(turn: Turn, staff: Person, offer_id: int, revision: int) -> Message:
    """
    The offer is no more, and the resident is told; a new one can be made at once.

    Raises Refused, Told where the resident or a colleague did something about it meanwhile.
    """
    found = await _asked(turn, staff, offer_id)
    case = await case_steps.of(turn.tx, found.resident_id)
    if found.state == "withdrawn" or case is None:
        raise Told("offered.gone")
    home = msgspec.structs.replace(await opened(turn, found))
    body = await turn.seal(found.resident_id, LABEL, found.id, home)
    if found.revision != revision:
        raise Told("offered.changed", state=t(f"offered.state.{found.state}"))
    await offers.change(turn.tx, found, "withdrawn", body, turn.at)
    resident = await people.the(turn, found.resident_id)
    await deadlines.gone(turn, resident, "offer")
    await due.cancel(turn, f"{RULE}.%", found.id, "withdrawn")
    said = (t("offered.withdrawn"),)
    await moves.mark(turn, staff, case, "withdrawn", said)
    await moves.tell(turn, found.resident_id, said)
    return lines(t("offered.withdrawn.done"), rows=(moves.back(found.resident_id),))
