"""Coming in to the desk: a link that works once, a session that ends by itself."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.at_desk import calling
from bot.domain.codes import Invitation
from bot.domain.errors import Refused
from bot.store import desk, desk_calls, desk_pushes, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.roles import StaffRole
    from bot.domain.turn import Turn

LINK_LASTS = dt.timedelta(hours=24)
LASTS = dt.timedelta(hours=10)
"""A working day: then one signs in anew, whatever one has been doing."""
IDLE = dt.timedelta(minutes=45)
"""Without a press for so long, somebody else may be sitting there."""
SEEN_EVERY = dt.timedelta(minutes=1)


def digest(secret: str) -> bytes:
    """What is stored of a link or a cookie; both hold at least 160 random bits."""
    return hashlib.sha256(secret.encode()).digest()


async def new_colleague(turn: Turn, name: str, role: StaffRole | str) -> int:
    """Somebody who works at the desk and has no other door; their id."""
    person_id = turn.new_id()
    # Made first: a key without a person harms nothing, a person without a key could not be read.
    await turn.house.keys.make_person(person_id)
    await people.begin(turn, person_id, "nb", state="active", name=name)
    await people.grant(turn, person_id, role)  # type: ignore[arg-type]  # a role by its name, as from the command line
    return person_id


async def make_link(turn: Turn, person_id: int, code: str) -> Invitation:
    """Let `code`, which was drawn before the transaction, lead this person in once, within a day."""
    until = turn.now + LINK_LASTS
    row = desk.Link(turn.new_id(), digest(code), person_id, turn.at, to_us(until))
    await desk.add_link(turn.tx, row)
    return Invitation(code, f"{turn.house.desk}/inn/{code}", until)


async def leads(turn: Turn, code: str) -> bool:
    """Whether a link would let somebody in now; asking uses nothing up."""
    return await desk.link_works(turn.tx, digest(code), turn.at)


async def come_in(turn: Turn, code: str, cookie: str) -> Person:
    """
    Sign in by a link; `cookie` is the session's secret, drawn before the transaction.

    Raises Refused for a link that does not work, or whose owner holds no role any more.
    """
    person_id = await desk.use_link(turn.tx, digest(code), turn.at)
    if person_id is None:
        raise Refused("desk.link.wrong")
    return await begin(turn, person_id, cookie)


async def begin(turn: Turn, person_id: int, cookie: str) -> Person:
    """Somebody who has shown who they are is signed in; raises Refused for one without a role."""
    who = await people.person(turn, person_id)
    if who is None or not who.is_staff:
        raise Refused("desk.link.wrong")
    await desk.join(turn.tx, who.id, turn.at)
    ends = to_us(turn.now + LASTS)
    session = desk.Session(turn.new_id(), digest(cookie), who.id, turn.at, turn.at, ends)
    await desk.begin(turn.tx, session)
    await calling.was_there(turn, who.id)
    await access.note(turn, who, "signed in at the desk", None)
    return who


async def signed_in(turn: Turn, cookie: str) -> tuple[desk.Session, Person] | None:
    """Who has this cookie; None once it has ended, rested too long, or the person has no role."""
    found = await desk.session(turn.tx, digest(cookie))
    if found is None or turn.at >= found.ends_at or turn.at - found.seen_at > _us(IDLE):
        return None
    who = await people.person(turn, found.person_id)
    return (found, who) if who is not None and who.is_staff else None


def is_news(session: desk.Session, now: dt.datetime) -> bool:
    """Whether it is worth a write that the session is in use."""
    return to_us(now) - session.seen_at > _us(SEEN_EVERY)


async def sign_out(turn: Turn, session: desk.Session, *, everywhere: bool) -> None:
    """Here, or on every machine, where no browser is called any more either."""
    if everywhere:
        await desk.end_all(turn.tx, session.person_id, turn.at)
        await desk_pushes.drop_all(turn.tx, session.person_id)
        await desk_calls.forget_if_empty(turn.tx, session.person_id)
    else:
        await desk.end(turn.tx, session.id)


def _us(length: dt.timedelta) -> int:
    return int(length.total_seconds() * 1_000_000)
