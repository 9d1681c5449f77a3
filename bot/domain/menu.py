"""The doors a resident sees: a first screen, five doors, and what lies behind each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import languages, people
from bot.domain.appointments import appointments, places
from bot.domain.appointments.buttons import on_maps
from bot.domain.remember import follow_up
from bot.domain.talk import interpreter
from bot.domain.texts import button, lines, t, verb
from bot.flow.message import Button, Day, Message
from bot.store import participants

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn

PER_PAGE = 6
RETURNS = "a"  # ends the argument of «help» where it was opened inside a conversation
HELP: tuple[Button, ...] = (
    button("menu.button.tonight", "tonight_flow"),
    button("menu.button.help", "help"),
)
BACK: tuple[Button, ...] = (button("menu.button.menu", "menu"), button("menu.button.help", "help"))


async def first(turn: Turn, who: Person) -> Message:
    """What anybody meets, before any choice: help tonight and numbers need no yes and no name."""
    return lines(
        t("menu.hello", municipality=turn.house.pack.municipality),
        t("menu.what"),
        t("menu.first"),
        rows=(
            HELP,
            (button("menu.button.begin", "flow", "welcome"), button("menu.button.talk", "talk")),
            languages.others(turn, who),
        ),
    )


async def main(turn: Turn, who: Person) -> Message:
    """The menu: five doors, and the two that are always there."""
    if not who.consented:
        return await first(turn, who)
    contact = await people.contact_of(turn, who.id)
    back = follow_up.door(who) if who.profile.no_follow_up else ()
    hello = (
        t("menu.hello_named", name=who.name)
        if who.profile.name
        else t("menu.hello", municipality=turn.house.pack.municipality)
    )
    return lines(
        hello,
        t("menu.what"),
        t("menu.write", contact=contact.name),
        rows=(
            (
                button("menu.button.home", "home"),
                button("menu.button.appointments", "appointments"),
            ),
            (button("menu.button.money", "money"), button("menu.button.talk", "talk")),
            HELP,
            (*back, button("menu.button.more", "more")),
        ),
    )


async def more(turn: Turn, who: Person) -> Message:
    """What is seldom needed."""
    return lines(
        t("menu.more.title"),
        rows=(
            (button("menu.more.hide", "hide"),),
            (button("interpreter.button", "interpreter"),),
            (button("menu.more.about", "about"),),
            (button("menu.more.settings", "flow", "about_me"),),
            (button("remind.mine", "reminders"),),
            follow_up.door(who),
            languages.others(turn, who),
            BACK,
        ),
    )


async def home(
    turn: Turn,
    who: Person,
    *,
    resumes: bool,
    handed_in: bool,
    waits: tuple[tuple[Button, ...], ...] = (),
) -> Message:
    """Everything about getting a home; first an offer or a decision, where there is one."""
    apply = button("menu.home.resume" if resumes else "menu.home.apply", "flow", "apply")
    rows: list[tuple[Button, ...]] = [*waits, (apply,)]
    if handed_in:
        rows.append((button("menu.home.mine", "my_application"),))
    rows.append((button("menu.home.situation", "flow", "situation"),))
    rows.append((button("menu.home.discharge", "leaving"),))
    rows.append((button("broken.button", "repairs_home"),))
    return lines(t("menu.home.title"), rows=(*rows, BACK))


async def money(turn: Turn, who: Person) -> Message:
    """Rent and money."""
    return lines(
        t("menu.money.title"),
        rows=(
            (button("menu.money.rent", "flow", "rent"),),
            (button("menu.money.cannot", "cannot_pay"),),
            (button("menu.money.deadlines", "deadlines"),),
            (button("menu.money.away", "flow", "rent_away"),),
            BACK,
        ),
    )


async def my_appointments(turn: Turn, who: Person) -> Message:
    """What is agreed, and a way to ask for more."""
    ahead = await appointments.listed(turn, who)
    head = t("appointment.list") if ahead else t("appointment.list.none")
    ahead += await interpreter.line(turn, who.id)
    placed = [one for one, place in await places.ahead(turn, who) if place is not None]
    rows: tuple[tuple[Button, ...], ...] = (
        *on_maps(placed),
        (button("appointment.wish", "flow", "appointments"),),
    )
    if await participants.asked_of(turn.tx, who.id, turn.at):
        rows = (*rows, (button("with.door", "with_whom"),))
    return lines(head, *ahead, rows=(*rows, BACK))


async def talk(turn: Turn, who: Person, *, back: str = "menu") -> Message:
    """Who one can talk to here and now, and the number that is always beside it."""
    contact = await people.contact_of(turn, who.id)
    hours = turn.house.worker_hours(who.language)
    text = t("menu.talk", contact=contact.name, hours=hours, phone=turn.house.phone)
    rows: list[tuple[Button, ...]] = []
    if who.consented:
        rows.append((button("menu.talk.contact", "flow", "contact"),))
        if await people.holders(turn, "consultant"):
            rows.append((button("peer.button", "flow", "peer"),))
        rows.append((button("interpreter.button", "interpreter"),))
    rows.append((button("menu.button.back", back), button("menu.button.help", "help")))
    return lines(text, rows=tuple(rows))


def help_numbers(turn: Turn, language: str, page: int = 0, *, back: str = "menu") -> Message:
    """
    The cards of `flows/help.py`: emergency first, with hours and the day they were checked.

    `back` is the verb that leads to where one was: the menu, or «again» for a conversation.
    """
    cards = ("help.now", "help.more")
    card = cards[page % len(cards)]
    every = turn.house.pack.help
    checked = Day(min(line.phone.checked for line in every))
    text = t(
        card,
        help_text=numbers(turn, language, 0),
        help_more=numbers(turn, language, 1),
        help_checked=checked,
    )
    whence = RETURNS if back == "again" else ""
    other = (page + 1) % len(cards)
    rows = (
        (Button(t(f"{card}.button"), verb("help", f"{other}{whence}")),),
        (button("menu.button.back", back), button("menu.button.tonight", "tonight_flow")),
    )
    return lines(text, rows=rows)


def numbers(turn: Turn, language: str, card: int) -> str:
    """The numbers of one card, one a line: the first six, or all the others."""
    every = turn.house.pack.help
    shown = every[PER_PAGE:] if card else every[:PER_PAGE]
    return "\n".join(
        f"{_with_number(line.name.in_language(language), line.phone.number)}: "
        f"{turn.house.hours(line.phone.hours, language)}"
        for line in shown
    )


def _with_number(name: str, number: str) -> str:
    """Many lines are called by their number, «Ambulanse 113»: it is not said twice."""
    return name if name.endswith(number) else f"{name} {number}"


def hidden(*, back: str, older: bool) -> Message:
    """A harmless line, what could not be taken away, and a way back."""
    body = [t("menu.hidden")]
    if older:
        body.append(t("menu.hidden.older"))
    body.append(t("menu.hidden.chat"))
    return lines(*body, rows=((button("menu.hidden.show", back),),))
