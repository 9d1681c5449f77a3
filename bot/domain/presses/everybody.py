"""Buttons that anybody may press: the menu, help numbers, the language, «Les», a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import conversations, languages, menu, people, staff
from bot.domain.errors import Told
from bot.domain.kinds_of_flow import WITHOUT_CONSENT
from bot.domain.relay import reveal
from bot.domain.roles import UNITS
from bot.domain.row_ids import number
from bot.domain.texts import button, lines, t

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.presses.pressing import Act, Press
    from bot.domain.turn import Turn
    from bot.flow.message import Message


async def home_of(turn: Turn, who: Person) -> Message:
    """The menu of this person's role."""
    return await staff.menu(turn, who) if who.is_staff else await menu.main(turn, who)


async def _menu(press: Press) -> Message | None:
    await conversations.pause(press.turn, press.who)
    return await home_of(press.turn, press.who)


async def _again(press: Press) -> Message | None:
    if await conversations.resume_latest(press.turn, press.who, press.came):
        return None
    return await home_of(press.turn, press.who)


async def _help(press: Press) -> Message | None:
    page = press.argument.removesuffix(menu.RETURNS)
    inside = page != press.argument
    inside = inside or await conversations.current(press.turn, press.who) is not None
    back = "again" if inside else "menu"
    return menu.help_numbers(press.turn, press.who.language, number(page or "0") % 10, back=back)


async def _language(press: Press) -> Message | None:
    if press.argument not in languages.offered(press.turn):
        raise Told("came.stale")
    who = await people.speak(press.turn, press.who, press.argument)
    return await home_of(press.turn, who)


async def _read(press: Press) -> Message | None:
    await reveal.reveal(press.turn, press.who, press.number)
    return None


async def _flow(press: Press) -> Message | None:
    return await start_flow(press, press.argument)


async def start_flow(press: Press, flow: str) -> Message | None:
    """Begin a flow, where this person may; raises Told for one they may not."""
    who = press.who
    if flow not in press.turn.house.flows or not _may_start(who, flow):
        raise Told("came.stale")
    if not who.consented and flow not in WITHOUT_CONSENT:
        return lines(
            t("menu.consent_first"),
            rows=(
                (button("menu.button.begin", "flow", "welcome"),),
                (button("menu.button.menu", "menu"), button("menu.button.help", "help")),
            ),
        )
    await conversations.start(press.turn, who, flow, press.came)
    return None


STAFF_FLOWS: dict[str, tuple[str, ...]] = {
    # About somebody: begun from the person who is open, and asked about again when it is sent.
    "note": ("worker",),
    "note_change": ("worker",),
    "later": ("worker",),
    "saved_answer": ("worker",),
    "saved_change": ("worker",),
    "new_appointment": ("worker",),
    "change_appointment": ("worker",),
    "appointment_people": ("worker",),
    "discharge_for": ("worker", "coordinator"),
    "away": ("worker", *UNITS),
    "invite": ("worker",),
    "invite_staff": ("administrator",),
    "repair_visit": ("caretaker",),
    "repair_more": ("caretaker",),
}
"""Which roles begin which of the staff's flows; everything else is for residents."""


def _may_start(who: Person, flow: str) -> bool:
    roles = STAFF_FLOWS.get(flow)
    if roles is None:
        return not who.is_staff
    return bool(who.roles.intersection(roles))


EVERYBODY: dict[str, Act] = {
    "menu": _menu,
    "again": _again,
    "help": _help,
    "language": _language,
    "read": _read,
    "flow": _flow,
}
