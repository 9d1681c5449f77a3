"""A form as it comes, with files in it: kept in memory only, since what is written to a disk is not sealed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.exceptions import HTTPException

from bot.rules.uploads import LARGEST, LARGEST_TOGETHER, MOST

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks
    from starlette.requests import Request

FIELDS = 60 * 1024  # bytes of everything that is no file
AT_ONCE = 4
"""So many forms with files are taken in at a time; the others wait."""
BROKEN = (400, "This is not a form.")

Too = Literal["", "large", "together", "many"]


@dataclass(slots=True)
class Sent:
    """The fields of a form and the files in it; `too` says why files were let go."""

    fields: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(
        default_factory=list
    )  # the one field that may stand there several times
    files: list[bytes] = field(default_factory=list)
    too: Too = ""

    def put(self, name: str, value: str) -> None:
        """One field."""
        if name == "kept":
            self.kept.append(value)
        else:
            self.fields[name] = value


class Intake:
    """Takes in forms with files, a few at a time."""

    def __init__(self) -> None:
        """Nobody sends anything."""
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def collect(self, request: Request, *, files: bool = True) -> Sent:
        """The whole form; without `files` they are read and let go. Raises HTTPException."""
        kind, options = parse_options_header(request.headers.get("content-type", ""))
        if kind != b"multipart/form-data":
            sent = Sent()
            for name, value in (await request.form()).multi_items():
                if isinstance(value, str):
                    sent.put(name, value)
            return sent
        reader = _Reader(keeps=files)
        try:
            parser = MultipartParser(options[b"boundary"], reader.callbacks())
            async with self._turns:
                async for piece in request.stream():
                    parser.write(piece)
                parser.finalize()
        except (FormParserError, KeyError, ValueError):
            raise HTTPException(*BROKEN) from None
        return reader.sent


class _Reader:
    """What the parser calls as it goes."""

    def __init__(self, *, keeps: bool) -> None:
        self.sent = Sent()
        self._keeps = keeps
        self._header, self._value = bytearray(), bytearray()
        self._name, self._is_file, self._body = "", False, bytearray()
        self._size = self._fields = self._together = 0

    def callbacks(self) -> MultipartCallbacks:
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_part_end": self._end,
        }

    def _begin(self) -> None:
        self._name, self._is_file, self._size = "", False, 0
        self._body = bytearray()

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, options = parse_options_header(bytes(self._value))
            self._name = options.get(b"name", b"").decode("utf-8", "replace")
            # What a file is called is not even read.
            self._is_file = b"filename" in options
        self._header, self._value = bytearray(), bytearray()

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._size += end - start
        if not self._is_file:
            self._fields += end - start
            if self._fields > FIELDS:
                raise HTTPException(413, "That is too much at once.")
        elif not self._may_keep():
            self._body = bytearray()
            return
        self._body += data[start:end]

    def _may_keep(self) -> bool:
        if self._size > LARGEST:
            self.sent.too = "large"
        elif self._together + self._size > LARGEST_TOGETHER:
            self.sent.too = self.sent.too or "together"
        elif len(self.sent.files) >= MOST:
            self.sent.too = self.sent.too or "many"
        return self._keeps and not self.sent.too

    def _end(self) -> None:
        if not self._is_file:
            self.sent.put(self._name, self._body.decode("utf-8", "replace"))
        elif self._size:
            self._together += self._size
            if self.sent.too:
                self.sent.files.clear()
            elif self._keeps:
                self.sent.files.append(bytes(self._body))
