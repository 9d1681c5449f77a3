"""
Voices without a title, an artist, a place or a day.

Ogg as in RFC 3533, Opus in it as in RFC 7845, MP4 as in ISO/IEC 14496-12, MPEG audio as in ISO/IEC 11172-3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rules.uploads.made import Made, Uncleaned

if TYPE_CHECKING:
    from collections.abc import Iterator

# --- Ogg Opus ------------------------------------------------------------------------------------

_OGG, _HEAD, _TAGS = b"OggS", b"OpusHead", b"OpusTags"
_BEGINS = 2  # the flag of a page with which a stream begins
_FULL = 255  # a segment that goes on in the next
_TAGS_AT_MOST = 256 * 1024


def _crc_table() -> tuple[int, ...]:
    table = []
    for n in range(256):
        value = n << 24
        for _ in range(8):
            value = (value << 1) ^ (0x104C11DB7 if value & 0x80000000 else 0)
        table.append(value)
    return tuple(table)


_CRC = _crc_table()


def _crc(page: bytes | bytearray) -> int:
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ _CRC[(value >> 24) ^ byte]
    return value


def is_opus(data: bytes) -> bool:
    """By its first page."""
    return data.startswith(_OGG) and _HEAD in data[:64]


def opus(data: bytes) -> Made:
    """The same sound, its comments blanked where they stand. Raises Uncleaned."""
    pages = list(_pages(data))
    if len(pages) < 3 or pages[1].find(_TAGS, 27) < 0:  # noqa: PLR2004 - head, comments, sound
        raise Uncleaned("broken")
    taken, blanked = 0, []
    for page in pages[1:]:
        # The comments end where a page carries a segment shorter than 255 bytes.
        body = 27 + page[26]
        lacing = page[27:body]
        ends = next((n for n, length in enumerate(lacing) if length < _FULL), None)
        size = sum(lacing) if ends is None else sum(lacing[: ends + 1])
        first = len(_TAGS) if not taken else 0
        mute = bytearray(page)
        mute[body + first : body + size] = bytes(size - first)
        mute[22:26] = bytes(4)
        mute[22:26] = _crc(mute).to_bytes(4, "little")
        blanked.append(bytes(mute))
        taken += size
        if ends is not None:
            break
        if taken > _TAGS_AT_MOST:
            raise Uncleaned("hidden")
    # No vendor and no comment: eight bytes of nothing, and the rest is padding (RFC 7845, § 5.2).
    return Made("voice", b"".join([pages[0], *blanked, *pages[1 + len(blanked) :]]))


def _pages(data: bytes) -> Iterator[bytes]:
    """The pages of the one stream there is; what hangs on behind is left. Raises Uncleaned."""
    at, serial = 0, data[14:18]
    while data[at : at + 4] == _OGG:
        segments = data[at + 26]
        length = 27 + segments + sum(data[at + 27 : at + 27 + segments])
        page = data[at : at + length]
        if len(page) != length:
            raise Uncleaned("broken")
        if page[14:18] != serial or (at and page[5] & _BEGINS):
            # Another stream beside or behind this one: it may hold anything.
            raise Uncleaned("hidden")
        yield page
        at += length


# --- MPEG-4 --------------------------------------------------------------------------------------

_KEPT = frozenset((b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"sidx", b"mfra", b"free"))
_INSIDE = frozenset((b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"mvex"))
_TELLS = frozenset((b"udta", b"meta", b"uuid", b"free", b"skip"))
_DEEPEST = 8
_DATED = frozenset((b"mvhd", b"tkhd", b"mdhd"))


def is_mp4(data: bytes) -> bool:
    """By its first box."""
    return data[4:8] == b"ftyp"


def mp4(data: bytes) -> Made:
    """The same sound; boxes that tell something are blanked, so that nothing moves. Raises Uncleaned."""
    mute = bytearray(data)
    for name, begin, end in _boxes(data, 0, len(data)):
        if name not in _KEPT or name == b"free":
            _blank(mute, begin, end)
        elif name in _INSIDE:
            _within(data, mute, begin + 8, end, 1)
    if b"mp4a" not in mute:
        raise Uncleaned("kind")
    return Made("voice", bytes(mute))


def _within(data: bytes, mute: bytearray, begin: int, end: int, depth: int) -> None:
    if depth > _DEEPEST:
        raise Uncleaned("broken")
    for name, first, last in _boxes(data, begin, end):
        if name in _TELLS:
            _blank(mute, first, last)
        elif name in _INSIDE:
            _within(data, mute, first + 8, last, depth + 1)
        elif name in _DATED:
            times = 16 if data[first + 8] == 1 else 8
            mute[first + 12 : first + 12 + times] = bytes(times)
        elif name == b"hdlr" and data[first + 16 : first + 20] != b"soun":
            # A picture, or a track of places: this is no voice.
            raise Uncleaned("kind")


def _blank(mute: bytearray, begin: int, end: int) -> None:
    mute[begin + 4 : begin + 8] = b"free"
    mute[begin + 8 : end] = bytes(end - begin - 8)


def _boxes(data: bytes, begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    at = begin
    while at + 8 <= end:
        size = int.from_bytes(data[at : at + 4])
        last = end if size == 0 else at + size
        if (size and size < 8) or last > end:  # noqa: PLR2004 - a box is no smaller than its head
            raise Uncleaned("broken")
        yield data[at + 4 : at + 8], at, last
        at = last


# --- MPEG audio ----------------------------------------------------------------------------------

_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_KBIT_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBIT_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_FEWEST = 3  # frames; fewer may be chance


def is_mp3(data: bytes) -> bool:
    """By what may stand before the sound, or by its first frame."""
    return data.startswith(b"ID3") or _frame(data, 0) > 0


def mp3(data: bytes) -> Made:
    """Only the frames of sound: what stands before, between and behind them is left. Raises Uncleaned."""
    at = _after_id3(data)
    kept = []
    while length := _frame(data, at):
        kept.append(data[at : at + length])
        at += length
    if len(kept) < _FEWEST:
        raise Uncleaned("broken")
    return Made("voice", b"".join(kept))


def _after_id3(data: bytes) -> int:
    if not data.startswith(b"ID3"):
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    at = 10 + size + (10 if data[5] & 0x10 else 0)
    while at < len(data) and data[at] == 0:
        at += 1
    return at


def _frame(data: bytes, at: int) -> int:
    """How long the frame of layer III is that begins here; 0 for none."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # noqa: PLR2004 - sync, layer III
        return 0
    version, kbit, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version not in _RATES or rate > 2 or not 1 <= kbit <= len(_KBIT_1):  # noqa: PLR2004 - reserved
        return 0
    first = version == 3  # noqa: PLR2004 - MPEG-1
    bits = (_KBIT_1 if first else _KBIT_2)[kbit - 1] * 1000
    length = (144 if first else 72) * bits // _RATES[version][rate] + (head[2] >> 1 & 1)
    return length if at + length <= len(data) else 0
