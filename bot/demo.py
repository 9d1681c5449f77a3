"""
The demo: simulator and bot in one process, talking over HTTP, with people already linked.

Nothing here is known to the bot beyond what Telegram would tell it.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import shutil
import signal
import socket
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot import app, beside, demo_people, logs, settings
from bot.clock import SystemClock
from bot.simulator import keep as kept
from bot.simulator.server import serve
from bot.simulator.world import TOKEN, Simulator
from bot.stopping import first_of, stopped_by
from bot.store import KeyRing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.simulator.server import Running

# Within the data folder, and never the folder itself: a demo begins by emptying its own.
FOLDER = "demo"
SAVED_EVERY = 2.0  # seconds; a demo that is killed has forgotten no more than this
PASSED_ON = ("HJEMVEI_PACK", "HJEMVEI_LOG")


async def run(environ: Mapping[str, str], *, keep: bool, port: int) -> None:
    """Serve until interrupted; empty each time unless `keep`. Raises SettingsError beside a token."""
    if environ.get("HJEMVEI_TOKEN", TOKEN) != TOKEN:
        raise settings.SettingsError(
            "HJEMVEI_TOKEN holds a bot's token; wanted: nothing, since the demo talks to its own "
            "simulator and does not start beside a bot that people use."
        )
    folder = Path(environ.get("HJEMVEI_DATA") or "data") / FOLDER
    phones = folder / "phones.json"
    if not (keep and phones.exists()):
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "keys.json").exists():
        KeyRing.create(folder / "keys.json")
    clock = SystemClock()
    world = Simulator(clock=clock)
    known = kept.load(world, phones)
    async with await _serve(world, port) as server:
        chosen = settings.read(
            {
                "HJEMVEI_LOG": "warning",
                **{name: environ[name] for name in PASSED_ON if name in environ},
                "HJEMVEI_TOKEN": world.token,
                "HJEMVEI_API_URL": server.url,
                "HJEMVEI_DATA": str(folder),
                "HJEMVEI_KEYS": str(folder / "keys.json"),
                "HJEMVEI_DESK": f"http://127.0.0.1:{_free_after(server.port)}",
            }
        )
        logs.configure(chosen.log)
        await _show(chosen, world, clock, phones, known=known)


async def _serve(world: Simulator, port: int) -> Running:
    try:
        return await serve(world, port)
    except OSError as wrong:
        if wrong.errno != errno.EADDRINUSE:
            raise
        raise settings.SettingsError(
            f"--port {port} is taken; wanted: a free one, for example --port {port + 1}."
        ) from None


def _free_after(port: int) -> int:
    """The next port, where the desk is looked for first, or any that is free."""
    for wanted in (port + 1, 0):
        with socket.socket() as sock, contextlib.suppress(OSError, OverflowError):
            sock.bind(("127.0.0.1", wanted))
            return int(sock.getsockname()[1])
    raise settings.SettingsError("No port is free on this machine; the demo needs two.")


async def _show(
    chosen: settings.Settings, world: Simulator, clock: SystemClock, phones: Path, *, known: bool
) -> None:
    async with (
        app.building(chosen, clock=clock) as built,
        app.running(built) as receiver,
        beside.listening(chosen.data, built.store, built.house, built.clock),
        await built.desk.serve(chosen.desk_port),
    ):
        if not known:
            world.time.move(demo_people.opening_moment(clock.now(), built.house.zone))
            demo_people.stand(world)
            await demo_people.come_in(built, world)
        # Each time a link of its own: one lets Mari in once.
        world.links["Skrivebordet"] = partial(_inside, built, world, chosen.desk)
        for name, role in demo_people.AT_DESK:
            inside = partial(_inside, built, world, chosen.desk, role)
            world.links[f"Skrivebordet: {name}"] = inside
        saving = asyncio.create_task(_save(world, phones))
        link = await _inside(built, world, chosen.desk)
        sys.stdout.write(
            f"Hjemvei runs. Open {chosen.api_url}/ in a browser. Ctrl+C stops it.\n"
            f"Mari works at the desk too: {link}\n"
        )
        sys.stdout.flush()
        try:
            # On Ctrl+C, on `kill`, and when the terminal closes.
            stop = stopped_by(signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
            await first_of(receiver, stop)
        finally:
            saving.cancel()
            await asyncio.gather(saving, return_exceptions=True)
    # The bot stands still now, so that the two are of the same moment.
    kept.save(world, phones)


async def _inside(built: app.App, world: Simulator, desk: str, role: str = "") -> str:
    return f"{desk}/inn/{await demo_people.link_to_desk(built, world, role)}"


async def _save(world: Simulator, phones: Path) -> None:
    """Keep the phones while it goes, for a demo that is killed."""
    last = -1
    while True:
        if world.changes.rev != last:
            last = world.changes.rev
            kept.save(world, phones)
        await asyncio.sleep(SAVED_EVERY)
