"""Which method of Telegram's sends which file, and which files go together in an album."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
from telegram.error import BadRequest, TelegramError

from bot.domain.errors import NotFetchedError
from bot.flow.message import Text
from bot.rules import ical
from bot.rules.paper import page_of
from bot.telegram import pictures
from bot.telegram.request import Upload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.domain.relay.own_files import Held
    from bot.flow.message import Media, Paper
    from bot.telegram.api import Api

    Say = Callable[[Text], str]
    Sendable = tuple[str, dict[str, Any], dict[str, Upload] | None]

_METHODS: dict[str, tuple[str, str]] = {
    "photo": ("sendPhoto", "photo"),
    "voice": ("sendVoice", "voice"),
    "document": ("sendDocument", "document"),
    "video_note": ("sendVideoNote", "video_note"),
    "video": ("sendVideo", "video"),
    "animation": ("sendAnimation", "animation"),
    "audio": ("sendAudio", "audio"),
    "sticker": ("sendSticker", "sticker"),
}
_WITHOUT_CAPTION = frozenset({"video_note", "location", "sticker", "venue", "contact"})
# Bot API, sendMediaGroup: photos and videos may be mixed, documents and audio only with their like.
_ALIKE = (frozenset({"photo", "video"}), frozenset({"document"}), frozenset({"audio"}))
ALBUM = range(2, 11)
EVENT_NAME = "appointment.calendar.name"
LARGEST = 20 * 1024 * 1024
"""Bytes; a bot is handed no larger file (Bot API, getFile)."""


class _File(msgspec.Struct):
    file_path: str = ""
    file_size: int = 0


async def fetch(api: Api, file_id: str, most: int | None = None) -> bytes:
    """What is in a file that the channel keeps, at most `most` or LARGEST bytes; raises NotFetchedError."""
    most = most or LARGEST
    large = False
    try:
        found = msgspec.json.decode(await api.call("getFile", {"file_id": file_id}), type=_File)
        large = found.file_size > most
        if found.file_path and not large:
            return await api.download(found.file_path, most)
    except BadRequest as refused:
        large = "too big" in refused.message
    except (TelegramError, msgspec.DecodeError):
        pass
    # Raised outside the handlers: what was refused may name the file.
    raise NotFetchedError(too_large=large)


def captioned(media: Media) -> bool:
    """Whether words can stand under it."""
    return media.kind not in _WITHOUT_CAPTION


def together(files: Sequence[Media]) -> bool:
    """Whether these can be sent as one album."""
    kinds = {one.kind for one in files}
    return len(files) in ALBUM and any(kinds <= alike for alike in _ALIKE)


def where(media: Media, held: Mapping[str, Held]) -> str:
    """How a call names a file: by the channel's id, or as one that goes along with it."""
    return f"attach://{_part(media)}" if media.file_id in held else media.file_id


def along(media: Media, held: Mapping[str, Held]) -> dict[str, Upload]:
    """The file that goes along with a call, where the channel does not keep it."""
    found = held.get(media.file_id)
    return {_part(media): Upload(found.name, found.content, found.type)} if found else {}


def _part(media: Media) -> str:
    return "file" + "".join(one for one in media.file_id if one.isalnum())


def sendable(media: Media, say: Say, held: Mapping[str, Held]) -> Sendable:
    """The method, its values, and the file to send along if it is not with Telegram already."""
    facts = dict(media.facts)
    match media.kind:
        case "location":
            return "sendLocation", _place(media), None
        case "venue":
            named = {"title": facts.get("title", ""), "address": facts.get("address", "")}
            return "sendVenue", _place(media) | named, None
        case "contact":
            card = {"phone_number": media.file_id, "first_name": facts.get("first_name", "")}
            if facts.get("last_name"):
                card["last_name"] = facts["last_name"]
            return "sendContact", card, None
        case "qr":
            picture = Upload("kode.png", pictures.qr(media.file_id), "image/png")
            return "sendPhoto", {"photo": "attach://qr"}, {"qr": picture}
        case "event":
            return _event(media, say)
        case _:
            method, field = _METHODS[media.kind]
            return method, {field: where(media, held)}, along(media, held) or None


def written(paper: Paper, say: Say) -> Sendable:
    """A file that is written now: in the reader's language, and kept nowhere."""
    upload = Upload(f"{paper.name}.html", page_of(paper, say).encode(), "text/html")
    return "sendDocument", {"document": "attach://paper"}, {"paper": upload}


def _event(media: Media, say: Say) -> Sendable:
    row, revision, starts, minutes = media.file_id.split()
    at = dt.datetime.fromisoformat(starts)
    calendar = ical.event(row, at, int(minutes), int(revision), say(Text(EVENT_NAME)))
    upload = Upload("avtale.ics", calendar.encode(), "text/calendar")
    return "sendDocument", {"document": "attach://event"}, {"event": upload}


def _place(media: Media) -> dict[str, Any]:
    latitude, longitude = media.file_id.split(",")
    return {"latitude": float(latitude), "longitude": float(longitude)}
