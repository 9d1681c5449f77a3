"""Valid answers for every kind of question, as what a person does to give them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bot.flow.days import resolve
from bot.flow.events import Event, Pressed, Said, SentMedia
from bot.flow.hearing import bare
from bot.flow.repair import steering_meant
from bot.flow.steps.choice import OneOf
from bot.flow.steps.date import Date
from bot.flow.steps.info import Info
from bot.flow.steps.many import NONE, ManyOf
from bot.flow.steps.media import PhotoOrVoice
from bot.flow.steps.number import Number
from bot.flow.steps.summary import Summary
from bot.flow.steps.text import Words
from bot.flow.steps.yes_no import YesNo

if TYPE_CHECKING:
    from bot.flow.steps.base import Step
    from bot.flow.world import World

Doing = st.SearchStrategy[list[Event]]
"""What one does, in order, until the question is answered; from nothing half done."""


def answering(step: Step[Any], world: World) -> Doing:
    """Every way to answer this step."""
    match step:
        case YesNo():
            return st.one_of(_choices(step, world), _typed("ja", "Nei", "yes", "no", "JA!"))
        case OneOf():
            return _choices(step, world)
        case ManyOf():
            return _ticks(step, world)
        case Number():
            return _numbers(step)
        case Date():
            return _days(step, world)
        case PhotoOrVoice():
            return _files("photo", "voice", "document")
        case Words():
            return _words(step)
        case Info():
            return st.just([Pressed(step.name, "ok")])
        case Summary():
            return st.just([Pressed(step.name, "!send")])
    raise AssertionError(step)


def _typed(*words: str) -> Doing:
    return st.sampled_from(words).map(lambda said: [Said(said)])


def _choices(step: OneOf, world: World) -> Doing:
    ids = [choice.id for choice in step.options(world)]
    return st.sampled_from(ids).map(lambda id_: [Pressed(step.name, id_)])


def _ticks(step: ManyOf, world: World) -> Doing:
    ids = [choice.id for choice in step.options(world)]
    some: Doing = st.lists(
        st.sampled_from(ids), min_size=1, max_size=step.up_to or len(ids), unique=True
    ).map(
        lambda ticks: [*(Pressed(step.name, tick) for tick in ticks), Pressed(step.name, "!done")]
    )
    if step.none is None:
        return some
    return st.one_of(some, st.just([Pressed(step.name, NONE)]))


def _numbers(step: Number) -> Doing:
    chosen = st.integers(step.min, step.max)
    return st.one_of(
        chosen.map(lambda n: [Said(f" {n} stykker")]),
        chosen.map(lambda n: [Pressed(step.name, str(n))]),
    )


def _days(step: Date, world: World) -> Doing:
    first = resolve(step.earliest, world.today) if step.earliest else dt.date(1950, 1, 1)
    last = resolve(step.latest, world.today) if step.latest else dt.date(2050, 12, 31)
    day = st.dates(first, last)
    return st.one_of(
        day.map(lambda d: [Said(f"{d.day}.{d.month}.{d.year}"), Said("ja")]),
        day.map(lambda d: [Pressed(step.name, str(d)), Pressed(step.name, f"!yes-{d}")]),
    )


def _files(*kinds: str) -> Doing:
    return st.sampled_from(kinds).map(lambda kind: [SentMedia(kind, f"file-{kind}", 3)])  # type: ignore[arg-type] # sampled from its kinds


def _words(step: Words) -> Doing:
    letters = st.characters(categories=["L", "N", "P", "Zs"])
    said: Doing = (
        st.text(letters, min_size=1, max_size=step.max)
        .map(str.strip)
        .filter(lambda words: any(char.isalnum() for char in bare(words)))
        .filter(lambda words: len(words) <= step.max // 2)  # normal forms may be longer
        .filter(lambda words: steering_meant(step, words) is None)
        .map(lambda words: [Said(words)])
    )
    return st.one_of(said, _files("voice", "photo")) if step.voice else said
