"""Somebody's words as HTML: the looks they chose, and nothing else of theirs."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.looks import dressed
from bot.flow.message import Mark


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("a < b", (), "a &lt; b"),
        ("Hei du", (Mark("bold", 0, 3),), "<b>Hei</b> du"),
        # Counted as chat platforms do: a face is two units.
        ("🙂🙂 ja", (Mark("italic", 2, 2),), "🙂<i>🙂</i> ja"),
        ("abc", (Mark("bold", 0, 3), Mark("italic", 1, 1)), "<b>a<i>b</i>c</b>"),
        ("abc", (Mark("bold", 0, 2), Mark("italic", 1, 2)), "<b>a<i>b</i></b>c"),
        ("x", (Mark("text_link", 0, 1, "javascript:alert(1)"),), "x"),
        ("x", (Mark("something_new", 0, 1),), "x"),
    ],
)
def test_looks_become_tags(text: str, marks: tuple[Mark, ...], shown: str) -> None:
    """Nested, cut where they cross, counted in UTF-16; a link that is no address is only its words."""
    assert dressed(text, marks) == shown


def test_a_link_says_where_it_leads() -> None:
    """Words may claim anything; the address stands beside them."""
    found = dressed("nav", (Mark("text_link", 0, 3, 'https://nav.no/?a="b'),))
    assert found.endswith("(https://nav.no/?a=&#34;b)")
    assert 'href="https://nav.no/?a=&#34;b"' in found


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words, self.open, self.tags = "", [""], set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags |= {tag, *(name for name, _ in attrs)}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


KINDS = ("bold", "italic", "underline", "strikethrough", "blockquote", "code", "pre", "spoiler")
MARKS = st.builds(
    Mark, st.sampled_from(KINDS), st.integers(0, 30), st.integers(0, 30), st.just("x")
)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.lists(MARKS, max_size=6))
def test_whatever_is_marked_the_words_stay_and_the_tags_close(text: str, marks: list[Mark]) -> None:
    """Nothing somebody wrote becomes a tag, and no letter is lost where no face is cut in two."""
    halves = any(ord(letter) > 0xFFFF for letter in text)
    reader = _Read()
    reader.feed(str(dressed(text, marks)))
    reader.close()
    assert reader.open == [""]
    assert reader.tags <= {"b", "i", "u", "s", "q", "code", "span", "class"}
    assert halves or reader.words == text
