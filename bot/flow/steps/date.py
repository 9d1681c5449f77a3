"""A day: suggestions, a calendar, or typed; always confirmed in full words."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Unpack

import msgspec

from bot.flow.conditions import About
from bot.flow.dates import read_day
from bot.flow.days import is_bound, month_number, resolve, weeks_of
from bot.flow.errors import DefinitionError, Invalid
from bot.flow.hearing import is_no, is_yes
from bot.flow.message import Button, Day, Text, verbatim
from bot.flow.steps.base import Common, Face, Given, Going, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flow.answers import Answer, Value
    from bot.flow.conditions import Condition, Truth
    from bot.flow.run import Half
    from bot.flow.world import World

MOST_SUGGESTIONS = 4  # the calendar is the fifth


@dataclasses.dataclass(frozen=True, eq=False)
class IsBy(About):
    """
    The day is no later than a bound such as «+3d», counted from the day it was answered.

    That day is in UTC, and so may be yesterday for an hour or two after midnight here.
    """

    bound: str

    def judge(self, answer: Answer) -> Truth:
        """Compare days."""
        if not isinstance(answer.value, str):
            return None
        return dt.date.fromisoformat(answer.value) <= resolve(self.bound, answer.at.date())

    def describe(self) -> str:
        """As in «dated er innen +3d»."""
        return f"{self.step.name} er innen {self.bound}"


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Date(Step[str]):
    """A day from `earliest` to `latest`, both included; stored as YYYY-MM-DD."""

    kind: ClassVar[str] = "date"

    earliest: str | None = None
    latest: str | None = None
    suggest: tuple[str, ...] = ()

    def problems(self) -> Iterator[str]:
        """A bound that cannot be read."""
        for bound in (self.earliest, self.latest, *self.suggest):
            if bound is not None and not is_bound(bound):
                yield f"{bound!r} is no day: write «today», «tomorrow», «+3d», «-1y» or «2027-01-31»"
        if len(self.suggest) > MOST_SUGGESTIONS:
            yield f"suggest at most {MOST_SUGGESTIONS} days; the calendar holds the others"

    def longest_choices(self) -> tuple[str, ...]:
        """A day to confirm."""
        return (*super().longest_choices(), "!yes-2026-12-31")

    def value_date(self, value: Value) -> dt.date:
        """The stored value as a date; raises ValueError."""
        return dt.date.fromisoformat(str(value))

    def allows(self, day: dt.date, today: dt.date) -> bool:
        """Is the day between the bounds, seen from today?"""
        return (self.earliest is None or day >= resolve(self.earliest, today)) and (
            self.latest is None or day <= resolve(self.latest, today)
        )

    def is_by(self, bound: str) -> Condition:
        """The day is no later than «today», «+3d» or «-1w», seen from when it was answered."""
        if not is_bound(bound):
            raise DefinitionError(f"{bound!r} is no day: write «today», «+3d» or «-1w».")
        return IsBy(self, bound)

    # On the screen -----------------------------------------------------------

    def face(self, world: World, half: Half, page: int) -> Face:
        """A day to say yes to; else a month; else suggestions and the way to the calendar."""
        if page:
            return self._month(world.today, page)
        if half.day:
            return self._confirmation(dt.date.fromisoformat(half.day))
        days = [
            day
            for bound in self.suggest
            if self.allows(day := resolve(bound, world.today), world.today)
        ]
        if not days:
            return self._month(world.today, 0)
        rows = tuple((self.button(_named(day, world.today), day.isoformat()),) for day in days)
        return Face((*rows, (self._calendar(world.today),)), lines=(Text("engine.hint.date"),))

    def _calendar(self, today: dt.date, words: str = "engine.calendar") -> Button:
        return self.button(Text(words), f"!page{self._near_month(today)}")

    def _near_month(self, today: dt.date) -> int:
        return min(max(month_number(today), self._first(today)), self._last(today))

    def _first(self, today: dt.date) -> int:
        return month_number(resolve(self.earliest, today)) if self.earliest else 1900 * 12

    def _last(self, today: dt.date) -> int:
        return month_number(resolve(self.latest, today)) if self.latest else 2200 * 12

    def _confirmation(self, day: dt.date) -> Face:
        return Face(
            (
                (self.button(Text("engine.date.yes"), f"!yes-{day.isoformat()}"),),
                (self.button(Text("engine.date.no"), "!no"),),
            ),
            lines=(Text("engine.date.confirm", {"day": Day(day)}),),
        )

    def _month(self, today: dt.date, page: int) -> Face:
        first, last = self._first(today), self._last(today)
        month = min(max(page or self._near_month(today), first), last)
        rows = []
        for week in weeks_of(month):
            days = [day for day in week if month_number(day) == month and self.allows(day, today)]
            if days:
                rows.append(
                    tuple(self.button(verbatim(str(day.day)), day.isoformat()) for day in days)
                )
        turning = []
        if month > first:
            turning.append(
                self.button(_month_name(month - 1, "engine.earlier"), f"!page{month - 1}")
            )
        if month < last:
            turning.append(self.button(_month_name(month + 1, "engine.later"), f"!page{month + 1}"))
        lines = (Text("engine.hint.date"), _month_name(month, "engine.month_of"))
        return Face(tuple(rows), tuple(turning), lines)

    # Answered ------------------------------------------------------------------

    def pressed(self, choice: str, world: World, half: Half) -> Given | Going | None:
        """A day to be confirmed; or yes to a day, or no."""
        if choice == "!no":
            return Going(msgspec.structs.replace(half, day=""), self._near_month(world.today))
        try:
            day = dt.date.fromisoformat(choice.removeprefix("!yes-"))
        except ValueError:
            return None
        if not self.allows(day, world.today):
            return Going(
                msgspec.structs.replace(half, day=""), note=self._outside(day, world.today)
            )
        if choice.startswith("!yes-"):
            return Given(day.isoformat())
        return Going(msgspec.structs.replace(half, day=day.isoformat()))

    def said(self, words: str, world: World, half: Half) -> Given | Going:
        """Yes or no to the day that waits; or a day, which then waits for a yes."""
        if half.day and is_yes(words):
            day = dt.date.fromisoformat(half.day)
            if self.allows(day, world.today):
                return Given(half.day)
        elif half.day and is_no(words):
            return Going(msgspec.structs.replace(half, day=""), self._near_month(world.today))
        else:
            past = self.latest is not None and resolve(self.latest, world.today) <= world.today
            day = read_day(words, world.today, past=past)
        if not self.allows(day, world.today):
            raise Invalid(self._outside(day, world.today))
        return Going(msgspec.structs.replace(half, day=day.isoformat()))

    def _outside(self, day: dt.date, today: dt.date) -> Text:
        early = self.earliest is not None and day < resolve(self.earliest, today)
        bound = resolve((self.earliest if early else self.latest) or "today", today)
        key = "engine.invalid.too_early" if early else "engine.invalid.too_late"
        return Text(key, {"day": Day(day), "bound": Day(bound)})

    def fits(self, value: Value) -> bool:
        """A date; its bounds moved on with the days and are not asked again."""
        try:
            self.value_date(value)
        except ValueError:
            return False
        return isinstance(value, str)

    def shown(self, value: Value, world: World) -> Text:  # noqa: ARG002 - the reader's language is the door's
        """In full words."""
        return Text("engine.date.day", {"day": Day(self.value_date(value))})


def _named(day: dt.date, today: dt.date) -> Text:
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - today).days, "day")
    return Text(f"engine.date.{near}", {"day": Day(day)})


def _month_name(number: int, key: str) -> Text:
    return Text(key, {"month": Text(f"engine.month.{number % 12 + 1}"), "year": number // 12})


def date(
    question: str,
    *,
    earliest: str | None = None,
    latest: str | None = None,
    suggest: tuple[str, ...] = (),
    **common: Unpack[Common],
) -> Date:
    """Ask for a day; bounds and suggestions are «today», «+3d», «-1y» or «2027-01-31»."""
    return Date(question=question, earliest=earliest, latest=latest, suggest=suggest, **common)
