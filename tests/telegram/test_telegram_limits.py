"""Telegram's limits, kept for any pattern of sending."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.limits import IN_ALL, TelegramLimits, Unlimited

CALLS = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.booleans(),
        st.floats(0, 0.4, allow_nan=False),
        st.one_of(st.none(), st.floats(0.1, 3)),
    ),
    max_size=150,
)


@settings(max_examples=200, deadline=None)
@given(CALLS)
def test_no_sliding_second_holds_more_than_thirty(
    calls: list[tuple[int, bool, float, float | None]],
) -> None:
    """Never more than 30 calls in any sliding second in all, nor a burst beyond three and one a second in a chat."""
    limits = TelegramLimits()
    now, all_at, new_at = 1000.0, [], defaultdict[int, list[float]](list)
    held: dict[int, float] = {}
    for chat, new, pause, flood in calls:
        now += pause
        for _ in range(20):
            wait = limits.wait(chat, now, new=new)
            if wait <= 0 and limits.room(now) > 0:
                break
            now += wait + 1e-9
        assert now >= held.get(chat, 0) - 1e-6
        limits.take(chat, now, new=new)
        all_at.append(now)
        if new:
            new_at[chat].append(now)
        if flood is not None:
            limits.hold(chat, now, flood)
            held[chat] = max(held.get(chat, 0), now + flood)
    for first, last in zip(all_at, all_at[IN_ALL:], strict=False):
        assert last - first >= 1.0
    for times in new_at.values():
        for i, first in enumerate(times):
            for j, last in enumerate(times[i:], i):
                assert j - i + 1 <= 3 + (last - first) + 1e-6


def test_a_steady_stream_to_many_chats_comes_close_to_the_limit() -> None:
    """A thousand messages to a thousand chats go at 95 % of thirty a second or more."""
    limits, start = TelegramLimits(), 50.0
    now = start
    for chat in range(1000):
        now += limits.wait(chat, now, new=True)
        limits.take(chat, now, new=True)
    assert 1000 / (now - start) >= 0.95 * 30


def test_a_flood_moves_that_chat_only() -> None:
    """What Telegram asks for one chat holds for no other."""
    for limits in (TelegramLimits(), Unlimited()):
        limits.hold(1, 10.0, 5.0)
        assert limits.wait(1, 10.0, new=False) == 5.0
        assert limits.wait(2, 10.0, new=True) == 0.0
        assert limits.wait(1, 15.0, new=True) == 0.0


def test_edits_wait_for_no_chat_but_count_in_all() -> None:
    """A change of a message that stands there is not held to one a second, but counts among the thirty."""
    limits = TelegramLimits()
    for _ in range(IN_ALL):
        assert limits.wait(1, 5.0, new=False) == 0.0
        limits.take(1, 5.0, new=False)
    assert limits.wait(2, 5.0, new=False) > 0.99
    assert limits.room(5.5) == 0


def test_without_limits_nothing_waits() -> None:
    """`none` lets everything go."""
    limits = Unlimited()
    for _ in range(500):
        limits.take(1, 1.0, new=True)
    assert limits.wait(1, 1.0, new=True) == 0.0
    assert limits.room(1.0) >= 100


def test_rested_chats_are_forgotten() -> None:
    """What is kept of chats does not grow with everybody who was ever written to."""
    limits = TelegramLimits(in_all=10**9)
    for chat in range(5000):
        limits.take(chat, float(chat), new=True)
    assert len(limits._rested) <= 1100
