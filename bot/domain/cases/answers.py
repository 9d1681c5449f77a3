"""The resident's side of an offer: yes, no with a reason, or talking first; silence is none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import due, people, tasks
from bot.domain.cases import moves, offers
from bot.domain.errors import Told
from bot.domain.housing import deadlines
from bot.domain.texts import t
from bot.flow.message import Day, Text, verbatim
from bot.rules.case_standing import WAITS
from bot.rules.hard_rent import same_working_day
from bot.store import case_steps, to_us
from bot.store import offers as stored
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store import timers

STATES = {"yes": "accepted", "no": "declined", "talk": "talk"}
KINDS = ("offer_accepted", "offer_declined", "offer_talk", "offer_unanswered")
"""Tasks of whoever made the offer, one at a time."""
WORKERS = "offer_help"
"""The task of whoever follows the resident up."""


async def answer(
    turn: Turn, who: Person, said: str, *, reason: Text | None = None, words: str = ""
) -> tuple[Text, ...]:
    """
    What the resident says of the offer they have; said again, it is what counts.

    Raises Told where there is none any more, or its day is over.
    """
    offer = await offers.of_resident(turn, who.id)
    case = await case_steps.of(turn.tx, who.id)
    if offer is None or case is None:
        raise Told("offered.none")
    state = STATES[said]
    home = await offers.opened(turn, offer)
    home = msgspec.structs.replace(
        home, reason=reason if said == "no" else None, words=words if said == "no" else ""
    )
    body = await turn.seal(who.id, offers.LABEL, offer.id, home)
    await stored.change(turn.tx, offer, state, body, turn.at)
    await moves.mark(turn, who, case, state)
    if state in WAITS:
        await deadlines.wish(turn, who, "offer", offers.last_day(offer))
    else:
        await deadlines.gone(turn, who, "offer")
        await due.cancel(turn, f"{offers.RULE}.%", offer.id, "answered")
    await _tell_staff(turn, who, offer, f"offer_{state}", home)
    until = t("offered.until", day=Day(offers.last_day(offer)))
    contact = await people.contact_of(turn, who.id)
    return (t(f"offered.said.{state}", contact=contact.name), until)


async def _tell_staff(
    turn: Turn, who: Person, offer: stored.Offer, kind: str, home: offers.Home
) -> None:
    """Whoever made it has a task; who wants to talk first has a human the same day."""
    await _over(turn, who.id)
    role, owner = await maker(turn, offer)
    said = [home.reason] if home.reason is not None else []
    said += [verbatim(home.words)] if home.words else []
    note = tasks.Note(lines=tuple(said), row=offer.id)
    await tasks.open_task(turn, kind, role, subject=who.id, owner=owner, note=note)
    if kind == "offer_talk":
        await to_contact(turn, who, tasks.Note(row=offer.id))


async def to_contact(turn: Turn, who: Person, note: tasks.Note) -> None:
    """Whoever follows them up gets in touch, by the end of this working day."""
    contact = await people.contact_of(turn, who.id)
    when = same_day(turn)
    if not await stored_tasks.open_about(turn.tx, who.id, WORKERS):
        await tasks.open_task(
            turn, WORKERS, contact.role, subject=who.id, owner=contact.owner, note=note, due_at=when
        )


def same_day(turn: Turn) -> int | None:
    """The end of the working day on which a human must have it."""
    when = same_working_day(turn.house.worker_opening, turn.now, turn.house.zone)
    return to_us(when[1]) if when else None


async def _over(turn: Turn, resident_id: int) -> None:
    """What was open of the answer before is not what counts any more."""
    for kind in (*KINDS, WORKERS):
        for row in await stored_tasks.open_about(turn.tx, resident_id, kind):
            await stored_tasks.done(turn.tx, row.id, None, turn.at)


async def maker(turn: Turn, offer: stored.Offer) -> tuple[str, int | None]:
    """Whose the offer is: whoever made it, while they have the role; else everybody's in the pack's."""
    by = await people.person(turn, offer.by_id)
    for role in ("case_officer", "housing_office"):
        if by is not None and role in by.roles:
            return role, by.id
    return turn.house.pack.tasks.offers, None


async def came_due(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """The day is over and nothing was said: two humans are told, and the offer stands as it did."""
    offer = await stored.by_id(turn.tx, timer.subject)
    if offer is None or offer.state not in WAITS:
        return
    await _over(turn, who.id)
    role, owner = await maker(turn, offer)
    note = tasks.Note(row=offer.id)
    await tasks.open_task(turn, "offer_unanswered", role, subject=who.id, owner=owner, note=note)
    await to_contact(turn, who, note)
