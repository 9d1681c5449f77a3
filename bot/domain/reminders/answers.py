"""What one may answer a reminder, whatever it is about: later, tomorrow, no more of this, no more at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import people
from bot.domain.appointments import appointments
from bot.domain.discharge import planning
from bot.domain.errors import Told
from bot.domain.housing import deadlines
from bot.domain.money import rent_plan
from bot.domain.reminders import silenced, told
from bot.domain.reminders.send import safe_of
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment
from bot.rules.pace import put_off
from bot.store import from_us, tenancies, timers, to_us

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

PUT_OFF = ("hours", "tomorrow")


async def _own(turn: Turn, who: Person, timer_id: int) -> timers.Timer:
    timer = await timers.by_id(turn.tx, timer_id)
    if timer is None or timer.person_id != who.id or told.family_of(timer) not in silenced.FAMILIES:
        raise Told("came.stale")
    return timer


async def now(turn: Turn, who: Person, timer_id: int) -> Message:
    """«Ja», or «Tilbake»: the reminder itself, as things stand now."""
    timer = await _own(turn, who, timer_id)
    message = await told.thing(turn, who, timer)
    return message if message is not None else lines(t("remind.over"))


async def more(turn: Turn, who: Person, timer_id: int) -> Message:
    """Everything one may want of a reminder beside its own answers, one tap each."""
    timer = await _own(turn, who, timer_id)
    family = told.family_of(timer)
    rows = [
        (button(f"remind.{choice}", "remind_later", f"{timer_id}.{choice}"),)
        for choice in PUT_OFF
        if _moment(turn, who, timer, choice) is not None
    ]
    rows += [
        (button(f"remind.stop.{family}", "remind_stop", timer_id),),
        (button("remind.stop.all", "remind_stop_all"),),
        (button("menu.button.back", "remind_now", timer_id),),
    ]
    return lines(t("remind.what"), rows=tuple(rows))


def _moment(turn: Turn, who: Person, timer: timers.Timer, choice: str) -> dt.datetime | None:
    ends = from_us(timer.useless_after) if timer.useless_after else None
    if ends is None:
        return None
    return put_off(choice, turn.now, ends, safe_of(who, timer), turn.house.zone)


async def later(turn: Turn, who: Person, timer_id: int, choice: str = "later") -> Message:
    """
    It comes again at another time, if it is of use then.

    A row of its own, below revision 0: so it never meets a revision of the thing it is about.
    """
    timer = await _own(turn, who, timer_id)
    moment = _moment(turn, who, timer, choice)
    if moment is None or await told.thing(turn, who, timer) is None:
        return lines(t("remind.too_late"), rows=((button("remind.see", "remind_now", timer.id),),))
    waits = [
        one
        for one in await timers.ledger(turn.tx, who.id)
        if (one.rule, one.subject, one.occurrence) == (timer.rule, timer.subject, timer.occurrence)
        and one.state == "planned"
        and one.revision < 0
    ]
    if waits:
        # Pressed twice: it is put off once.
        return lines(t("remind.put_off", at=Moment(from_us(waits[0].due_at))))
    lowest = min(await timers.lowest_revision(turn.tx, timer), 0)
    again = msgspec.structs.replace(
        timer,
        id=turn.new_id(),
        revision=lowest - 1,
        due_at=to_us(moment),
        state="planned",
        reason=None,
        first_due=None,
    )
    await timers.plan(turn.tx, [again])
    return lines(t("remind.put_off", at=Moment(moment)))


async def stop(turn: Turn, who: Person, timer_id: int) -> Message:
    """No more of this kind."""
    timer = await _own(turn, who, timer_id)
    family = told.family_of(timer)
    await silence(turn, who, family)
    return lines(t(f"remind.stopped.{family}"), rows=((button("remind.mine", "reminders"),),))


async def stop_all(turn: Turn, who: Person) -> Message:
    """No reminders at all, until the person wants them again."""
    await silence(turn, who, silenced.ALL)
    return lines(t("remind.stopped.all"), rows=((button("remind.mine", "reminders"),),))


async def silence(turn: Turn, who: Person, family: str) -> Person:
    """What is planned of this family, or of all, falls away; appointments and rent stand as they are."""
    who = await people.change(turn, who, silenced=silenced.with_(who, family))
    for one in silenced.FAMILIES if family == silenced.ALL else (family,):
        await timers.cancel_family(turn.tx, who.id, one, timers.SILENCED)
    return who


async def listen_again(turn: Turn, who: Person, family: str) -> Person:
    """Wanted again: planned from now on, as if nothing had been stopped."""
    who = await people.change(turn, who, silenced=silenced.without(who, family))
    await plan_anew(turn, who)
    return who


async def plan_anew(turn: Turn, who: Person) -> None:
    """What the person chose about reminders has changed: everything ahead follows."""
    await appointments.plan_anew(turn, who)
    await deadlines.plan_all(turn, who, anew=True)
    await planning.plan_all(turn, who, anew=True)
    tenancy = await tenancies.of(turn.tx, who.id)
    if tenancy is not None:
        await rent_plan.plan_ahead(turn, who, tenancy, anew=True)
