"""What must hold in an office at every moment, looked up in the store without asking whoever wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain import access, outgoing, people, tasks
from bot.domain.relay import thread_access
from bot.domain.team import listing
from bot.pack import worker_opening
from bot.rules import ownership
from bot.rules.access import Thing
from bot.rules.opening import is_open
from bot.store import accounts, danger, from_us, need, shown, threads, timers
from tests.promises.office import OSLO, PACK

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store.threads import ThreadMessage
    from tests.promises.office import Arrival

EVERYBODY = 500
REMINDS = frozenset({"unanswered", "silence", "begun"})
"""Kinds of tasks that remind of something; all others tell of what somebody just did."""


@dataclass
class Seen:
    """What was seen before, for what may only go forward."""

    ranks: dict[int, int] = field(default_factory=dict)
    outbound: set[int] = field(default_factory=set)
    owed: dict[int, set[int]] = field(default_factory=dict)
    """The messages of each resident that no human has answered or closed."""
    arrivals: int = 0


async def all_of(turn: Turn, resident_id: int) -> list[ThreadMessage]:
    """The whole thread, oldest first."""
    return await threads.latest(turn.tx, resident_id, 10_000)


def rank(message: ThreadMessage) -> int:
    """How far a message has come."""
    if message.opened_at is not None:
        return 3
    return {"queued": 0, "failed": 1, "sent": 2}[message.state]


async def note_answers(turn: Turn, seen: Seen, resident_id: int) -> None:
    """An answer answers what was opened before; what came meanwhile is still owed."""
    whole = await all_of(turn, resident_id)
    owed = seen.owed.setdefault(resident_id, set())
    for message in whole:
        if message.inbound and message.id not in seen.ranks and message.deleted_at is None:
            owed.add(message.id)
        if not message.inbound and message.id not in seen.outbound:
            seen.outbound.add(message.id)
            closed_by_a_human(owed, whole)
    owed -= {one.id for one in whole if one.deleted_at is not None}


def closed_by_a_human(owed: set[int], whole: list[ThreadMessage]) -> None:
    """What has been opened is answered, or «Ferdig»; the rest is not."""
    owed &= {one.id for one in whole if one.opened_at is None}


async def words_wait_with_somebody(
    turn: Turn, seen: Seen, resident_id: int, staff: list[Person]
) -> None:
    """While something is owed it stands on a list of somebody who may answer, or in the queue."""
    owed = seen.owed[resident_id]
    waiting = await threads.waiting_since(turn.tx, resident_id)
    assert (waiting is not None) == bool(owed), ("waits", waiting, owed)
    planned = await turn.tx.all(
        "SELECT occurrence, due_at FROM timers WHERE rule = 'answer' AND subject = ?"
        " AND state IN ('planned', 'taken')",
        resident_id,
    )
    assert len(planned) == bool(owed), ("the next reminder", [tuple(one) for one in planned])
    if not owed:
        return
    contact = await people.contact_of(turn, resident_id)
    lists = {one.id: await _on_list(turn, one, resident_id) for one in staff}
    writes = {one.id: await thread_access.may_write(turn, one, resident_id) for one in staff}
    for one in contact.ids:
        assert writes[one], ("the owner may not write", one)
        assert lists[one], ("not on the owner's list", one)
    if not contact.ids:
        assert contact.is_team
        waits = await threads.waiting_unread(turn.tx, turn.at)
        assert resident_id in {one.resident_id for one in waits}, "in nobody's queue"


async def _on_list(turn: Turn, one: Person, resident_id: int) -> bool:
    places = await need.page(turn.tx, await listing.reader(turn, one), EVERYBODY)
    return resident_id in {place.resident_id for place in places}


async def only_the_owner_reads(turn: Turn, resident_id: int, everyone: list[Person]) -> set[int]:
    """Who may read the thread without a reason is whom it is with now, and nobody else."""
    worker = await people.worker_of(turn, resident_id)
    contact = await people.contact_of(turn, resident_id)
    away = await people.away_now(turn)
    owners = set(contact.ids)
    if worker is not None:
        owners.add(worker)
        owners |= {one for one in away.values() if one and worker in ownership.reads_for(one, away)}
    for flag in await danger.open_about(turn.tx, resident_id):
        owners |= set(await danger.told(turn.tx, flag.id))
    failed = [
        one
        for one in await all_of(turn, resident_id)
        if one.inbound and one.state == "failed" and one.opened_at is None
    ]
    if failed:
        owners |= set(await people.holders(turn, "coordinator"))
    may = set()
    for one in everyone:
        stands = await thread_access.stands(turn, one, resident_id)
        if access.whole(access.allowed(one, "read", Thing.THREAD, stands)):
            may.add(one.id)
    assert may <= owners | {resident_id}, ("reads without being the owner", may - owners)
    return may


async def nothing_is_left_with_others(
    turn: Turn, resident_id: int, may: set[int], everyone: list[Person]
) -> None:
    """Who follows them up no more has nobody open, and nothing of theirs in the chat."""
    for one in everyone:
        if one.id in may or one.id == resident_id or one.roles & {"duty", "coordinator"}:
            continue
        opened = await turn.tx.value(
            "SELECT 1 FROM open_persons WHERE worker_id = ? AND resident_id = ?",
            one.id,
            resident_id,
        )
        assert not opened, ("still open", one.id)
        account = await accounts.of_person(turn.tx, one.id)
        if account is None or account.blocked_at is not None:
            continue
        for message_id in await shown.about(turn.tx, one.id, resident_id):
            out_of_reach = await turn.tx.value(
                "SELECT 1 FROM deliveries WHERE message_id = ? AND kind = 'delete'"
                " AND reason = 'blocked'",
                message_id,
            )
            if out_of_reach:
                continue  # the chat took nothing when it was to go
            purpose = await turn.tx.value("SELECT purpose FROM messages WHERE id = ?", message_id)
            assert purpose not in {"answer", "relay"}, ("still shown", one.id)


async def receipts_are_true(turn: Turn, seen: Seen, resident_id: int) -> None:
    """«Sendt» and «Åpnet» are said of what was, and nothing goes back."""
    for message in await all_of(turn, resident_id):
        now = rank(message)
        assert now >= seen.ranks.get(message.id, 0), ("went back", message)
        seen.ranks[message.id] = now
        if message.receipt_id is None or message.deleted_at is not None:
            continue
        found = await outgoing.shown(turn, message.receipt_id)
        if found is None or found[2].message is None:
            continue
        told = [
            one
            for one in await threads.told_by(turn.tx, message.receipt_id)
            if one.deleted_at is None
        ]
        key = found[2].message.lines[0].key
        least = min(rank(one) for one in told)
        if key == "thread.sent":
            assert least >= 2, (key, told)
        elif key == "thread.opened":
            assert least == 3, (key, told)


async def sent_is_what_left(turn: Turn, sent: list[Arrival], resident_id: int) -> None:
    """What is «sendt» has left: a notice about it, or the words themselves."""
    left = {one.about for one in sent}
    for message in await all_of(turn, resident_id):
        if message.state != "sent":
            continue
        about = f"notice:{resident_id}" if message.inbound else f"thread:{message.id}"
        assert about in left or message.opened_at is not None, ("never left", message)


async def flags_have_an_owner(
    turn: Turn, resident_id: int, staff: list[Person], sent: list[Arrival]
) -> None:
    """An open flag is on the list of somebody who may open it, or its writer knows that nobody reads."""
    for flag in await danger.open_about(turn.tx, resident_id):
        owners = []
        for one in staff:
            stands = await thread_access.stands(turn, one, resident_id)
            if not access.allowed(one, "read", Thing.THREAD, stands):
                continue
            if flag.task_id in {row.id for row in await tasks.mine(turn, one)}:
                owners.append(one.id)
        if owners:
            continue
        ahead = [
            one
            for one in await timers.ledger(turn.tx, resident_id)
            if one.rule == "danger" and one.subject == flag.id and one.state == "planned"
        ]
        assert flag.opened_at is None, ("opened, and nobody's", flag)
        assert flag.shown_id is not None
        told_since = {
            one.purpose
            for one in sent
            if one.to == resident_id and one.at >= from_us(flag.created_at)
        }
        account = await accounts.of_person(turn.tx, resident_id)
        reached = account is not None and account.blocked_at is None
        knows = "tonight" in told_since or not reached
        assert ahead or knows or await _knows_that_nobody_reads(turn, flag.shown_id), flag


async def _knows_that_nobody_reads(turn: Turn, shown_id: int) -> bool:
    found = await outgoing.shown(turn, shown_id)
    if found is None or found[2].message is None:
        return False
    return any(
        line.key in {"danger.nobody", "danger.nobody_here"} for line in found[2].message.lines
    )


async def reminders_keep_hours(turn: Turn, seen: Seen, sent: list[Arrival]) -> None:
    """Nobody who works here is reminded outside the hours."""
    for one in sent[seen.arrivals :]:
        about, _, row = one.about.partition(":")
        kind = about
        if about == "task":
            kind = await turn.tx.value("SELECT kind FROM tasks WHERE id = ?", int(row)) or ""
        if kind == "answer" or kind in REMINDS:
            assert is_open(worker_opening(PACK), one.at, OSLO), ("outside hours", one)
    seen.arrivals = len(sent)


async def all_holds(turn: Turn, seen: Seen, sent: list[Arrival], everyone: list[int]) -> None:
    """Everything of this, for everybody who is still here."""
    found = [await people.person(turn, one) for one in everyone]
    here = [one for one in found if one is not None]
    staff = [one for one in here if one.is_staff]
    await reminders_keep_hours(turn, seen, sent)
    for resident_id in list(seen.owed):
        if resident_id not in {one.id for one in here}:
            left = await turn.tx.value(
                "SELECT COUNT(*) FROM timers WHERE person_id = ? AND state IN ('planned','taken')",
                resident_id,
            )
            assert not left, "something is planned for somebody who is erased"
            continue
        await note_answers(turn, seen, resident_id)
        await words_wait_with_somebody(turn, seen, resident_id, staff)
        may = await only_the_owner_reads(turn, resident_id, here)
        await nothing_is_left_with_others(turn, resident_id, may, here)
        await receipts_are_true(turn, seen, resident_id)
        await sent_is_what_left(turn, sent, resident_id)
        await flags_have_an_owner(turn, resident_id, staff, sent)
