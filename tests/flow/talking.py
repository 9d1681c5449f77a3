"""A conversation with one flow: press by label, say, send, and read what stands on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from bot.flow import Definition, Opened, Run, Said, SentMedia, World, begin, decide, pressed
from bot.flow.message import Button, Day, Message, Moment, Text
from bot.flow.words import WORDS

if TYPE_CHECKING:
    from bot.flow.effects import Effect
    from bot.flow.events import Event


def rendered(text: Text | str | int | Day | Moment, words: dict[str, str]) -> str:
    """Bokmål, with dates as YYYY-MM-DD."""
    if isinstance(text, Day):
        return text.day.isoformat()
    if isinstance(text, Moment):
        return text.at.isoformat()
    if not isinstance(text, Text):
        return str(text)
    if text.key == "=":
        return str(text.values["text"])
    return words[text.key].format(**{name: rendered(v, words) for name, v in text.values.items()})


class Conversation:
    """One run, moved along by what a person does."""

    def __init__(self, definition: Definition, world: World, run: Run | None = None) -> None:
        """Open the flow."""
        self.definition, self.world = definition, world
        self.words = {**WORDS, **definition.texts()}
        self.run = run or begin(definition)
        self.screen = Message(())
        self.effects: tuple[Effect, ...] = ()
        self.do(Opened())

    def do(self, event: Event) -> Conversation:
        """Let something happen."""
        decision = decide(self.definition, self.run, event, self.world)
        self.run, self.screen, self.effects = decision.run, decision.screen, decision.effects
        return self

    def press(self, *labels: str) -> Conversation:
        """Press buttons by their labels, one after the other."""
        for label in labels:
            self.tap(self.button(label).data)
        return self

    def tap(self, data: str) -> Conversation:
        """Press a button by its data, also one that no longer stands on the screen."""
        found = pressed(data)
        assert found is not None, data
        return self.do(found[1])

    def say(self, words: str) -> Conversation:
        """Type."""
        return self.do(Said(words))

    def send(self, kind: Literal["photo", "voice", "location"]) -> Conversation:
        """Send a file."""
        return self.do(SentMedia(kind, f"file-{kind}"))

    def button(self, label: str) -> Button:
        """The button with this label."""
        found = {rendered(b.text, self.words): b for row in self.screen.rows for b in row}
        assert label in found, f"no button «{label}» among {list(found)}"
        return found[label]

    @property
    def buttons(self) -> list[list[str]]:
        """The labels, by rows."""
        return [[rendered(b.text, self.words) for b in row] for row in self.screen.rows]

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return [rendered(line, self.words) for line in self.screen.lines]

    def value(self, step: str) -> Any:
        """The stored value of a step."""
        answer = self.run.answer(step)
        return None if answer is None else answer.value

    def kinds(self) -> list[str]:
        """The names of the last effects."""
        return [type(effect).__name__ for effect in self.effects]


def talk(definition: Definition, world: World, *pairs: tuple[str, str]) -> Conversation:
    """Play pairs of what is pressed or typed, and what must then stand on the screen."""
    talked = Conversation(definition, world)
    for said, answered in pairs:
        labels = [label for row in talked.buttons for label in row]
        talked = talked.press(said) if said in labels else talked.say(said)
        assert answered in talked.lines, f"after «{said}»: {talked.lines}"
    return talked
