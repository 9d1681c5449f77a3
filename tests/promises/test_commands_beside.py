"""`main.py invite` and `revoke` while the bot runs, each in a process of its own: the bot itself does it."""

from __future__ import annotations

import asyncio
import stat
import sys
from typing import TYPE_CHECKING

from bot.beside import NAME
from tests.promises.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import House
    from tests.promises.conftest import Process


async def command(bot: Process, *words: str) -> tuple[int, list[str]]:
    """A command at a terminal beside the bot: its exit status, and the lines it said."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "main.py", *words, cwd=ROOT, env=bot.environment(),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    async with asyncio.timeout(30):
        said, _ = await process.communicate()
    return process.returncode or 0, said.decode().splitlines()


def code_in(link: str) -> str:
    """What a phone sends after a link was opened."""
    assert "?start=" in link, link
    return f"/start {link.partition('start=')[2]}"


async def test_codes_are_made_and_ended_while_the_bot_runs(
    house: House, outside: Callable[..., Process]
) -> None:
    """A colleague and a place come in by codes made beside the running bot; a place's code ends at once."""
    async with outside() as bot:
        door = house.folder / NAME
        assert stat.S_IMODE(door.stat().st_mode) == 0o600
        status, said = await command(bot, "invite", "--role", "worker", "--name", "Mari")
        assert status == 0, said
        mari = await house.phones.add("Mari")
        await mari.says(code_in(said[0]))
        await mari.reads("Mari", "oppfølger")
        _, said = await command(bot, "invite", "--place", "Natthjemmet")
        place = code_in(said[0])
        per = await house.phones.add("Per")
        await per.says(place)
        await per.reads("Natthjemmet")
        assert await command(bot, "revoke", "Natthjemmet") == (0, ["1 revoked."])
        pia = await house.phones.add("Pia")
        await pia.says(place)
        await pia.reads("virker ikke")
    assert not door.exists()


async def test_what_cannot_be_is_said_in_the_same_sentence(
    house: House, outside: Callable[..., Process]
) -> None:
    """No desk: status 2 and which setting is missing, and the bot goes on."""
    async with outside() as bot:
        status, said = await command(bot, "invite", "--name", "Mari", "--desk")
        assert status == 2
        assert said == [
            "HJEMVEI_DESK holds nothing; wanted: the address where staff find the desk."
        ]
        kari = await house.phones.add("Kari")
        await kari.says("/start")
        await kari.reads("Hei")


async def test_a_socket_that_a_killed_bot_left_stands_in_nobodys_way(
    house: House, outside: Callable[..., Process]
) -> None:
    """After kill -9 the next bot listens anew; with no bot at all the command does it itself."""
    async with outside() as bot:
        await bot.kill()
        status, said = await command(bot, "invite", "--name", "Mari")
        assert status == 0, said
        mari = await house.phones.add("Mari")
        await mari.says(code_in(said[0]))
        await mari.reads("Mari")
    (house.folder / NAME).touch()
    status, said = await command(bot, "invite", "--name", "Berit")
    assert status == 0, said
    assert "?start=" in said[0]
