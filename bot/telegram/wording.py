"""Words with their looks, measured and parted as Telegram counts them: in UTF-16 units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from bot.flow.message import VERBATIM, Mark, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.flow.message import Message

    Say = Callable[[Text], str]

CUT = "…"
NOTHING = "·"  # Telegram refuses a message without a word
# Noncharacters that no text may hold (Unicode 16, 23.7): where a look begins and ends, while the
# words go through a translation that puts them anywhere in a sentence.
_BEGIN, _END, _STOP = "\ufdd0", "\ufdd1", "\ufdd2"
_SIGNS = re.compile(f"([{_BEGIN}{_END}])([0-9]+){_STOP}")
_STRAY = re.compile(f"[{_BEGIN}{_END}{_STOP}]")


class Words(msgspec.Struct, frozen=True):
    """A text and the looks of its parts; `at` and `length` of a mark in UTF-16 units."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def length(self) -> int:
        """How long Telegram holds it to be."""
        return len16(self.text)

    def head(self, most: int) -> Words:
        """At most `most` units, with «…» for what is missing."""
        return self._only(0, cut(self.text, most))

    def parts(self, most: int) -> list[Words]:
        """In parts of at most `most` units; never none."""
        found, at = [], 0
        for part in split(self.text, most):
            at = self.text.index(part, at)
            found.append(self._only(at, part))
            at += len(part)
        return found or [Words(NOTHING)]

    def tail(self, before: Sequence[Words]) -> Words:
        """What is left after these parts of it."""
        at = 0
        for part in before:
            at = self.text.index(part.text, at) + len(part.text)
        rest = self.text[at:].lstrip()
        return self._only(len(self.text) - len(rest), rest)

    def _only(self, start: int, text: str) -> Words:
        if not self.marks:
            return Words(text)
        begin = len16(self.text[:start])
        end = begin + len16(text)
        kept = []
        for mark in self.marks:
            first, last = max(mark.at, begin), min(mark.at + mark.length, end)
            if last > first:
                kept.append(msgspec.structs.replace(mark, at=first - begin, length=last - first))
        return Words(text, tuple(kept))


def words_of(message: Message, say: Say) -> Words:
    """The paragraphs as one text, not yet escaped, with every look where the words came to stand."""
    marks: list[Mark] = []
    lines = message.lines
    if any(_has_looks(line) for line in lines):
        lines = tuple(_signed(line, marks) for line in lines)
    text = "\n\n".join(part for part in (say(line).strip() for line in lines) if part)
    return _read(text, marks) if marks else Words(text)


def _has_looks(text: Text) -> bool:
    return bool(text.marks) or any(
        isinstance(value, Text) and _has_looks(value) for value in text.values.values()
    )


def _signed(text: Text, marks: list[Mark]) -> Text:
    """The text with signs where looks begin and end; what looks like a sign is not."""
    if text.key == VERBATIM:
        words = _STRAY.sub("", str(text.values.get("text", "")))
        return Text(VERBATIM, {"text": _with_signs(words, text.marks, marks)})
    values = {
        name: _signed(value, marks)
        if isinstance(value, Text)
        else _STRAY.sub("", value)
        if isinstance(value, str)
        else value
        for name, value in text.values.items()
    }
    return Text(text.key, values)


def _with_signs(words: str, looks: Sequence[Mark], marks: list[Mark]) -> str:
    if not looks:
        return words
    signs: list[tuple[int, int, str]] = []
    for look in looks:
        number = len(marks)
        marks.append(look)
        # At the same place one ends before the next begins.
        signs.append((2 * look.at, 1, f"{_BEGIN}{number}{_STOP}"))
        signs.append((2 * (look.at + look.length), 0, f"{_END}{number}{_STOP}"))
    units = words.encode("utf-16-le", "replace")
    out, last = [], 0
    for at, _, sign in sorted(signs):
        place = min(at, len(units))
        out += [units[last:place].decode("utf-16-le", "replace"), sign]
        last = place
    out.append(units[last:].decode("utf-16-le", "replace"))
    return "".join(out)


def _read(text: str, marks: Sequence[Mark]) -> Words:
    out: list[str] = []
    at = last = 0
    begun: dict[int, int] = {}
    found: list[Mark] = []
    for sign in _SIGNS.finditer(text):
        piece = text[last : sign.start()]
        out.append(piece)
        at += len16(piece)
        last = sign.end()
        number = int(sign[2])
        if sign[1] == _BEGIN:
            begun[number] = at
        elif number in begun and at > begun[number]:
            start = begun[number]
            look = msgspec.structs.replace(marks[number], at=start, length=at - start)
            found.append(look)
    out.append(text[last:])
    return Words("".join(out), tuple(found))


def entities(marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """The looks as Telegram takes them (Bot API, MessageEntity)."""
    return [
        {"type": one.kind, "offset": one.at, "length": one.length}
        | ({"url": one.more} if one.kind == "text_link" else {})
        | ({"language": one.more} if one.kind == "pre" and one.more else {})
        for one in sorted(marks, key=lambda one: (one.at, -one.length))
    ]


def len16(words: str) -> int:
    """How long Telegram holds the words to be."""
    return len(words) if words.isascii() else len(words.encode("utf-16-le", "replace")) // 2


def cut(words: str, most: int) -> str:
    """At most `most` units, at a space where one is near, with «…» for what is missing."""
    if len16(words) <= most:
        return words
    head = _head(words, most - 1)
    return head[: _seam(head)].rstrip() + CUT


def split(words: str, most: int) -> Iterator[str]:
    """The words in parts of at most `most` units, parted between paragraphs, lines or words where possible."""
    while len16(words) > most:
        head = _head(words, most)
        at = _seam(head)
        part = head[:at].rstrip()
        if part:
            yield part
        words = words[at:].lstrip()
    if words:
        yield words


def _head(words: str, most: int) -> str:
    head = words[:most]
    while (over := len16(head) - most) > 0:
        # Each letter above U+FFFF takes two units, so at least half as many letters must go.
        head = head[: -((over + 1) // 2)]
    return head


def _seam(head: str) -> int:
    # A seam in the first half would make crumbs.
    for mark in ("\n\n", "\n", ". ", " "):
        at = head.rfind(mark, len(head) // 2)
        if at > 0:
            return at + len(mark)
    return len(head)
