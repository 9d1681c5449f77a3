"""A pack file becomes a `Pack`, or one sentence that says what to change."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from bot.pack.check import problems
from bot.pack.schema import Pack

EXAMPLES = Path(__file__).parent / "examples"
AT = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<where>.*)`)?$", re.DOTALL)
MISSING = re.compile(r"Object missing required field `(?P<field>\w+)`")
UNKNOWN = re.compile(r"Object contains unknown field `(?P<field>\w+)`")
WORD = re.compile(r"Invalid (?:enum )?value '(?P<found>[^']*)'")
EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]+)`(?:, got `(?P<found>[^`]+)`)?")
KINDS = {
    "str": "text in quotes",
    "int": "a whole number",
    "bool": "true or false",
    "date": "a date such as 2026-11-22",
    "time": "a time such as 10:00:00",
    "array": "a list",
    "object": "a table",
    "null": "nothing",
    "float": "a decimal number",
}


class PackError(Exception):
    """A pack cannot be used; the message is one sentence naming file, key and what is wanted."""


def load(path_or_name: str | Path) -> Pack:
    """The pack in a file, or an example by its name («fjordvik»). Raises PackError."""
    path = Path(path_or_name)
    if path.suffix != ".toml":
        path = EXAMPLES / f"{path.name}.toml"
    try:
        text = path.read_bytes()
    except OSError:
        known = ", ".join(sorted(example.stem for example in EXAMPLES.glob("*.toml")))
        raise PackError(
            f"{path.name}: no such file can be read; examples by name are {known}."
        ) from None
    return read(text, path.name)


def read(text: bytes, name: str) -> Pack:
    """The pack in a file's bytes; `name` stands in the errors. Raises PackError."""
    try:
        pack = msgspec.toml.decode(text, type=Pack)
    except msgspec.ValidationError as error:
        raise PackError(f"{name}: {_sentence(str(error))}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{name}: this is not valid TOML ({error}).") from None
    for problem in problems(pack):
        raise PackError(f"{name}: {problem}")
    return pack


def _sentence(error: str) -> str:
    """What msgspec found wrong, as a sentence for whoever writes packs."""
    match = AT.fullmatch(error)
    what, where = (match["what"], match["where"] or "") if match else (error, "")
    prefix = f"{where}." if where else ""
    missing = MISSING.search(what)
    if missing:
        return f"{prefix}{missing['field']} is missing; add it."
    unknown = UNKNOWN.search(what)
    if unknown:
        return f"{prefix}{unknown['field']} is not known here; check its spelling or remove it."
    expected = EXPECTED.search(what)
    if expected:
        wanted = _kinds(expected["wanted"])
        found = f", not {_kinds(expected['found'])}" if expected["found"] else ""
        return f"{where} must be {wanted}{found}."
    word = WORD.search(what)
    if word:
        return f"{where}: {word['found']} is none of the words allowed here; they stand in bot/pack/schema.py."
    return f"{where or 'the file'}: {what[:1].lower()}{what[1:]}."


def _kinds(names: str) -> str:
    return " or ".join(KINDS.get(name.strip(), name.strip()) for name in names.split("|"))
