"""What people do on their phones: each act changes the chat and gives the bot an update."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.simulator import keyboards
from bot.simulator.model import Entry, Json, Person
from bot.simulator.texts import MAX_TEXT, with_found

if TYPE_CHECKING:
    from bot.simulator.world import Simulator

Act: TypeAlias = Callable[["Simulator", Person, Json], Json]
ACTS: dict[str, Act] = {}


class Impossible(Exception):
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


def says(world: Simulator, person: Person, content: Json, given: Json) -> Json:
    """A message from the person, perhaps as a reply."""
    reply = given.get("reply_to")
    if reply is not None:
        entry = _there(world, person, reply)
        there = {k: v for k, v in entry.message.items() if k != "reply_to_message"}
        content = content | {"reply_to_message": there} | _quoted(there, given)
    message = world.post(person, content, by_bot=False)
    return {"update_id": world.update("message", message), "message": message}


def _quoted(there: Json, given: Json) -> Json:
    """The part of the message replied to that was chosen (Bot API, TextQuote)."""
    quote = str(given.get("quote") or "")
    if not quote:
        return {}
    position = str(there.get("text") or there.get("caption") or "").find(quote)
    if position < 0:
        raise Impossible(f"{quote!r} does not stand in that message")
    return {"quote": {"text": quote, "position": position, "is_manual": True}}


def _there(world: Simulator, person: Person, number: Any) -> Entry:
    entry = world.entry(person, number if isinstance(number, int) else None)
    if entry is None:
        raise Impossible(f"there is no message {number!r} in this chat")
    return entry


def captioned(given: Json) -> Json:
    """A caption from `given`, if it has one, as fields of a Message."""
    caption = str(given.get("caption") or "")
    if not caption:
        return {}
    entities = with_found(caption, list(given.get("entities") or ()))
    return {"caption": caption} | ({"caption_entities": entities} if entities else {})


def worded(text: str, looks: list[Json] | None = None) -> Json:
    """A text as fields of a Message, with the looks its writer gave it."""
    entities = with_found(text, list(looks or ()))
    return {"text": text} | ({"entities": entities} if entities else {})


@act("text")
def text(world: Simulator, person: Person, given: Json) -> Json:
    """{text, entities?, reply_to?, quote?}: what is longer than a message goes as several, as from Telegram's apps."""
    whole = str(given.get("text") or "").strip()
    if not whole:
        raise Impossible("an empty message cannot be sent")
    pieces = [whole[i : i + MAX_TEXT] for i in range(0, len(whole), MAX_TEXT)]
    for piece in pieces[:-1]:
        says(world, person, worded(piece), given)
    return says(world, person, worded(pieces[-1], given.get("entities")), given)


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
    """{message_id, text, entities?}: the person's own text or caption changes."""
    entry = _there(world, person, given.get("message_id"))
    if entry.from_bot:
        raise Impossible("one can only edit one's own messages")
    new = str(given.get("text") or "")
    if "text" in entry.message and not new:
        raise Impossible("a text cannot become empty")
    gone = {"text", "entities", "caption", "caption_entities"}
    kept = {k: v for k, v in entry.message.items() if k not in gone}
    looks = given.get("entities")
    content = (
        worded(new, looks)
        if "text" in entry.message
        else captioned({"caption": new, "entities": looks})
    )
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


@act("react")
def react(world: Simulator, person: Person, given: Json) -> Json:
    """
    {message_id, emoji?, custom?}: without either the reaction is taken away; `custom` is a custom emoji's id.

    Bots hear of it only if they ask.
    """
    entry = _there(world, person, given.get("message_id"))
    old = entry.reactions.get("person", [])
    new = [{"type": "emoji", "emoji": given["emoji"]}] if given.get("emoji") else []
    if given.get("custom"):
        new = [{"type": "custom_emoji", "custom_emoji_id": str(given["custom"])}]
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
