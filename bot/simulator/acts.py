"""What people do on their phones: each act changes the chat and gives the bot an update."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.simulator import keyboards
from bot.simulator.files import picture, silence
from bot.simulator.methods.media import as_content
from bot.simulator.model import Entry, Json, Person
from bot.simulator.texts import MAX_TEXT, with_found

if TYPE_CHECKING:
    from bot.simulator.world import Simulator

Act: TypeAlias = Callable[["Simulator", Person, Json], Json]
ACTS: dict[str, Act] = {}


class Impossible(Exception):  # noqa: N818 - an act that a phone would not let one do
    """A person cannot do this; the message says why."""


def act(name: str) -> Callable[[Act], Act]:
    """Register an act under its name in the control API."""

    def register(function: Act) -> Act:
        ACTS[name] = function
        return function

    return register


def perform(world: Simulator, person: Person, name: str, given: Json) -> Json:
    """Do it, and say what came of it; raises Impossible, or KeyError for an unknown act."""
    function = ACTS[name]
    if person.blocked and name not in FREE:
        raise Impossible(f"{person.first_name} has blocked the bot: unblock first")
    if name not in FREE:
        person.locked = False
        person.notifications.clear()
    return function(world, person, given) | {"rev": world.changes.rev}


FREE = {"unblock", "block", "lock", "unlock", "raw", "delete"}


def _says(world: Simulator, person: Person, content: Json, given: Json) -> Json:
    """A message from the person, perhaps as a reply."""
    reply = given.get("reply_to")
    if reply is not None:
        entry = _there(world, person, reply)
        there = {k: v for k, v in entry.message.items() if k != "reply_to_message"}
        content = content | {"reply_to_message": there}
    message = world.post(person, content, by_bot=False)
    return {"update_id": world.update("message", message), "message": message}


def _there(world: Simulator, person: Person, number: Any) -> Entry:
    entry = world.entry(person, number if isinstance(number, int) else None)
    if entry is None:
        raise Impossible(f"there is no message {number!r} in this chat")
    return entry


def _caption(given: Json) -> Json:
    caption = str(given.get("caption") or "")
    if not caption:
        return {}
    entities = with_found(caption, [])
    return {"caption": caption} | ({"caption_entities": entities} if entities else {})


def _text(text: str) -> Json:
    entities = with_found(text, [])
    return {"text": text} | ({"entities": entities} if entities else {})


def _data(given: Json, otherwise: Callable[[], bytes]) -> bytes:
    """The bytes of a file: from `base64`, or made up."""
    if "base64" not in given:
        return otherwise()
    try:
        return base64.b64decode(given["base64"], validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise Impossible("base64 cannot be read") from None


@act("text")
def text(world: Simulator, person: Person, given: Json) -> Json:
    """{text, reply_to?}: what is longer than a message goes as several, as from Telegram's apps."""
    whole = str(given.get("text") or "").strip()
    if not whole:
        raise Impossible("an empty message cannot be sent")
    pieces = [whole[i : i + MAX_TEXT] for i in range(0, len(whole), MAX_TEXT)]
    for piece in pieces[:-1]:
        _says(world, person, _text(piece), given)
    return _says(world, person, _text(pieces[-1]), given)


@act("press")
def press(world: Simulator, person: Person, given: Json) -> Json:
    """{message_id?, data? | label?}: on that message, or on the newest that has such a button."""
    entry, button = find_button(world, person, given)
    if "callback_data" not in button:
        if "url" in button or "copy_text" in button:
            return {"update_id": None, "message": entry.message, "button": button}
        raise Impossible("the simulator's phones cannot press this kind of button")
    number = world.query(person)
    query = {
        "id": number,
        "from": person.user(),
        "message": entry.message,
        "chat_instance": str(person.id),
        "data": button["callback_data"],
    }
    update = world.update("callback_query", query)
    return {"update_id": update, "message": entry.message, "query_id": number, "button": button}


