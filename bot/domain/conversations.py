"""
A person going through a flow: the stored run in, the engine's decision out, all in one transaction.

The engine decides; here its decision is stored, its effects are carried out, and its screen is
shown. Nothing is sent before it is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from bot.domain import bindings, kinds_of_flow, menu, people, screens, typed
from bot.domain.bindings import RUN_LABEL as LABEL
from bot.domain.errors import Told
from bot.domain.kinds_of_flow import STAFFS_OWN, TOGETHER
from bot.domain.menu import HELP
from bot.domain.mine import privacy
from bot.domain.relay import held
from bot.domain.sent import carry_out
from bot.domain.texts import button
from bot.domain.tonight import closing, requests
from bot.flow import Run, begin, decide, effects, load
from bot.flow.events import Opened, Said
from bot.flow.message import Message, Text
from bot.rules.access import Thing
from bot.store import runs

if TYPE_CHECKING:
    from bot.domain.came import Came
    from bot.domain.people import Person
    from bot.domain.relay.content import Words
    from bot.domain.turn import Turn
    from bot.flow import Decision, Definition, World
    from bot.flow.events import Event

# After these something else than the question is shown: what is typed then is no answer to it.
RESTS = effects.Paused | effects.Hide | effects.WantsHelp | effects.WantsHuman
# What was typed has left the chat, or is asked about below the question.
HEARD = effects.TypedAnswer | effects.Unanswered


class Open(NamedTuple):
    """A run as it stands, with everything needed to decide."""

    row: runs.Row
    run: Run
    definition: Definition
    world: World
    subject: Person
    notes: tuple[Text, ...] = ()


async def current(turn: Turn, actor: Person) -> runs.Row | None:
    """The run that somebody is in the middle of."""
    return await runs.open_by(turn.tx, actor.id)


async def unfinished(
    turn: Turn, actor: Person, flow: str, *, subject: int | None = None
) -> runs.Row | None:
    """A run of this flow, about oneself or another, that was begun and not ended."""
    for row in await runs.unfinished_by(turn.tx, actor.id):
        if row.flow == flow and row.subject_id == (subject or actor.id):
            return row
    return None


async def start(
    turn: Turn,
    actor: Person,
    flow: str,
    came: Came,
    *,
    parent: int | None = None,
    subject: int | None = None,
    fresh: bool = False,
    run: Run | None = None,
) -> None:
    """Begin a flow, with what a `run` knows already, or go on where it was left: nothing is asked twice."""
    row = await unfinished(turn, actor, flow, subject=subject)
    if fresh and row is not None:
        await runs.set_state(turn.tx, row.id, "dropped", turn.at)
        row = None
    await _pause_others(turn, actor, row)
    if row is None:
        run = run or begin(turn.house.flows[flow])
        row_id, owner = turn.new_id(), subject or actor.id
        row = runs.Row(
            id=row_id,
            subject_id=owner,
            actor_id=actor.id,
            flow=flow,
            version=run.version,
            state="open",
            body=await turn.seal(owner, LABEL, row_id, run),
            created_at=turn.at,
            updated_at=turn.at,
        )
        await runs.add(turn.tx, row)
    if parent is not None:
        await runs.set_parent(turn.tx, row.id, parent)
    await hear(turn, actor, row, Opened(), came)


async def _pause_others(turn: Turn, actor: Person, keep: runs.Row | None) -> None:
    for other in await runs.unfinished_by(turn.tx, actor.id):
        if other.state == "open" and (keep is None or other.id != keep.id):
            await runs.set_state(turn.tx, other.id, "paused", turn.at)


async def hear(
    turn: Turn,
    actor: Person,
    row: runs.Row,
    event: Event,
    came: Came,
    *,
    before: tuple[Text, ...] = (),
    words: Words | None = None,
) -> bool:
    """One thing done in a flow, decided, stored and carried out; whether it was typed or sent, and taken as an answer.

    `words` is what a human gets if it was not.
    """
    open_ = await _open(turn, actor, row)
    decision = decide(open_.definition, open_.run, event, open_.world, notes=open_.notes)
    stale = any(isinstance(effect, effects.Stale) for effect in decision.effects)
    if stale and await screens.is_shown(turn, actor.id, came.pressed):
        # The same place on the same message, faster than it changed: nothing to explain.
        decision = decide(open_.definition, open_.run, Opened(), open_.world, notes=open_.notes)
    told: list[Text] = list(before)
    try:
        told += await carry_out(turn, actor, open_, decision)
    except Told as refused:
        # What was to be sent cannot be: the run stays as it was, and the person reads why.
        again = decide(open_.definition, open_.run, Opened(), open_.world)
        await _show(turn, actor, open_, again.screen, came, before=(refused.text,))
        return False
    await _save(turn, open_, decision)
    if isinstance(event, Said) and not any(isinstance(e, HEARD) for e in decision.effects):
        # «Hæ?», «tilbake»: the word stays in the chat, and what it asked for comes below it.
        await screens.bury(turn, actor.id)
    await _go_on(turn, actor, open_, decision, came, tuple(told), words)
    return any(isinstance(effect, effects.TypedAnswer) for effect in decision.effects)


async def _open(turn: Turn, actor: Person, row: runs.Row) -> Open:
    definition = turn.house.flows[row.flow]
    subject = actor if row.subject_id == actor.id else await people.the(turn, row.subject_id)
    stored = await turn.unseal(row.subject_id, LABEL, row.id, row.body or b"", Run)
    run, notes = load(definition, stored)
    world = await bindings.world(turn, subject, definition)
    return Open(row, run, definition, world, subject, notes)


async def _save(turn: Turn, open_: Open, decision: Decision) -> None:
    state = "open"
    for effect in decision.effects:
        if isinstance(effect, RESTS) or (isinstance(effect, effects.Submitted) and effect.early):
            state = "paused"
        elif isinstance(effect, effects.Finished):
            state = "done"
    body: bytes | None = None
    if state != "done" or not (open_.subject.is_staff or open_.row.flow in STAFFS_OWN):
        # What staff answered has been carried out, and may name residents: it is kept no longer.
        body = await turn.seal(open_.row.subject_id, LABEL, open_.row.id, decision.run)
    await runs.save(turn.tx, open_.row.id, open_.definition.version, state, body, turn.at)


async def _go_on(
    turn: Turn,
    actor: Person,
    open_: Open,
    decision: Decision,
    came: Came,
    told: tuple[Text, ...],
    words: Words | None,
) -> None:
    """Show what comes next: the flow's screen, another flow, a menu, or a question about the words."""
    actor = await people.the(turn, actor.id)
    screen = decision.screen
    for effect in decision.effects:
        match effect:
            case effects.TypedAnswer():
                told = (*told, *await typed.leaves(turn, actor, came.platform_id))
            case effects.Unanswered() | effects.UnexpectedMedia() if words and not actor.is_staff:
                await _no_answer(turn, actor, open_, decision, words, came, told)
                return
            case effects.Unanswered():
                # Staff write to nobody by a wrong answer: how to answer is said once more, below it.
                await screens.bury(turn, actor.id)
            case effects.WentTo(flow, then):
                parent = open_.row.id if then == "back" else None
                subject = open_.row.subject_id
                await start(turn, actor, flow, came, parent=parent, subject=subject, fresh=True)
                return
            case effects.WantsHelp():
                screen = menu.help_numbers(turn, actor.language, back="again")
            case effects.Submitted(early=True):
                screen = Message((), ((button("engine.go_on", "again"),), menu.BACK))
            case effects.WantsHuman():
                screen = await menu.talk(turn, actor, back="again")
            case effects.Hide():
                await privacy.hide(turn, actor, back="again", pressed=came.pressed)
                return
            case effects.Finished(folded):
                await _finished(turn, actor, open_, folded, came, told)
                return
            case _:
                pass
    await _show(turn, actor, open_, screen, came, before=told)


