from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.store import deliveries, messages, sending
from bot.store.deliveries import Delivery, Outcome
from bot.store.sending import Arrived

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.store import Store, Tx


@pytest.fixture
def queue(store: Store, ada: int, new_id: Callable[[], int]) -> Callable[..., Awaitable[Outcome]]:
    """Queue a delivery to Ada, with her message made if it is a send; `id` is the content."""

    async def put(kind: str, message_id: int, **changed: Any) -> Outcome:
        row_id = changed.pop("id", None) or new_id()
        given: dict[str, Any] = {
            "recipient_id": ada,
            "subject_id": ada,
            "stream": "screen",
            "priority": 1,
            "purpose": "screen",
            "body": b"%d" % row_id,
            "not_before": 10,
            "created_at": 10,
        }
        delivery = Delivery(id=row_id, kind=kind, message_id=message_id, **(given | changed))  # type: ignore[arg-type]  # a test's short form

        async def body(tx: Tx) -> Outcome:
            if kind == "send":
                await messages.add(tx, messages.Sent(message_id, ada, "screen", ada, 10))
            return await deliveries.queue(tx, delivery)

        return await store.transact(body)

    return put


async def ready(store: Store, now: int = 10, limit: int = 50, **busy: Any) -> list[Delivery]:
    """What may go out at `now`."""
    return await store.read(lambda tx: sending.ready(tx, now, limit, **busy))


async def take(store: Store, now: int = 10) -> list[Delivery]:
    """Mark all that is ready as being sent."""
    found = await ready(store, now)
    marked = await store.transact(lambda tx: sending.mark_sending(tx, [one.id for one in found]))
    assert marked == {one.id for one in found}
    return found


async def sent(store: Store, *found: Delivery, first: int = 500) -> None:
    """Mark these as sent, the sends as messages from `first` on."""
    arrived = [
        Arrived(one, 40, (first + n,) if one.kind == "send" else ()) for n, one in enumerate(found)
    ]
    await store.transact(lambda tx: sending.mark_sent(tx, arrived, 20))


async def test_a_send_goes_out_and_stands_somewhere(store: Store, queue: Any) -> None:
    """Queued, sending, sent; the platform's message leads to ours, and ours to the platform's."""
    assert await queue("send", 1, id=100) == "queued"
    [one] = await take(store)
    assert (one.id, one.message_id, one.body, one.kind) == (100, 1, b"100", "send")
    assert await ready(store) == []
    assert [row.id for row in await store.read(sending.in_doubt)] == [100]
    await store.transact(lambda tx: sending.mark_sent(tx, [Arrived(one, 40, (500, 501))], 20))
    assert await store.read(sending.in_doubt) == []
    found = await store.read(lambda tx: messages.at_place(tx, 40, 501))
    assert found is not None
    assert (found.id, found.state) == (1, "sent")
    places = await store.read(lambda tx: messages.places(tx, 1))
    assert [place.platform_message_id for place in places] == [500, 501]
    settled = await store.read(lambda tx: deliveries.by_id(tx, 100))
    assert settled is not None
    assert (settled.state, settled.settled_at, settled.tries) == ("sent", 20, 1)


async def test_an_edit_takes_the_place_of_what_waits(store: Store, queue: Any) -> None:
    """A queued send gets the new content, in its old place, never earlier; the old id is gone."""
    await queue("send", 1, id=100, not_before=30, priority=2)
    await queue("send", 2, id=101)
    assert await queue("edit", 1, id=102, priority=0, not_before=10) == "replaced"
    assert await store.transact(lambda tx: sending.mark_sending(tx, [100])) == set()
    assert await ready(store, 10) == []  # it is still first in its stream, and rests
    [one] = await ready(store, 30)
    assert (one.id, one.kind, one.body, one.priority) == (102, "send", b"102", 0)


async def test_an_edit_waits_behind_what_is_under_way(store: Store, queue: Any) -> None:
    """It goes out after it, whatever stream it named; two edits become one."""
    await queue("send", 1, id=100)
    [one] = await take(store)
    assert await queue("edit", 1, id=101, stream="another") == "queued"
    assert await queue("edit", 1, id=102, stream="another") == "replaced"
    assert await ready(store) == []
    await sent(store, one)
    [edit] = await ready(store)
    assert (edit.id, edit.kind, edit.stream) == (102, "edit", "screen")


