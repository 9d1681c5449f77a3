"""Numbers, days and conditions."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.flow
from bot.flow import Invalid, Run, decide, dump, load, maybe, world_is
from bot.flow.answers import Answer
from bot.flow.conditions import Knowledge
from bot.flow.dates import read_day
from bot.flow.events import Said
from bot.flow.numbers import read_number
from bot.flow.words import WORDS
from tests.flow.sample_flows import SUNDAY, WORLD, Move
from tests.flow.talking import talk

MOVE = Move.definition


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("2", 2), ("to", 2), ("Tre stykker", 3), ("vi er tre", 3), ("２", 2), ("٣", 3), ("two", 2),
        ("bare meg", 1), ("en", 1), ("12 000", 12000), ("-3", -3), ("ca. 4", 4), ("ingen", 0),
        ("2-3", None), ("to eller tre", None), ("2,5", None), ("mange", None), ("ikke to", None),
        ("9" * 400, None), ("", None),
    ],
)  # fmt: skip
def test_numbers_are_read_and_never_guessed(words: str, number: int | None) -> None:
    """One number is an answer; none, two or a fraction is asked again."""
    assert read_number(words) == number


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("i dag", "2026-11-22"), ("I morgen!", "2026-11-23"), ("tomorrow", "2026-11-23"),
        ("i overmorgen", "2026-11-24"), ("fredag", "2026-11-27"), ("på søndag", "2026-11-29"),
        ("neste fredag", "2026-11-27"), ("next monday", "2026-11-23"), ("om to uker", "2026-12-06"),
        ("in 3 days", "2026-11-25"), ("om en måned", "2026-12-22"), ("for to uker siden", "2026-11-08"),
        ("1.12.", "2026-12-01"), ("1.12", "2026-12-01"), ("01.12.26", "2026-12-01"),
        ("1. desember 2026", "2026-12-01"), ("den 1. desember", "2026-12-01"),
        ("fredag 1. januar", "2027-01-01"), ("December 1st, 2026", "2026-12-01"),
        ("2026-12-01", "2026-12-01"), ("3.2.", "2027-02-03"), ("29. februar", "2028-02-29"),
        ("den 25.", "2026-11-25"), ("den 3.", "2026-12-03"), ("31/12/2026", "2026-12-31"),
    ],
)  # fmt: skip
def test_days_are_read_in_norwegian_and_english(words: str, day: str) -> None:
    """Seen from a Sunday in November."""
    assert read_day(words, SUNDAY) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("31. februar", "engine.invalid.day"), ("31.4.2027", "engine.invalid.day"),
        ("29.2.2027", "engine.invalid.day"), ("1.13.", "engine.invalid.month"),
        ("i morgen kl 14", "engine.invalid.date"), ("snart", "engine.invalid.date"),
        ("om 999999 dager", "engine.invalid.year"), ("om 4000 år", "engine.invalid.year"),
        ("1.1.0026", "engine.invalid.year"), ("om mange uker", "engine.invalid.date"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_the_reason(words: str, key: str) -> None:
    """Never a day that was not meant, and never an hour ignored."""
    with pytest.raises(Invalid) as refused:
        read_day(words, SUNDAY)
    assert refused.value.text.key == key


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)),
    st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)),
)
def test_a_full_date_means_the_same_on_every_day(day: dt.date, today: dt.date) -> None:
    """Written out, it does not matter when it is read."""
    assert read_day(f"{day.day}.{day.month}.{day.year}", today) == day


@given(st.text(max_size=40), st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_any_words_are_a_day_or_refused(words: str, today: dt.date) -> None:
    """Nothing else can come out of reading."""
    key = ""
    try:
        assert isinstance(read_day(words, today), dt.date)
    except Invalid as refused:
        key = refused.text.key
    assert key in {"", *WORDS}
    read_number(words)


@given(
    st.sampled_from(["mandag", "onsdag", "søndag"]),
    st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1)),
)
def test_a_weekday_is_the_next_one_after_today(name: str, today: dt.date) -> None:
    """Within seven days, never today itself; in the past it is the last one before today."""
    ahead, behind = read_day(name, today) - today, today - read_day(name, today, past=True)
    assert 1 <= ahead.days <= 7
    assert 1 <= behind.days <= 7


def test_conditions_follow_kleene() -> None:
    """«and» is the least, «or» the greatest, «not» turns round; maybe takes the unknown for true."""
    order = {False: 0, None: 1, True: 2}
    for one, two in itertools.product(order, order):
        known = Knowledge({}, {"one": one, "two": two})
        a, b = world_is("one"), world_is("two")
        assert (a & b).holds(known) is min(one, two, key=order.__getitem__)
        assert (a | b).holds(known) is max(one, two, key=order.__getitem__)
        assert (~a).holds(known) is (None if one is None else not one)
        assert maybe(a).holds(known) is (one is not False)


@pytest.mark.parametrize("kind", ["unknown", "skipped", None])
def test_what_is_not_said_is_not_known(kind: Literal["unknown", "skipped"] | None) -> None:
    """«Vet ikke» is known not to be «ja» as an answer, and leaves open whether it is so."""
    answers = {"safe": Answer("safe", WORLD.now, None, kind)} if kind else {}
    known = Knowledge(answers, {})
    assert Move.safe.is_("yes").holds(known) is None
    assert (~Move.safe.is_("yes")).holds(known) is None
    assert Move.safe.is_not("yes").holds(known) is (True if kind == "unknown" else None)
    assert Move.safe.is_("unknown").holds(known) is (True if kind == "unknown" else None)
    assert Move.safe.known().holds(known) is False


def test_an_older_run_is_brought_up_and_keeps_what_fits() -> None:
    """A renamed step keeps its answer; one that no longer fits is asked again, and this is told."""
    at = WORLD.now
    old = Run(
        "move",
        1,
        (Answer("name", at, "Kari"), Answer("now", at, "castle"), Answer("adults", at, 3)),
    )
    run, notes = load(MOVE, dump(old))
    assert [(answer.step, answer.value) for answer in run.answers] == [
        ("name", "Kari"),
        ("people", 3),
    ]
    assert (run.version, [note.key for note in notes]) == (2, ["engine.updated"])
    shown = decide(MOVE, run, Said("ja"), WORLD, notes=notes)
    assert shown.screen.lines[0] == notes[0]
    assert type(shown.effects[0]).__name__ == "ChangedByUpdate"


def test_a_run_that_fits_is_loaded_as_it_is() -> None:
    """Nothing changed, nothing told."""
    run = talk(MOVE, WORLD, ("Kari", "✓ Kari")).run
    assert load(MOVE, dump(run)) == (run, ())
    assert Move.name.value_in(run) == "Kari"


def test_a_stored_run_that_is_none_is_refused() -> None:
    """Broken bytes are for the caller to park."""
    with pytest.raises(msgspec.MsgspecError):
        load(MOVE, b"{}")


def test_every_word_of_the_engine_is_written_and_used() -> None:
    """No key without words, and no words that nothing says."""
    made = {"engine.media.", "engine.date.", "engine.month.", "engine."}
    code = "".join(
        path.read_text()
        for path in Path(bot.flow.__file__).parent.rglob("*.py")
        if path.name != "words.py"
    )
    said = set(re.findall(r'"(engine\.[a-z_.]+[a-z_])"', code))
    assert said <= WORDS.keys()
    for key in WORDS.keys() - said:
        assert any(key.startswith(stem) for stem in made), key
