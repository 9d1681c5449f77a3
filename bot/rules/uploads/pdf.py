"""
Documents without who wrote them, with what and when.

PDF as in ISO 32000-2 (2020): the document information dictionary (§ 14.3.3) and metadata streams
(§ 14.3.2) are blanked where they stand, so that nothing moves. What is on the pages is the writer's.
"""

from __future__ import annotations

import re
import zlib

from bot.rules.uploads.made import Made, Uncleaned

_INFO = re.compile(rb"/Info\s+(\d{1,9})\s+(\d{1,5})\s+R")
_DIRECT_INFO = re.compile(rb"/Info\s*<<")
_STREAM = re.compile(
    rb"\bobj\b(?P<dict>(?:(?!\b(?:end)?obj\b|\bstream\b).)*?)\bstream\r?\n", re.DOTALL
)
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_METADATA = re.compile(rb"/Type\s*/Metadata\b|/Subtype\s*/XML\b")
_FIRST, _COUNT = re.compile(rb"/First\s+(\d{1,9})"), re.compile(rb"/N\s+(\d{1,9})")
_FLATE_ALONE = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
UNPACKED_AT_MOST = 32 * 1024 * 1024
VERSIONS_AT_MOST = 50
"""A document that was saved again and again names its information each time; more is no document."""


def is_pdf(data: bytes) -> bool:
    """By its first bytes."""
    return data.startswith(b"%PDF-")


def pdf(data: bytes) -> Made:
    """The same pages; raises Uncleaned for what is locked, or hides what cannot be reached."""
    if b"%%EOF" not in data[-2048:]:
        raise Uncleaned("broken")
    if re.search(rb"/Encrypt\b", data) or _DIRECT_INFO.search(data):
        raise Uncleaned("hidden")
    mute = bytearray(data)
    wanted = {(int(one[1]), int(one[2])) for one in _INFO.finditer(data)}
    if len(wanted) > VERSIONS_AT_MOST:
        raise Uncleaned("hidden")
    found = set()
    for number, generation in wanted:
        for one in re.finditer(rb"(?<!\d)%d\s+%d\s+obj\b" % (number, generation), data):
            found.add(number)
            ends = data.find(b"endobj", one.end())
            end = len(data) if ends < 0 else ends
            mute[one.end() : end] = blanked(data[one.end() : end])
    objects, at = {number for number, _ in wanted}, 0
    while stream := _STREAM.search(data, at):
        begin, at = stream.end(), data.find(b"endstream", stream.end())
        if at < 0:
            raise Uncleaned("broken")
        if _METADATA.search(stream["dict"]):
            mute[begin:at] = _empty(at - begin, flate=b"/Filter" in stream["dict"])
        elif _PACKED.search(stream["dict"]):
            mute[begin:at], there = _repacked(stream["dict"], data[begin:at], objects)
            found |= there
    if objects - found:
        raise Uncleaned("hidden")
    return Made("document", bytes(mute))


def blanked(dictionary: bytes) -> bytes:
    """The same dictionary, as long as before, with nothing in its strings."""
    out, at, depth = bytearray(dictionary), 0, 0
    while at < len(out):
        byte = out[at : at + 1]
        if depth:
            if byte == b"\\":
                out[at : at + 2] = b"  "[: len(out) - at]
                at += 2
                continue
            depth += (byte == b"(") - (byte == b")")
            if depth:
                out[at : at + 1] = b" "
        elif byte == b"(":
            depth = 1
        elif byte == b"<" and out[at + 1 : at + 2] == b"<":
            at += 1
        elif byte == b"<":
            end = out.find(b">", at)
            out[at + 1 : end] = b" " * max(0, end - at - 1)
            at = max(at, end)
        at += 1
    return bytes(out)


def _empty(length: int, *, flate: bool) -> bytes:
    """Nothing at all, in the place of so many bytes."""
    nothing = zlib.compress(b"") if flate else b""
    return nothing.ljust(length, b" ")[:length]


def _repacked(head: bytes, packed: bytes, wanted: set[int]) -> tuple[bytes, set[int]]:
    """A stream of objects with the wanted ones blanked, as long as before; and which of them were there."""
    first, count = _FIRST.search(head), _COUNT.search(head)
    if first is None or count is None or not _FLATE_ALONE.search(head) or b"/DecodeParms" in head:
        raise Uncleaned("hidden")
    reader = zlib.decompressobj()
    try:
        plain = reader.decompress(packed, UNPACKED_AT_MOST)
    except zlib.error:
        raise Uncleaned("broken") from None
    if reader.unconsumed_tail:
        raise Uncleaned("hidden")
    begin = int(first[1])
    numbers = [int(one) for one in plain[:begin].split()]
    places = dict(zip(numbers[::2], numbers[1::2], strict=False))
    ends = sorted([*places.values(), len(plain) - begin])
    there = wanted & places.keys()
    if not there:
        return packed, there
    out = bytearray(plain)
    for number in there:
        at = places[number]
        end = next((one for one in ends if one > at), len(plain) - begin)
        out[begin + at : begin + end] = blanked(plain[begin + at : begin + end])
    again = zlib.compress(bytes(out), 9)
    if len(again) > len(packed):
        raise Uncleaned("hidden")
    return again.ljust(len(packed), b"\n"), there
