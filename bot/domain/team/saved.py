"""Answers that the team shares: sent to the person who is open after a look, never by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, people
from bot.domain.errors import Refused, Told
from bot.domain.relay import thread_access, threads
from bot.domain.team.opened import below
from bot.domain.texts import button, lines, t, verb
from bot.flow.message import Button, Message, verbatim
from bot.rules.access import Relation, Thing
from bot.store import saved_answers, timers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.rules.access import Verb
    from bot.store.saved_answers import SavedAnswer

LABEL = "saved_answer"
SENT = "saved_sent"  # in the ledger of what has happened once
SECOND = 1_000_000
SHOWN = 8
# Where the name goes; with nobody's name the space before it goes too.
NAME = re.compile(r"(\s*)[\[{]navn[\]}]", re.IGNORECASE)
TEAM = Relation(team=True)


class Saved(msgspec.Struct, frozen=True):
    """What it is called in the list, and the words."""

    title: str
    words: str


def ask(staff: Person, what: Verb) -> None:
    """Nothing, for one who may do this with the team's answers; raises Refused for others."""
    if not access.allowed(staff, what, Thing.SAVED_ANSWERS, TEAM):
        raise Refused("staff.refused")


async def _open(turn: Turn, row: SavedAnswer) -> Saved:
    sealer = await turn.house.keys.staff()
    return msgspec.json.decode(sealer.open(LABEL, row.id, row.body), type=Saved)


async def _seal(turn: Turn, row_id: int, saved: Saved) -> bytes:
    sealer = await turn.house.keys.staff()
    return sealer.seal(LABEL, row_id, msgspec.json.encode(saved))


async def _standing(turn: Turn, answer_id: int) -> SavedAnswer:
    row = await saved_answers.by_id(turn.tx, answer_id)
    if row is None or row.removed_at is not None:
        raise Told("saved.gone")
    return row


async def titles(turn: Turn) -> list[tuple[int, str]]:
    """Every answer by its id and title, the oldest first."""
    return [
        (row.id, (await _open(turn, row)).title) for row in await saved_answers.standing(turn.tx)
    ]


async def add(turn: Turn, staff: Person, title: str, words: str) -> int:
    """A new answer for the whole team; its id. Raises Refused."""
    ask(staff, "write")
    row_id = turn.new_id()
    body = await _seal(turn, row_id, Saved(title, words))
    await saved_answers.add(turn.tx, saved_answers.SavedAnswer(row_id, staff.id, body, turn.at))
    await access.note(turn, staff, "saved an answer", None)
    return row_id


async def reword(turn: Turn, staff: Person, answer_id: int, words: str) -> None:
    """Other words under the same title; raises Refused, Told."""
    ask(staff, "write")
    row = await _standing(turn, answer_id)
    saved = Saved((await _open(turn, row)).title, words)
    await saved_answers.reword(turn.tx, row.id, await _seal(turn, row.id, saved))
    await access.note(turn, staff, "changed a saved answer", None)


async def remove(turn: Turn, staff: Person, answer_id: int) -> Message:
    """Take an answer out of the list, with a way back; raises Refused, Told."""
    ask(staff, "write")
    row = await _standing(turn, answer_id)
    await saved_answers.remove(turn.tx, row.id, turn.at)
    await access.note(turn, staff, "removed a saved answer", None)
    rows = ((button("saved.restore", "saved_back", row.id),), _ways_on())
    return lines(t("saved.removed"), rows=rows)


async def restore(turn: Turn, staff: Person, answer_id: int) -> Message:
    """Put an answer back in the list; raises Refused."""
    ask(staff, "write")
    await saved_answers.remove(turn.tx, answer_id, None)
    return await listed(turn, staff, None)


def _ways_on() -> tuple[Button, ...]:
    return (button("saved.button", "saved"), button("menu.button.menu", "menu"))


