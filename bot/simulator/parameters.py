"""Reads a method's parameters as Telegram does, and checks them against its description.

Telegram takes numbers and booleans as text, and objects as JSON text, since forms know nothing else. It ignores
parameters it does not know; in strict mode (the default) we refuse them, for such a parameter is a mistake.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import msgspec

from bot.simulator import api_table
from bot.simulator.errors import ApiError, bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

Json: TypeAlias = dict[str, Any]
_INTEGER = re.compile(r"[+-]?\d{1,19}")
_TRUE = {"true", "1", "yes", "t", "y"}
_FALSE = {"false", "0", "no", "f", "n", ""}


class Upload(NamedTuple):
    """A file that came with a multipart request."""

    name: str
    data: bytes
    mime: str


class Parameter(NamedTuple):
    """One field of a method or a type: its possible types, and whether it must be there."""

    kinds: tuple[str, ...]
    required: bool


@functools.cache
def fields_of(line: str) -> dict[str, Parameter]:
    """The fields in one line of the table."""
    fields = {}
    for word in line.split():
        name, _, kinds = word.partition(":")
        fields[name] = Parameter(tuple(kinds.rstrip("!").split("|")), kinds.endswith("!"))
    return fields


METHODS = {name: fields_of(line) for name, line in api_table.METHODS.items()}


def read(method: str, given: Json, files: dict[str, Upload], *, strict: bool = True) -> Json:
    """The parameters in Python's types; raises ApiError 400 in a sentence that names the parameter."""
    known = METHODS[method]
    values: Json = {}
    for name, raw in given.items():
        parameter = known.get(name)
        if parameter is None:
            if strict:
                raise bad_request(f'unknown parameter "{name}" for {method}')
            continue
        if raw is None or (raw == "" and parameter.kinds[0] != "String"):
            continue
        values[name] = _value(raw, parameter.kinds, name, strict)
    for name, upload in files.items():
        if name in known and "InputFile" in known[name].kinds:
            values[name] = upload
    for name, parameter in known.items():
        if parameter.required and values.get(name) in (None, ""):
            raise missing(name)
    return values


def missing(name: str) -> ApiError:
    """What Telegram says when a required parameter is not there."""
    words = {
        "text": "message text is empty",
        "message_id": "message identifier is not specified",
        "from_chat_id": "from_chat_id is empty",
        "message_ids": "message identifiers are not specified",
        "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
        "file_id": "file_id not specified",
        "action": "wrong parameter action in request",
    }
    files = {"photo", "voice", "document", "video", "audio", "animation", "sticker", "video_note"}
    if name in files:
        return bad_request(f"there is no {name.replace('_', ' ')} in the request")
    return bad_request(words.get(name, f"{name} is empty"))


def _value(raw: Any, kinds: tuple[str, ...], where: str, strict: bool) -> Any:
    """`raw` as the first of `kinds` that it fits."""
    for kind in kinds:
        reader = _READERS.get(kind)
        value = reader(raw) if reader else None
        if value is not None:
            return value
    composite = [kind for kind in kinds if kind not in _READERS]
    if not composite:
        raise bad_request(f'parameter "{where}" must be of type {" or ".join(kinds)}')
    if isinstance(raw, str):
        try:
            raw = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeError):
            raise bad_request(f"can't parse {where} JSON object") from None
    return _composite(raw, composite, where, strict)


def _integer(raw: Any) -> int | None:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    return int(raw) if isinstance(raw, str) and _INTEGER.fullmatch(raw.strip()) else None


def _string(raw: Any) -> str | None:
    if isinstance(raw, str):
        return raw
    return str(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else None


def _boolean(raw: Any) -> bool | None:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None


def _float(raw: Any) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return None
    try:
        number = float(raw)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < 1e15 else None  # noqa: PLR2004 - also shuts out nan and infinity


_READERS: dict[str, Callable[[Any], Any]] = {
    "Integer": _integer,
    "String": _string,
    "InputFile": _string,
    "Boolean": _boolean,
    "True": _boolean,
    "Float": _float,
}


def _composite(value: Any, kinds: list[str], where: str, strict: bool) -> Any:
    """`value`, decoded from JSON, as an object or a list of one of `kinds`."""
    lists = [kind[:-2] for kind in kinds if kind.endswith("[]")]
    if lists:
        if not isinstance(value, list):
            raise bad_request(f"can't parse {where}: expected an Array")
        if lists[0] in _READERS:
            return [_value(item, (lists[0],), where, strict) for item in value]
        return [_composite(item, lists, where, strict) for item in value]
    if not isinstance(value, dict):
        raise bad_request(f"can't parse {where}: expected an Object")
    kind = _which(value, kinds)
    if kind is None:
        raise bad_request(f"can't parse {where}: unknown type")
    return _object(value, kind, where, strict)


def _object(value: Json, kind: str, where: str, strict: bool) -> Json:
    """An object of one type of the Bot API, its fields read and the required ones there."""
    fields = fields_of(api_table.INPUTS[kind])
    read_fields: Json = {}
    for name, item in value.items():
        field = fields.get(name)
        if field is None:
            if strict:
                raise bad_request(f'can\'t parse {where}: {kind} has no field "{name}"')
        elif item is not None:
            read_fields[name] = _value(item, field.kinds, f"{where}.{name}", strict)
    for name, field in fields.items():
        if field.required and name not in read_fields:
            raise bad_request(f"can't parse {where}: Can't find field \"{name}\" in {kind}")
    return read_fields


def _which(value: Json, kinds: list[str]) -> str | None:
    """Which of several types an object is: by its `type`, else by the required fields it has."""
    names = [n for kind in kinds for n in api_table.BASES.get(kind, [kind])]
    if len(names) == 1:
        return names[0]
    kind = value.get("type")
    if isinstance(kind, str):
        tail = kind.replace("_", "").lower()
        tagged = [n for n in names if n.lower().endswith(tail)]
        # «photo» ends InputMediaLivePhoto too.
        return min(tagged, key=len) if tagged and tail else None
    for name in names:
        required = [f for f, p in fields_of(api_table.INPUTS[name]).items() if p.required]
        if required and all(f in value for f in required):
            return name
    return None
