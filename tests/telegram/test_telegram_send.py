"""Deliveries on their way out, over a real connection: marked, sent, settled, whatever Telegram answers."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from telegram_standin import (
    Standin,
    calling,
    cut_off,
    fine,
    refuse,
    running,
    slow,
    standing,
    storing,
)

from bot.clock import SetClock
from bot.lanes.outcome import Outcome
from bot.store import Store, Tx, messages, people, sending, to_us
from bot.store import deliveries as out
from bot.telegram.limits import TelegramLimits, Unlimited
from bot.telegram.prepared import Drop, Prepared, Wait
from bot.telegram.render import Call, to_delete
from bot.telegram.send import Sender

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.lanes.outcome import Outcome
    from bot.telegram.prepared import Answer

NOW = dt.datetime(2026, 12, 8, 13, tzinfo=dt.UTC)
NUMBERS = count(1)


class Edge:
    """A sender on a stand-in, with a domain that says yes and remembers what it was told."""

    def __init__(self, there: Standin, store: Store, api: Any, **more: Any) -> None:
        """Wire it up; chat and account of a person are the person's id."""
        self.there, self.store, self.clock = there, store, SetClock(NOW)
        self.told: dict[int, list[Outcome]] = {}
        self.answers: dict[int, Answer | Exception] = {}
        self.rehearsed: list[int] = []
        more.setdefault("limits", Unlimited())
        self.sender = Sender(
            api,
            store,
            self.prepare,
            self.settled,
            clock=self.clock,
            first_pause=0.01,
            after_doubt=0.02,
            **more,
        )

    async def prepare(self, tx: Tx, row: out.Delivery) -> Answer:
        """Yes, with the words in the body, unless told otherwise."""
        self.rehearsed.append(row.id)
        answer = self.answers.get(row.id)
        if isinstance(answer, Exception):
            raise answer
        if answer is not None:
            return answer
        chat, words = row.recipient_id, (row.body or b"").decode()
        if row.kind == "send":
            return Prepared(chat, chat, (Call("sendMessage", {"text": words}),))
        (place, *_) = await messages.places(tx, row.message_id)
        if row.kind == "delete":
            return Prepared(chat, chat, (to_delete(place.platform_message_id),))
        params = {"message_id": place.platform_message_id, "text": words}
        return Prepared(chat, chat, (Call("editMessageText", params),))

    async def settled(self, _tx: Tx, row: out.Delivery, outcome: Outcome) -> None:
        """Remember what the domain is told."""
        self.told.setdefault(row.id, []).append(outcome)

    async def add(self, person: int, words: str, **more: Any) -> out.Delivery:
        """Queue a delivery, and wake the sender."""
        number = next(NUMBERS) * 10
        row = out.Delivery(
            **{
                "id": number + 1,
                "recipient_id": person,
                "subject_id": person,
                "stream": f"screen:{person}",
                "priority": 1,
                "purpose": "relay",
                "kind": "send",
                "message_id": number,
                "body": words.encode(),
                "not_before": to_us(self.clock.now()),
                "created_at": to_us(self.clock.now()),
                **more,
            }
        )

        async def body(tx: Tx) -> None:
            if await people.by_id(tx, person) is None:
                await people.add(tx, people.Row(person, "active", "nb", 1, None, None))
            if row.kind == "send":
                sent = messages.Sent(row.message_id, person, row.purpose, person, row.created_at)
                await messages.add(tx, sent)
            await out.queue(tx, row)

        await self.store.transact(body)
        self.sender.wake()
        return row

    async def rest(self) -> None:
        """Wait until all is sent."""
        async with asyncio.timeout(20):
            await self.sender.idle()

    async def state(self, row: out.Delivery) -> str:
        """State and reason of a delivery."""
        found = await self.store.read(lambda tx: out.by_id(tx, row.id))
        assert found is not None
        return f"{found.state} {found.reason or ''}".strip()


@contextlib.asynccontextmanager
async def edge(folder: Path, *, run: bool = True, **more: Any) -> AsyncIterator[Edge]:
    """A sender that runs, or waits to be run."""
    timeouts = {name: more.pop(name) for name in ("read",) if name in more}
    async with (
        standing() as there,
        calling(there.base, **timeouts) as api,
        storing(folder) as store,
    ):
        here = Edge(there, store, api, **more)
        if not run:
            yield here
            return
        async with running(here.sender.run()):
            yield here


