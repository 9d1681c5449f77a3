"""Does the app bind everything that the flows name?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flow.errors import DefinitionError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.flow.definition import Definition


def check_bindings(
    definitions: Iterable[Definition],
    *,
    effects: Collection[str],
    sources: Collection[str],
    values: Collection[str],
    facts: Collection[str] | None = None,
) -> None:
    """Raise DefinitionError naming all that is not bound, and every goto that leads nowhere.

    `facts=None` leaves the world's facts unchecked.
    """
    flows = list(definitions)
    ids = [flow.id for flow in flows]
    missing = [f"two flows have the id «{id_}»" for id_ in sorted(set(ids)) if ids.count(id_) > 1]
    for flow in flows:
        for what, named, bound in (
            ("effect", flow.effects, effects),
            ("source", flow.sources, sources),
            ("value", flow.values, values),
            ("fact", flow.facts, flow.facts if facts is None else facts),
            ("flow", flow.gotos, ids),
        ):
            missing += [
                f"«{flow.id}» names the {what} «{name}»" for name in sorted(set(named) - set(bound))
            ]
    if missing:
        raise DefinitionError(
            "Bind these in bot/app.py, or correct the name: " + "; ".join(missing) + "."
        )
