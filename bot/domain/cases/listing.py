"""The case officers' list and one case, as screens; nobody is ranked by how much they write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.cases import offers, standing, timeline
from bot.domain.errors import Refused
from bot.domain.housing import applications
from bot.domain.texts import button, lines, t
from bot.flow.message import Button, Day, Moment, Text
from bot.pack import meetings_ahead
from bot.rules.access import Thing
from bot.store import case_steps

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.cases.standing import Seen
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

A_PAGE = 8
READERS = frozenset({"case_officer", "coordinator"})
"""Those who have the list: case officers work by it, coordinators see that each has an owner."""
AHEAD = 3  # meetings


def may_list(staff: Person) -> None:
    """Raises Refused for one who has no list of cases."""
    if not staff.roles & READERS:
        raise Refused("staff.refused")


async def page(turn: Turn, staff: Person, limit: int, skip: int = 0) -> list[Seen]:
    """Open cases, where nothing has happened for longest first; raises Refused."""
    may_list(staff)
    return await standing.shown(turn, staff, await case_steps.open_cases(turn.tx, limit, skip))


async def finished(turn: Turn, staff: Person, limit: int) -> list[Seen]:
    """Those that are decided or closed, the newest first; raises Refused."""
    may_list(staff)
    return await standing.shown(turn, staff, await case_steps.over(turn.tx, limit))


async def calendar(turn: Turn, staff: Person) -> list[tuple[dt.date, list[Seen]]]:
    """The allocation meetings ahead, and whose application is taken up at each; raises Refused."""
    may_list(staff)
    days = meetings_ahead(turn.house.pack, turn.today, AHEAD)
    found = []
    for day in days:
        rows = await case_steps.at_meeting(turn.tx, day.isoformat())
        found.append((day, await standing.shown(turn, staff, rows)))
    return found


async def screen(turn: Turn, staff: Person, skip: int = 0) -> Message:
    """One page of the list as a screen: where each stands, and whose it is."""
    seen = await page(turn, staff, A_PAGE + 1, skip)
    rows: list[tuple[Button, ...]] = [
        (Button(t("cases.row", name=one.name, stage=one.stage), f"d:case:{one.resident_id}"),)
        for one in seen[:A_PAGE]
    ]
    turns: tuple[Button, ...] = ()
    if skip:
        turns += (button("list.before", "cases", max(0, skip - A_PAGE)),)
    if len(seen) > A_PAGE:
        turns += (button("list.more", "cases", skip + A_PAGE),)
    rows += [turns] if turns else []
    meeting = meetings_ahead(turn.house.pack, turn.today, 1)[0]
    head = t("cases.title" if seen else "cases.none")
    rows.append((button("menu.button.menu", "menu"),))
    return lines(head, t("cases.meeting.next", day=Day(meeting)), rows=tuple(rows))


async def one(turn: Turn, staff: Person, resident_id: int) -> Message:
    """One case and what can be done about it; it has been looked at now. Raises Refused."""
    case = await standing.ask(turn, staff, "read", resident_id)
    (seen,) = await standing.shown(turn, staff, [case])
    await standing.look(turn, staff, resident_id)
    await access.note(turn, staff, "read case", resident_id)
    body = [t("cases.head", name=seen.name), *summary(seen)]
    body += await timeline.history(turn, resident_id)
    body += await offers.told(turn, staff, resident_id)
    rows = await buttons(turn, staff, case)
    return lines(*body, rows=(*rows, (button("cases.button", "cases"),)))


def summary(seen: Seen) -> tuple[Text, ...]:
    """Where it stands, what happens next, whose it is, since when."""
    return (
        t("cases.line.stage", stage=seen.stage),
        t("cases.line.next", next=seen.next),
        t("cases.line.owner", owner=seen.owner),
        t("cases.line.since", since=Moment(seen.since, "day")),
    )


async def buttons(
    turn: Turn, staff: Person, case: case_steps.Case
) -> tuple[tuple[Button, ...], ...]:
    """What this person may do with it."""
    resident_id = case.resident_id
    rows: list[tuple[Button, ...]] = []
    consent = await applications.consent_for(turn, staff, resident_id)
    if await access.may(turn, staff, "read", Thing.APPLICATION, resident_id, consent=consent):
        rows.append((button("task.answers", "answers", case.application_id),))
    if not await access.may(turn, staff, "write", Thing.TIMELINE, resident_id, consent=consent):
        return tuple(rows)
    if case.registered_at is None and not turn.house.pack.application.is_the_application:
        rows.append((button("task.register_application.done", "register", case.application_id),))
    rows.append((button("cases.move", "case_step", resident_id),))
    rows += await offers.buttons(turn, resident_id)
    rows.append((button("cases.decide", "case_decide", resident_id),))
    if case.owner_id != staff.id:
        rows.append((button("cases.take", "case_take", resident_id),))
    others = [one for one in await people.holders(turn, "case_officer") if one != case.owner_id]
    if case.owner_id is not None and others:
        rows.append((button("cases.give", "case_to", resident_id),))
    return tuple(rows)