async def listed(turn: Turn, staff: Person, resident_id: int | None, skip: int = 0) -> Message:
    """The team's answers: to send to a resident, or with nobody open to look at. Raises Refused."""
    ask(staff, "read")
    if resident_id is not None:
        await _may_write(turn, staff, resident_id)
    found = await titles(turn)
    rows: list[tuple[Button, ...]] = []
    for id_, title in found[skip : skip + SHOWN]:
        data = verb("saved_one", id_)
        if resident_id is not None:
            data = verb("saved_try", f"{id_}.{resident_id}")
        rows.append((Button(t("saved.row", title=verbatim(title)), data),))
    if len(found) > skip + SHOWN:
        whose = resident_id or 0
        rows.append((button("list.more", "saved_for", f"{whose}.{skip + SHOWN}"),))
    if access.allowed(staff, "write", Thing.SAVED_ANSWERS, TEAM):
        rows.append((button("saved.new", "saved_new"),))
    if resident_id is not None:
        rows.append((button("situation.person", "open", resident_id),))
    rows.append((button("menu.button.menu", "menu"),))
    head = t("saved.title") if found else t("saved.none")
    return lines(head, rows=tuple(rows))


async def shown(turn: Turn, staff: Person, answer_id: int) -> Message:
    """One answer as it stands, and what can be done with it; raises Refused, Told."""
    ask(staff, "read")
    saved = await _open(turn, await _standing(turn, answer_id))
    rows: list[tuple[Button, ...]] = []
    if access.allowed(staff, "write", Thing.SAVED_ANSWERS, TEAM):
        rows.append(
            (
                button("saved.change", "saved_change"),
                button("saved.remove", "saved_drop", answer_id),
            )
        )
    rows.append(_ways_on())
    title = t("saved.row", title=verbatim(saved.title))
    return lines(title, verbatim(saved.words), rows=tuple(rows))


async def _may_write(turn: Turn, staff: Person, resident_id: int) -> None:
    if not await thread_access.may_write(turn, staff, resident_id):
        raise Refused("staff.refused")


async def filled(turn: Turn, answer_id: int, resident: Person) -> str:
    """The words with the resident's name where it belongs; raises Told for one that is gone."""
    saved = await _open(turn, await _standing(turn, answer_id))
    name = " ".join((resident.profile.name or "").split())
    return NAME.sub(lambda match: f"{match[1]}{name}" if name else "", saved.words)


async def preview(turn: Turn, staff: Person, answer_id: int, resident_id: int) -> Message:
    """The words as the resident would get them, and the question; raises Refused, Told."""
    ask(staff, "read")
    await _may_write(turn, staff, resident_id)
    resident = await people.the(turn, resident_id)
    words = await filled(turn, answer_id, resident)
    rows = (
        (button("saved.send", "saved_send", f"{answer_id}.{resident_id}.{turn.at // SECOND}"),),
        (
            button("saved.another", "saved_for", resident_id),
            button("situation.person", "open", resident_id),
        ),
    )
    return lines(t("saved.ask", name=resident.name), verbatim(words), rows=rows)


async def send(
    turn: Turn, staff: Person, answer_id: int, resident_id: int, shown: str = ""
) -> Message:
    """
    Send the words as they were shown, as one's own; raises Refused, Told.

    `shown` names the look that was taken at them: from one look they are sent once.
    """
    ask(staff, "read")
    await _may_write(turn, staff, resident_id)
    occurrence = f"{answer_id}.{shown}"
    if shown and occurrence in await timers.occurrences(turn.tx, SENT, resident_id):
        raise Told("held.nothing")
    await timers.record(turn.tx, turn.new_id(), SENT, resident_id, resident_id, turn.at, occurrence)
    resident = await people.the(turn, resident_id)
    words = await filled(turn, answer_id, resident)
    await threads.write_to_resident(turn, staff, resident_id, threads.Words(text=words))
    return lines(t("saved.going", name=resident.name), rows=below(resident_id))
