"""kill -9, again and again: nothing is lost, order holds, and what may stand there twice says so."""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from bot.domain.bindings import RUN_LABEL
from bot.flow import Run
from bot.simulator.client import text_of
from bot.store import runs, threads

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.client import Phone
    from tests.conftest import House
    from tests.promises.conftest import Process

KILLS = 5
NUMBERED = 24
TWICE = "kan ha kommet to ganger"
APPLYING = (
    ("Har du et trygt sted å sove i natt?", "press", "Ja"),
    ("Etter tre svar kan du sende", "press", "Begynn"),
    ("Hvordan skal vi nå deg?", "press", "På telefon"),
    ("Skriv nummer, navn eller adresse.", "type", "Ring 21 00 00 01"),
    ("Hvor bor du nå?", "press", "Hos venner, kjente eller slekt"),
    ("Hvor lenge har du bodd slik?", "press", "Under en uke"),
    ("Hvem skal bo der?", "press", "Jeg og familien min"),
    ("Hvor mange blir dere?", "type", "3"),
    ("Har du barn som skal bo der", "press", "De skal bo der"),
    ("Hvor mange barn?", "type", "1"),
    ("Hvor lenge har du bodd i", "press", "Over to år"),
    ("Hvorfor trenger du en bolig nå?", "type", "Jeg sover på en sofa"),
)


async def _applies(kari: Phone) -> None:
    """Each question is answered once, and the next comes, whatever happens to the bot."""
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    for question, how, answer in APPLYING:
        await kari.reads(question)
        if how == "press":
            await kari.presses(answer)
        else:
            await kari.says(answer)
    await kari.reads("Hva har du prøvd selv?")


async def _writes(phone: Phone, who: str) -> None:
    """Numbered messages, without waiting for an answer."""
    for number in range(NUMBERED):
        await phone.says(f"nr {number:02} fra {who}")
        await asyncio.sleep(0.15)


async def _kills(bot: Process) -> None:
    dice = random.Random(11)  # noqa: S311 -- moments, not secrets
    for _ in range(KILLS):
        await asyncio.sleep(dice.uniform(0.05, 0.7))
        await bot.kill()


async def _written(house: House, phone: Phone) -> list[int]:
    """The numbers of what a resident wrote, as they stand in the thread."""
    person = await house.person(phone)
    rows = await house.app.store.read(lambda tx: threads.latest(tx, person, 500))
    sealer = await house.app.house.keys.person(person)
    texts = [
        sealer.open("thread_message", row.id, row.body).decode() for row in rows if row.inbound
    ]
    return [int(found[1]) for text in texts if (found := re.search(r"nr (\d\d) fra", text))]


async def _answers(house: House, phone: Phone) -> dict[str, object]:
    person = await house.person(phone)
    row = await house.app.store.read(lambda tx: runs.open_by(tx, person))
    assert row is not None
    sealer = await house.app.house.keys.person(person)
    run = msgspec.json.decode(sealer.open(RUN_LABEL, row.id, row.body or b""), type=Run)
    assert len(run.answers) == len({one.step for one in run.answers})
    return {one.step: one.value for one in run.answers if one.value not in {None, ""}}


async def test_nothing_is_lost_when_the_bot_is_killed_again_and_again(
    house: House, outside: Callable[..., Process]
) -> None:
    """Under SIGKILL an application goes on, and a thread arrives in order, both ways, doubles marked."""
    house.phones.patience = 20
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari, neutral=False)
    await ola.says("Hei")
    await ola.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.reads("Det du skriver nå, går til Ola")
    async with outside() as bot:
        async with asyncio.TaskGroup() as together:
            together.create_task(_applies(kari))
            together.create_task(_writes(mari, "Mari"))
            together.create_task(_writes(ola, "Ola"))
            together.create_task(_kills(bot))
        await ola.reads(f"nr {NUMBERED - 1} fra Mari")
    await house.start()
    async with asyncio.timeout(10):
        while len(written := await _written(house, ola)) < NUMBERED:  # noqa: ASYNC110 -- the store rings no bell
            await asyncio.sleep(0.05)
    # To the resident: everything, in order, and what may stand twice says so.
    seen = [text_of(one) for one in (await ola.person())["messages"] if one["from"]["is_bot"]]
    numbers = [int(found[1]) for text in seen if (found := re.search(r"nr (\d\d) fra Mari", text))]
    firsts = list(dict.fromkeys(numbers))
    assert firsts == list(range(NUMBERED))
    doubled = [number for number, times in Counter(numbers).items() if times > 1]
    assert len(numbers) - len(firsts) <= KILLS
    for number in doubled:
        later = [text for text in seen if f"nr {number:02} fra Mari" in text][1:]
        assert all(TWICE in text for text in later), later
    # To the worker: all of it stands in the thread once, in order.
    assert written == list(range(NUMBERED))
    # The application holds every answer once.
    assert await _answers(house, kari) == {
        "safe": "yes", "prepares": "ok", "reach": "phone", "reach_how": "Ring 21 00 00 01", "now": "friends",
        "how_long": "week", "who": "family", "people": 3, "children": "live", "how_many": 1,
        "lived_here": "over_two", "why_now": "Jeg sover på en sofa",
    }  # fmt: skip
