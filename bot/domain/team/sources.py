"""What flows of staff choose from: their notes, the team's answers, times at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.team import later, notes, saved
from bot.domain.texts import t
from bot.flow import Choice
from bot.flow.message import Moment, verbatim

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def _my_notes(turn: Turn, who: Person) -> tuple[Choice, ...]:
    """What whoever asks has noted about this person."""
    own = await notes.owns(turn, turn.caused_by or 0, who.id)
    return tuple(
        Choice(str(id_), t("notes.choice", words=verbatim(notes.glance(words))))
        for id_, words in own
    )


async def _saved_answers(turn: Turn, _: Person) -> tuple[Choice, ...]:
    return tuple(Choice(str(id_), verbatim(title)) for id_, title in await saved.titles(turn))


async def _later_times(turn: Turn, _: Person) -> tuple[Choice, ...]:
    near = (
        Choice(name, t(f"planned.at.{name}", at=Moment(at)))
        for name, at in later.times(turn).items()
    )
    return (*near, Choice("own", t("planned.at.own")))


TEAM: dict[str, Callable[[Turn, Person], Awaitable[tuple[Choice, ...]]]] = {
    "my_notes": _my_notes,
    "saved_answers": _saved_answers,
    "later_times": _later_times,
}
