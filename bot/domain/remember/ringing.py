"""Whether a message to staff makes a sound, asked at the moment it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bot.pack import posts_at, worker_opening
from bot.rules.discretion import caused_just_now, rings_for_staff
from bot.rules.opening import is_open
from bot.store import from_us

if TYPE_CHECKING:
    from bot.domain.outgoing import Content
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.rules.discretion import Sort


def rings(turn: Turn, staff: Person, purpose: str, content: Content) -> bool:
    """As the rule says, by the pack's hours for workers and its duty table for tonight."""
    pack = turn.house.pack
    caused = from_us(content.caused_at) if content.caused_at is not None else None
    kind: Sort = "other"
    if purpose in {"tonight", "notice", "relay"}:
        kind = cast("Sort", purpose)
    return rings_for_staff(
        kind,
        # Whoever queued a notice said whether it is urgent: all others are silent already.
        urgent=purpose == "notice" and not content.silent,
        caused=caused_just_now(caused, turn.now),
        in_hours=is_open(worker_opening(pack), turn.now, turn.house.zone),
        on_shift=any(post.role in staff.roles for post in posts_at(pack, turn.now)),
    )
