"""
Passed away, or moved away: asked by one, confirmed by another, and what is planned stops at once.

One who has passed away is never written to again. For fourteen days it can be taken back, and what
stopped goes on.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from bot.domain import access, people, tasks
from bot.domain.errors import Refused, Told
from bot.domain.meetings import partings
from bot.domain.mine import my_data
from bot.domain.outgoing import Address, say
from bot.domain.owners.assigning import MENU
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Message, Moment
from bot.rules.access import Thing
from bot.store import consents, departures, to_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store.departures import Departure

KINDS = ("passed_away", "moved_away")
REVERSIBLE = dt.timedelta(days=14)
TASK = "departure"


async def choose(turn: Turn, staff: Person, resident_id: int) -> Message:
    """What has happened, in plain words; raises Refused."""
    await _may_ask(turn, staff, resident_id)
    rows = tuple(
        (button(f"departed.{one}", "departed_ask", f"{resident_id}.{one}"),) for one in KINDS
    )
    return lines(t("departed.choose"), rows=(*rows, MENU))


async def _may_ask(turn: Turn, staff: Person, resident_id: int) -> None:
    """A worker asks, and so does a coordinator; it takes another to confirm."""
    if "coordinator" in staff.roles:
        await access.ask(
            turn, staff, "write", Thing.PASSED_AWAY, resident_id, agreed_by_another=True
        )
        return
    await access.ask(turn, staff, "ask", Thing.PASSED_AWAY, resident_id)


async def ask(turn: Turn, staff: Person, resident_id: int, kind: str) -> Message:
    """Ask: nothing has stopped yet. Raises Refused, Told where it has been asked already."""
    await _may_ask(turn, staff, resident_id)
    if await departures.of(turn.tx, resident_id) is not None:
        raise Told("departed.asked_before")
    row = departures.Departure(turn.new_id(), resident_id, kind, staff.id, turn.at)
    await departures.add(turn.tx, row)
    await access.note(turn, staff, f"asked: {kind}", resident_id)
    note = tasks.Note(row=row.id, at=turn.now)
    await tasks.open_task(turn, f"{TASK}_{kind}", "coordinator", subject=resident_id, note=note)
    worker = await people.worker_of(turn, resident_id)
    if worker is not None and worker != staff.id and "coordinator" in staff.roles:
        await tasks.open_task(
            turn, f"{TASK}_{kind}", "worker", subject=resident_id, owner=worker, note=note
        )
    rows = ((button("departed.take_back", "departed_undo", row.id),), MENU)
    return lines(t(f"departed.{kind}.asked"), rows=rows)


async def shown(turn: Turn, staff: Person, row_id: int) -> tuple[int, Message]:
    """What another has said, and what confirming it means; raises Refused, Told."""
    row = await _asked(turn, staff, row_id)
    resident, by = await people.the(turn, row.resident_id), await people.the(turn, row.asked_by)
    confirm = button("departed.confirm", "departed_yes", row.id)
    wrong = button("departed.wrong", "departed_undo", row.id)
    text = t(f"departed.{row.kind}.ask", name=resident.name, by=by.name)
    return row.resident_id, lines(text, rows=((confirm,), (wrong,), MENU))


async def confirm(turn: Turn, staff: Person, row_id: int) -> Message:
    """Confirmed by another than whoever asked: everything planned stops; raises Refused, Told."""
    row = await _asked(turn, staff, row_id)
    await departures.confirm(turn.tx, row.id, staff.id, turn.at)
    await partings.all_off(turn, row.resident_id)
    await departures.stop(turn.tx, row, turn.at)
    await access.note(turn, staff, f"confirmed: {row.kind}", row.resident_id)
    if row.kind == "passed_away":
        await departures.silence(turn.tx, row.resident_id, turn.at)
    else:
        await _papers(turn, row.resident_id)
    rows = ((button("departed.undo", "departed_undo", row.id),), MENU)
    until = Moment(turn.now + REVERSIBLE, "day")
    return lines(t(f"departed.{row.kind}.done", until=until), rows=rows)


async def _asked(turn: Turn, staff: Person, row_id: int) -> Departure:
    row = await departures.by_id(turn.tx, row_id)
    if row is None:
        raise Refused("came.not_yours")
    if not await _may_confirm(turn, staff, row):
        raise Refused("staff.refused")
    if row.state != "asked":
        raise Told("departed.settled")
    return row


async def _may_confirm(turn: Turn, staff: Person, row: Departure) -> bool:
    """A coordinator and one more: another coordinator, or the assigned worker."""
    if staff.id == row.asked_by:
        return False
    worker = await people.worker_of(turn, row.resident_id)
    asker = await people.person(turn, row.asked_by)
    by_coordinator = asker is not None and "coordinator" in asker.roles
    agreed = by_coordinator or row.asked_by == worker
    if staff.id == worker and "worker" in staff.roles:
        return by_coordinator
    return await access.may(
        turn, staff, "write", Thing.PASSED_AWAY, row.resident_id, agreed_by_another=agreed
    )


async def undo(turn: Turn, staff: Person, row_id: int) -> Message:
    """Taken back: before it is confirmed by either, within fourteen days by those who may confirm."""
    row = await departures.by_id(turn.tx, row_id)
    if row is None:
        raise Refused("came.not_yours")
    if staff.id in {row.asked_by, row.confirmed_by}:
        # Their own word, while they still hold the role they gave it in.
        await _may_ask(turn, staff, row.resident_id)
    elif not await _may_confirm(turn, staff, row):
        raise Refused("staff.refused")
    too_late = row.confirmed_at is not None and row.confirmed_at < to_us(turn.now - REVERSIBLE)
    if row.state == "undone" or too_late:
        raise Told("departed.settled")
    await departures.undo(turn.tx, row.id, staff.id, turn.at)
    await access.note(turn, staff, f"taken back: {row.kind}", row.resident_id)
    if row.state == "confirmed":
        await departures.restore(turn.tx, row)
        await partings.all_on(turn, row.resident_id)
    for kind in KINDS:
        await tasks.finish_about(turn, staff, row.resident_id, f"{TASK}_{kind}")
    return lines(t("departed.undone"), rows=(MENU,))


async def _papers(turn: Turn, resident_id: int) -> None:
    """Their own papers, and a question: may a summary be sent to where they go?"""
    resident = await people.the(turn, resident_id)
    to = Address(resident_id, resident_id)
    papers = Message((t("departed.papers"),), paper=await my_data.paper(turn, resident))
    await say(turn, to, papers, purpose="news")
    yes, no = (
        button("departed.summary.yes", "summary_yes"),
        button("departed.summary.no", "summary_no"),
    )
    ask = lines(t("departed.summary.ask"), t("departed.summary.free"), rows=((yes, no),))
    await say(turn, to, ask, purpose="news")
    await bury(turn, resident_id)


async def summary(turn: Turn, who: Person, answer: Literal["yes", "no"]) -> Message:
    """Yes: a human writes it and shows it first; no, or a yes taken back: nothing is sent."""
    row = await departures.of(turn.tx, who.id)
    if row is None or row.kind != "moved_away" or row.state != "confirmed":
        raise Told("came.stale")
    given = answer == "yes"
    await say_consent(turn, who, given=given)
    if not given:
        await tasks.finish_about(turn, who, who.id, "send_summary")
        again = button("departed.summary.after", "summary_yes")
        return lines(t("departed.summary.kept"), rows=((again,),))
    contact = await people.contact_of(turn, who.id)
    await tasks.open_once(turn, "send_summary", contact.role, subject=who.id, owner=contact.owner)
    back = button("departed.summary.back", "summary_no")
    return lines(t("departed.summary.told", contact=contact.name), rows=((back,),))


async def say_consent(turn: Turn, who: Person, *, given: bool) -> None:
    """The yes or no to a summary for the new place, logged and audited."""
    await consents.say(turn.tx, turn.new_id(), who.id, "new_place", "summary", given, turn.at)
    await access.note(turn, who, "agreed to a summary" if given else "no summary", who.id)
