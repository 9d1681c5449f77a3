"""Ways in: a personal code from a worker, used once, and a place's code on a poster, for many."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from bot.domain import people
from bot.domain.errors import Told
from bot.domain.team import today
from bot.store import Sealer, codes, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.roles import StaffRole
    from bot.domain.turn import Turn

BYTES = 20  # 160 bits; at least 128 are asked for, and Telegram takes 64 characters
LASTS = dt.timedelta(hours=72)
LABEL = "code"
TRIES = 5
TRIES_WITHIN = dt.timedelta(hours=1)
LONGEST = 64


class Given(msgspec.Struct, frozen=True, omit_defaults=True):
    """What whoever made a code said of the one it is for."""

    name: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code as it is handed over, once: only its hash is kept."""

    code: str
    link: str
    until: dt.datetime


def draw() -> str:
    """A new code of 160 random bits; drawn before the transaction, which may run twice."""
    return secrets.token_urlsafe(BYTES)


def digest(code: str) -> bytes:
    """What is stored of a code. It holds 160 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(code.encode()).digest()


def _sealer(code: str) -> Sealer:
    """
    The name goes with the code itself, which is stored nowhere.

    Under a key of ours it would outlive the person in every old copy.
    """
    return Sealer(hashlib.sha256(b"codes.name:" + code.encode()).digest())


async def invite(
    turn: Turn,
    code: str,
    *,
    role: StaffRole | str = "resident",
    worker_id: int | None = None,
    person_id: int | None = None,
    name: str = "",
    language: str = "",
) -> Invitation:
    """A personal code for one person; `code` is random and handed in, so that a body may run twice."""
    until = turn.now + LASTS
    row_id = turn.new_id()
    await codes.add(
        turn.tx,
        codes.Code(
            id=row_id,
            hash=digest(code),
            kind="personal",
            role=role,
            worker_id=worker_id,
            person_id=person_id,
            place=None,
            name=_sealer(code).seal(LABEL, row_id, msgspec.json.encode(Given(name, language))),
            created_at=turn.at,
            expires_at=to_us(until),
        ),
    )
    return Invitation(code, f"https://t.me/{turn.house.bot_name}?start={code}", until)


async def for_place(turn: Turn, code: str, place: str) -> str:
    """A place's code: for many, an origin and nothing else; the link to print."""
    await codes.add(
        turn.tx,
        codes.Code(
            id=turn.new_id(),
            hash=digest(code),
            kind="place",
            role="resident",
            worker_id=None,
            person_id=None,
            place=place,
            name=None,
            created_at=turn.at,
            expires_at=None,
        ),
    )
    return f"https://t.me/{turn.house.bot_name}?start={code}"


async def redeem(turn: Turn, who: Person, account_id: int, code: str) -> codes.Code:
    """
    What a code opens for this person, taken at once.

    Raises Told for a wrong, used, revoked or old one, and after five wrong ones within an hour.
    """
    since = to_us(turn.now - TRIES_WITHIN)
    if await codes.wrong_since(turn.tx, account_id, since) >= TRIES:
        raise Told("code.too_many", phone=turn.house.phone)
    found = await codes.by_hash(turn.tx, digest(code[: LONGEST + 1]))
    if found is None or not _valid(found, turn.at):
        await codes.note_wrong(turn.tx, turn.new_id(), account_id, turn.at)
        raise Told("code.wrong")
    if found.kind == "personal":
        if found.role == "resident" and who.is_staff:
            raise Told("code.for_a_resident")
        if found.role != "resident" and who.consented and not who.is_staff:
            # Their own case would be out of their sight from then on.
            raise Told("code.for_staff")
        if found.person_id is not None:
            who = await _becomes(turn, who, account_id, found.person_id)
        await codes.use(turn.tx, found.id, turn.at)
        await _take(turn, who, found, code)
    return found


async def _becomes(turn: Turn, who: Person, account_id: int, person_id: int) -> Person:
    """The one for whom the code was made has a phone now; raises Told for one known already."""
    there = await people.person(turn, person_id)
    if there is None or await people.has_account(turn, person_id):
        raise Told("code.wrong")
    if who.consented or who.is_staff:
        raise Told("code.known", phone=turn.house.phone)
    return await people.moves_in(turn, account_id, who, person_id)


async def begin_together(turn: Turn, worker: Person, name: str, language: str) -> Person:
    """Somebody without a phone here, whom a worker begins with on the worker's own."""
    person_id = turn.new_id()
    # Made first: a key without a person harms nothing, a person without a key could not be read.
    await turn.house.keys.make_person(person_id)
    who = await people.begin(turn, person_id, language, name=name)
    await people.assign(turn, person_id, worker.id)
    return who


async def revoke_place(turn: Turn, place: str) -> int:
    """The codes of a place lead nowhere from now on; how many there were."""
    return await codes.revoke_place(turn.tx, place, turn.at)


def _valid(code: codes.Code, at: int) -> bool:
    if code.revoked_at is not None or (code.expires_at is not None and code.expires_at <= at):
        return False
    return code.kind == "place" or code.used_at is None


async def _take(turn: Turn, who: Person, code: codes.Code, typed: str) -> None:
    if code.name is not None:
        opened = _sealer(typed).open(LABEL, code.id, code.name)
        given = msgspec.json.decode(opened, type=Given)
        if given.name and not who.profile.name:
            who = await people.change(turn, who, name=given.name)
        if given.language and not who.consented:
            who = await people.speak(turn, who, given.language)
    if code.role == "resident":
        if code.worker_id is not None:
            await people.assign(turn, who.id, code.worker_id)
        return
    await people.stay(turn, who)
    if code.role not in who.roles:
        await people.grant(turn, who.id, code.role)  # type: ignore[arg-type]  # made by `invite`
        await today.plan(turn, await people.the(turn, who.id))
