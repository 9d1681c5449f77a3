"""Every door asks access.md: each button of staff by each role and standing, each thing that is sent."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from bot.domain import commands, people, tasks
from bot.domain.commands import COMMANDS
from bot.domain.mine import privacy
from bot.domain.outgoing import Address, say
from bot.domain.presses.everybody import EVERYBODY, STAFF_FLOWS
from bot.domain.presses.press import OF_RESIDENTS, OF_STAFF
from bot.domain.relay import threads
from bot.domain.texts import lines
from bot.flow.message import Media, Message, verbatim
from bot.rules.access import Thing
from bot.simulator.client import text_of
from bot.store import consents, deliveries
from bot.store import people as stored_people
from bot.telegram.prepare import Preparer
from bot.telegram.prepared import Prepared
from tests.conversations.test_access_in_the_chat import agrees, tries
from tests.conversations.test_reminders_random import TEXTS
from tests.conversations.walking import Asked, asked, taps
from tests.promises.a_case import NAME, WORDS, Someone, a_case, agree
from tests.promises.doors import DOORS, MISSING, OWN
from tests.promises.pressed import Done, Undone, presses

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House

STRANGERS = ("another worker", "handed her over this second", "administrator", "another resident")


def test_every_button_of_staff_has_its_line() -> None:
    """A new verb says which cell of the table it asks, and is tried with all the others."""
    for verb in OF_STAFF:
        assert verb in DOORS or verb in OWN, MISSING.format(verb)
    left_over = (DOORS.keys() | OWN) - OF_STAFF.keys()
    assert not left_over, f"in tests/promises/doors.py but no button: {left_over}"


def test_a_command_is_a_press() -> None:
    """What is typed goes through the same table of verbs as what is pressed."""
    for command, data in (COMMANDS | commands.OF_STAFF).items():
        verb = data.split(":")[1]
        assert verb in OF_RESIDENTS | EVERYBODY | OF_STAFF, command


@pytest.mark.parametrize("agreed", [False, True], ids=["no yes", "with a yes"])
async def test_every_button_by_everybody(house: House, agreed: bool) -> None:
    """Whoever the table lets in gets in; nobody else gets a name or a word, or changes anything."""
    case = await a_case(house)
    if agreed:
        await agree(case)
    wrong: list[str] = []
    for verb, door in DOORS.items():
        for who in case.everybody:
            done = await presses(case, who.id, f"d:{verb}:{case.argument(door.argument)}")
            in_ = case.lets_in(who, verb, door)
            came_in = done.quotes(who.id) or bool(done.changed)
            if in_ and done.refused and not came_in:
                wrong.append(f"{verb}: {who.label} is refused")
            if not in_ and came_in:
                wrong.append(f"{verb}: {who.label} gets in, changing {done.changed}")
    assert not wrong, wrong


async def test_what_is_ones_own_names_only_those_one_may_know(house: House) -> None:
    """Lists hold no name that access.md keeps from whoever looks."""
    case = await a_case(house)
    for verb, who in itertools.product(OWN, case.everybody):
        done = await presses(case, who.id, f"d:{verb}:")
        may = case.expected(who, "read", Thing.CONTACT)
        assert may or not done.quotes(who.id), (verb, who.label)


async def test_no_button_there_is_opens_anything_to_a_stranger(house: House) -> None:
    """Every verb of every table, with every number there is of somebody who is not theirs."""
    case = await a_case(house)
    await agree(case)
    strangers = [who for who in case.everybody if who.label in STRANGERS]
    assert len(strangers) == len(STRANGERS)
    theirs = [str(one) for name, one in case.ids.items() if name != "worker"]
    arguments = [*theirs, f"{case.ids['resident']}.{case.ids['worker']}"]
    arguments.append(f"{case.ids['appointment']}.0")
    wrong = [
        f"{verb}:{argument} by {who.label}"
        for verb in OF_STAFF | OF_RESIDENTS | EVERYBODY
        for argument in arguments
        for who in strangers
        if _opens(who, await presses(case, who.id, f"d:{verb}:{argument}"))
    ]
    assert not wrong, wrong


def _opens(who: Someone, done: Done) -> bool:
    return done.quotes(who.id) or bool(done.changed)


async def test_forged_on_a_phone_nothing_is_sent_that_names_or_quotes(house: House) -> None:
    """The same over Telegram: the chat of a worker who presses every button about another's resident."""
    berit = await house.staff("Berit", "worker")
    case = await a_case(house)
    data = (f"d:{verb}:{case.argument(door.argument)}" for verb, door in DOORS.items())
    read = await tries(berit, *data)
    assert NAME not in read
    assert WORDS not in read


