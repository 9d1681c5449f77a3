"""Messages as Telegram takes them."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.message import Button, Media, Message, Text, verbatim
from bot.telegram import render, wording


def say(text: Text) -> str:
    """The words of a verbatim text."""
    return str(text.values["text"])


def message(*lines: str, **more: object) -> Message:
    """A message of such lines."""
    return Message(tuple(verbatim(line) for line in lines), **more)  # type: ignore[arg-type]  # as Message takes them


def test_words_are_escaped_and_paragraphs_parted() -> None:
    """What anybody typed shows as it was typed, never as markup."""
    (call,) = render.to_send(message("<b>Hei</b> & hå", "", "To"), say)
    assert call.method == "sendMessage"
    assert call.new
    assert call.params["text"] == "&lt;b&gt;Hei&lt;/b&gt; &amp; hå\n\nTo"
    assert call.params["parse_mode"] == "HTML"


def test_buttons_of_all_three_kinds() -> None:
    """A button comes back to us, opens an address, or copies."""
    rows = (
        (
            Button(verbatim("Ja"), data="f:a:b:c"),
            Button(verbatim("Les"), url="https://eksempel.no"),
        ),
        (Button(verbatim("Kopier"), copy="123"),),
    )
    (call,) = render.to_send(message("Hei", rows=rows), say)
    assert call.params["reply_markup"] == {
        "inline_keyboard": [
            [
                {"text": "Ja", "callback_data": "f:a:b:c"},
                {"text": "Les", "url": "https://eksempel.no"},
            ],
            [{"text": "Kopier", "copy_text": {"text": "123"}}],
        ]
    }


def test_too_much_button_data_fails_here_with_its_key() -> None:
    """Telegram would refuse the whole message; the error says which button it was."""
    rows = ((Button(Text("apply.now.none", {"text": "x"}), data="f:" + "å" * 32),),)
    with pytest.raises(ValueError, match=r"apply\.now\.none"):
        render.to_send(message("Hei", rows=rows), say)


def test_long_text_is_sent_in_parts_with_the_buttons_last() -> None:
    """A text too long for one message comes in several; the buttons stand under the last."""
    rows = ((Button(verbatim("Ja"), data="x"),),)
    calls = render.to_send(message("ord " * 2000, rows=rows), say)
    assert len(calls) == 2
    assert "reply_markup" not in calls[0].params
    assert "reply_markup" in calls[1].params


def test_an_edit_is_cut_because_it_cannot_be_split() -> None:
    """An edited message keeps within the limit and says that something is missing."""
    call = render.to_edit(message("ord " * 2000), say, 7)
    assert call.params["message_id"] == 7
    assert call.params["text"].endswith("ord…")
    assert len(call.params["text"]) <= 4096
    assert call.params["reply_markup"] == {"inline_keyboard": []}
    assert not call.new


def test_media_carry_words_where_they_can() -> None:
    """A photo takes a caption; a round video cannot, and long words go before."""
    photo, note = Media("photo", "F1"), Media("video_note", "F2")
    (call,) = render.to_send(message("Hei <3", media=photo), say)
    assert (call.method, call.params["photo"], call.params["caption"]) == (
        "sendPhoto",
        "F1",
        "Hei &lt;3",
    )
    assert [c.method for c in render.to_send(message("Hei", media=note), say)] == [
        "sendMessage",
        "sendVideoNote",
    ]
    long = render.to_send(message("ord " * 300, media=photo), say)
    assert [c.method for c in long] == ["sendMessage", "sendPhoto"]
    (place,) = render.to_send(Message((), media=Media("location", "59.9,10.7")), say)
    assert (place.method, place.params["latitude"]) == ("sendLocation", 59.9)
    assert render.to_edit(message("Ny", media=photo), say, 3).method == "editMessageCaption"


def test_no_words_still_make_a_message() -> None:
    """Telegram refuses an empty text, so a dot stands in for it."""
    (call,) = render.to_send(message("", " "), say)
    assert call.params["text"] == "·"


@given(st.text(max_size=300), st.integers(10, 40))
def test_parts_keep_within_the_limit_and_lose_no_letter(words: str, most: int) -> None:
    """However a text is parted, each part fits, and together they hold every letter."""
    parts = list(wording.split(words, most))
    assert all(wording.len16(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(words.split())


@given(st.text(max_size=200), st.integers(2, 40))
def test_a_cut_fits_and_says_so(words: str, most: int) -> None:
    """A cut text is the beginning of the whole one with «…», and never longer than allowed."""
    short = wording.cut(words, most)
    assert wording.len16(short) <= most
    assert short == words or (short.endswith("…") and words.startswith(short[:-1]))


@given(st.text(max_size=100))
def test_escaping_shows_exactly_the_words(words: str) -> None:
    """What Telegram makes of the escaped text is the text."""
    assert html.unescape(render.escape(words)) == words
    assert not {"<", ">"} & set(render.escape(words))
