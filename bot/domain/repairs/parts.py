"""What every verb about a repair uses: what is sealed of it, writing it as it now stands, and its story."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from bot.domain import people, tasks
from bot.domain.errors import Told
from bot.domain.texts import t
from bot.flow.message import Media, Moment, Text
from bot.rules.repairs import NEEDS
from bot.store import repairs
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.rules.repairs import Need
    from bot.store.repairs import Repair

LABEL = "repair"
TASK = "repair"
CARETAKER = "caretaker"

Deed = Literal[
    "sent", "opened", "seen", "coming", "asked", "answered", "done", "ok", "not_ok", "withdrawn",
    "passed_on",
]  # fmt: skip


class Happened(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that was done about it: by whom (None for the resident), when, and in which words."""

    deed: Deed
    at: dt.datetime
    by: int | None = None
    words: Text | None = None
    when: dt.datetime | None = None


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """The sealed part: what it is, what was answered, what was sent with it, and its story."""

    what: Text
    told: tuple[Text, ...] = ()
    files: tuple[Media, ...] = ()
    story: tuple[Happened, ...] = ()


def need_of(row: Repair) -> Need:
    """How much it needs somebody."""
    return NEEDS[row.need]


async def found(turn: Turn, repair_id: int) -> Repair:
    """One by its id; raises Told where it is not there, which says no more than that."""
    row = await repairs.by_id(turn.tx, repair_id)
    if row is None:
        raise Told("came.stale")
    return row


async def body_of(turn: Turn, row: Repair) -> Body:
    """What is sealed of it."""
    return await turn.unseal(row.resident_id, LABEL, row.id, row.body, Body)


async def write(
    turn: Turn, row: Repair, body: Body, *happened: Happened, **fields: object
) -> Repair:
    """It as it now stands, with what has happened to it."""
    body = msgspec.structs.replace(body, story=(*body.story, *happened))
    sealed = await turn.seal(row.resident_id, LABEL, row.id, body)
    row = msgspec.structs.replace(row, body=sealed, **fields)
    await repairs.change(turn.tx, row)
    return row


async def story(turn: Turn, body: Body) -> list[Text]:
    """Who did what, and when, a sentence each, the first first."""
    return [await _sentence(turn, one) for one in body.story]


async def _sentence(turn: Turn, one: Happened) -> Text:
    values: dict[str, str | Moment | Text] = {"at": Moment(one.at)}
    if one.by is not None:
        person = await people.person(turn, one.by)
        values["name"] = person.name if person else t("broken.caretaker")
    if one.words is not None:
        values["words"] = one.words
    if one.when is not None:
        values["when"] = Moment(one.when)
    return t(f"broken.story.{one.deed}", **values)


async def open_tasks(turn: Turn, row: Repair, kind: str) -> list[int]:
    """The open tasks of a kind that are about this one."""
    return [
        task.id
        for task in await stored_tasks.open_about(turn.tx, row.resident_id, kind)
        if (await tasks.note_of(turn, task)).row == row.id
    ]


async def settle(turn: Turn, *task_ids: int) -> None:
    """These tasks are done, by whoever did what ended them."""
    for one in task_ids:
        await stored_tasks.done(turn.tx, one, turn.caused_by, turn.at)


async def open_of(turn: Turn, resident_id: int) -> list[Repair]:
    """A resident's that somebody has to do something about, the newest first."""
    return [row for row in await repairs.of(turn.tx, resident_id) if row.ended_at is None]
