"""A message as Telegram's methods take it: escaped text, keyboards, files, and the limits on length.

Lengths are counted in UTF-16 units, as Telegram counts entities; that is never less than what it counts for limits.
"""

from __future__ import annotations

import html
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec

from bot.flow.message import Message
from bot.telegram import pictures
from bot.telegram.files import along, captioned, sendable, together, where, written
from bot.telegram.request import Upload
from bot.telegram.wording import NOTHING, Words, cut, entities, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.domain.relay.own_files import Held
    from bot.flow.message import Button, Captioned, Text
    from bot.telegram.files import Sendable

    Say = Callable[[Text], str]

TEXT_MAX = 4096
CAPTION_MAX = 1024
DATA_MAX = 64
COPY_MAX = 256
LABEL_MAX = 64
NONE_HELD: Mapping[str, Held] = MappingProxyType({})


class Call(msgspec.Struct, frozen=True):
    """One method of the Bot API and its values, ready to be encoded as JSON; `chat_id` is added when it is sent."""

    method: str
    params: dict[str, Any]
    files: dict[str, Upload] | None = None

    @property
    def new(self) -> bool:
        """Whether it puts a new message into the chat."""
        return self.method.startswith(("send", "copy", "forward"))

    def instead(self, reason: str) -> Call | None:
        """
        The call to make where this one was refused for this reason; None where there is none.

        Words take the place of a file that stands there: a grey picture does, with the words under
        it; what can be neither (a voice message) keeps its file, and gets the words. What was quoted
        may have been changed since: then the answer goes to the whole message.
        """
        if reason == "quote":
            return self.without_quote()
        if self.method == "editMessageText" and reason == "no_text":
            return self._over_file()
        if self.method == "editMessageMedia":
            return Call("editMessageCaption", self._standing() | self._words_under())
        return None

    def _standing(self) -> dict[str, Any]:
        return {k: self.params[k] for k in ("message_id", "reply_markup") if k in self.params}

    def _words_under(self) -> dict[str, Any]:
        media = self.params["media"]
        return {k: v for k, v in media.items() if k not in {"type", "media"}}

    def _over_file(self) -> Call:
        # Without looks: they are counted on the whole of the words.
        words = self.params["text"]
        plain = html.unescape(words) if "parse_mode" in self.params else words
        picture = {"type": "photo", "media": "attach://nothing", "caption": cut(plain, CAPTION_MAX)}
        files = {"nothing": Upload("nothing.png", pictures.nothing(), "image/png")}
        return Call("editMessageMedia", self._standing() | {"media": picture}, files)

    def without_quote(self) -> Call | None:
        """The same call, answering the whole message; None where nothing is quoted."""
        answers = self.params.get("reply_parameters")
        if not answers or "quote" not in answers:
            return None
        bare = {k: v for k, v in answers.items() if not k.startswith("quote")}
        return Call(self.method, self.params | {"reply_parameters": bare}, self.files)


def to_send(
    message: Message, say: Say, *, silent: bool = False, held: Mapping[str, Held] = NONE_HELD
) -> list[Call]:
    """The calls that show the message anew, in order; more than one where it is too long for one.

    `held` is what is in the files that the channel does not keep, by their ids. Buttons stand under the last. ValueError for button data longer than 64 bytes.
    """
    common: dict[str, Any] = {}
    if silent:
        common["disable_notification"] = True
    file = _file(message, say, held)
    words = words_of(message, say)
    under = message.media is None or captioned(message.media)
    caption = file is not None and under and words.length <= CAPTION_MAX
    calls: list[Call] = []
    if (file is None and not message.album) or (words.text and not caption):
        calls += [Call("sendMessage", _text(part) | common) for part in words.parts(TEXT_MAX)]
    if file is not None:
        method, values, files = file
        if caption and words.text:
            values |= _caption(words)
        calls.append(Call(method, values | common, files))
    album = _album(message.album, say, held)
    calls += [Call(one.method, one.params | common, one.files) for one in album]
    if message.rows and calls:
        calls[-1].params["reply_markup"] = keyboard(message.rows, say)
    return calls


def _file(message: Message, say: Say, held: Mapping[str, Held]) -> Sendable | None:
    if message.paper is not None:
        return written(message.paper, say)
    return sendable(message.media, say, held) if message.media is not None else None


def _album(album: Sequence[Captioned], say: Say, held: Mapping[str, Held]) -> list[Call]:
    """Two to ten files together where they go together (Bot API, sendMediaGroup); else one by one."""
    shown = [
        (one.media, words_of(Message((one.caption,)), say) if one.caption else Words())
        for one in album
    ]
    if not together([media for media, _ in shown]):
        return [
            Call(method, values | (_caption(words) if words.text else {}), files)
            for (method, values, files), words in (
                (sendable(m, say, held), words) for m, words in shown
            )
        ]
    group = [
        {"type": media.kind, "media": where(media, held)}
        | (_caption(words.head(CAPTION_MAX)) if words.text else {})
        for media, words in shown
    ]
    files = {name: file for media, _ in shown for name, file in along(media, held).items()}
    return [Call("sendMediaGroup", {"media": group}, files or None)]


