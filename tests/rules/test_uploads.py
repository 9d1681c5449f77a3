"""What a browser sends is read by what is in it, and travels without what it tells of whoever made it."""

from __future__ import annotations

import re
import struct
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import uploads
from bot.rules.uploads import pdf, sounds
from tests.rules import some_files as some

if TYPE_CHECKING:
    import random

EVERY = {
    "image/jpeg": some.jpeg(),
    "image/png": some.png(),
    "audio/ogg": some.opus(),
    "audio/mp4": some.m4a(),
    "audio/mpeg": some.mp3(),
    "application/pdf": some.pdf(),
}


def _clean(data: bytes) -> uploads.Clean:
    found = uploads.cleaned(data)
    assert isinstance(found, uploads.Clean), found
    return found


@pytest.mark.parametrize(("mime", "data"), EVERY.items())
def test_nothing_of_whoever_made_it_travels(mime: str, data: bytes) -> None:
    """Neither name nor place, wherever it stood, nor the file's own name; and it is still what it was."""
    clean = _clean(data)
    assert clean.type == mime
    assert b"Gunhild" not in clean.data
    assert b"59.91" not in clean.data
    assert re.fullmatch(r"(bilde|tale|dokument)\.\w+", clean.name)
    assert _clean(clean.data).data == clean.data, "cleaned twice is cleaned once"


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("way_up", [1, 3, 6, 8, 0, 9])
def test_a_picture_stays_the_right_way_up(way_up: int, order: str) -> None:
    """Of what the phone said, which way up it is stays, and only that."""
    data = _clean(some.jpeg(way_up, order)).data
    turned = 1 < way_up <= 8
    assert (b"Exif" in data) is turned
    if turned:
        assert data[data.index(b"Exif") + 6 :][18:20] == struct.pack("<H", way_up)
    assert data.count(some.SCAN) == 2
    assert data.endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    ("width", "height", "kind"),
    [(40, 30, "photo"), (9000, 1001, "document"), (2100, 100, "document"), (2000, 100, "photo")],
)
def test_a_picture_too_large_to_be_shown_goes_as_a_document(
    width: int, height: int, kind: str
) -> None:
    """What Telegram would not take as a picture is sent whole all the same."""
    assert _clean(some.jpeg(width=width, height=height)).kind == kind


def test_a_voice_keeps_its_pages_and_every_checksum_holds() -> None:
    """The comments become nothing; the sound stands where it stood."""
    data = _clean(some.opus()).data
    pages = list(sounds._pages(data))
    assert b"".join(pages) == data
    assert [page[27 + page[26] :] for page in pages[2:]] == [b"\x11" * 400, b"\x22" * 300]
    tags = bytearray(pages[1])
    said = int.from_bytes(tags[22:26], "little")
    tags[22:26] = bytes(4)
    assert sounds._crc(tags) == said
    assert tags[28:].strip(b"\0") == b"OpusTags"


def test_comments_over_several_pages_go_too() -> None:
    """A cover picture among the comments is blanked page by page."""
    head = some.ogg_page(b"OpusHead" + bytes(11), 0, flags=2)
    first = bytearray(some.ogg_page(b"OpusTags" + some.SECRET * 10 + bytes(1), 1))
    first[26:] = bytes((1, 255)) + (b"OpusTags" + some.SECRET * 11)[:255]
    data = head + bytes(first) + some.ogg_page(some.SECRET * 4, 2) + some.ogg_page(b"\x11" * 9, 3)
    assert b"Gunhild" not in _clean(data).data


