"""Being called in a browser: turned on where one sits, turned off everywhere with one press."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from bot.store import desk_calls, desk_pushes, kept

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

LABEL = "desk_push"
KEY_LABEL, KEY_ROW, KEY = "desk_push_key", 0, "desk.push.key"
MOST = 10
"""So many browsers of one person; the oldest goes."""


class Where(msgspec.Struct, frozen=True):
    """A browser's address at its push service, and its keys."""

    endpoint: str
    p256dh: bytes
    auth: bytes


class Browser(NamedTuple):
    """One browser that is to be called."""

    id: int
    where: Where


async def add(turn: Turn, who: Person, where: Where) -> None:
    """Be called there too, in one's own hours."""
    row_id = turn.new_id()
    digest = hashlib.sha256(where.endpoint.encode()).digest()
    body = await turn.seal(who.id, LABEL, row_id, where)
    await desk_pushes.put(turn.tx, desk_pushes.Row(digest, row_id, who.id, turn.at, body))
    for old in (await desk_pushes.of(turn.tx, who.id))[MOST:]:
        await desk_pushes.drop(turn.tx, old.id)
    await desk_calls.begin(turn.tx, who.id)


async def off(turn: Turn, who: Person) -> None:
    """Be called in no browser any more; what was chosen of e-mail stays."""
    await desk_pushes.drop_all(turn.tx, who.id)
    await desk_calls.forget_if_empty(turn.tx, who.id)


async def browsers(turn: Turn, person_id: int) -> tuple[Browser, ...]:
    """Where this person is called."""
    return tuple(
        [
            Browser(row.id, await turn.unseal(person_id, LABEL, row.id, row.body, Where))
            for row in await desk_pushes.of(turn.tx, person_id)
            if row.body is not None
        ]
    )


async def secret(turn: Turn, made: bytes) -> bytes:
    """The secret by which push services know us: `made`, drawn before the transaction, where there is none yet."""
    sealer = await turn.house.keys.staff()
    stored = await kept.get(turn.tx, KEY)
    if stored is not None:
        return sealer.open(KEY_LABEL, KEY_ROW, base64.b64decode(stored))
    sealed = sealer.seal(KEY_LABEL, KEY_ROW, made)
    await kept.put(turn.tx, KEY, base64.b64encode(sealed).decode())
    return made