def to_edit(message: Message, say: Say, message_id: int) -> Call:
    """The call that turns message `message_id` into this one; too long a text is cut."""
    return to_edit_all(message, say, (message_id,))[0]


def to_edit_all(message: Message, say: Say, standing: Sequence[int]) -> list[Call]:
    """
    The calls that turn what stands there as these messages, in their order, into this one.

    A text keeps to the number of messages it has: what is too much for them is cut, and one that
    is not needed any more is emptied.
    """
    markup = keyboard(message.rows, say)
    words = words_of(message, say)
    if message.media is not None or message.paper is not None or message.album:
        return _edit_beside_file(message, words, markup, say, standing)
    parts = words.parts(TEXT_MAX)
    last = len(standing) - 1
    if len(parts) > len(standing):
        parts[last:] = [words.tail(parts[:last]).head(TEXT_MAX)]
    parts += [Words(NOTHING)] * (len(standing) - len(parts))
    edits = [
        Call("editMessageText", {"message_id": number, **_text(part)})
        for number, part in zip(standing, parts, strict=True)
    ]
    edits[-1].params["reply_markup"] = markup
    return edits


def _edit_beside_file(
    message: Message, words: Words, markup: dict[str, Any], say: Say, standing: Sequence[int]
) -> list[Call]:
    files = len(message.album) or 1
    texts = standing[: max(0, len(standing) - files)]
    if texts:
        edits = to_edit_all(Message(message.lines), say, texts)
    elif message.album:
        edits = []
    else:
        caption = _caption(words.head(CAPTION_MAX))
        params = {"message_id": standing[-1], **caption}
        edits = [Call("editMessageCaption", params | {"reply_markup": markup})]
    for number, one in zip(standing[len(texts) :], message.album, strict=False):
        under = words_of(Message((one.caption,)), say) if one.caption else Words()
        params = {"message_id": number, **_caption(under.head(CAPTION_MAX))}
        edits.append(Call("editMessageCaption", params))
    return edits


def to_react(message_id: int, emoji: str) -> Call:
    """The call that puts one emoji on a message, or takes it away (Bot API, setMessageReaction)."""
    reaction = [{"type": "emoji", "emoji": emoji}] if emoji else []
    return Call("setMessageReaction", {"message_id": message_id, "reaction": reaction})


def answering(calls: list[Call], message_id: int, quote: Text | None) -> None:
    """Let the first of these calls answer a message that stands in the chat, or a part of it."""
    reply: dict[str, Any] = {"message_id": message_id, "allow_sending_without_reply": True}
    if quote is not None:
        reply["quote"] = str(quote.values["text"])
        if quote.marks:
            reply["quote_entities"] = entities(quote.marks)
    calls[0].params["reply_parameters"] = reply


def to_delete(message_id: int) -> Call:
    """The call that takes a message away; only under 48 hours old (Bot API, deleteMessage)."""
    return Call("deleteMessage", {"message_id": message_id})


def keyboard(rows: tuple[tuple[Button, ...], ...], say: Say) -> dict[str, Any]:
    """Telegram's inline keyboard; no rows make an empty one, which takes an old one away."""
    return {"inline_keyboard": [[_button(button, say) for button in row] for row in rows if row]}


def escape(words: str) -> str:
    """Words of anybody as HTML that shows exactly them."""
    return html.escape(words, quote=False)


def _text(words: Words) -> dict[str, Any]:
    return {
        "text": words.text if words.marks else escape(words.text),
        **_looks(words, "entities"),
        "link_preview_options": {"is_disabled": True},
    }


def _caption(words: Words) -> dict[str, Any]:
    caption = words.text if words.marks else escape(words.text)
    return {"caption": caption, **_looks(words, "caption_entities")}


def _looks(words: Words, name: str) -> dict[str, Any]:
    """Looks beside the words, counted by us; without any, escaped words that can hold none."""
    if not words.marks:
        return {"parse_mode": "HTML"}
    return {name: entities(words.marks)}


def _button(button: Button, say: Say) -> dict[str, Any]:
    label = cut(say(button.text).strip(), LABEL_MAX) or NOTHING
    if button.url:
        return {"text": label, "url": button.url}
    if button.copy:
        return {"text": label, "copy_text": {"text": cut(button.copy, COPY_MAX)}}
    if not 0 < len(button.data.encode()) <= DATA_MAX:
        raise ValueError(f"button {button.text.key}: data must be 1 to {DATA_MAX} bytes")
    return {"text": label, "callback_data": button.data}
