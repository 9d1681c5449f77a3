"""
The resident's side: asked about each who might come, «Ja» or «Ikke nå», changed until it begins.

Nobody is told anything before the yes. A yes taken back counts from that moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.appointments import heard
from bot.domain.appointments.appointments import LABEL, Details
from bot.domain.appointments.naming import kind_of
from bot.domain.errors import Refused, Told
from bot.domain.meetings import invited, together
from bot.domain.outgoing import Address, say
from bot.domain.screens import bury
from bot.domain.talk import interpreter
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment
from bot.store import appointments, consents, from_us, participants

if TYPE_CHECKING:
    from bot.domain.meetings.together import Comer
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text
    from bot.store.appointments import Appointment
    from bot.store.participants import Participant

PURPOSE = "meeting"


def recipient(row_id: int) -> str:
    """How the log of consents names one who may come."""
    return f"{PURPOSE}:{row_id}"


async def ask(turn: Turn, row: Participant, found: Appointment) -> None:
    """«Vil du at … skal være med?», with what they would know; both answers are the same size."""
    who = await people.the(turn, row.resident_id)
    name = await together.named(turn, row)
    if name is None:
        return
    details = await turn.unseal(who.id, LABEL, found.id, found.body, Details)
    key = "with.ask" if row.series_id is None else "with.ask.series"
    kind, at = kind_of(details, who.language), Moment(from_us(found.starts_at))
    body = [t(key, name=name, kind=kind, at=at), await _means(turn, row, found, name)]
    asked = lines(*body, t("with.ask.free"), rows=(_answers(row.id),))
    await say(turn, Address(who.id, who.id), asked, purpose="news")
    await bury(turn, who.id)


async def _means(turn: Turn, row: Participant, found: Appointment, name: Text) -> Text:
    if row.staff_id is not None:
        return t("with.ask.staff", name=name)
    host = await people.person(turn, found.with_id)
    return t("with.ask.guest", name=name, worker=host.name if host else turn.house.team)


def _answers(row_id: int) -> tuple[Button, ...]:
    return button("with.yes", "with_yes", row_id), button("with.no", "with_no", row_id)


async def _theirs(turn: Turn, who: Person, row_id: int) -> tuple[Participant, list[int]]:
    row = await participants.by_id(turn.tx, row_id)
    if row is None or row.resident_id != who.id:
        raise Refused("came.not_yours")
    ahead = await participants.occurrences(turn.tx, row.id, turn.at)
    if row.state == "out" or not ahead:
        raise Told("with.over")
    return row, ahead


async def answer(turn: Turn, who: Person, row_id: int, *, yes: bool) -> Message:
    """
    The resident's word about one; said twice it is said once. Nothing else follows from a no.

    Raises Told for one that is over or was taken out, Refused for another's.
    """
    row, ahead = await _theirs(turn, who, row_id)
    name = await together.named(turn, row)
    found = await appointments.by_id(turn.tx, ahead[0])
    if name is None or found is None:
        raise Told("with.over")
    state = "yes" if yes else "no"
    before = row.state
    if before != state:
        await participants.set_state(turn.tx, row.id, state, turn.at)
        to = recipient(row.id)
        await consents.say(turn.tx, turn.new_id(), who.id, to, PURPOSE, yes, turn.at)
        if yes:
            await _let_in(turn, row, ahead, found)
        elif before == "yes":
            await invited.withdraw(turn, row)
        await heard.answered(turn, found)
    other = button("with.change_to_no", "with_no", row.id)
    if not yes:
        other = button("with.change_to_yes", "with_yes", row.id)
    said = await _told(turn, row, found, name, yes=yes, before=before)
    return lines(said, rows=((other,), (button("with.door", "with_whom"),)))


async def _told(
    turn: Turn, row: Participant, found: Appointment, name: Text, *, yes: bool, before: str
) -> Text:
    if not yes:
        return t("with.said.out" if before == "yes" else "with.said.no", name=name)
    if row.staff_id is not None:
        return t("with.said.yes", name=name)
    host = await people.person(turn, found.with_id)
    return t("with.said.guest", name=name, worker=host.name if host else turn.house.team)


async def _let_in(turn: Turn, row: Participant, ahead: list[int], found: Appointment) -> None:
    await invited.tell(turn, row, found, "with.notice.asked")
    for one in ahead:
        occurrence = await appointments.by_id(turn.tx, one)
        if occurrence is not None:
            await invited.plan(turn, row, occurrence)


async def page(turn: Turn, who: Person) -> Message:
    """Who comes to what, each changed with one tap, and a way to say something before it."""
    body: list[Text] = []
    rows: list[tuple[Button, ...]] = []
    offered: set[int] = set()
    for appointment_id in await participants.asked_of(turn.tx, who.id, turn.at):
        found = await appointments.by_id(turn.tx, appointment_id)
        if found is None:
            continue
        details = await turn.unseal(who.id, LABEL, found.id, found.body, Details)
        host = await people.person(turn, found.with_id)
        at, worker = Moment(from_us(found.starts_at)), host.name if host else turn.house.team
        body.append(t("with.page.row", kind=kind_of(details, who.language), at=at, worker=worker))
        for one in await together.of(turn, found):
            stands_so = _stands(one)
            body.append(t(f"with.page.{stands_so}", name=one.name))
            if one.row.id not in offered:
                offered.add(one.row.id)
                turns = ("with.take_out", "with_no") if one.row.state == "yes" else None
                key, does = turns or ("with.let_in", "with_yes")
                rows.append((button(key, does, one.row.id, name=one.name),))
    if not body:
        body = [t("with.page.none")]
    else:
        body = [t("with.page.title"), *body, *await interpreter.line(turn, who.id)]
        rows.append((button("appointment.prepare", "flow", "prepare_appointment"),))
    back = (button("menu.button.back", "appointments"), button("menu.button.menu", "menu"))
    return lines(*body, rows=(*rows, back))


def _stands(one: Comer) -> str:
    if one.row.state != "yes":
        return one.row.state
    if one.row.staff_id is None:
        return "guest"
    if one.away and one.answer != "cannot":
        return "away"
    return "none_yet" if one.answer == "none" else one.answer


async def log_again(turn: Turn, row: Participant) -> None:
    """What was said of one stands for the row that follows it."""
    yes = row.state == "yes"
    to = recipient(row.id)
    await consents.say(turn.tx, turn.new_id(), row.resident_id, to, PURPOSE, yes, turn.at)


async def stands(turn: Turn, to: str) -> bool:
    """Whether a yes in the log of consents still lets somebody come to something."""
    row = await participants.by_id(turn.tx, int(to.partition(":")[2]))
    if row is None or row.state != "yes":
        return False
    return bool(await participants.occurrences(turn.tx, row.id, turn.at))