@pytest.mark.parametrize("ending", ["failed", "unknown", "dropped"])
async def test_an_edit_of_what_never_came_through_is_dropped(
    store: Store, queue: Any, ending: Any
) -> None:
    """The edit that waited falls away with its message; a later one is not queued at all."""
    await queue("send", 1, id=100)
    [one] = await take(store)
    await queue("edit", 1, id=101)
    await store.transact(lambda tx: sending.settle(tx, [one], ending, "blocked", 20))
    waited = await store.read(lambda tx: deliveries.by_id(tx, 101))
    assert waited is not None
    assert (waited.state, waited.reason) == ("dropped", "no message")
    assert await queue("edit", 1, id=102) == "dropped"
    assert await queue("delete", 1, id=103) == "dropped"
    assert await ready(store) == []
    message = await store.read(lambda tx: messages.by_id(tx, 1))
    assert message is not None
    assert message.state == ("unknown" if ending == "unknown" else "failed")


async def test_a_failed_edit_leaves_its_message_standing(store: Store, queue: Any) -> None:
    """Only the edit is lost; the next edit goes out."""
    await queue("send", 1, id=100)
    await sent(store, *await take(store))
    await queue("edit", 1, id=101)
    [edit] = await take(store)
    await queue("edit", 1, id=102)
    await store.transact(lambda tx: sending.settle(tx, [edit], "failed", "bad", 20))
    assert [one.id for one in await ready(store)] == [102]
    message = await store.read(lambda tx: messages.by_id(tx, 1))
    assert message is not None
    assert message.state == "sent"


async def test_deleting_what_waits_withdraws_it(store: Store, queue: Any) -> None:
    """Nothing goes out at all, and what comes after for that message is dropped."""
    await queue("send", 1, id=100)
    assert await queue("delete", 1, id=101) == "dropped"
    assert await ready(store) == []
    assert await queue("edit", 1, id=102) == "dropped"
    withdrawn = await store.read(lambda tx: deliveries.by_id(tx, 100))
    assert withdrawn is not None
    assert (withdrawn.state, withdrawn.reason, withdrawn.body) == ("dropped", "withdrawn", None)


async def test_deleting_what_stands_forgets_where_it_stood(store: Store, queue: Any) -> None:
    """The waiting edit is withdrawn, the deletion goes out once, and then nothing stands."""
    await queue("send", 1, id=100)
    await sent(store, *await take(store))
    await queue("edit", 1, id=101)
    assert await queue("delete", 1, id=102) == "queued"
    assert await queue("delete", 1, id=103) == "dropped"
    assert await queue("edit", 1, id=104) == "dropped"
    [gone] = await take(store)
    assert (gone.id, gone.kind) == (102, "delete")
    await sent(store, gone)
    assert await store.read(lambda tx: messages.places(tx, 1)) == []
    message = await store.read(lambda tx: messages.by_id(tx, 1))
    assert message is not None
    assert message.state == "gone"


async def test_their_own_message_can_be_taken_away(store: Store, queue: Any, ada: int) -> None:
    """A message from the person has an id of ours and a place, and so can be deleted."""

    async def received(tx: Tx) -> None:
        await messages.add(tx, messages.Sent(1, ada, "answer", ada, 5, "received"))
        await messages.place(tx, [messages.Placed(40, 77, 1, 5)] * 2)

    await store.transact(received)
    assert await queue("delete", 1, id=100) == "queued"
    placed = await store.read(lambda tx: messages.at_place(tx, 40, 77))
    assert placed is not None
    assert placed.id == 1


async def test_without_a_message_of_ours_no_rule_applies(store: Store, queue: Any) -> None:
    """Message 0 is one that has no id of ours: what is queued for it simply goes out."""
    assert await queue("delete", 0, id=100, stream="a") == "queued"
    assert await queue("delete", 0, id=101, stream="b") == "queued"
    found = await take(store)
    assert [one.message_id for one in found] == [0, 0]
    await sent(store, *found)
    await store.transact(lambda tx: sending.settle(tx, found, "failed", "gone", 20))


