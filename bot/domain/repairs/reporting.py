"""The resident's side of a repair: telling of it, following it, saying that it is or is not in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, tasks
from bot.domain.errors import Told
from bot.domain.menu import BACK
from bot.domain.outgoing import Address, say
from bot.domain.repairs import parts, visits, waiting
from bot.domain.repairs.parts import CARETAKER, LABEL, TASK, Body, Happened
from bot.domain.texts import button, lines, t, verb
from bot.flow.message import Button, Moment
from bot.rules.access import Thing
from bot.rules.repairs import NEEDS, need_of
from bot.store import repairs, to_us

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Media, Message, Text
    from bot.store.repairs import Repair

OPEN = frozenset({"new", "opened", "seen", "asked", "coming"})


async def report(
    turn: Turn,
    who: Person,
    kind: str,
    danger: Sequence[str],
    what: Text,
    told: tuple[Text, ...],
    files: tuple[Media, ...] = (),
) -> tuple[Text, ...]:
    """
    A new one, sent to whoever mends; what is true of who reads it, and when.

    `kind` and `danger` are choices of the conversation, `what` the first in words. Raises Refused.
    """
    await access.ask(turn, who, "write", Thing.REPAIRS, who.id)
    row_id = turn.new_id()
    body = Body(what, told, files, (Happened("sent", turn.now),))
    sealed = await turn.seal(who.id, LABEL, row_id, body)
    need = NEEDS.index(need_of(kind, danger))
    row = repairs.Repair(row_id, who.id, need, "new", turn.at, sealed)
    await repairs.add(turn.tx, row)
    await _hand_in(turn, who, row)
    return await _receipt(turn, who)


async def _hand_in(turn: Turn, who: Person, row: Repair) -> None:
    """It is every caretaker's; with none here the housing office has it at once."""
    note = tasks.Note(at=turn.now, row=row.id)
    by = to_us(waiting.times(turn, row)[1])
    task = await tasks.open_task(
        turn, TASK, CARETAKER, subject=who.id, note=note, due_at=by, tell=False
    )
    row = msgspec.structs.replace(row, task_id=task)
    await repairs.change(turn.tx, row)
    await waiting.watch(turn, row)
    await waiting.ring(turn, row)


async def _receipt(turn: Turn, who: Person) -> tuple[Text, ...]:
    at = Moment(turn.now, "time")
    if not await waiting.there(turn):
        return (t("broken.sent.nobody", at=at), t("broken.told.ring", phone=waiting.number(turn)))
    hours = turn.house.hours(turn.house.pack.repairs.hours, who.language)
    return (t("broken.sent", at=at, hours=hours), t("broken.sent.follow"))


async def mine(turn: Turn, who: Person) -> Message:
    """What this person has told of, each to open, and a way to tell of more."""
    rows: list[tuple[Button, ...]] = []
    for row in (await repairs.of(turn.tx, who.id))[:8]:
        body = await parts.body_of(turn, row)
        label = t("broken.row", what=body.what, state=t(f"broken.state.{row.state}"))
        rows.append((Button(label, verb("my_repair", row.id)),))
    rows.append((button("broken.new", "repair_new"),))
    return lines(t("broken.mine"), rows=(*rows, BACK))


async def shown(turn: Turn, who: Person, repair_id: int) -> Message:
    """One of theirs: what they told, who has done what, and what they can do; raises Told."""
    row = await theirs(turn, who, repair_id)
    body = await parts.body_of(turn, row)
    rows: list[tuple[Button, ...]] = []
    if row.state in OPEN:
        rows.append((button("broken.add", "repair_add", row.id),))
        rows.append((button("broken.withdraw", "repair_withdraw", row.id),))
    elif row.state == "done":
        rows.append(_in_order(row.id))
    else:
        rows.append((button("broken.not_ok", "repair_not_ok", row.id),))
    rows.append((button("broken.mine.button", "repairs_mine"), *BACK))
    story = await parts.story(turn, body)
    return lines(body.what, *body.told, *story, rows=tuple(rows))


def _in_order(repair_id: int) -> tuple[Button, ...]:
    return (
        button("broken.ok", "repair_ok", repair_id),
        button("broken.not_ok", "repair_not_ok", repair_id),
    )


async def theirs(turn: Turn, who: Person, repair_id: int) -> Repair:
    """One of this person's own; raises Told for another's, or one that is gone."""
    row = await parts.found(turn, repair_id)
    if row.resident_id != who.id:
        raise Told("came.stale")
    await access.ask(turn, who, "write", Thing.REPAIRS, who.id)
    return row


async def add(
    turn: Turn, who: Person, repair_id: int, words: Text | None, files: tuple[Media, ...]
) -> Text:
    """Something more about it, to whoever mends; raises Told where nobody waits for it."""
    row = await theirs(turn, who, repair_id)
    if row.state not in OPEN:
        raise Told("broken.over")
    if words is None and not files:
        raise Told("broken.add.nothing")
    body = await parts.body_of(turn, row)
    body = msgspec.structs.replace(body, files=(*body.files, *files))
    said = words or t("broken.file")
    state = "opened" if row.state == "asked" else row.state
    row = await parts.write(
        turn, row, body, Happened("answered", turn.now, words=said), state=state
    )
    await waiting.ring(turn, row)
    return t("broken.added")


async def in_order(turn: Turn, who: Person, repair_id: int) -> Message:
    """It is mended, says the person who lives there."""
    row = await theirs(turn, who, repair_id)
    if row.state != "done":
        raise Told("broken.over")
    body = await parts.body_of(turn, row)
    await parts.write(turn, row, body, Happened("ok", turn.now), state="over")
    return lines(t("broken.thanks"), rows=(BACK,))


async def not_in_order(turn: Turn, who: Person, repair_id: int) -> Message:
    """«Det er ikke i orden»: it is open again and waits from now; nobody has to begin anew."""
    row = await theirs(turn, who, repair_id)
    if row.state in OPEN:
        raise Told("broken.open_already")
    body = await parts.body_of(turn, row)
    row = await parts.write(
        turn,
        row,
        body,
        Happened("not_ok", turn.now),
        state="new",
        since=turn.at,
        ended_at=None,
        caretaker_id=None,
    )
    await _hand_in(turn, who, row)
    rows = ((button("broken.add", "repair_add", row.id),), BACK)
    return lines(t("broken.again"), *await _receipt(turn, who), rows=rows)


async def withdraw(turn: Turn, who: Person, repair_id: int) -> Message:
    """No longer needed: whoever has it reads so, and nothing of it stands in their list."""
    row = await theirs(turn, who, repair_id)
    if row.state not in OPEN:
        raise Told("broken.over")
    body = await parts.body_of(turn, row)
    before = row.caretaker_id
    row = await parts.write(
        turn, row, body, Happened("withdrawn", turn.now), state="over", ended_at=turn.at
    )
    await ended(turn, row, "withdrawn")
    if before is not None:
        told = lines(t("broken.notice.withdrawn", what=body.what))
        about = f"repair:{row.id}"
        to = Address(before, who.id)
        await say(turn, to, told, purpose="notice", reads=Thing.REPAIRS, about=about, silent=True)
    return lines(t("broken.withdrawn"), rows=(BACK,))


async def ended(turn: Turn, row: Repair, reason: str) -> None:
    """Nobody has to do anything about it any more."""
    await waiting.stop(turn, row, reason)
    if row.task_id is not None:
        await parts.settle(turn, row.task_id)
    await visits.fall_away(turn, row)
