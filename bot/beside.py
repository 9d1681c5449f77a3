"""
A command beside a running bot: it asks the bot, which does it and answers.

Two writers to a database are not safe (`bot.store.lease`), so `invite` and `revoke` go through a
socket in the data folder while a bot runs. Whoever owns the folder may connect, and nobody else.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from bot import logs
from bot.domain import codes
from bot.domain.at_desk import signing_in
from bot.domain.roles import StaffRole
from bot.domain.turn import Turn
from bot.pack import doors_of
from bot.settings import SettingsError
from bot.store import StoreError, random_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.clock import Clock
    from bot.domain.turn import House
    from bot.pack.schema import Door
    from bot.store import Store, Tx

log = logs.get(__name__)
NAME = "commands.sock"
OWNER_ALONE = 0o600
PATIENCE = 5.0  # seconds for a question, which is one line


class Wish(msgspec.Struct, frozen=True, tag="invite"):
    """Whom a code is for: one person with a role, by Telegram or at the desk; or a place."""

    role: StaffRole
    name: str = ""
    place: str = ""
    desk: bool = False


class End(msgspec.Struct, frozen=True, tag="revoke"):
    """The place whose codes lead nowhere any more."""

    place: str


class Done(msgspec.Struct, frozen=True, omit_defaults=True):
    """The link that was made, or how many codes ended; or, in a sentence, why not."""

    link: str = ""
    ended: int = 0
    wrong: str = ""


async def do(store: Store, house: House, clock: Clock, asked: Wish | End) -> Done:
    """Make a code, of which only the hash is kept, or end those of a place; raises SettingsError."""
    code = codes.draw()

    async def make(tx: Tx) -> Done:
        turn = Turn(tx, clock.now(), random_id, house)
        if isinstance(asked, End):
            return Done(ended=await codes.revoke_place(turn, asked.place))
        if asked.place:
            return Done(await codes.for_place(turn, code, asked.place))
        if asked.desk:
            person_id = await signing_in.new_colleague(turn, asked.name, asked.role)
            return Done((await signing_in.make_link(turn, person_id, code)).link)
        return Done((await codes.invite(turn, code, role=asked.role, name=asked.name)).link)

    if isinstance(asked, Wish) and not asked.place:
        _check_door(house, asked)
    return await store.transact(make)


def _check_door(house: House, asked: Wish) -> None:
    if asked.desk and not house.desk:
        raise SettingsError(
            "HJEMVEI_DESK holds nothing; wanted: the address where staff find the desk."
        )
    wanted: Door = "desk" if asked.desk else "telegram"
    doors = doors_of(house.pack, asked.role)
    if wanted not in doors:
        raise SettingsError(
            f"The pack gives the role {asked.role} no door by {wanted}, only {', '.join(doors)}; "
            f"wanted: the command {'without' if asked.desk else 'with'} --desk."
        )


@contextlib.asynccontextmanager
async def listening(data: Path, store: Store, house: House, clock: Clock) -> AsyncIterator[None]:
    """Answer commands meanwhile; the caller holds the lease, so a socket that is left is nobody's."""
    path = data / NAME
    try:
        door = _bound(path)
    except OSError as wrong:  # a path that is too long for a socket, or a disk that has none
        log.warning("commands_unheard", reason=type(wrong).__name__)
        yield
        return
    server = await asyncio.start_unix_server(partial(_answer, store, house, clock), sock=door)
    try:
        yield
    finally:
        server.close()
        await server.wait_closed()
        path.unlink(missing_ok=True)


def _bound(path: Path) -> socket.socket:
    path.unlink(missing_ok=True)
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        # Linux makes the file with the rights of the socket: it is open to nobody else at any moment.
        with contextlib.suppress(OSError):
            os.fchmod(door.fileno(), OWNER_ALONE)
        door.bind(str(path))
        path.chmod(OWNER_ALONE)
    except OSError:
        door.close()
        raise
    return door


async def _answer(
    store: Store,
    house: House,
    clock: Clock,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            asked = msgspec.json.decode(await reader.readline(), type=Wish | End)
        done = await do(store, house, clock, asked)
    except SettingsError as wrong:
        done = Done(wrong=str(wrong))
    except Exception:  # the bot goes on; who asked is told, and the log says where it was
        log.exception("command_failed")
        done = Done(wrong="The running bot could not do it; its log says why.")
    with contextlib.suppress(OSError):
        writer.write(msgspec.json.encode(done) + b"\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()


async def ask(data: Path, asked: Wish | End) -> Done | None:
    """
    Let the bot that runs with this data folder do it; None where none does.

    Raises SettingsError with the bot's own sentence, StoreError where it stopped meanwhile.
    """
    try:
        reader, writer = await asyncio.open_unix_connection(data / NAME)
    except OSError:
        return None
    try:
        writer.write(msgspec.json.encode(asked) + b"\n")
        await writer.drain()
        said = await reader.readline()
    except OSError:
        said = b""
    finally:
        writer.close()
    if not said:
        raise StoreError("The running bot stopped before it answered; wanted: the command again.")
    done = msgspec.json.decode(said, type=Done)
    if done.wrong:
        raise SettingsError(done.wrong)
    return done
