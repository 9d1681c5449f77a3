"""What a phone's lock screen shows of a message: the bot's name as title, and these words."""

from __future__ import annotations

from typing import Any

LENGTH = 100
_WORDS = {
    "photo": "Bilde",
    "voice": "Talemelding",
    "video": "Video",
    "video_note": "Videomelding",
    "animation": "GIF",
    "audio": "Lyd",
    "location": "Posisjon",
    "contact": "Kontakt",
    "document": "Dokument",
}


def shown(message: dict[str, Any]) -> str:
    """The first hundred characters that a notification of `message` reveals; spoilers are masked."""
    text = masked(message.get("text") or "", message.get("entities"))
    if not text:
        caption = masked(message.get("caption") or "", message.get("caption_entities"))
        text = ": ".join(part for part in (_kind(message), caption) if part)
    return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"


def _kind(message: dict[str, Any]) -> str:
    if "document" in message and "animation" not in message:
        return str(message["document"].get("file_name") or _WORDS["document"])
    if "sticker" in message:
        return f"{message['sticker'].get('emoji', '')} Klistremerke".strip()
    return next((word for kind, word in _WORDS.items() if kind in message), "Melding")


def masked(text: str, entities: list[dict[str, Any]] | None) -> str:
    """`text` with its spoilers covered."""
    spoilers = [e for e in entities or [] if e["type"] == "spoiler"]
    if not spoilers:
        return text
    units = text.encode("utf-16-le")
    for e in spoilers:
        start, end = 2 * e["offset"], 2 * (e["offset"] + e["length"])
        units = units[:start] + "▒".encode("utf-16-le") * e["length"] + units[end:]
    return units.decode("utf-16-le", "replace")