def find_button(world: Simulator, person: Person, given: Json) -> tuple[Entry, Json]:
    """The button that an act `press` means; raises Impossible with the labels there are.

    `data` with a message that no longer shows it still counts: people press what an old screen shows.
    """
    number, data, label = given.get("message_id"), given.get("data"), given.get("label")
    entries = [e for e in reversed(list(person.entries.values())) if e.from_bot and not e.deleted]
    if number is not None:
        entries = [_there(world, person, number)]
    else:
        entries.sort(key=lambda e: -e.message["message_id"])
    for entry in entries:
        for button in keyboards.buttons(entry.message):
            if (data is not None and button.get("callback_data") == data) or (
                data is None and button["text"] == label
            ):
                return entry, button
    if number is not None and data is not None:
        return entries[0], {"text": label or "", "callback_data": data}
    seen = [b["text"] for e in entries[:3] for b in keyboards.buttons(e.message)]
    raise Impossible(f"no button {label or data!r}; the newest messages have {seen}")


@act("edit")
def edit(world: Simulator, person: Person, given: Json) -> Json:
    """{message_id, text}: the person's own text or caption changes."""
    entry = _there(world, person, given.get("message_id"))
    if entry.from_bot:
        raise Impossible("one can only edit one's own messages")
    new = str(given.get("text") or "")
    if "text" in entry.message and not new:
        raise Impossible("a text cannot become empty")
    gone = {"text", "entities", "caption", "caption_entities"}
    kept = {k: v for k, v in entry.message.items() if k not in gone}
    content = _text(new) if "text" in entry.message else _caption({"caption": new})
    entry.message = kept | content | {"edit_date": world.unix()}
    world.changed(person, entry)
    update = world.update("edited_message", entry.message)
    return {"update_id": update, "message": entry.message}


@act("delete")
def delete(world: Simulator, person: Person, given: Json) -> Json:
    """{message_id}: gone for both; Telegram tells the bot nothing."""
    entry = _there(world, person, given.get("message_id"))
    world.remove(person, entry)
    return {"update_id": None, "message": entry.message}


@act("voice")
def voice(world: Simulator, person: Person, given: Json) -> Json:
    """{seconds?, caption?, base64?}."""
    seconds = int(given.get("seconds") or 3)
    data = _data(given, lambda: silence(seconds))
    file = world.files.keep("voice", data, "audio/ogg", duration=seconds)
    return _says(world, person, as_content("voice", file) | _caption(given), given)


def _photo(world: Simulator, given: Json) -> Json:
    data = _data(given, lambda: picture(world.next_id()))
    return as_content("photo", world.files.keep("photo", data, "image/jpeg", width=96, height=96))


@act("photo")
def photo(world: Simulator, person: Person, given: Json) -> Json:
    """{caption?, base64?}."""
    return _says(world, person, _photo(world, given) | _caption(given), given)


@act("album")
def album(world: Simulator, person: Person, given: Json) -> Json:
    """{count?, caption?}: photos that belong together; answers the last, and all as `messages`."""
    count = max(2, min(10, int(given.get("count") or 3)))
    group = {"media_group_id": str(world.next_id())}
    contents = [_photo(world, {}) | group for _ in range(count)]
    contents[0] |= _caption(given)
    answers = [_says(world, person, content, given) for content in contents]
    return answers[-1] | {"messages": [answer["message"] for answer in answers]}


@act("document")
def document(world: Simulator, person: Person, given: Json) -> Json:
    """{name?, mime?, caption?, base64?}."""
    name = str(given.get("name") or "brev.pdf")
    mime = str(given.get("mime") or "application/pdf")
    data = _data(given, lambda: b"%PDF-1.4\n% simulated\n%%EOF\n")
    file = world.files.keep("document", data, mime, file_name=name)
    return _says(world, person, as_content("document", file) | _caption(given), given)


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
    return _says(world, person, as_content("video", file) | _caption(given), given)


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
    return _says(world, person, content, given)


