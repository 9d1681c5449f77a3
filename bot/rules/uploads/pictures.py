"""
Pictures without where, when, with what and by whom they were taken.

JPEG as in ITU-T T.81 (1992) and Exif 2.32 (2019), PNG as in the third edition (W3C, June 2025).
Which way up a picture is stays, or it would be shown lying.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING, Literal

from bot.rules.uploads.made import Made, Uncleaned

if TYPE_CHECKING:
    from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"))
_MARKS = 0xFF
_EOI, _SOS, _APP1, _APP14, _COM = 0xD9, 0xDA, 0xE1, 0xEE, 0xFE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_APPS = range(0xE0, 0xF0)
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_ORIENTATION = 0x0112
SIDES_AT_MOST, RATIO_AT_MOST = 10_000, 20
"""Of what is sent as a picture (Bot API, sendPhoto, looked up November 2026); else it is a document."""


def is_jpeg(data: bytes) -> bool:
    """By its first bytes."""
    return data.startswith(b"\xff\xd8\xff")


def is_png(data: bytes) -> bool:
    """By its first bytes."""
    return data.startswith(_PNG)


def jpeg(data: bytes) -> Made:
    """Only what draws the picture, up to where it ends: nothing hangs on behind. Raises Uncleaned."""
    kept, way_up, sides = [b"\xff\xd8"], 0, (0, 0)
    for marker, segment in _segments(data):
        if marker in _FRAMES:
            sides = int.from_bytes(segment[7:9]), int.from_bytes(segment[5:7])
        if marker == _APP1:
            way_up = way_up or _way_up(segment[4:])
        elif marker == _APP14 or (marker not in _APPS and marker != _COM):
            kept.append(segment)
    if not all(sides):
        raise Uncleaned("broken")
    if way_up > 1:
        kept.insert(1, _only_way_up(way_up))
    return Made(_kind(*sides), b"".join([*kept, b"\xff\xd9"]))


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment with its marker, a scan with what it draws, up to the end of the picture."""
    at = 2
    while (marker := data[at + 1]) != _EOI:
        if data[at] != _MARKS:
            raise Uncleaned("broken")
        if marker == _MARKS:  # filling
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        end = at + 2 + length
        if length < 2 or end > len(data):  # noqa: PLR2004 - the length counts itself
            raise Uncleaned("broken")
        if marker == _SOS:
            ends = _NEXT_MARKER.search(data, end)
            if ends is None:
                raise Uncleaned("broken")
            end = ends.start()
        yield marker, data[at:end]
        at = end


def _way_up(exif: bytes) -> int:
    """1 to 8 as in Exif; 0 where it is not said."""
    if not exif.startswith(b"Exif\0\0"):
        return 0
    tiff = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (first,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, first)
        for n in range(count):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, first + 2 + 12 * n)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 0  # noqa: PLR2004 - as Exif has them
    except struct.error:
        pass
    return 0


def _only_way_up(way_up: int) -> bytes:
    tiff = struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, _ORIENTATION, 3, 1, way_up, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def png(data: bytes) -> Made:
    """Only what draws the picture, up to where it ends. Raises Uncleaned."""
    kept, at, sides = [_PNG], len(_PNG), (0, 0)
    while True:
        length, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        chunk = data[at : at + 12 + length]
        if len(chunk) != 12 + length:
            raise Uncleaned("broken")
        at += len(chunk)
        if name in _PNG_KEPT:
            if zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
                raise Uncleaned("broken")
            kept.append(chunk)
        if name == b"IHDR":
            sides = int.from_bytes(chunk[8:12]), int.from_bytes(chunk[12:16])
        if name == b"IEND":
            break
    if not all(sides):
        raise Uncleaned("broken")
    return Made(_kind(*sides), b"".join(kept))


def _kind(width: int, height: int) -> Literal["photo", "document"]:
    shown = width + height <= SIDES_AT_MOST and max(width, height) <= RATIO_AT_MOST * min(
        width, height
    )
    return "photo" if shown else "document"
