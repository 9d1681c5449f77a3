"""What the house's own buttons do. A button says what is wanted; whether it may is asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import (
    applications,
    appointments,
    conversations,
    held,
    menu,
    people,
    privacy,
    rent,
    reveal,
    screens,
    staff,
    tasks,
    threads,
    tonight,
)
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import Address, amend, say
from bot.domain.texts import button, lines, t
from bot.store import cases

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.conversations import Came
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

    Act = Callable[[Turn, Person, str, Came], Awaitable[Message | None]]

LONGEST_NUMBER = 19


async def press(turn: Turn, who: Person, data: str, came: Came) -> None:
    """
    Do what a button asks; whose it is and whether it still holds is checked by each verb.

    What a verb refuses is told kindly, and the person's own menu is shown.
    """
    kind, _, rest = data.partition(":")
    name, _, argument = rest.partition(":") if kind == "d" else ("", "", "")
    act = (STAFF if who.is_staff else RESIDENT).get(name) or EVERYBODY.get(name)
    if act is None:
        key = "came.not_yours" if name in STAFF or name in RESIDENT else "came.stale"
        await _show_home(turn, who, came, Told(key))
        return
    try:
        screen = await act(turn, who, argument, came)
    except Told as refused:
        await _show_home(turn, who, came, refused)
        return
    if screen is not None:
        await screens.show(turn, who.id, screen, pressed=came.pressed)


async def _show_home(turn: Turn, who: Person, came: Came, told: Told) -> None:
    if await conversations.current(turn, who) is None:
        home = await staff.menu(turn, who) if who.is_staff else await menu.main(turn, who)
        await screens.show(
            turn, who.id, lines(told.text, *home.lines, rows=home.rows), pressed=came.pressed
        )
        return
    await say(turn, Address(who.id, who.id), lines(told.text), purpose="answer")
    await screens.bury(turn, who.id)
    await conversations.show_again(turn, who, came)


def _number(argument: str) -> int:
    """A row id out of button data; raises Told for anything else."""
    if not argument.isascii() or not argument.isdigit() or len(argument) > LONGEST_NUMBER:
        raise Told("came.stale")
    return int(argument)


# Everybody ------------------------------------------------------------------------------------


async def _menu(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    await conversations.pause(turn, who)
    return await staff.menu(turn, who) if who.is_staff else await menu.main(turn, who)


async def _again(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    if await conversations.resume_latest(turn, who, came):
        return None
    return await staff.menu(turn, who) if who.is_staff else await menu.main(turn, who)


async def _help(turn: Turn, who: Person, page: str, _: Came) -> Message | None:
    return menu.help_numbers(turn, who.language, _number(page or "0") % 10)


async def _language(turn: Turn, who: Person, language: str, came: Came) -> Message | None:
    if language not in turn.house.pack.languages:
        raise Told("came.stale")
    who = await people.speak(turn, who, language)
    return await staff.menu(turn, who) if who.is_staff else await menu.main(turn, who)


async def _read(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    await reveal.reveal(turn, who, _number(argument))
    return None


async def _flow(turn: Turn, who: Person, flow: str, came: Came) -> Message | None:
    if flow not in turn.house.flows or not _may_start(who, flow):
        raise Told("came.stale")
    if not who.consented and flow not in conversations.WITHOUT_CONSENT:
        return lines(
            t("menu.consent_first"),
            rows=(
                (button("menu.button.begin", "flow", "welcome"),),
                (button("menu.button.menu", "menu"), button("menu.button.help", "help")),
            ),
        )
    await conversations.start(turn, who, flow, came)
    return None


STAFF_FLOWS = frozenset({"new_appointment", "invite"})


def _may_start(who: Person, flow: str) -> bool:
    return ("worker" in who.roles) if flow in STAFF_FLOWS else not who.is_staff


# Residents ------------------------------------------------------------------------------------


async def _tonight_flow(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    await conversations.start(turn, who, "tonight", came, fresh=True)
    return None


async def _more(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await menu.more(turn, who)


async def _home(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    resumes = await conversations.unfinished(turn, who, "apply") is not None
    handed_in = await cases.newest_application(turn.tx, who.id) is not None
    return await menu.home(turn, who, resumes=resumes, handed_in=handed_in)


async def _appointments(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await menu.my_appointments(turn, who)


async def _money(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await menu.money(turn, who)


async def _talk(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await menu.talk(turn, who)


async def _hide(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    await conversations.pause(turn, who)
    return menu.hidden()


async def _about(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await privacy.about(turn, who)


async def _erase(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return privacy.ask_erase()


async def _erase_yes(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    await privacy.erase(turn, who.id)
    return None


async def _my_application(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return lines(*await applications.status(turn, who), rows=(menu.BACK,))


async def _cannot_pay(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    said = await rent.hard(turn, who)
    return lines(*said.lines, rows=(menu.BACK,))


async def _send_held(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    await held.send(turn, who)
    await conversations.show_again(turn, who, came)
    return None


async def _drop_held(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    await held.drop(turn, who)
    return None


async def _show_held(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    await say(turn, Address(who.id, who.id), await held.shown(turn, who), purpose="answer")
    return None


async def _try_again(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    await held.set_aside(turn, who)
    if not await conversations.show_again(turn, who, came):
        return await menu.main(turn, who)
    return None


async def _come(turn: Turn, who: Person, reference: str, came: Came) -> Message | None:
    return await _in_place(
        turn, who, came, await appointments.answer(turn, who, reference, "coming")
    )


async def _move(turn: Turn, who: Person, reference: str, came: Came) -> Message | None:
    return await _in_place(
        turn, who, came, await appointments.answer(turn, who, reference, "moving")
    )


async def _talk_first(turn: Turn, who: Person, reference: str, came: Came) -> Message | None:
    return await _in_place(
        turn, who, came, await appointments.answer(turn, who, reference, "talking")
    )


async def _no_reminder(turn: Turn, who: Person, reference: str, came: Came) -> Message | None:
    return await _in_place(turn, who, came, await appointments.stop_reminding(turn, who, reference))


async def _rent_paid(turn: Turn, who: Person, occurrence: str, came: Came) -> Message | None:
    return await _in_place(turn, who, came, await rent.paid(turn, who, occurrence))


async def _rent_fine(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await _in_place(turn, who, came, await rent.fine(turn, who))


async def _rent_hard(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await _in_place(turn, who, came, await rent.hard(turn, who))


async def _rent_stop(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await _in_place(turn, who, came, await rent.stop(turn, who))


async def _in_place(turn: Turn, who: Person, came: Came, answer: Message) -> Message | None:
    """The answer takes the place of the message that was pressed: nothing piles up."""
    to = Address(who.id, who.id)
    if came.pressed is None:
        await say(turn, to, answer, purpose="answer")
    else:
        await amend(turn, to, came.pressed, answer, purpose="answer")
    return None


# Staff ----------------------------------------------------------------------------------------


async def _list(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await staff.waiting(turn, who)


async def _people(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await staff.everyone(turn, who)


async def _open(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    shown = await threads.open_thread(turn, who, _number(argument))
    return await _about_resident(turn, who, _number(argument), came, shown)


async def _about_resident(
    turn: Turn, who: Person, resident_id: int, came: Came, shown: Message
) -> Message | None:
    """Shown as a message of its own, about this resident, so that a reply to it finds them."""
    await say(turn, Address(who.id, resident_id), shown, purpose="answer")
    await screens.bury(turn, who.id)
    return None


async def _write(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    shown = await staff.write_to(turn, who, _number(argument))
    return await _about_resident(turn, who, _number(argument), came, shown)


async def _done(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    return await staff.done(turn, who, _number(argument))


async def _tasks(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await tasks.listed(turn, who)


async def _task(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    return await tasks.shown(turn, who, _number(argument))


async def _task_done(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    await tasks.finish(turn, who, _number(argument))
    return await tasks.listed(turn, who)


async def _tonight(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    return await tonight.open_request(turn, who, _number(argument))


async def _reported(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    await tonight.reported(turn, who, _number(argument))
    return await tasks.listed(turn, who)


async def _register(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    await applications.register(turn, who, _number(argument))
    return await tasks.listed(turn, who)


async def _answers(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    shown = await applications.read(turn, who, _number(argument))
    return lines(*shown.lines, rows=((button("staff.menu.tasks", "tasks"),),))


async def _appointment(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    return await _flow(turn, who, "new_appointment", came)


async def _away(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    if not argument:
        return await staff.choose_stand_in(turn, who)
    return await staff.go_away(turn, who, _number(argument) or None)


async def _back(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    return await staff.come_back(turn, who)


async def _take(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    return await staff.take(turn, who, _number(argument), None)


async def _give(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    resident, _, worker = argument.partition(".")
    return await staff.take(turn, who, _number(resident), _number(worker))


async def _send_kept(turn: Turn, who: Person, argument: str, came: Came) -> Message | None:
    shown = await staff.send_kept(turn, who, _number(argument))
    return await _about_resident(turn, who, _number(argument), came, shown)


async def _drop_kept(turn: Turn, who: Person, _: str, came: Came) -> Message | None:
    await held.take_back(turn, who)
    return lines(t("held.removed"), rows=((button("menu.button.menu", "menu"),),))


EVERYBODY: dict[str, Act] = {
    "menu": _menu,
    "again": _again,
    "help": _help,
    "language": _language,
    "read": _read,
    "flow": _flow,
}
RESIDENT: dict[str, Act] = {
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
    "my_application": _my_application,
    "cannot_pay": _cannot_pay,
    "send_held": _send_held,
    "drop_held": _drop_held,
    "show_held": _show_held,
    "try_again": _try_again,
    "come": _come,
    "move": _move,
    "talk_first": _talk_first,
    "no_reminder": _no_reminder,
    "rent_paid": _rent_paid,
    "rent_fine": _rent_fine,
    "rent_hard": _rent_hard,
    "rent_stop": _rent_stop,
}
STAFF: dict[str, Act] = {
    "list": _list,
    "people": _people,
    "open": _open,
    "write": _write,
    "done": _done,
    "tasks": _tasks,
    "task": _task,
    "task_done": _task_done,
    "tonight": _tonight,
    "reported": _reported,
    "register": _register,
    "answers": _answers,
    "appointment": _appointment,
    "away": _away,
    "back": _back,
    "take": _take,
    "give": _give,
    "send_kept": _send_kept,
    "drop_kept": _drop_kept,
}