@act("location")
def location(world: Simulator, person: Person, given: Json) -> Json:
    """{latitude?, longitude?}."""
    place = {
        "latitude": float(given.get("latitude", 59.91)),
        "longitude": float(given.get("longitude", 10.75)),
    }
    return _says(world, person, {"location": place}, given)


@act("contact")
def contact(world: Simulator, person: Person, given: Json) -> Json:
    """{phone_number?, first_name?}: the number is nobody's."""
    card = {
        "phone_number": str(given.get("phone_number") or "+4700000000"),
        "first_name": str(given.get("first_name") or "Nora"),
    }
    return _says(world, person, {"contact": card}, given)


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
    return _says(world, person, {"poll": content}, given)


@act("dice")
def dice(world: Simulator, person: Person, given: Json) -> Json:
    """{emoji?, value?}."""
    thrown = {"emoji": str(given.get("emoji") or "🎲"), "value": int(given.get("value") or 4)}
    return _says(world, person, {"dice": thrown}, given)


@act("forward")
def forward(world: Simulator, person: Person, given: Json) -> Json:
    """{text?}: a post from a channel."""
    origin = {
        "type": "channel",
        "date": world.unix() - 3600,
        "chat": {"id": -1001000000001, "type": "channel", "title": "Nabolaget"},
        "message_id": 12,
    }
    content = _text(str(given.get("text") or "Dugnad på lørdag")) | {"forward_origin": origin}
    return _says(world, person, content, given)


@act("react")
def react(world: Simulator, person: Person, given: Json) -> Json:
    """{message_id, emoji?}: without emoji the reaction is taken away; bots hear of it only if they ask."""
    entry = _there(world, person, given.get("message_id"))
    old = entry.reactions.get("person", [])
    new = [{"type": "emoji", "emoji": given["emoji"]}] if given.get("emoji") else []
    entry.reactions = {k: v for k, v in entry.reactions.items() if k != "person"}
    if new:
        entry.reactions["person"] = new
    world.changed(person, entry)
    what = {
        "chat": person.chat(),
        "message_id": entry.message["message_id"],
        "user": person.user(),
        "date": world.unix(),
        "old_reaction": old,
        "new_reaction": new,
    }
    return {"update_id": world.update("message_reaction", what), "message": entry.message}


def _membership(world: Simulator, person: Person, *, blocked: bool) -> Json:
    if person.blocked is blocked:
        return {"update_id": None}
    person.blocked = blocked
    world.touch(person)
    member = {"user": world.bot, "status": "member"}
    kicked = {"user": world.bot, "status": "kicked", "until_date": 0}
    what = {
        "chat": person.chat(),
        "from": person.user(),
        "date": world.unix(),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }
    return {"update_id": world.update("my_chat_member", what)}


@act("block")
def block(world: Simulator, person: Person, _given: Json) -> Json:
    """The bot may not write any more, and is told so."""
    return _membership(world, person, blocked=True)


@act("unblock")
def unblock(world: Simulator, person: Person, _given: Json) -> Json:
    """The bot may write again."""
    return _membership(world, person, blocked=False)


@act("lock")
def lock(world: Simulator, person: Person, _given: Json) -> Json:
    """The phone's screen goes dark; from now on notifications gather on it."""
    if not person.locked:
        person.locked = True
        person.notifications.clear()
        world.touch(person)
    return {"update_id": None}


@act("unlock")
def unlock(world: Simulator, person: Person, _given: Json) -> Json:
    """The person looks at the chat: the notifications are gone."""
    person.locked = False
    person.notifications.clear()
    world.touch(person)
    return {"update_id": None}


@act("raw")
def raw(world: Simulator, _person: Person, given: Json) -> Json:
    """{update}: any update as it is; an update_id is given if it has none."""
    update = given.get("update")
    if not isinstance(update, dict):
        raise Impossible("`update` must be an object")
    return {"update_id": world.raw(update)}
