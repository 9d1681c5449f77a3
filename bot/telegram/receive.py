"""From Telegram into the inbox: what we were given is committed before Telegram is told that we have it."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

from telegram.error import Conflict, TelegramError

from bot import logs
from bot.lanes.intake import Happening, open_door
from bot.lanes.straight import HandlerFailed, Occupied
from bot.store.ids import random_id
from bot.telegram.peek import ALLOWED, peek

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.clock import Clock
    from bot.lanes.intake import Door, Intake
    from bot.lanes.lanes import Lanes
    from bot.store.keys import Keys
    from bot.store.store import Store
    from bot.telegram.acknowledge import Acknowledger
    from bot.telegram.api import Api

    LaneOf = Callable[[int], Awaitable[str]]

log = logs.get(__name__)
SOURCE = "telegram"
UNKNOWN_LANE = "unknown"
LONGEST_PAUSE = 30.0
# Seconds in which one lane handles, commits and answers what woke it; nothing else is asked of
# Telegram meanwhile. No one sees a button spin so much longer.
SHORTLY = 0.002
ESTABLISHED = 4  # times as many conflicts are borne by one whose polls have been answered


class SecondPoller(Exception):
    """Somebody else polls with this token, or a webhook is set."""


def account_lanes(keys: Keys) -> LaneOf:
    """
    The lane of a Telegram id: the account's, which is made with its key before anything is kept.

    A new account's first person carries the same number.
    """

    async def lane_of(user: int) -> str:
        account_id = await keys.identify(SOURCE, user)
        if account_id is None:
            account_id = random_id()
            await keys.make_person(account_id)
            await keys.remember(SOURCE, user, account_id)
        return str(account_id)

    return lane_of


class Receiver:
    """Polls, one batch at a time, and hands what is new to the lanes. A webhook would call `take_in` as well."""

    def __init__(
        self,
        api: Api,
        store: Store,
        lanes: Lanes,
        acknowledge: Acknowledger,
        clock: Clock,
        lane_of: LaneOf,
        *,
        poll_seconds: int = 25,
        conflicts: int = 5,
        pause: float = 0.5,
        new_id: Callable[[], int] = random_id,
    ) -> None:
        """Give up after so many `conflicts` in a row; begin with a pause of `pause` seconds after an error.

        Whose polls have been answered before bears more of them, so that of two it is the newcomer that gives up.
        """
        self._api, self._store, self._lanes = api, store, lanes
        self._acknowledge, self._clock, self._lane_of = acknowledge, clock, lane_of
        self._poll_seconds, self._conflicts, self._pause = poll_seconds, conflicts, pause
        self._new_id = new_id

    async def run(self) -> None:
        """Poll until cancelled; raises SecondPoller."""
        offset, errors, conflicts, most = 0, 0, 0, self._conflicts
        # What a process was killed over comes again in the first batch that there is: nothing
        # before it is left. It is taken in first, and so counted and in the end parked.
        untried = False
        while True:
            await self._lanes.room()
            try:
                updates = await self._api.updates(offset, self._poll_seconds, ALLOWED)
                if updates:
                    following = await self.take_in(updates, straight=untried)
                    stuck = following is None or following <= offset
                    offset = offset if following is None else max(offset, following)
                    if stuck:
                        raise TelegramError("the offset did not move")  # noqa: TRY301 - backs off
                    untried = True
            except Conflict as error:
                conflicts += 1
                if conflicts >= most:
                    raise SecondPoller(_sentence(error)) from None
                log.warning("poll_conflict", count=conflicts)
                # Not longer each time: whoever asks oftener is not the one to go.
                await asyncio.sleep(self._wait(2))
                continue
            except Exception as error:  # noqa: BLE001 - nothing was acknowledged; the same batch comes again
                log.warning(
                    "poll_failed",
                    error=type(error).__name__,
                    cause=str(error.__cause__ or ""),
                    place=logs.place(error),
                )
                untried = False
            else:
                errors = conflicts = 0
                most = self._conflicts * ESTABLISHED
                continue
            errors += 1
            await asyncio.sleep(self._wait(errors))

    async def take_in(self, updates: Sequence[bytes], *, straight: bool = False) -> int | None:
        """Commit raw updates to the inbox, acknowledge the presses that are new, wake the lanes.

        `straight`: where nothing waits they are handled in the same commit. Not for what a process
        that was killed may have tried before.

        Returns the offset that tells Telegram so, or None where no update had a number. Raises what the store raises;
        then nothing was taken in.
        """
        seen = [peek(raw) for raw in updates]
        happenings = [
            Happening(SOURCE, look.external_id, await self._lane(look.user), raw)
            for raw, look in zip(updates, seen, strict=True)
        ]
        door = await open_door(self._store.keys, self._clock.now(), self._new_id)
        fresh = await self._through(door, happenings, straight=straight)
        presses = {look.external_id: look.press for look in seen if look.press is not None}
        for row in fresh:
            press = presses.get(row.external_id)
            if press is not None:
                self._acknowledge.press(press)
        numbers = [look.number for look in seen if look.number is not None]
        return max(numbers) + 1 if numbers else None

    async def _through(
        self, door: Door, happenings: Sequence[Happening], *, straight: bool
    ) -> Sequence[Intake]:
        tried = False
        if straight:
            try:
                fresh = await self._lanes.straight(door, happenings)
            except Occupied:
                pass
            except HandlerFailed:
                tried = len(happenings) == 1
            else:
                await asyncio.sleep(0)  # what it asked to be said goes first
                return fresh
        fresh = await self._store.transact(lambda tx: door.take_in(tx, happenings, tried=tried))
        self._lanes.wake(fresh)
        await asyncio.sleep(SHORTLY)
        return fresh

    async def _lane(self, user: int | None) -> str:
        return UNKNOWN_LANE if user is None else await self._lane_of(user)

    def _wait(self, errors: int) -> float:
        longest = min(LONGEST_PAUSE, self._pause * 2.0 ** min(errors - 1, 16))
        return random.uniform(longest / 2, longest)  # noqa: S311 - jitter


def _sentence(error: Conflict) -> str:
    if "webhook" in error.message.lower():
        return "A webhook is set for this bot, so polling gets nothing: remove it with deleteWebhook, then start again."
    return "Another process polls Telegram with this token: stop it, or use a token of its own for each, then start again."
