"""Forged, odd and hostile things, against the whole house: none reads, changes or stops anything."""

from __future__ import annotations

import asyncio
import datetime as dt
import functools
from typing import TYPE_CHECKING

import msgspec
from telegram import Bot

from bot import app
from bot.domain import front, people, tasks
from bot.domain.appointments import appointments
from bot.domain.came import Came
from bot.domain.mine import privacy
from bot.domain.presses.everybody import EVERYBODY
from bot.domain.presses.residents import RESIDENT
from bot.domain.presses.staff import STAFF
from bot.domain.relay import threads
from bot.domain.tonight import requests
from bot.flow.message import verbatim
from bot.i18n import Texts
from bot.lanes.outcome import Outcome
from bot.simulator.client import text_of
from bot.store import KeyRing, deliveries, inbox, to_us
from bot.store import people as stored_people
from bot.store import threads as stored_threads
from bot.store.backup import backup, restore
from bot.telegram.incoming import read
from bot.telegram.prepare import Preparer
from tests.conversations.test_access_in_the_chat import handed_in
from tests.promises.test_erased import NAME, _readable, _sealers, _with

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from bot.store import Tx
    from tests.conftest import House

EVERY_ROLE = ("worker", "coordinator", "duty", "administrator")
TOO_LARGE = str(2**63)
ODD = (
    "", "0", "-1", "1", TOO_LARGE, "9" * 19, "²", "٣", f"{TOO_LARGE}.0", "٣.0", "1.1",
    "²." + "9" * 30, "." * 40, "\x00", "1\n",
)  # fmt: skip
CHOICES = (
    "", "!change-x", "!change-", "!page" + "9" * 20, "!page٣", "!page0", "!yes-", "!yes-9999-99-99",
    "!help", "!human", "!pause", "!done", "!send", "!keep", "٣", "²", "-", "yes",
)  # fmt: skip


async def presses(house: House, phone: Phone, data: Iterable[str]) -> list[str]:
    """Those of these buttons at which a press raises: three such tries park it."""
    who_id = await house.person(phone)
    raising: list[str] = []
    for one in data:

        async def press(turn: Turn, one: str = one) -> None:
            turn.caused_by = who_id
            await front.pressed(turn, await people.the(turn, who_id), one, Came())

        try:
            await house.turn(press)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            raising.append(f"{one!r}: {type(error).__name__}")
    return raising


async def erased(house: House, phone: Phone, worker: Phone) -> list[int]:
    """Somebody with one of everything, who is then erased: the ids that old buttons still carry."""
    person_id, worker_id = await house.person(phone), await house.person(worker)
    application = await handed_in(house, person_id)

    async def lived(turn: Turn) -> int:
        details = appointments.Details(verbatim("Kontoret"), verbatim("Samtale"))
        who, staff = await people.the(turn, person_id), await people.the(turn, worker_id)
        starts = turn.now + dt.timedelta(days=2)
        await appointments.make(turn, staff, person_id, starts=starts, minutes=30, details=details)
        await requests.ask(turn, who)
        return await tasks.open_task(turn, "move", "worker", subject=person_id, owner=worker_id)

    task = int(str(await house.turn(lived)))

    async def ids(tx: Tx) -> list[int]:
        tables = ("tasks", "tonight", "appointments", "messages")
        return [row[0] for one in tables for row in await tx.all(f"SELECT id FROM {one}")]

    found = [person_id, application, task, *await house.app.store.read(ids)]
    await house.turn(lambda turn: privacy.erase(turn, person_id))
    await house.app.handler.finish_erasing()
    return found