async def test_what_is_queued_is_sent_and_the_domain_told(tmp_path: Path) -> None:
    """A message comes through once, stands in the table of Telegram's ids, and the domain hears of it."""
    async with edge(tmp_path) as here:
        row = await here.add(7, "hei")
        await here.rest()
        assert here.there.calls == [("sendMessage", {"chat_id": 7, "text": "hei"})]
        assert await here.state(row) == "sent"
        (outcome,) = here.told[row.id]
        assert (outcome.state, outcome.account_id) == ("sent", 7)
        found = await here.store.read(lambda tx: messages.at_place(tx, 7, outcome.message_ids[0]))
        assert found is not None
        assert found.id == row.message_id


async def test_it_is_marked_before_the_call(tmp_path: Path) -> None:
    """While the call is under way the database says `sending`, committed."""
    async with edge(tmp_path) as here:
        seen: list[str] = []

        async def look(_method: str, _params: dict[str, Any]) -> None:
            seen.append(await here.state(row))

        here.there.faults.append(look)
        row = await here.add(7, "hei")
        await here.rest()
        assert seen == ["sending"]


async def test_order_within_a_stream_and_side_by_side_beyond(tmp_path: Path) -> None:
    """A stream's messages come in order although the first is slow; another person's do not wait for it."""
    async with edge(tmp_path) as here:
        here.there.faults.append(slow(0.3))
        for i in range(4):
            await here.add(7, f"7-{i}")
        for i in range(4):
            await here.add(8, f"8-{i}")
        await here.rest()
        texts = here.there.texts()
        assert [text for text in texts if text[0] == "7"] == [f"7-{i}" for i in range(4)]
        assert [text for text in texts if text[0] == "8"] == [f"8-{i}" for i in range(4)]
        assert texts.index("8-3") < texts.index("7-1")


async def test_priority_chooses_between_streams(tmp_path: Path) -> None:
    """What was queued later but is more urgent goes first."""
    async with edge(tmp_path, run=False, at_once=1) as here:
        await here.add(7, "bulk", priority=9, stream="b")
        await here.add(8, "reminder", priority=5, stream="r")
        await here.add(9, "screen", priority=1, stream="s")
        async with running(here.sender.run()):
            await here.rest()
        assert here.there.texts() == ["screen", "reminder", "bulk"]


@pytest.mark.parametrize(
    ("status", "words", "state", "blocked"),
    [
        (403, "Forbidden: bot was blocked by the user", "failed blocked", True),
        (400, "Bad Request: chat not found", "failed chat_not_found", True),
        (400, "Bad Request: message is too long", "failed too_long", False),
        (400, "Bad Request: something new", "failed other", False),
    ],
)
async def test_refusals_are_told_and_not_repeated(
    tmp_path: Path, status: int, words: str, state: str, blocked: bool
) -> None:
    """403 and 400 are «kom ikke fram», told once; the stream goes on."""
    async with edge(tmp_path) as here:
        here.there.faults.append(refuse(status, words))
        row = await here.add(7, "en")
        await here.add(7, "to")
        await here.rest()
        assert await here.state(row) == state
        (outcome,) = here.told[row.id]
        assert (outcome.state, outcome.blocked) == ("failed", blocked)
        assert here.there.texts() == ["en", "to"]


async def test_an_edit_to_what_stands_there_counts_as_done(tmp_path: Path) -> None:
    """«message is not modified» is a success, and so is deleting what is gone."""
    async with edge(tmp_path) as here:
        row = await here.add(7, "en")
        await here.rest()
        here.there.faults.append(refuse(400, "Bad Request: message is not modified: same"))
        edit = await here.add(7, "en", kind="edit", message_id=row.message_id)
        await here.rest()
        here.there.faults.append(refuse(400, "Bad Request: message to delete not found"))
        gone = await here.add(7, "", kind="delete", message_id=row.message_id)
        await here.rest()
        assert [await here.state(one) for one in (row, edit, gone)] == ["sent"] * 3


async def test_an_edit_that_cannot_be_reached_is_told_as_gone(tmp_path: Path) -> None:
    """Where the message to edit is not there any more, the domain hears `gone`."""
    async with edge(tmp_path) as here:
        row = await here.add(7, "en")
        await here.rest()
        here.there.faults.append(refuse(400, "Bad Request: message to edit not found"))
        edit = await here.add(7, "to", kind="edit", message_id=row.message_id)
        await here.rest()
        assert here.told[edit.id][0].gone


async def test_a_flood_moves_that_chat_only(tmp_path: Path) -> None:
    """429 lets that chat wait as long as Telegram says, nobody else, and loses nothing."""
    async with edge(tmp_path) as here:
        here.there.faults.append(refuse(429, "Too Many Requests", retry_after=1))
        row = await here.add(7, "en")
        await here.there.called.wait()
        for person in range(8, 12):
            await here.add(person, "to")
        start = asyncio.get_running_loop().time()
        while len(here.there.texts()) < 5:
            assert asyncio.get_running_loop().time() - start < 0.8
            await asyncio.sleep(0.01)
        await here.rest()
        assert here.there.texts() == ["en", "to", "to", "to", "to", "en"]
        assert await here.state(row) == "sent"
        assert len(here.told[row.id]) == 1


