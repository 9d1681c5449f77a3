"""Small files of each kind, made by hand, with secrets in every place where one may stand."""

from __future__ import annotations

import struct
import zlib

SECRET = b"Gunhild Etternavn 59.91N"
SCAN = b"\x12\xff\x00\x34\xff\xd0\x56" * 20


def segment(marker: int, body: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body


def exif(way_up: int, order: str = "<") -> bytes:
    """What a phone writes: which way up, and who and where."""
    mark = b"II" if order == "<" else b"MM"
    tiff = mark + struct.pack(order + "HIH", 42, 8, 2)
    tiff += struct.pack(order + "HHII", 0x013B, 2, len(SECRET), 38)
    tiff += struct.pack(order + "HHIHH", 0x0112, 3, 1, way_up, 0)
    return segment(0xE1, b"Exif\0\0" + tiff + bytes(4) + SECRET)


def jpeg(way_up: int = 6, order: str = "<", width: int = 40, height: int = 30) -> bytes:
    """Nothing a decoder would draw, but everything in its place."""
    frame = b"\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"".join(
        (
            b"\xff\xd8",
            segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            exif(way_up, order),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET),
            segment(0xED, SECRET),
            segment(0xFE, SECRET),
            segment(0xDB, bytes(65)),
            segment(0xC2, frame),
            b"\xff",  # filling
            segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + SCAN,
            segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + SCAN,
            b"\xff\xd9",
            b"MotionPhoto" + SECRET,
        )
    )


def chunk(name: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def png(width: int = 2, height: int = 2) -> bytes:
    """A picture in grey."""
    rows = b"".join(b"\0" + bytes(width) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", head),
            chunk(b"tEXt", b"Author\0" + SECRET),
            chunk(b"eXIf", SECRET),
            chunk(b"tIME", bytes(7)),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
            SECRET,
        )
    )


def ogg_page(body: bytes, number: int, flags: int = 0, serial: int = 7) -> bytes:
    """One page with one packet in it, its checksum left for whoever asks."""
    lacing = bytes([255] * (len(body) // 255) + [len(body) % 255])
    head = struct.pack("<4sBBQIIIB", b"OggS", 0, flags, 0, serial, number, 0, len(lacing))
    return head + lacing + body


def opus(comment: bytes = SECRET) -> bytes:
    """Head, comments, and two pages that a decoder would refuse."""
    vendor = b"a recorder of " + SECRET
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor
    tags += struct.pack("<II", 1, len(comment)) + comment
    return b"".join(
        (
            ogg_page(b"OpusHead" + bytes(11), 0, flags=2),
            ogg_page(tags, 1),
            ogg_page(b"\x11" * 400, 2),
            ogg_page(b"\x22" * 300, 3, flags=4),
            SECRET,
        )
    )


def box(name: bytes, *inside: bytes) -> bytes:
    """One box of an MPEG-4 file."""
    body = b"".join(inside)
    return (len(body) + 8).to_bytes(4) + name + body


def m4a(handler: bytes = b"soun") -> bytes:
    """A voice memo, with what a phone adds."""
    track = box(
        b"trak",
        box(b"tkhd", bytes(4) + b"\x11" * 8 + bytes(72)),
        box(
            b"mdia",
            box(b"mdhd", bytes(4) + b"\x11" * 8 + bytes(12)),
            box(b"hdlr", bytes(8) + handler + bytes(13)),
            box(b"minf", box(b"stbl", box(b"stsd", bytes(8) + box(b"mp4a", bytes(28))))),
        ),
        box(b"udta", SECRET),
    )
    moov = box(
        b"moov",
        box(b"mvhd", bytes(4) + b"\x11" * 8 + bytes(88)),
        track,
        box(b"udta", box(b"meta", SECRET)),
    )
    return b"".join(
        (
            box(b"ftyp", b"M4A \0\0\0\0M4A "),
            box(b"free", SECRET),
            box(b"mdat", b"\x33" * 300),
            moov,
            box(b"uuid", SECRET),
        )
    )


FRAME = b"\xff\xfb\x90\x00" + bytes(413)


def mp3() -> bytes:
    """Tags before and behind, and three frames of silence (128 kbit/s, 44.1 kHz)."""
    tag = b"ID3\x04\0\0" + bytes((0, 0, 0, len(SECRET))) + SECRET
    return tag + FRAME * 3 + b"TAG" + SECRET.ljust(125)


def pdf(
    info: bytes = b"/Author (" + SECRET + rb" \(om\) (i natt)) /Title <4869> /Creator (Word)",
) -> bytes:
    """A page with nothing on it, the information plain, and metadata beside it."""
    return b"\n".join(
        (
            b"%PDF-1.4",
            b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>\nendobj",
            b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj",
            b"3 0 obj\n<< " + info + b" >>\nendobj",
            b"4 0 obj\n<< /Type /Metadata /Subtype /XML /Length 60 >>\nstream\n<x>"
            + SECRET
            + b"</x>\nendstream\nendobj",
            b"xref\n0 5\ntrailer\n<< /Root 1 0 R /Info 3 0 R /Size 5 >>\nstartxref\n9\n%%EOF\n",
        )
    )


def packed_pdf(*, also: bytes = b"") -> bytes:
    """The same with its objects packed together, as most programs write them today."""
    info = b"<< /Author (" + SECRET + b") /Keywords (" + SECRET * 3 + b") >>"
    objects = b"<< /Type /Pages /Kids [] /Count 0 >> " + info
    head = b"2 0 3 " + str(objects.index(info)).encode() + b" "
    packed = zlib.compress(head + objects)
    meta = zlib.compress(b"<x>" + SECRET + b"</x>")
    return b"\n".join(
        (
            b"%PDF-1.5",
            b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>\nendobj",
            b"4 0 obj\n<< /Type /Metadata /Subtype /XML /Filter /FlateDecode >>\nstream\n"
            + meta
            + b"\nendstream\nendobj",
            b"5 0 obj\n<< /Type /ObjStm /N 2 /First %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream\nendobj"
            % (len(head), also, packed),
            b"6 0 obj\n<< /Type /XRef /Root 1 0 R /Info 3 0 R >>\nstream\nxx\nendstream\nendobj",
            b"startxref\n9\n%%EOF\n",
        )
    )
