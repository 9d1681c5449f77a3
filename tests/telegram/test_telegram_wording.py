"""Words with their looks: whatever happens to a text on its way out, each look stays on its letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.flow.message import Mark, Message, Text, verbatim
from bot.telegram.wording import Words, len16, words_of

LETTERS = st.text(st.sampled_from("ab å😀\u200d\n<&\ufdd0\ufdd2 0"), max_size=60)


def say(text: Text) -> str:
    """As the catalogue would: a sentence around a human's words."""
    if text.key == "=":
        return str(text.values["text"])
    inner = text.values["words"]
    return f"😀 Kari: {say(inner) if isinstance(inner, Text) else inner}!"


def _cut(text: str, mark: Mark) -> str:
    units = text.encode("utf-16-le")
    return units[2 * mark.at : 2 * (mark.at + mark.length)].decode("utf-16-le", "replace")


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    """A text and looks of whole letters in it."""
    text = draw(LETTERS)
    marks = []
    for kind in draw(st.lists(st.sampled_from(["bold", "italic", "code"]), max_size=4)):
        ends = st.integers(0, len(text))
        first, last = sorted((draw(ends), draw(ends)))
        if last > first:
            marks.append(Mark(kind, len16(text[:first]), len16(text[first:last])))
    return text, tuple(marks)


def _bare(text: str) -> str:
    return "".join(text.replace("\ufdd0", "").replace("\ufdd2", "").split())


@given(marked())
def test_a_look_stays_on_its_letters(given: tuple[str, tuple[Mark, ...]]) -> None:
    """Within a sentence, after another paragraph, past an emoji; and no sign of ours is left."""
    text, marks = given
    inner = verbatim(text, marks)
    shown = words_of(Message((verbatim("Før"), Text("said", {"words": inner}))), say)
    if marks:
        assert not {"\ufdd0", "\ufdd1", "\ufdd2"} & set(shown.text)
    for mark in shown.marks:
        assert 0 <= mark.at < mark.at + mark.length <= shown.length
    # A sign that somebody typed is no letter, and stands in none of these.
    if "\ufdd0" not in text and "\ufdd2" not in text:
        looked = sorted((one.kind, _bare(_cut(shown.text, one))) for one in shown.marks)
        wanted = sorted((one.kind, _bare(_cut(text, one))) for one in marks)
        assert [one for one in looked if one[1]] == [one for one in wanted if one[1]]


@given(marked(), st.integers(8, 40))
def test_parts_keep_the_looks_of_their_letters(
    given: tuple[str, tuple[Mark, ...]], most: int
) -> None:
    """However a text is parted, the looked-at letters are the same ones, in order."""
    text, marks = given
    whole = Words(text, marks)
    parts = whole.parts(most)
    for part in parts:
        for mark in part.marks:
            assert 0 <= mark.at < mark.at + mark.length <= part.length
    for kind in {one.kind for one in marks}:
        before = "".join(_bare(_cut(text, one)) for one in marks if one.kind == kind)
        after = "".join(
            _bare(_cut(part.text, one)) for part in parts for one in part.marks if one.kind == kind
        )
        assert sorted(before) == sorted(after)
