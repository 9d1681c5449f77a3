"""A paper: what is written stands there exactly, and nothing anybody typed can change what is around it."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.paper import UNKNOWN, UNWRITABLE, Part, html_of

TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "section", "h2", "article", "h3",
    "bdi", "p",
}  # fmt: skip


class Read(HTMLParser):
    """The tags in a file, and the words of each paragraph and heading."""

    def __init__(self, file: str) -> None:
        """Read it."""
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(file)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and begin a line where words stand."""
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag in {"h1", "h2", "bdi"}:
            self.words.append("")

    def handle_data(self, data: str) -> None:
        """Words."""
        if self.words:
            self.words[-1] += data


def test_the_whole_file_letter_by_letter() -> None:
    """One file with its own style and nothing fetched; a head without words has no paragraph."""
    parts = (Part("Meldinger", (("10. mars · Kari", "Hei <b>&\nder"), ("Ingenting.", ""))),)
    assert html_of("Alt om meg", "nb", parts).split("<body>\n")[1] == (
        '<h1 dir="auto">Alt om meg</h1>\n'
        '<section>\n<h2 dir="auto">Meldinger</h2>\n'
        '<article><h3 dir="auto"><bdi>10. mars · Kari</bdi></h3>'
        '<p dir="auto"><bdi>Hei &lt;b&gt;&amp;\nder</bdi></p></article>\n'
        '<article><h3 dir="auto"><bdi>Ingenting.</bdi></h3></article>\n'
        "</section>\n</body>\n</html>\n"
    )


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_was_typed_is_read_back_and_adds_no_tag(
    title: str, heading: str, head: str, words: str
) -> None:
    """Markup, marks of direction and quotes are words; controls and half letters are replaced."""
    file = html_of(title, "nb", [Part(heading, ((head, words),))])
    found = Read(file)
    assert found.tags <= TAGS
    assert found.attributes <= {"lang", "charset", "http-equiv", "content", "dir"}
    assert file.encode()
    for typed in (heading, head, words):
        lines = typed.replace("\r\n", "\n").replace("\r", "\n")
        shown = UNWRITABLE.sub(UNKNOWN, lines)
        assert not shown.strip() or any(shown.strip() in one for one in found.words)
