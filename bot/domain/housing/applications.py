"""Handing in: what was sent, who registers it, and where it stands. The bot never decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, people, tasks
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, say
from bot.domain.screens import bury
from bot.domain.texts import lines, t
from bot.flow.message import Day, Media, Message, Moment, Text, verbatim
from bot.pack import next_meeting
from bot.rules.access import Thing
from bot.store import applications, consents, from_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

LABEL = "application"
# Who may read it is answered in the flow, one unit a screen: the steps `see_…` and `ask_…`.
CONSENT = ("see_", "ask_")
REGISTERS = access.UNIT  # who enters it, and reads it first


class Line(msgspec.Struct, frozen=True):
    """One question and its answer, as the person saw them."""

    question: Text
    answer: Text


class Answers(msgspec.Struct, frozen=True):
    """What was handed in, in the order it was asked."""

    lines: tuple[Line, ...]
    files: tuple[Media, ...] = ()


async def hand_in(
    turn: Turn, who: Person, run_id: int, answers: Answers, *, complete: bool
) -> None:
    """
    Take what was sent: dated now, or filled in if this run was handed in before.

    Somebody owns it from this moment: a named task to register it, or to follow it up.
    """
    before = await applications.of_run(turn.tx, run_id)
    row_id = before.id if before else turn.new_id()
    await applications.hand_in(
        turn.tx,
        applications.Application(
            id=row_id,
            resident_id=who.id,
            run_id=run_id,
            body=await turn.seal(who.id, LABEL, row_id, answers),
            sent_at=before.sent_at if before else turn.at,
            complete=complete,
        ),
    )
    sent_at = from_us(before.sent_at) if before else turn.now
    note = tasks.Note(at=sent_at, row=row_id)
    kind = "complete_application" if _counts(turn) else "register_application"
    # Who has no yes to reading is not told whose it is.
    read = await consents.given(turn.tx, who.id, REGISTERS, "application")
    role = turn.house.pack.tasks.applications if read else "coordinator"
    await tasks.open_once(turn, kind, role, subject=who.id, note=note)


def _counts(turn: Turn) -> bool:
    return turn.house.pack.application.is_the_application


async def say_consents(turn: Turn, who: Person, given: dict[str, bool]) -> None:
    """Log who may read it: one yes or no for each recipient the flow asked about."""
    for step, yes in given.items():
        recipient = step.partition("_")[2]
        await consents.say(turn.tx, turn.new_id(), who.id, recipient, "application", yes, turn.at)


async def receipt(turn: Turn, who: Person) -> tuple[Text, ...]:
    """What is said at once: when it was sent, who does what next, and the next meeting's date."""
    found = await applications.newest(turn.tx, who.id)
    if found is None:
        return ()
    rule = turn.house.pack.application
    by = verbatim(rule.registered_by.in_language(who.language))
    within = t("application.within", n=rule.registered_within_working_days)
    body = [t("application.sent", date=Moment(from_us(found.sent_at), "day"))]
    if found.registered_at is not None:
        at = Moment(from_us(found.registered_at), "day")
        body.append(t("application.status.registered", date=at))
    elif _counts(turn):
        body.append(t("application.sent.counts"))
    else:
        body.append(t("application.sent.then", registered_by=by, within=within))
    if not await consents.given(turn.tx, who.id, REGISTERS, "application"):
        body.append(t("application.sent.unread", registered_by=by))
    if not found.complete:
        body.append(t("application.later"))
    return (*body, t("application.next", meeting=Day(next_meeting(turn.house.pack, turn.today))))


async def status(turn: Turn, who: Person) -> list[Text]:
    """«Hvor er søknaden min?»: what has happened, with dates; nothing that has not."""
    found = await applications.newest(turn.tx, who.id)
    if found is None:
        return [t("application.status.none")]
    sent = Moment(from_us(found.sent_at), "day")
    if found.registered_at is not None:
        at = Moment(from_us(found.registered_at), "day")
        body = [t("application.status.registered", date=at)]
    elif _counts(turn):
        body = [t("application.status.received", date=sent)]
    else:
        body = [t("application.status.sent", date=sent)]
    if not found.complete:
        body.append(t("application.later"))
    meeting = Day(next_meeting(turn.house.pack, turn.today))
    return [*body, t("application.next", meeting=meeting)]


async def _enters(turn: Turn, staff: Person, resident_id: int) -> bool:
    """Whether this person enters applications: the role of the pack, with the resident's yes."""
    if "coordinator" in staff.roles:
        return True
    read = await consents.given(turn.tx, resident_id, REGISTERS, "application")
    return read and turn.house.pack.tasks.applications in staff.roles


async def register(turn: Turn, staff: Person, application_id: int) -> None:
    """A human has entered it in the municipality's system: the person is told the date."""
    found = await applications.by_id(turn.tx, application_id)
    if found is None or not await _enters(turn, staff, found.resident_id):
        raise Refused("staff.refused")
    if await people.person(turn, found.resident_id) is None:
        raise Refused("thread.gone")
    if found.registered_at is not None:
        return
    await applications.register(turn.tx, application_id, staff.id, turn.at)
    await access.note(turn, staff, "registered application", found.resident_id)
    await tasks.finish_about(turn, staff, found.resident_id, "register_application")
    to = Address(found.resident_id, found.resident_id)
    text = t("application.registered", date=Moment(turn.now, "day"))
    await say(turn, to, Message((text,)), purpose="news")
    await bury(turn, found.resident_id)


async def consent_for(turn: Turn, staff: Person, resident_id: int) -> bool:
    """
    Whether the resident has said yes to this reader.

    Each yes is for one recipient: «den som følger deg opp» is their own worker or the stand-in,
    and case officers and coordinators are those who enter it at the housing office.
    """
    stands = await access.relation(turn, staff, resident_id)
    recipients: list[str] = []
    if stands.assigned or stands.standing_in_since is not None:
        recipients.append("worker")
    if staff.roles & {"coordinator", "case_officer"}:
        recipients.append(REGISTERS)
    for recipient in recipients:
        if await consents.given(turn.tx, resident_id, recipient, "application"):
            return True
    return False


async def read(turn: Turn, staff: Person, application_id: int) -> tuple[int, Message]:
    """
    Whom it is about, and the answers; what was spoken comes as messages of its own.

    Raises Refused without the resident's yes to this reader.
    """
    found = await applications.by_id(turn.tx, application_id)
    if found is None:
        raise Refused("thread.gone")
    consent = await consent_for(turn, staff, found.resident_id)
    about = found.resident_id
    if not await access.may(turn, staff, "read", Thing.APPLICATION, about, consent=consent):
        raise Refused("application.no_consent")
    await access.note(turn, staff, "read application", found.resident_id)
    resident = await people.the(turn, found.resident_id)
    answers = await turn.unseal(resident.id, LABEL, found.id, found.body, Answers)
    for file in answers.files:
        to = Address(staff.id, resident.id)
        await say(turn, to, Message((), media=file), purpose="answer", reads=Thing.APPLICATION)
    body = [
        t("application.line", question=line.question, answer=line.answer) for line in answers.lines
    ]
    return resident.id, lines(*body)
