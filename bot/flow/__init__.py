"""The conversation engine: pure, and all that `flows/` imports. `definition.py` is where to begin.

A `Definition` holds `steps/`; a `Run` holds answers. `decide` takes an event and a `World` and gives
back the run as it now is, `effects` for the domain and a `screen`; `route` says which step is next,
`settle` keeps an answer, `controls` do «Tilbake» and its like, `load` brings an old run up to date.
`checks` and `bindings` refuse a wrong flow at import; `book` prints one.
"""

from bot.flow.bindings import check_bindings
from bot.flow.choices import Choice, from_source
from bot.flow.conditions import maybe, world_is
from bot.flow.decide import decide
from bot.flow.definition import Definition, Flow
from bot.flow.errors import DefinitionError, Invalid
from bot.flow.events import Opened, Pressed, Said, SentMedia, pressed
from bot.flow.load import dump, load
from bot.flow.outcome import Decision
from bot.flow.route import standing
from bot.flow.run import Run, begin
from bot.flow.steps.choice import one_of
from bot.flow.steps.clock import clock
from bot.flow.steps.date import date
from bot.flow.steps.goto import back, end, goto
from bot.flow.steps.info import copies, info, link
from bot.flow.steps.many import many_of
from bot.flow.steps.media import photo_or_voice
from bot.flow.steps.number import number
from bot.flow.steps.summary import summary
from bot.flow.steps.text import text
from bot.flow.steps.yes_no import yes_no
from bot.flow.world import World

__all__ = [
    "Choice",
    "Decision",
    "Definition",
    "DefinitionError",
    "Flow",
    "Invalid",
    "Opened",
    "Pressed",
    "Run",
    "Said",
    "SentMedia",
    "World",
    "back",
    "begin",
    "check_bindings",
    "clock",
    "copies",
    "date",
    "decide",
    "dump",
    "end",
    "from_source",
    "goto",
    "info",
    "link",
    "load",
    "many_of",
    "maybe",
    "number",
    "one_of",
    "photo_or_voice",
    "pressed",
    "standing",
    "summary",
    "text",
    "world_is",
    "yes_no",
]
