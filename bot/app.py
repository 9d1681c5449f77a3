"""The only wiring: from settings, a clock and a store to everything that runs."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import gc
import os
import signal
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot

from bot import beside, logs, pack
from bot.clock import SystemClock
from bot.desk.acts import SOURCE as AT_DESK
from bot.desk.server import Desk
from bot.domain import housekeeping
from bot.domain.effects.table import EFFECTS
from bot.domain.turn import House
from bot.i18n import Texts
from bot.lanes.lanes import Lanes
from bot.lanes.ticking import Ticker
from bot.loading import all_words, check_flows, load_flows
from bot.simulator.follow import catch_up, follow
from bot.stopping import first_of, stopped_by
from bot.store import KeyRing, KeyRingError, Store, to_us
from bot.store.lease import lease
from bot.telegram.acknowledge import Acknowledger
from bot.telegram.api import Api
from bot.telegram.files import fetch
from bot.telegram.handle import Handler
from bot.telegram.limits import TelegramLimits, Unlimited
from bot.telegram.meeting import met
from bot.telegram.peek import kind_of
from bot.telegram.prepare import Preparer
from bot.telegram.receive import Receiver, account_lanes
from bot.telegram.request import AiohttpRequest
from bot.telegram.send import Sender

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from bot.clock import Clock
    from bot.flow import Flow
    from bot.lanes.intake import Intake
    from bot.lanes.line import Where
    from bot.lanes.outcome import Outcome
    from bot.settings import Settings
    from bot.store import Tx
    from bot.store.deliveries import Delivery

log = logs.get(__name__)
LOCALES = Path(__file__).parents[1] / "locales"
TICK_SECONDS = 20
TIDY_MINUTES = 30


async def open_store(settings: Settings, now: dt.datetime, *, migrate: bool = True) -> Store:
    """The store, with its tables up to date if `migrate`; raises KeyRingError without a key ring."""
    if settings.keys is None:
        raise KeyRingError("HJEMVEI_KEYS is not set; wanted: the file with the master keys.")
    settings.data.mkdir(parents=True, exist_ok=True)
    store = await Store.open(settings.database_url, None, KeyRing.load(settings.keys))
    if migrate:
        await store.migrate(to_us(now))
    return store


@dataclass(slots=True)
class App:
    """Everything that runs, built and bound; `running` starts and stops it."""

    store: Store
    house: House
    api: Api
    lanes: Lanes
    sender: Sender
    receiver: Receiver
    ticker: Ticker
    handler: Handler
    acknowledger: Acknowledger
    clock: Clock
    api_url: str
    desk: Desk

    async def idle(self) -> bool:
        """Whether nothing waits to be handled or sent."""
        for quiet in (self.lanes.idle, self.sender.idle):
            try:
                # Not wait_for, which before Python 3.12 may swallow a cancellation, and a stop with it.
                async with asyncio.timeout(0.05):
                    await quiet()
            except TimeoutError:
                return False
        return True

    async def next_due(self) -> dt.datetime | None:
        """When something is due next, or may go out next."""
        now = self.clock.now()
        planned = await self.ticker.next_due()
        waiting = await self.store.read(lambda tx: housekeeping.next_to_send(tx, now))
        moments = [one for one in (planned, waiting) if one is not None]
        return min(moments) if moments else None


@contextlib.asynccontextmanager
async def building(
    settings: Settings,
    *,
    clock: Clock | None = None,
    flows: Iterable[type[Flow]] = (),
) -> AsyncIterator[App]:
    """Build everything from the settings; closed again on the way out. Raises InUse beside another."""
    clock = clock or SystemClock()
    definitions = load_flows(flows)
    municipality = pack.load(settings.pack)
    check_flows(definitions, municipality)
    texts = Texts(LOCALES, all_words(definitions))
    request, polls = AiohttpRequest(), AiohttpRequest()
    base = f"{settings.api_url}/bot"
    bot = Bot(
        settings.token,
        base_url=base,
        base_file_url=f"{settings.api_url}/file/bot",
        request=request,
        get_updates_request=polls,
    )
    if isinstance(clock, SystemClock):
        await catch_up(settings.api_url, clock)
    async with lease(settings.database_url), met(bot):
        store = await open_store(settings, clock.now())
        try:
            house = House(
                pack=municipality,
                flows=definitions,
                effects=EFFECTS,
                keys=store.keys,
                zone=municipality.tz,
                bot_name=bot.username,
                desk=settings.desk,
            )
            yield _wire(
                settings,
                store,
                house,
                texts,
                bot,
                Api(
                    request,
                    base,
                    settings.token,
                    polls=polls,
                    files=f"{settings.api_url}/file/bot",
                ),
                clock,
            )
        finally:
            await store.close()


def _wire(
    settings: Settings,
    store: Store,
    house: House,
    texts: Texts,
    bot: Bot,
    api: Api,
    clock: Clock,
) -> App:
    limits = TelegramLimits() if settings.limits == "telegram" else Unlimited()
    preparer = Preparer(house, texts, clock)
    handler = Handler(house, store, texts, bot, api, clock)

    async def settled(tx: Tx, delivery: Delivery, outcome: Outcome) -> None:
        await preparer.settled(tx, delivery, outcome)
        await desk.told(tx, delivery, outcome)

    sender = Sender(api, store, preparer.prepare, settled, limits, clock)

    def handled() -> None:
        handler.handled()
        sender.wake()
        desk.acts.handled()

    async def handle(tx: Tx, intake: Intake) -> Where | None:
        if intake.source != AT_DESK:
            return await handler.handle(tx, intake)
        await desk.acts.handle(tx, intake)
        return None

    lanes = Lanes(
        store, handle, handler.parked, handled=handled, along=sender.along, kind_of=kind_of
    )
    desk = Desk(house, store, texts, clock, lanes, settings, partial(fetch, api))
    acknowledger = Acknowledger(api)
    receiver = Receiver(api, store, lanes, acknowledger, clock, account_lanes(house.keys))
    ticker = Ticker(house, store, lanes, clock)
    handler.soon, handler.look = ticker.soon, lanes.look
    return App(
        store, house, api, lanes, sender, receiver, ticker, handler, acknowledger, clock,
        settings.api_url, desk,
    )  # fmt: skip


@contextlib.asynccontextmanager
async def running(app: App) -> AsyncIterator[asyncio.Task[None]]:
    """Start everything; the task ends when the receiver gives up, and is cancelled on the way out."""
    await app.handler.finish_erasing()
    await app.lanes.start()
    sender = asyncio.create_task(app.sender.run())
    receiver = asyncio.create_task(app.receiver.run())
    scheduler = AsyncIOScheduler(timezone="UTC")
    common = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    scheduler.add_job(app.handler.shut.finish_cutting, "interval", minutes=TIDY_MINUTES, **common)
    # What came due while nothing ran, and the day's planning: begun now, and nobody who writes waits for either.
    at_once = common | {"next_run_time": dt.datetime.now(dt.UTC)}
    scheduler.add_job(app.ticker.tick, "interval", seconds=TICK_SECONDS, **at_once)
    scheduler.add_job(app.ticker.tidy, "interval", minutes=TIDY_MINUTES, **at_once)
    scheduler.start()
    app.handler.read_invitations()
    app.sender.wake()
    beside = [asyncio.create_task(app.desk.mailer.run())]
    if isinstance(app.clock, SystemClock):
        beside.append(asyncio.create_task(_follow(app, app.clock)))
    try:
        yield receiver
    finally:
        scheduler.shutdown(wait=False)
        receiver.cancel()
        await asyncio.gather(receiver, app.ticker.stop(), return_exceptions=True)
        await app.lanes.stop()
        app.sender.stop()
        for task in beside:
            task.cancel()
        await asyncio.gather(sender, *beside, return_exceptions=True)
        await app.acknowledger.stop()
        await app.handler.stop()


async def _follow(app: App, clock: SystemClock) -> None:
    """Towards a simulator: its time is ours, and it waits for us at every instant that is due."""

    async def idle() -> bool:
        await app.ticker.tidy()
        await app.ticker.tick()
        app.sender.wake()
        return await app.idle()

    await follow(app.api_url, clock, app.next_due, idle)


async def run(
    settings: Settings,
    *,
    clock: Clock | None = None,
    flows: Iterable[type[Flow]] = (),
    started: Callable[[App], None] | None = None,
) -> None:
    """Run until interrupted, or until the receiver gives up; raises SecondPoller then."""
    stop = stopped_by(signal.SIGINT, signal.SIGTERM)
    async with contextlib.AsyncExitStack() as stack:
        app = await stack.enter_async_context(building(settings, clock=clock, flows=flows))
        # What is there now stays: the collector, which holds the loop, need not search it again.
        gc.collect()
        gc.freeze()
        receiver = await stack.enter_async_context(running(app))
        commands = beside.listening(settings.data, app.store, app.house, app.clock)
        await stack.enter_async_context(commands)
        if settings.desk:
            await stack.enter_async_context(await app.desk.serve(settings.desk_port))
        log.info("started", pid=os.getpid())
        if started is not None:
            started(app)
        await first_of(receiver, stop)
