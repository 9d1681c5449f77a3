"""Files that went through the chats, kept in memory."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.model import StoredFile

MAX_DOWNLOAD = 20_000_000
MAX_UPLOAD = 50_000_000
MAX_PHOTO = 10_000_000
_FOLDERS = {
    "photo": ("photos", "jpg"),
    "voice": ("voice", "oga"),
    "video": ("videos", "mp4"),
    "video_note": ("video_notes", "mp4"),
    "audio": ("music", "mp3"),
    "animation": ("animations", "mp4"),
    "sticker": ("stickers", "webp"),
    "document": ("documents", "bin"),
}


class Files:
    """The store; a file_id tells its kind, as Telegram's do, so that it cannot be sent as another."""

    def __init__(self) -> None:
        """Begin empty."""
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}

    def keep(self, kind: str, data: bytes, mime: str, **fields: Any) -> StoredFile:
        """Store bytes as a new file of `kind`, with Telegram's other fields."""
        number = len(self.by_id) + 1
        folder, ending = _FOLDERS[kind]
        name = fields.get("file_name") or ""
        if kind == "document" and "." in name:
            ending = name.rsplit(".", 1)[1].lower()
            ending = ending if ending.isalnum() else "bin"
        stored = StoredFile(
            file_id=f"SIM-{kind}-{number:012d}",
            data=data,
            path=f"{folder}/file_{number}.{ending}",
            mime=mime,
            fields=fields,
        )
        return self.put(stored)

    def put(self, stored: StoredFile) -> StoredFile:
        """Store a file that has its id already."""
        self.by_id[stored.file_id] = stored
        self.by_path[stored.path] = stored
        return stored

    def get(self, file_id: str, kind: str | None = None) -> StoredFile:
        """The file with this id; raises ApiError 400 when there is none, or it is of another kind."""
        stored = self.by_id.get(file_id)
        if stored is None:
            raise bad_request(
                "wrong remote file identifier specified: Wrong character in the string"
                if kind
                else "invalid file_id"
            )
        if kind is not None and kind_of(stored) != kind:
            raise bad_request(
                f"can't use file of type {kind_of(stored).title()} as {kind.replace('_', ' ').title()}"
            )
        return stored


def kind_of(stored: StoredFile) -> str:
    """Which kind a stored file is of."""
    return stored.file_id.split("-")[1]


def picture(seed: int, size: int = 96) -> bytes:
    """A small PNG of two colours that depend on `seed`; it shows nothing and nobody."""
    a, b = (seed * 47) % 200 + 30, (seed * 91) % 200 + 30
    rows = b"".join(
        b"\0" + b"".join(bytes((a, (a + y) % 256, b if x > y else a)) for x in range(size))
        for y in range(size)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def silence(seconds: int, rate: int = 8000) -> bytes:
    """A WAV of silence, at most ten seconds of it: enough for whatever handles a voice message."""
    samples = b"\x80" * (rate * min(seconds, 10))
    return (
        struct.pack("<4sI4s", b"RIFF", 36 + len(samples), b"WAVE")
        + struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate, 1, 8)
        + struct.pack("<4sI", b"data", len(samples))
        + samples
    )
