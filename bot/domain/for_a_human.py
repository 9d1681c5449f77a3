"""What is for a human, on its way there: albums that are whole, words that wait or go straight on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import conversations, screens, staff
from bot.domain.came import Came
from bot.domain.outgoing import Address, say, take_away
from bot.domain.relay import cover_numbers, gathering, held, pace, threads
from bot.domain.texts import lines, t
from bot.flow.events import SentMedia
from bot.rules.identity_numbers import mask_identity_numbers

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.relay.content import Words
    from bot.domain.turn import Turn
    from bot.store import runs


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
    """A file, or files that belong together: to the question asked, if one is; else for a human."""
    row = await conversations.current(turn, who)
    if row is not None and not (who.is_staff and whole.replied_to is not None):
        await _to_a_question(turn, who, row, whole)
        return
    if who.is_staff:
        await screens.bury(turn, who.id)
        await staff.said(turn, who, whole.words, whole.replied_to)
        return
    await cover_numbers.asked_once(turn, who, whole.words)
    await to_a_human(turn, who, whole.words)


async def _to_a_question(turn: Turn, who: Person, row: runs.Row, whole: gathering.Whole) -> None:
    """
    What was sent together gets one answer: its first file is what answers, if any does.

    What more there was goes on to a human; a part that came late joins what is kept already.
    """
    words = whole.words
    if who.is_staff:
        await screens.bury(turn, who.id)
        await conversations.show_again(turn, who, Came(), before=(t("came.not_relayed"),))
        return
    if whole.late:
        await held.keep(turn, who, words, reason="unanswered", anew=False)
        return
    first = words.album[0].media if words.album else words.media
    if first is None:
        return
    event = SentMedia(first.kind, first.file_id, first.seconds)
    came = Came(platform_id=whole.number)
    if await conversations.hear(turn, who, row, event, came, words=words) and words.album:
        await to_a_human(turn, who, words.after_the_first())
