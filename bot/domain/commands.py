"""The main doors as commands, for those who would rather type: a command is a press that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import screens
from bot.domain.outgoing import take_away
from bot.domain.presses.press import press
from bot.domain.texts import verb

if TYPE_CHECKING:
    from bot.domain.came import Came
    from bot.domain.people import Person
    from bot.domain.turn import Turn

HIDE = verb("hide")
# Both languages at any time: who has changed the language still knows the old words.
COMMANDS: dict[str, str] = {
    "/bolig": verb("home"),
    "/home": verb("home"),
    "/soknad": verb("flow", "apply"),
    "/apply": verb("flow", "apply"),
    "/avtaler": verb("appointments"),
    "/appointments": verb("appointments"),
    "/penger": verb("money"),
    "/money": verb("money"),
    "/husleie": verb("flow", "rent"),
    "/rent": verb("flow", "rent"),
    "/snakk": verb("talk"),
    "/talk": verb("talk"),
    "/inatt": verb("tonight_flow"),
    "/tonight": verb("tonight_flow"),
    "/skjul": HIDE,
    "/hide": HIDE,
    "/om": verb("about"),
    "/about": verb("about"),
}
OF_STAFF: dict[str, str] = {
    "/idag": verb("today"),
    "/today": verb("today"),
    "/liste": verb("list"),
    "/list": verb("list"),
    "/neste": verb("next"),
    "/next": verb("next"),
    "/oppgaver": verb("tasks"),
    "/tasks": verb("tasks"),
    "/notat": verb("note_new"),
    "/note": verb("note_new"),
    "/ferdig": verb("done"),
    "/done": verb("done"),
    "/svar": verb("saved_for"),
    "/answers": verb("saved_for"),
    "/senere": verb("later"),
    "/later": verb("later"),
    "/planlagt": verb("planned"),
    "/planned": verb("planned"),
}
"""Those of staff; where somebody has to be named it is whoever is open."""


async def command(turn: Turn, who: Person, words: str, came: Came) -> bool:
    """Do what a command asks, below what was typed; False for one that is not known."""
    head = words.split(maxsplit=1)[0].partition("@")[0].casefold()
    data = (OF_STAFF | COMMANDS if who.is_staff else COMMANDS).get(head)
    if data is None:
        return False
    await screens.bury(turn, who.id)
    if data == HIDE and came.platform_id is not None:
        # The word would stand alone in a chat that is otherwise empty, and tell.
        await take_away(turn, who.id, came.platform_id)
    await press(turn, who, data, came)
    return True
