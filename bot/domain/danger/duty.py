"""Who is told that somebody may be in danger, one after the other, until a human has opened it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from bot.domain import due, people
from bot.domain.outgoing import Address, say
from bot.domain.texts import button, lines, t
from bot.pack import posts_at, tonight_next_read, worker_opening
from bot.rules.opening import is_open, next_open
from bot.store import danger, tasks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.flow.message import Text
    from bot.store.danger import Flag

RULE = "danger"


class Rung(NamedTuple):
    """Who is told at once: the role in which it is theirs, who they are, what the writer calls them."""

    role: str
    ids: tuple[int, ...]
    name: Text


async def ladder(turn: Turn, resident_id: int) -> tuple[Rung, ...]:
    """
    Those who read now, first to last: contact (or the stand-in), whoever is on duty, coordinators.

    Outside the follow-up workers' hours it begins with whom the pack names for the night. Only
    those who can be reached here stand in it.
    """
    pack = turn.house.pack
    working = is_open(worker_opening(pack), turn.now, turn.house.zone)
    on_post = {post.role for post in posts_at(pack, turn.now)}
    found: list[Rung] = []
    if working:
        contact = await people.contact_of(turn, resident_id)
        found.append(Rung(contact.role, contact.ids, contact.name))
    if "duty" in on_post and (working or pack.danger.night == "duty"):
        holders = tuple(await people.holders(turn, "duty"))
        found.append(Rung("duty", holders, t("danger.duty")))
    at_night = pack.danger.night != "nobody" and "coordinator" in on_post
    if working or at_night:
        coordinators = tuple(await people.holders(turn, "coordinator"))
        found.append(Rung("coordinator", coordinators, turn.house.team))
    reached: list[Rung] = []
    seen: set[int] = set()
    for rung in found:
        ids = [one for one in rung.ids if one not in seen and await people.reachable(turn, one)]
        seen.update(ids)
        if ids:
            reached.append(rung._replace(ids=tuple(ids)))
    return tuple(reached)


def reads_again(turn: Turn) -> dt.datetime | None:
    """When somebody reads flags again, if nobody does now, whoever has a post at this hour."""
    pack = turn.house.pack
    moments = [next_open(worker_opening(pack), turn.now, turn.house.zone)]
    if pack.danger.night != "nobody":
        shift = tonight_next_read(pack, turn.now)
        if shift is not None and pack.danger.night in {one.role for one in posts_at(pack, shift)}:
            moments.append(shift)
    return min((one for one in moments if one is not None and one > turn.now), default=None)


async def ring(turn: Turn, flag: Flag) -> Rung | None:
    """
    Tell the next who has not been told, and plan the one after; None if nobody is left now.

    The task is theirs from now on, and the notice makes a sound: it says neither a name nor words.
    """
    told = await danger.told(turn.tx, flag.id)
    for rung in await ladder(turn, flag.resident_id):
        new = [one for one in rung.ids if one not in told]
        if not new:
            continue
        for reader in new:
            await danger.tell(turn.tx, flag.id, reader, flag.resident_id)
            await notify(turn, flag, reader)
        owner = rung.ids[0] if rung.role == "worker" else None
        await tasks.hand_to(turn.tx, flag.task_id, rung.role, owner)
        minutes = dt.timedelta(minutes=turn.house.pack.danger.escalation_minutes)
        await _plan(turn, flag, turn.now + minutes, f"after {len(told) + len(new)}")
        return rung
    again = reads_again(turn)
    if again is not None and again > turn.now:
        await _plan(turn, flag, again, f"opens {again:%Y-%m-%d %H:%M}")
    return None


async def _plan(turn: Turn, flag: Flag, when: dt.datetime, occurrence: str) -> None:
    # Told anew, because whoever had opened it left, it is planned anew; and never twice at a time.
    await due.cancel(turn, RULE, flag.id, "told")
    named = f"{occurrence} {turn.at}"
    await due.at(turn, RULE, flag.id, flag.resident_id, when, occurrence=named)


async def notify(turn: Turn, flag: Flag, reader: int, *, more: bool = False) -> None:
    """A notice that makes a sound, marked as danger: whatever else is silent, this is not."""
    notice = lines(
        t("danger.staff.more" if more else "danger.staff.notice"),
        rows=((button("staff.notice.open", "danger", flag.id),),),
    )
    to = Address(reader, flag.resident_id)
    await say(turn, to, notice, purpose="notice", about=f"danger:{flag.id}")
