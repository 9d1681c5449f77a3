"""Sending what is not text: files by upload or file_id, albums, places and contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator import files as store
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.methods.registry import Files, Handler, method
from bot.simulator.methods.sending import deliver, frame
from bot.simulator.texts import caption_of

if TYPE_CHECKING:
    from bot.simulator.model import Json, StoredFile
    from bot.simulator.parameters import Upload
    from bot.simulator.world import Simulator

MIME = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "video": "video/mp4",
    "video_note": "video/mp4",
    "audio": "audio/mpeg",
    "animation": "video/mp4",
    "sticker": "image/webp",
    "document": "application/octet-stream",
}
KINDS = tuple(MIME)
WITHOUT_CAPTION = {"video_note", "sticker"}
ALBUM = range(2, 11)
_GIVEN = {
    "voice": ("duration",),
    "video": ("duration", "width", "height"),
    "video_note": ("duration", "length"),
    "audio": ("duration", "performer", "title"),
    "animation": ("duration", "width", "height"),
    "sticker": ("emoji",),
}
_NEEDED: dict[str, Json] = {
    "photo": {"width": 96, "height": 96},
    "voice": {"duration": 1},
    "video": {"duration": 1, "width": 320, "height": 240},
    "video_note": {"duration": 1, "length": 240},
    "audio": {"duration": 1},
    "animation": {"duration": 1, "width": 320, "height": 240},
    "sticker": {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    },
    "document": {},
}


def stored(world: Simulator, kind: str, given: Json, source: Any, files: Files) -> StoredFile:
    """The file that `source` means: an upload, «attach://name», or a file_id; raises ApiError."""
    if isinstance(source, str) and source.startswith("attach://"):
        upload = files.get(source.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"there is no file with name {source.removeprefix('attach://')}")
        source = upload
    if isinstance(source, str):
        if "://" in source:
            raise bad_request("failed to get HTTP URL content")
        return world.files.get(source, kind)
    return keep_upload(world, kind, given, source)


def keep_upload(world: Simulator, kind: str, given: Json, upload: Upload) -> StoredFile:
    """Store what was uploaded, with the facts the bot gave about it."""
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > (store.MAX_PHOTO if kind == "photo" else store.MAX_UPLOAD):
        raise ApiError(413, "Request Entity Too Large")
    fields = _NEEDED[kind] | {f: given[f] for f in _GIVEN.get(kind, ()) if f in given}
    if kind in {"document", "audio", "video", "animation"}:
        fields["file_name"] = upload.name
    mime = upload.mime if kind == "document" and upload.mime else MIME[kind]
    return world.files.keep(kind, upload.data, mime, **fields)


def as_content(kind: str, file: StoredFile) -> Json:
    """The field of a Message that holds the file."""
    facts = file.facts(kind)
    if kind == "photo":
        small = {
            **facts,
            "file_unique_id": "s" + facts["file_unique_id"],
            "width": 48,
            "height": 48,
        }
        return {"photo": [small, facts]}
    if kind == "animation":
        return {"animation": facts, "document": facts}
    return {kind: facts}


def incoming(world: Simulator, kind: str, given: Json, source: Any, files: Files) -> Json:
    """File and caption as fields of a Message."""
    if kind not in MIME:
        raise bad_request(f"the simulator cannot send media of type {kind}")
    content: Json = {}
    if kind not in WITHOUT_CAPTION:
        caption, entities = caption_of(given)
        if caption:
            content["caption"] = caption
        if entities:
            content["caption_entities"] = entities
    for flag in ("show_caption_above_media", "has_spoiler"):
        if given.get(flag):
            content["has_media_spoiler" if flag == "has_spoiler" else flag] = True
    return as_content(kind, stored(world, kind, given, source, files)) | content


def _sends(kind: str) -> Handler:
    def send(world: Simulator, given: Json, files: Files) -> Json:
        person = world.reachable(given["chat_id"])
        return deliver(world, person, given, incoming(world, kind, given, given[kind], files))

    return send


for _kind in KINDS:
    method("send" + "".join(part.title() for part in _kind.split("_")))(_sends(_kind))


@method("sendMediaGroup")
def send_media_group(world: Simulator, given: Json, files: Files) -> list[Json]:
    """An album: two to ten photos and videos, or documents, or audio files."""
    person = world.reachable(given["chat_id"])
    items = given["media"]
    if len(items) not in ALBUM:
        raise bad_request("there must be 2-10 media in an album")
    kinds = {item["type"] for item in items}
    if len(kinds) > 1 and not kinds <= {"photo", "video"}:
        raise bad_request("documents and audio can't be mixed with other media in an album")
    contents = [incoming(world, item["type"], item, item["media"], files) for item in items]
    fields = frame(world, person, given)
    world.limits.count(person.id, len(items))
    group = {"media_group_id": str(world.next_id())}
    silent = bool(given.get("disable_notification"))
    return [
        world.post(person, content | fields | group, by_bot=True, silent=silent)
        for content in contents
    ]


@method("sendLocation")
def send_location(world: Simulator, given: Json, _files: Files) -> Json:
    """A place on the map."""
    person = world.reachable(given["chat_id"])
    if not (-90 <= given["latitude"] <= 90 and -180 <= given["longitude"] <= 180):  # noqa: PLR2004 - degrees
        raise bad_request("wrong latitude or longitude")
    names = ("latitude", "longitude", "horizontal_accuracy", "live_period")
    place = {name: given[name] for name in names if name in given}
    return deliver(world, person, given, {"location": place})


@method("sendVenue")
def send_venue(world: Simulator, given: Json, _files: Files) -> Json:
    """A place on the map with its name and address."""
    person = world.reachable(given["chat_id"])
    if not given["title"].strip():
        raise bad_request("VENUE_TITLE_EMPTY")
    place = {"latitude": given["latitude"], "longitude": given["longitude"]}
    venue = {"location": place, "title": given["title"], "address": given["address"]}
    return deliver(world, person, given, {"venue": venue, "location": place})


@method("sendContact")
def send_contact(world: Simulator, given: Json, _files: Files) -> Json:
    """A name and a phone number."""
    person = world.reachable(given["chat_id"])
    names = ("phone_number", "first_name", "last_name", "vcard")
    return deliver(world, person, given, {"contact": {n: given[n] for n in names if n in given}})


@method("getFile")
def get_file(world: Simulator, given: Json, _files: Files) -> Json:
    """Where a file can be fetched; up to 20 MB."""
    file = world.files.get(given["file_id"])
    if len(file.data) > store.MAX_DOWNLOAD:
        raise bad_request("file is too big")
    facts = file.facts("")
    return {
        "file_id": facts["file_id"],
        "file_unique_id": facts["file_unique_id"],
        "file_size": facts["file_size"],
        "file_path": file.path,
    }
