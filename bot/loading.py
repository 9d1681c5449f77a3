"""The flows that there are, whether everything they name is bound, and every text there is."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import flows as flow_room
from bot.desk.words import WORDS as DESK_WORDS
from bot.domain.bindings import SOURCES, named_facts, named_values
from bot.domain.effects.table import EFFECTS
from bot.domain.words import WORDS
from bot.flow import Flow, check_bindings
from bot.flow.words import WORDS as ENGINE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.flow import Definition
    from bot.pack import Pack


def load_flows(extra: Iterable[type[Flow]] = ()) -> dict[str, Definition]:
    """Every flow in `flows/` by its id; one of `extra` takes the place of its namesake."""
    for module in pkgutil.iter_modules(flow_room.__path__, "flows."):
        importlib.import_module(module.name)
    ours = [one for one in Flow.__subclasses__() if one.__module__.startswith("flows.")]
    return {one.definition.id: one.definition for one in (*ours, *extra)}


def check_flows(flows: Mapping[str, Definition], of: Pack) -> None:
    """Everything flows name is bound; raises DefinitionError naming what is not."""
    check_bindings(
        flows.values(),
        effects=EFFECTS,
        sources=SOURCES,
        values=named_values(of),
        facts=named_facts(),
    )


def all_words(flows: Mapping[str, Definition]) -> dict[str, str]:
    """Every text in bokmål by its key: the engine's, the house's and the flows'."""
    words = ENGINE_WORDS | WORDS | DESK_WORDS
    for definition in flows.values():
        words |= definition.texts()
    return words
