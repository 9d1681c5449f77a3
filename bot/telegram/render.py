"""A message as Telegram's methods take it: escaped text, keyboards, files, and the limits on length.

Lengths are counted in UTF-16 units, as Telegram counts entities; that is never less than what it counts for limits.
"""

from __future__ import annotations

import datetime as dt
import html
from typing import TYPE_CHECKING, Any

import msgspec

from bot.flow.message import Text
from bot.rules import ical
from bot.rules.paper import written
from bot.telegram import pictures
from bot.telegram.request import Upload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.flow.message import Button, Media, Message, Paper

    Say = Callable[[Text], str]

TEXT_MAX = 4096
CAPTION_MAX = 1024
DATA_MAX = 64
COPY_MAX = 256
LABEL_MAX = 64
CUT = "…"
EVENT_NAME = "appointment.calendar.name"
NOTHING = "·"  # Telegram refuses a message without a word

_METHODS: dict[str, tuple[str, str]] = {
    "photo": ("sendPhoto", "photo"),
    "voice": ("sendVoice", "voice"),
    "document": ("sendDocument", "document"),
    "video_note": ("sendVideoNote", "video_note"),
}
_WITHOUT_CAPTION = frozenset({"video_note", "location"})


class Call(msgspec.Struct, frozen=True):
    """One method of the Bot API and its values, ready to be encoded as JSON; `chat_id` is added when it is sent."""

    method: str
    params: dict[str, Any]
    files: dict[str, Upload] | None = None

    @property
    def new(self) -> bool:
        """Whether it puts a new message into the chat."""
        return self.method.startswith(("send", "copy", "forward"))


def to_send(message: Message, say: Say, *, silent: bool = False) -> list[Call]:
    """The calls that show the message anew, in order; more than one where it is too long for one.

    Buttons stand under the last. ValueError for button data longer than 64 bytes.
    """
    common: dict[str, Any] = {}
    if silent:
        common["disable_notification"] = True
    media, paper = message.media, message.paper
    words = text_of(message, say)
    captioned = paper is not None or (media is not None and media.kind not in _WITHOUT_CAPTION)
    caption = captioned and len16(words) <= CAPTION_MAX
    calls: list[Call] = []
    alone = media is None and paper is None
    if alone or (words and not caption):
        calls += [Call("sendMessage", _text(part) | common) for part in split(words or NOTHING)]
    file = (
        _paper(paper, say)
        if paper is not None
        else _media(media, say)
        if media is not None
        else None
    )
    if file is not None:
        method, values, files = file
        if caption and words:
            values |= {"caption": escape(words), "parse_mode": "HTML"}
        calls.append(Call(method, values | common, files))
    if message.rows:
        calls[-1].params["reply_markup"] = keyboard(message.rows, say)
    return calls


def to_edit(message: Message, say: Say, message_id: int) -> Call:
    """The call that turns message `message_id` into this one; too long a text is cut, for an edit cannot be split."""
    markup = keyboard(message.rows, say)
    words = text_of(message, say)
    if message.media is not None or message.paper is not None:
        caption = escape(cut(words, CAPTION_MAX))
        params = {"message_id": message_id, "caption": caption, "parse_mode": "HTML"}
        return Call("editMessageCaption", params | {"reply_markup": markup})
    params = {"message_id": message_id, **_text(cut(words, TEXT_MAX) or NOTHING)}
    return Call("editMessageText", params | {"reply_markup": markup})


def to_delete(message_id: int) -> Call:
    """The call that takes a message away; only under 48 hours old (Bot API, deleteMessage)."""
    return Call("deleteMessage", {"message_id": message_id})


def text_of(message: Message, say: Say) -> str:
    """The paragraphs as one text, not yet escaped; empty ones are left out."""
    return "\n\n".join(part for part in (say(line).strip() for line in message.lines) if part)


def keyboard(rows: tuple[tuple[Button, ...], ...], say: Say) -> dict[str, Any]:
    """Telegram's inline keyboard; no rows make an empty one, which takes an old one away."""
    return {"inline_keyboard": [[_button(button, say) for button in row] for row in rows if row]}


def escape(words: str) -> str:
    """Words of anybody as HTML that shows exactly them."""
    return html.escape(words, quote=False)


def len16(words: str) -> int:
    """How long Telegram holds the words to be."""
    return len(words) if words.isascii() else len(words.encode("utf-16-le", "replace")) // 2


def cut(words: str, most: int) -> str:
    """At most `most` units, at a space where one is near, with «…» for what is missing."""
    if len16(words) <= most:
        return words
    head = _head(words, most - 1)
    return head[: _seam(head)].rstrip() + CUT


def split(words: str, most: int = TEXT_MAX) -> Iterator[str]:
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


def _text(words: str) -> dict[str, Any]:
    return {
        "text": escape(words),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


def _paper(paper: Paper, say: Say) -> tuple[str, dict[str, Any], dict[str, Upload] | None]:
    """The file, written now: in the reader's language, and kept nowhere."""
    upload = Upload(f"{paper.name}.html", written(paper, say).encode(), "text/html")
    return "sendDocument", {"document": "attach://paper"}, {"paper": upload}


def _media(media: Media, say: Say) -> tuple[str, dict[str, Any], dict[str, Upload] | None]:
    if media.kind == "location":
        latitude, longitude = media.file_id.split(",")
        return "sendLocation", {"latitude": float(latitude), "longitude": float(longitude)}, None
    if media.kind == "qr":
        picture = Upload("kode.png", pictures.qr(media.file_id), "image/png")
        return "sendPhoto", {"photo": "attach://qr"}, {"qr": picture}
    if media.kind == "event":
        row, revision, starts, minutes = media.file_id.split()
        at = dt.datetime.fromisoformat(starts)
        written = ical.event(row, at, int(minutes), int(revision), say(Text(EVENT_NAME)))
        upload = Upload("avtale.ics", written.encode(), "text/calendar")
        return "sendDocument", {"document": "attach://event"}, {"event": upload}
    method, field = _METHODS[media.kind]
    return method, {field: media.file_id}, None


def _button(button: Button, say: Say) -> dict[str, Any]:
    label = cut(say(button.text).strip(), LABEL_MAX) or NOTHING
    if button.url:
        return {"text": label, "url": button.url}
    if button.copy:
        return {"text": label, "copy_text": {"text": cut(button.copy, COPY_MAX)}}
    if not 0 < len(button.data.encode()) <= DATA_MAX:
        raise ValueError(f"button {button.text.key}: data must be 1 to {DATA_MAX} bytes")
    return {"text": label, "callback_data": button.data}
