"""Pictures that are drawn when they are sent, and stored nowhere."""

from __future__ import annotations

import io
import struct
import zlib

import segno

SIDE = 64  # pixels
SCALE = 8  # pixels to a module: sharp on a screen, and readable from it


def nothing() -> bytes:
    """A grey PNG that stands where a file was taken away."""
    raw = b"".join(b"\0" + b"\xe6" * SIDE for _ in range(SIDE))
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


def qr(words: str) -> bytes:
    """A PNG of a QR code that says this."""
    picture = io.BytesIO()
    segno.make(words, error="m", micro=False).save(picture, kind="png", scale=SCALE, border=4)
    return picture.getvalue()
