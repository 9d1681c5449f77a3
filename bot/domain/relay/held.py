"""
Words that wait for a yes: free text outside a question, and text that was no answer to one.

They are sealed and kept, asked about, asked about once more after a day, and then removed with a
word about it. Nothing goes to anybody without a yes; nothing typed is lost without being told.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from bot.domain import due, people
from bot.domain.errors import Told
from bot.domain.outgoing import Address, amend, retract, say
from bot.domain.relay.content import Words, what
from bot.domain.relay.threads import write_to_contact
from bot.domain.remember import closed
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.store import held as stored
from bot.store import threads, to_us

if TYPE_CHECKING:
    from bot.domain.people import Contact, Person
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Message

LABEL = "held"
ITEM_LABEL = "held_item"
ALIVE = dt.timedelta(hours=6)
ASK_AGAIN = dt.timedelta(hours=24)
RULE = "held"
LATER = "later"  # the reason of words that nothing has been asked about yet

Reason = Literal["free", "unanswered"]


class HeldWords(msgspec.Struct, frozen=True):
    """What one person typed that waits, in order: what was kept before each of it was a row of its own."""

    items: tuple[Words, ...]


async def thread_is_open(turn: Turn, resident_id: int) -> bool:
    """Whether a message has gone either way in the last six hours: then words go straight."""
    last = await threads.touched(turn.tx, resident_id)
    return last is not None and last > to_us(turn.now - ALIVE)


async def keep(turn: Turn, who: Person, words: Words, *, reason: Reason, anew: bool = True) -> None:
    """
    Keep words and ask about them; what comes meanwhile joins the same question.

    It is asked below them, unless not `anew`: then the question that stands changes.
    """
    if not anew and await _join_quietly(turn, who, words):
        return
    older = await _join(turn, who, words)
    await _ask(turn, who, older, reason)


async def _join_quietly(turn: Turn, who: Person, words: Words) -> bool:
    before = await stored.of(turn.tx, who.id)
    if before is None or before.message_id is None or before.reason == LATER:
        return False
    await _add(turn, who, words)
    older = await _older(turn, before)
    count = len(older.items) + await stored.count(turn.tx, who.id)
    contact = await people.contact_of(turn, who.id)
    question = _question(turn, who, contact, count, "free")
    await amend(turn, Address(who.id, who.id), before.message_id, question, purpose="answer")
    return True


async def _add(turn: Turn, who: Person, words: Words) -> None:
    row_id = turn.new_id()
    sealed = await turn.seal(who.id, ITEM_LABEL, row_id, words)
    await stored.add(turn.tx, who.id, stored.Item(row_id, sealed))


async def keep_for_later(turn: Turn, who: Person, words: Words) -> None:
    """Keep words while something more urgent is shown; `offer` asks about them afterwards."""
    older = await _join(turn, who, words)
    await _hold(turn, who, older, LATER, None)


async def offer(turn: Turn, who: Person) -> None:
    """Ask about what was kept for later, if anything was: the urgent thing is over."""
    before = await stored.of(turn.tx, who.id)
    if before is None or before.reason != LATER:
        return
    await _ask(turn, who, await _older(turn, before), "free")


async def words_of(turn: Turn, person_id: int) -> tuple[Words, ...]:
    """All that waits, in order; empty if nothing does."""
    before = await stored.of(turn.tx, person_id)
    if before is None:
        return ()
    older = await _older(turn, before)
    newer = [
        await turn.unseal(person_id, ITEM_LABEL, one.id, one.body, Words)
        for one in await stored.items(turn.tx, person_id)
    ]
    return (*older.items, *newer)


async def _older(turn: Turn, held: stored.Held) -> HeldWords:
    return await turn.unseal(held.person_id, LABEL, held.id, held.body, HeldWords)


async def _join(turn: Turn, who: Person, words: Words) -> HeldWords:
    """Keep these behind what waits already; a question about what waits is taken away."""
    await _add(turn, who, words)
    before = await stored.of(turn.tx, who.id)
    if before is None:
        return HeldWords(())
    await _drop_question(turn, who.id, before)
    return await _older(turn, before)


async def _ask(turn: Turn, who: Person, older: HeldWords, reason: Reason) -> None:
    contact = await people.contact_of(turn, who.id)
    count = len(older.items) + await stored.count(turn.tx, who.id)
    question = _question(turn, who, contact, count, reason)
    message_id = await say(turn, Address(who.id, who.id), question, purpose="answer")
    await _hold(turn, who, older, reason, message_id)
    await bury(turn, who.id)


async def _hold(
    turn: Turn, who: Person, older: HeldWords, reason: str, message_id: int | None
) -> None:
    row_id = await _put(turn, who, older, reason, message_id)
    await due.cancel(turn, RULE, who.id, "asked anew")
    await due.at(turn, RULE, who.id, who.id, turn.now + ASK_AGAIN, occurrence=str(row_id))


async def _put(
    turn: Turn, who: Person, older: HeldWords, reason: str, message_id: int | None
) -> int:
    row_id = turn.new_id()
    sealed = await turn.seal(who.id, LABEL, row_id, older)
    row = stored.Held(who.id, row_id, sealed, reason, turn.at, 1, message_id)
    await stored.put(turn.tx, row)
    return row_id


def _question(turn: Turn, who: Person, contact: Contact, count: int, reason: Reason) -> Message:
    ask = (
        t("held.ask", contact=contact.name)
        if count == 1
        else t("held.ask_more", n=count, contact=contact.name)
    )
    when = closed.when_read(turn, who.language)
    if reason == "unanswered":
        offered = (
            (button("held.send_to", "send_held", "", contact=contact.name),),
            (button("held.try_again", "try_again"),),
        )
        return lines(t("held.kept"), when, rows=offered)
    rows: tuple[tuple[Button, ...], ...] = (
        (button("held.yes", "send_held"), button("held.no", "drop_held")),
    )
    if closed.opens(turn) is not None:
        # Nobody reads this now: somebody who does is one tap away.
        rows = (*rows, (button("menu.button.help", "help"),))
    return lines(ask, when, rows=rows)


async def _drop_question(turn: Turn, person_id: int, held: stored.Held) -> None:
    if held.message_id is not None:
        await retract(turn, Address(person_id, person_id), held.message_id, purpose="answer")


async def send(turn: Turn, who: Person) -> None:
    """The person says yes: everything held goes to their contact, in order. Raises Told if none."""
    held, kept = await _held(turn, who)
    await write_to_contact(turn, who, kept)
    await _close(turn, who, held)
    await _drop_question(turn, who.id, held)


async def drop(turn: Turn, who: Person) -> None:
    """The person says no: it is removed, and they are told that nobody has read it."""
    held, _ = await _held(turn, who)
    await _close(turn, who, held)
    if held.message_id is not None:
        to = Address(who.id, who.id)
        await amend(turn, to, held.message_id, lines(t("held.removed")), purpose="answer")


async def set_aside(turn: Turn, who: Person) -> None:
    """«Prøv igjen»: the question goes away; the words stay held until the day is over."""
    held = await stored.of(turn.tx, who.id)
    if held is not None:
        await _drop_question(turn, who.id, held)


async def show(turn: Turn, who: Person) -> None:
    """What waits, shown back to the one who typed it, above the question about it."""
    held, kept = await _held(turn, who)
    body = [one.said() if one.kind == "text" else what(one) for one in kept]
    rows = ((button("held.yes", "send_held"), button("held.no", "drop_held")),)
    if held.message_id is not None:
        to = Address(who.id, who.id)
        await amend(turn, to, held.message_id, lines(*body, rows=rows), purpose="answer")


async def _held(turn: Turn, who: Person) -> tuple[stored.Held, tuple[Words, ...]]:
    held = await stored.of(turn.tx, who.id)
    if held is None:
        raise Told("held.nothing")
    return held, await words_of(turn, who.id)


async def _close(turn: Turn, who: Person, held: stored.Held) -> None:
    await stored.drop(turn.tx, who.id)
    await due.cancel(turn, RULE, who.id, f"answered {held.asks}")


async def came_due(turn: Turn, who: Person) -> None:
    """A day without an answer: ask once more; after another day, remove it and say so."""
    held = await stored.of(turn.tx, who.id)
    if held is None:
        return
    to = Address(who.id, who.id)
    await _drop_question(turn, who.id, held)
    if held.asks > 1:
        await stored.drop(turn.tx, who.id)
        await say(turn, to, lines(t("held.gone")), purpose="news")
        await bury(turn, who.id)
        return
    contact = await people.contact_of(turn, who.id)
    rows = (
        (button("held.yes", "send_held"), button("held.no", "drop_held")),
        (button("held.show", "show_held"),),
    )
    again = lines(t("held.again", contact=contact.name), rows=rows)
    message_id = await say(turn, to, again, purpose="news")
    held = msgspec.structs.replace(held, asks=2, asked_at=turn.at, message_id=message_id)
    await stored.put(turn.tx, held)
    await due.at(turn, RULE, who.id, who.id, turn.now + ASK_AGAIN, occurrence=f"{held.id}.2")
    await bury(turn, who.id)


async def edited(turn: Turn, who: Person, changed: Words) -> bool:
    """Other words where a line of the writer's waits; False where it is none of those."""
    for item in await stored.items(turn.tx, who.id):
        words = await turn.unseal(who.id, ITEM_LABEL, item.id, item.body, Words)
        if words.owned_by(changed.own):
            sealed = await turn.seal(who.id, ITEM_LABEL, item.id, words.changed(changed))
            await stored.change(turn.tx, stored.Item(item.id, sealed))
            return True
    return False


