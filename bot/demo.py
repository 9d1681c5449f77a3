"""
The demo: simulator and bot in one process, talking over HTTP, with people already linked.

The first click shows something: Kari has a worker, Ola is new, Mari is the worker, Anne the
administrator and coordinator. Nothing here is known to the bot beyond what Telegram would tell it.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot import app, logs, settings
from bot.clock import SystemClock
from bot.domain import codes, people
from bot.domain.turn import Turn
from bot.simulator import keep as kept
from bot.simulator.acts import perform
from bot.simulator.server import RealToken, refuse_beside, serve
from bot.simulator.world import Simulator
from bot.store import KeyRing, random_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.app import App
    from bot.store import Tx

FOLDER = Path("data/demo")
# Who stands in the page: name, what they are, and the roles their code gives.
STAFF = (
    ("Mari", "Oppfølger", ("worker",)),
    ("Anne", "Koordinator, vakt og administrator", ("coordinator", "duty", "administrator")),
)
RESIDENTS = (("Kari", "Beboer med oppfølger"), ("Ola", "Ny her"))


async def run(environ: Mapping[str, str], *, keep: bool, port: int) -> None:
    """Serve until interrupted; empty each time unless `keep`. Raises SettingsError beside a real token."""
    try:
        refuse_beside(environ.get("HJEMVEI_TOKEN"), own=None)
    except RealToken as refused:
        raise settings.SettingsError(f"HJEMVEI_TOKEN: {refused}.") from None
    folder = Path(environ.get("HJEMVEI_DATA") or FOLDER)
    if not keep:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "keys.json").exists():
        KeyRing.create(folder / "keys.json")
    clock = SystemClock()
    world = Simulator(clock=clock)
    known = keep and kept.load(world, folder / "phones.json")
    if not known:
        _people(world)
    logs.configure(environ.get("HJEMVEI_LOG", "warning"))
    async with await serve(world, port) as server:
        chosen = settings.read(
            {
                **{name: value for name, value in environ.items() if name == "HJEMVEI_PACK"},
                "HJEMVEI_TOKEN": world.token,
                "HJEMVEI_API_URL": server.url,
                "HJEMVEI_DATA": str(folder),
                "HJEMVEI_KEYS": str(folder / "keys.json"),
            }
        )
        async with app.building(chosen, clock=clock) as built, app.running(built):
            if not known:
                await link(built, world)
            sys.stdout.write(f"Hjemvei runs. Open {server.url}/ in a browser. Ctrl+C stops it.\n")
            sys.stdout.flush()
            await _until_interrupted()
        kept.save(world, folder / "phones.json")


def _people(world: Simulator) -> None:
    for name, label in RESIDENTS:
        world.add(name, label=label)
    for name, label, _ in STAFF:
        world.add(name, label=label)


async def link(built: App, world: Simulator) -> None:
    """Everybody comes in as they would: by a code in a link, sent as `/start CODE`."""
    by_name = {person.first_name: person.id for person in world.people.values()}
    for name, _, roles in STAFF:
        for role in roles:
            code = await _code(built, role=role, name=name)
            _types(world, by_name[name], f"/start {code}")
            await world.time.settled()
    worker = await _person(built, by_name["Mari"])
    code = await _code(built, worker_id=worker, name="Kari")
    _types(world, by_name["Kari"], f"/start {code}")
    await world.time.settled()
    await _agreed(built, by_name["Kari"])
    for name, _ in RESIDENTS:
        _types(world, by_name[name], "/start")
    for name, _, _ in STAFF:
        _types(world, by_name[name], "/start")
    await world.time.settled()


def _types(world: Simulator, telegram_id: int, words: str) -> None:
    perform(world, world.person(telegram_id), "text", {"text": words})


async def _code(
    built: App, *, role: str = "resident", worker_id: int | None = None, name: str
) -> str:
    async def make(tx: Tx) -> str:
        turn = Turn(tx, built.clock.now(), random_id, built.house)
        made = await codes.invite(turn, codes.draw(), role=role, worker_id=worker_id, name=name)
        return made.code

    return await built.store.transact(make)


async def _person(built: App, telegram_id: int) -> int:
    account = await built.house.keys.identify("telegram", telegram_id)
    if account is None:
        raise LookupError("nobody has written from this phone")
    return account


async def _agreed(built: App, telegram_id: int) -> None:
    """Kari has said yes to being remembered, so that her menu is the whole one."""
    person_id = await _person(built, telegram_id)

    async def agree(tx: Tx) -> None:
        turn = Turn(tx, built.clock.now(), random_id, built.house)
        await people.stay(turn, await people.the(turn, person_id))

    await built.store.transact(agree)


async def _until_interrupted() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    await stop.wait()
