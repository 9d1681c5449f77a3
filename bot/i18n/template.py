"""A sentence with `{placeholders}`, cut in pieces once and filled many times."""

from __future__ import annotations

import string
from typing import NamedTuple, TypeAlias


class Part(NamedTuple):
    """A piece of a template: the words before a placeholder, and the placeholder if there is one."""

    words: str
    field: str
    spec: str


Template: TypeAlias = tuple[Part, ...]


def parse(template: str) -> Template:
    """Cut a `{placeholder}` template in pieces; ValueError if its braces or names are wrong."""
    parts = []
    for words, field, spec, conversion in string.Formatter().parse(template):
        if field is not None and (not field.isidentifier() or conversion):
            raise ValueError(f"«{{{field}}}» is no placeholder: write {{name}}, letters only")
        parts.append(Part(words, field or "", spec or ""))
    return tuple(parts)


def placeholders(template: str) -> frozenset[str]:
    """The names a template asks for; ValueError as in `parse`."""
    return frozenset(part.field for part in parse(template) if part.field)
