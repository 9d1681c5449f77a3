"""Telegram's limits, kept for any pattern of sending."""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.limits import IN_ALL, SURELY_THERE, Taken, TelegramLimits, Unlimited

CALLS = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.booleans(),
        st.floats(0, 0.4, allow_nan=False),
        st.floats(0, 3),
        st.floats(0, 1),
        st.one_of(st.none(), st.floats(0.1, 3)),
    ),
    max_size=150,
)


def land(under_way: list[tuple[float, Taken]], now: float) -> None:
    """Say of each call whose answer is there by now that it is."""
    for landing, taken in under_way:
        if landing <= now:
            taken.landed(landing)


@settings(max_examples=200, deadline=None)
@given(CALLS)
def test_no_sliding_second_holds_more_than_thirty(
    calls: list[tuple[int, bool, float, float, float, float | None]],
) -> None:
    """Never more than 30 calls arrive in any sliding second, wherever on their way they were held up.

    Nor does a chat get more than a burst of three and one a second, or anything while Telegram wants it left alone.
    """
    limits = TelegramLimits()
    now, arrived, new_at = 1000.0, [], defaultdict[int, list[float]](list)
    held: dict[int, float] = {}
    under_way: list[tuple[float, Taken]] = []
    for chat, new, pause, latency, when, flood in calls:
        now += pause
        land(under_way, now)
        while (wait := limits.wait(chat, now, new=new)) > 0:
            now += min(wait, 0.05) + 1e-9
            land(under_way, now)
        assert limits.room(now) > 0
        assert now >= held.get(chat, 0) - 1e-6
        taken = limits.take(chat, now, new=new)
        # Telegram sees it some time between its leaving and its answer, if that takes no absurd time.
        under_way.append((now + latency, taken))
        arrived.append(now + min(latency, SURELY_THERE) * when)
        if new:
            new_at[chat].append(now)
        if flood is not None:
            limits.hold(chat, now, flood)
            held[chat] = max(held.get(chat, 0), now + flood)
    arrived.sort()
    for first, last in zip(arrived, arrived[IN_ALL:], strict=False):
        assert last - first >= 1.0
    for times in new_at.values():
        for first, last in combinations(range(len(times)), 2):
            assert last - first + 1 <= 3 + times[last] - times[first] + 1e-6


def test_a_steady_stream_to_many_chats_comes_close_to_the_limit() -> None:
    """A thousand messages to a thousand chats, each under way for 30 ms, go at 95 % of thirty a second or more."""
    limits, start = TelegramLimits(), 50.0
    now = start
    under_way: deque[tuple[float, Taken]] = deque()
    for chat in range(1000):
        while (wait := limits.wait(chat, now, new=True)) > 0:
            now += min(wait, 0.005)
            while under_way and under_way[0][0] <= now:
                landing, taken = under_way.popleft()
                taken.landed(landing)
        under_way.append((now + 0.03, limits.take(chat, now, new=True)))
    assert 1000 / (now - start) >= 0.95 * 30


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0.05, 2.0), min_size=1, max_size=20))
def test_who_waits_for_an_answer_finds_room_beside_what_nobody_waits_for(
    pauses: list[float],
) -> None:
    """While reminders take all there is, one a chat, a hurried call waits less than a fifth of a second, and all keep to thirty."""
    limits, now, chat = TelegramLimits(), 50.0, 0
    arrived: list[float] = []

    def go(*, hurried: bool) -> None:
        nonlocal chat
        chat += 1
        limits.take(chat, now, new=True, hurried=hurried).landed(now)
        arrived.append(now)

    for pause in pauses:
        until = now + pause
        while now < until:
            wait = limits.wait(0, now, new=False, hurried=False)
            if wait <= 0:
                go(hurried=False)
            else:
                now += min(wait + 1e-6, 0.01)
        began = now
        while (wait := limits.wait(0, now, new=False)) > 0:
            now += wait + 1e-6
        assert now - began < 0.2
        go(hurried=True)
    for first, last in zip(arrived, arrived[IN_ALL:], strict=False):
        assert last - first >= 1.0
    if now > 60:
        assert len(arrived) / (now - 50) >= 0.97 * 30


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
        limits.take(1, 5.0, new=False).landed(5.0)
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
