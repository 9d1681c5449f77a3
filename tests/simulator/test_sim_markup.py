"""The HTML reader never fails otherwise than Telegram's does."""

from __future__ import annotations

import html

from hypothesis import example, given
from hypothesis import strategies as st
from telegram import MessageEntity

from bot.simulator.errors import ApiError
from bot.simulator.markup import parse_html, utf16
from bot.simulator.texts import text_of

PIECES = st.sampled_from(
    ["<b>", "</b>", "<i>", "</i>", "</>", "<a href='https://x.no'>", '<a href="x"', "</a>", "<pre>",
     '<code class="language-py">', "</code>", "</pre>", "<span class='tg-spoiler'>", "</span>",
     "<blockquote expandable>", "</blockquote>", "<tg-emoji emoji-id='5'>", "</tg-emoji>", "&lt;", "&#128512;",
     "&#xD800;", "&#99999999999;", "&nbsp;", "&", "<", ">", "=", "'", '"', " ", "\n", "\0", "🏠", "å", "/start", "@navn",
     "#a", "https://example.org/x", "text"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))


@given(source=TEXTS)
@example(source="<a href=x")
@example(source="<a href='")
@example(source="&#0;")
@example(source="<b>\ud800</b>")
def test_any_text_is_parsed_or_refused_with_400(source: str) -> None:
    """Whatever comes in, there is a text with entities that fit into it, or a 400."""
    try:
        text, entities = text_of({"text": source, "parse_mode": "HTML"})
    except ApiError as e:
        assert e.code == 400  # noqa: PT017 - either outcome is right, and both are checked
        return
    assert text == text.strip()
    for entity in entities:
        assert entity["length"] > 0
        assert 0 <= entity["offset"] <= utf16(text) - entity["length"]


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    """What html.escape wrote is read as the same text, without entities."""
    assert parse_html(html.escape(text, quote=True).replace("&#x27;", "&#39;")) == (text, [])


@given(
    words=st.lists(
        st.tuples(
            st.sampled_from(["b", "i", "u", "s", "tg-spoiler", "code"]),
            st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs"]), min_size=1, max_size=8),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_entities_name_the_words_they_were_put_around(words: list[tuple[str, str]]) -> None:
    """Offsets are UTF-16, so that python-telegram-bot finds the same words again."""
    source = " ".join(f"<{tag}>{html.escape(word)}</{tag}>" for tag, word in words)
    text, entities = parse_html(source)
    found = [
        MessageEntity(e["type"], e["offset"], e["length"])
        for e in sorted(entities, key=lambda e: e["offset"])
    ]
    units = text.encode("utf-16-le")
    assert [units[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le") for e in found] == [
        word for _, word in words
    ]


def test_code_in_pre_is_one_entity_with_a_language() -> None:
    """Telegram joins pre and code, and keeps the language."""
    _, entities = parse_html('<pre><code class="language-py">x = 1</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 5, "language": "py"}]


def test_links_quotes_and_spoilers() -> None:
    """Links keep their address, an expandable quote is one, an empty tag is nothing."""
    text, entities = parse_html(
        '<a href="https://x.no/?a=1&amp;b=2">lenke</a><b></b> <blockquote expandable>sitat</blockquote>'
    )
    assert text == "lenke sitat"
    assert entities == [
        {"type": "text_link", "offset": 0, "length": 5, "url": "https://x.no/?a=1&b=2"},
        {"type": "expandable_blockquote", "offset": 6, "length": 5},
    ]
