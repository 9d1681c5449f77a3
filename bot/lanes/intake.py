"""One thing that happened, open in memory, sealed in the inbox: a Telegram update, a timer, something from the desk."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from bot.store import inbox
from bot.store.errors import NoKey, Unreadable
from bot.store.ids import random_id
from bot.store.times import to_us

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.store.database import Tx
    from bot.store.keys import Keys
    from bot.store.sealing import Sealer

LABEL = "inbox.payload"


class Intake(msgspec.Struct, frozen=True):
    """What a handler gets. `id` is the place in the order of arrival, `received_at` microseconds since the epoch.

    `payload` is None where its day's key is gone or its bytes are damaged.
    """

    id: int
    source: str
    external_id: str
    lane: str
    payload: bytes | None
    received_at: int
    tries: int = 0


class Happening(msgspec.Struct, frozen=True):
    """What is to be taken in: unique by (source, external_id)."""

    source: str
    external_id: str
    lane: str
    payload: bytes


class NotYet(Exception):
    """What came in cannot be handled before something else is over; `over` waits for that."""

    def __init__(self, over: Callable[[], Awaitable[None]]) -> None:
        """Nothing is waited for yet."""
        super().__init__()
        self.over = over


class Door:
    """Seals what comes in with the key of the day it came. Made anew for each batch, before its transaction."""

    def __init__(self, sealer: Sealer, now: dt.datetime, new_id: Callable[[], int]) -> None:
        """Use `open_door`."""
        self._sealer, self._new_id = sealer, new_id
        self._day, self._at = now.date().isoformat(), to_us(now)

    async def take_in(
        self, tx: Tx, happenings: Sequence[Happening], *, tried: bool = False
    ) -> list[Intake]:
        """Write them to the inbox within this transaction; those that are new, for `Lanes.wake` after its commit.

        `tried`: a handler has failed on them already, which counts as the first try.
        """
        arrivals = [self._sealed(one) for one in happenings]
        payloads = {
            arrival.seal_id: one.payload for arrival, one in zip(arrivals, happenings, strict=True)
        }
        rows = await inbox.take_in(tx, arrivals)
        if not tried:
            return [_intake(row, payloads[row.seal_id]) for row in rows]
        for row in rows:
            await inbox.count_try(tx, row.id)
        return [
            _intake(msgspec.structs.replace(row, tries=1), payloads[row.seal_id]) for row in rows
        ]

    async def straight(self, tx: Tx, one: Happening) -> Intake | None:
        """Write it as done: it is handled in this same transaction. None where it came before."""
        arrival = inbox.Arrival(
            self._new_id(), one.source, one.external_id, one.lane, self._day, None, self._at
        )
        row_id = await inbox.take_in_done(tx, arrival)
        if row_id is None:
            return None
        return Intake(row_id, one.source, one.external_id, one.lane, one.payload, self._at)

    def _sealed(self, one: Happening) -> inbox.Arrival:
        seal_id = self._new_id()
        payload = self._sealer.seal(LABEL, seal_id, one.payload)
        return inbox.Arrival(
            seal_id, one.source, one.external_id, one.lane, self._day, payload, self._at
        )


async def open_door(keys: Keys, now: dt.datetime, new_id: Callable[[], int] = random_id) -> Door:
    """A door with the key of the day that `now` is in, UTC; made if missing, and lasting before any row."""
    return Door(await keys.make_day(now.date()), now, new_id)


async def opened(keys: Keys, row: inbox.Row) -> Intake:
    """A row of the inbox as the handler gets it."""
    try:
        sealer = await keys.day(dt.date.fromisoformat(row.day))
        return _intake(row, sealer.open(LABEL, row.seal_id, row.payload))
    except (NoKey, Unreadable):
        return _intake(row, None)


def _intake(row: inbox.Row, payload: bytes | None) -> Intake:
    return Intake(
        row.id, row.source, row.external_id, row.lane, payload, row.received_at, row.tries
    )
