"""Buttons of residents: their own menu, answers to reminders, and what waits for their yes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import conversations, menu, screens
from bot.domain.appointments import appointments, moves, places
from bot.domain.cases import decisions, offers
from bot.domain.errors import Told
from bot.domain.mine import privacy
from bot.domain.money import cannot_pay, rent
from bot.domain.outgoing import Address, say
from bot.domain.presses.reminders import REMINDERS, in_place
from bot.domain.relay import held
from bot.domain.texts import verb
from bot.store import applications as stored_applications
from bot.store import from_us

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message

A_WEEK = dt.timedelta(days=7)


async def _tonight_flow(press: Press) -> Message | None:
    await conversations.start(press.turn, press.who, "tonight", press.came, fresh=True)
    return None


async def _more(press: Press) -> Message | None:
    return await menu.more(press.turn, press.who)


async def _home(press: Press) -> Message | None:
    resumes = await conversations.unfinished(press.turn, press.who, "apply") is not None
    handed_in = await stored_applications.newest(press.turn.tx, press.who.id) is not None
    offered = await offers.residents_buttons(press.turn, press.who)
    decided = await decisions.residents_buttons(press.turn, press.who)
    return await menu.home(
        press.turn, press.who, resumes=resumes, handed_in=handed_in, waits=(*offered, *decided)
    )


async def _appointments(press: Press) -> Message | None:
    return await menu.my_appointments(press.turn, press.who)


async def _money(press: Press) -> Message | None:
    return await menu.money(press.turn, press.who)


async def _talk(press: Press) -> Message | None:
    return await menu.talk(press.turn, press.who)


async def _hide(press: Press) -> Message | None:
    under_way = await conversations.current(press.turn, press.who) is not None
    await conversations.pause(press.turn, press.who)
    back = "again" if under_way else "menu"
    await privacy.hide(press.turn, press.who, back=back, pressed=press.came.pressed)
    return None


async def _about(press: Press) -> Message | None:
    return await privacy.about(press.turn, press.who)


async def _erase(_: Press) -> Message | None:
    return privacy.ask_erase()


async def _erase_yes(press: Press) -> Message | None:
    if press.came.pressed is None:
        raise Told("came.stale")
    yes = verb("erase_yes")
    if not await screens.offers(press.turn, press.who.id, press.came.pressed, yes):
        # Not the question as it is asked now: what cannot be taken back is asked anew.
        return privacy.ask_erase()
    await privacy.erase(press.turn, press.who.id)
    return None


async def _cannot_pay(press: Press) -> Message | None:
    await cannot_pay.begin(press.turn, press.who)
    return await _tell_how(press)


async def _tell_how(press: Press) -> Message | None:
    """A human has it already; what can be said about it goes on from where it was left."""
    flow = "cannot_pay"
    left = await conversations.unfinished(press.turn, press.who, flow)
    fresh = left is None or from_us(left.updated_at) < press.turn.now - A_WEEK
    await conversations.start(press.turn, press.who, flow, press.came, fresh=fresh)
    return None


async def _send_held(press: Press) -> Message | None:
    await held.send(press.turn, press.who)
    await conversations.show_again(press.turn, press.who, press.came)
    return None


async def _drop_held(press: Press) -> Message | None:
    await held.drop(press.turn, press.who)
    await conversations.show_again(press.turn, press.who, press.came)
    return None


async def _show_held(press: Press) -> Message | None:
    await held.show(press.turn, press.who)
    return None


async def _try_again(press: Press) -> Message | None:
    await held.set_aside(press.turn, press.who)
    if not await conversations.show_again(press.turn, press.who, press.came):
        return await menu.main(press.turn, press.who)
    return None


async def _come(press: Press) -> Message | None:
    return await in_place(
        press, await appointments.answer(press.turn, press.who, press.argument, "coming")
    )


async def _move(press: Press) -> Message | None:
    return await in_place(
        press, await appointments.answer(press.turn, press.who, press.argument, "moving")
    )


async def _talk_first(press: Press) -> Message | None:
    return await in_place(
        press, await appointments.answer(press.turn, press.who, press.argument, "talking")
    )


async def _no_reminder(press: Press) -> Message | None:
    return await in_place(
        press, await appointments.stop_reminding(press.turn, press.who, press.argument)
    )


async def _take_time(press: Press) -> Message | None:
    return await in_place(press, await moves.take(press.turn, press.who, press.number))


async def _no_time(press: Press) -> Message | None:
    return await in_place(press, await moves.none_fits(press.turn, press.who, press.number))


async def _calendar(press: Press) -> Message | None:
    """The file comes beside what was pressed."""
    file = await moves.calendar_file(press.turn, press.who, press.argument)
    await say(press.turn, Address(press.who.id, press.who.id), file, purpose="answer")
    await screens.bury(press.turn, press.who.id)
    return None


async def _map(press: Press) -> Message | None:
    """The place comes beside what was pressed."""
    place = await places.show(press.turn, press.who, press.argument)
    await say(press.turn, Address(press.who.id, press.who.id), place, purpose="answer")
    await screens.bury(press.turn, press.who.id)
    return None


async def _rent_paid(press: Press) -> Message | None:
    return await in_place(press, await rent.paid(press.turn, press.who, press.argument))


async def _rent_fine(press: Press) -> Message | None:
    return await in_place(press, await rent.fine(press.turn, press.who))


async def _rent_hard(press: Press) -> Message | None:
    await in_place(press, await rent.hard(press.turn, press.who))
    return await _tell_how(press)


async def _rent_stop(press: Press) -> Message | None:
    return await in_place(press, await rent.stop(press.turn, press.who))


RESIDENT: dict[str, Act] = REMINDERS | {
    "tonight_flow": _tonight_flow,
    "more": _more,
    "home": _home,
    "appointments": _appointments,
    "money": _money,
    "talk": _talk,
    "hide": _hide,
    "about": _about,
    "erase": _erase,
    "erase_yes": _erase_yes,
    "cannot_pay": _cannot_pay,
    "send_held": _send_held,
    "drop_held": _drop_held,
    "show_held": _show_held,
    "try_again": _try_again,
    "come": _come,
    "move": _move,
    "talk_first": _talk_first,
    "no_reminder": _no_reminder,
    "take_time": _take_time,
    "no_time": _no_time,
    "calendar": _calendar,
    "map": _map,
    "rent_paid": _rent_paid,
    "rent_fine": _rent_fine,
    "rent_hard": _rent_hard,
    "rent_stop": _rent_stop,
}
