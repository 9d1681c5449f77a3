"""Copying and forwarding: what stands in the message at this moment goes on to another chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.methods.registry import Files, method
from bot.simulator.methods.sending import frame
from bot.simulator.texts import caption_of

if TYPE_CHECKING:
    from bot.simulator.model import Entry, Json
    from bot.simulator.world import Simulator

MOST_AT_ONCE = 100
NOT_CONTENT = {
    "message_id",
    "from",
    "chat",
    "date",
    "edit_date",
    "reply_markup",
    "reply_to_message",
    "quote",
    "has_protected_content",
    "media_group_id",
    "forward_origin",
}
UNCOPYABLE = {"poll", "dice"}


def _source(world: Simulator, given: Json, number: int, verb: str) -> Entry:
    source = world.chat(given["from_chat_id"])
    entry = world.entry(source, number)
    if entry is None:
        raise bad_request(f"message to {verb} not found")
    if entry.message.get("has_protected_content"):
        raise bad_request(
            "message can't be copied"
            if verb == "copy"
            else "message has protected content and can't be forwarded"
        )
    return entry


def _content(entry: Entry) -> Json:
    return {k: v for k, v in entry.message.items() if k not in NOT_CONTENT}


def _put(world: Simulator, given: Json, contents: list[Json]) -> list[Json]:
    """New messages in the chat of `given`, counted together."""
    person = world.reachable(given["chat_id"])
    fields = frame(world, person, given)
    world.limits.count(person.id, len(contents))
    silent = bool(given.get("disable_notification"))
    return [world.post(person, c | fields, by_bot=True, silent=silent) for c in contents]


def _copy(entry: Entry, given: Json) -> Json:
    content = _content(entry)
    if UNCOPYABLE & content.keys():
        raise bad_request("message can't be copied")
    if "caption" in given and "text" not in content:
        caption, entities = caption_of(given)
        content = {k: v for k, v in content.items() if k not in {"caption", "caption_entities"}}
        if caption:
            content["caption"] = caption
        if entities:
            content["caption_entities"] = entities
    return content


def _forward(world: Simulator, entry: Entry) -> Json:
    origin = entry.message.get("forward_origin") or {
        "type": "user",
        "date": entry.message["date"],
        "sender_user": entry.message["from"],
    }
    del world
    return _content(entry) | {"forward_origin": origin}


@method("copyMessage")
def copy_message(world: Simulator, given: Json, _files: Files) -> Json:
    """A message of any kind but polls and dice, without a mark of where it came from."""
    entry = _source(world, given, given["message_id"], "copy")
    (message,) = _put(world, given, [_copy(entry, given)])
    return {"message_id": message["message_id"]}


@method("forwardMessage")
def forward_message(world: Simulator, given: Json, _files: Files) -> Json:
    """The message with its origin."""
    entry = _source(world, given, given["message_id"], "forward")
    (message,) = _put(world, given, [_forward(world, entry)])
    return message


def _several(world: Simulator, given: Json, verb: str) -> list[Entry]:
    """Those of the messages that can be relayed, in order; raises ApiError when none can."""
    if not 1 <= len(given["message_ids"]) <= MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    entries = []
    for number in sorted(given["message_ids"]):
        try:
            entries.append(_source(world, given, number, verb))
        except ApiError:
            continue
    if not entries:
        raise bad_request(f"messages to {verb} not found")
    return entries


def _albums(world: Simulator, entries: list[Entry], contents: list[Json]) -> list[Json]:
    """The contents with new album ids, so that what was an album stays one."""
    new: dict[str, str] = {}
    for entry, content in zip(entries, contents, strict=True):
        group = entry.message.get("media_group_id")
        if group:
            content["media_group_id"] = new.setdefault(group, str(world.next_id()))
    return contents


@method("copyMessages")
def copy_messages(world: Simulator, given: Json, _files: Files) -> list[Json]:
    """Up to a hundred; albums stay together; what cannot be copied is passed over."""
    entries = [e for e in _several(world, given, "copy") if not UNCOPYABLE & e.message.keys()]
    contents = [_copy(entry, {}) for entry in entries]
    if given.get("remove_caption"):
        contents = [
            {k: v for k, v in c.items() if k not in {"caption", "caption_entities"}}
            for c in contents
        ]
    messages = _put(world, given, _albums(world, entries, contents))
    return [{"message_id": m["message_id"]} for m in messages]


@method("forwardMessages")
def forward_messages(world: Simulator, given: Json, _files: Files) -> list[Json]:
    """Up to a hundred, with their origins."""
    entries = _several(world, given, "forward")
    contents = [_forward(world, entry) for entry in entries]
    messages = _put(world, given, _albums(world, entries, contents))
    return [{"message_id": m["message_id"]} for m in messages]
