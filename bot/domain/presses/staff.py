"""Buttons of staff: who waits, a person, a task, tonight's requests, being away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import (
    access,
    conversations,
    faults,
    people,
    person_menu,
    screens,
    staff,
    task_screens,
    tasks,
)
from bot.domain.appointments import heard
from bot.domain.errors import Told
from bot.domain.housing import applications, situations
from bot.domain.money import rent_shows
from bot.domain.outgoing import Address, say
from bot.domain.presses.everybody import start_flow
from bot.domain.relay import held, reading
from bot.domain.row_ids import number
from bot.domain.texts import button, lines, t
from bot.domain.tonight import requests
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _together(press: Press) -> Message | None:
    """Fill in with somebody who has no phone here: first what it means, then the application."""
    turn, worker, resident_id = press.turn, press.who, press.number
    await access.ask(turn, worker, "write", Thing.APPLICATION, resident_id, assisted=True)
    resident = await people.the(turn, resident_id)
    if await people.has_account(turn, resident_id):
        raise Told("staff.together.own_phone", name=resident.name)
    flow = "apply" if resident.consented else "welcome"
    await conversations.start(turn, worker, flow, press.came, subject=resident_id)
    return None


async def _people(press: Press) -> Message | None:
    return await staff.everyone(press.turn, press.who, number(press.argument or "0") % 10**6)


async def _open(press: Press) -> Message | None:
    try:
        await reading.show_thread(press.turn, press.who, press.number)
    except reading.ReasonNeeded:
        subject = press.number
        await conversations.start(
            press.turn, press.who, "read_reason", press.came, subject=subject, fresh=True
        )
    return None


async def _about_resident(
    press: Press,
    resident_id: int,
    shown: Message,
    reads: Thing = Thing.THREAD,
    about: str = "",
) -> Message | None:
    """Shown as a message of its own, about this resident, so that a reply to it finds them."""
    to = Address(press.who.id, resident_id)
    await say(press.turn, to, shown, purpose="answer", reads=reads, about=about)
    await screens.bury(press.turn, press.who.id)
    return None


async def _write(press: Press) -> Message | None:
    shown = await staff.write_to(press.turn, press.who, press.number)
    return await _about_resident(press, press.number, shown)


async def _tasks(press: Press) -> Message | None:
    return await task_screens.listed(press.turn, press.who)


async def _task(press: Press) -> Message | None:
    resident_id, shown = await task_screens.shown(press.turn, press.who, press.number)
    if resident_id is None:
        return shown
    about = f"task:{press.number}"
    if await tasks.is_kind(press.turn, press.number, "not_through"):
        # What the person lets be known of it is asked for now, not when the task was made.
        rent = await rent_shows.ahead(press.turn, press.who, resident_id)
        shown = lines(shown.lines[0], *rent, *shown.lines[1:], rows=shown.rows)
    return await _about_resident(press, resident_id, shown, Thing.TASKS, about)


async def _task_done(press: Press) -> Message | None:
    await tasks.finish(press.turn, press.who, press.number)
    return await task_screens.listed(press.turn, press.who)


async def _fault_again(press: Press) -> Message | None:
    return await faults.again(press.turn, press.who, press.number)


async def _tonight(press: Press) -> Message | None:
    resident_id, shown = await requests.open_request(press.turn, press.who, press.number)
    return await _about_resident(press, resident_id, shown, Thing.TONIGHT)


async def _reported(press: Press) -> Message | None:
    await requests.reported(press.turn, press.who, press.number)
    return await task_screens.listed(press.turn, press.who)


async def _register(press: Press) -> Message | None:
    await applications.register(press.turn, press.who, press.number)
    return await task_screens.listed(press.turn, press.who)


async def _answers(press: Press) -> Message | None:
    resident_id, shown = await applications.read(press.turn, press.who, press.number)
    shown = lines(*shown.lines, rows=((button("staff.menu.tasks", "tasks"),),))
    return await _about_resident(press, resident_id, shown, Thing.APPLICATION)


async def _situation(press: Press) -> Message | None:
    shown = await situations.read(press.turn, press.who, press.number)
    return await _about_resident(press, press.number, shown, Thing.APPLICATION)


async def _person(press: Press) -> Message | None:
    shown = await person_menu.more(press.turn, press.who, press.number)
    return await _about_resident(press, press.number, shown)


async def _appointment(press: Press) -> Message | None:
    return await start_flow(press, "new_appointment")


async def _appointment_answer(press: Press) -> Message | None:
    resident_id, shown = await heard.opened(press.turn, press.who, press.number)
    return await _about_resident(press, resident_id, shown, Thing.APPOINTMENTS)


async def _send_kept(press: Press) -> Message | None:
    shown = await staff.send_kept(press.turn, press.who, press.number)
    return await _about_resident(press, press.number, shown)


async def _drop_kept(press: Press) -> Message | None:
    await held.take_back(press.turn, press.who)
    return lines(t("held.removed"), rows=((button("menu.button.menu", "menu"),),))


STAFF: dict[str, Act] = {
    "together": _together,
    "people": _people,
    "open": _open,
    "write": _write,
    "person": _person,
    "situation": _situation,
    "tasks": _tasks,
    "task": _task,
    "task_done": _task_done,
    "fault_again": _fault_again,
    "tonight": _tonight,
    "reported": _reported,
    "register": _register,
    "answers": _answers,
    "appointment": _appointment,
    "appointment_answer": _appointment_answer,
    "send_kept": _send_kept,
    "drop_kept": _drop_kept,
}
