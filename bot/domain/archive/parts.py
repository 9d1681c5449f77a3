"""The parts of a thread that can be marked or put in a file: all of it, a week, a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.texts import t
from bot.flow import Choice
from bot.flow.message import Day
from bot.rules.archive import Marks, days_of, week_of
from bot.store import archive, from_us, threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store.threads import ThreadMessage

EVERYTHING = 100_000  # messages: more than anybody has
WEEKS = 4  # that a file can be made of; with all of it five choices
ALL = "all"


async def marks(turn: Turn, resident_id: int) -> Marks:
    """What has been said of this thread; where nothing has, the municipality's rule."""
    said = await archive.marks(turn.tx, resident_id)
    thread = [goes for scope, _, goes in said if scope == "thread"]
    return Marks(
        default=turn.house.pack.to_archive,
        thread=thread[0] if thread else None,
        weeks={place: goes for scope, place, goes in said if scope == "week"},
        messages={int(place): goes for scope, place, goes in said if scope == "message"},
    )


def week(turn: Turn, message: ThreadMessage) -> str:
    """The week in which a message was written, where the municipality is."""
    return week_of(from_us(message.created_at).astimezone(turn.house.zone).date())


async def all_messages(turn: Turn, resident_id: int) -> list[ThreadMessage]:
    """The whole thread, oldest first."""
    return await threads.latest(turn.tx, resident_id, EVERYTHING)


async def messages_in(turn: Turn, resident_id: int, period: str) -> list[ThreadMessage]:
    """The messages of a week, or of the whole thread."""
    every = await all_messages(turn, resident_id)
    return [one for one in every if period in {ALL, week(turn, one)}]


async def weeks(turn: Turn, resident_id: int) -> list[str]:
    """The weeks in which something was written, newest first."""
    every = await all_messages(turn, resident_id)
    return list(dict.fromkeys(week(turn, one) for one in reversed(every)))


def span(
    turn: Turn, period: str, within: Sequence[ThreadMessage]
) -> tuple[Day, Day] | tuple[None, None]:
    """The first and the last day of a period; of the whole thread those it was written on."""
    if period != ALL:
        first, last = days_of(period)
        return Day(first), Day(last)
    if not within:
        return None, None
    days = [from_us(one.created_at).astimezone(turn.house.zone).date() for one in within]
    return Day(days[0]), Day(days[-1])


async def periods(turn: Turn, who: Person) -> tuple[Choice, ...]:
    """What a file can be made of: the newest weeks, and the whole thread."""
    found = [
        Choice(one, t("archive.week", first=Day(days_of(one)[0]), last=Day(days_of(one)[1])))
        for one in (await weeks(turn, who.id))[:WEEKS]
    ]
    return (*found, Choice(ALL, t("archive.all")))


async def reason_needed(turn: Turn, who: Person) -> bool | None:
    """Whether the one who is asking is not this resident's own worker."""
    return await people.worker_of(turn, who.id) != turn.caused_by
