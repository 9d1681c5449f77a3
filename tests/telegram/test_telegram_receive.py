"""What Telegram gives us is committed before it is acknowledged, and comes once."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram_standin import Standin, calling, refuse, running, standing, storing

from bot.clock import SetClock
from bot.lanes.lanes import Lanes
from bot.store import Store, StoreError, Tx, inbox
from bot.telegram.acknowledge import Acknowledger
from bot.telegram.peek import peek
from bot.telegram.receive import Receiver, SecondPoller, account_lanes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.lanes.intake import Intake

NOW = dt.datetime(2026, 12, 8, 13, tzinfo=dt.UTC)


def message(number: int, user: int = 7, text: str = "hei") -> dict[str, Any]:
    """Somebody wrote."""
    who = {"id": user, "is_bot": False, "first_name": "Kari"}
    chat = {"id": user, "type": "private"}
    words = {"message_id": number, "date": 0, "chat": chat, "from": who, "text": text}
    return {"update_id": number, "message": words}


def press(number: int, user: int = 7) -> dict[str, Any]:
    """Somebody pressed."""
    who = {"id": user, "is_bot": False, "first_name": "Kari"}
    query = {"id": f"q{number}", "from": who, "chat_instance": "1", "data": "x"}
    return {"update_id": number, "callback_query": query}


class Edge:
    """A receiver on a stand-in, and what its handler saw."""

    def __init__(self, there: Standin, store: Store, api: Any, **more: Any) -> None:
        """Wire it up."""
        self.there, self.store = there, store
        self.seen: list[Intake] = []
        self.lanes = Lanes(store, self.handle, self.handle)
        self.acknowledge = Acknowledger(api)
        self.receiver = Receiver(
            api,
            store,
            self.lanes,
            self.acknowledge,
            SetClock(NOW),
            account_lanes(store.keys),
            pause=0.01,
            **more,
        )

    async def handle(self, _tx: Tx, row: Intake) -> None:
        """Remember it."""
        self.seen.append(row)

    async def sees(self, number: int) -> list[str]:
        """The numbers of so many updates that were handled."""
        async with asyncio.timeout(10):
            while len(self.seen) < number:  # noqa: ASYNC110 - ends by the timeout
                await asyncio.sleep(0.005)
            await self.lanes.idle()
        return [row.external_id for row in self.seen]


@contextlib.asynccontextmanager
async def edge(folder: Path, **more: Any) -> AsyncIterator[Edge]:
    """A receiver with its lanes open; not yet polling."""
    async with standing() as there, calling(there.base) as api, storing(folder) as store:
        here = Edge(there, store, api, **more)
        await here.lanes.start()
        yield here
        await here.acknowledge.stop()
        await here.lanes.stop()


async def test_updates_are_taken_in_and_then_acknowledged(tmp_path: Path) -> None:
    """A batch is handled, and the next poll asks for what follows; the first poll of all asks from 0."""
    async with edge(tmp_path) as here:
        here.there.push(message(11))
        here.there.push(message(12, user=8))
        async with running(here.receiver.run()):
            assert sorted(await here.sees(2)) == ["11", "12"]
            here.there.push(message(13))
            await here.sees(3)
        assert here.there.offsets[:2] == [0, 13]
        lanes = {row.external_id: row.lane for row in here.seen}
        assert lanes["11"] == lanes["13"] != lanes["12"]
        assert all(lane != "7" for lane in lanes.values())


async def test_what_comes_again_takes_no_effect_and_no_second_acknowledgement(
    tmp_path: Path,
) -> None:
    """Updates and presses that Telegram repeats after a restart are passed over."""
    async with edge(tmp_path) as here:
        updates = [b'{"update_id":1}', json.dumps(press(2)).encode()]
        assert await here.receiver.take_in(updates) == 3
        assert await here.receiver.take_in(updates) == 3
        assert await here.sees(2) == ["1", "2"]
        await asyncio.gather(*here.acknowledge._tasks)
        assert here.there.calls == [("answerCallbackQuery", {"callback_query_id": "q2"})]


async def test_what_was_not_committed_is_not_acknowledged(tmp_path: Path) -> None:
    """If the inbox cannot be written, the offset stays, and the same updates come again and are handled once."""
    async with edge(tmp_path) as here:
        broken = 2

        def hook(sql: str) -> None:
            nonlocal broken
            if "INTO inbox" in sql and broken:
                broken -= 1
                raise StoreError("disk full")

        here.store.before_statement = hook
        here.there.push(press(5))
        async with running(here.receiver.run()):
            assert await here.sees(1) == ["5"]
            async with asyncio.timeout(10):
                while not here.there.calls:  # noqa: ASYNC110 - the stand-in knows no events
                    await asyncio.sleep(0.005)
        assert here.there.offsets[:3] == [0, 0, 0]
        assert len(here.there.calls) == 1


async def test_a_bad_update_is_kept_raw_and_the_others_go_on(tmp_path: Path) -> None:
    """An update no parser reads is taken in as it came, in a lane of its own."""
    async with edge(tmp_path) as here:
        bad = b'{"update_id": 21, "message": {"from": "nobody"}, "x": [1,2]}'
        here.there.push(bad)
        here.there.push(message(22))
        async with running(here.receiver.run()):
            await here.sees(2)
            async with asyncio.timeout(10):
                while max(here.there.offsets) < 23:  # noqa: ASYNC110 - the stand-in knows no events
                    await asyncio.sleep(0.005)
        by_id = {row.external_id: row for row in here.seen}
        assert (by_id["21"].lane, by_id["21"].payload) == ("unknown", bad)
        assert by_id["22"].lane != "unknown"


async def test_network_errors_pass(tmp_path: Path) -> None:
    """Polling goes on after server errors and answers that are no JSON."""
    async with edge(tmp_path) as here:
        here.there.faults.extend([refuse(502, "Bad Gateway"), refuse(500, "Internal")])
        here.there.push(message(31))
        async with running(here.receiver.run()):
            assert await here.sees(1) == ["31"]
        assert here.there.offsets[0] == 0


async def test_a_second_poller_ends_it_with_a_sentence(tmp_path: Path) -> None:
    """Where somebody else polls, it ends after a few tries and says what to do."""
    async with edge(tmp_path, conflicts=3) as here:
        words = "Conflict: terminated by other getUpdates request"
        here.there.faults.extend([refuse(409, words)] * 3)
        with pytest.raises(SecondPoller, match="Another process polls"):
            await asyncio.wait_for(here.receiver.run(), 5)
        hook = "Conflict: can't use getUpdates method while webhook is active"
        here.there.faults.extend([refuse(409, hook)] * 3)
        with pytest.raises(SecondPoller, match="deleteWebhook"):
            await asyncio.wait_for(here.receiver.run(), 5)


async def test_a_conflict_that_passes_is_nothing(tmp_path: Path) -> None:
    """During a restart the old process may still poll; that alone ends nothing."""
    async with edge(tmp_path, conflicts=3) as here:
        here.there.faults.extend([refuse(409, "Conflict: terminated by other")] * 2)
        here.there.push(message(41))
        async with running(here.receiver.run()):
            assert await here.sees(1) == ["41"]


async def test_presses_that_cannot_be_acknowledged_hurt_nobody(tmp_path: Path) -> None:
    """Telegram's «query is too old» is of no interest."""
    async with edge(tmp_path) as here:
        here.there.faults.append(refuse(400, "Bad Request: query is too old"))
        await here.receiver.take_in([json.dumps(press(2)).encode()])
        await asyncio.gather(*here.acknowledge._tasks)
        assert here.there.methods() == ["answerCallbackQuery"]


