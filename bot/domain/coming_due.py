"""What is due: taken into the inbox like everything else, and handled in the person's own lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import conversations, for_a_human, people
from bot.domain.appointments import invitations
from bot.domain.archive import files
from bot.domain.cases import answers, month
from bot.domain.danger import flags, unfinished
from bot.domain.discharge import clock
from bot.domain.meetings import invited
from bot.domain.mine import privacy
from bot.domain.money import cannot_pay
from bot.domain.owners import away, handing_over
from bot.domain.relay import gathering, held
from bot.domain.remember import begun, quiet, unanswered
from bot.domain.reminders.ledger import unreached
from bot.domain.reminders.send import WITH, queue, remind
from bot.domain.repairs import waiting as repairs_waiting
from bot.domain.team import threat
from bot.domain.team.due import DAY
from bot.domain.texts import button, lines, t
from bot.domain.tonight import duty, requests
from bot.rules.discretion import RECENT
from bot.store import departures, from_us, threads, timers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def came_due(turn: Turn, timer_id: int) -> None:
    """Carry out one due row; one that was cancelled meanwhile is passed over."""
    timer = await timers.by_id(turn.tx, timer_id)
    if timer is None or timer.state != "taken" or (timer.reason or "").startswith(WITH):
        return
    who = await people.person(turn, timer.person_id)
    if who is None:
        await timers.settle(turn.tx, timer.id, "cancelled", "erased")
        return
    if await departures.gone(turn.tx, who.id):
        await timers.settle(turn.tx, timer.id, "cancelled", "departed")
        return
    family = timer.rule.partition(".")[0]
    if timer.useless_after is not None and turn.at >= timer.useless_after:
        # The late rule of every kind: what has no use any more is not said.
        await timers.settle(turn.tx, timer.id, "skipped", "no_longer_of_use")
        return
    carry_out = DUE.get(family)
    if carry_out is None:
        await timers.settle(turn.tx, timer.id, "skipped", "no such rule")
        return
    await carry_out(turn, who, timer)
    # What is queued says itself when it has gone out; everything else is done now.
    if family not in QUEUED:
        await timers.settle(turn.tx, timer.id, "done")


async def _held(turn: Turn, who: Person, _: timers.Timer) -> None:
    await held.came_due(turn, who)


async def _export(turn: Turn, who: Person, timer: timers.Timer) -> None:
    await files.came_due(turn, who, timer.subject)


async def _danger(turn: Turn, _: Person, timer: timers.Timer) -> None:
    await flags.came_due(turn, timer.subject)


async def _unfinished(turn: Turn, _: Person, timer: timers.Timer) -> None:
    await unfinished.came_due(turn, timer.subject)


async def _tonight(turn: Turn, _: Person, timer: timers.Timer) -> None:
    await duty.came_due(turn, timer.subject, timer.occurrence)


async def _threat(turn: Turn, who: Person, timer: timers.Timer) -> None:
    await threat.came_due(turn, who, timer.subject, int(timer.occurrence))


async def _money(turn: Turn, who: Person, timer: timers.Timer) -> None:
    await cannot_pay.came_due(turn, who, timer)


async def _hand_over(turn: Turn, _: Person, timer: timers.Timer) -> None:
    await handing_over.move(turn, timer.subject)


async def _away(turn: Turn, who: Person, timer: timers.Timer) -> None:
    await away.came_due(turn, who, timer)


async def _unreached(turn: Turn, who: Person, _: timers.Timer) -> None:
    await unreached(turn, who.id)


async def _answer(turn: Turn, _: Person, timer: timers.Timer) -> None:
    await unanswered.came_due(turn, timer)


async def _silence(turn: Turn, who: Person, _: timers.Timer) -> None:
    await quiet.came_due(turn, who)


async def _morning(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """The morning after: one question, under a cover like everything unasked."""
    if who.profile.no_follow_up:
        await timers.settle(turn.tx, timer.id, "skipped", "no follow-up")
        return
    message = lines(
        t("tonight.morning"), rows=((button("tonight.morning.answer", "flow", "morning"),),)
    )
    await queue(turn, timer, message, "news")


async def _album(turn: Turn, who: Person, timer: timers.Timer) -> None:
    """A second has passed since the last of the files: they go on together."""
    whole = await gathering.close(turn, who, timer.occurrence)
    if whole is None:
        return
    if turn.now - from_us(timer.due_at) <= RECENT:
        # It is their own doing, a moment ago.
        turn.caused_by = who.id
    await for_a_human.whole_came(turn, who, whole)


async def time_is_up(turn: Turn, person_id: int) -> None:
    """
    A provisional person who never said yes is erased after 24 hours.

    Not while a request for tonight is open, or a human still owes them an answer.
    """
    who = await people.person(turn, person_id)
    if who is None or who.state != "provisional":
        return
    open_request = await requests.current(turn, person_id)
    owed = await threads.waiting_since(turn.tx, person_id)
    flagged = await flags.is_open(turn, person_id)
    if open_request is not None or owed is not None or flagged:
        await people.wait_with_erasing(turn, who)
        return
    await conversations.pause(turn, who)
    await privacy.erase(turn, person_id)


DUE: dict[str, Callable[[Turn, Person, timers.Timer], Awaitable[None]]] = DAY | {
    "offer": answers.came_due,
    "case": month.came_due,
    "appointment": remind,
    "rent": remind,
    "deadline": remind,
    "discharge": remind,
    **clock.DUE,
    "money": _money,
    "unreached": _unreached,
    "invited": invited.came_due,
    "held": _held,
    "danger": _danger,
    unfinished.RULE: _unfinished,
    threat.RULE: _threat,
    "answer": _answer,
    "silence": _silence,
    "begun": begun.came_due,
    "tonight": _tonight,
    "morning": _morning,
    files.RULE: _export,
    "invitation": invitations.came_due,
    "handover": _hand_over,
    "away": _away,
    "album": _album,
    repairs_waiting.RULE: repairs_waiting.came_due,
}
"""What is done when a row of a family of rules is due: «rent.3d» is of the family «rent»."""
QUEUED = clock.SETTLES | {"appointment", "rent", "deadline", "discharge", "morning", "answer"}
"""What says itself what became of it: when it has gone out, or with a reason of its own."""