async def test_nobody_listening_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    """While Telegram cannot be reached everything waits; afterwards each comes once, in order."""
    async with edge(tmp_path) as here:
        api = here.sender._carrier._api
        there, api._url = api._url, "http://127.0.0.1:9/bot/"
        rows = [await here.add(7, f"{i}") for i in range(3)]
        while here.sender._carrier._failures < 3:  # noqa: ASYNC110 - ends by the timeout of the test
            await asyncio.sleep(0.01)
        assert await here.state(rows[0]) in {"queued", "sending"}
        api._url = there
        await here.rest()
        assert here.there.texts() == ["0", "1", "2"]
        assert [len(here.told[row.id]) for row in rows] == [1, 1, 1]


@pytest.mark.parametrize("fault", [cut_off, refuse(502, "Bad Gateway"), slow(1.5)])
async def test_an_unknown_message_is_sent_again_once(tmp_path: Path, fault: Any) -> None:
    """A message of unknown fate goes out once more; if that is unknown too, the domain is told so."""
    async with edge(tmp_path, read=0.3) as here:
        here.there.faults.append(fault)
        once = await here.add(7, "en")
        await here.rest()
        here.there.faults.extend([fault, fault])
        twice = await here.add(7, "to")
        await here.rest()
        assert here.there.texts() == ["en", "en", "to", "to"]
        assert await here.state(once) == "sent"
        assert (await here.state(twice)).startswith("unknown")
        assert [outcome.state for outcome in here.told[twice.id]] == ["unknown"]


async def test_a_code_of_unknown_fate_is_never_sent_again(tmp_path: Path) -> None:
    """A code that may have come through is not repeated."""
    async with edge(tmp_path) as here:
        here.there.faults.append(cut_off)
        row = await here.add(7, "1234", purpose="code")
        await here.rest()
        assert here.there.texts() == ["1234"]
        assert (await here.state(row)).startswith("unknown")


async def test_an_edit_of_unknown_fate_is_made_again(tmp_path: Path) -> None:
    """Edits say the same twice, so they are repeated until an answer comes."""
    async with edge(tmp_path) as here:
        row = await here.add(7, "en")
        await here.rest()
        here.there.faults.extend([cut_off, cut_off])
        edit = await here.add(7, "to", kind="edit", message_id=row.message_id)
        await here.rest()
        assert here.there.texts() == ["en", "to", "to", "to"]
        assert await here.state(edit) == "sent"


async def test_what_a_killed_process_was_sending_is_settled_at_start(tmp_path: Path) -> None:
    """In doubt at start: a message goes out once more, a code is told as unknown, twice in doubt is given up."""
    async with edge(tmp_path, run=False) as here:
        relay = await here.add(7, "en")
        code = await here.add(8, "1234", purpose="code")
        often = await here.add(9, "to")

        async def mark(tx: Tx) -> None:
            await sending.mark_sending(tx, [relay.id, code.id, often.id])
            await sending.put_back(tx, [often.id], 0, in_doubt=True)
            await sending.mark_sending(tx, [often.id])

        await here.store.transact(mark)
        async with running(here.sender.run()):
            await here.rest()
        assert here.there.texts() == ["en"]
        assert await here.state(relay) == "sent"
        assert await here.state(code) == "unknown restart"
        assert await here.state(often) == "unknown restart"


async def test_the_domain_may_drop_or_let_wait(tmp_path: Path) -> None:
    """Access and quiet hours are asked at the moment of sending; after the wait it is asked anew."""
    async with edge(tmp_path, run=False) as here:
        dropped, later = await here.add(7, "en"), await here.add(8, "to")
        here.answers[dropped.id] = Drop("access")
        here.answers[later.id] = Wait(to_us(NOW + dt.timedelta(hours=1)))
        async with running(here.sender.run()):
            await here.rest()
            assert await here.state(dropped) == "dropped access"
            assert here.told[dropped.id][0].state == "dropped"
            assert await here.state(later) == "queued"
            del here.answers[later.id]
            here.clock.move(dt.timedelta(hours=1))
            here.sender.wake()
            await here.rest()
        assert here.there.texts() == ["to"]


async def test_what_has_expired_is_dropped(tmp_path: Path) -> None:
    """A message whose time is over does not go out."""
    async with edge(tmp_path) as here:
        row = await here.add(7, "en", expires_at=to_us(NOW))
        await here.rest()
        assert await here.state(row) == "dropped expired"
        assert here.there.calls == []