async def dropped(turn: Turn, who: Person, own_id: int) -> bool:
    """Take one line of the writer's out of what waits; False where it is none of those."""
    for item in await stored.items(turn.tx, who.id):
        words = await turn.unseal(who.id, ITEM_LABEL, item.id, item.body, Words)
        if words.owned_by(own_id):
            await stored.remove(turn.tx, item.id)
            if not await words_of(turn, who.id):
                await _nothing_waits(turn, who)
            return True
    return False


async def _nothing_waits(turn: Turn, who: Person) -> None:
    found = await stored.of(turn.tx, who.id)
    if found is not None:
        await _close(turn, who, found)
        await _drop_question(turn, who.id, found)


async def put_aside(turn: Turn, who: Person, words: Words) -> None:
    """Keep words of staff that had no addressee; joined to what is kept already."""
    await _put(turn, who, await _join(turn, who, words), "no_addressee", None)


async def take_back(turn: Turn, who: Person) -> tuple[Words, ...]:
    """What was put aside, which is kept no more; raises Told if nothing is."""
    _, kept = await _held(turn, who)
    await stored.drop(turn.tx, who.id)
    return kept


async def waits(turn: Turn, person_id: int) -> bool:
    """Whether a question about held words is open: then more words join it."""
    return await stored.of(turn.tx, person_id) is not None
