"""How a message of a thread looks: as a paragraph among others, and as a message of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.domain import people
from bot.domain.relay.content import Words, snippet, what, words_of
from bot.domain.texts import t
from bot.flow.message import Captioned, Message, Moment, Text, verbatim
from bot.store import from_us, threads

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Mark

QUOTED = "\n│ "


async def paragraph(turn: Turn, message: threads.ThreadMessage) -> Text:
    """One message among others: who, when, what they said, and whether it was changed since."""
    author = await people.person(turn, message.author_id)
    name = author.name if author else t("staff.unnamed")
    if message.deleted_at is not None:
        return t("thread.deleted", name=name, at=moment(turn, message.deleted_at))
    words = await words_of(turn, message)
    at = moment(turn, message.created_at)
    if words.album:
        line = t("thread.album", name=name, n=len(words.album))
    elif words.media is not None:
        line = t(f"thread.{words.media.kind}", name=name)
    else:
        line = t("thread.said", name=name, at=at, words=_in_a_line(words))
    answered = await answering(turn, words)
    if answered is not None:
        line = t("thread.answers", line=line, answered=answered)
    return line if message.edited_at is None else _changed(turn, line, message.edited_at)


def moment(turn: Turn, at: int) -> Moment:
    """«kl. 10.00» alone is today's: what was written before has its day."""
    written = from_us(at)
    today = written.astimezone(turn.house.zone).date() == turn.today
    return Moment(written, "time" if today else "full")


def _in_a_line(words: Words) -> Text:
    # A line of theirs must not look like a line of ours: «Mari kl. 14.00: …».
    if "\n" not in words.text:
        return words.said()
    return verbatim(words.text.replace("\n", QUOTED), _moved(words))


def _moved(words: Words) -> tuple[Mark, ...]:
    """The looks, moved by what was put before every new line."""
    units = words.text.encode("utf-16-le", "replace").decode("utf-16-le")
    put = len(QUOTED) - 1
    breaks = [
        len(units[:place].encode("utf-16-le")) // 2
        for place, letter in enumerate(units)
        if letter == "\n"
    ]

    def at(unit: int) -> int:
        return unit + put * sum(1 for one in breaks if one < unit)

    return tuple(
        replace(mark, at=at(mark.at), length=at(mark.at + mark.length) - at(mark.at))
        for mark in words.marks
    )


def _changed(turn: Turn, line: Text, at: int) -> Text:
    return t("thread.edited", line=line, at=moment(turn, at))


async def answering(turn: Turn, words: Words) -> Text | None:
    """What these words answer, where there is something to name."""
    if words.answers is not None:
        message = await threads.by_id(turn.tx, words.answers)
        if message is not None and message.deleted_at is None:
            if words.quote:
                return verbatim(snippet(words.quote))
            return what(await words_of(turn, message))
    return verbatim(snippet(words.quote)) if words.quote else None


async def said_by(
    turn: Turn, author: Person, words: Words, *, quoting: bool = False, edited_at: int | None = None
) -> Message:
    """A human's words as a message to the one they are for; `quoting` names what they answer."""
    head = _head(author, words)
    if quoting and (answered := await answering(turn, words)) is not None:
        head = t("thread.answers", line=head, answered=answered)
    body = [head, words.said()] if words.text else [head]
    if edited_at is not None:
        body[-1] = _changed(turn, body[-1], edited_at)
    return Message(tuple(body), media=words.media, album=files(words))


def _head(author: Person, words: Words) -> Text:
    if words.album:
        return t("thread.album", name=author.name, n=len(words.album))
    if words.media is not None:
        return t(f"thread.{words.media.kind}", name=author.name)
    return t("thread.from", name=author.name)


def files(words: Words) -> tuple[Captioned, ...]:
    """The files of an album, each with the words under it."""
    return tuple(
        Captioned(part.media, verbatim(part.text, part.marks) if part.text else None)
        for part in words.album
    )


def file_alone(turn: Turn, words: Words, edited_at: int | None = None) -> Message:
    """The file or the album without a name; what was written under it stands under it."""
    under = words.said()
    if edited_at is not None:
        under = _changed(turn, under, edited_at)
    body = (under,) if words.text else ()
    return Message(body, media=words.media, album=files(words))