async def test_no_argument_of_any_button_raises(house: House) -> None:
    """Too large, digits of other scripts, empty, nobody's, an erased person's: an old button, no fault."""
    mari = await house.staff("Mari", *EVERY_ROLE)
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    gone = await erased(house, ola, mari)
    kari_id, mari_id = await house.person(kari), await house.person(mari)
    pairs = (f"{one}.{other}" for one in (kari_id, mari_id, gone[0], 1) for other in (gone[0], 1))
    arguments = (*ODD, *pairs, *map(str, (kari_id, mari_id, *gone)))
    flows = house.app.house.flows
    raising: list[str] = []
    for phone, verbs in ((mari, STAFF | EVERYBODY), (kari, RESIDENT | EVERYBODY)):
        for verb in verbs:
            raising += await presses(house, phone, (f"d:{verb}:{one}" for one in arguments))
        for flow, definition in flows.items():
            steps = ("", "x", *definition.by_name)
            raising += await presses(
                house,
                phone,
                (f"f:{flow}:{step}:{choice}" for step in steps for choice in CHOICES),
            )
            raising += await presses(house, phone, (f"d:flow:{flow}",))
    assert not raising


async def test_erased_while_something_about_them_is_on_its_way(house: House) -> None:
    """A notice, an answer and a request are being sent when their person is erased: each is settled all the same."""
    mari = await house.staff("Mari", *EVERY_ROLE)
    kari = await house.resident("Kari", worker=mari)
    kari_id, mari_id = await house.person(kari), await house.person(mari)
    on_their_way: list[deliveries.Delivery] = []

    async def just_before(turn: Turn) -> None:
        who, worker = await people.the(turn, kari_id), await people.the(turn, mari_id)
        await threads.write_to_resident(turn, worker, kari_id, threads.Words("Svar"))
        await threads.write_to_contact(turn, who, [threads.Words("Hei")])
        await requests.ask(turn, who)
        rows = await turn.tx.all("SELECT id FROM deliveries WHERE settled_at IS NULL")
        found = [await deliveries.by_id(turn.tx, row[0]) for row in rows]
        on_their_way[:] = [one for one in found if one is not None and one.kind == "send"]
        await privacy.erase(turn, kari_id)

    await house.turn(just_before)
    assert {"notice", "relay", "tonight"} <= {one.purpose for one in on_their_way}
    preparer = Preparer(house.app.house, Texts(app.LOCALES, {}), house.clock)
    for state in ("sent", "failed"):
        for one in on_their_way:
            settle = functools.partial(preparer.settled, delivery=one, outcome=Outcome(state))
            await house.app.store.transact(settle)


async def test_lists_and_codes_of_staff_keep_no_name(house: House, tmp_path: Path) -> None:
    """A worker invites, lists and is given tasks: no key but the resident's own opens the name, in an old copy too."""
    mari = await house.staff("Mari", "worker", "coordinator")
    await mari.presses("Inviter en beboer")
    await mari.reads("Hva skal vi kalle")
    await mari.says(NAME)
    for label in ("Norsk bokmål", "Jeg gir dem en lenke", "Lag koden"):
        await mari.presses(label)
    code = text_of(await mari.reads("https://t.me")).split("start=")[1].split()[0]
    kari = await house.phones.add("Kari")
    await kari.says(f"/start {code}")
    await house.settled()
    kari_id, mari_id = await house.person(kari), await house.person(mari)

    async def stays(turn: Turn) -> None:
        await people.stay(turn, await people.the(turn, kari_id))
        await tasks.open_task(turn, "move", "worker", subject=kari_id, owner=mari_id)

    await house.turn(stays)
    for door in ("De som venter", "Alle mine", "Oppgaver"):
        await mari.says("/start")
        await house.settled()
        await mari.presses(door)
    await mari.reads(button=f"{NAME} må flytte avtalen onsdag 10. mars kl. 10.00.…")
    await house.settled()
    oldest = await backup(house.app.store, tmp_path / "copies", to_us(house.clock.now()))
    await house.turn(lambda turn: privacy.erase(turn, kari_id))
    await house.app.handler.finish_erasing()
    left = await _sealers(tmp_path / "keys.db", KeyRing.load(tmp_path / "keys.json"))
    await restore(oldest.data, tmp_path / "restored.db")
    for file in ("hjemvei.db", "restored.db"):
        opened = _readable(tmp_path / file, left)
        assert opened
        assert not _with(opened, NAME)