async def test_a_lane_is_the_same_after_a_restart(tmp_path: Path) -> None:
    """The account a lane is named by is made at the first message and found again."""
    async with storing(tmp_path) as store:
        first = await account_lanes(store.keys)(7)
        other = await account_lanes(store.keys)(8)
    async with storing(tmp_path) as store:
        assert await account_lanes(store.keys)(7) == first != other
        assert await store.keys.identify("telegram", 7) == int(first)


async def test_the_inbox_names_nobody(tmp_path: Path) -> None:
    """Neither the Telegram id nor the words stand in the inbox in clear."""
    async with edge(tmp_path) as here:
        raw = json.dumps(message(1, user=987654321, text="hemmelig")).encode()
        here.lanes._open = False
        await here.receiver.take_in([raw])
        (row,) = await here.store.read(inbox.unfinished)
        assert b"hemmelig" not in row.payload
        assert "987654321" not in repr(row)


@given(st.binary(max_size=200))
def test_peeking_never_raises(raw: bytes) -> None:
    """Whatever comes, it gets an id of its own; the same bytes get the same one."""
    assert peek(raw) == peek(raw)
    assert peek(raw).external_id


def test_peeking_finds_whose_it_is() -> None:
    """The person is found in each kind of update that is asked for."""
    who = b'{"id":7,"is_bot":false,"first_name":"K"}'
    assert peek(b'{"update_id":1,"message":{"from":%s,"chat":{"id":-5}}}' % who).user == 7
    assert peek(b'{"update_id":1,"edited_message":{"chat":{"id":-5}}}').user == -5
    assert peek(b'{"update_id":1,"my_chat_member":{"from":%s}}' % who).user == 7
    assert peek(b'{"update_id":1,"message_reaction":{"user":%s}}' % who).user == 7
    pressed = peek(b'{"update_id":1,"callback_query":{"id":"q","from":%s}}' % who)
    assert (pressed.user, pressed.press) == (7, "q")
    assert peek(b'{"update_id": 9, "message": 3').number == 9
    assert peek(b"nonsense").number is None
