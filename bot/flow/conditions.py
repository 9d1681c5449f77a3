"""When a question is asked: conditions that can be evaluated *and* read.

They are three-valued (Kleene's strong logic): true, false, or None for «not known». What is not
known to be true is not asked, unless the flow says `when=maybe(...)`.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple, Protocol

from bot.flow.errors import DefinitionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.flow.answers import Answer, Value

Truth = bool | None


class Knowledge(NamedTuple):
    """What a condition may look at: the answers by step, and the world's facts by name."""

    answers: Mapping[str, Answer]
    facts: Mapping[str, Truth]


class Asked(Protocol):
    """The part of a step that a condition needs."""

    @property
    def name(self) -> str:
        """The step's name in its flow."""
        ...

    def phrase(self, value: Value) -> str:
        """The value as the flow's author wrote it, for pictures."""
        ...


class Condition:
    """Something that is true, false or not known; combine with `&`, `|` and `~`."""

    def holds(self, known: Knowledge) -> Truth:
        """Is it so, as far as is known?"""
        raise NotImplementedError

    def describe(self) -> str:
        """The condition in words, for the arrow of a picture."""
        raise NotImplementedError

    def leaves(self) -> Iterator[Condition]:
        """The simple conditions it is built from."""
        yield self

    def __and__(self, other: Condition) -> Condition:
        """Both."""
        return All((self, other))

    def __or__(self, other: Condition) -> Condition:
        """At least one of them."""
        return AnyOf((self, other))

    def __invert__(self) -> Condition:
        """Known not to be so."""
        return Not(self)

    def __bool__(self) -> bool:
        """Refuse `and`, `or` and `not`, which would silently lose half the condition."""
        raise DefinitionError("Write «&», «|» and «~» between conditions, not «and», «or», «not».")


@dataclasses.dataclass(frozen=True, eq=False)
class About(Condition):
    """A condition on one step's answer."""

    step: Asked

    def holds(self, known: Knowledge) -> Truth:
        """Judge the answer, if there is one; a skipped one says nothing."""
        answer = known.answers.get(self.step.name)
        if answer is None or answer.kind == "skipped":
            return None
        return self.judge(answer)

    def judge(self, answer: Answer) -> Truth:
        """Is it so, by this answer that was given or is «vet ikke»?"""
        raise NotImplementedError


@dataclasses.dataclass(frozen=True, eq=False)
class Is(About):
    """The answer is one of these; «vet ikke» makes it not known, unless asked for by `"unknown"`."""

    values: tuple[Value, ...]

    def judge(self, answer: Answer) -> Truth:
        """Compare, knowing nothing from «vet ikke»."""
        if answer.kind == "unknown":
            return True if "unknown" in self.values else None
        return answer.value in self.values

    def describe(self) -> str:
        """As in «now er «I egen bolig»»."""
        return f"{self.step.name} er {_either(self.step, self.values)}"


@dataclasses.dataclass(frozen=True, eq=False)
class IsNot(About):
    """Answered, and with something else; «vet ikke» is something else, as no answer is not."""

    values: tuple[Value, ...]

    def judge(self, answer: Answer) -> Truth:
        """Compare; «vet ikke» is not «ja»."""
        said = "unknown" if answer.kind == "unknown" else answer.value
        return said not in self.values

    def describe(self) -> str:
        """As in «safe er ikke «Ja»»."""
        return f"{self.step.name} er ikke {_either(self.step, self.values)}"


@dataclasses.dataclass(frozen=True, eq=False)
class Has(About):
    """One of these is among the ticks."""

    values: tuple[str, ...]

    def judge(self, answer: Answer) -> Truth:
        """Look among the ticks."""
        if not isinstance(answer.value, tuple):
            return None
        return not set(self.values).isdisjoint(answer.value)

    def describe(self) -> str:
        """As in «area har «Sentrum»»."""
        return f"{self.step.name} har {_either(self.step, self.values)}"