async def test_priority_chooses_between_streams_and_order_holds_within(
    store: Store, queue: Any
) -> None:
    """The first of each stream, the most urgent first, then the oldest; a busy stream is left out."""
    await queue("send", 1, id=100, stream="bulk", priority=3)
    await queue("send", 2, id=101, stream="a", priority=1)
    await queue("send", 3, id=102, stream="a", priority=0)
    await queue("send", 4, id=103, stream="b", priority=0)
    await queue("send", 5, id=104, stream="c", priority=1)
    assert [one.id for one in await ready(store)] == [103, 101, 104, 100]
    assert [one.id for one in await ready(store, limit=2)] == [103, 101]
    busy = await ready(store, busy_streams={"b", "bulk"})
    assert [one.id for one in busy] == [101, 104]
    assert await ready(store, busy_people={7}) == []


async def test_what_was_surely_not_sent_goes_back_to_its_place(store: Store, queue: Any) -> None:
    """It rests until its time, ahead of what came after it, and its tries are counted."""
    await queue("send", 1, id=100)
    await queue("send", 2, id=101)
    [one] = await take(store)
    await store.transact(lambda tx: sending.put_back(tx, [one.id], 50))
    assert await ready(store, 49) == []
    assert await store.read(lambda tx: sending.next_due(tx, 20)) == 50
    [again] = await ready(store, 50)
    assert (again.id, again.tries) == (100, 1)
    assert await store.read(lambda tx: sending.next_due(tx, 50)) is None


async def test_the_newest_edit_wins_also_behind_one_put_back(store: Store, queue: Any) -> None:
    """With a send and an edit both waiting, the next edit replaces the later of them."""
    await queue("send", 1, id=100)
    [one] = await take(store)
    await queue("edit", 1, id=101)
    await store.transact(lambda tx: sending.put_back(tx, [one.id], 10))
    assert await queue("edit", 1, id=102) == "replaced"
    [first] = await take(store)
    await sent(store, first)
    [last] = await ready(store)
    assert (first.id, last.id, last.kind) == (100, 102, "edit")


async def test_what_expires_is_offered_to_be_dropped(store: Store, queue: Any) -> None:
    """A resting delivery comes up when it expires, so that somebody can be told."""
    await queue("send", 1, id=100, not_before=100, expires_at=60)
    assert await store.read(lambda tx: sending.next_due(tx, 20)) == 60
    assert await ready(store, 59) == []
    assert [one.id for one in await ready(store, 60)] == [100]


async def test_what_a_message_shows_can_be_found(store: Store, queue: Any) -> None:
    """The newest content of a message, for revealing a cover; old rows are forgotten in time."""
    await queue("send", 1, id=100)
    await sent(store, *await take(store))
    await queue("edit", 1, id=101)
    shown = await store.read(lambda tx: deliveries.latest_of(tx, 1))
    assert shown is not None
    assert shown.id == 101
    assert await store.transact(lambda tx: deliveries.forget_settled(tx, 20)) == 0
    assert await store.transact(lambda tx: deliveries.forget_settled(tx, 21)) == 1


async def test_marking_nothing_asks_nothing(store: Store) -> None:
    """An empty batch costs no statement."""
    asked: list[str] = []
    store.before_statement = asked.append

    async def body(tx: Tx) -> None:
        assert await sending.mark_sending(tx, []) == set()
        await sending.mark_sent(tx, [], 1)
        await sending.settle(tx, [], "failed", "", 1)
        await sending.put_back(tx, [], 1)

    await store.transact(body)
    assert asked == ["COMMIT"]


async def test_the_hot_queries_use_their_indexes(sqlite_store: Store) -> None:
    """`ready` walks the queue in its order without sorting, and never reads the whole table."""

    async def body(tx: Tx) -> str:
        seen: list[tuple[str, tuple[Any, ...]]] = []

        class Spy:
            async def all(self, sql: str, *values: Any) -> list[Any]:
                seen.append((sql, values))
                return []

        await sending.ready(Spy(), 1, 10)  # type: ignore[arg-type]  # stands in for a Tx
        sql, values = seen[0]
        return "\n".join(
            row["detail"] for row in await tx.all(f"EXPLAIN QUERY PLAN {sql}", *values)
        )

    steps = await sqlite_store.read(body)
    assert "INDEX deliveries_queued" in steps
    assert "INDEX deliveries_open" in steps
    assert "TEMP B-TREE" not in steps
