"""The ledger: of every reminder whether it went out, and if not why; who is told when none can."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain import access, due, people, tasks
from bot.domain.money import rent_shows
from bot.domain.reminders import told
from bot.domain.reminders.send import GATHERED, WITH
from bot.domain.texts import t
from bot.flow.message import Moment
from bot.rules.access import Thing
from bot.rules.opening import next_open
from bot.store import accounts, appointments, from_us, timers

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

LOST = (
    "no_longer_of_use",
    "no_allowed_time_left",
    "did not come through",
    "a fault of ours",
    "nobody to read the answer",
)
"""Why a reminder that somebody wanted did not go out."""
UNREACHED = "unreached"


async def as_it_stands(
    turn: Turn, who: Person, timer_id: int, queued: Message | None
) -> Message | None:
    """
    What a reminder that waits to be sent says now; None once it is no longer wanted.

    Of rent it shows what the person chose last, not what they had chosen when it was queued.
    """
    timer = await timers.by_id(turn.tx, timer_id)
    if timer is None or timer.state != "taken":
        return None
    if told.family_of(timer) != "rent":
        return queued
    if await timers.gather(turn.tx, who.id, f"{WITH}{timer_id}", turn.at):
        return queued
    return await told.first(turn, who, timer)


async def settled(turn: Turn, timer_id: int, *, came: bool, expired: bool = False) -> None:
    """The ledger says of every reminder whether it went out; one that could not is a human's to carry."""
    timer = await timers.by_id(turn.tx, timer_id)
    if timer is None:
        return
    along = await timers.gather(turn.tx, timer.person_id, f"{WITH}{timer_id}", turn.at)
    if timer.state != "taken":
        # Cancelled while it waited: what was to go out with it is sent by itself.
        for one in along:
            await timers.postpone(turn.tx, one.id, turn.at)
            await timers.note(turn.tx, one.id, GATHERED)
        return
    if came:
        await timers.settle(turn.tx, timer_id, "done", "sent")
        for one in along:
            await timers.settle(turn.tx, one.id, "done", "sent with another")
        return
    reason = "no_longer_of_use" if expired else "did not come through"
    for one in (timer, *along):
        await timers.settle(turn.tx, one.id, "skipped", reason)
    if not expired:
        await _nobody_there(turn, timer)


async def _nobody_there(turn: Turn, timer: timers.Timer) -> None:
    """The worker is told in her hours that reminders do not reach the person: once, until they do again."""
    account = await accounts.of_person(turn.tx, timer.person_id)
    since = str(account.blocked_at or "") if account else "no account"
    if since and since in await timers.occurrences(turn.tx, UNREACHED, timer.person_id):
        return
    who = timer.person_id
    when = next_open(turn.house.worker_opening, turn.now, turn.house.zone) or turn.now
    if when > turn.now:
        await due.at(turn, UNREACHED, who, who, when, occurrence=since)
        return
    await timers.record(turn.tx, turn.new_id(), UNREACHED, who, who, turn.at, since)
    await unreached(turn, who)


async def unreached(turn: Turn, person_id: int) -> None:
    """A task: try another way. It holds what appointments say; rent is asked for when it is read."""
    contact = await people.contact_of(turn, person_id)
    ahead = await appointments.coming_of(turn.tx, person_id, turn.at)
    about = tuple(t("task.not_through.ahead", at=Moment(from_us(one.starts_at))) for one in ahead)
    await tasks.open_once(
        turn,
        "not_through",
        contact.role,
        subject=person_id,
        owner=contact.owner,
        note=tasks.Note(lines=about),
    )


async def given_up(turn: Turn, timer_id: int) -> None:
    """What could not be handled is accounted for too; the fault itself is the administrator's."""
    await timers.settle(turn.tx, timer_id, "skipped", "a fault of ours")


class NotSent(NamedTuple):
    """A reminder that did not go out; `at` is the appointment's time, None where a worker may not know."""

    resident_id: int
    was_due: dt.datetime
    why: str
    at: dt.datetime | None
    of_rent: bool = False


async def not_sent_since(turn: Turn, worker: Person, since: dt.datetime) -> list[NotSent]:
    """
    What did not reach the residents of this worker since then, oldest first.

    Of appointments it says which, of rent that it was rent where the person has said yes to that; of
    anything else only that there was something.
    """
    found: list[NotSent] = []
    for resident_id in await people.residents_of(turn, worker.id):
        if not await access.may(turn, worker, "read", Thing.APPOINTMENTS, resident_id):
            continue
        rent_too = await rent_shows.may_know(turn, worker, resident_id)
        for timer in await timers.ledger(turn.tx, resident_id):
            lost = timer.state == "skipped" and timer.reason in LOST
            if not lost or from_us(timer.was_due) < since:
                continue
            at = None
            if timer.rule.startswith("appointment"):
                one = await appointments.by_id(turn.tx, timer.subject)
                at = from_us(one.starts_at) if one is not None else None
            was_due = from_us(timer.was_due)
            of_rent = rent_too and told.family_of(timer) == "rent"
            found.append(NotSent(resident_id, was_due, str(timer.reason), at, of_rent))
    return sorted(found, key=lambda one: one.was_due)
