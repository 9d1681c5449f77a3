"""A flow as a value: what the class body said, compiled once and checked."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar

from bot.flow.checks import check
from bot.flow.conditions import Truth, WorldIs
from bot.flow.errors import DefinitionError
from bot.flow.placeholders import FROM_ANSWER, placeholders
from bot.flow.steps.base import Step
from bot.flow.steps.goto import Goto
from bot.flow.steps.info import Info
from bot.flow.steps.summary import Summary

Migration = Callable[[dict[str, Any]], dict[str, Any] | None]
"""Takes the old answers' values by step, and changes them in place or returns new ones."""

__all__ = ["Definition", "Flow", "Migration", "Truth"]


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Definition:
    """One flow, frozen; `dataclasses.replace` makes a changed one, which is checked again.

    Raises DefinitionError with a sentence that says what to do.
    """

    id: str
    version: int
    title: str
    about: str
    steps: tuple[Step[Any], ...]
    migrations: Mapping[int, Migration] = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check everything that can be known before anybody is asked anything."""
        check(self)

    @cached_property
    def by_name(self) -> dict[str, Step[Any]]:
        """The steps by their names."""
        return {step.name: step for step in self.steps}

    @cached_property
    def questions(self) -> tuple[Step[Any], ...]:
        """The steps that ask something: those that «3 av 9» counts."""
        return tuple(step for step in self.steps if step.asks)

    @cached_property
    def summary(self) -> Summary | None:
        """The summary, if the flow has one."""
        return next((step for step in self.steps if isinstance(step, Summary)), None)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The named lists of choices that the app must bind."""
        return frozenset(name for step in self.steps for name in step.sources())

    @cached_property
    def effects(self) -> frozenset[str]:
        """The named effects that the app must bind."""
        return frozenset(step.sends for step in self.steps if step.sends is not None)

    @cached_property
    def gotos(self) -> frozenset[str]:
        """The flows it leads to."""
        return frozenset(step.target for step in self.steps if isinstance(step, Goto))

    @cached_property
    def facts(self) -> frozenset[str]:
        """The named facts its conditions ask the world for."""
        conditions = [step.when for step in self.steps if step.when is not None]
        leaves = [leaf for condition in conditions for leaf in condition.leaves()]
        return frozenset(leaf.name for leaf in leaves if isinstance(leaf, WorldIs))

    @cached_property
    def values(self) -> frozenset[str]:
        """The named values its texts and links hold, but for earlier answers."""
        targets = [
            target for step in self.steps if isinstance(step, Info) for target in step.targets()
        ]
        names = {
            name for words in (*self.texts().values(), *targets) for name in placeholders(words)
        }
        return frozenset(name for name in names if not name.startswith(FROM_ANSWER))

    def texts(self) -> dict[str, str]:
        """Every text by its key in bokmål, in the order one reads them."""
        words = {f"{self.id}.title": self.title}
        for step in self.steps:
            words.update(step.texts())
        return words

    def fingerprint(self) -> tuple[str, ...]:
        """What stored answers depend on, one line a step; a change needs a version and a migration."""
        return tuple(f"{step.name}: {step.shape()}" for step in self.steps)


class Flow:
    """A conversation that reads from top to bottom; its class body compiles to `definition`."""

    definition: ClassVar[Definition]
    migrations: ClassVar[Mapping[int, Migration]] = {}

    def __init_subclass__(cls, *, id: str, version: int = 1, title: str = "") -> None:  # noqa: A002 - reads well in a flow
        """Compile the class body; raises DefinitionError."""
        about = " ".join((cls.__doc__ or "").split())
        steps = tuple(
            dataclasses.replace(step, flow=id)
            for step in vars(cls).values()
            if isinstance(step, Step)
        )
        _from_this_body(id, cls)
        cls.definition = Definition(
            id=id,
            version=version,
            title=title or about.split(".")[0],
            about=about,
            steps=steps,
            migrations=dict(cls.migrations),
        )
        for step in steps:
            setattr(cls, step.name, step)


def _from_this_body(flow: str, cls: type) -> None:
    """A condition on another flow's step would ask about an answer that is not in this run."""
    own = {id(step) for step in vars(cls).values() if isinstance(step, Step)}
    for step in vars(cls).values():
        if isinstance(step, Step) and step.when is not None:
            for leaf in step.when.leaves():
                looked_at = getattr(leaf, "step", None)
                if looked_at is not None and id(looked_at) not in own:
                    raise DefinitionError(
                        f"{flow}.{step.name}: when= looks at a step that is not in this flow; "
                        "a condition can only look at steps above it."
                    )
