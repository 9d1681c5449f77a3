"""What crosses to the landlord's side of an application: named choices about the dwelling, whatever was answered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.housing.applications import Line
from bot.domain.housing.needs import DWELLING, SIZE, crosses
from bot.flow.message import Text, verbatim
from flows.apply import Apply

STEPS = [step.name for step in Apply.definition.questions]
WORDS = "noe bare jeg vet"


@given(st.sampled_from(STEPS), st.booleans())
def test_no_other_answer_ever_crosses(step: str, label: bool) -> None:
    """Every step of the application, asked or labelled: only size, rooms and needs of the dwelling."""
    key = f"apply.{step}.label" if label else f"apply.{step}"
    line = Line(Text(key, {"x": verbatim(WORDS)}), verbatim(WORDS))
    found = list(crosses(line))
    assert bool(found) is (f"apply.{step}" in SIZE)


@given(st.sets(st.sampled_from(sorted(Apply.definition.by_name["wishes"].choices)), max_size=3))  # type: ignore[attr-defined]  # it has choices
def test_of_wishes_only_those_about_a_dwelling_cross(chosen: set[str]) -> None:
    """Near whom, and far from what, is nobody's on the landlord's side."""
    answer = verbatim("")
    for one in sorted(chosen):
        answer = Text("engine.list.and", {"first": answer, "last": Text(f"apply.wishes.{one}")})
    found = list(crosses(Line(Text("apply.wishes.label"), answer)))
    assert len(found) == len(chosen & DWELLING)


def test_what_is_named_here_is_asked_there() -> None:
    """A step that is renamed is noticed: the office would see nothing, and nobody would know why."""
    assert {step.removeprefix("apply.") for step in SIZE} <= set(STEPS)
    assert set(Apply.definition.by_name["wishes"].choices) >= DWELLING  # type: ignore[attr-defined]  # it has choices
