"""Inline keyboards, checked as Telegram checks them."""

from __future__ import annotations

import re
from typing import Any

from bot.simulator.errors import bad_request

MAX_DATA_BYTES = 64
MAX_COPY = 256
MAX_BUTTONS = 100
_KINDS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_URL = re.compile(r"(https?://|tg://|mailto:|tel:)?[^\s]+", re.IGNORECASE)


def checked(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """The inline keyboard to store, None without one; raises ApiError 400 for a button Telegram refuses.

    Reply keyboards are accepted and belong to the phone, not to the message, so they give None.
    """
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def _button(button: dict[str, Any]) -> dict[str, Any]:
    if not button["text"].strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be non-empty')
    kinds = [kind for kind in _KINDS if kind in button]
    if not kinds:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(kinds) > 1:
        raise bad_request(f"can't parse inline keyboard button: more than one of {kinds}")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode("utf-8", "replace")) <= MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not _URL.fullmatch(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    copy = button.get("copy_text")
    if copy is not None and not 1 <= len(copy["text"]) <= MAX_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return button


def buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    """Every button under a message, in reading order."""
    markup = message.get("reply_markup") or {}
    return [button for row in markup.get("inline_keyboard", []) for button in row]
