"""What flows may name: values for placeholders, lists to choose from, and facts to ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import languages, people
from bot.domain.appointments import appointments, changes, invited, naming, outcomes
from bot.domain.archive import parts
from bot.domain.cases import named as bindings_cases
from bot.domain.discharge import named as bindings_discharge
from bot.domain.meetings import named as meetings
from bot.domain.menu import numbers
from bot.domain.money import ladder
from bot.domain.owners import named as who_has
from bot.domain.repairs import named as of_repairs
from bot.domain.talk import named as bindings_talk
from bot.domain.team.sources import TEAM
from bot.domain.texts import t
from bot.domain.tonight import named as bindings_tonight
from bot.domain.tonight.duty import STANDS
from bot.flow import Choice, Run, World
from bot.flow.message import Day, Moment, Text, verbatim
from bot.pack import areas, values
from bot.store import appointments as stored_appointments
from bot.store import from_us, runs, series
from bot.store import people as stored_people

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow import Definition
    from bot.pack.schema import Pack

    Filling = str | int | Day | Moment | Text
    Value = Callable[[Turn, Person], Awaitable[Filling]]
    Source = Callable[[Turn, Person], Awaitable[tuple[Choice, ...]]]
    Fact = Callable[[Turn, Person], Awaitable[bool | None]]

RUN_LABEL = "run"
UNITS = ("housing_office", "health", "nav", "substance_services", "next_of_kin", "other")
FROM_PACK = frozenset(
    {
        "municipality", "office", "address", "phone", "phone_hours", "walk_in", "tonight_place",
        "tonight_address", "tonight_phone", "tonight_hours", "tonight_reader", "tonight_next_read",
        "next_meeting", "residence_rule", "registered_by", "after_a_no", "worker_hours",
        "workers_closed", "next_worker_hours", "answer_promise", "urgent_promise", "rent_contact",
        "rent_phone", "confidentiality_limit", "enforcement_phone", "enforcement_hours", "nav_phone",
        "nav_hours", "money_phone",
    }
)  # fmt: skip


async def world(turn: Turn, who: Person, definition: Definition) -> World:
    """The world as this flow needs to see it: only what it names is looked up."""
    from_pack: dict[str, str] = {}
    if FROM_PACK.intersection(definition.values):
        from_pack = values(turn.house.pack, who.language, turn.now)
    filled: dict[str, Filling] = {}
    for name in definition.values:
        binder = VALUES.get(name)
        if binder is not None:
            filled[name] = await binder(turn, who)
        elif name.startswith("unit_"):
            filled[name] = _unit(turn.house.pack, name, who.language)
        else:
            filled[name] = from_pack[name]
    return World(
        now=turn.now,
        today=turn.today,
        language=who.language,
        values=filled,
        sources={name: await SOURCES[name](turn, who) for name in definition.sources},
        facts={name: await _fact(turn, who, name) for name in definition.facts},
    )


def named_values(pack: Pack) -> frozenset[str]:
    """Every value a flow may name, for `check`."""
    units = {f"unit_{unit}{end}" for unit in UNITS for end in ("", "_sees")}
    return frozenset(FROM_PACK | VALUES.keys() | units)


def named_facts() -> frozenset[str]:
    """Every fact a flow may ask about, for `check`."""
    return frozenset(FACTS.keys() | {f"unit_{unit}" for unit in UNITS})


def _unit(pack: Pack, name: str, language: str) -> str:
    unit = name.removeprefix("unit_").removesuffix("_sees")
    found = next((one for one in pack.consents if one.unit == unit), None)
    if found is None:
        return ""
    words = found.sees if name.endswith("_sees") else found.name
    return words.in_language(language)


async def _fact(turn: Turn, who: Person, name: str) -> bool | None:
    if name.startswith("unit_"):
        return any(one.unit == name.removeprefix("unit_") for one in turn.house.pack.consents)
    return await FACTS[name](turn, who)


async def _contact(turn: Turn, who: Person) -> Filling:
    return (await people.contact_of(turn, who.id)).name


async def _stand_in(turn: Turn, who: Person) -> Filling:
    worker = await people.worker_of(turn, who.id)
    found = await people.stand_in_of(turn, worker) if worker is not None else None
    person = await people.person(turn, found) if found else None
    return person.name if person else turn.house.team


async def _my_appointments(turn: Turn, who: Person) -> Filling:
    return await appointments.summed_up(turn, who)


async def _help_text(turn: Turn, who: Person) -> Filling:
    return numbers(turn, who.language, 0)


async def _help_more(turn: Turn, who: Person) -> Filling:
    return numbers(turn, who.language, 1)


async def _help_checked(turn: Turn, _: Person) -> Filling:
    return Day(min(line.phone.checked for line in turn.house.pack.help))


async def _registered_day(turn: Turn, who: Person) -> Filling:
    days = turn.house.pack.application.registered_within_working_days
    return t("application.within", n=days)


async def _languages(turn: Turn, _: Person) -> tuple[Choice, ...]:
    return tuple(Choice(one, verbatim(languages.LANGUAGES[one])) for one in languages.offered(turn))


async def _areas(turn: Turn, who: Person) -> tuple[Choice, ...]:
    named = areas(turn.house.pack, who.language)
    return tuple(Choice(id_, verbatim(name)) for id_, name in named.items())


async def _papers(turn: Turn, who: Person) -> tuple[Choice, ...]:
    return tuple(
        Choice(paper.id, verbatim(paper.name.in_language(who.language)))
        for paper in turn.house.pack.papers
    )


async def _appointment_choices(turn: Turn, who: Person) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(found.id), t("appointment.choice", at=Moment(from_us(found.starts_at))))
        for found in await stored_appointments.coming_of(turn.tx, who.id, turn.at)
    )


async def _our_appointments(turn: Turn, who: Person) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    for found in await outcomes.to_change(turn, who):
        resident = await people.person(turn, found.resident_id)
        if resident is not None:
            at = Moment(from_us(found.starts_at))
            text = t("appointment.staff.choice", name=resident.name, at=at)
            choices.append(Choice(changes.as_it_stands(found), text))
    return tuple(choices)


async def _people_to_meet(turn: Turn, who: Person) -> tuple[Choice, ...]:
    contact = await people.contact_of(turn, who.id)
    return (
        Choice("contact", contact.name),
        Choice("team", turn.house.team)
        if not contact.is_team
        else Choice("anyone", t("appointment.anyone")),
    )


async def _my_residents(turn: Turn, who: Person) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    for resident_id in await stored_people.residents_of(turn.tx, who.id, turn.at):
        resident = await people.person(turn, resident_id)
        if resident is not None:
            choices.append(Choice(str(resident_id), resident.name))
    return tuple(choices)


async def _kinds(turn: Turn, who: Person) -> tuple[Choice, ...]:
    return naming.kinds(turn.house.pack, who.language)


async def _places(turn: Turn, who: Person) -> tuple[Choice, ...]:
    return naming.places(turn.house.pack, who.language)


async def _cancels(turn: Turn, who: Person) -> bool | None:
    return await invited.is_to(turn, who, "cancel")


async def _moves(turn: Turn, who: Person) -> bool | None:
    return await invited.is_to(turn, who, "move")


async def _person(turn: Turn, who: Person) -> Filling:
    return who.name


async def _has_worker(turn: Turn, who: Person) -> bool | None:
    return not (await people.contact_of(turn, who.id)).is_team


async def _sending_is_the_application(turn: Turn, _: Person) -> bool | None:
    return turn.house.pack.application.is_the_application


async def _tonight_is_request_to_nav(turn: Turn, _: Person) -> bool | None:
    return turn.house.pack.tonight.is_request_to_nav


async def _has_appointments(turn: Turn, who: Person) -> bool | None:
    return bool(await stored_appointments.coming_of(turn.tx, who.id, turn.at))


async def _has_desk(turn: Turn, _: Person) -> bool | None:
    return bool(turn.house.desk)


async def _has_series(turn: Turn, who: Person) -> bool | None:
    return await series.any_with(turn.tx, who.id, turn.today.isoformat())


async def _has_name(turn: Turn, who: Person) -> bool | None:
    return who.profile.name is not None


async def _said_unsafe_tonight(turn: Turn, who: Person) -> bool | None:
    """Whether the question that led there was answered so just now: it is not asked twice."""
    since = turn.now - STANDS
    for row in await runs.unfinished_by(turn.tx, who.id):
        if row.flow in {"apply", "discharge"} and row.body is not None:
            run = await turn.unseal(row.subject_id, RUN_LABEL, row.id, row.body, Run)
            answer = run.answer("safe")
            return answer is not None and answer.value != "yes" and answer.at > since
    return False


VALUES: dict[str, Value] = {
    **bindings_cases.VALUES,
    **bindings_talk.VALUES,
    **bindings_tonight.VALUES,
    **who_has.VALUES,
    **of_repairs.VALUES,
    "contact": _contact,
    "stand_in": _stand_in,
    "my_appointments": _my_appointments,
    "invitation": invited.summed_up,
    "person": _person,
    "help_text": _help_text,
    "help_more": _help_more,
    "help_checked": _help_checked,
    "registered_day": _registered_day,
} | {f"ladder_{step}": ladder.card(step) for step in ladder.STEPS}
SOURCES: dict[str, Source] = TEAM | {
    **bindings_cases.SOURCES,
    "languages": _languages,
    "areas": _areas,
    "papers": _papers,
    "my_appointments": _appointment_choices,
    "our_appointments": _our_appointments,
    "people_to_meet": _people_to_meet,
    "my_residents": _my_residents,
    "appointment_kinds": _kinds,
    "meeting_places": _places,
    "archive_periods": parts.periods,
    **who_has.SOURCES,
    **of_repairs.SOURCES,
    **meetings.SOURCES,
}
FACTS: dict[str, Fact] = {
    **bindings_cases.FACTS,
    **bindings_talk.FACTS,
    **meetings.FACTS,
    **bindings_discharge.FACTS,
    **of_repairs.FACTS,
    "has_desk": _has_desk,
    "invitation_cancels": _cancels,
    "invitation_moves": _moves,
    "has_worker": _has_worker,
    "has_appointments": _has_appointments,
    "has_name": _has_name,
    "has_series": _has_series,
    "said_unsafe_tonight": _said_unsafe_tonight,
    "sending_is_the_application": _sending_is_the_application,
    "tonight_is_request_to_nav": _tonight_is_request_to_nav,
    "archive_reason": parts.reason_needed,
} | {f"ladder_{step}": ladder.there_is(step) for step in ladder.STEPS}
