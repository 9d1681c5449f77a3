"""Deliveries in any order of events: what must hold whatever happens."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.store import KeyRing, Store, deliveries, messages, people, sending
from bot.store.deliveries import Delivery

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.store import Tx

T = TypeVar("T")
TABLES = ("deliveries", "platform_messages", "messages")


class Chat(RuleBasedStateMachine):
    """A chat as the platform shows it, beside the store that feeds it.

    `wanted` is the newest content asked for each message, None if it shall not stand any more;
    `shown` is what the platform shows. Contents are delivery ids.
    """

    runner: asyncio.Runner
    store: Store

    def __init__(self) -> None:
        """An empty chat at 10."""
        super().__init__()
        self.ids = count(1)
        self.now = 10
        self.wanted: dict[int, int | None] = {}
        self.shown: dict[int, int] = {}
        self.settled_badly: set[int] = set()
        self.under_way: dict[int, Delivery] = {}

        async def clean(tx: Tx) -> None:
            for table in TABLES:
                await tx.execute(f"DELETE FROM {table}")

        self.do(clean)

    def do(self, body: Callable[[Tx], Awaitable[T]]) -> T:
        """Run a body in a transaction."""
        return self.runner.run(self.store.transact(body))

    def queue(self, kind: Any, message_id: int, stream: str, priority: int, rest: int) -> str:
        """Queue one delivery; the store's answer."""
        row_id = next(self.ids)
        delivery = Delivery(
            id=row_id,
            recipient_id=7,
            subject_id=7,
            stream=stream,
            priority=priority,
            purpose="screen",
            kind=kind,
            message_id=message_id,
            body=b"",
            not_before=self.now + rest,
            created_at=self.now,
        )
        outcome = self.do(lambda tx: deliveries.queue(tx, delivery))
        if outcome != "dropped":
            self.wanted[message_id] = row_id
        return outcome

    @rule(stream=st.sampled_from("ab"), priority=st.integers(0, 2), rest=st.integers(0, 3))
    def send(self, stream: str, priority: int, rest: int) -> None:
        """A new message."""
        message_id = next(self.ids)
        self.do(lambda tx: messages.add(tx, messages.Sent(message_id, 7, "screen", 7, self.now)))
        assert self.queue("send", message_id, stream, priority, rest) == "queued"

    @precondition(lambda self: self.wanted)
    @rule(data=st.data(), stream=st.sampled_from("ab"), priority=st.integers(0, 2))
    def edit(self, data: st.DataObject, stream: str, priority: int) -> None:
        """Change a message: accepted while it stands or still may."""
        message_id = data.draw(st.sampled_from(sorted(self.wanted)))
        expected = self.wanted[message_id] is not None and message_id not in self.lost()
        assert (self.queue("edit", message_id, stream, priority, 0) != "dropped") == expected

    @precondition(lambda self: self.wanted)
    @rule(data=st.data(), stream=st.sampled_from("ab"))
    def delete(self, data: st.DataObject, stream: str) -> None:
        """Take a message away."""
        message_id = data.draw(st.sampled_from(sorted(self.wanted)))
        self.queue("delete", message_id, stream, 1, 0)
        self.wanted[message_id] = None

    def lost(self) -> set[int]:
        """Messages that never came through."""
        return self.settled_badly - self.shown.keys()

    @rule(limit=st.integers(1, 3))
    def take(self, limit: int) -> None:
        """Begin to send some of what is ready; never a change of nothing, one a stream."""
        found = self.do(lambda tx: sending.ready(tx, self.now, limit))
        marked = self.do(lambda tx: sending.mark_sending(tx, [one.id for one in found]))
        assert marked == {one.id for one in found}
        for one in found:
            assert one.kind == "send" or one.message_id in self.shown, "a change of nothing"
            assert one.stream not in {other.stream for other in self.under_way.values()}
            self.under_way[one.id] = one

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def come_through(self, data: st.DataObject) -> None:
        """One call succeeds."""
        self.arrive(data.draw(st.sampled_from(sorted(self.under_way))))

    def arrive(self, row_id: int) -> None:
        """The platform shows it."""
        one = self.under_way.pop(row_id)
        places = (row_id,) if one.kind == "send" else ()
        self.do(lambda tx: sending.mark_sent(tx, [sending.Arrived(one, 40, places)], self.now))
        if one.kind == "delete":
            del self.shown[one.message_id]
        else:
            self.shown[one.message_id] = row_id

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), ending=st.sampled_from(["failed", "unknown", "dropped"]))
    def fail(self, data: st.DataObject, ending: Any) -> None:
        """One call ends without success."""
        one = self.under_way.pop(data.draw(st.sampled_from(sorted(self.under_way))))
        self.do(lambda tx: sending.settle(tx, [one], ending, "why", self.now))
        self.settled_badly.add(one.message_id)
        if one.kind == "delete":
            # It stands there still, and what stands can be changed: to nothing, if need be.
            self.wanted[one.message_id] = self.shown.get(one.message_id)

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), rest=st.integers(0, 3))
    def put_back(self, data: st.DataObject, rest: int) -> None:
        """One call was surely not sent."""
        one = self.under_way.pop(data.draw(st.sampled_from(sorted(self.under_way))))
        self.do(lambda tx: sending.put_back(tx, [one.id], self.now + rest))

    @rule(by=st.integers(1, 3))
    def wait(self, by: int) -> None:
        """Time passes."""
        self.now += by

    @invariant()
    def ready_is_the_first_of_each_free_stream(self) -> None:
        """What `ready` finds is what anybody would find by looking through all rows."""
        rows = self.do(
            lambda tx: tx.all(
                "SELECT stream, state, priority, place, id, not_before FROM deliveries"
                " WHERE settled_at IS NULL ORDER BY place"
            )
        )
        heads = {row["stream"]: row for row in reversed(rows)}
        free = [
            row
            for row in heads.values()
            if row["state"] == "queued" and row["not_before"] <= self.now
        ]
        free.sort(key=lambda row: (row["priority"], row["place"]))
        found = self.do(lambda tx: sending.ready(tx, self.now, 50))
        assert [one.id for one in found] == [row["id"] for row in free]
        in_doubt = self.do(sending.in_doubt)
        assert {one.id for one in in_doubt} == self.under_way.keys()

    def teardown(self) -> None:
        """When everything that can go out has gone out, the chat shows what was last asked for."""
        for _ in range(300):
            due = self.do(lambda tx: sending.next_due(tx, self.now))
            self.now = due or self.now
            self.take(3)
            if not self.under_way and due is None:
                break
            for row_id in sorted(self.under_way):
                self.arrive(row_id)
        for message_id, wanted in self.wanted.items():
            if message_id not in self.settled_badly:
                assert self.shown.get(message_id) == wanted


@pytest.fixture
def chat(url: str) -> Any:
    """The state machine, over one store for all its examples."""
    with asyncio.Runner() as runner:

        async def opened() -> Store:
            store = await Store.open(url, None, KeyRing([b"k" * 32]))
            await store.migrate(now=1)
            ada = people.Row(7, "active", "nb", 1, None, None)
            await store.transact(lambda tx: people.add(tx, ada))
            return store

        store = runner.run(opened())
        yield type("Chat", (Chat,), {"runner": runner, "store": store})
        runner.run(store.close())


def test_a_chat_always_ends_with_what_was_last_asked_for(chat: Any) -> None:
    """Whatever is sent, changed, deleted, fails or waits: order holds and the last word shows."""
    run_state_machine_as_test(
        chat,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