async def test_what_cannot_be_prepared_fails_by_place_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A delivery whose rendering raises is told as failed, with type and place; others are sent."""
    async with edge(tmp_path, run=False) as here:
        bad, good = await here.add(7, "en"), await here.add(8, "to")
        here.answers[bad.id] = ValueError("Kari bor i Storgata 1")
        async with running(here.sender.run()):
            await here.rest()
        assert (await here.state(bad)).startswith("failed ValueError test_telegram_send:")
        assert here.told[bad.id][0].state == "failed"
        assert await here.state(good) == "sent"


async def test_a_domain_that_raises_when_told_stops_nothing(tmp_path: Path) -> None:
    """Where the domain fails on being told, what came through is noted all the same, once."""
    async with edge(tmp_path, run=False) as here:
        row = await here.add(7, "en")
        more = await here.add(8, "to")
        tell = here.sender._settled

        async def raises(tx: Tx, delivery: out.Delivery, outcome: Outcome) -> None:
            if delivery.id == row.id:
                raise RuntimeError
            await tell(tx, delivery, outcome)

        here.sender._settled = raises
        async with running(here.sender.run()):
            await here.rest()
        assert [await here.state(one) for one in (row, more)] == ["sent", "sent"]
        assert sorted(here.there.texts()) == ["en", "to"]


async def test_a_long_text_in_parts_goes_on_where_it_broke(tmp_path: Path) -> None:
    """The parts of a long text come in order; where one was surely not sent only the rest is repeated."""
    async with edge(tmp_path, run=False) as here:
        row = await here.add(7, "x")
        parts = tuple(Call("sendMessage", {"text": word}) for word in ("en", "to", "tre"))
        here.answers[row.id] = Prepared(7, 7, parts)
        here.there.faults.extend([fine, refuse(429, "Too Many Requests", retry_after=1)])
        async with running(here.sender.run()):
            await here.rest()
        assert here.there.texts() == ["en", "to", "to", "tre"]
        assert len(here.told[row.id][0].message_ids) == 3
        places = await here.store.read(lambda tx: messages.places(tx, row.message_id))
        assert len(places) == 3


async def test_a_broken_store_is_waited_for(tmp_path: Path) -> None:
    """If the store fails for a while, nothing is sent twice and nothing is lost."""
    async with edge(tmp_path) as here:
        fails = 2

        def hook(sql: str) -> None:
            nonlocal fails
            if "state = 'sent'" in sql and "deliveries" in sql and fails:
                fails -= 1
                raise ConnectionError

        here.store.before_statement = hook
        row = await here.add(7, "en")
        await here.rest()
        assert here.there.texts() == ["en"]
        assert await here.state(row) == "sent"


async def test_stopping_lets_what_is_under_way_come_back(tmp_path: Path) -> None:
    """A stop begins nothing more and waits for answers, so that nothing is in doubt."""
    async with edge(tmp_path, run=False) as here:
        here.there.faults.append(slow(0.2))
        first, second = await here.add(7, "en"), await here.add(7, "to")
        async with running(here.sender.run()) as task:
            await here.there.called.wait()
            here.sender.stop()
            await asyncio.wait_for(task, 5)
        assert await here.state(first) == "sent"
        assert await here.state(second) == "queued"


async def test_telegrams_limits_hold_over_many_chats(tmp_path: Path) -> None:
    """With the limits on, 45 messages to 45 chats take about half a second more than the first second's 30."""
    async with edge(tmp_path, run=False, limits=TelegramLimits()) as here:
        times: list[float] = []

        async def note(_method: str, _params: dict[str, Any]) -> None:
            times.append(asyncio.get_running_loop().time())

        here.there.faults.extend([note] * 45)
        for person in range(100, 145):
            await here.add(person, "hei")
        async with running(here.sender.run()):
            await here.rest()
        assert len(times) == 45
        assert all(b - a >= 1.0 for a, b in zip(times, times[30:], strict=False))
        assert times[-1] - times[0] < 1.5


async def test_who_waits_for_an_answer_goes_before_reminders_that_stand_in_line(
    tmp_path: Path,
) -> None:
    """With no room for anything a reminder stands ready; an answer that comes after it goes first."""
    limits = TelegramLimits(in_all=1, window=0.6)
    async with edge(tmp_path, run=False, limits=limits) as here:
        async with running(here.sender.run()):
            await here.add(6, "full", priority=0)
            await here.there.called.wait()
            reminder = await here.add(7, "reminder", priority=2, stream="r")
            while await here.state(reminder) == "queued":  # noqa: ASYNC110 - its commit tells nobody
                await asyncio.sleep(0.01)
            await here.add(8, "answer", priority=0)
            await here.rest()
        assert here.there.texts() == ["full", "answer", "reminder"]
