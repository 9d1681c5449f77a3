"""What a person has said yes to: each recipient and purpose, with its date, changed in one tap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain import applications
from bot.domain.errors import Told
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment, Text, verbatim
from bot.store import consents, from_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message

BACK: tuple[Button, ...] = (
    button("menu.button.back", "about"),
    button("menu.button.menu", "menu"),
)
PURPOSE = "application"
KEPT = ("service", "storage")


class Unit(NamedTuple):
    """Somebody who may be let know something: who it is, and what a yes means."""

    recipient: str
    name: Text
    sees: Text


def units(turn: Turn, language: str) -> tuple[Unit, ...]:
    """Everybody who may be asked about: the pack's units, and the one who follows up."""
    found = [Unit("worker", t("agreed.worker"), t("agreed.worker.sees"))]
    found += [
        Unit(
            one.unit,
            verbatim(one.name.in_language(language)),
            verbatim(one.sees.in_language(language)),
        )
        for one in turn.house.pack.consents
        if one.unit != "other"
    ]
    return tuple(found)


async def listed(turn: Turn, who: Person, *, told: tuple[Text, ...] = ()) -> Message:
    """The screen «Hva jeg har sagt ja til»: one line for each, and one button that turns it."""
    newest = await _newest(turn, who)
    body: list[Text] = [*told, t("agreed.title")]
    rows: list[tuple[Button, ...]] = []
    kept = newest.get(KEPT)
    if kept is not None:
        body.append(t("agreed.kept", date=Moment(from_us(kept.at), "day")))
    for unit in units(turn, who.language):
        said = newest.get((unit.recipient, PURPOSE))
        body.append(_line(unit, said))
        key = "agreed.take_back" if said is not None and said.given else "agreed.give"
        change = "no" if said is not None and said.given else "yes"
        rows.append((button(key, "agree", f"{unit.recipient}.{change}", name=unit.name),))
    body.append(t("agreed.means"))
    return lines(*body, rows=(*rows, BACK))


def _line(unit: Unit, said: consents.Said | None) -> Text:
    if said is None:
        return t("agreed.line.unasked", name=unit.name, sees=unit.sees)
    key = "agreed.line.yes" if said.given else "agreed.line.no"
    return t(key, name=unit.name, sees=unit.sees, date=Moment(from_us(said.at), "day"))


async def _newest(turn: Turn, who: Person) -> dict[tuple[str, str], consents.Said]:
    return {(one.recipient, one.purpose): one for one in await consents.log(turn.tx, who.id)}


async def change(turn: Turn, who: Person, argument: str) -> Message:
    """
    A yes is given or taken back, from this moment; raises Told for one that nobody asks about.

    Said once more it is said already, and is not logged twice.
    """
    recipient, _, word = argument.partition(".")
    unit = next((one for one in units(turn, who.language) if one.recipient == recipient), None)
    if unit is None or word not in {"yes", "no"}:
        raise Told("came.stale")
    yes = word == "yes"
    before = (await _newest(turn, who)).get((recipient, PURPOSE))
    if before is None or before.given is not yes:
        await applications.say_consents(turn, who, {f"_{recipient}": yes})
    told = t("agreed.given" if yes else "agreed.taken_back", name=unit.name)
    return await listed(turn, who, told=(told,))


async def log(turn: Turn, who: Person) -> tuple[Text, ...]:
    """Every yes and no there has been, oldest first."""
    names = {one.recipient: one.name for one in units(turn, who.language)}
    return tuple(
        t(
            "agreed.log.yes" if one.given else "agreed.log.no",
            name=t("agreed.log.kept")
            if (one.recipient, one.purpose) == KEPT
            else names.get(one.recipient, t("agreed.log.other")),
            at=Moment(from_us(one.at)),
        )
        for one in await consents.log(turn.tx, who.id)
    )
