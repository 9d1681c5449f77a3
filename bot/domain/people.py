"""Who somebody is to the house: a resident or staff, what they want to be called, who follows them up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

from bot.domain import due
from bot.domain.texts import t
from bot.flow.message import Text, verbatim
from bot.rules import ownership
from bot.rules.opening import is_open
from bot.rules.silence import QUIET
from bot.store import absences, accounts, desk, people, runs, to_us

if TYPE_CHECKING:
    from bot.domain.roles import StaffRole
    from bot.domain.turn import Turn


PROVISIONAL_LASTS = dt.timedelta(hours=24)
LABEL = "profile"
CHAT_LABEL = "accounts.chat"  # where the channel reaches somebody, sealed with their own key


class Profile(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What a person has told about themselves; sealed under their own key.

    `number_told` is when they were last asked to cover identity numbers (microseconds, UTC).
    """

    name: str | None = None
    neutral: bool = True
    morning: bool = True  # staff: one silent notice when the working day begins
    safe: Literal["any", "daytime", "not_evenings"] = "any"
    push: Literal["gentle", "ordinary", "often"] = "ordinary"
    seven_days: bool = True
    no_follow_up: bool = False  # nothing is asked; what they asked for stays
    typed_told: bool = False
    number_told: int = 0
    place: str | None = None
    silenced: tuple[str, ...] = ()  # kinds of reminders they want none of; «all» for every kind
    hard_any_time: bool = False  # hard things too may come in the evening and at weekends
    rent_quiet_until: str | None = None  # somebody else pays until that day (YYYY-MM-DD)
    offsets: tuple[str, ...] | None = None  # how long before appointments; None as the pack says


@dataclass(frozen=True, slots=True)
class Person:
    """One person as they stand now."""

    id: int
    state: str
    language: str
    profile: Profile
    roles: frozenset[str] = frozenset()

    @property
    def is_staff(self) -> bool:
        """Whether any staff role is held now."""
        return bool(self.roles)

    @property
    def consented(self) -> bool:
        """Whether the person has said yes to being remembered."""
        return self.state == "active"

    @property
    def name(self) -> Text:
        """
        What to call them in a text; never the channel's own name for them.

        It stands on one line: a name with lines of its own could pass for words of ours.
        """
        name = " ".join((self.profile.name or "").split())
        return verbatim(name) if name else t("staff.unnamed")


async def person(turn: Turn, person_id: int) -> Person | None:
    """The person with this id, or None if there is none or they are erased."""
    row = await people.by_id(turn.tx, person_id)
    if row is None or row.state == "erased":
        return None
    roles = frozenset(await people.roles(turn.tx, person_id, turn.at)) if row.staff else frozenset()
    profile = await _profile(turn, row)
    return Person(person_id, row.state, row.language, profile, roles)


async def _profile(turn: Turn, row: people.Row) -> Profile:
    before = turn.opened.get(row.id)
    if before is not None and before[0] == row.profile:
        return before[1]
    profile = await turn.unseal(row.id, LABEL, row.id, row.profile or b"", Profile)
    turn.opened[row.id] = (row.profile, profile)
    return profile


async def the(turn: Turn, person_id: int) -> Person:
    """The person with this id; raises LookupError if there is none."""
    found = await person(turn, person_id)
    if found is None:
        raise LookupError("no such person")
    return found


async def begin(
    turn: Turn,
    person_id: int,
    language: str,
    *,
    state: str = "provisional",
    name: str | None = None,
) -> Person:
    """A new person: provisional until they say yes, and erased after 24 hours if they never do."""
    profile = Profile(name=name)
    await people.add(
        turn.tx,
        people.Row(
            id=person_id,
            state=state,
            language=language,
            created_at=turn.at,
            erase_at=to_us(turn.now + PROVISIONAL_LASTS) if state == "provisional" else None,
            profile=await turn.seal(person_id, LABEL, person_id, profile),
        ),
    )
    return Person(person_id, state, language, profile)


async def change(turn: Turn, who: Person, **fields: object) -> Person:
    """Write changed profile fields; the person as they now stand."""
    profile = msgspec.structs.replace(who.profile, **fields)
    sealed = await turn.seal(who.id, LABEL, who.id, profile)
    await people.set_profile(turn.tx, who.id, sealed)
    return Person(who.id, who.state, who.language, profile, who.roles)


async def speak(turn: Turn, who: Person, language: str) -> Person:
    """Change the language; takes effect with the next text."""
    await people.set_language(turn.tx, who.id, language)
    return Person(who.id, who.state, language, who.profile, who.roles)


async def stay(turn: Turn, who: Person) -> Person:
    """The person has said yes: nothing is erased by itself any more."""
    await people.set_state(turn.tx, who.id, "active", None)
    return Person(who.id, "active", who.language, who.profile, who.roles)


async def wait_with_erasing(turn: Turn, who: Person) -> None:
    """A provisional person is looked at again a day later."""
    erase_at = to_us(turn.now + PROVISIONAL_LASTS)
    await people.set_state(turn.tx, who.id, "provisional", erase_at)


async def grant(turn: Turn, person_id: int, role: StaffRole) -> None:
    """Give a staff role from now on."""
    await people.grant(turn.tx, turn.new_id(), person_id, role, turn.at)


