"""One raw update, parsed alone: what a person did, in words that know nothing of Telegram."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec.structs import replace
from telegram import Bot, Message, MessageReactionUpdated, ReactionTypeEmoji, Update

from bot.flow.message import Mark, Media
from bot.telegram import attachments

Kind = Literal[
    "start",
    "text",
    "press",
    "media",
    "edited",
    "reaction",
    "odd_reaction",
    "other",
    "blocked",
    "unblocked",
    "group",
    "nothing",
]


class Incoming(msgspec.Struct, frozen=True):
    """
    What happened: `user` and `chat` are Telegram's ids and leave this room only sealed or hashed.

    Where a message was forwarded from is not read at all. `album` is Telegram's name for the files
    that were sent together, `quote` the part of the message replied to that was chosen.
    """

    kind: Kind
    user: int = 0
    chat: int = 0
    language: str = "nb"
    message_id: int | None = None
    reply_to: int | None = None
    text: str = ""
    media: Media | None = None
    marks: tuple[Mark, ...] = ()
    quote: str = ""
    album: str = ""


class _User(msgspec.Struct):
    id: int
    language_code: str | None = None


class _Chat(msgspec.Struct):
    id: int
    type: str


class _Number(msgspec.Struct):
    message_id: int


class _Entity(msgspec.Struct):
    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None


class _Quote(msgspec.Struct):
    text: str


class _Typed(msgspec.Struct):
    message_id: int
    sender: _User = msgspec.field(name="from")
    chat: _Chat
    text: str
    entities: tuple[_Entity, ...] = ()
    reply_to_message: _Number | None = None
    quote: _Quote | None = None


class _Shown(msgspec.Struct):
    message_id: int
    chat: _Chat


class _Press(msgspec.Struct):
    sender: _User = msgspec.field(name="from")
    message: _Shown
    data: str


class _Common(msgspec.Struct):
    """An update with words or a press; of every other nothing is found here."""

    message: _Typed | None = None
    callback_query: _Press | None = None


_common = msgspec.json.Decoder(_Common).decode


def read(raw: bytes, bot: Bot) -> Incoming:
    """
    Parse one update; raises whatever python-telegram-bot raises for one it cannot read.

    Words and presses, nearly all there is, are read here in a fiftieth of the time the library
    takes to make objects of everything around them.
    """
    return _at_a_glance(raw) or _in_full(raw, bot)


def _at_a_glance(raw: bytes) -> Incoming | None:
    try:
        common = _common(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    press, words = common.callback_query, common.message
    if press is not None:
        if press.message.chat.type != "private":
            # Where others read along nothing is answered, nor is it anybody's address.
            return Incoming("group", chat=press.message.chat.id)
        return Incoming(
            "press",
            user=press.sender.id,
            chat=press.message.chat.id,
            language=_language(press.sender.language_code),
            message_id=press.message.message_id,
            text=press.data,
        )
    if words is None or words.chat.type != "private":
        return None
    known = Incoming(
        "text",
        user=words.sender.id,
        chat=words.chat.id,
        language=_language(words.sender.language_code),
        message_id=words.message_id,
        reply_to=words.reply_to_message.message_id if words.reply_to_message else None,
        marks=_marks(words.entities) if words.entities else (),
        quote=words.quote.text if words.quote else "",
    )
    return _said(words.text, known)


def _marks(entities: tuple[_Entity, ...]) -> tuple[Mark, ...]:
    found = (
        attachments.mark(one.type, one.offset, one.length, one.url, one.language)
        for one in entities
    )
    return tuple(one for one in found if one is not None)


def _in_full(raw: bytes, bot: Bot) -> Incoming:
    update = Update.de_json(msgspec.json.decode(raw), bot)
    if update.callback_query is not None:
        query = update.callback_query
        message = query.message
        if message is not None and message.chat.type != "private":
            return Incoming("group", chat=message.chat.id)
        return Incoming(
            "press",
            user=query.from_user.id,
            chat=message.chat.id if message else query.from_user.id,
            language=_language(query.from_user.language_code),
            message_id=message.message_id if message else None,
            text=query.data or "",
        )
    if update.my_chat_member is not None:
        return _membership(update)
    if update.message_reaction is not None:
        return _reaction(update.message_reaction)
    message = update.message or update.edited_message
    if message is None:
        return Incoming("nothing")
    if message.chat.type != "private":
        return Incoming("group", chat=message.chat.id)
    if message.from_user is None:
        return Incoming("nothing")
    known = Incoming(
        "other",
        user=message.from_user.id,
        chat=message.chat.id,
        language=_language(message.from_user.language_code),
        message_id=message.message_id,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        marks=attachments.marks(message),
        quote=message.quote.text if message.quote else "",
        album=message.media_group_id or "",
    )
    if update.edited_message is not None:
        # A shared place that moves is no edit of anybody's words.
        if message.location is not None:
            return Incoming("nothing")
        media = attachments.media(message)
        return replace(known, kind="edited", media=media, text=_words(message))
    return _message(message, known)


def _message(message: Message, known: Incoming) -> Incoming:
    if message.text is not None:
        return _said(message.text, known)
    media = attachments.media(message)
    kind: Kind = "other" if media is None else "media"
    return replace(known, kind=kind, media=media, text=_words(message))


def _words(message: Message) -> str:
    return message.text or message.caption or ""


def _said(text: str, known: Incoming) -> Incoming:
    head, _, rest = text.partition(" ")
    if head.split("@")[0] == "/start":
        return replace(known, kind="start", text=rest.strip())
    return replace(known, kind="text", text=text)


def _reaction(given: MessageReactionUpdated) -> Incoming:
    """The ordinary emoji that now stands there; «odd_reaction» for one that bots may not give."""
    if given.chat.type != "private" or given.user is None:
        return Incoming("nothing")
    emoji = [one.emoji for one in given.new_reaction if isinstance(one, ReactionTypeEmoji)]
    return Incoming(
        "odd_reaction" if given.new_reaction and not emoji else "reaction",
        user=given.user.id,
        chat=given.chat.id,
        message_id=given.message_id,
        text=emoji[0] if emoji else "",
    )


def _membership(update: Update) -> Incoming:
    member = update.my_chat_member
    if member is None:
        return Incoming("nothing")
    gone = member.new_chat_member.status in {"kicked", "left"}
    if member.chat.type != "private":
        # Having left, Telegram says so too: then there is nothing more to leave.
        return Incoming("nothing") if gone else Incoming("group", chat=member.chat.id)
    return Incoming(
        "blocked" if gone else "unblocked", user=member.from_user.id, chat=member.chat.id
    )


def _language(code: str | None) -> str:
    """Bokmål for Norwegian and its neighbours, English for every other phone, until one is chosen."""
    said = (code or "nb").split("-")[0]
    if said == "nn":
        return said
    return "nb" if said in {"nb", "no", "se", "da", "sv"} else "en"
