"""What is over is deleted kind by kind, in time and not before; what is to go to the archive is not lost."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

import bot
from bot.clock import SetClock
from bot.domain import forgetting, people
from bot.domain.appointments import appointments
from bot.domain.archive.parts import all_messages
from bot.domain.housing import applications
from bot.domain.relay import threads
from bot.domain.tonight import requests
from bot.flow.message import verbatim
from bot.store import KeyRing, Store, accounts, archive, audit, consents, phone_moves
from bot.store import tasks as stored_tasks
from bot.store import threads as stored_threads
from tests.conversations.test_my_data import file_in
from tests.conversations.test_relay_words import opened
from tests.conversations.test_reminders_random import OSLO, PACK, Small
from tests.conversations.test_to_archive import FORM
from tests.conversations.walking import asked, taps, walks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.store import Tx
    from tests.conftest import House

BEGAN = dt.datetime(2027, 1, 11, 12, 0, tzinfo=OSLO)
KEPT = msgspec.structs.asdict(PACK.retention)
TABLES = {
    "thread_messages": "thread",
    "applications": "application",
    "appointments": "appointments",
    "tonight": "thread",
    "audit": "audit",
}


async def _lives(small: Small) -> None:
    """One of everything, said and done now, and nothing of it for the archive."""

    async def body(turn: Turn) -> None:
        who, worker = await people.the(turn, small.person), await people.the(turn, small.worker)
        await threads.write_to_contact(turn, who, [threads.Words("Hei")])
        await stored_threads.close_waiting(turn.tx, who.id)
        await archive.mark(turn.tx, who.id, "thread", "", False, worker.id, turn.at)
        line = applications.Line(verbatim("Hvor"), verbatim("Her"))
        given_ = applications.Answers((line,))
        await applications.hand_in(turn, who, 7, given_, complete=True)
        await turn.tx.execute("UPDATE applications SET registered_at = sent_at")
        await turn.tx.execute("UPDATE tasks SET state = 'done', done_at = ?", turn.at)
        details = appointments.Details(verbatim("Kontoret"), verbatim("Samtale"))
        starts = turn.now + dt.timedelta(minutes=1)
        await appointments.make(turn, worker, who.id, starts=starts, minutes=30, details=details)
        await requests.ask(turn, who)
        await audit.note(turn.tx, audit.Row(turn.new_id(), turn.at, worker.id, "read", who.id))

    await small.turn(body)


async def _left(store: Store) -> dict[str, int]:
    async def read(tx: Tx) -> dict[str, int]:
        kept = {one: "" if one == "audit" else " WHERE body IS NOT NULL" for one in TABLES}
        return {one: await tx.value(f"SELECT COUNT(*) FROM {one}{kept[one]}") for one in TABLES}

    return await store.read(read)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=5))
def test_each_kind_goes_on_its_day_and_not_before(nights: list[int]) -> None:
    """However the nights fall: a kind is there as long as the pack says, and gone on the first night after."""

    async def run() -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            KeyRing.create(folder / "keys.json")
            ring = KeyRing.load(folder / "keys.json")
            store = await Store.open(str(folder / "data.db"), str(folder / "keys.db"), ring)
            try:
                await store.migrate(1)
                await _through(Small(store, SetClock(BEGAN)), nights)
            finally:
                await store.close()

    asyncio.run(run())


async def _through(small: Small, nights: list[int]) -> None:
    await small.moves_in("any")
    await _lives(small)
    day = 0
    for passed in nights:
        day += passed
        small.clock.set(BEGAN + dt.timedelta(days=day, hours=3))
        await forgetting.forget(small.store, small.house, small.clock.now())
        left = await _left(small.store)
        for table, kind in TABLES.items():
            assert bool(left[table]) is (day < KEPT[kind]), (table, day)


async def test_what_is_for_the_archive_becomes_a_task_and_waits(house: House) -> None:
    """A year later nothing is deleted before the worker has made the file; after that it is."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id = await house.person(kari)
    await opened(mari, kari, "Til journalen")
    await mari.says("Svar")
    await house.settled()
    await house.phones.outage(dt.timedelta(days=PACK.retention.thread + 1))
    await house.app.ticker.tidy()
    await house.settled()

    async def there(turn: Turn) -> int:
        return len(await all_messages(turn, kari_id))

    assert await house.turn(there) == 2
    open_ = await house.app.store.read(
        lambda tx: stored_tasks.open_about(tx, kari_id, "to_archive")
    )
    assert [row.owner_id for row in open_] == [await house.person(mari)]
    await mari.says("/start")
    await mari.presses("Oppgaver")
    await mari.presses("Lag fil til journalen om Kari før det gamle slettes.")
    await mari.reads("Lag fil til journalen om Kari", button="Åpne personen")
    await mari.presses_old(await mari.screen(), f"d:archive_file:{kari_id}")
    await walks(mari, {"period": "all", **FORM}, until="done")
    here = await asked(mari)
    assert here is not None
    await taps(mari, here, "!send")
    made = await mari.reads("Legg fila i journalen")
    assert "Til journalen" in file_in(house, made)
    await house.phones.days(1)
    await house.app.ticker.tidy()
    assert await house.turn(there) == 0


