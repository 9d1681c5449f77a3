"""A house with one resident, one of everything of hers, and people who stand to her in every way."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from bot.domain import people, tasks
from bot.domain.appointments import appointments
from bot.domain.cases import offers
from bot.domain.danger import flags, safety_contact
from bot.domain.meetings import inviting
from bot.domain.meetings.together import Guest
from bot.domain.person_menu import DAY, MORE
from bot.domain.team import later, notes, saved
from bot.flow.message import verbatim
from bot.rules.access import Allowed, Relation, Role, Thing, may, roles_now
from bot.store import from_us
from bot.store import people as stored_people
from tests.conversations.test_access_in_the_chat import agrees, handed_in
from tests.conversations.test_relay_words import opened
from tests.promises.telling import tells_much

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.turn import Turn
    from bot.rules.access import Verb
    from tests.conftest import House
    from tests.promises.doors import Door

NAME = "Kanarinavn"
WORDS = "kanarifugl i kjelleren"
NAMED = {
    "appointments": "appointment",
    "thread_messages": "message",
    "danger_flags": "danger",
    "participants": "participant",
    "repairs": "repair",
}


class Someone(NamedTuple):
    """A member of staff (or another resident), and how they stand to the resident of the case."""

    label: str
    id: int
    roles: frozenset[Role]
    stands: Relation


@dataclasses.dataclass
class Case:
    """One resident with one of everything, and people who stand to them in every way."""

    house: House
    ids: dict[str, int]
    everybody: list[Someone] = dataclasses.field(default_factory=list)
    consent: bool = False

    def expected(self, who: Someone, verb: Verb, thing: Thing, **facts: object) -> bool:
        """What access.md says."""
        stands = dataclasses.replace(who.stands, **facts)  # type: ignore[arg-type]  # fields by name
        if (thing is Thing.APPLICATION and verb == "read") or thing is Thing.TIMELINE:
            stands = dataclasses.replace(stands, consent=self._agreed(who))
        if thing is Thing.TASKS and Role.WORKER in who.roles:
            stands = dataclasses.replace(stands, own=who.stands.assigned)
        elif thing is Thing.TASKS:
            stands = dataclasses.replace(stands, own=False)
        answer = may(roles_now(who.roles, stands), verb, thing, stands)
        return isinstance(answer, Allowed) and answer.scope == "all"

    def lets_in(self, who: Someone, verb: str, door: Door) -> bool:
        """Whether this button opens for them."""
        if verb == "person":
            return any(self.expected(who, one.verb, one.thing) for one in (*DAY, *MORE))
        if verb in {"departed", "departed_ask"}:
            # A worker asks; a coordinator begins what takes one more.
            return self.expected(who, "ask", door.thing) or self.expected(
                who, "write", door.thing, agreed_by_another=True
            )
        if verb == "register" and Role.CASE_OFFICER in who.roles:
            return self.consent  # the pack gives them the task, and she lets them read
        in_ = self.expected(who, door.verb, door.thing, **door.facts)
        return in_ and not self.narrower(who, door)

    def narrower(self, who: Someone, door: Door) -> bool:
        """Whether the house gives them less than the table, with a reason."""
        return bool(roles_now(who.roles, who.stands) & door.narrower.keys())

    def _agreed(self, who: Someone) -> bool:
        """A yes to «den som følger deg opp» and to the housing office, whose coordinators read."""
        reader = (
            who.stands.assigned
            or who.stands.standing_in_since
            or who.roles & {Role.COORDINATOR, Role.CASE_OFFICER}
        )
        return self.consent and bool(reader)

    def argument(self, names: str) -> str:
        """Button data's argument."""
        return ".".join(str(self.ids.get(one, one)) for one in names.split(".") if one)


UNRELATED = (
    Role.DUTY, Role.COORDINATOR, Role.CASE_OFFICER, Role.HOUSING_OFFICE, Role.CARETAKER,
    Role.CONSULTANT, Role.ADMINISTRATOR,
)  # fmt: skip
"""Colleagues who follow her up in no way; the housing office has a home on offer for her."""


def _unrelated(none: Relation) -> Iterator[tuple[Role, Relation]]:
    for role in UNRELATED:
        yield role, dataclasses.replace(none, offer=role is Role.HOUSING_OFFICE)


