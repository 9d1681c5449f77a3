"""A human's words with the looks they gave them, as HTML: everything they wrote is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flow.message import Mark

TAGS = {
    "bold": Markup("<b>{0}</b>"),
    "italic": Markup("<i>{0}</i>"),
    "underline": Markup("<u>{0}</u>"),
    "strikethrough": Markup("<s>{0}</s>"),
    "blockquote": Markup("<q>{0}</q>"),
    "expandable_blockquote": Markup("<q>{0}</q>"),
    "code": Markup("<code>{0}</code>"),
    "pre": Markup("<code>{0}</code>"),
    "spoiler": Markup('<span class="spoiler">{0}</span>'),
}
# What somebody else's link may lead to; of any other the words stand alone.
LEADS = ("https://", "http://", "mailto:", "tel:")


def dressed(text: str, marks: Sequence[Mark] = ()) -> Markup:
    """The text with its looks; a look that reaches over another's end stops there."""
    # Looks are counted in UTF-16 units; a half of a pair never stands alone.
    units = text.encode("utf-16-le", "surrogatepass")
    ordered = sorted(marks, key=lambda one: (one.at, -one.length))
    return _within(units, 0, len(units) // 2, ordered)


def _within(units: bytes, begin: int, end: int, marks: Sequence[Mark]) -> Markup:
    done, place = Markup(), begin
    rest = list(marks)
    while rest:
        mark = rest.pop(0)
        first, last = max(mark.at, place), min(mark.at + mark.length, end)
        if last <= first:
            continue
        inside = [one for one in rest if one.at < last]
        rest = [one for one in rest if one.at >= last]
        done += _plain(units, place, first)
        done += _one(mark, _within(units, first, last, inside))
        place = last
    return done + _plain(units, place, end)


def _one(mark: Mark, inside: Markup) -> Markup:
    if mark.kind == "text_link":
        if not mark.more.lower().startswith(LEADS):
            return inside
        # Where it leads is said beside it: words may claim anything.
        return Markup(
            '<a href="{0}" rel="noopener noreferrer nofollow" target="_blank">{1}</a> ({0})'
        ).format(mark.more, inside)
    looks = TAGS.get(mark.kind)
    return looks.format(inside) if looks is not None else inside


def _plain(units: bytes, begin: int, end: int) -> Markup:
    return escape(units[2 * begin : 2 * end].decode("utf-16-le", "replace"))
