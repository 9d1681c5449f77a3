"""Until when something waits that is not for the night: one answer for who sends it and for whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.danger import flags
from bot.domain.remember.phone import back_at
from bot.domain.tonight import requests
from bot.rules.discretion import waits_for_safe_hours
from bot.rules.safe_hours import next_allowed

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.rules.discretion import Purpose


async def until(
    turn: Turn, who: Person, purpose: Purpose, caused_at: dt.datetime | None, *, words: bool
) -> dt.datetime | None:
    """
    When a new message to `who` may go, if not now; None where it goes now.

    While they have no phone it waits until they have.

    A human's `words` to somebody who may be in danger, or has no place tonight, go at any hour.
    """
    if who.is_staff or not waits_for_safe_hours(purpose, caused_at, turn.now):
        return None
    phone = await back_at(turn, who.id)
    moment = next_allowed(phone or turn.now, who.profile.safe, turn.house.zone)
    if moment <= turn.now or (words and await _needs_a_human_now(turn, who.id)):
        return None
    return moment


async def _needs_a_human_now(turn: Turn, resident_id: int) -> bool:
    return (
        await flags.is_open(turn, resident_id)
        or await requests.current(turn, resident_id) is not None
    )
