"""What people send beside text: voice, photos, places and so on, with made-up contents unless given."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from bot.simulator.acts import Impossible, act, captioned, says, worded
from bot.simulator.files import picture, silence
from bot.simulator.methods.media import as_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.model import Json, Person
    from bot.simulator.world import Simulator


def _data(given: Json, otherwise: Callable[[], bytes]) -> bytes:
    """The bytes of a file: from `base64`, or made up."""
    if "base64" not in given:
        return otherwise()
    try:
        return base64.b64decode(given["base64"], validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise Impossible("base64 cannot be read") from None


@act("voice")
def voice(world: Simulator, person: Person, given: Json) -> Json:
    """{seconds?, caption?, base64?}."""
    seconds = int(given.get("seconds") or 3)
    data = _data(given, lambda: silence(seconds))
    file = world.files.keep("voice", data, "audio/ogg", duration=seconds)
    return says(world, person, as_content("voice", file) | captioned(given), given)


def _photo(world: Simulator, given: Json) -> Json:
    data = _data(given, lambda: picture(world.next_id()))
    return as_content("photo", world.files.keep("photo", data, "image/jpeg", width=96, height=96))


@act("photo")
def photo(world: Simulator, person: Person, given: Json) -> Json:
    """{caption?, base64?}."""
    return says(world, person, _photo(world, given) | captioned(given), given)


@act("album")
def album(world: Simulator, person: Person, given: Json) -> Json:
    """
    {count?, caption?, group?}: photos that belong together; answers the last, and all as `messages`.

    `group` is that of an album sent before, of which these are late.
    """
    late = given.get("group")
    count = max(1 if late else 2, min(10, int(given.get("count") or (1 if late else 3))))
    group = {"media_group_id": str(late or world.next_id())}
    contents = [_photo(world, {}) | group for _ in range(count)]
    contents[0] |= captioned(given)
    answers = [says(world, person, content, given) for content in contents]
    return answers[-1] | {"messages": [answer["message"] for answer in answers]}


@act("document")
def document(world: Simulator, person: Person, given: Json) -> Json:
    """{name?, mime?, caption?, base64?}."""
    name = str(given.get("name") or "brev.pdf")
    mime = str(given.get("mime") or "application/pdf")
    data = _data(given, lambda: b"%PDF-1.4\n% simulated\n%%EOF\n")
    file = world.files.keep("document", data, mime, file_name=name)
    return says(world, person, as_content("document", file) | captioned(given), given)


@act("video")
def video(world: Simulator, person: Person, given: Json) -> Json:
    """{seconds?, caption?, base64?}."""
    file = world.files.keep(
        "video",
        _data(given, lambda: b"simulated video"),
        "video/mp4",
        duration=int(given.get("seconds") or 3),
        width=320,
        height=240,
    )
    return says(world, person, as_content("video", file) | captioned(given), given)


def _other(world: Simulator, kind: str, given: Json, mime: str, **facts: object) -> Json:
    data = _data(given, f"simulated {kind}".encode)
    return as_content(kind, world.files.keep(kind, data, mime, **facts))


@act("audio")
def audio(world: Simulator, person: Person, given: Json) -> Json:
    """{title?, performer?, caption?, base64?}."""
    title, performer = given.get("title") or "Sang", given.get("performer") or "Noen"
    facts = {"duration": 3, "title": str(title), "performer": str(performer)}
    content = _other(world, "audio", given, "audio/mpeg", **facts)
    return says(world, person, content | captioned(given), given)


@act("animation")
def animation(world: Simulator, person: Person, given: Json) -> Json:
    """{caption?, base64?}: Telegram names it as a document too."""
    facts = {"duration": 1, "width": 320, "height": 240, "file_name": "gif.mp4"}
    content = _other(world, "animation", given, "video/mp4", **facts)
    return says(world, person, content | captioned(given), given)


@act("video_note")
def video_note(world: Simulator, person: Person, given: Json) -> Json:
    """{base64?}: a round video."""
    content = _other(world, "video_note", given, "video/mp4", duration=2, length=240)
    return says(world, person, content, given)


@act("venue")
def venue(world: Simulator, person: Person, given: Json) -> Json:
    """{title?, address?, latitude?, longitude?}."""
    place = {
        "latitude": float(given.get("latitude", 59.91)),
        "longitude": float(given.get("longitude", 10.75)),
    }
    named = {
        "title": str(given.get("title") or "Fjordvik kafé"),
        "address": str(given.get("address") or "Storgata 1"),
    }
    return says(world, person, {"venue": {"location": place, **named}, "location": place}, given)


@act("sticker")
def sticker(world: Simulator, person: Person, given: Json) -> Json:
    """{emoji?}."""
    file = world.files.keep(
        "sticker",
        picture(world.next_id()),
        "image/webp",
        emoji=str(given.get("emoji") or "👍"),
        type="regular",
        width=512,
        height=512,
        is_animated=False,
        is_video=False,
    )
    content = as_content("sticker", file)
    content["sticker"].pop("mime_type", None)
    return says(world, person, content, given)


@act("location")
def location(world: Simulator, person: Person, given: Json) -> Json:
    """{latitude?, longitude?}."""
    place = {
        "latitude": float(given.get("latitude", 59.91)),
        "longitude": float(given.get("longitude", 10.75)),
    }
    return says(world, person, {"location": place}, given)


@act("contact")
def contact(world: Simulator, person: Person, given: Json) -> Json:
    """{phone_number?, first_name?}: the number is nobody's."""
    card = {
        "phone_number": str(given.get("phone_number") or "+4700000000"),
        "first_name": str(given.get("first_name") or "Nora"),
    }
    return says(world, person, {"contact": card}, given)


@act("poll")
def poll(world: Simulator, person: Person, given: Json) -> Json:
    """{question?, options?}."""
    options = given.get("options") or ["Ja", "Nei"]
    content = {
        "id": str(world.next_id()),
        "question": str(given.get("question") or "Passer det?"),
        "options": [
            {"persistent_id": str(i), "text": str(o), "voter_count": 0}
            for i, o in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
    return says(world, person, {"poll": content}, given)


@act("dice")
def dice(world: Simulator, person: Person, given: Json) -> Json:
    """{emoji?, value?}."""
    thrown = {"emoji": str(given.get("emoji") or "🎲"), "value": int(given.get("value") or 4)}
    return says(world, person, {"dice": thrown}, given)


@act("forward")
def forward(world: Simulator, person: Person, given: Json) -> Json:
    """{text?}: a post from a channel."""
    origin = {
        "type": "channel",
        "date": world.unix() - 3600,
        "chat": {"id": -1001000000001, "type": "channel", "title": "Nabolaget"},
        "message_id": 12,
    }
    content = worded(str(given.get("text") or "Dugnad på lørdag")) | {"forward_origin": origin}
    return says(world, person, content, given)