# What is typed in a flow of staff, by the kind of question; other kinds get their first choice.
TYPED = {"Words": "Noe", "Clock": "14.30", "Number": "1"}


@pytest.mark.parametrize(
    ("flow", "role"), [(flow, role) for flow, roles in STAFF_FLOWS.items() for role in roles]
)
async def test_a_flow_of_staff_asks_again(house: House, flow: str, role: str) -> None:
    """Begun with the role and sent without it: nothing is done, and the reader is told."""
    mari = await house.staff("Mari", role)
    kari = await house.resident(NAME, worker=mari if role == "worker" else None)
    await opened_if(mari, kari, role)
    mari_id, kari_id = await house.person(mari), await house.person(kari)
    await mari.says("/start")
    await house.settled()
    await mari.presses_old(await mari.screen(), f"d:flow:{flow}:")
    here = await _to_the_end(house, mari, flow)
    if here is None:
        return  # nothing to choose from: it cannot be begun
    tables = ("assignments", "roles", "appointments", "tasks", "stand_ins", "codes", "audit")

    async def rows(turn: Turn) -> list[tuple[object, ...]]:
        return [tuple(r) for one in tables for r in await turn.tx.all(f"SELECT * FROM {one}")]

    async def ended(turn: Turn) -> None:
        await stored_people.revoke(turn.tx, mari_id, role, turn.at)
        await stored_people.unassign(turn.tx, kari_id, turn.at)

    await house.turn(ended)
    before = await house.turn(rows)
    await taps(mari, here, "!send")
    await house.settled()
    assert await house.turn(rows) == before
    last = [text_of(one) for one in await kari.chat()][-1]
    assert "Noe" not in last


async def opened_if(mari: Phone, kari: Phone, role: str) -> None:
    """A thread, and an appointment to change, where there is a worker."""
    if role == "worker":
        await kari.says("Hei")
        await kari.presses("Ja, send")
        await mari.phones.settled()


async def _to_the_end(house: House, phone: Phone, flow: str) -> Asked | None:
    """Answer every question of a flow with what comes first, until it asks whether to send."""
    for _ in range(40):
        here = await asked(phone)
        if here is None or here.flow != flow or "!send" in here.choices:
            return here if here is not None and here.flow == flow else None
        plain = [one for one in here.choices if not one.startswith("!")]
        ends = [one for one in here.choices if one == "!done" or one.startswith("!yes-")]
        step = house.app.house.flows[flow].by_name[here.step]
        if ends or plain:
            await taps(phone, here, (ends or plain)[0])
        else:
            await phone.says(TYPED[type(step).__name__])
    raise AssertionError("the conversation does not end")


# What tells about another, by purpose: queued, then something changes, then it is about to go.


async def _queues(turn: Turn, what: str, staff_id: int, kari_id: int) -> None:
    """One message of this kind to a member of staff about Kari."""
    to = Address(staff_id, kari_id)
    who = await people.the(turn, kari_id)
    words = lines(verbatim(f"{NAME}: {WORDS}"))
    match what:
        case "answer":
            await say(turn, to, words, purpose="answer")
        case "relay":
            await say(turn, to, words, purpose="relay")
        case "file":
            media = Media("voice", "AwACkanari")
            await say(turn, to, Message((), media=media), purpose="relay")
        case "application":
            await say(turn, to, words, purpose="answer", reads=Thing.APPLICATION)
        case "screen":
            await say(turn, to, words, purpose="screen", reads=Thing.APPLICATION)
        case "task":
            await tasks.open_task(turn, "move", "worker", subject=kari_id, owner=staff_id)
        case "notice":
            await threads.write_to_contact(turn, who, [threads.Words(WORDS)])
        case "tonight":
            await say(turn, to, lines(verbatim("I natt")), purpose="tonight")


