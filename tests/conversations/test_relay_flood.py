"""Much at once, from one and from many: all of it arrives, in order, and nobody else waits for it."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from bot.domain.relay.content import LABEL
from bot.simulator.client import text_of
from bot.store import threads
from tests.conversations.test_relay_media import both

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House

SLOWER = "Svarene mine kommer litt saktere"


async def written(house: House, phone: Phone) -> list[int]:
    """The numbers in what a resident wrote, as they stand in the thread."""
    person = await house.person(phone)
    rows = await house.app.store.read(lambda tx: threads.latest(tx, person, 500))
    sealer = await house.app.house.keys.person(person)
    texts = [sealer.open(LABEL, row.id, row.body).decode() for row in rows if row.inbound]
    return [int(found[1]) for text in texts if (found := re.search(r"nr (\d+)", text))]


async def test_two_hundred_messages_in_a_minute_from_one(house: House) -> None:
    """Told kindly once, then silently; all kept in order, one notice, one receipt; another is unaffected."""
    mari, kari = await both(house)
    ola = await house.resident("Ola", worker=mari)
    for number in range(200):
        await kari.says(f"nr {number}")
    await ola.says("Hei fra Ola")
    await ola.reads("Skal jeg sende dette til Mari?")
    await house.settled()
    assert await written(house, kari) == list(range(200))
    ours = [text_of(one) for one in await kari.chat() if one["from"]["is_bot"]]
    assert sum(SLOWER in one for one in ours) == 1
    assert sum(one.startswith("Sendt til Mari") for one in ours) == 1
    assert [text_of(one) for one in await mari.chat()].count("Ny melding.") == 1


async def test_much_before_a_yes_is_one_question(house: House) -> None:
    """Forty lines outside a thread: one question that counts them, and all go with one yes."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    for number in range(40):
        await kari.says(f"nr {number}")
    await house.settled()
    ours = [text_of(one) for one in await kari.chat() if "Skal jeg sende" in text_of(one)]
    assert len(ours) == 1
    assert "disse 40 meldingene" in ours[0]
    await kari.presses("Ja, send")
    await kari.reads("Sendt til Mari")
    assert await written(house, kari) == list(range(40))


async def test_many_write_at_once(house: House) -> None:
    """Thirty residents, five lines each, all at the same time: in order in each thread, none lost."""
    mari = await house.staff("Mari", "worker")
    phones = [await house.resident(f"Per{n}", worker=mari) for n in range(30)]

    async def writes(phone: Phone) -> None:
        for number in range(5):
            await phone.says(f"nr {number}")
        await phone.presses("Ja, send")

    await asyncio.gather(*(writes(phone) for phone in phones))
    await house.settled()
    for phone in phones:
        assert sorted(await written(house, phone)) == list(range(5))
        assert await written(house, phone) == list(range(5))
