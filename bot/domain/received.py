"""Files, and what was changed afterwards: the other half of what a person may do in a chat, beside `front`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import conversations, screens
from bot.domain.appointments import invitations
from bot.domain.danger import flags
from bot.domain.for_a_human import (
    masked,
    number_told,
    pass_on_albums,
    whole_came,
)
from bot.domain.front import cannot
from bot.domain.outgoing import Address, say, take_away
from bot.domain.relay import answers, edits, gathering
from bot.domain.relay.content import Words, bare_of_numbers
from bot.domain.texts import lines, t

if TYPE_CHECKING:
    from bot.domain.came import Came
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Mark, Media


async def sent(
    turn: Turn,
    who: Person,
    media: Media,
    came: Came,
    *,
    words: str = "",
    replied_to: int | None = None,
    marks: tuple[Mark, ...] = (),
    quote: str = "",
) -> None:
    """A file, a place or a card: an answer where one is asked for, else for a human."""
    await pass_on_albums(turn, who, but=came.album)
    if invitations.is_one(who, media):
        await invitations.came(turn, who, media)
        return
    harmless = bare_of_numbers(media)
    if harmless is None:
        await _named_by_a_number(turn, who, came)
        return
    await _passed_on(turn, who, harmless, came, words, replied_to, marks, quote)
    await flags.look(turn, who, words, "message")


async def _passed_on(
    turn: Turn,
    who: Person,
    media: Media,
    came: Came,
    words: str,
    replied_to: int | None,
    marks: tuple[Mark, ...],
    quote: str,
) -> None:
    caption = masked(words)
    if caption != words:
        marks = ()
        await number_told(turn, who, came)
    answers_to, quote = await answers.answered(turn, who, replied_to, masked(quote))
    written = Words(caption, media, marks, answers=answers_to, quote=quote, own=came.own)
    if came.album:
        whole = await gathering.add(turn, who, written, came, replied_to)
        if whole is not None:
            await whole_came(turn, who, whole)
        return
    await whole_came(turn, who, gathering.Whole(written, replied_to, came.platform_id))


async def _named_by_a_number(turn: Turn, who: Person, came: Came) -> None:
    if came.platform_id is not None:
        await take_away(turn, who.id, came.platform_id)
    await screens.bury(turn, who.id)
    await say(turn, Address(who.id, who.id), lines(t("thread.file_name")), purpose="answer")
    await conversations.show_again(turn, who, came)


async def edited(
    turn: Turn,
    who: Person,
    words: str,
    came: Came,
    *,
    media: Media | None = None,
    marks: tuple[Mark, ...] = (),
) -> None:
    """A message changed afterwards: the change reaches whoever has it; of any other that is said."""
    await pass_on_albums(turn, who, but=came.album)
    if media is not None and invitations.is_one(who, media):
        await invitations.came(turn, who, media)
        return
    harmless = bare_of_numbers(media) if media is not None else None
    if media is not None and harmless is None:
        await _named_by_a_number(turn, who, came)
        return
    harmless_words = masked(words)
    if harmless_words != words:
        marks = ()
        await number_told(turn, who, came)
    changed = Words(harmless_words, harmless, marks, own=came.own)
    told = await edits.edited(turn, who, changed)
    if told is not None and harmless_words == words:
        await cannot(turn, who, told, came)
    await flags.look(turn, who, words, "edit")
