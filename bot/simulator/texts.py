"""Text on its way into a message: parsed, trimmed, measured, with the entities Telegram finds itself."""

from __future__ import annotations

import re
from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.markup import Entity, parse_html, utf16

MAX_TEXT = 4096
MAX_CAPTION = 1024
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"«»]*[^\s<>\"«».,;:!?)])"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[A-Za-z]\w{3,31})"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)
# Control characters become spaces, as in Telegram's own cleaning of what comes in; a new line and a tab stay.
_CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(0x2028, 0x202F)), " ")


def text_of(given: dict[str, Any], entities: str = "entities") -> tuple[str, list[Entity]]:
    """`given["text"]` as Telegram would keep it; raises ApiError when empty, too long or ill-formed."""
    text, found = parsed(given.get("text") or "", given.get("parse_mode"), given.get(entities))
    if not text:
        raise bad_request("message text is empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return text, found


def caption_of(given: dict[str, Any]) -> tuple[str, list[Entity]]:
    """`given["caption"]` as Telegram would keep it, possibly empty; raises ApiError when too long."""
    caption = given.get("caption") or ""
    text, found = parsed(caption, given.get("parse_mode"), given.get("caption_entities"))
    if len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return text, found


def parsed(source: str, mode: str | None, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    """Text and entities from a source in a parse mode, or from text with entities beside it."""
    if not source:
        return "", []
    try:
        source.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    mode = (mode or "").lower()
    if not source.isprintable():
        source = (source if given else source.replace("\r", "")).translate(_CONTROL)
    if mode == "html":
        text, entities = parse_html(source)
    elif mode:
        raise _unsupported(mode)
    else:
        text, entities = source, [dict(e) for e in given or []]
        _fits(text, entities)
    text, entities = _trimmed(text, entities)
    return text, with_found(text, entities)


def _unsupported(mode: str) -> ApiError:
    if mode in {"markdown", "markdownv2"}:
        return bad_request("the simulator knows parse_mode HTML and entities, not Markdown")
    return bad_request("unsupported parse_mode")


def _fits(text: str, entities: list[Entity]) -> None:
    """Refuse entities that lie outside the text."""
    length = utf16(text)
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if start < 0 or entity["length"] <= 0:
            raise bad_request("can't parse MessageEntity: wrong offset or length")
        if end > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text "
                f"at UTF-16 offset {end}"
            )


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at the ends; entities follow, and vanish where nothing is left of them."""
    whole = text.rstrip()
    bare = whole.lstrip()
    if bare == text:
        return text, entities
    cut, length = utf16(whole) - utf16(bare), utf16(bare)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - cut)
        end = min(length, entity["offset"] + entity["length"] - cut)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return bare, kept


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """With the addresses, commands, mentions and hashtags that Telegram finds by itself."""
    if not any(mark in text for mark in "/@#"):
        return entities
    found = []
    for match in _FOUND.finditer(text):
        start = utf16(text[: match.start()])
        end = start + utf16(match.group())
        overlaps = (
            e["offset"] < end and start < e["offset"] + e["length"]
            for e in entities
            if e["type"] in {"text_link", "code", "pre", "url"}
        )
        if not any(overlaps):
            found.append({"type": match.lastgroup, "offset": start, "length": end - start})
    if not found:
        return entities
    return sorted([*entities, *found], key=lambda e: (e["offset"], -e["length"]))
