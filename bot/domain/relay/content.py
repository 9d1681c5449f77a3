"""What somebody said: words with their looks, a file, an album, and what of it answers what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from bot.domain.texts import t
from bot.flow.message import Mark, Media, Text, verbatim
from bot.rules.identity_numbers import mask_identity_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.turn import Turn
    from bot.store.threads import ThreadMessage

LABEL = "thread_message"
QUOTED_AT_MOST = 80
CUT = "…"


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file of an album, with the words under it."""

    media: Media
    text: str = ""
    marks: tuple[Mark, ...] = ()
    own: int | None = None


class Words(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What somebody said: words, or files that stay where the channel keeps them.

    `own` is our id of the line in the writer's own chat, `answers` the message of the thread that
    this answers, and `quote` the part of it that was chosen.
    """

    text: str = ""
    media: Media | None = None
    marks: tuple[Mark, ...] = ()
    album: tuple[Part, ...] = ()
    answers: int | None = None
    quote: str = ""
    own: int | None = None

    @property
    def kind(self) -> str:
        """A word for what it is: text, a kind of file, or an album."""
        if self.album:
            return "album"
        return self.media.kind if self.media is not None else "text"

    @property
    def written(self) -> tuple[str, ...]:
        """Everything in it that somebody wrote, to be looked through."""
        under = (part.text for part in self.album)
        return tuple(one for one in (self.text, *under) if one)

    def owns(self) -> Iterator[tuple[int, int]]:
        """Its lines in the writer's chat, and which part each is."""
        if self.own is not None:
            yield self.own, 0
        for place, part in enumerate(self.album):
            if part.own is not None:
                yield part.own, place

    def owned_by(self, own_id: int | None) -> bool:
        """Whether this line of the writer's is it, or a part of it."""
        return own_id is not None and any(own_id == own for own, _ in self.owns())

    def changed(self, line: Words) -> Words:
        """The same with what one of its lines says now; its file stays where none is given."""
        if line.own is None or not self.owned_by(line.own):
            return self
        if not self.album:
            return replace(self, text=line.text, marks=line.marks, media=line.media or self.media)
        parts = tuple(
            replace(part, text=line.text, marks=line.marks, media=line.media or part.media)
            if part.own == line.own
            else part
            for part in self.album
        )
        return replace(self, album=parts)

    def after_the_first(self) -> Words:
        """The rest of an album."""
        rest = self.album[1:]
        if len(rest) > 1:
            return replace(self, album=rest)
        return Words(rest[0].text, rest[0].media, rest[0].marks, own=rest[0].own)

    def said(self) -> Text:
        """The words with their looks."""
        return verbatim(self.text, self.marks)


async def words_of(turn: Turn, message: ThreadMessage) -> Words:
    """What a message of a thread says; nothing where it was deleted."""
    if not message.body:
        return Words()
    return await turn.unseal(message.resident_id, LABEL, message.id, message.body, Words)


def what(words: Words) -> Text:
    """What it is in one word or two: «et bilde», «4 bilder», or the words themselves, cut."""
    if words.album:
        return t("thread.kind.album", n=len(words.album))
    if words.media is not None:
        return t(f"engine.media.{words.media.kind}")
    return verbatim(snippet(words.text))


def snippet(words: str, most: int = QUOTED_AT_MOST) -> str:
    """The beginning of somebody's words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + CUT


def marks_within(text: str, cleaned: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The looks of a text after invisible letters at its ends were taken away; none if more changed."""
    if not marks or text == cleaned:
        return marks
    at = text.find(cleaned)
    if at < 0 or text[:at].strip() or text[at + len(cleaned) :].strip():
        return ()
    before = len(text[:at].encode("utf-16-le", "replace")) // 2
    length = len(cleaned.encode("utf-16-le", "replace")) // 2
    return within(marks, before, length)


def within(marks: tuple[Mark, ...], begin: int, length: int) -> tuple[Mark, ...]:
    """What of these looks lies in a part of the text, counted from the part's own beginning."""
    kept = []
    for mark in marks:
        first, last = max(mark.at, begin), min(mark.at + mark.length, begin + length)
        if last > first:
            kept.append(replace(mark, at=first - begin, length=last - first))
    return tuple(kept)


def quoted(words: Words, quote: str) -> Text | None:
    """The chosen part of somebody's words, with its looks; None where it stands there no more."""
    at = words.text.find(quote) if quote else -1
    if at < 0:
        return None
    begin = len(words.text[:at].encode("utf-16-le", "replace")) // 2
    length = len(quote.encode("utf-16-le", "replace")) // 2
    return verbatim(quote, within(words.marks, begin, length))


def bare_of_numbers(media: Media) -> Media | None:
    """
    The same without identity numbers in what a place or card says; None where a file's name holds one.

    A file's name travels with it, and cannot be changed by us.
    """
    facts = []
    for name, value in media.facts:
        masked = mask_identity_numbers(value)
        if masked.count and name == "name":
            return None
        facts.append((name, masked.text))
    return replace(media, facts=tuple(facts))
