"""The shared list: what is ready and whose each thing is, for the person and for those they share it with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.domain.discharge import own, owners
from bot.domain.discharge.items import ITEMS, OWNERS, STATES, facts, items_of, told_of
from bot.domain.errors import Refused, Told
from bot.domain.texts import button, lines, t
from bot.rules.access import Thing
from bot.store import discharges

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text


async def for_staff(turn: Turn, staff: Person, resident_id: int) -> Message:
    """The list for those it is shared with; else how to begin with the person's yes. Raises Refused."""
    who = await may(turn, staff, resident_id)
    if not await sees_all(turn, staff, resident_id):
        return await _own_alone(turn, staff, who)
    back = (button("menu.button.back", "open", resident_id), button("menu.button.menu", "menu"))
    row = await _shared(turn, resident_id)
    if row is None:
        begin = (button("leaving.staff.begin", "stay_begin", resident_id, name=who.name),)
        return lines(t("leaving.staff.none", name=who.name), rows=(begin, back))
    await access.note(turn, staff, "read discharge", resident_id)
    rows = await _rows(turn, who, await items_of(turn, row), staff)
    rows.append((button("leaving.change", "stay_begin", resident_id),))
    told = facts(await told_of(turn, row))
    head = t("leaving.staff.title", name=who.name)
    return lines(head, *told, t("leaving.press"), rows=(*rows, back))


async def _own_alone(turn: Turn, staff: Person, who: Person) -> Message:
    """For one who has something on the list and sees nothing else of it: the day, and that thing."""
    row = await _shared(turn, who.id)
    if row is None:
        raise Told("leaving.gone")
    await access.note(turn, staff, "read discharge", who.id)
    theirs = [one for one in await items_of(turn, row) if one.owner in staff.roles]
    rows = await _rows(turn, who, theirs, staff)
    day = facts(await told_of(turn, row))[:1]
    head = t("leaving.staff.title", name=who.name)
    menu = (button("menu.button.menu", "menu"),)
    return lines(head, *day, t("leaving.press"), rows=(*rows, menu))


async def _rows(
    turn: Turn, who: Person, items: list[discharges.Item], staff: Person
) -> list[tuple[Button, ...]]:
    return [
        (button(f"leaving.row.{one.state}", "stay_item", f"{who.id}.{one.item}", **label),)
        for one in items
        for label in (await _label(turn, who, one, to=staff),)
    ]


async def sees_all(turn: Turn, staff: Person, resident_id: int) -> bool:
    """Whether the whole list is theirs to see, and not only what they have of it."""
    return await access.may(
        turn, staff, "write", Thing.DISCHARGE, resident_id, thing_open=True, owns_item=False
    )


async def may(turn: Turn, staff: Person, resident_id: int, *, all_: bool = False) -> Person:
    """The resident, for one who may see and change the list, or at least what is theirs of it; raises Refused."""
    owns = not all_ and await owners.has_one(turn, resident_id, "case_officer")
    await access.ask(
        turn, staff, "write", Thing.DISCHARGE, resident_id, thing_open=True, owns_item=owns
    )
    return await people.the(turn, resident_id)


async def _shared(turn: Turn, resident_id: int) -> discharges.Discharge | None:
    """The stay, where the person has said yes to its being known."""
    if not await owners.shares(turn, resident_id):
        return None
    return await discharges.current(turn.tx, resident_id)


async def _label(turn: Turn, who: Person, item: discharges.Item, *, to: Person) -> dict[str, Text]:
    return {
        "item": t(f"leaving.item.{item.item}"),
        "owner": await _owner(turn, who, await owners.whose(turn, item), to=to),
    }


async def _owner(turn: Turn, who: Person, owner: str, *, to: Person) -> Text:
    if owner == "contact":
        return (await people.contact_of(turn, who.id)).name
    if owner == "resident":
        return t("leaving.owner.you") if to.id == who.id else who.name
    return t(f"leaving.owner.{owner}")


