"""What the simulated world is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Entry:
    """One message in a chat, with what Telegram does not put in the message itself."""

    message: Json
    rev: int = 0
    deleted: bool = False
    reactions: dict[str, list[Json]] = field(default_factory=dict)
    """By «bot» and «person»."""

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return bool(self.message["from"]["is_bot"])

    def seen(self) -> Json:
        """The message as a phone's page gets it: Telegram's fields, and ours where they apply."""
        extra: Json = {"rev": self.rev}
        if self.deleted:
            extra["deleted"] = True
        if self.reactions:
            extra["reactions"] = [
                {**reaction, "by": by} for by, some in self.reactions.items() for reaction in some
            ]
        return {**self.message, **extra}


@dataclass(slots=True)
class Person:
    """Somebody with a phone and one private chat with the bot; the chat's id is the person's."""

    id: int
    first_name: str
    label: str = ""
    language: str = "nb"
    last_name: str = ""
    username: str = ""
    blocked: bool = False
    locked: bool = False
    started: bool = False
    """Whether the person ever wrote: before that a bot may not write to them."""
    rev: int = 0
    typing: str = ""
    toast: Json | None = None
    """What answerCallbackQuery last showed: {text, show_alert, query_id, rev}."""
    pinned: int | None = None
    notifications: list[Json] = field(default_factory=list)
    entries: dict[int, Entry] = field(default_factory=dict)
    """By message id, the one changed last at the end."""

    def user(self) -> Json:
        """The person as Telegram's User."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language:
            user["language_code"] = self.language
        return user

    def chat(self) -> Json:
        """The private chat as Telegram's Chat."""
        chat: Json = {"id": self.id, "type": "private", "first_name": self.first_name}
        if self.last_name:
            chat["last_name"] = self.last_name
        if self.username:
            chat["username"] = self.username
        return chat


@dataclass(slots=True)
class StoredFile:
    """Bytes that a file_id stands for."""

    file_id: str
    data: bytes
    path: str
    """Below `/file/bot<token>/`."""
    mime: str
    fields: Json
    """Telegram's fields beside file_id, file_unique_id and file_size: duration, width, file_name …"""

    def facts(self, kind: str) -> Json:
        """The object that stands in a message of `kind`; a photo is a list of sizes elsewhere."""
        facts: Json = {
            "file_id": self.file_id,
            "file_unique_id": "u" + self.file_id[-12:],
            "file_size": len(self.data),
        }
        if kind in _WITH_MIME:
            facts["mime_type"] = self.mime
        return facts | self.fields


_WITH_MIME = {"voice", "document", "video", "audio", "animation"}
