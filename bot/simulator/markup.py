"""Telegram's HTML: text and entities out of it, or the error Telegram would give.

After the Bot API's «HTML style» and the messages of Telegram's own parser. Offsets and lengths are UTF-16 code
units; the byte offsets in errors count UTF-8.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from bot.simulator.errors import ApiError, bad_request

Entity = dict[str, Any]

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}))|(lt|gt|amp|quot));?")
_SPACE = " \t\r\n\v\f\0"
_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def utf16(text: str) -> int:
    """The length of `text` in UTF-16 code units, which is how Telegram counts."""
    return len(text) + sum(1 for c in text if c > "\uffff") if not text.isascii() else len(text)


class _Open(NamedTuple):
    tag: str
    attributes: dict[str, str]
    offset: int
    at: int


class _Reader:
    """One pass over the text, as Telegram's parser makes it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def error(self, what: str) -> ApiError:
        return bad_request(f"can't parse entities: {what}")

    def byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def put(self, text: str) -> None:
        self.out.append(text)
        self.offset += utf16(text)

    def char(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def skip_space(self) -> None:
        while self.char() and self.char() in _SPACE:
            self.at += 1

    def until(self, stops: str) -> str:
        start = self.at
        while self.char() and self.char() not in stops:
            self.at += 1
        return self.source[start : self.at]

    def reference(self) -> str:
        """The character that an «&…;» here stands for; «» where it is only an ampersand."""
        found = _REFERENCE.match(self.source, self.at)
        if not found:
            return ""
        hexadecimal, decimal, name = found.groups()
        code = int(hexadecimal, 16) if hexadecimal else int(decimal) if decimal else 0
        if not name and (code == 0 or code > _LAST_CODE_POINT or code in _SURROGATES):
            return ""
        self.at = found.end()
        return _NAMED[name] if name else chr(code)

    def run(self) -> None:
        while self.at < len(self.source):
            c = self.char()
            if c == "&":
                known = self.reference()
                if known:
                    self.put(known)
                    continue
            if c != "<":
                plain = c + self._plain()
                self.put(plain)
            elif self.source.startswith("</", self.at):
                self.end_tag()
            else:
                self.start_tag()
        if self.open:
            raise self.error(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"'
            )

    def _plain(self) -> str:
        self.at += 1
        return self.until("&<")

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self.until(_SPACE + ">").lower()
        where = f"at byte offset {self.byte(begin)}"
        if not self.char():
            raise self.error(f"Unclosed start tag {where}")
        if tag not in _TYPES:
            raise self.error(f'Unsupported start tag "{tag}" {where}')
        attributes = self.attributes(tag, where)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.error(f'Tag "span" must have class "tg-spoiler" {where}')
        self.open.append(_Open(tag, attributes, self.offset, begin))

    def attributes(self, tag: str, where: str) -> dict[str, str]:
        """What stands between the tag's name and its «>», which is passed."""
        found: dict[str, str] = {}
        while True:
            self.skip_space()
            if self.char() == ">":
                self.at += 1
                return found
            name = self.until(_SPACE + "=>")
            if not name:
                raise self.error(f'Empty attribute name in the tag "{tag}" {where}')
            self.skip_space()
            if self.char() != "=":
                if tag == "blockquote" and name == "expandable":
                    found[name] = ""
                    continue
                raise self.error(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}" {where}'
                )
            self.at += 1
            self.skip_space()
            found[name] = self.attribute_value(where)

    def attribute_value(self, where: str) -> str:
        quote = self.char()
        if quote not in {'"', "'"}:
            start = self.at
            token = self.until(_SPACE + ">")
            if not re.fullmatch(r"[A-Za-z0-9.-]*", token):
                raise self.error(f"Unexpected end of name token at byte offset {self.byte(start)}")
            value = token.lower()
        else:
            self.at += 1
            parts = []
            while self.char() and self.char() != quote:
                known = self.reference() if self.char() == "&" else ""
                if not known:
                    known = self.char()
                    self.at += 1
                parts.append(known)
            self.at += 1
            value = "".join(parts)
        if self.at >= len(self.source):
            raise self.error(f"Unclosed start tag {where}")
        return value

    def end_tag(self) -> None:
        begin = self.at
        where = f"at byte offset {self.byte(begin)}"
        if not self.open:
            raise self.error(f"Unexpected end tag {where}")
        self.at += 2
        name = self.until(_SPACE + ">").lower()
        self.skip_space()
        if self.char() != ">":
            raise self.error(f"Unclosed end tag {where}")
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.tag:
            raise self.error(
                f'Unmatched end tag {where}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.offset > opened.offset:
            self.add(opened)

    def add(self, opened: _Open) -> None:
        kind = _TYPES[opened.tag]
        entity: Entity = {
            "type": kind,
            "offset": opened.offset,
            "length": self.offset - opened.offset,
        }
        given = opened.attributes
        if kind == "text_link":
            url = given.get("href") or "".join(self.out)[-entity["length"] :]
            if not re.match(r"(https?|tg|tonsite|mailto|tel)://?|[\w-]+\.[\w.-]+", url):
                return
            entity["url"] = url if ":" in url else f"http://{url}/"
        elif kind == "custom_emoji":
            if not given.get("emoji-id", "").isdecimal():
                raise self.error("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = given["emoji-id"]
        elif kind == "date_time":
            if not re.fullmatch(r"[0-9]{1,11}", given.get("unix", "")):
                raise self.error("Invalid Unix time specified")
            entity["unix_time"] = int(given["unix"])
            entity["date_time_format"] = given.get("format", "")
        elif kind == "blockquote" and "expandable" in given:
            entity["type"] = "expandable_blockquote"
        elif kind == "code" and given.get("class", "").startswith("language-"):
            entity["language"] = given["class"][9:]
        self.entities.append(entity)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text and its entities, outermost first; raises ApiError 400 «can't parse entities: …»."""
    if "<" not in source and "&" not in source:
        return source, []
    reader = _Reader(source)
    reader.run()
    return "".join(reader.out), _with_languages(reader.entities)


def _with_languages(entities: list[Entity]) -> list[Entity]:
    """`<pre><code class="language-x">` is one entity of type pre with a language."""
    pres = {(e["offset"], e["length"]): e for e in entities if e["type"] == "pre"}
    kept = []
    for entity in entities:
        around = pres.get((entity["offset"], entity["length"]))
        if entity["type"] == "code":
            language = entity.pop("language", "")
            if around is not None:
                if language:
                    around["language"] = language
                continue
        kept.append(entity)
    return sorted(kept, key=lambda e: (e["offset"], -e["length"]))
