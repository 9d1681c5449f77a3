"""The wishes a resident has handed in with the application, to hold a home up against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.housing import applications
from bot.domain.texts import t
from bot.flow import Choice, Run, load
from bot.flow.message import Text, verbatim
from bot.pack import areas
from bot.rules.access import Thing
from bot.store import applications as stored
from bot.store import runs

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

RUN_LABEL = "run"  # as `bindings` has it, which names these lists
FLOW = "apply"


async def recorded(turn: Turn, who: Person) -> tuple[Choice, ...]:
    """Each wish of the newest application, in the order they were asked about."""
    found = await stored.newest(turn.tx, who.id)
    row = await runs.by_id(turn.tx, found.run_id) if found is not None else None
    if row is None or row.body is None:
        return ()
    definition = turn.house.flows[FLOW]
    run, _ = load(definition, await turn.unseal(who.id, RUN_LABEL, row.id, row.body, Run))
    named = areas(turn.house.pack, who.language)
    wished = [Choice(f"w-{one}", Text(f"{FLOW}.wishes.{one}")) for one in _ticks(run, "wishes")]
    for letter, step in (("a", "area"), ("n", "not_area")):
        for place, (one, area) in enumerate(named.items()):
            if one in _ticks(run, step):
                wish = t(f"cases.wish.{step}", area=verbatim(area))
                wished.append(Choice(f"{letter}-{place}", wish))
    return tuple(wished)


def _ticks(run: Run, step: str) -> tuple[str, ...]:
    answer = run.answer(step)
    value = answer.value if answer is not None and answer.kind == "given" else None
    return tuple(str(one) for one in value) if isinstance(value, tuple | list) else ()


async def readable(turn: Turn, who: Person) -> tuple[Choice, ...]:
    """The same, for whoever is acting now: only with the resident's yes to them."""
    actor = await people.person(turn, turn.caused_by) if turn.caused_by is not None else None
    if actor is None:
        return ()
    consent = await applications.consent_for(turn, actor, who.id)
    if not await access.may(turn, actor, "read", Thing.APPLICATION, who.id, consent=consent):
        return ()
    return await recorded(turn, who)


def named(wished: tuple[Choice, ...], ids: tuple[str, ...]) -> tuple[Text, ...]:
    """The words of those that were ticked."""
    return tuple(one.label for one in wished if one.id in ids)
