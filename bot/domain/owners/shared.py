"""
A human talks to somebody who is in the middle of a flow: it rests, and its place is kept.

The person is asked once whether that human may see what has been answered so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, bindings, people, tasks
from bot.domain.bindings import RUN_LABEL
from bot.domain.errors import Told
from bot.domain.outgoing import Address, say
from bot.domain.relay import thread_access
from bot.domain.screens import bury
from bot.domain.sent import Sent
from bot.domain.texts import button, lines, t
from bot.flow import Run, load
from bot.store import consents, runs, threads, timers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

# These go on whoever talks: they are about tonight, or about what may be kept at all.
GO_ON = frozenset({"welcome", "tonight", "morning"})
ASKED = "shared.asked"
PURPOSE = "answers"
KIND = "shared_answers"


async def spoken_to(turn: Turn, resident: Person, message_id: int) -> None:
    """The resident sees a human's words, of which this message of ours is the one."""
    message = await threads.shown_as(turn.tx, message_id)
    if message is not None and not message.inbound and message.resident_id == resident.id:
        await _talked_to(turn, resident, message)


async def _talked_to(turn: Turn, resident: Person, message: threads.ThreadMessage) -> None:
    row = await runs.open_by(turn.tx, resident.id)
    if row is None or row.flow in GO_ON or row.subject_id != resident.id:
        return
    await runs.set_state(turn.tx, row.id, "paused", turn.at)
    answers = await _answers(turn, resident, row)
    if not answers.texts() or await timers.exists(turn.tx, ASKED, row.id):
        return
    await timers.record(turn.tx, turn.new_id(), ASKED, row.id, resident.id, turn.at)
    author = await people.person(turn, message.author_id)
    if author is None:
        return
    about = f"{row.id}.{author.id}"
    rows = (
        (button("shared.yes", "share", about), button("shared.no", "share_no", about)),
        (button("shared.go_on", "again"),),
    )
    flow = t(f"{row.flow}.title")
    asked = lines(t("shared.ask", flow=flow, name=author.name), t("shared.why"), rows=rows)
    await say(turn, Address(resident.id, resident.id), asked, purpose="answer")
    await bury(turn, resident.id)


async def arrived(turn: Turn, thread_message_id: int) -> None:
    """A human's words stand in the chat; where nothing is covered, they have been seen."""
    message = await threads.by_id(turn.tx, thread_message_id)
    if message is None or message.shown_id is None:
        return
    resident = await people.person(turn, message.resident_id)
    if resident is not None and not resident.profile.neutral and not message.inbound:
        await _talked_to(turn, resident, message)


async def _answers(turn: Turn, resident: Person, row: runs.Row) -> Sent:
    """What has been answered so far."""
    definition = turn.house.flows[row.flow]
    stored = await turn.unseal(row.subject_id, RUN_LABEL, row.id, row.body or b"", Run)
    run, _ = load(definition, stored)
    world = await bindings.world(turn, resident, definition)
    return Sent(row.id, "", run, definition, world, resident, complete=False, code="")


async def share(turn: Turn, who: Person, run_id: int, staff_id: int) -> Message:
    """A yes: this human sees the answers so far, as a task; raises Told where there is nothing."""
    row = await runs.by_id(turn.tx, run_id)
    reader = await people.person(turn, staff_id)
    if row is None or row.subject_id != who.id or row.body is None or reader is None:
        raise Told("came.stale")
    if not await thread_access.may_write(turn, reader, who.id):
        raise Told("shared.gone", name=reader.name)
    await consents.say(turn.tx, turn.new_id(), who.id, f"person:{staff_id}", PURPOSE, True, turn.at)
    await access.note(turn, who, "shared answers", who.id)
    answers = await _answers(turn, who, row)
    note = tasks.Note(lines=answers.texts(), files=answers.files(), at=turn.now)
    role = "worker" if "worker" in reader.roles else min(reader.roles)
    await tasks.open_once(turn, KIND, role, subject=who.id, owner=staff_id, note=note)
    back = (button("shared.take_back", "share_no", f"{run_id}.{staff_id}"),)
    rows = (back, (button("shared.go_on", "again"),))
    return lines(t("shared.told", name=reader.name), rows=rows)


async def keep(turn: Turn, who: Person, run_id: int, staff_id: int) -> Message:
    """A no, or a yes taken back: nobody sees them from now on."""
    row = await runs.by_id(turn.tx, run_id)
    if row is None or row.subject_id != who.id:
        raise Told("came.stale")
    recipient = f"person:{staff_id}"
    await consents.say(turn.tx, turn.new_id(), who.id, recipient, PURPOSE, False, turn.at)
    await tasks.finish_about(turn, who, who.id, KIND)
    return lines(t("shared.kept"), rows=((button("shared.go_on", "again"),),))
