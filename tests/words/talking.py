"""Talk with a flow as on a phone: read the screen, press a label, write. Used by the tests beside it."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from bot.flow import Choice, Definition, Opened, Pressed, Said, World, begin, decide, pressed
from bot.flow.message import Button, Message, verbatim
from bot.i18n import Texts
from tests.words.everything import LOCALES, everything
from tests.words.names import FACTS, SOURCES, VALUES

NOW = dt.datetime(2026, 12, 8, 13, tzinfo=dt.UTC)
OSLO = ZoneInfo("Europe/Oslo")
STANDING = {"!help", "!more"}
TEXTS = Texts(LOCALES, everything())


def world(**facts: bool) -> World:
    """A world in which every name that flows use has something; facts are unknown unless given."""
    assert set(facts) <= set(FACTS)
    some = tuple(Choice(f"c{n}", verbatim(f"Valg {n}")) for n in range(1, 8))
    return World(
        now=NOW,
        today=NOW.date(),
        values={name: f"<{name}>" for name in VALUES},
        sources=dict.fromkeys(SOURCES, some),
        facts=facts,
    )


class Talk:
    """One person in one flow; `effects` is everything the flow has asked for so far."""

    def __init__(self, flow: Definition, **facts: bool) -> None:
        """Open the flow."""
        self.flow, self.world, self.run = flow, world(**facts), begin(flow)
        self.effects: list[Any] = []
        self.screen = Message(())
        self._happened(Opened())

    def _happened(self, event: Opened | Pressed | Said) -> None:
        decision = decide(self.flow, self.run, event, self.world)
        self.run, self.screen = decision.run, decision.screen
        self.effects += decision.effects

    def say(self, language: str = "nb") -> str:
        """The screen's words."""
        return "\n".join(TEXTS.say(line, language, OSLO) for line in self.screen.lines)

    def buttons(self, language: str = "nb") -> dict[str, Button]:
        """The screen's buttons by their labels, without «Hjelp» and «Mer»."""
        found = [button for row in self.screen.rows for button in row]
        return {
            TEXTS.say(button.text, language, OSLO): button
            for button in found
            if button.data.rsplit(":", 1)[-1] not in STANDING
        }

    def press(self, *labels: str) -> None:
        """Press buttons by their labels, one after another."""
        for label in labels:
            found = self.buttons()
            assert label in found, f"«{label}» is not among {list(found)} under «{self.say()}»"
            self.press_data(found[label].data)

    def press_data(self, data: str) -> None:
        """Press a button by its data."""
        read = pressed(data)
        assert read is not None
        self._happened(read[1])

    def control(self, name: str) -> None:
        """Use a standing control of the question that is asked."""
        asked = next(button.data for row in self.screen.rows for button in row if button.data)
        self.press_data(f"{asked.rsplit(':', 1)[0]}:!{name}")

    def write(self, words: str) -> None:
        """Type something."""
        self._happened(Said(words))

    def sent(self, name: str) -> list[Any]:
        """What went to an effect."""
        return [effect for effect in self.effects if getattr(effect, "name", None) == name]

    @property
    def over(self) -> bool:
        """Is there nothing more to press?"""
        return not self.screen.rows