async def test_what_waits_for_an_answer_is_not_deleted(house: House) -> None:
    """Old as it may be: somebody has not been answered."""
    kari = await house.resident("Kari")
    await kari.says("Er det noen der?")
    await kari.presses("Ja, send")
    await house.settled()
    kari_id = await house.person(kari)
    await house.phones.outage(dt.timedelta(days=800))
    await house.app.ticker.tidy()
    found = await house.app.store.read(lambda tx: stored_threads.count_from(tx, kari_id))
    assert found == 1


def test_nothing_changes_the_audit_and_only_age_takes_from_it() -> None:
    """No statement anywhere updates it, and one alone deletes from it, by the day the pack says."""
    changes = re.compile(
        r"(UPDATE|DELETE\s+FROM|REPLACE\s+INTO|TRUNCATE)\s+(TABLE\s+)?audit\b", re.IGNORECASE
    )
    found = [
        (path.name, match.group())
        for path in Path(bot.__file__).parent.rglob("*.py")
        for match in changes.finditer(path.read_text("utf-8"))
    ]
    assert found == [("forgetting.py", "DELETE FROM audit")]


async def test_who_came_how_and_an_older_yes_are_forgotten_with_the_audit(house: House) -> None:
    """Used codes, phones that were changed and answers that another took the place of; what stands now stays."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id = await house.person(kari)

    async def says(turn: Turn) -> None:
        for later, given_ in enumerate((True, False)):
            at = turn.at + later
            await consents.say(turn.tx, turn.new_id(), kari_id, "nav", "application", given_, at)
        account = await accounts.of_person(turn.tx, kari_id)
        assert account is not None
        move = phone_moves.PhoneMove(turn.new_id(), kari_id, account.id, kari_id, turn.at, "linked")
        await phone_moves.add(turn.tx, move)

    await house.turn(says)

    async def left(tx: Tx) -> tuple[int, int, int, list[int]]:
        codes = await tx.value("SELECT COUNT(*) FROM codes")
        moves = await tx.value("SELECT COUNT(*) FROM phone_moves")
        told = await tx.value("SELECT COUNT(*) FROM consents WHERE person_id = ?", kari_id)
        yes = await tx.all(
            "SELECT given FROM consents WHERE person_id = ? AND recipient = 'nav'", kari_id
        )
        return codes, moves, told, [row[0] for row in yes]

    store = house.app.store
    before = await store.read(left)
    assert before[0]
    assert before[3] == [1, 0]
    await house.phones.outage(dt.timedelta(days=PACK.retention.audit + 1))
    await house.app.ticker.tidy()
    after = await store.read(left)
    assert after == (0, 0, before[2] - 1, [0]), (before, after)
