"""What is for a human, on its way there: albums that are whole, words that wait or go straight on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import screens, staff
from bot.domain.outgoing import Address, say, take_away
from bot.domain.relay import cover_numbers, gathering, held, pace, threads
from bot.domain.texts import lines, t
from bot.rules.identity_numbers import mask_identity_numbers

if TYPE_CHECKING:
    from bot.domain.came import Came
    from bot.domain.people import Person
    from bot.domain.relay.content import Words
    from bot.domain.turn import Turn


def masked(words: str) -> str:
    """The words without identity numbers."""
    return mask_identity_numbers(words).text if words else ""


async def number_told(turn: Turn, who: Person, came: Came) -> None:
    """It leaves the chat, and the person reads why."""
    if came.platform_id is not None:
        await take_away(turn, who.id, came.platform_id)
    await screens.bury(turn, who.id)
    await say(turn, Address(who.id, who.id), lines(t("came.identity_number")), purpose="answer")


async def to_a_human(turn: Turn, who: Person, words: Words) -> None:
    """Straight on where the thread is open; else asked about first."""
    await screens.bury(turn, who.id)
    fast = await pace.fast(turn, who)
    if await held.thread_is_open(turn, who.id) and not await held.waits(turn, who.id):
        await threads.write_to_contact(turn, who, [words])
        return
    await held.keep(turn, who, words, reason="free", anew=not fast)


async def pass_on_albums(turn: Turn, who: Person, *, but: str = "") -> None:
    """What was sent together goes on before what the person does next."""
    for whole in await gathering.waiting(turn, who, but=but):
        await whole_came(turn, who, whole)


async def whole_came(turn: Turn, who: Person, whole: gathering.Whole) -> None:
    """A file, or files that belong together, for a human."""
    if who.is_staff:
        await screens.bury(turn, who.id)
        await staff.said(turn, who, whole.words, whole.replied_to)
        return
    await cover_numbers.asked_once(turn, who, whole.words)
    await to_a_human(turn, who, whole.words)
