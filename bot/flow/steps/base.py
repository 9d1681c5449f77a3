"""What every step has: its words, when it is asked, and how an answer to it is heard and shown."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Generic, NamedTuple, TypedDict, TypeVar

from bot.flow.conditions import Known
from bot.flow.errors import DefinitionError, Invalid
from bot.flow.message import Button, Media, Text
from bot.flow.placeholders import fill, placeholders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.flow.answers import Value
    from bot.flow.conditions import Condition
    from bot.flow.run import Half, Run
    from bot.flow.world import World

T = TypeVar("T")


class Common(TypedDict, total=False):
    """What may be said of every step, whatever it asks for."""

    why: str | None  # shown to who presses «Hvorfor spør dere?»
    when: Condition | None  # asked only when this is known to be true
    optional: bool  # may be skipped
    unknown: bool  # «Vet ikke» is an answer
    private: bool  # not shown on the screen once it is answered
    sends: str | None  # the named effect that is told of the answer at once
    help: str | None  # how to answer; shown beside why, and when an answer did not fit
    label: str | None  # a few words instead of the question, in the summary


class Given(NamedTuple):
    """A whole answer."""

    value: Value


class Going(NamedTuple):
    """Not an answer yet: what is half done now, the page to show, and perhaps a remark."""

    half: Half
    page: int = 0
    note: Text | None = None


class Face(NamedTuple):
    """What a step puts on the screen besides its question."""

    rows: tuple[tuple[Button, ...], ...] = ()
    steering: tuple[Button, ...] = ()
    lines: tuple[Text, ...] = ()


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Step(Generic[T]):
    """One step of a flow; `name` and `flow` are learnt from the class body it stands in."""

    kind: ClassVar[str] = ""
    asks: ClassVar[bool] = True  # counts in «3 av 9», stands in the summary
    own_parts: ClassVar[tuple[str, ...]] = ("why", "help", "label")

    question: str
    why: str | None = None
    when: Condition | None = None
    optional: bool = False
    unknown: bool = False
    private: bool = False
    sends: str | None = None
    help: str | None = None
    label: str | None = None
    name: str = ""
    flow: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name from the class body."""
        if self.name:
            raise DefinitionError(
                f"«{self.name}» and «{name}» are one and the same step: write it out twice."
            )
        object.__setattr__(self, "name", name)

    def known(self) -> Condition:
        """The step was answered, and not with «vet ikke»."""
        return Known(self)

    def value_in(self, run: Run) -> T | None:
        """The typed answer of a run; None where nothing was given."""
        answer = run.answer(self.name)
        return answer.value if answer is not None and answer.kind == "given" else None  # type: ignore[return-value] # `fits` has seen to it

    # Words -------------------------------------------------------------------

    @cached_property
    def key(self) -> str:
        """The key of the question; those of its other words begin with it."""
        return f"{self.flow}.{self.name}"

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every key of this step with its bokmål, in the order one reads them."""
        yield self.key, self.question
        for part in self.own_parts:
            words = getattr(self, part)
            if words is not None:
                yield f"{self.key}.{part}", words

    @cached_property
    def wants(self) -> dict[str, tuple[str, ...]]:
        """Which placeholders each text holds, by its key."""
        return {key: placeholders(words) for key, words in self.texts()}

    @cached_property
    def _plain(self) -> dict[str, Text]:
        return {key: Text(key) for key, names in self.wants.items() if not names}

    def say(
        self,
        key: str,
        world: World,
        answered: Callable[[str], Text] = lambda _: Text("engine.gone"),
    ) -> Text:
        """One of its texts, filled from the world and, for the question itself, from answers."""
        return self._plain.get(key) or Text(key, fill(self.wants[key], world, answered))

    def part(self, part: str, world: World) -> Text:
        """One of its small texts, or the question itself where it has no such text."""
        key = f"{self.key}.{part}"
        return self.say(key if key in self.wants else self.key, world)

    def data(self, choice: str) -> str:
        """The button data of a choice or control of this step."""
        return f"f:{self.flow}:{self.name}:{choice}"

    def button(self, text: Text, choice: str) -> Button:
        """A button for a choice or control of this step."""
        return Button(text, data=self.data(choice))

    # Checked at import ---------------------------------------------------------

    def problems(self) -> Iterator[str]:
        """What is wrong with this step by itself, each as a sentence that says what to do."""
        yield from ()

    def sources(self) -> Iterator[str]:
        """The named lists it takes its choices from."""
        yield from ()

    def choice_ids(self) -> tuple[str, ...]:
        """The ids of what can be chosen, where the flow says so."""
        return ()

    def longest_choices(self) -> tuple[str, ...]:
        """The choices and controls that could make button data too long."""
        return (*self.choice_ids(), "!unknown")

    def judges(self, value: object) -> bool:
        """Can a condition compare the answer with this value?"""
        return value == "unknown" and self.unknown

    def shape(self) -> str:
        """Its kind and choices: what a stored answer depends on."""
        return self.kind

    def phrase(self, value: Value) -> str:
        """A value as the flow's author wrote it."""
        return "Vet ikke" if value == "unknown" else str(value)

    # Asked and answered ----------------------------------------------------------

    def face(self, world: World, half: Half, page: int) -> Face:  # noqa: ARG002 - kinds of steps use what they need
        """Its choices, its own steering buttons, and how to answer."""
        return Face()

    def pressed(self, choice: str, world: World, half: Half) -> Given | Going | None:  # noqa: ARG002 - as in face
        """What a press means; None where this question has no such choice."""
        return None

    def said(self, words: str, world: World, half: Half) -> Given | Going:  # noqa: ARG002 - as in face
        """What typed words mean; raises Invalid where they are no answer."""
        raise Invalid(Text("engine.invalid.press"))

    def sent(self, media: Media) -> Given | None:  # noqa: ARG002 - as in face
        """What a photo, voice message or other file means; None where it is no answer."""
        return None

    def fits(self, value: Value) -> bool:  # noqa: ARG002 - as in face
        """Could this stored value still be answered today?"""
        return False

    def shown(self, value: Value, world: World) -> Text:
        """A value as the person reads it."""
        raise NotImplementedError
