"""
What the housing office sees of an application: size, rooms, needs of the dwelling, and nothing else.

No name, no id, no word of the person's own: what crosses is the few choices named here, and an
application with none of them is only a day. Source: access.md, «need».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain import access
from bot.domain.errors import Refused
from bot.domain.housing.applications import LABEL, Answers
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment, Text
from bot.rules.access import Allowed, Relation, Thing
from bot.store import applications, from_us

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.housing.applications import Line
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

SHOWN = 20
SIZE = ("apply.who", "apply.people", "apply.children", "apply.how_many")
"""Steps of the application whose answers say how large a home must be: choices and numbers."""
WISHES = "apply.wishes"
DWELLING = frozenset({"quiet", "entrance", "no_stairs", "animal", "children"})
"""Those of the wishes that are about a dwelling, and not about a life."""


@dataclass(frozen=True, slots=True)
class Need:
    """One application: since when it waits, and what the home must be."""

    since: Moment
    said: tuple[Text, ...]


def _ask(staff: Person) -> None:
    """The need-only summary is the housing office's; raises Refused."""
    answer = access.allowed(staff, "read", Thing.APPLICATION, Relation())
    if not isinstance(answer, Allowed) or answer.scope != "need":
        raise Refused("staff.refused")


async def listed(turn: Turn, staff: Person) -> list[Need]:
    """Those that wait, the longest first; raises Refused for anybody but the housing office."""
    _ask(staff)
    found: list[Need] = []
    for row in await applications.waiting(turn.tx, SHOWN):
        answers = await turn.unseal(row.resident_id, LABEL, row.id, row.body, Answers)
        said = tuple(text for line in answers.lines for text in crosses(line))
        found.append(Need(Moment(from_us(row.sent_at), "day"), said))
    return found


def crosses(line: Line) -> Iterator[Text]:
    """What of one answer is about the dwelling; nothing of any other."""
    step = _step(line.question)
    if step in SIZE:
        yield t("application.line", question=line.question, answer=line.answer)
    elif step == WISHES:
        for wish in _keys(line.answer):
            if wish.rpartition(".")[2] in DWELLING:
                yield t("need.wish", wish=Text(wish))


def _step(question: Text) -> str:
    """Which step a question is of: «apply.who», whether it stands as a question or as a label."""
    return ".".join(question.key.split(".")[:2])


def _keys(answer: Text) -> Iterator[str]:
    if answer.key.startswith(f"{WISHES}."):
        yield answer.key
    for value in answer.values.values():
        if isinstance(value, Text):
            yield from _keys(value)


async def screen(turn: Turn, staff: Person) -> Message:
    """The same in a chat; raises Refused."""
    found = await listed(turn, staff)
    body: list[Text] = []
    for one in found:
        body.append(t("need.since", day=one.since))
        body += one.said or (t("need.nothing"),)
    head = t("need.title", n=len(found)) if found else t("need.none")
    return lines(head, *body, rows=((button("menu.button.menu", "menu"),),))
