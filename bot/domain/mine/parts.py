"""The parts of a person's own file, each read from where it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import bindings, people
from bot.domain.appointments import appointments as meetings
from bot.domain.appointments.naming import kind_of, place_of
from bot.domain.bindings import RUN_LABEL
from bot.domain.effects.table import OF_STAFF
from bot.domain.housing import applications as handed_in
from bot.domain.housing import deadlines
from bot.domain.languages import LANGUAGES
from bot.domain.meetings import together
from bot.domain.money import rent as rents
from bot.domain.relay import held
from bot.domain.sent import Sent
from bot.domain.texts import t
from bot.domain.tonight import requests
from bot.flow import Run, load
from bot.flow.message import Day, Entry, Moment, Text, verbatim
from bot.store import appointments as stored_appointments
from bot.store import deadlines as stored_deadlines
from bot.store import from_us, runs, tenancies, timers
from bot.store import my_data as stored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.people import Person
    from bot.domain.turn import Turn

# What each family of rules is called; whatever is not here is «noe annet».
PLANNED = {
    "appointment": "mine.planned.appointment",
    "rent": "mine.planned.rent",
    "held": "mine.planned.held",
    "discharge": "mine.planned.discharge",
    "checkin": "mine.planned.checkin",
    "morning": "mine.planned.morning",
}


def heads(texts: Iterable[Text]) -> list[Entry]:
    """Lines of ours, without words of anybody's under them."""
    return [Entry(one) for one in texts]


async def about(turn: Turn, who: Person) -> list[Text]:
    """What to call them, and how they want to be written to."""
    profile = who.profile
    name = who.name if profile.name else t("about.none")
    contact = await people.contact_of(turn, who.id)
    return [
        t("about.name", name=name),
        t("mine.language", language=LANGUAGES.get(who.language, who.language)),
        t("mine.contact", name=contact.name),
        t(f"mine.safe.{profile.safe}"),
        t(f"mine.pace.{profile.push}"),
        t("mine.neutral" if profile.neutral else "mine.open"),
        t("mine.seven" if profile.seven_days else "mine.seven.off"),
    ]


async def applications(turn: Turn, who: Person) -> list[Entry]:
    """Everything handed in, question by question."""
    found: list[Entry] = []
    for row in await stored.applications(turn.tx, who.id):
        given = await turn.unseal(who.id, handed_in.LABEL, row.id, row.body, handed_in.Answers)
        found.append(Entry(t("mine.sent", date=Moment(from_us(row.at), "day"))))
        found += [Entry(line.question, line.answer) for line in given.lines]
    return found


async def answers(turn: Turn, who: Person) -> list[Entry]:
    """What was answered in every conversation that is kept; those of staff about them are not theirs."""
    found: list[Entry] = []
    for row in reversed(await runs.about(turn.tx, who.id)):
        definition = turn.house.flows.get(row.flow)
        if row.body is None or definition is None or definition.effects & OF_STAFF.keys():
            continue
        stored_run = await turn.unseal(who.id, RUN_LABEL, row.id, row.body, Run)
        run, _ = load(definition, stored_run)
        world = await bindings.world(turn, who, definition)
        told = Sent(row.id, "", run, definition, world, who, complete=True, code="")
        lines = told.lines()
        if lines:
            date = Moment(from_us(row.updated_at), "day")
            found.append(Entry(t("mine.talk", title=Text(f"{definition.id}.title"), date=date)))
            found += [Entry(line.question, line.answer) for line in lines]
    return found


async def nights(turn: Turn, who: Person) -> list[Entry]:
    """Each request for a place tonight, with what was told."""
    found: list[Entry] = []
    for row in await stored.nights(turn.tx, who.id):
        told = await turn.unseal(who.id, requests.LABEL, row.id, row.body, requests.Told)
        found.append(Entry(t("mine.asked", at=Moment(from_us(row.at)))))
        found += [Entry(detail) for detail in told.details]
    return found


async def appointments(turn: Turn, who: Person) -> list[Entry]:
    """Those that have been and those to come."""
    found: list[Entry] = []
    for row in await stored.meetings(turn.tx, who.id):
        details = await turn.unseal(who.id, meetings.LABEL, row.id, row.body, meetings.Details)
        worker = await people.person(turn, row.with_id)
        text = t(
            "mine.meeting",
            kind=kind_of(details, who.language),
            at=Moment(from_us(row.starts_at)),
            worker=worker.name if worker else turn.house.team,
            place=place_of(details, who.language),
        )
        whole = await stored_appointments.by_id(turn.tx, row.id)
        others = await together.names(turn, whole) if whole is not None else None
        if others is not None:
            text = t("mine.meeting.with", said=text, who=others)
        found.append(Entry(t("mine.cancelled", said=text) if row.state == "cancelled" else text))
    return found


async def rent(turn: Turn, who: Person) -> list[Text]:
    """When the rent is due, and where it is paid to."""
    tenancy = await tenancies.of(turn.tx, who.id)
    if tenancy is None:
        return []
    bill = rents.Bill()
    if tenancy.body is not None:
        bill = await turn.unseal(who.id, rents.LABEL, tenancy.id, tenancy.body, rents.Bill)
    due = [t("mine.rent.due", n=tenancy.due_day)] if tenancy.due_day else []
    kid = [t("mine.rent.kid", kid=bill.kid)] if bill.kid else []
    account = [t("mine.rent.account", account=bill.account)] if bill.account else []
    return [t("mine.rent.kept"), *due, *kid, *account]


async def planned(turn: Turn, who: Person) -> list[Text]:
    """What is to be reminded of, and when."""
    found: list[Text] = []
    for row in await timers.ledger(turn.tx, who.id):
        if row.state == "planned":
            key = PLANNED.get(row.rule.partition(".")[0], "mine.planned.other")
            found.append(t(key, at=Moment(from_us(row.due_at))))
    return found


async def ends(turn: Turn, who: Person) -> list[Text]:
    """The deadlines they want to be reminded of."""
    found: list[Text] = []
    for row in await stored_deadlines.of(turn.tx, who.id):
        told = await turn.unseal(who.id, deadlines.LABEL, row.id, row.body, deadlines.Told)
        if told.date is not None:
            found.append(t("mine.deadline", date=Day(told.date)))
    return found


async def waits(turn: Turn, who: Person) -> list[Entry]:
    """What was typed and has not been sent to anybody."""
    return [
        Entry(
            t("mine.waits.one"),
            verbatim(one.text) if one.media is None else t(f"engine.media.{one.media.kind}"),
        )
        for one in await held.words_of(turn, who.id)
    ]