@dataclasses.dataclass(frozen=True, eq=False)
class AtLeast(About):
    """The number, or the number of ticks, is at least this."""

    least: int

    def judge(self, answer: Answer) -> Truth:
        """Compare the number, or count the ticks."""
        if isinstance(answer.value, int):
            return answer.value >= self.least
        return len(answer.value) >= self.least if isinstance(answer.value, tuple) else None

    def describe(self) -> str:
        """As in «people er minst 3»."""
        return f"{self.step.name} er minst {self.least}"


@dataclasses.dataclass(frozen=True, eq=False)
class Known(Condition):
    """The step has an answer that says something; never itself unknown."""

    step: Asked

    def holds(self, known: Knowledge) -> Truth:
        """Was it given?"""
        answer = known.answers.get(self.step.name)
        return answer is not None and answer.kind == "given"

    def describe(self) -> str:
        """As in «moved er kjent»."""
        return f"{self.step.name} er kjent"


@dataclasses.dataclass(frozen=True, eq=False)
class WorldIs(Condition):
    """A named fact that the app knows, such as whether somebody is on duty."""

    name: str

    def holds(self, known: Knowledge) -> Truth:
        """Ask the world."""
        return known.facts.get(self.name)

    def describe(self) -> str:
        """The fact's name, marked as the world's."""
        return f"verden: {self.name}"


@dataclasses.dataclass(frozen=True, eq=False)
class All(Condition):
    """All of them: false as soon as one is, true only when all are known to be."""

    parts: tuple[Condition, ...]

    def holds(self, known: Knowledge) -> Truth:
        """Kleene's «and»."""
        found: Truth = True
        for part in self.parts:
            truth = part.holds(known)
            if truth is False:
                return False
            if truth is None:
                found = None
        return found

    def describe(self) -> str:
        """Joined by «og»."""
        return " og ".join(_bracketed(part) for part in self.parts)

    def leaves(self) -> Iterator[Condition]:
        """Those of its parts."""
        for part in self.parts:
            yield from part.leaves()


@dataclasses.dataclass(frozen=True, eq=False)
class AnyOf(All):
    """At least one of them: true as soon as one is, false only when all are known not to be."""

    def holds(self, known: Knowledge) -> Truth:
        """Kleene's «or»."""
        found: Truth = False
        for part in self.parts:
            truth = part.holds(known)
            if truth is True:
                return True
            if truth is None:
                found = None
        return found

    def describe(self) -> str:
        """Joined by «eller»."""
        return " eller ".join(_bracketed(part) for part in self.parts)


@dataclasses.dataclass(frozen=True, eq=False)
class Not(Condition):
    """Known not to be so."""

    inner: Condition

    def holds(self, known: Knowledge) -> Truth:
        """Kleene's «not»: what is not known stays not known."""
        truth = self.inner.holds(known)
        return None if truth is None else not truth

    def describe(self) -> str:
        """With «ikke» before it."""
        return f"ikke ({self.inner.describe()})"

    def leaves(self) -> Iterator[Condition]:
        """Those of what it turns round."""
        return self.inner.leaves()


class Maybe(Not):
    """So, or not known: for questions that are better asked once too often."""

    def holds(self, known: Knowledge) -> Truth:
        """Anything but a plain no."""
        return self.inner.holds(known) is not False

    def describe(self) -> str:
        """With «kanskje» before it."""
        return f"kanskje ({self.inner.describe()})"


def maybe(condition: Condition) -> Condition:
    """Ask also when it is not known: `when=maybe(children.is_("yes"))`."""
    return Maybe(condition)


def world_is(name: str) -> Condition:
    """A named fact from the world, True, False or None: `when=world_is("on_duty")`."""
    return WorldIs(name)


def _either(step: Asked, values: tuple[Value, ...]) -> str:
    return " eller ".join(f"«{step.phrase(value)}»" for value in values)


def _bracketed(part: Condition) -> str:
    return f"({part.describe()})" if isinstance(part, All) else part.describe()
