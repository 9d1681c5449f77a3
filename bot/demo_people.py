"""
Who stands in the demo's phones, and what has happened before the reader looks.

Everybody comes in as they would: by a code in a link, sent as `/start CODE`. What they wrote to get
in is then taken off their phones, so that the first view holds only what one would look at.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from bot.domain import codes, people
from bot.domain.appointments import appointments, naming
from bot.domain.at_desk import signing_in
from bot.domain.repairs import reporting
from bot.domain.texts import t
from bot.domain.turn import Turn
from bot.domain.words import WORDS
from bot.flow.message import Text, verbatim
from bot.rules.calendar import is_working_day, local_day, local_moment, next_working_day
from bot.simulator.acts import perform
from bot.store import random_id

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from zoneinfo import ZoneInfo

    from bot.app import App
    from bot.domain.roles import StaffRole
    from bot.simulator.world import Simulator

# Name, what stands beside it, and the roles their code gives.
RESIDENTS = (("Kari", "beboer"), ("Ola", "ny her"))
STAFF = (
    ("Mari", "oppfølger", ("worker",)),
    ("Anne", "koordinator og vakt", ("administrator", "coordinator", "duty")),
    ("Jonas", "oppfølger", ("worker",)),
    ("Rune", "erfaringskonsulent", ("consultant",)),
)
# These have no phone here: they work at the desk.
AT_DESK: tuple[tuple[str, StaffRole], ...] = (
    ("Siri", "case_officer"),
    ("Tove", "housing_office"),
    ("Leif", "caretaker"),
)
WAITS = "Hei! Jeg har fått et brev fra utleier. Kan du se på det sammen med meg?"
HOME = "Fjordgata 12, andre etasje"
TEN, TWO = dt.time(10), dt.time(14)
OPENS, CLOSES = dt.time(9), dt.time(15)
AHEAD = dt.timedelta(days=4)


def opening_moment(now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Now if it is office hours, else ten o'clock on the next working day, when people would be there."""
    local = now.astimezone(zone)
    if is_working_day(local.date()) and OPENS <= local.time() <= CLOSES:
        return now
    today = local.date() + dt.timedelta(days=local.time() > TEN)
    return local_moment(next_working_day(today), TEN, zone)


def stand(world: Simulator) -> None:
    """Phones for everybody, in the order the page shows them."""
    for name, label in RESIDENTS:
        world.add(name, label=label)
    for name, label, _ in STAFF:
        world.add(name, label=label)


async def come_in(app: App, world: Simulator) -> None:
    """Kari is followed up by Mari, has written to her and has an appointment; Ola has just arrived."""
    demo = _Demo(app, world)
    for name, _, roles in STAFF:
        for role in roles:
            await demo.says(name, f"/start {await demo.code(role=role, name=name)}")
    for name, role in AT_DESK:
        await demo.turn(partial(signing_in.new_colleague, name=name, role=role))
    mari = await demo.id_of("Mari")
    await demo.says("Kari", f"/start {await demo.code(worker_id=mari, name='Kari')}")
    kari = await demo.id_of("Kari")
    await demo.turn(lambda turn: _agrees(turn, kari))
    await demo.says("Kari", WAITS)
    await demo.act("Kari", "press", label=WORDS["held.yes"])
    for name in demo.numbers:
        await demo.says(name, "/start")
    demo.tidy()
    await demo.turn(lambda turn: _plans(turn, mari, kari))
    await demo.turn(lambda turn: _has_a_broken_window(turn, kari))


async def link_to_desk(app: App, world: Simulator, role: str = "") -> str:
    """A link that lets Mari in at the desk, or whoever holds `role` there, once."""
    demo, code = _Demo(app, world), codes.draw()
    mari = await demo.id_of("Mari")

    async def make(turn: Turn) -> None:
        held = await people.holders(turn, role) if role else [mari]
        await signing_in.make_link(turn, held[0], code)

    await demo.turn(make)
    return code


async def _agrees(turn: Turn, person_id: int) -> None:
    """She has said yes to being remembered, so that her menu is the whole one."""
    await people.stay(turn, await people.the(turn, person_id))


async def _has_a_broken_window(turn: Turn, person_id: int) -> None:
    """She has told of it, and nobody has opened it yet."""
    told = (t("application.line", question=Text("repair.where.label"), answer=verbatim(HOME)),)
    who = await people.the(turn, person_id)
    await reporting.report(turn, who, "window", (), Text("repair.what.window"), told)


async def _plans(turn: Turn, worker_id: int, resident_id: int) -> None:
    kind = turn.house.pack.appointment_kinds[0].shown
    await appointments.make(
        turn,
        await people.the(turn, worker_id),
        resident_id,
        starts=local_moment(
            next_working_day(local_day(turn.now + AHEAD, turn.house.zone)), TWO, turn.house.zone
        ),
        minutes=45,
        details=appointments.Details(
            place=Text("new_appointment.place.office"),
            kind=verbatim(kind.nb),
            address=turn.house.pack.office.address,
            known_as=kind,
            spot=naming.spot_in(turn.house.pack, "office"),
        ),
    )


class _Demo:
    """The phones of the demo, and the house behind them."""

    def __init__(self, app: App, world: Simulator) -> None:
        self.app = app
        self.world = world
        self.numbers = {person.first_name: person.id for person in world.people.values()}

    async def act(self, name: str, deed: str, **given: object) -> None:
        """Do it on that phone, and wait until everything it led to has happened."""
        perform(self.world, self.world.person(self.numbers[name]), deed, dict(given))
        await self.world.time.settled()

    async def says(self, name: str, words: str) -> None:
        await self.act(name, "text", text=words)

    def tidy(self) -> None:
        """Everybody takes off their phone what they wrote to get in."""
        for person in self.world.people.values():
            for entry in list(person.entries.values()):
                typed = entry.message.get("text", "")
                if typed.startswith("/start") and not entry.deleted:
                    number = entry.message["message_id"]
                    perform(self.world, person, "delete", {"message_id": number})

    async def turn(self, body: Callable[[Turn], Awaitable[object]]) -> None:
        """Do something in a transaction of its own, as the house would."""
        now = self.app.clock.now()
        await self.app.store.transact(lambda tx: body(Turn(tx, now, random_id, self.app.house)))
        self.app.sender.wake()
        await self.world.time.settled()

    async def code(self, *, role: str = "resident", worker_id: int | None = None, name: str) -> str:
        """A personal code, as a worker or the command line would make it."""
        code = codes.draw()
        await self.turn(
            lambda turn: codes.invite(turn, code, role=role, worker_id=worker_id, name=name)
        )
        return code

    async def id_of(self, name: str) -> int:
        """Who the house knows the owner of this phone as."""
        found = await self.app.house.keys.identify("telegram", self.numbers[name])
        if found is None:
            raise LookupError("nobody has written from this phone")
        return found
