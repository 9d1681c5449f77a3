"""Who the bot is, what its profile and menus say, and whom it talks to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.errors import bad_request, forbidden
from bot.simulator.methods.registry import Files, Handler, method

if TYPE_CHECKING:
    from bot.simulator.model import Json
    from bot.simulator.world import Simulator

LENGTHS = {"name": 64, "description": 512, "short_description": 120}
MOST_COMMANDS = 100
LONGEST_COMMAND = 32


@method("getMe")
def get_me(world: Simulator, _given: Json, _files: Files) -> Json:
    """The bot itself."""
    return {
        **world.bot,
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getChat")
def get_chat(world: Simulator, given: Json, _files: Files) -> Json:
    """A person's chat, with the fields Telegram always gives."""
    person = world.chat(given["chat_id"])
    chat = {
        **person.chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    entry = world.entry(person, person.pinned)
    return {**chat, "pinned_message": entry.message} if entry else chat


@method("leaveChat")
def leave_chat(world: Simulator, given: Json, _files: Files) -> bool:
    """A bot cannot leave a private chat."""
    world.chat(given["chat_id"])
    raise forbidden("bot can't leave private chats")


@method("setMyCommands")
def set_my_commands(world: Simulator, given: Json, _files: Files) -> bool:
    """The menu of commands, kept for each scope and language."""
    commands = given["commands"]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name = command["command"].removeprefix("/")
        if not 1 <= len(name) <= LONGEST_COMMAND or not name.replace("_", "a").isalnum():
            raise bad_request("BOT_COMMAND_INVALID")
        if name != name.lower() or not name.isascii():
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:  # noqa: PLR2004 - Bot API: BotCommand
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile["commands"] = [
        *(c for c in world.profile["commands"] if c[:2] != _key(given)),
        [*_key(given), commands],
    ]
    world.changes.bump()
    return True


def _key(given: Json) -> list[Any]:
    return [given.get("scope") or {"type": "default"}, given.get("language_code", "")]


@method("getMyCommands")
def get_my_commands(world: Simulator, given: Json, _files: Files) -> list[Json]:
    """The commands of exactly this scope and language."""
    return next((c[2] for c in world.profile["commands"] if c[:2] == _key(given)), [])


@method("deleteMyCommands")
def delete_my_commands(world: Simulator, given: Json, _files: Files) -> bool:
    """No commands of this scope and language."""
    world.profile["commands"] = [c for c in world.profile["commands"] if c[:2] != _key(given)]
    return True


def _sets(what: str) -> Handler:
    def change(world: Simulator, given: Json, _files: Files) -> bool:
        value = given.get(what, "")
        if len(value) > LENGTHS[what]:
            raise bad_request(f"bot {what.replace('_', ' ')} is too long")
        language = given.get("language_code", "")
        world.profile.setdefault("texts", {})[f"{what}:{language}"] = value
        if what == "name" and value and not language:
            world.bot["first_name"] = value
        world.changes.bump()
        return True

    return change


def _gets(what: str) -> Handler:
    def read(world: Simulator, given: Json, _files: Files) -> Json:
        texts = world.profile.get("texts", {})
        other = world.bot["first_name"] if what == "name" else ""
        language = given.get("language_code", "")
        value = texts.get(f"{what}:{language}") or texts.get(f"{what}:") or other
        return {what: value}

    return read


for _what, _name in (
    ("name", "Name"),
    ("description", "Description"),
    ("short_description", "ShortDescription"),
):
    method(f"setMy{_name}")(_sets(_what))
    method(f"getMy{_name}")(_gets(_what))


@method("setChatMenuButton")
def set_chat_menu_button(world: Simulator, given: Json, _files: Files) -> bool:
    """The button beside the field one writes in, for one chat or for all."""
    chat = given.get("chat_id")
    if chat is not None:
        world.chat(chat)
    world.profile["menu"][str(chat or "")] = given.get("menu_button") or {"type": "default"}
    return True


@method("getChatMenuButton")
def get_chat_menu_button(world: Simulator, given: Json, _files: Files) -> Json:
    """What setChatMenuButton set."""
    menu = world.profile["menu"]
    button: Json = menu.get(str(given.get("chat_id") or "")) or menu.get("") or {"type": "commands"}
    return button