async def a_case(house: House) -> Case:
    """Kari (under a name to look for) with one of everything; who had her, has her, stands in, or does not."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident(NAME, worker=mari)
    await opened(mari, kari, WORDS)
    await kari.says(f"Mer om {WORDS}")
    await house.settled()
    kari_id, mari_id = await house.person(kari), await house.person(mari)
    case = Case(house, {"resident": kari_id, "worker": mari_id})
    case.ids["application"] = await handed_in(house, kari_id)
    case.ids |= dict.fromkeys(("task", "tonight", "appointment", "danger"), 0)

    async def new(turn: Turn, name: str, *roles: Role) -> int:
        person_id = turn.new_id()
        await turn.house.keys.make_person(person_id)
        await people.begin(turn, person_id, "nb", state="active", name=name)
        for role in roles:
            await stored_people.grant(turn.tx, turn.new_id(), person_id, role, turn.at)
        chat = (await house.app.house.keys.person(person_id)).seal
        await turn.tx.execute(
            "INSERT INTO accounts (id, person_id, platform, chat, valid_from) VALUES (?,?,?,?,?)",
            person_id + 1, person_id, "telegram",
            chat(people.CHAT_LABEL, person_id + 1, b"7"), turn.at,
        )  # fmt: skip
        return person_id

    async def peopled(turn: Turn) -> None:
        who, worker = await people.the(turn, kari_id), await people.the(turn, mari_id)
        starts = turn.now + dt.timedelta(days=2)
        await _meets_with_a_guest(turn, worker, kari_id, starts)
        case.ids["note"] = await notes.add(turn, worker, kari_id, WORDS)
        case.ids["answer"] = await saved.add(turn, worker, "Hei", "Hei [navn]")
        case.ids["planned"] = await later.plan(turn, worker, kari_id, WORDS, starts)
        await tells_much(turn, who, WORDS)
        await safety_contact.keep(turn, who, safety_contact.SafetyContact(who=WORDS))
        await flags.look(turn, who, f"orker ikke mer, {WORDS}", "message")
        note = tasks.Note(lines=(verbatim(WORDS),))
        case.ids["task"] = await tasks.open_task(
            turn, "move", "worker", subject=kari_id, owner=mari_id, note=note
        )
        for name in ("tonight", *NAMED):
            sql = f"SELECT id FROM {name} WHERE resident_id = ?"
            case.ids[NAMED.get(name, name)] = int(await turn.tx.value(sql, kari_id))
        none, hers = Relation(thing_open=True), Relation(thing_open=True, assigned=True)
        case.everybody.append(Someone("her worker", mari_id, frozenset({Role.WORKER}), hers))
        tor = await new(turn, "Tor", Role.WORKER)
        siv, per = [await new(turn, name, Role.WORKER) for name in ("Siv", "Per")]
        second = 1_000_000
        await turn.tx.execute("UPDATE assignments SET valid_from = ?", turn.at)
        await turn.tx.execute(
            "INSERT INTO assignments (id, resident_id, worker_id, valid_from, valid_to)"
            " VALUES (?,?,?,?,?)", turn.new_id(), kari_id, tor, turn.at - 60 * second, turn.at,
        )  # fmt: skip
        for stand_in, until in ((siv, None), (per, turn.at)):
            since = turn.at - 60 * second
            await stored_people.stand_in(turn.tx, turn.new_id(), mari_id, stand_in, since, until)
        standing = dataclasses.replace(none, standing_in_since=from_us(turn.at - 60 * second))
        workers = (
            ("handed her over this second", tor, none),
            ("stands in", siv, standing),
            ("stood in until this second", per, none),
            ("another worker", await new(turn, "Berit", Role.WORKER), none),
        )
        for label, one, stands in workers:
            case.everybody.append(Someone(label, one, frozenset({Role.WORKER}), stands))
        case.everybody += [
            Someone(role.value, await new(turn, role.title(), role), frozenset({role}), stands)
            for role, stands in _unrelated(none)
        ]
        await _offer(turn, case, kari_id)
        ola = await new(turn, "Ola")
        case.everybody.append(Someone("another resident", ola, frozenset({Role.RESIDENT}), none))

    await house.turn(peopled)
    await house.settled()
    return case


async def _meets_with_a_guest(
    turn: Turn, worker: people.Person, kari_id: int, starts: dt.datetime
) -> None:
    details = appointments.Details(verbatim(WORDS), verbatim("Samtale"))
    await appointments.make(turn, worker, kari_id, starts=starts, minutes=30, details=details)
    row = await turn.tx.value("SELECT id FROM appointments WHERE resident_id = ?", kari_id)
    await inviting.invite(turn, worker, int(row), guest=Guest(WORDS, "bror"))


async def _offer(turn: Turn, case: Case, resident_id: int) -> None:
    """A case officer offers her a home, to be answered within nine days."""
    case.ids["officer"] = next(one.id for one in case.everybody if one.label == "case_officer")
    officer = await people.the(turn, case.ids["officer"])
    home = offers.Home(WORDS, (turn.today + dt.timedelta(days=30)).isoformat())
    await offers.make(turn, officer, resident_id, home, turn.today + dt.timedelta(days=9))
    case.ids["offer"] = int(await turn.tx.value("SELECT id FROM offers"))


async def agree(case: Case) -> None:
    """Kari says yes to every recipient."""
    for recipient in ("worker", "housing_office"):
        await agrees(case.house, case.ids["resident"], recipient)
    case.consent = True
