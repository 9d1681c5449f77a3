"""How far one has come is said only where it is true."""

from __future__ import annotations

from flows.rent import Rent
from tests.flow.sample_flows import WORLD, Move
from tests.flow.talking import talk

MOVE = Move.definition


def test_what_may_bring_more_does_not_look_like_the_last_question() -> None:
    """A number is shown once it is true: «2 av 2» before four more would break a promise."""
    rent = talk(Rent.definition, WORLD)
    assert not [line for line in rent.lines if " av " in line]
    assert "2 av 2" not in rent.press("Jeg gjør det selv").lines
    assert "3 av 7" in rent.press("Ja").lines


def test_a_pause_before_the_first_answer_counts_nothing() -> None:
    """«0 svar er lagret» says nothing to anybody."""
    talked = talk(MOVE, WORLD).press("Mer", "Ta en pause")
    assert talked.lines == ["Ta den tiden du trenger. Du kan fortsette her når du vil."]
