"""The power goes at any statement; and every update comes more than once."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

import msgspec

from bot.domain.bindings import RUN_LABEL
from bot.flow import Run
from bot.simulator.client import text_of
from bot.store import runs, threads
from bot.telegram.receive import Receiver
from bot.telegram.send import Sender

if TYPE_CHECKING:
    import pytest

    from bot.simulator.client import Phone
    from tests.conftest import House

ASKED = "Skriv nummer, navn eller adresse."
NEXT = "Hvor bor du nå?"
MOST = 150


class PowerCutError(RuntimeError):
    """No statement is carried out any more."""


class Cut:
    """Lets `after` statements through; from then on there is no power."""

    def __init__(self, after: int) -> None:
        """Begin with power."""
        self.left = after
        self.gone = asyncio.Event()

    def __call__(self, _sql: str) -> None:
        """Before each statement."""
        self.left -= 1
        if self.left < 0:
            self.gone.set()
            raise PowerCutError


async def _answers(house: House, phone: Phone) -> list[tuple[str, object]]:
    person = await house.person(phone)
    row = await house.app.store.read(lambda tx: runs.open_by(tx, person))
    assert row is not None
    sealer = await house.app.house.keys.person(person)
    run = msgspec.json.decode(sealer.open(RUN_LABEL, row.id, row.body or b""), type=Run)
    return [(one.step, one.value) for one in run.answers]


async def _until_quiet(house: House, cut: Cut) -> bool:
    """Whether the power went before everything was done."""
    gone = asyncio.create_task(cut.gone.wait())
    done = asyncio.create_task(house.world.time.settled())
    await asyncio.wait({gone, done}, return_when=asyncio.FIRST_COMPLETED)
    for task in (gone, done):
        task.cancel()
    await asyncio.gather(gone, done, return_exceptions=True)
    return cut.gone.is_set()


async def test_a_step_survives_a_power_cut_at_every_statement(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever statement was the last: after the restart the answer stands once, and the next question shows."""
    for made, pauses in ((Sender, ("after_doubt", "first_pause")), (Receiver, ("pause",))):
        for pause in pauses:
            monkeypatch.setitem(made.__init__.__kwdefaults__ or {}, pause, 0.01)
    kari = await house.resident("Kari")
    await kari.presses("Bolig")
    for label in ("Søk om bolig", "Ja", "Begynn", "På telefon"):
        await kari.presses(label)
    await kari.reads(ASKED)
    for statements in range(MOST):
        sent = house.world.calls["sendMessage"]
        cut = Cut(statements)
        house.app.store.before_statement = cut
        typed = f"Ring meg på jobben, gang {statements}"
        await kari.says(typed)
        went = await _until_quiet(house, cut)
        await house.stop()
        await house.start()
        screen = await kari.reads(NEXT, button="Hjelp")
        await house.settled()
        answers = await _answers(house, kari)
        assert [value for step, value in answers if step == "reach_how"] == [typed]
        assert answers[-1] == ("reach_how", typed)
        # The screen changes in its place; nothing new is said, but where that could not be known.
        assert house.world.calls["sendMessage"] - sent <= 1, statements
        if not went:
            break
        await kari.presses("Mer", on=screen)
        await kari.presses("Tilbake")
        await kari.reads(ASKED)
        await house.settled()
    else:
        raise AssertionError("the step never came to its end")
    assert statements > 10


class Recorder(deque[dict[str, Any]]):
    """Remembers every update there ever was."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.ever: list[dict[str, Any]] = []

    def append(self, update: dict[str, Any]) -> None:
        """One more."""
        self.ever.append(update)
        super().append(update)


async def test_every_update_takes_effect_once_however_often_it_comes(house: House) -> None:
    """Each is handed out twice, and all of them once more after a restart: nothing is said or done again."""
    house.world.updates = recorder = Recorder()
    await house.phones.fault("duplicate", "getUpdates", times=None, probability=1)
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    kari_id = await house.person(kari)
    await kari.says("Kan du ringe meg?")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.reads("Kan du ringe meg?")
    await mari.says("Ja, klokka to")
    await kari.reads("Ja, klokka to")
    await house.settled()
    await house.phones.mend()
    chats = [await kari.chat(), await mari.chat()]
    await house.stop()
    house.world.updates.extend(recorder.ever)
    assert len(recorder.ever) >= 7
    await house.start()
    await house.settled()
    assert [await kari.chat(), await mari.chat()] == chats
    rows = await house.app.store.read(lambda tx: threads.latest(tx, kari_id, 50))
    assert [row.inbound for row in rows] == [True, False]
    assert sum("klokka to" in text_of(one) for one in chats[0]) == 1