async def _changes(turn: Turn, what: str, staff_id: int, kari_id: int) -> None:
    match what:
        case "role":
            await stored_people.revoke(turn.tx, staff_id, "worker", turn.at)
        case "handed over":
            other = turn.new_id()
            await turn.house.keys.make_person(other)
            await people.begin(turn, other, "nb", state="active", name="Berit")
            await people.grant(turn, other, "worker")
            await people.assign(turn, kari_id, other)
            for row in await turn.tx.all("SELECT id FROM tasks WHERE owner_id = ?", staff_id):
                await turn.tx.execute("UPDATE tasks SET owner_id = ? WHERE id = ?", other, row[0])
        case "yes taken back":
            await consents.say(
                turn.tx, turn.new_id(), kari_id, "worker", "application", False, turn.at
            )
        case "erased":
            await privacy.erase(turn, kari_id)


TELLS = ("answer", "relay", "file", "application", "screen", "task", "notice", "tonight")
ENDS = ("role", "handed over", "erased")
CHANGES = [*itertools.product(TELLS, ENDS), ("application", "yes taken back")]


async def test_what_waits_is_asked_again_at_the_moment_it_goes(house: House) -> None:
    """Each kind of message about another, and each change while it waits: it is let go, and before it is not."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident(NAME, worker=mari)
    mari_id, kari_id = await house.person(mari), await house.person(kari)
    await agrees(house, kari_id, "worker")
    wrong: list[str] = []
    for tells, change in CHANGES:

        async def body(turn: Turn, tells: str = tells, change: str = change) -> None:
            top = await turn.tx.value("SELECT COALESCE(MAX(place), 0) FROM deliveries")
            await _queues(turn, tells, mari_id, kari_id)
            before = await _goes(house, turn, top, mari_id)
            later = replace(turn, now=turn.now + dt.timedelta(microseconds=1))
            await _changes(later, change, mari_id, kari_id)
            after = await _goes(house, later, top, mari_id)
            raise Undone(before, after)

        try:
            await house.turn(body)
        except Undone as undone:
            before, after = undone.args
        if not before or after:
            wrong.append(f"{tells}, {change}: before {before}, after {after}")
    assert not wrong, wrong


async def _goes(house: House, turn: Turn, top: int, reader: int) -> list[str]:
    """What of the waiting would be sent to this reader now."""
    clock = SystemClock()
    clock.offset = turn.now - dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1)
    preparer = Preparer(house.app.house, TEXTS, clock)
    rows = await turn.tx.all(
        "SELECT id FROM deliveries WHERE place > ? AND recipient_id = ? AND state = 'queued'"
        " AND kind = 'send'", top, reader,
    )  # fmt: skip
    found: list[str] = []
    for (row_id,) in rows:
        delivery = await deliveries.by_id(turn.tx, row_id)
        assert delivery is not None
        if isinstance(await preparer.prepare(turn.tx, delivery), Prepared):
            found.append(delivery.purpose)
    return found


async def test_whatever_thing_a_message_shows_the_table_is_asked(house: House) -> None:
    """An answer that says it shows a Thing goes to those who may read that Thing now, and to nobody else."""
    case = await a_case(house)
    kari_id = case.ids["resident"]
    asked_by_owner = {Thing.TASKS}
    wrong: list[str] = []
    for thing in set(Thing) - asked_by_owner:
        for who in case.everybody:

            async def body(turn: Turn, thing: Thing = thing, who: Someone = who) -> None:
                top = await turn.tx.value("SELECT COALESCE(MAX(place), 0) FROM deliveries")
                to = Address(who.id, kari_id)
                await say(turn, to, lines(verbatim(WORDS)), purpose="answer", reads=thing)
                raise Undone(await _goes(house, turn, top, who.id))

            try:
                await house.turn(body)
            except Undone as undone:
                (went,) = undone.args
            if bool(went) != case.expected(who, "read", thing):
                wrong.append(f"{thing}: {who.label} {'gets it' if went else 'does not'}")
    assert not wrong, wrong
