"""sendMessage, and what every sending method shares: whom, replies, keyboards, limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator import keyboards
from bot.simulator.errors import bad_request
from bot.simulator.methods.registry import Files, method
from bot.simulator.texts import parsed, text_of

if TYPE_CHECKING:
    from bot.simulator.model import Json, Person
    from bot.simulator.world import Simulator

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def frame(world: Simulator, person: Person, given: Json) -> Json:
    """The fields that any new message may have beside its content; raises ApiError 400."""
    fields: Json = {}
    reply = given.get("reply_parameters")
    if reply:
        fields.update(_reply(world, person, reply))
    keyboard = keyboards.checked(given.get("reply_markup"))
    if keyboard:
        fields["reply_markup"] = keyboard
    if given.get("protect_content"):
        fields["has_protected_content"] = True
    return fields


def _reply(world: Simulator, person: Person, reply: Json) -> Json:
    elsewhere = reply.get("chat_id", person.id)
    entry = world.entry(person, reply["message_id"]) if str(elsewhere) == str(person.id) else None
    if entry is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    there = {k: v for k, v in entry.message.items() if k != "reply_to_message"}
    fields: Json = {"reply_to_message": there}
    if reply.get("quote"):
        quote, entities = parsed(
            reply["quote"], reply.get("quote_parse_mode"), reply.get("quote_entities")
        )
        whole = entry.message.get("text") or entry.message.get("caption") or ""
        position = whole.find(quote)
        if position < 0:
            raise bad_request("QUOTE_TEXT_INVALID")
        fields["quote"] = {"text": quote, "position": position, "is_manual": True}
        if entities:
            fields["quote"]["entities"] = entities
    return fields


def deliver(world: Simulator, person: Person, given: Json, content: Json) -> Json:
    """Count against the limits and put a new message into the chat."""
    fields = frame(world, person, given)
    world.limits.count(person.id)
    silent = bool(given.get("disable_notification"))
    return world.post(person, content | fields, by_bot=True, silent=silent)


@method("sendMessage")
def send_message(world: Simulator, given: Json, _files: Files) -> Json:
    """A text, up to 4096 characters after its markup is taken away."""
    person = world.reachable(given["chat_id"])
    text, entities = text_of(given)
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if given.get("link_preview_options"):
        content["link_preview_options"] = given["link_preview_options"]
    return deliver(world, person, given, content)


@method("sendChatAction")
def send_chat_action(world: Simulator, given: Json, _files: Files) -> bool:
    """«skriver …» on the phone for five seconds."""
    person = world.reachable(given["chat_id"])
    if given["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.show_typing(person, given["action"])
    return True


@method("answerCallbackQuery")
def answer_callback_query(world: Simulator, given: Json, _files: Files) -> bool:
    """Ends the waiting on the pressed button, with a line or an alert; only once and soon."""
    asked = world.queries.pop(given["callback_query_id"], None)
    if asked is None or (world.now() - asked[1]).total_seconds() > world.query_seconds:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = given.get("text", "")
    if len(text) > 200:  # noqa: PLR2004 - Bot API: answerCallbackQuery, text
        raise bad_request("MESSAGE_TOO_LONG")
    person = world.person(asked[0])
    person.toast = {
        "text": text,
        "show_alert": bool(given.get("show_alert")),
        "query_id": given["callback_query_id"],
    }
    person.toast["rev"] = world.touch(person)
    return True
