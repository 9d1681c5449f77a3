"""Editing what the bot sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator import keyboards
from bot.simulator.errors import bad_request
from bot.simulator.methods.media import KINDS, incoming
from bot.simulator.methods.registry import Files, method
from bot.simulator.texts import caption_of, text_of

if TYPE_CHECKING:
    from bot.simulator.model import Entry, Json, Person
    from bot.simulator.world import Simulator

# What another file may take the place of; a text may get one (Bot API, editMessageMedia).
REPLACED = ("animation", "audio", "document", "photo", "video")
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def found(world: Simulator, given: Json) -> tuple[Person, Entry]:
    """The bot's message that is to be edited; raises ApiError."""
    if "chat_id" not in given:
        raise bad_request("chat_id is empty")
    if "message_id" not in given:
        raise bad_request("message identifier is not specified")
    person = world.reachable(given["chat_id"])
    entry = world.entry(person, given["message_id"])
    if entry is None:
        raise bad_request("message to edit not found")
    if not entry.from_bot:
        raise bad_request("message can't be edited")
    return person, entry


def replace(
    world: Simulator, person: Person, entry: Entry, given: Json, new: Json, gone: tuple[str, ...]
) -> Json:
    """Put `new` fields in place of `gone` ones; the keyboard is what was given with the edit, or none."""
    keyboard = keyboards.checked(given.get("reply_markup"))
    old = {k: v for k, v in entry.message.items() if k not in {*gone, "reply_markup", "edit_date"}}
    whole = old | new
    if keyboard:
        whole["reply_markup"] = keyboard
    before = {k: v for k, v in entry.message.items() if k != "edit_date"}
    if whole == before:
        raise bad_request(NOT_MODIFIED)
    world.limits.count(person.id, new=False)
    whole["edit_date"] = world.unix()
    entry.message = whole
    world.changed(person, entry)
    return whole


@method("editMessageText")
def edit_message_text(world: Simulator, given: Json, _files: Files) -> Json:
    """Another text, and the keyboard given with it."""
    person, entry = found(world, given)
    text, entities = text_of(given)
    if "text" not in entry.message:
        raise bad_request("there is no text in the message to edit")
    new: Json = {"text": text}
    if entities:
        new["entities"] = entities
    if given.get("link_preview_options"):
        new["link_preview_options"] = given["link_preview_options"]
    return replace(world, person, entry, given, new, ("text", "entities", "link_preview_options"))


@method("editMessageCaption")
def edit_message_caption(world: Simulator, given: Json, _files: Files) -> Json:
    """Another caption; none takes it away."""
    person, entry = found(world, given)
    if not any(kind in entry.message for kind in KINDS):
        raise bad_request("there is no caption in the message to edit")
    caption, entities = caption_of(given)
    new: Json = {"caption": caption} if caption else {}
    if entities:
        new["caption_entities"] = entities
    return replace(world, person, entry, given, new, ("caption", "caption_entities"))


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: Simulator, given: Json, _files: Files) -> Json:
    """Another keyboard; none takes it away."""
    person, entry = found(world, given)
    return replace(world, person, entry, given, {}, ())


@method("editMessageMedia")
def edit_message_media(world: Simulator, given: Json, files: Files) -> Json:
    """Another photo, document … in the place of the old, or of a text."""
    person, entry = found(world, given)
    item = given["media"]
    old = next((kind for kind in (*REPLACED, "text") if kind in entry.message), None)
    if old is None:
        raise bad_request("there is no media in the message to edit")
    mixed = old != item["type"] and {old, item["type"]} != {"photo", "video"}
    if "media_group_id" in entry.message and mixed:
        raise bad_request("message can't be edited: another kind in its album")
    content = incoming(world, item["type"], item, item["media"], files)
    gone = (*KINDS, "caption", "caption_entities", "text", "entities", "link_preview_options")
    return replace(world, person, entry, given, content, gone)