async def holders(turn: Turn, role: str) -> list[int]:
    """Everybody who holds a role now."""
    return await people.holders(turn.tx, role, turn.at)


async def worker_of(turn: Turn, resident_id: int) -> int | None:
    """The follow-up worker assigned to a resident now."""
    return await people.worker_of(turn.tx, resident_id, turn.at)


async def residents_of(turn: Turn, worker_id: int) -> list[int]:
    """The residents assigned to a worker now."""
    return await people.residents_of(turn.tx, worker_id, turn.at)


async def stand_in_of(turn: Turn, worker_id: int) -> int | None:
    """Who stands in for a worker who is away now: a person's id, 0 for nobody, None if not away."""
    return await people.stand_in_of(turn.tx, worker_id, turn.at)


async def assign(turn: Turn, resident_id: int, worker_id: int) -> None:
    """The resident's worker from now on; a former one loses access at once."""
    await people.assign(turn.tx, turn.new_id(), resident_id, worker_id, turn.at)
    # From now on seven quiet days are noticed.
    look = turn.now + QUIET
    await due.at(turn, "silence", resident_id, resident_id, look, occurrence=str(to_us(look)))


@dataclass(frozen=True, slots=True)
class Contact:
    """Who gets what a resident writes: persons to reach, and how to name them to the resident."""

    ids: tuple[int, ...]
    name: Text
    is_team: bool
    on_duty: bool = False

    @property
    def role(self) -> str:
        """The role in which a task is theirs."""
        if self.on_duty:
            return "duty"
        return "coordinator" if self.is_team else "worker"

    @property
    def owner(self) -> int | None:
        """The one person who has it; None for the team's queue, and for all on duty."""
        return None if self.is_team or self.on_duty else self.ids[0]


async def contact_of(turn: Turn, resident_id: int) -> Contact:
    """
    Worker → stand-in while away → whoever is on duty, in the hours → the coordinators' queue.

    Nothing is ever unowned: with no coordinator linked yet the queue still holds it, and the name
    told is the team's. Source of the order: `bot.rules.ownership`.
    """
    worker = await worker_of(turn, resident_id)
    away = await away_now(turn) if worker is not None else {}
    reader = ownership.stands_in(worker, away) if worker is not None else None
    found = await person(turn, reader) if reader is not None else None
    works = {found.id} if found is not None and found.roles & {"worker", "stand_in"} else set()
    lacks = worker is not None and not works
    has = ownership.owner(
        worker,
        away,
        works=works,
        duty=await holders(turn, "duty") if lacks else (),
        in_hours=lacks and is_open(turn.house.worker_opening, turn.now, turn.house.zone),
        coordinators=() if works else await holders(turn, "coordinator"),
    )
    match has.kind:
        case "duty":
            one = await the(turn, has.ids[0])
            name = one.name if len(has.ids) == 1 else t("owners.duty")
            return Contact(has.ids, name, is_team=False, on_duty=True)
        case "worker" | "stand_in" if found is not None:
            return Contact(has.ids, found.name, is_team=False)
        case _:
            return Contact(has.ids, turn.house.team, is_team=True)


async def duty_has_it(turn: Turn) -> bool:
    """Whether those on duty have, now, what nobody reads of whose worker is away."""
    away = await away_now(turn)
    there = [one for one in await holders(turn, "duty") if one not in away]
    return bool(there) and is_open(turn.house.worker_opening, turn.now, turn.house.zone)


async def away_now(turn: Turn) -> dict[int, int | None]:
    """Who is away now, and who stands in for each."""
    return {one.worker_id: one.stand_in_id for one in await absences.all_now(turn.tx, turn.at)}


async def answers_for(turn: Turn, worker_id: int) -> int | None:
    """Who answers for a worker now: themselves, a stand-in who is there, or None for nobody."""
    return ownership.stands_in(worker_id, await away_now(turn))


async def has_account(turn: Turn, person_id: int) -> bool:
    """Whether a person has a phone of their own here."""
    return await accounts.of_person(turn.tx, person_id) is not None


async def moves_in(turn: Turn, account_id: int, who: Person, person_id: int) -> Person:
    """
    The account of somebody new leads to this person from now on: what was begun for them is theirs.

    Whoever the account was before has said yes to nothing, and goes with the next round of erasing.
    """
    account = await accounts.by_id(turn.tx, account_id)
    if account is None or account.chat is None:
        raise LookupError("no such account")
    before = await turn.house.keys.person(who.id)
    after = await turn.house.keys.person(person_id)
    chat = after.seal(CHAT_LABEL, account_id, before.open(CHAT_LABEL, account_id, account.chat))
    await accounts.move(turn.tx, account_id, person_id, chat, turn.at)
    await runs.hand_over(turn.tx, person_id)
    await people.set_state(turn.tx, who.id, "provisional", turn.at)
    turn.caused_by = person_id
    return await the(turn, person_id)


async def reachable(turn: Turn, person_id: int) -> bool:
    """Whether something reaches a person now: in a chat that takes it, or at the desk, where it stands."""
    account = await accounts.of_person(turn.tx, person_id)
    return (account is not None and account.blocked_at is None) or await at_desk(turn, person_id)


async def at_desk(turn: Turn, person_id: int) -> bool:
    """Whether the desk is a door of this person's."""
    return await desk.is_member(turn.tx, person_id)
