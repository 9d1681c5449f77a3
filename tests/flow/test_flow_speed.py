"""The engine must never be what one waits for."""

from __future__ import annotations

import timeit

from bot.flow import Opened, decide
from tests.flow.sample_flows import WORLD, Move
from tests.flow.talking import talk


def test_a_decision_takes_far_less_than_a_tenth_of_a_millisecond() -> None:
    """In the middle of a branching flow; the best of several rounds, so that a busy machine does not count."""
    run = talk(Move.definition, WORLD, ("Kari", "✓ Kari"), ("Ja", "✓ Ja")).run
    rounds = timeit.repeat(
        lambda: decide(Move.definition, run, Opened(), WORLD), number=200, repeat=10
    )
    assert min(rounds) / 200 < 0.0001
