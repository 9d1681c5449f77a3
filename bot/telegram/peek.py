"""What the edge must know of a raw update before anybody parses it: its number, whose it is, whether it is a press."""

from __future__ import annotations

import hashlib
import re

import msgspec

# Explicit, because Telegram remembers the last list it was given (Bot API 10.1, getUpdates).
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction")
_KIND = re.compile(
    rb'(?:\{\s*"update_id"\s*:\s*\d+\s*,\s*"(%b)"|(timer|erase):)' % "|".join(ALLOWED).encode()
)
_NUMBER = re.compile(rb'"update_id"\s*:\s*(\d{1,18})')


class Peeked(msgspec.Struct, frozen=True):
    """`number` is None where there is none to be found; `user` is a Telegram id, of a chat where nobody is named."""

    number: int | None
    external_id: str
    user: int | None = None
    press: str | None = None


class _Id(msgspec.Struct):
    id: int


class _Part(msgspec.Struct):
    sender: _Id | None = msgspec.field(default=None, name="from")
    user: _Id | None = None
    chat: _Id | None = None


class _Press(msgspec.Struct):
    id: str
    sender: _Id = msgspec.field(name="from")


class _Update(msgspec.Struct):
    update_id: int
    message: _Part | None = None
    edited_message: _Part | None = None
    callback_query: _Press | None = None
    my_chat_member: _Part | None = None
    message_reaction: _Part | None = None


_decode = msgspec.json.Decoder(_Update).decode


def peek(raw: bytes) -> Peeked:
    """Look into one update; never raises. What cannot be read keeps its number if one can be seen in it."""
    try:
        update = _decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _unreadable(raw)
    number, press = update.update_id, update.callback_query
    if press is not None:
        return Peeked(number, str(number), press.sender.id, press.id)
    part = (
        update.message or update.edited_message or update.my_chat_member or update.message_reaction
    )
    who = part and (part.sender or part.user or part.chat)
    return Peeked(number, str(number), who.id if who else None)


def kind_of(payload: bytes | None) -> str:
    """What a row of the inbox is, for the log: a kind of update, or of what was due; never what it says."""
    found = _KIND.match(payload or b"")
    return (found[1] or found[2]).decode() if found else "?"


def _unreadable(raw: bytes) -> Peeked:
    found = _NUMBER.search(raw)
    if found is not None:
        number = int(found[1])
        return Peeked(number, str(number))
    return Peeked(None, "x" + hashlib.sha256(raw).hexdigest()[:32])
