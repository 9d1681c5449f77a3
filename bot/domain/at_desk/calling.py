"""Calling staff who work at the desk: «Noe venter», once, in their own hours, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.domain import people
from bot.domain.at_desk import pushes
from bot.domain.errors import Told
from bot.pack import worker_opening
from bot.rules.opening import is_open
from bot.store import desk_calls

if TYPE_CHECKING:
    from bot.domain.at_desk.pushes import Browser
    from bot.domain.people import Person
    from bot.domain.turn import Turn

LABEL = "desk_calls"
LONGEST = 254  # RFC 5321, § 4.5.3.1.3, less the angle brackets
# A plain address (RFC 5321, § 4.1.2, «Dot-string»): what else may stand in one, mail programs read
# in different ways, and what comes then may go to somebody else.
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_WORD}(?:\.{_WORD})*@(?:{_NAME}\.)+[A-Za-z0-9-]{{2,}}")

Hours = Literal["working", "always"]


class Call(NamedTuple):
    """Who is to be called, and where."""

    person_id: int
    address: str
    language: str
    browsers: tuple[Browser, ...] = ()


class Wish(NamedTuple):
    """How somebody wants to be called: not at all without an address."""

    address: str
    hours: Hours


async def wish_of(turn: Turn, who: Person) -> Wish:
    """How this person is called now."""
    row = await desk_calls.of(turn.tx, who.id)
    if row is None:
        return Wish("", "working")
    return Wish(await _address(turn, row), "always" if row.hours == "always" else "working")


async def _address(turn: Turn, row: desk_calls.Row) -> str:
    if row.address is None:
        return ""
    return await turn.unseal(row.person_id, LABEL, row.person_id, row.address, str)


async def choose(turn: Turn, who: Person, address: str, hours: str) -> None:
    """Be called there from now on, or only in browsers, or not at all; raises Told for what is no address."""
    address = address.strip()
    chosen: Hours = "always" if hours == "always" else "working"
    if not address and await pushes.browsers(turn, who.id):
        await desk_calls.put(turn.tx, who.id, None, chosen)
        return
    if not address:
        await desk_calls.forget(turn.tx, who.id)
        return
    if len(address) > LONGEST or not ADDRESS.fullmatch(address):
        raise Told("desk.call.wrong")
    sealed = await turn.seal(who.id, LABEL, who.id, address)
    await desk_calls.put(turn.tx, who.id, sealed, chosen)


async def want(turn: Turn, person_id: int) -> bool:
    """Something waits for this person at the desk; whether they are to be called.

    Nobody is called again before they have been there: one call is enough, however much comes.
    """
    return await desk_calls.want(turn.tx, person_id, turn.at)


async def take(turn: Turn) -> list[Call]:
    """Those to be called now, who are marked as called: outside their hours they are let be."""
    pack = turn.house.pack
    everybody = is_open(worker_opening(pack), turn.now, turn.house.zone)
    calls: list[Call] = []
    for row in await desk_calls.wanted(turn.tx):
        if not (everybody or row.hours == "always"):
            continue
        who = await people.person(turn, row.person_id)
        await desk_calls.called(turn.tx, row.person_id, turn.at)
        if who is not None and who.is_staff:
            address = await _address(turn, row)
            browsers = await pushes.browsers(turn, who.id)
            calls.append(Call(who.id, address, who.language, browsers))
    return calls


async def was_there(turn: Turn, person_id: int) -> None:
    """They have seen what waits: the next thing may call them again."""
    await desk_calls.visited(turn.tx, person_id, turn.at)
