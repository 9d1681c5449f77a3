"""Pictures that are drawn when they are sent, and stored nowhere."""

from __future__ import annotations

import io

import segno

SCALE = 8  # pixels to a module: sharp on a screen, and readable from it


def qr(words: str) -> bytes:
    """A PNG of a QR code that says this."""
    picture = io.BytesIO()
    segno.make(words, error="m", micro=False).save(picture, kind="png", scale=SCALE, border=4)
    return picture.getvalue()
