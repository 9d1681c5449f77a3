"""The whole edge against the simulator: people write, the bot answers, Telegram misbehaves."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING

from telegram_standin import running, storing

from bot.clock import SystemClock
from bot.lanes.lanes import Lanes
from bot.lanes.outcome import Outcome
from bot.simulator.client import Phones
from bot.simulator.server import serve
from bot.simulator.world import Simulator
from bot.store import Tx, messages, people, random_id, to_us
from bot.store import deliveries as out
from bot.telegram.acknowledge import Acknowledger
from bot.telegram.api import Api
from bot.telegram.limits import TelegramLimits
from bot.telegram.prepared import Prepared
from bot.telegram.receive import Receiver, account_lanes
from bot.telegram.render import Call
from bot.telegram.request import AiohttpRequest
from bot.telegram.send import Sender

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.lanes.intake import Intake
    from bot.store import Store


class Echo:
    """A bot that says back what it is told, through inbox and outbox."""

    def __init__(self, store: Store, api: Api) -> None:
        """Wire it up."""
        self.clock, self.chats, self.outcomes = SystemClock(), dict[int, int](), list[Outcome]()
        self.sender = Sender(
            api,
            store,
            self.prepare,
            self.settled,
            TelegramLimits(),
            self.clock,
            first_pause=0.02,
            after_doubt=0.02,
        )
        self.lanes = Lanes(store, self.handle, self.parked, handled=self.sender.wake)
        self.acknowledge = Acknowledger(api)
        lane_of = account_lanes(store.keys)
        self.receiver = Receiver(
            api, store, self.lanes, self.acknowledge, self.clock, lane_of, pause=0.02
        )
        self.unread = 0

    async def handle(self, tx: Tx, row: Intake) -> None:
        """Say it back."""
        told = json.loads(row.payload or b"")["message"]
        person, now, number = int(row.lane), to_us(self.clock.now()), random_id()
        self.chats[person] = told["chat"]["id"]
        if await people.by_id(tx, person) is None:
            await people.add(tx, people.Row(person, "active", "nb", 1, None, None))
        await messages.add(tx, messages.Sent(number, person, "relay", person, now))
        delivery = out.Delivery(
            id=random_id(),
            recipient_id=person,
            subject_id=person,
            stream=f"thread:{person}",
            priority=1,
            purpose="relay",
            kind="send",
            message_id=number,
            body=("du sa " + told["text"]).encode(),
            not_before=now,
            created_at=now,
        )
        await out.queue(tx, delivery)

    async def parked(self, _tx: Tx, _row: Intake) -> None:
        """Count what could not be read."""
        self.unread += 1

    async def prepare(self, _tx: Tx, row: out.Delivery) -> Prepared:
        """Yes."""
        call = Call("sendMessage", {"text": (row.body or b"").decode()})
        return Prepared(self.chats[row.recipient_id], row.recipient_id, (call,))

    async def settled(self, _tx: Tx, _row: out.Delivery, outcome: Outcome) -> None:
        """Remember."""
        self.outcomes.append(outcome)


@contextlib.asynccontextmanager
async def echoing(folder: Path) -> AsyncIterator[tuple[Phones, Echo]]:
    """Phones, and the bot that answers them."""
    world = Simulator()
    async with (
        await serve(world) as server,
        Phones(server.url) as phones,
        AiohttpRequest(read=0.5) as request,
        AiohttpRequest() as polls,
        storing(folder) as store,
    ):
        echo = Echo(store, Api(request, server.api_url, world.token, polls=polls))
        await echo.lanes.start()
        async with running(echo.sender.run()), running(echo.receiver.run()):
            yield phones, echo
        await echo.acknowledge.stop()
        await echo.lanes.stop()


async def test_people_are_answered(tmp_path: Path) -> None:
    """What is written is answered, to each in order."""
    async with echoing(tmp_path) as (phones, _echo):
        kari, ola = await phones.add("Kari"), await phones.add("Ola")
        for word in ("en", "to", "tre"):
            await kari.says(word)
            await ola.says(word)
        for phone in (kari, ola):
            await phone.reads("du sa tre")


async def test_repeated_and_unreadable_updates_hurt_nobody(tmp_path: Path) -> None:
    """An update that comes twice is answered once, one that nobody can read is parked, and the rest go on."""
    async with echoing(tmp_path) as (phones, echo):
        kari = await phones.add("Kari")
        await phones.fault("duplicate")
        await phones.fault("garbage")
        await kari.says("en")
        await kari.reads("du sa en")
        await kari.says("to")
        await kari.reads("du sa to")
        await echo.lanes.idle()
        await echo.sender.idle()
        assert (await phones.calls())["sendMessage"] == 2
        assert echo.unread == 1


async def test_faults_of_sending_lose_nothing(tmp_path: Path) -> None:
    """A flood, a reset before and after, a server error: everybody gets an answer, at most once too often."""
    async with echoing(tmp_path) as (phones, echo):
        kari = await phones.add("Kari")
        for kind, more in (
            ("429", {"retry_after": 1}),
            ("reset", {}),
            ("reset_after", {}),
            ("500", {}),
            ("broken", {}),
        ):
            await phones.fault(kind, "sendMessage", **more)
            await kari.says(kind)
            await kari.reads(f"du sa {kind}")
            async with asyncio.timeout(20):
                # The answer may stand there already while the sender is still in doubt.
                await echo.sender.idle()
        assert [outcome.state for outcome in echo.outcomes] == ["sent"] * 5


async def test_forty_people_at_once_get_no_429(tmp_path: Path) -> None:
    """More than Telegram takes in a second is spread over two, and Telegram never has to say no."""
    async with echoing(tmp_path) as (phones, echo):
        everybody = [await phones.add(f"Person {i}") for i in range(40)]
        await asyncio.gather(*(phone.says("hei") for phone in everybody))
        for phone in everybody:
            await phone.reads("du sa hei")
        await echo.sender.idle()
        assert (await phones.calls())["sendMessage"] == 40
        assert [outcome.state for outcome in echo.outcomes] == ["sent"] * 40
