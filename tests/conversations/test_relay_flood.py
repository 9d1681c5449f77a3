"""Much at once, from one and from many: all of it arrives, in order, and nobody else waits for it."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.relay.content import LABEL
from bot.lanes.together import Together
from bot.simulator.client import text_of
from bot.store import accounts, threads
from tests.conversations.test_relay_media import both

if TYPE_CHECKING:
    import pytest

    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from bot.store import Tx
    from tests.conftest import House

SLOWER = "Svarene mine kommer litt saktere"


async def written(house: House, phone: Phone) -> list[int]:
    """The numbers in what a resident wrote, as they stand in the thread."""
    person = await house.person(phone)
    rows = await house.app.store.read(lambda tx: threads.latest(tx, person, 500))
    sealer = await house.app.house.keys.person(person)
    texts = [sealer.open(LABEL, row.id, row.body).decode() for row in rows if row.inbound]
    return [int(found[1]) for text in texts if (found := re.search(r"nr (\d+)", text))]


async def talking(house: House, worker: Phone, count: int) -> list[Phone]:
    """Residents whose thread with this worker is alive, put there at once instead of by hundreds of messages."""
    phones = [await house.phones.add(f"Per{number}") for number in range(count)]
    keys, worker_id = house.app.store.keys, await house.person(worker)
    for phone in phones:
        await keys.make_person(phone.id)
        await keys.remember("telegram", phone.id, phone.id)

    async def body(turn: Turn) -> None:
        for number in (phone.id for phone in phones):
            await people.begin(turn, number, "nb", state="active", name=f"Per {number}")
            chat = await turn.seal(number, people.CHAT_LABEL, number, number)
            await accounts.add(
                turn.tx, accounts.Row(number, number, "telegram", chat, valid_from=turn.at)
            )
            await people.assign(turn, number, worker_id)
            said = threads.ThreadMessage(
                turn.new_id(), number, worker_id, inbound=False, kind="text", body=b"",
                created_at=turn.at, state="sent", opened_at=turn.at,
            )  # fmt: skip
            await threads.add(turn.tx, said)

    await house.turn(body)
    return phones


async def test_two_hundred_messages_from_one_beside_two_hundred_who_write(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    All of a flood waits already when two hundred others write, and everybody is served all the same.

    The flooder is told kindly once, then nothing more; all is kept in order, with one notice and one
    receipt. The others are done with before the flood is, each in order, and read what they always do.
    """
    mari, kari = await both(house)
    others = await talking(house, mari, 200)
    # While the bot is away all of it comes together at Telegram: the flood first.
    await house.stop()
    for number in range(200):
        await kari.says(f"nr {number}")
    for number in range(2):
        for phone in others:
            await phone.says(f"nr {number}")
    order: list[str] = []
    handle = Together.body

    async def noted(self: Together, tx: Tx) -> object:
        handled = await handle(self, tx)
        order.extend(done.row.lane for done in handled[0])
        return handled

    monkeypatch.setattr(Together, "body", noted)
    await house.start()
    assert await house.world.time.settled(120)
    flood = [place for place, lane in enumerate(order) if lane == str(await house.person(kari))]
    last = max(place for place, lane in enumerate(order) if lane in {str(o.id) for o in others})
    assert len(order) >= 600
    assert last < flood[-1], "nobody is behind the flood"
    assert await written(house, kari) == list(range(200))
    assert all([await written(house, phone) == [0, 1] for phone in others])
    ours = [text_of(one) for one in await kari.chat() if one["from"]["is_bot"]]
    assert sum(SLOWER in one for one in ours) == 1
    assert sum(one.startswith("Sendt til Mari") for one in ours) == 1
    for phone in others:
        said = [text_of(one) for one in await phone.chat() if one["from"]["is_bot"]]
        assert sum(one.startswith("Sendt til Mari") for one in said) == 1
    notices = [text_of(one) for one in await mari.chat()].count("Ny melding.")
    assert notices == 1 + len(others), "one for each who wrote"


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
