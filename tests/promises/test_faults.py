"""What goes wrong with a call, and what both sides read afterwards; what cannot be handled at all."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import msgspec

from bot.domain import front, tasks
from bot.simulator.client import text_of
from bot.store import inbox
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    import pytest

    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from bot.store import Tx
    from tests.conftest import House

TWICE = "kan ha kommet to ganger"
# A fault of one call; how often the words then stand on the phone, and whether the last says it may be twice.
RELAY: tuple[tuple[str, dict[str, Any], int, bool], ...] = (
    ("500", {}, 1, True),
    ("502", {}, 1, True),
    ("broken", {}, 1, True),
    ("reset", {}, 1, True),
    ("reset_after", {}, 2, True),
    ("timeout_before", {"seconds": 0.05}, 1, True),
    ("timeout_after", {"seconds": 0.05}, 2, True),
    ("429", {"retry_after": 1}, 1, False),
    ("slow", {"seconds": 0.1}, 1, False),
)


async def _thread(house: House, *, neutral: bool) -> tuple[Phone, Phone]:
    """A worker who has a resident open, so that words go straight, both ways."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=neutral)
    await kari.says("Hei")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.reads("Det du skriver nå, går til Kari")
    await house.settled()
    return mari, kari


async def _standing(phone: Phone, words: str) -> list[str]:
    return [text_of(one) for one in await phone.chat() if words in text_of(one)]


async def test_a_relayed_message_comes_through_whatever_happens_to_the_call(house: House) -> None:
    """Each fault of one sending: the words stand there, those that may be there twice say so, the writer reads «sendt»."""
    mari, kari = await _thread(house, neutral=False)
    house.app.sender._after_doubt = 0.01
    for number, (kind, more, times, marked) in enumerate(RELAY):
        words = f"Melding {number} med feil"
        await house.phones.fault(kind, "sendMessage", chat_id=kari.id, **more)
        await mari.says(words)
        await mari.reads("Sendt til Kari")
        await house.settled()
        standing = await _standing(kari, words)
        assert len(standing) == times, (kind, standing)
        assert (TWICE in standing[-1]) is marked, (kind, standing)
        assert not any(TWICE in one for one in standing[:-1])


async def test_a_flood_answer_moves_that_chat_only(house: House) -> None:
    """429 with retry_after for one chat: everybody else is answered at once, and the message comes once."""
    kari = await house.resident("Kari")
    ola = await house.resident("Ola")
    await house.phones.fault("429", "sendMessage", chat_id=kari.id, retry_after=2)
    began = time.monotonic()
    await kari.says("/hjelp")
    await ola.says("/hjelp")
    await ola.reads("113")
    assert time.monotonic() - began < 1.5
    await kari.reads("113")
    assert time.monotonic() - began >= 2
    await house.settled()
    assert len(await _standing(kari, "113")) == 1


async def test_a_question_and_a_screen_survive_each_fault(house: House) -> None:
    """An answer sent and a screen changed under each fault: the person reads the right thing, and can go on."""
    kari = await house.resident("Kari")
    house.app.sender._after_doubt = 0.01
    for number, (kind, more, _, _) in enumerate(RELAY):
        await house.phones.fault(kind, "sendMessage", **more)
        await kari.says("/hjelp" if number % 2 else "/start")
        shown = await kari.reads("113" if number % 2 else "Hva kan jeg hjelpe deg med?")
        await house.settled()
        if number % 2 == 0:
            await house.phones.fault(kind, "editMessageText", **more)
            await kari.presses("Bolig", on=shown)
            await kari.reads(button="Søk om bolig")
            await house.settled()


async def test_after_a_block_the_worker_is_told_that_it_did_not_come_through(house: House) -> None:
    """403: nothing claims to be sent, the worker has a task, and with the next word of the resident all goes on."""
    mari, kari = await _thread(house, neutral=False)
    await kari.blocks()
    await mari.says("Er du der?")
    await mari.reads("Kom ikke fram til Kari")
    await house.settled()
    assert not await _standing(mari, "Sendt til Kari")
    await kari.unblocks()
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.reads("Det du skriver nå, går til Kari")
    await mari.says("Velkommen tilbake")
    await kari.reads("Velkommen tilbake")
    await mari.reads("Sendt til Kari")


async def _faults(house: House) -> list[tasks.Note]:
    async def read(tx: Tx) -> list[stored_tasks.Row]:
        return await stored_tasks.open_for(tx, "administrator")

    staff = await house.app.house.keys.staff()
    rows = await house.app.store.read(read)
    return [
        msgspec.json.decode(staff.open(tasks.LABEL, row.id, row.note or b""), type=tasks.Note)
        for row in rows
    ]


async def test_what_cannot_be_handled_is_parked_and_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A handler that raises: tried three times, undone each time, the person told, a task with type and place only."""
    anne = await house.staff("Anne", "administrator")
    kari = await house.resident("Kari")
    said, tries = front.said, []

    async def broken(turn: Turn, who: Any, words: str, *given: Any, **named: Any) -> None:
        await said(turn, who, words, *given, **named)
        if "bombe" in words:
            tries.append(words)
            raise ValueError(words)

    monkeypatch.setattr(front, "said", broken)
    await kari.says("bombe i kjelleren")
    await kari.says("Hei")
    await kari.reads("Skal jeg sende dette")
    await kari.reads("Noe gikk galt hos oss. Vi har fått beskjed.")
    await house.settled()
    assert len(tries) == 3
    # Undone: only the other words are asked about.
    assert not [one for one in await kari.chat() if "disse" in text_of(one)]
    (note,) = await _faults(house)
    assert note.values["type"] == "ValueError"
    assert "test_faults" in note.values["place"]
    assert "bombe" not in str(note)
    await anne.reads("Ny oppgave")
    await anne.presses("Åpne")
    await anne.reads("ValueError")


async def test_what_kills_the_process_is_parked_at_the_third_start(house: House) -> None:
    """Counted before each try, in a commit of its own: the killer is set aside and told of, and its lane goes on."""
    await house.staff("Anne", "administrator")
    kari = await house.resident("Kari")
    await house.app.lanes.stop()
    await kari.says("Dette dreper")
    await kari.says("Hei")
    async with asyncio.timeout(10):
        while len(rows := await house.app.store.read(inbox.unfinished)) < 2:  # noqa: ASYNC110 -- the store rings no bell
            await asyncio.sleep(0.01)

    async def killed(tx: Tx) -> None:
        for _ in range(3):
            await inbox.count_try(tx, rows[0].id)

    await house.app.store.transact(killed)
    await house.stop()
    await house.start()
    await kari.reads("Noe gikk galt hos oss. Vi har fått beskjed.")
    await kari.reads("Skal jeg sende dette")
    (note,) = await _faults(house)
    assert note.values == {"type": "Killed", "place": "?"}