async def mine(turn: Turn, who: Person, *, told: tuple[Text, ...] = ()) -> Message:
    """The person's own list, and everything they decide about it."""
    row = await discharges.current(turn.tx, who.id)
    if row is None:
        begin = (button("leaving.begin", "flow", "discharge"),)
        return lines(*told, t("leaving.none"), rows=(begin, own.BACK))
    rows = [
        (button(f"leaving.row.{one.state}", "leaving_item", one.item, **label),)
        for one in await items_of(turn, row)
        for label in (await _label(turn, who, one, to=who),)
    ]
    known = facts(await told_of(turn, row))
    body = [*told, t("leaving.title"), *known, *await own.who_knows(turn, who), t("leaving.press")]
    return lines(*body, rows=(*rows, *await own.choices(turn, who, row)))


async def item(turn: Turn, who: Person, name: str, *, staff: Person | None = None) -> Message:
    """One thing: what may be said of it, and who may have it; raises Told, Refused."""
    one = await _item(turn, who, name, staff)
    reader = staff or who
    at = f"{who.id}.{name}" if staff else name
    verb = "stay" if staff else "leaving"
    label = await _label(turn, who, one, to=reader)
    rows: list[tuple[Button, ...]] = [
        (button(f"leaving.mark.{state}", f"{verb}_mark", f"{at}.{state}"),)
        for state in STATES
        if state != one.state
    ]
    if await owners.shares(turn, who.id):
        for owner in await _may_have(turn):
            if owner != one.owner:
                name_ = await _owner(turn, who, owner, to=reader)
                rows.append((button("leaving.give", f"{verb}_give", f"{at}.{owner}", owner=name_),))
    if name == "rent" and staff is None:
        rows.append((button("menu.money.away", "flow", "rent_away"),))
    back = button("menu.button.back", verb, who.id if staff else "")
    rows.append((back, button("menu.button.menu", "menu")))
    hints = (t(f"leaving.about.{name}"),)
    return lines(t(f"leaving.one.{one.state}", **label), *hints, rows=tuple(rows))


async def _item(turn: Turn, who: Person, name: str, staff: Person | None) -> discharges.Item:
    if staff is not None:
        await may(turn, staff, who.id)
        row = await _shared(turn, who.id)
    else:
        row = await discharges.current(turn.tx, who.id)
    if row is None or name not in ITEMS:
        raise Told("leaving.gone")
    found = {one.item: one for one in await discharges.items(turn.tx, row.id)}[name]
    if (
        staff is not None
        and found.owner not in staff.roles
        and not await sees_all(turn, staff, who.id)
    ):
        raise Refused("staff.refused")
    return found


async def _may_have(turn: Turn) -> list[str]:
    """Who a thing may be given to: of roles those that somebody holds."""
    return [
        one
        for one in OWNERS
        if one not in owners.QUEUES or one == "coordinator" or await people.holders(turn, one)
    ]


async def mark(
    turn: Turn, who: Person, name: str, state: str, *, staff: Person | None = None
) -> None:
    """Ready, not needed or open again; whoever has it as a task has it so too. Raises Told, Refused."""
    one = await _item(turn, who, name, staff)
    if state not in STATES:
        raise Refused("came.stale")
    actor = staff or who
    await discharges.mark(turn.tx, one.id, state, actor.id, turn.at)
    if staff is not None:
        await access.note(turn, staff, "changed discharge list", who.id)
    await owners.refresh(turn, who)


async def give(
    turn: Turn, who: Person, name: str, owner: str, *, staff: Person | None = None
) -> None:
    """Another has it from now on, and is told; raises Told, Refused."""
    one = await _item(turn, who, name, staff)
    if owner not in await _may_have(turn) or not await owners.shares(turn, who.id):
        raise Refused("came.stale")
    await discharges.give(turn.tx, one.id, owner)
    if staff is not None:
        await access.note(turn, staff, "changed discharge list", who.id)
    await owners.refresh(turn, who)


async def rent_settled(turn: Turn, who: Person) -> None:
    """Somebody pays meanwhile: the thing about rent is ready."""
    row = await discharges.current(turn.tx, who.id)
    if row is not None:
        await mark(turn, who, "rent", "done")
