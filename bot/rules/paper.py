"""A paper as one HTML file that needs nothing beside it: readable for long, printable, and exact."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.flow.message import Paper, Text

STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
    "article{margin:0 0 1rem}h3{font-size:1rem;margin:0}p{white-space:pre-wrap;margin:0}"
)
# What no file may hold: controls but for the end of a line and a tab, halves of letters.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


class Part(NamedTuple):
    """A heading, and what stands under it: pairs of a head and the words, which may be empty."""

    heading: str
    entries: tuple[tuple[str, str], ...]


def page_of(paper: Paper, say: Callable[[Text], str]) -> str:
    """The whole file, in the words of whoever gets it."""
    parts = (
        Part(
            say(section.heading),
            tuple((say(one.head), say(one.words) if one.words else "") for one in section.entries),
        )
        for section in paper.sections
    )
    return html_of(say(paper.title), paper.language, parts)


def html_of(title: str, language: str, parts: Iterable[Part]) -> str:
    """
    The whole file. Whatever was typed is shown as it was typed.

    Each piece of it is a block with a direction of its own, so that neither markup nor marks of
    direction in one person's words can change what is seen around them.
    """
    head = (
        f'<!doctype html>\n<html lang="{_plain(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{_plain(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    body = "".join(_part(one) for one in parts)
    return f'{head}<h1 dir="auto">{_plain(title)}</h1>\n{body}</body>\n</html>\n'


def _part(part: Part) -> str:
    entries = "".join(_entry(head, words) for head, words in part.entries)
    return f'<section>\n<h2 dir="auto">{_plain(part.heading)}</h2>\n{entries}</section>\n'


def _entry(head: str, words: str) -> str:
    said = f'<p dir="auto"><bdi>{_plain(words)}</bdi></p>' if words else ""
    return f'<article><h3 dir="auto"><bdi>{_plain(head)}</bdi></h3>{said}</article>\n'


def _plain(words: str) -> str:
    """Anybody's words as HTML that shows exactly them."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return html.escape(UNWRITABLE.sub(UNKNOWN, lines))