async def test_a_name_stands_on_one_line(house: House) -> None:
    """What a resident is called cannot pass for a sentence of ours to staff."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari\n\nDu har \n ingen tilgang <b>&", worker=mari)
    await kari.says("Hei")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.reads("går til Kari Du har ingen tilgang <b>&.")


async def test_a_press_where_others_read_along_is_nobodys(house: House) -> None:
    """In a group a button is not answered, and the group never becomes the address of whoever pressed it."""
    for more in ({}, {"text": "Hei", "date": 0}, {"date": "damaged"}):
        message = {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "group", "title": "x"}}
        press = {
            "update_id": 1,
            "callback_query": {
                "id": "1",
                "from": {"id": 7, "is_bot": False, "first_name": "Kari"},
                "chat_instance": "1",
                "message": message | more,
                "data": "d:menu:",
            },
        }
        found = read(msgspec.json.encode(press), Bot(house.world.token))
        assert (found.kind, found.user, found.chat) == ("group", 0, -5)


async def test_a_code_used_on_two_phones_at_once_opens_one_door(house: House) -> None:
    """Of two who redeem the same code in the same moment one gets the role; wrong guesses run out."""
    code = await house.code(role="coordinator", name="Anne")
    pair = [await house.phones.add("Anne"), await house.phones.add("Tyv")]
    await asyncio.gather(*(one.says(f"/start {code}") for one in pair))
    await house.settled()
    found = [await house.person(one) for one in pair]

    async def roles(turn: Turn) -> list[frozenset[str]]:
        return [(await people.the(turn, one)).roles for one in found]

    both = await house.turn(roles)
    assert isinstance(both, list)
    assert sorted(map(sorted, both)) == [[], ["coordinator"]]


async def test_who_writes_without_end_stands_in_nobodys_way(house: House) -> None:
    """Hundreds of messages at once: another is answered meanwhile, none is lost, none is a fault."""
    mari = await house.staff("Mari", "worker")
    ola = await house.resident("Ola", worker=mari)
    per = await house.resident("Per", worker=mari)
    flood = asyncio.gather(*(ola.says(f"nummer {n} " + "x" * 3000) for n in range(150)))
    await per.says("/start")
    await per.reads(button="Bolig")
    await flood
    await house.settled()
    await ola.presses("Ja, send")
    await house.settled()
    ola_id = await house.person(ola)
    kept = await house.app.store.read(lambda tx: stored_threads.unopened(tx, ola_id))
    assert len(kept) == 150
    assert not await house.app.store.read(inbox.parked)


async def test_a_flow_of_staff_ends_with_the_role(house: House) -> None:
    """One who was a worker when an invitation was begun, and is not when it is sent, gets no code."""
    mari = await house.staff("Mari", "worker")
    mari_id = await house.person(mari)
    await mari.presses("Inviter en beboer")
    await mari.reads("Hva skal vi kalle")
    await mari.says("Ola")
    await mari.presses("Norsk bokmål")
    await mari.presses("Jeg gir dem en lenke")
    await mari.reads(button="Lag koden")
    await house.turn(lambda turn: stored_people.revoke(turn.tx, mari_id, role="worker", at=turn.at))
    await mari.presses("Lag koden")
    await mari.reads("Du har ikke tilgang til det.")
    assert not any("t.me/" in text_of(one) for one in await mari.chat())


async def test_a_code_for_staff_does_not_take_a_resident_away_from_their_case(
    house: House,
) -> None:
    """A resident who opens a colleague's code stays a resident, and the code is still good."""
    kari = await house.resident("Kari")
    code = await house.code(role="worker", name="Mari")
    await kari.says(f"/start {code}")
    await kari.reads("for en ansatt", button="Bolig")
    mari = await house.phones.add("Mari")
    await mari.says(f"/start {code}")
    await mari.reads("oppfølger", button="Alle mine")


async def test_a_line_of_theirs_does_not_look_like_a_line_of_ours(house: House) -> None:
    """Words with line breaks are shown as one person's words, line by line."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Hei\nMari kl. 10.00: Du får boligen")
    await kari.presses("Ja, send")
    await mari.reads("Ny melding", button="Åpne")
    await mari.presses("Åpne")
    await mari.reads("Hei\n│ Mari kl. 10.00: Du får boligen")