async def _no_answer(
    turn: Turn,
    actor: Person,
    open_: Open,
    decision: Decision,
    words: Words,
    came: Came,
    told: tuple[Text, ...],
) -> None:
    """Kept and offered; what comes to tonight's questions goes to whoever has the request, at once."""
    if open_.row.flow == "tonight" and await requests.current(turn, actor.id) is not None:
        told = (*told, await requests.added(turn, actor, words))
        await screens.bury(turn, actor.id)
        await _show(turn, actor, open_, decision.screen, came, before=told)
        return
    await _show(turn, actor, open_, decision.screen, came, before=told)
    await held.keep(turn, actor, words, reason="unanswered")


async def _finished(
    turn: Turn, actor: Person, open_: Open, folded: Message, came: Came, told: tuple[Text, ...]
) -> None:
    """Back to the flow it was begun from, if any; else the folded line and the way on."""
    parent_id = await runs.parent(turn.tx, open_.row.id)
    parent = await runs.by_id(turn.tx, parent_id) if parent_id is not None else None
    if parent is not None and parent.state in {"open", "paused"}:
        await hear(turn, actor, parent, Opened(), came)
        await held.offer(turn, actor)
        return
    if not (actor.consented or actor.is_staff):
        # Nothing is kept of somebody who has not said yes: the first screen, and no «er lagret».
        folded = await menu.first(turn, actor)
    elif not folded.rows:
        if told and folded.lines[-1].key == "engine.folded.one":  # what became of it is told
            folded = msgspec.structs.replace(folded, lines=folded.lines[:-1])
        about = open_.subject.id
        another = actor.is_staff and about != actor.id
        way_on = kinds_of_flow.way_on(open_.row.flow, about) if another else HELP[1]
        folded = msgspec.structs.replace(folded, rows=((menu.BACK[0], way_on),))
    if open_.row.flow == "tonight" and (last := await closing.said(turn, actor)):
        # What happens next stands alone: no greeting, and no «er lagret».
        folded = msgspec.structs.replace(folded, lines=last)
    await _show(turn, actor, open_, folded, came, before=told)
    await held.offer(turn, actor)


async def _show(
    turn: Turn,
    actor: Person,
    open_: Open,
    screen: Message,
    came: Came,
    *,
    before: tuple[Text, ...] = (),
) -> None:
    if before:
        screen = msgspec.structs.replace(screen, lines=(*before, *screen.lines))
    about, flow = open_.row.subject_id, open_.row.flow
    reads = Thing.APPLICATION if about != actor.id and flow in TOGETHER else ""
    await screens.show(turn, actor.id, screen, pressed=came.pressed, about=about, reads=reads)


async def show_again(
    turn: Turn, actor: Person, came: Came, *, before: tuple[Text, ...] = ()
) -> bool:
    """Show where somebody is in a flow, below `before`, if they are in one."""
    row = await current(turn, actor)
    if row is None:
        return False
    await hear(turn, actor, row, Opened(), came, before=before)
    return True


async def pause(turn: Turn, actor: Person) -> None:
    """Whatever is open rests, with its place kept."""
    await _pause_others(turn, actor, None)


async def resume_latest(turn: Turn, actor: Person, came: Came) -> bool:
    """Go on with what was open or paused last, if there is anything."""
    for row in await runs.unfinished_by(turn.tx, actor.id):
        await runs.set_state(turn.tx, row.id, "open", turn.at)
        await hear(turn, actor, row, Opened(), came)
        return True
    return False
