"""What the person decides and is reminded of: who knows, being asked afterwards, the first weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.discharge import owners
from bot.domain.discharge.items import items_of, listed, told_of
from bot.domain.texts import button, lines, t
from bot.flow.message import Day
from bot.pack import cards
from bot.rules.discharge_plan import LAST_STEP
from bot.store import discharges

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message, Text
    from bot.pack.parts.places import Card
    from bot.store.timers import Timer

BACK: tuple[Button, ...] = (button("menu.button.menu", "menu"), button("menu.button.help", "help"))


async def who_knows(turn: Turn, who: Person) -> tuple[Text, ...]:
    """Who has it besides the person, in a sentence."""
    if not await owners.shares(turn, who.id):
        return (t("leaving.known.nobody"),)
    return (t("leaving.known", contact=(await people.contact_of(turn, who.id)).name),)


async def choices(
    turn: Turn, who: Person, row: discharges.Discharge
) -> tuple[tuple[Button, ...], ...]:
    """What the person may change, one tap each, and every one with its way back."""
    contact = (await people.contact_of(turn, who.id)).name
    shared = "no" if await owners.shares(turn, who.id) else "yes"
    asks = "no" if (await told_of(turn, row)).asks else "yes"
    card = ((button("leaving.card.door", "leaving_card"),),) if _card(turn) else ()
    return (
        *card,
        (button("leaving.change", "flow", "discharge"),),
        (button(f"leaving.share.{shared}", "leaving_share", shared, contact=contact),),
        (button(f"leaving.asks.{asks}", "leaving_asks", asks),),
        (button("leaving.drop", "leaving_drop"),),
        BACK,
    )


def ask_drop() -> Message:
    """What taking it away means, before it is done."""
    yes = button("leaving.drop.yes", "leaving_drop", "yes")
    return lines(t("leaving.drop.ask"), rows=((yes,), (button("menu.button.back", "leaving"),)))


def _card(turn: Turn) -> Card | None:
    found = cards(turn.house.pack, "first_weeks", turn.today)
    return found[0] if found else None


def first_weeks(turn: Turn, who: Person) -> Message:
    """The card on the first weeks, for one who has pressed on it: it is never sent by itself."""
    card = _card(turn)
    back = (button("menu.button.back", "leaving"), button("menu.button.help", "help"))
    if card is None:
        return lines(t("leaving.card.none"), rows=(back,))
    said = t(
        "leaving.card",
        title=card.title.in_language(who.language),
        text=card.text.in_language(who.language),
        checked=Day(card.checked),
    )
    return lines(said, rows=(back,))


async def reminder(turn: Turn, who: Person, timer: Timer) -> Message | None:
    """
    The words of a reminder: what is the person's own and open, and before leaving the card's button.

    None once there is nothing of theirs left, the day has changed, or the stay is over.
    """
    row = await discharges.by_id(turn.tx, timer.subject)
    if row is None or row.resident_id != who.id or row.state != "ahead":
        return None
    told = await told_of(turn, row)
    if told.leaving is None or told.leaving < turn.today:
        return None
    open_now = [
        one
        for one in await items_of(turn, row)
        if one.state == "open" and await owners.whose(turn, one) == "resident"
    ]
    card = _card(turn) if timer.occurrence == LAST_STEP else None
    if not open_now and card is None:
        return None
    body = [t("leaving.soon", day=Day(told.leaving))]
    if open_now:
        body.append(t("leaving.yours"))
        body += listed(open_now)
    rows = [(button("leaving.see", "leaving"),)]
    if card is not None:
        rows.append((button("leaving.card.door", "leaving_card"),))
    return lines(*body, rows=tuple(rows))
