"""
To the archive: what of a thread goes there, and the file that the worker puts in the journal.

The file travels in the worker's chat, is taken away again when they press «Ferdig», and within two
days whatever they press. What is marked «ikke til arkiv» is left out and counted.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from bot.domain import access, due
from bot.domain.archive import parts
from bot.domain.errors import Told
from bot.domain.outgoing import Address, retract, say
from bot.domain.relay import thread_paper
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Entry, Message, Moment, Paper, Section, Text
from bot.rules.access import Thing
from bot.store import archive

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store.threads import ThreadMessage

RULE = "export"
STANDS = dt.timedelta(hours=40)  # Telegram lets a bot delete for 48 hours
ALL = "all"


class Form(NamedTuple):
    """What the worker has worded for the journal: each label as it was asked, and the answer."""

    period: str
    lines: tuple[tuple[Text, Text], ...]
    reason: str = ""


async def export(turn: Turn, staff: Person, resident: Person, form: Form) -> None:
    """
    Make the file and send it to whoever asked, tell the resident, and write it in the audit.

    Raises Refused for one who may not, a coordinator without a reason among them.
    """
    await access.ask(turn, staff, "write", Thing.EXPORT, resident.id, reason=form.reason)
    within = await parts.messages_in(turn, resident.id, form.period)
    marks = await parts.marks(turn, resident.id)
    going = [one for one in within if marks.goes(one.id, parts.week(turn, one))]
    paper = await _paper(turn, staff, resident, form, going, len(within) - len(going))
    export_id = turn.new_id()
    rows = ((button("archive.done", "archive_done", export_id),),)
    said = Message((t("archive.file"),), rows, paper=paper)
    message_id = await say(
        turn,
        Address(staff.id, resident.id),
        said,
        purpose="answer",
        reads=Thing.EXPORT,
        reason=form.reason,
    )
    await bury(turn, staff.id)
    made = archive.Export(export_id, resident.id, staff.id, turn.at, form.period, message_id)
    await archive.add(turn.tx, made, [one.id for one in going])
    await due.at(turn, RULE, export_id, staff.id, turn.now + STANDS)
    await access.note(turn, staff, "exported thread", resident.id, form.reason)
    told = lines(t("archive.told", name=staff.name))
    await say(turn, Address(resident.id, resident.id), told, purpose="news")
    await bury(turn, resident.id)


async def _paper(
    turn: Turn,
    staff: Person,
    resident: Person,
    form: Form,
    going: list[ThreadMessage],
    left_out: int,
) -> Paper:
    first, last = parts.span(turn, form.period, going)
    about = [
        t("archive.paper.municipality", municipality=turn.house.pack.municipality),
        t("archive.paper.about", name=resident.name),
        t("archive.paper.period", first=first, last=last)
        if first is not None and last is not None
        else t("archive.paper.no_period"),
        t("archive.paper.by", name=staff.name, at=Moment(turn.now)),
        t("archive.paper.count", n=len(going)),
    ]
    if left_out:
        about.append(t("archive.paper.left_out", n=left_out))
    summary = tuple(Entry(label, words) for label, words in form.lines)
    nothing = (Entry(t("mine.nothing")),)
    sections = (
        Section(t("archive.paper.head"), tuple(Entry(one) for one in about)),
        Section(t("archive.paper.summary"), summary or nothing),
        Section(t("archive.paper.messages"), await thread_paper.entries(turn, going) or nothing),
    )
    title = t("archive.paper.title", name=resident.name)
    return Paper(f"til-arkiv-{turn.today.isoformat()}", staff.language, title, sections)


async def take_away(turn: Turn, staff: Person, export_id: int) -> bool:
    """«Ferdig»: the file leaves the chat; False for one that has. Raises Told for somebody else's."""
    found = await archive.by_id(turn.tx, export_id)
    if found is None or found.by_id != staff.id:
        raise Told("came.stale")
    if found.removed_at is not None:
        return False
    # Under their own key: the resident's may be gone, and the file must go all the same.
    await retract(turn, Address(staff.id, staff.id), found.message_id, purpose="answer")
    await archive.removed(turn.tx, export_id, turn.at)
    await due.cancel(turn, RULE, export_id, "taken away")
    return True


async def came_due(turn: Turn, staff: Person, export_id: int) -> None:
    """Two days are nearly over: the file is taken away, and whoever has it is told."""
    if await take_away(turn, staff, export_id):
        told = lines(t("archive.gone"), rows=((button("menu.button.menu", "menu"),),))
        await say(turn, Address(staff.id, staff.id), told, purpose="notice", silent=True)
        await bury(turn, staff.id)
