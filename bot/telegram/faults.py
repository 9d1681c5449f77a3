"""What an error of the Bot API means for the message that was to be sent. Pure: errors in, verdicts out.

Telegram publishes no list of its error texts; these were gathered from the Bot API server's source, its trackers and
the simulator (November 2026). A text that stands in no table is a refusal: it is told, and never repeated for ever.
"""

from __future__ import annotations

from enum import Enum
from typing import Literal

import msgspec
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter

from bot.telegram.api import Flood
from bot.telegram.request import NotSent


class Verdict(Enum):
    """What became of a call."""

    SENT = "sent"
    UNCHANGED = "unchanged"  # an edit to what already stands there: as good as sent
    GONE = "gone"  # the message to change is not there, or too old to be changed
    BLOCKED = "blocked"  # the chat takes nothing from us: blocked, deleted, never started
    REFUSED = "refused"  # this message is wrong, or not wanted; sending it again is no use
    FLOOD = "flood"  # wait for this chat
    NOT_SENT = "not_sent"  # surely not carried out: try again
    UNKNOWN = "unknown"  # perhaps carried out


class Fault(msgspec.Struct, frozen=True):
    """A verdict with a word for the log and the seconds to wait, if Telegram named any."""

    verdict: Verdict
    reason: str = ""
    wait: float = 0.0


# Part of the description in lower case → verdict, word for the log. First hit counts.
TEXTS: tuple[tuple[str, Verdict, str], ...] = (
    ("message is not modified", Verdict.UNCHANGED, "not_modified"),
    ("message to edit not found", Verdict.GONE, "edit_not_found"),
    ("message to delete not found", Verdict.GONE, "delete_not_found"),
    ("message can't be edited", Verdict.GONE, "edit_too_old"),
    ("message can't be deleted", Verdict.GONE, "delete_too_old"),
    ("message_id_invalid", Verdict.GONE, "message_id"),
    ("message identifier is not specified", Verdict.GONE, "message_id"),
    ("there is no text in the message to edit", Verdict.GONE, "no_text"),
    ("there is no media in the message to edit", Verdict.GONE, "no_media"),
    ("there is no caption in the message to edit", Verdict.GONE, "no_caption"),
    ("message to be replied not found", Verdict.REFUSED, "reply_gone"),
    ("message to reply not found", Verdict.REFUSED, "reply_gone"),
    ("quote_text_invalid", Verdict.REFUSED, "quote"),
    ("message to react not found", Verdict.GONE, "react_not_found"),
    ("reaction_invalid", Verdict.REFUSED, "reaction"),
    ("query is too old", Verdict.GONE, "query_too_old"),
    ("query_id_invalid", Verdict.GONE, "query_too_old"),
    ("bot was blocked", Verdict.BLOCKED, "blocked"),
    ("user_is_blocked", Verdict.BLOCKED, "blocked"),
    ("user is deactivated", Verdict.BLOCKED, "deactivated"),
    ("input_user_deactivated", Verdict.BLOCKED, "deactivated"),
    ("chat not found", Verdict.BLOCKED, "chat_not_found"),
    ("user not found", Verdict.BLOCKED, "chat_not_found"),
    ("peer_id_invalid", Verdict.BLOCKED, "chat_not_found"),
    ("can't initiate conversation", Verdict.BLOCKED, "never_started"),
    ("bot was kicked", Verdict.BLOCKED, "kicked"),
    ("bot is not a member", Verdict.BLOCKED, "kicked"),
    ("group chat was upgraded", Verdict.BLOCKED, "moved"),
    ("group chat was deleted", Verdict.BLOCKED, "chat_not_found"),
    ("chat_write_forbidden", Verdict.BLOCKED, "no_rights"),
    ("have no rights to send", Verdict.BLOCKED, "no_rights"),
    ("not enough rights", Verdict.BLOCKED, "no_rights"),
    ("voice_messages_forbidden", Verdict.REFUSED, "voice_not_wanted"),
    ("message is too long", Verdict.REFUSED, "too_long"),
    ("message_too_long", Verdict.REFUSED, "too_long"),
    ("caption is too long", Verdict.REFUSED, "too_long"),
    ("request entity too large", Verdict.REFUSED, "too_large"),
    ("file is too big", Verdict.REFUSED, "too_large"),
    ("message text is empty", Verdict.REFUSED, "empty"),
    ("message must be non-empty", Verdict.REFUSED, "empty"),
    ("can't parse entities", Verdict.REFUSED, "markup"),
    ("button_data_invalid", Verdict.REFUSED, "button"),
    ("button_url_invalid", Verdict.REFUSED, "button"),
    ("inline keyboard", Verdict.REFUSED, "button"),
    ("reply_markup_invalid", Verdict.REFUSED, "button"),
    ("wrong file identifier", Verdict.REFUSED, "file_id"),
    ("wrong remote file", Verdict.REFUSED, "file_id"),
    ("file_reference", Verdict.REFUSED, "file_id"),
)


_BY_TYPE: tuple[tuple[type[BaseException], Fault], ...] = (
    (ChatMigrated, Fault(Verdict.BLOCKED, "moved")),
    (InvalidToken, Fault(Verdict.NOT_SENT, "token")),
    (Conflict, Fault(Verdict.NOT_SENT, "conflict")),
)


def classify(error: BaseException) -> Fault:
    """The verdict on whatever a call raised; what nobody foresaw is «unknown»: it may have been carried out."""
    if isinstance(error, Flood):
        return Fault(Verdict.FLOOD, "flood", error.seconds)
    if isinstance(error, RetryAfter):
        # Read so, because the attribute warns of itself.
        return Fault(Verdict.FLOOD, "flood", float(error.__reduce__()[1][0]))
    for kind, fault in _BY_TYPE:
        if isinstance(error, kind):
            return fault
    if isinstance(error, (BadRequest, Forbidden)):
        fallback = Verdict.BLOCKED if isinstance(error, Forbidden) else Verdict.REFUSED
        return by_text(error.message, Fault(fallback, "other"))
    if isinstance(error.__cause__, NotSent):
        return Fault(Verdict.NOT_SENT, str(error.__cause__))
    return Fault(Verdict.UNKNOWN, type(error).__name__)


def by_text(description: str, otherwise: Fault) -> Fault:
    """The verdict of the table of known texts; `otherwise` for one that does not stand there."""
    low = description.lower()
    for part, verdict, reason in TEXTS:
        if part in low:
            return Fault(verdict, reason)
    return otherwise


REPEATABLE = frozenset(
    {
        "editMessageText",
        "editMessageCaption",
        "editMessageReplyMarkup",
        "editMessageMedia",
        "deleteMessage",
        "deleteMessages",
        "setMessageReaction",
        "pinChatMessage",
        "unpinChatMessage",
        "setMyCommands",
    }
)
ONCE_ONLY = frozenset({"code"})


def after_unknown(
    method: str, purpose: str, doubts: int, most: int = 8
) -> Literal["again", "give_up"]:
    """Whether a call of unknown fate is made again, after `doubts` earlier ones of the same delivery.

    Edits and deletions say the same twice. A code is never sent twice: the person asks for a new one. Anything else
    is sent again once, so that at worst it stands there twice.
    """
    if method in REPEATABLE:
        return "again" if doubts < most else "give_up"
    if purpose in ONCE_ONLY or doubts > 0:
        return "give_up"
    return "again"
