"""The engine: a run and something that happened give a new run, a screen, and what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from bot.flow.controls import anywhere, steered
from bot.flow.effects import (
    ChangedByUpdate,
    Effect,
    OfferHuman,
    Stale,
    TypedAnswer,
    Unanswered,
    UnexpectedMedia,
)
from bot.flow.errors import Invalid
from bot.flow.events import Event, Opened, Pressed, Said, SentMedia
from bot.flow.hearing import cleaned
from bot.flow.message import Text
from bot.flow.outcome import Decision
from bot.flow.repair import ANYWHERE, TRIES, steering_meant
from bot.flow.route import standing
from bot.flow.screen import screen
from bot.flow.settle import settled, stored
from bot.flow.shown import question_text
from bot.flow.steps.base import Given, Going, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flow.definition import Definition
    from bot.flow.run import Run
    from bot.flow.world import World


def decide(
    definition: Definition,
    run: Run,
    event: Event,
    world: World,
    *,
    notes: Sequence[Text] = (),
) -> Decision:
    """What becomes of a run when this happens.

    `notes` come from `load` and are shown first, once. Never raises for what a person does.
    """
    decision = _decided(definition, run, event, world)
    if not notes:
        return decision
    shown = msgspec.structs.replace(decision.screen, lines=(*notes, *decision.screen.lines))
    told = ChangedByUpdate(tuple(notes))
    return Decision(decision.run, shown, (told, *decision.effects))


def _decided(definition: Definition, run: Run, event: Event, world: World) -> Decision:
    step = standing(definition, run, world)
    match event:
        case Opened():
            return _opened(definition, run, world, step)
        case Pressed():
            return _pressed(definition, run, world, step, event)
        case Said():
            return _said(definition, run, world, step, event.text)
        case SentMedia():
            return _sent(definition, run, world, step, event)


def _opened(definition: Definition, run: Run, world: World, step: Step[Any] | None) -> Decision:
    if step is None:  # over already: say so, and finish nothing twice
        return Decision(run, screen(definition, run, world))
    return settled(definition, run, world)


def _pressed(
    definition: Definition, run: Run, world: World, step: Step[Any] | None, event: Pressed
) -> Decision:
    if event.choice in ANYWHERE:
        return anywhere(definition, run, world, step, event.choice)
    if step is not None and event.step == step.name:
        heard = step.pressed(event.choice, world, run.half_of(step.name))
        if heard is not None:
            return _heard(definition, run, world, step, heard)
        decision = steered(definition, run, world, step, event.choice)
        if decision is not None:
            return decision
    note = (Text("engine.stale"),)
    return Decision(run, screen(definition, run, world, notes=note), (Stale(event.step),))


def _said(
    definition: Definition, run: Run, world: World, step: Step[Any] | None, text: str
) -> Decision:
    try:
        words = cleaned(text)
    except Invalid as wrong:
        return _failed(definition, run, world, step, wrong.text)
    if step is None:
        return _failed(definition, run, world, step, Text("engine.over"), Unanswered(words))
    control = steering_meant(step, words)
    if control is not None:
        return _pressed(definition, run, world, step, Pressed(step.name, control))
    try:
        heard = step.said(words, world, run.half_of(step.name))
    except Invalid as wrong:
        return _failed(definition, run, world, step, wrong.text, Unanswered(words))
    return _typed(_heard(definition, run, world, step, heard))


def _sent(
    definition: Definition, run: Run, world: World, step: Step[Any] | None, event: SentMedia
) -> Decision:
    heard = step.sent(event.media) if step is not None else None
    if step is not None and heard is not None:
        return _typed(_heard(definition, run, world, step, heard))
    kept = UnexpectedMedia(event.kind, event.file_id, event.seconds)
    return _failed(definition, run, world, step, Text("engine.unexpected_media"), kept)


def _heard(
    definition: Definition, run: Run, world: World, step: Step[Any], heard: Given | Going
) -> Decision:
    if isinstance(heard, Given):
        return stored(definition, run, world, step, heard.value)
    run = run.with_half(msgspec.structs.replace(heard.half, tries=0))
    notes = () if heard.note is None else (heard.note,)
    return Decision(run, screen(definition, run, world, page=heard.page, notes=notes))


def _typed(decision: Decision) -> Decision:
    return Decision(decision.run, decision.screen, (TypedAnswer(), *decision.effects))


def _failed(
    definition: Definition,
    run: Run,
    world: World,
    step: Step[Any] | None,
    what: Text,
    *kept: Effect,
) -> Decision:
    """Say kindly what did not fit, keep what was said, and after three tries offer a human."""
    if step is None:
        return Decision(run, screen(definition, run, world, notes=(what,)), kept)
    half = run.half_of(step.name)
    tries = half.tries + 1
    run = run.with_half(msgspec.structs.replace(half, tries=tries))
    notes = [what]
    if step.help is not None:
        notes.append(question_text(definition, run, world, step, "help"))
    effects = kept
    if tries == TRIES:
        effects = (*kept, OfferHuman(step.name))
    if tries >= TRIES:
        notes.append(Text("engine.offer_human"))
    return Decision(run, screen(definition, run, world, notes=notes), effects)
