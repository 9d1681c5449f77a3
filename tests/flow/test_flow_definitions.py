"""Wrong flows fail at import, with a sentence that says what to do."""

from __future__ import annotations

import dataclasses
import types
from typing import Any

import pytest

from bot.flow import (
    DefinitionError,
    Flow,
    check_bindings,
    date,
    goto,
    info,
    many_of,
    number,
    one_of,
    summary,
    text,
    yes_no,
)
from bot.flow.book import picture, walk
from bot.flow.readability import lix
from tests.flow.sample_flows import Brief, Move

MOVE = Move.definition
ELSEWHERE = yes_no("Et annet sted?")


def flow(*, version: int = 1, **body: Any) -> type:
    """A flow made of these steps."""
    said = {"__doc__": "Prøve.", **body}
    named = {"id": "sample", "version": version}
    return types.new_class("Sample", (Flow,), named, lambda at: at.update(said))


def _later() -> dict[str, Any]:
    later = yes_no("Senere?")
    return {"first": yes_no("Først?", when=later.is_("yes")), "later": later}


def _compares_wrongly() -> dict[str, Any]:
    now = one_of("Hvor?", {"own": "Hjemme"})
    return {"now": now, "then": text("Og så?", when=now.is_("abroad"))}


def _twice() -> dict[str, Any]:
    step = yes_no("Igjen?")
    return {"one": step, "two": step}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({}, "at least one step"),
        (_later(), "not asked above it: move it up"),
        (_compares_wrongly(), "compares «now» with 'abroad'"),
        ({"a": yes_no("Her?", when=ELSEWHERE.is_("yes"))}, "not in this flow"),
        ({"a": one_of("Hvor?", {"x": "Her", "y": "her "})}, "two choices read «her»"),
        ({"a": one_of("Hvor?", {})}, "at least one choice"),
        ({"a": one_of("Hvor?", {"why": "Fordi"})}, "is taken: choose another"),
        ({"a": one_of("Hvor?", {"x" * 60: "Langt"})}, "over 64 bytes"),
        ({"a": one_of("Hvor?", {"Blå": "Blå"})}, "must be small letters"),
        ({"a": many_of("Hva?", {"x": "Her"}, up_to=0)}, "up_to must be at least 1"),
        ({"a": text(" ")}, "is empty"),
        ({"a": text("Hva?", why="")}, "is empty"),
        ({"a": text("Hva?", max=9000)}, "max must be from 1"),
        ({"a": text("Hei {")}, "curly brace"),
        ({"a": text("Du sa {answer_b}.")}, "«b» is not asked above it"),
        ({"title": text("Hva?")}, "reserved"),
        ({"a": number("Hvor mange?", min=3, max=2)}, "is above max"),
        ({"a": number("Hvor mange?", max=2, suggest=(5,))}, "outside min and max"),
        ({"a": date("Når?", earliest="snart")}, "is no day"),
        ({"a": summary("Stemmer?"), "b": text("Mer?")}, "comes last"),
        ({"a": text("Hva?"), "b": summary("Stemmer?", enough=("c",))}, "no question of this flow"),
        ({"a": info("Vit dette.", optional=True)}, "asks nothing"),
        ({"a": goto("x", then="never")}, "either back or end"),  # type: ignore[arg-type] # that is the point
        ({"a": text("Hva?"), "migrations": {1: dict}}, "the flow is at 1"),
    ],
)
def test_a_wrong_flow_says_what_to_do(body: dict[str, Any], sentence: str) -> None:
    """The complaint names the place and the remedy."""
    with pytest.raises(DefinitionError, match=sentence.replace("(", r"\(")):
        flow(**body)


def test_one_step_under_two_names_is_refused() -> None:
    """A step is one question."""
    with pytest.raises((DefinitionError, RuntimeError)) as raised:
        flow(**_twice())
    assert "write it out twice" in str(raised.value.__cause__ or raised.value)


def test_a_new_version_needs_its_migration() -> None:
    """Answers given to an older version must have a way up."""
    with pytest.raises(DefinitionError, match="needs migrations"):
        flow(a=text("Hva?"), version=2)


def test_and_between_conditions_is_refused() -> None:
    """Python's «and» would silently drop half the condition."""
    with pytest.raises(DefinitionError, match="Write «&»"):
        bool(ELSEWHERE.is_("yes"))


def test_a_changed_definition_is_checked_again() -> None:
    """An overlay hands the engine a value like any other."""
    renamed = dataclasses.replace(MOVE.by_name["people"], question="Hvor mange er dere?")
    steps = tuple(renamed if step.name == "people" else step for step in MOVE.steps)
    assert dataclasses.replace(MOVE, steps=steps).texts()["move.people"] == "Hvor mange er dere?"
    with pytest.raises(DefinitionError, match="at least one step"):
        dataclasses.replace(MOVE, steps=())


def test_a_flow_lists_all_it_names() -> None:
    """What the app must bind, and every text by its key."""
    assert MOVE.sources == {"areas"}
    assert MOVE.effects == {"application", "safety"}
    assert MOVE.gotos == {"tonight"}
    assert MOVE.facts == {"on_duty"}
    assert MOVE.values == {"municipality", "page"}
    texts = MOVE.texts()
    assert list(texts)[:3] == ["move.title", "move.name", "move.safe"]
    assert texts["move.now.friends"] == "Hos noen jeg kjenner"
    assert texts["move.area.none"] == "Det er ikke så viktig"
    assert "safe: yes_no(yes, no)" in MOVE.fingerprint()


def test_what_is_not_bound_is_named() -> None:
    """Every missing name at once, gotos to unknown flows too."""
    with pytest.raises(DefinitionError) as raised:
        check_bindings(
            [MOVE, Brief.definition], effects={"application", "safety"}, sources=(), values={"page"}
        )
    for name in ("«areas»", "«municipality»", "«mood»", "«tonight»"):
        assert name in str(raised.value)


def test_the_book_and_the_picture_come_from_the_same_objects() -> None:
    """Conditions stand in both, in words."""
    assert "Bare når: safe er ikke «Ja»" in walk(MOVE)
    assert 'when_ages{"children er «Ja»"}' in picture(MOVE)
    assert "when_ages -->|ellers| ask_area" in picture(MOVE)


def test_lix_counts_sentences_and_long_words() -> None:
    """Words per sentence plus the share of words over six letters."""
    assert lix("Hvor bor du nå?") == pytest.approx(4.0)
    assert lix("Du kan bo her. Kommunen bestemmer.") == pytest.approx(3 + 100 * 2 / 6)
    assert lix("…") == pytest.approx(0)
