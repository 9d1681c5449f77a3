"""What is read at a glance is what the library reads."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from bot.telegram.incoming import _at_a_glance, _in_full, read

BOT = Bot("1:not-a-token")
IDS = st.integers(1, 2**52)
LANGUAGE = st.sampled_from([{}, {"language_code": "nb"}, {"language_code": "en-GB"}])
TEXT = st.one_of(
    st.text(max_size=50), st.sampled_from(["/start", "/start abc ", "/start@hjemvei_bot x", ""])
)


@st.composite
def updates(draw: st.DrawFn) -> dict[str, Any]:
    """Words or a press, with what may stand beside them."""
    user = draw(IDS)
    who = {"id": user, "is_bot": False, "first_name": "Kari", **draw(LANGUAGE)}
    kind = draw(st.sampled_from(["private", "private", "group"]))
    chat = {"id": user, "type": kind, "title": "Gruppe"}
    message: dict[str, Any] = {"message_id": draw(IDS), "date": 0, "chat": chat}
    if draw(st.booleans()):
        message["reply_markup"] = {"inline_keyboard": [[{"text": "Ja", "callback_data": "f:a"}]]}
    if draw(st.booleans()):
        query: dict[str, Any] = {"id": "1", "from": who, "chat_instance": "1", "message": message}
        if draw(st.booleans()):
            query["data"] = draw(st.text(min_size=1, max_size=20))
        return {"update_id": 1, "callback_query": query}
    message |= {"from": who, "text": draw(TEXT)}
    if draw(st.booleans()):
        message["reply_to_message"] = {"message_id": draw(IDS), "date": 0, "chat": chat}
    return {"update_id": 1, draw(st.sampled_from(["message", "edited_message"])): message}


@given(updates())
def test_a_glance_sees_what_the_library_sees(update: dict[str, Any]) -> None:
    """Words and presses are read alike by both ways, and whatever is not common goes by the library."""
    raw = json.dumps(update).encode()
    assert read(raw, BOT) == _in_full(raw, BOT)


def test_words_and_presses_need_only_a_glance() -> None:
    """The two commonest updates are read without the library; a voice message is not."""
    who = {"id": 7, "is_bot": False, "first_name": "Kari"}
    message = {"message_id": 3, "date": 0, "chat": {"id": 7, "type": "private"}, "from": who}
    words = {"update_id": 1, "message": message | {"text": "hei"}}
    press = {"id": "1", "from": who, "chat_instance": "1", "message": message, "data": "d:menu:"}
    voice = {"file_id": "a", "file_unique_id": "b", "duration": 3}
    assert _at_a_glance(json.dumps(words).encode())
    assert _at_a_glance(json.dumps({"update_id": 1, "callback_query": press}).encode())
    spoken = json.dumps({"update_id": 1, "message": message | {"voice": voice}}).encode()
    assert _at_a_glance(spoken) is None
    assert read(spoken, BOT).kind == "media"
