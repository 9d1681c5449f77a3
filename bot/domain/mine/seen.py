"""«Hvem har lest»: from the audit, in plain words, for the one it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain import access, people
from bot.domain.texts import button, lines, t
from bot.flow.message import Button, Day, Text, verbatim
from bot.store import audit, from_us

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

PER_PAGE = 8
# What each thing done is called; whatever is not here is «noe om deg», so that nothing is left out.
CALLED = {
    "read thread": "seen.thread",
    "read thread with a reason": "seen.thread",
    "read danger flag": "seen.danger",
    "read safety contact": "seen.safety",
    "read peer messages": "seen.peers",
    "read interpreter": "seen.interpreter",
    "closed danger flag": "seen.urgent",
    "read repair": "seen.repair",
    "read tonight": "seen.tonight",
    "read application": "seen.application",
    "registered application": "seen.registered",
    "read case": "seen.case",
    "moved application": "seen.moved",
    "gave case": "seen.given",
    "read situation": "seen.situation",
    "exported thread": "seen.exported",
    "marked for the archive": "seen.marked",
    "read notes": "seen.notes",
    "wrote a note": "seen.notes",
    "changed a note": "seen.notes",
    "removed a note": "seen.notes",
    "put a note back": "seen.notes",
    "handed over": "seen.owner",
    "assigned": "seen.owner",
    "marked as urgent": "seen.urgent",
    "no longer urgent": "seen.urgent",
    "read discharge": "seen.discharge",
    "changed discharge list": "seen.discharge",
    "told of a discharge": "seen.discharge",
    "appointment did not happen": "seen.appointment",
    "asked for company at an appointment": "seen.company",
    "took company out of an appointment": "seen.company",
    "saw an appointment they are to come to": "seen.came_along",
}


class Seen(NamedTuple):
    """What one person did in one day, and how often."""

    day: dt.date
    actor_id: int
    action: str
    reason: str
    times: int


async def all_of(turn: Turn, who: Person) -> list[Seen]:
    """Who has read or changed something of this person's, newest first; the same in a day is one."""
    found: dict[tuple[dt.date, int, str, str], int] = {}
    for row in await audit.read_by_others(turn.tx, who.id):
        reason = ""
        if row.reason is not None:
            reason = await turn.unseal(who.id, access.LABEL, row.id, row.reason, str)
        day = from_us(row.at).astimezone(turn.house.zone).date()
        alike = (day, row.actor_id, row.action, reason)
        found[alike] = found.get(alike, 0) + 1
    return [Seen(*alike, times) for alike, times in found.items()]


async def wording(turn: Turn, seen: Seen) -> Text:
    """One line: when, who, what, how often, and the reason they typed."""
    actor = await people.person(turn, seen.actor_id)
    name = actor.name if actor is not None and actor.profile.name else t("seen.somebody")
    said = t(CALLED.get(seen.action, "seen.other"), name=name, date=Day(seen.day))
    if seen.times > 1:
        said = t("seen.times", said=said, n=seen.times)
    if seen.reason:
        said = t("seen.reason", said=said, reason=verbatim(seen.reason))
    return said


async def listed(turn: Turn, who: Person, page: int) -> Message:
    """One page of it, with the way to the others."""
    every = await all_of(turn, who)
    pages = max(1, -(-len(every) // PER_PAGE))
    page = min(page, pages - 1)
    shown = every[page * PER_PAGE : (page + 1) * PER_PAGE]
    body = [await wording(turn, one) for one in shown] or [t("seen.nobody")]
    rows: list[tuple[Button, ...]] = []
    turning = (
        *((button("seen.newer", "seen", page - 1),) if page else ()),
        *((button("seen.older", "seen", page + 1),) if page + 1 < pages else ()),
    )
    if turning:
        rows.append(turning)
    back = (button("menu.button.back", "about"), button("menu.button.menu", "menu"))
    return lines(t("seen.title"), *body, t("seen.who"), rows=(*rows, back))
