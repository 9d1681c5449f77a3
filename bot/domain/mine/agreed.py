"""What a person has said yes to: each recipient and purpose, with its date, changed in one tap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain import people
from bot.domain.discharge import owners
from bot.domain.errors import Told
from bot.domain.housing import applications
from bot.domain.meetings import asking, together
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment, Text, verbatim
from bot.store import consents, from_us, participants

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
# What a yes to one person is for; whatever is not here is «noe annet».
WHAT = {
    "answers": "agreed.for.answers",
    "older": "agreed.for.older",
    "rent_unreached": "agreed.for.rent",
    asking.PURPOSE: "agreed.for.meeting",
    "discharge": "agreed.for.discharge",
}
OTHER = "agreed.for.other"
WHAT_STAFF = {
    "answers": "agreed.staff.for.answers",
    "older": "agreed.staff.for.older",
    "rent_unreached": "agreed.staff.for.rent",
    asking.PURPOSE: "agreed.staff.for.meeting",
    "discharge": "agreed.staff.for.discharge",
}


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
    for (recipient, purpose), said in newest.items():
        if purpose == asking.PURPOSE and not await asking.stands(turn, recipient):
            continue  # it has been, or they were taken out again
        if said.given and _apart(turn, who, recipient, purpose):
            name = await _name(turn, who, recipient)
            date = Moment(from_us(said.at), "day")
            body.append(
                t("agreed.line.one", name=name, what=t(WHAT.get(purpose, OTHER)), date=date)
            )
            data = f"{recipient}.{purpose}.no"
            rows.append((button("agreed.take_back", "agree", data, name=name),))
    rows.append((button("rent_shown.door", "rent_shows"),))
    body.append(t("agreed.means"))
    return lines(*body, rows=(*rows, BACK))


async def as_they_stand(turn: Turn, resident: Person, language: str) -> tuple[Text, ...]:
    """
    The same for one who may know of it and works here: the newest yes or no to each, in their language.

    What the words mean to the resident is not repeated to whoever reads by them.
    """
    newest = await _newest(turn, resident)
    body: list[Text] = []
    for unit in units(turn, language):
        said = newest.get((unit.recipient, PURPOSE))
        key = "unasked" if said is None else "yes" if said.given else "no"
        date = Moment(from_us(said.at), "day") if said is not None else ""
        body.append(t(f"agreed.staff.{key}", name=unit.name, date=date))
    for (recipient, purpose), said in newest.items():
        if said.given and _apart(turn, resident, recipient, purpose):
            what = t(WHAT_STAFF.get(purpose, "agreed.staff.for.other"))
            name = await _name(turn, resident, recipient)
            date = Moment(from_us(said.at), "day")
            body.append(t("agreed.staff.one", name=name, what=what, date=date))
    return tuple(body)


def _apart(turn: Turn, who: Person, recipient: str, purpose: str) -> bool:
    """Whether it is a yes to one person or for one thing, beside those everybody is asked about."""
    usual = {one.recipient for one in units(turn, who.language)}
    return (recipient, purpose) != KEPT and not (purpose == PURPOSE and recipient in usual)


async def _name(turn: Turn, who: Person, recipient: str) -> Text:
    """Who a yes is to: one of the municipality's, or one human."""
    kind, _, number = recipient.partition(":")
    if kind == asking.PURPOSE and number.isdigit():
        row = await participants.by_id(turn.tx, int(number))
        return (await together.named(turn, row) if row else None) or t("agreed.log.other")
    if kind == "person" and number.isdigit():
        found = await people.person(turn, int(number))
        return found.name if found else t("agreed.log.other")
    names = {one.recipient: one.name for one in units(turn, who.language)}
    return names.get(recipient, t("agreed.log.other"))


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
    if "." in word:
        return await _take_back(turn, who, recipient, word.partition(".")[0])
    unit = next((one for one in units(turn, who.language) if one.recipient == recipient), None)
    if unit is None or word not in {"yes", "no"}:
        raise Told("came.stale")
    yes = word == "yes"
    before = (await _newest(turn, who)).get((recipient, PURPOSE))
    if before is None or before.given is not yes:
        await applications.say_consents(turn, who, {f"_{recipient}": yes})
    told = t("agreed.given" if yes else "agreed.taken_back", name=unit.name)
    return await listed(turn, who, told=(told,))


async def _take_back(turn: Turn, who: Person, recipient: str, purpose: str) -> Message:
    """A yes to one person, or for one thing, is one no more; raises Told where there is none."""
    said = (await _newest(turn, who)).get((recipient, purpose))
    if said is None or not _apart(turn, who, recipient, purpose):
        raise Told("came.stale")
    if purpose == asking.PURPOSE:
        # What it opened is closed with it.
        await asking.answer(turn, who, int(recipient.partition(":")[2]), yes=False)
    elif said.given:
        row_id = turn.new_id()
        await consents.say(turn.tx, row_id, who.id, recipient, purpose, False, turn.at)
        if purpose == owners.PURPOSE:
            await owners.refresh(turn, who)
    key = "with.said.out" if purpose == asking.PURPOSE else "agreed.taken_back"
    told = t(key, name=await _name(turn, who, recipient))
    return await listed(turn, who, told=(told,))


async def log(turn: Turn, who: Person) -> tuple[Text, ...]:
    """Every yes and no there has been, oldest first."""
    found: list[Text] = []
    for one in await consents.log(turn.tx, who.id):
        kept = (one.recipient, one.purpose) == KEPT
        name = t("agreed.log.kept") if kept else await _name(turn, who, one.recipient)
        if one.purpose in WHAT:
            name = t("agreed.log.for", name=name, what=t(WHAT[one.purpose]))
        key = "agreed.log.yes" if one.given else "agreed.log.no"
        found.append(t(key, name=name, at=Moment(from_us(one.at))))
    return tuple(found)
