"""What the Bot API's errors mean."""

from __future__ import annotations

import warnings

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.telegram.api import Flood
from bot.telegram.faults import Verdict, after_unknown, classify
from bot.telegram.request import MaybeSent, NotSent


def caused(error: Exception, cause: Exception) -> Exception:
    """The error with that cause."""
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (
            BadRequest(
                "Bad Request: message is not modified: specified new message content and reply markup"
            ),
            Verdict.UNCHANGED,
        ),
        (BadRequest("Message to edit not found"), Verdict.GONE),
        (BadRequest("Message can't be edited"), Verdict.GONE),
        (BadRequest("Message can't be deleted for everyone"), Verdict.GONE),
        (BadRequest("MESSAGE_ID_INVALID"), Verdict.GONE),
        (BadRequest("Bad Request: chat not found"), Verdict.BLOCKED),
        (BadRequest("PEER_ID_INVALID"), Verdict.BLOCKED),
        (Forbidden("Forbidden: bot was blocked by the user"), Verdict.BLOCKED),
        (Forbidden("Forbidden: user is deactivated"), Verdict.BLOCKED),
        (Forbidden("Forbidden: something new"), Verdict.BLOCKED),
        (BadRequest("Voice_messages_forbidden"), Verdict.REFUSED),
        (BadRequest("Can't parse entities: unsupported start tag"), Verdict.REFUSED),
        (BadRequest("Message is too long"), Verdict.REFUSED),
        (BadRequest("Button_data_invalid"), Verdict.REFUSED),
        (BadRequest("Something nobody foresaw"), Verdict.REFUSED),
        (ChatMigrated(-100), Verdict.BLOCKED),
        (InvalidToken("Unauthorized"), Verdict.NOT_SENT),
        (caused(TimedOut("x"), NotSent("ConnectionTimeoutError")), Verdict.NOT_SENT),
        (caused(NetworkError("x"), NotSent("ClientConnectorError")), Verdict.NOT_SENT),
        (caused(TimedOut("x"), MaybeSent("SocketTimeoutError")), Verdict.UNKNOWN),
        (caused(NetworkError("502"), MaybeSent("502")), Verdict.UNKNOWN),
        (NetworkError("502"), Verdict.UNKNOWN),
        (Flood(4.0), Verdict.FLOOD),
        (ZeroDivisionError(), Verdict.UNKNOWN),
    ],
    ids=lambda value: str(value)[:30],
)
def test_each_error_has_its_verdict(error: Exception, verdict: Verdict) -> None:
    """BadRequest and TimedOut are both NetworkErrors to the library; here they are told apart."""
    assert classify(error).verdict is verdict


def test_the_seconds_to_wait_are_kept() -> None:
    """`retry_after` is handed on, from our error and from the library's."""
    with warnings.catch_warnings(action="ignore"):
        theirs = RetryAfter(7)
    assert classify(theirs).wait == 7.0
    assert classify(Flood(3.0)).wait == 3.0


def test_unknown_calls_are_settled_per_kind() -> None:
    """Edits are repeated, messages sent again once, codes never."""
    assert after_unknown("editMessageText", "screen", 3) == "again"
    assert after_unknown("editMessageText", "screen", 99) == "give_up"
    assert after_unknown("sendMessage", "relay", 0) == "again"
    assert after_unknown("sendMessage", "relay", 1) == "give_up"
    assert after_unknown("sendMessage", "code", 0) == "give_up"
