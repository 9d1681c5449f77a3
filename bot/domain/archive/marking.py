"""The screens on which a worker says what of a thread goes to the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.archive import parts
from bot.domain.errors import Told
from bot.domain.relay import thread_paper
from bot.domain.texts import button, lines, t
from bot.flow.message import Day
from bot.rules.access import Thing
from bot.rules.archive import days_of
from bot.store import archive, threads

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text
    from bot.store.archive import Scope

PER_PAGE = 5


async def overview(turn: Turn, staff: Person, resident_id: int) -> Message:
    """What goes and what does not, in numbers, and what can be done. Raises Refused."""
    await access.ask(turn, staff, "write", Thing.EXPORT, resident_id)
    marks = await parts.marks(turn, resident_id)
    every = await parts.all_messages(turn, resident_id)
    out = [one for one in every if not marks.goes(one.id, parts.week(turn, one))]
    done = await archive.done_of(turn.tx, resident_id)
    resident = await people.the(turn, resident_id)
    goes = marks.thread_goes
    body = [
        t("archive.title", name=resident.name),
        t("archive.thread.yes" if goes else "archive.thread.no"),
        t("archive.count", n=len(every) - len(out)),
        t("archive.left_out", n=len(out)),
        t("archive.in_file", n=len([one for one in every if one.id in done])),
    ]
    turned = f"{resident_id}.{0 if goes else 1}"
    rows = (
        (button("archive.make", "archive_file", resident_id),),
        (button("archive.turn.no" if goes else "archive.turn.yes", "archive_thread", turned),),
        (
            button("archive.weeks", "archive_weeks", resident_id),
            button("archive.messages", "archive_messages", f"{resident_id}.0"),
        ),
        (button("menu.button.back", "open", resident_id), button("menu.button.menu", "menu")),
    )
    return lines(*body, rows=rows)


async def say(
    turn: Turn, staff: Person, resident_id: int, scope: Scope, place: str, *, to_archive: bool
) -> None:
    """Mark a part as going or not; it is written in the audit. Raises Refused, Told."""
    await access.ask(turn, staff, "write", Thing.EXPORT, resident_id)
    if scope == "message":
        found = await threads.by_id(turn.tx, int(place))
        if found is None or found.resident_id != resident_id:
            raise Told("came.stale")
    await archive.mark(turn.tx, resident_id, scope, place, to_archive, staff.id, turn.at)
    await access.note(turn, staff, "marked for the archive", resident_id)


async def weeks(turn: Turn, staff: Person, resident_id: int) -> Message:
    """The weeks, newest first, each with what is said of it; one press turns it. Raises Refused."""
    await access.ask(turn, staff, "write", Thing.EXPORT, resident_id)
    marks = await parts.marks(turn, resident_id)
    rows: list[tuple[Button, ...]] = []
    for week in (await parts.weeks(turn, resident_id))[:PER_PAGE]:
        goes = marks.week_goes(week)
        key = "archive.week.yes" if goes else "archive.week.no"
        data = f"{resident_id}.{week}.{0 if goes else 1}"
        rows.append((button(key, "archive_week", data, week=int(week[-2:])),))
    body = [t("archive.weeks.title")]
    for week in (await parts.weeks(turn, resident_id))[:PER_PAGE]:
        first, last = days_of(week)
        line = t("archive.weeks.line", week=int(week[-2:]), first=Day(first), last=Day(last))
        body.append(line)
    return lines(*body, rows=(*rows, _back(resident_id)))


async def messages(turn: Turn, staff: Person, resident_id: int, page: int) -> Message:
    """Some messages, the newest first, each with a number and a button that turns it. Raises Refused."""
    await access.ask(turn, staff, "write", Thing.EXPORT, resident_id)
    await access.note(turn, staff, "read thread", resident_id)
    marks = await parts.marks(turn, resident_id)
    every = list(reversed(await parts.all_messages(turn, resident_id)))
    pages = max(1, -(-len(every) // PER_PAGE))
    page = min(page, pages - 1)
    shown = every[page * PER_PAGE : (page + 1) * PER_PAGE]
    written = await thread_paper.entries(turn, shown)
    body: list[Text] = [t("archive.messages.title")]
    rows: list[tuple[Button, ...]] = []
    for number, (one, entry) in enumerate(zip(shown, written, strict=True), 1):
        words = entry.words or t("mine.nothing")
        body.append(t("archive.messages.line", number=number, head=entry.head, words=words))
        goes = marks.goes(one.id, parts.week(turn, one))
        key = "archive.message.yes" if goes else "archive.message.no"
        data = f"{resident_id}.{one.id}.{0 if goes else 1}"
        rows.append((button(key, "archive_message", data, number=number),))
    turning = (
        *((button("seen.newer", "archive_messages", f"{resident_id}.{page - 1}"),) if page else ()),
        *(
            (button("seen.older", "archive_messages", f"{resident_id}.{page + 1}"),)
            if page + 1 < pages
            else ()
        ),
    )
    turns = (turning,) if turning else ()
    return lines(*body, rows=(*rows, *turns, _back(resident_id)))


def _back(resident_id: int) -> tuple[Button, ...]:
    return (
        button("menu.button.back", "archive", resident_id),
        button("menu.button.menu", "menu"),
    )
