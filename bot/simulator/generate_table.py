"""Writes `api_table.py` from a machine-readable description of the Bot API; run by hand after a new version.

`python -m bot.simulator.generate_table DESCRIPTION.json` expects an object with `version`, `methods` and
`types`, each field with `name`, `types` and `required`. Only what the simulator covers is written.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

METHODS = [
    "getMe",
    "getUpdates",
    "setWebhook",
    "deleteWebhook",
    "getWebhookInfo",
    "sendMessage",
    "sendPhoto",
    "sendVoice",
    "sendDocument",
    "sendVideo",
    "sendVideoNote",
    "sendAudio",
    "sendAnimation",
    "sendLocation",
    "sendVenue",
    "sendContact",
    "sendSticker",
    "sendMediaGroup",
    "sendChatAction",
    "editMessageText",
    "editMessageCaption",
    "editMessageReplyMarkup",
    "editMessageMedia",
    "deleteMessage",
    "deleteMessages",
    "answerCallbackQuery",
    "copyMessage",
    "copyMessages",
    "forwardMessage",
    "forwardMessages",
    "setMessageReaction",
    "getFile",
    "setMyCommands",
    "getMyCommands",
    "deleteMyCommands",
    "setMyName",
    "getMyName",
    "setMyDescription",
    "getMyDescription",
    "setMyShortDescription",
    "getMyShortDescription",
    "setChatMenuButton",
    "getChatMenuButton",
    "getChat",
    "leaveChat",
    "pinChatMessage",
    "unpinChatMessage",
    "unpinAllChatMessages",
]

OUTPUTS = [
    "Message",
    "MessageId",
    "Update",
    "CallbackQuery",
    "Chat",
    "ChatFullInfo",
    "User",
    "File",
    "WebhookInfo",
    "ChatMemberUpdated",
    "MessageReactionUpdated",
    "PhotoSize",
    "Voice",
    "Document",
    "Video",
    "VideoNote",
    "Audio",
    "Animation",
    "Sticker",
    "Location",
    "Contact",
    "Poll",
    "PollOption",
    "Dice",
    "MessageOriginChannel",
    "MessageOriginUser",
    "MessageOriginHiddenUser",
]

HEAD = '''"""What Telegram's {version} takes and gives, for the parts covered; made by `generate_table.py`.

One line a method or a type: `field:Type|Type`, «!» after a required field, «[]» after a type for each level of
"Array of". A type in BASES is one of several others.
"""

from __future__ import annotations

VERSION = "{version}"
'''

PLAIN = {"Integer", "String", "Boolean", "Float", "True", "InputFile"}


def short(kind: str) -> str:
    """A type as the table writes it: «Array of Array of X» becomes «X[][]»."""
    inner = kind.removeprefix("Array of ")
    return kind if inner == kind else short(inner) + "[]"


def line(fields: list[dict[str, Any]]) -> str:
    """The fields of one method or type in one line."""
    return " ".join(
        f"{f['name']}:{'|'.join(short(t) for t in f['types'])}{'!' if f['required'] else ''}"
        for f in fields
    )


def reached(api: dict[str, Any]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The types that parameters of the covered methods can hold, and those that stand for several."""
    types: dict[str, str] = {}
    bases: dict[str, list[str]] = {}
    todo = [t for m in METHODS for f in api["methods"][m].get("fields", []) for t in f["types"]]
    while todo:
        name = re.sub(r"^(Array of )+", "", todo.pop())
        if name in PLAIN or name in types or name in bases:
            continue
        entry = api["types"][name]
        if "subtypes" in entry:
            bases[name] = entry["subtypes"]
            todo += entry["subtypes"]
        else:
            fields = entry.get("fields", [])
            types[name] = line(fields)
            todo += [t for f in fields for t in f["types"]]
    return types, bases


def written(api: dict[str, Any]) -> str:
    """The text of `api_table.py`."""
    inputs, bases = reached(api)
    outputs = {n: line(api["types"][n].get("fields", [])) for n in OUTPUTS if n in api["types"]}
    tables: list[tuple[str, str, dict[str, Any]]] = [
        (
            "METHODS",
            "dict[str, str]",
            {m: line(api["methods"][m].get("fields", [])) for m in METHODS},
        ),
        ("INPUTS", "dict[str, str]", inputs),
        ("BASES", "dict[str, list[str]]", bases),
        ("OUTPUTS", "dict[str, str]", outputs),
    ]
    parts = [HEAD.format(version=api["version"])]
    for name, annotation, table in tables:
        rows = "\n".join(f"    {json.dumps(k)}: {json.dumps(v)}," for k, v in sorted(table.items()))
        parts.append(f"\n{name}: {annotation} = {{\n{rows}\n}}\n")
    return "".join(parts)


if __name__ == "__main__":
    description = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(__file__).with_name("api_table.py").write_text(written(description), encoding="utf-8")
