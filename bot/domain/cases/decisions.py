"""
A decision in plain words: the home, the help, who coordinates, what may be changed, how to appeal.

The decision itself is the municipality's letter; this is what it says. The deadline is counted from
the day the letter reached the resident (`bot.rules.deadlines.appeal_deadline`).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from bot.domain import people, tasks
from bot.domain.cases import answers, moves, standing
from bot.domain.errors import Refused, Told
from bot.domain.housing import deadlines
from bot.domain.texts import button, lines, t
from bot.flow.message import Day, Text, verbatim
from bot.rules.deadlines import appeal_deadline
from bot.store import decisions
from bot.store import tasks as stored_tasks

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message
    from bot.pack.parts.cases import Appeal

LABEL = "decision"
TASK = "appeal"
PARTS = ("home", "services", "coordinator", "changes", "why")


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was decided, in the case officer's plain words; `came` is a day as YYYY-MM-DD."""

    kind: str  # as the pack's appeals name it
    result: str  # yes, partly, no
    came: str
    home: str = ""
    services: str = ""
    coordinator: str = ""
    changes: str = ""
    why: str = ""


async def opened(turn: Turn, row: decisions.Decision) -> Card:
    """What the card says."""
    return await turn.unseal(row.resident_id, LABEL, row.id, row.body or b"", Card)


def last_day(card: Card) -> dt.date:
    """The last day to send an appeal."""
    return appeal_deadline(dt.date.fromisoformat(card.came))


def _appeal(turn: Turn, card: Card) -> Appeal | None:
    return next((one for one in turn.house.pack.appeals if one.decision == card.kind), None)


def words(turn: Turn, card: Card, language: str) -> tuple[Text, ...]:
    """The card as it is read: what was decided, each part, and how to appeal until when."""
    rule = _appeal(turn, card)
    name = rule.name.in_language(language) if rule else ""
    body = [t(f"decision.result.{card.result}", what=verbatim(name))]
    for part in PARTS:
        said = getattr(card, part)
        if said:
            body.append(t(f"decision.{part}", words=verbatim(said)))
    if rule is not None:
        body.append(t("decision.appeal", day=Day(last_day(card))))
        to, seen_by = rule.send_to.in_language(language), rule.body.in_language(language)
        body.append(t("decision.appeal.where", to=verbatim(to), body=verbatim(seen_by)))
    return tuple(body)


async def decide(turn: Turn, staff: Person, resident_id: int, card: Card) -> tuple[Text, ...]:
    """
    Give the resident the card, and plan the deadline; raises Refused, Told.

    What another did to the case meanwhile is told first.
    """
    case = await standing.ask(turn, staff, "write", resident_id)
    if _appeal(turn, card) is None:
        raise Refused("came.stale")
    await standing.meanwhile(turn, staff, resident_id)
    row_id = turn.new_id()
    body = await turn.seal(resident_id, LABEL, row_id, card)
    await decisions.add(turn.tx, decisions.Decision(row_id, resident_id, staff.id, body, turn.at))
    resident = await people.the(turn, resident_id)
    said = (t("decision.news"),)
    await moves.mark(turn, staff, case, "decided", said)
    if last_day(card) >= turn.today:
        await deadlines.wish(turn, resident, "appeal", dt.date.fromisoformat(card.came))
    await moves.tell(turn, resident_id, said, opens="decisions")
    return (
        t("decision.made", name=resident.name),
        t("decision.made.until", day=Day(last_day(card))),
    )


async def residents_buttons(turn: Turn, who: Person) -> list[tuple[Button, ...]]:
    """The way to the cards, if there are any."""
    found = await decisions.all_of(turn.tx, who.id)
    return [(button("decision.see", "decisions"),)] if found else []


async def newest(turn: Turn, who: Person) -> Message:
    """The resident reads the newest card; the others are a tap away. Raises Told where there is none."""
    found = await decisions.all_of(turn.tx, who.id)
    if not found:
        raise Told("decision.none")
    return await read(turn, who, found[-1].id)


async def read(turn: Turn, who: Person, decision_id: int) -> Message:
    """The resident reads a card of their own; raises Refused."""
    row = await _own(turn, who, decision_id)
    await decisions.opened(turn.tx, row.id, turn.at)
    card = await opened(turn, row)
    rows: list[tuple[Button, ...]] = []
    if last_day(card) >= turn.today and _appeal(turn, card) is not None:
        rows.append((await _appeals_button(turn, who, row),))
    others = [one for one in await decisions.all_of(turn.tx, who.id) if one.id != row.id]
    rows += [(button("decision.other", "decision", one.id),) for one in others]
    rows.append((button("decision.talk", "talk"),))
    return lines(*words(turn, card, who.language), rows=tuple(rows))


async def _appeals_button(turn: Turn, who: Person, row: decisions.Decision) -> Button:
    if await stored_tasks.open_about(turn.tx, who.id, TASK):
        return button("decision.appeal.undo", "appeal_undo", row.id)
    return button("decision.appeal.wish", "appeal", row.id)


async def _own(turn: Turn, who: Person, decision_id: int) -> decisions.Decision:
    row = await decisions.by_id(turn.tx, decision_id)
    if row is None or row.resident_id != who.id:
        raise Refused("came.stale")
    return row


async def appeal(turn: Turn, who: Person, decision_id: int) -> Message:
    """
    «Jeg vil klage»: whoever follows them up has it the same working day, and so has the pack's role.

    It is not an appeal yet, and that is said: with the last day, and where it is sent.
    """
    row = await _own(turn, who, decision_id)
    card = await opened(turn, row)
    rule = _appeal(turn, card)
    if rule is None:
        raise Refused("came.stale")
    if last_day(card) < turn.today:
        raise Told("decision.appeal.late")
    contact = await people.contact_of(turn, who.id)
    note = tasks.Note(
        lines=(
            t("decision.appeal", day=Day(last_day(card))),
            t(
                "decision.appeal.where",
                to=verbatim(rule.send_to.nb),
                body=verbatim(rule.body.nb),
            ),
        ),
        row=row.id,
    )
    if not await stored_tasks.open_about(turn.tx, who.id, TASK):
        await tasks.open_task(
            turn,
            TASK,
            contact.role,
            subject=who.id,
            owner=contact.owner,
            note=note,
            due_at=answers.same_day(turn),
        )
    return lines(
        t("decision.appeal.told", contact=contact.name),
        *words(turn, card, who.language)[-2:],
        rows=((button("decision.appeal.undo", "appeal_undo", row.id),),),
    )


async def appeal_undo(turn: Turn, who: Person, decision_id: int) -> Message:
    """Not just now: nobody has it as a task any more, and the deadline stands."""
    await _own(turn, who, decision_id)
    for row in await stored_tasks.open_about(turn.tx, who.id, TASK):
        await stored_tasks.done(turn.tx, row.id, None, turn.at)
    return lines(t("decision.appeal.undone"), rows=((button("decision.see", "decisions"),),))


async def for_staff(turn: Turn, staff: Person, resident_id: int) -> list[tuple[Text, ...]]:
    """Every card of a resident's, for one who may read their case; raises Refused."""
    await standing.ask(turn, staff, "read", resident_id)
    rows = await decisions.all_of(turn.tx, resident_id)
    return [words(turn, await opened(turn, one), staff.language) for one in rows]