def test_a_packed_document_is_opened_and_packed_again() -> None:
    """Where the author stands inside packed objects it goes all the same, and nothing else moves."""
    data = some.packed_pdf()
    clean = _clean(data).data
    assert len(clean) == len(data)
    head, packed = re.search(rb"/ObjStm.*?stream\n(.*?)endstream", clean, re.DOTALL), b""
    assert head is not None
    packed = zlib.decompressobj().decompress(head[1])
    assert b"Gunhild" not in packed
    assert b"/Type /Pages" in packed
    meta = re.search(rb"/Metadata /Sub.*?stream\n(.*?)endstream", clean, re.DOTALL)
    assert meta is not None
    assert zlib.decompressobj().decompress(meta[1]) == b""


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"MZ" + bytes(60), "kind"),
        (b"<html><script>alert(1)</script>", "kind"),
        (b"PK\x03\x04" + bytes(60), "kind"),
        (b"GIF89a" + bytes(60), "kind"),
        (bytes(uploads.LARGEST + 1), "large"),
        (some.m4a(b"vide"), "kind"),
        (some.jpeg()[:200], "broken"),
        (some.png()[:60], "broken"),
        (some.opus()[:150], "broken"),
        (some.m4a()[:-9], "broken"),
        (b"ID3\x04\0\0\0\0\0\x01x" + bytes(60), "broken"),
        (some.pdf()[:-30], "broken"),
        (some.pdf().replace(b"/Size", b"/Encrypt 9 0 R /Size"), "hidden"),
        (some.pdf().replace(b"3 0 obj", b"8 0 obj"), "hidden"),
        (some.pdf().replace(b"/Info 3 0 R", b"/Info << /Author (x) >>"), "hidden"),
        (some.packed_pdf(also=b"/DecodeParms << >> "), "hidden"),
        (some.opus() [:-24] + some.opus(), "hidden"),
    ],
)  # fmt: skip
def test_what_cannot_be_cleaned_is_not_sent(data: bytes, problem: str) -> None:
    """Another kind, half a file, a lock, something hung on: each has its own word."""
    assert uploads.cleaned(data) == problem


MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4" + b" obj" * (MEGABYTE // 4) + b"%%EOF",
        b"%PDF-1.4" + b"1 0 obj stream\n" * (MEGABYTE // 15) + b"endstream %%EOF",
        b"%PDF-1.4" + b"".join(b"/Info %d 0 R " % n for n in range(50_000)) + b"%%EOF",
        some.box(b"ftyp", b"M4A ") + b"\0\0\0\0moov" * (MEGABYTE // 8),
        b"\xff\xd8\xff" + b"\xff" * MEGABYTE + b"\xd9",
        b"\x89PNG\r\n\x1a\n" + some.chunk(b"tEXt", b"") * (MEGABYTE // 12),
        b"OggS" + bytes(22) + b"\0OpusHead" + b"OggS" + bytes(23) * (MEGABYTE // 23),
        b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x10\x00" * (MEGABYTE // 4),
    ],
)
def test_no_file_keeps_anybody_waiting(data: bytes) -> None:
    """A file made to be hard to read is read in time that grows with its size, and no faster."""
    began = time.process_time()
    found = uploads.cleaned(data)
    assert time.process_time() - began < 5
    assert not isinstance(found, uploads.Clean) or len(found.data) <= len(data)


@given(st.sampled_from(sorted(EVERY)), st.randoms(use_true_random=False), st.integers(1, 20))
def test_no_file_is_a_fault(mime: str, chance: random.Random, hits: int) -> None:
    """Whatever is broken in it, it is cleaned or refused, in no time, and never fails."""
    data = bytearray(EVERY[mime])
    for _ in range(hits):
        data[chance.randrange(len(data))] = chance.randrange(256)
    found = uploads.cleaned(bytes(data[: chance.randrange(len(data)) + 1]))
    assert found in {"empty", "kind", "broken", "hidden"} or isinstance(found, uploads.Clean)


@given(st.binary(max_size=200))
def test_a_dictionary_is_blanked_and_as_long_as_before(words: bytes) -> None:
    """Whatever stands in a string, with brackets and escapes, goes; what names it stays."""
    escaped = words.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    before = b"<< /Author (" + escaped + b") /Title <" + words.hex().encode() + b"> /N 1 >>"
    after = pdf.blanked(before)
    assert len(after) == len(before)
    assert after.split() == [
        b"<<",
        b"/Author",
        *after.split()[2:-5],
        b"/Title",
        *after.split()[-4:],
    ] or (b"/Author" in after and b"/N 1 >>" in after)
    inside = after[len(b"<< /Author (") : len(b"<< /Author (") + len(escaped)]
    assert inside.strip() == b""
