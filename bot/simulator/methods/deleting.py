"""Deleting, pinning and reacting: what a bot does to messages that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.methods.registry import Files, method

if TYPE_CHECKING:
    from bot.simulator.model import Json, Person
    from bot.simulator.world import Simulator

DELETABLE_SECONDS = 48 * 3600
"""Bot API, deleteMessage: «A message can only be deleted if it was sent less than 48 hours ago.»"""
MOST_AT_ONCE = 100
EMOJI = frozenset(
    [
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)
"""Bot API, ReactionTypeEmoji."""


def _delete(world: Simulator, person: Person, message_id: int) -> None:
    entry = world.entry(person, message_id)
    if entry is None:
        raise bad_request("message to delete not found")
    if world.now().timestamp() - entry.message["date"] >= DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    world.remove(person, entry)


@method("deleteMessage")
def delete_message(world: Simulator, given: Json, _files: Files) -> bool:
    """Take away a message of either side in a private chat, less than 48 hours old."""
    _delete(world, world.reachable(given["chat_id"]), given["message_id"])
    return True


@method("deleteMessages")
def delete_messages(world: Simulator, given: Json, _files: Files) -> bool:
    """Take away those of up to a hundred messages that can be; the others are passed over."""
    person = world.reachable(given["chat_id"])
    if len(given["message_ids"]) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    for number in given["message_ids"]:
        try:
            _delete(world, person, number)
        except ApiError:
            continue
    return True


@method("setMessageReaction")
def set_message_reaction(world: Simulator, given: Json, _files: Files) -> bool:
    """At most one of the ordinary emoji; an empty list takes it away."""
    person = world.reachable(given["chat_id"])
    entry = world.entry(person, given["message_id"])
    if entry is None:
        raise bad_request("message to react not found")
    reactions = given.get("reaction", [])
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        emoji = reaction.get("emoji", "").replace("\ufe0f", "")
        if reaction["type"] != "emoji" or emoji not in EMOJI:
            raise bad_request("REACTION_INVALID")
    entry.reactions = {k: v for k, v in entry.reactions.items() if k != "bot"}
    if reactions:
        entry.reactions["bot"] = reactions
    world.changed(person, entry)
    return True


@method("pinChatMessage")
def pin_chat_message(world: Simulator, given: Json, _files: Files) -> bool:
    """Pin a message; the simulator shows no service message for it."""
    person = world.reachable(given["chat_id"])
    if world.entry(person, given["message_id"]) is None:
        raise bad_request("message to pin not found")
    person.pinned = given["message_id"]
    world.touch(person)
    return True


@method("unpinChatMessage")
@method("unpinAllChatMessages")
def unpin_chat_message(world: Simulator, given: Json, _files: Files) -> bool:
    """Nothing is pinned any more."""
    person = world.reachable(given["chat_id"])
    person.pinned = None
    world.touch(person)
    return True
