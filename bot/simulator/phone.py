"""One person's phone in the kit for tests; `client.py` shows how it is used."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from bot.simulator.client import Phones

Message: TypeAlias = dict[str, Any]
Predicate: TypeAlias = Callable[[Message], bool]


class NotSeen(AssertionError):
    """What a person waited for did not come."""


class NotPossible(AssertionError):
    """A phone would not let one do this: no such button, an empty text, the bot is blocked."""


def text_of(message: Message) -> str:
    """The words of a message: its text, or its caption."""
    return str(message.get("text") or message.get("caption") or "")


def labels(message: Message) -> list[str]:
    """The labels of its buttons, in reading order."""
    return [button["text"] for button in buttons(message)]


def buttons(message: Message) -> list[dict[str, Any]]:
    """Its buttons as Telegram writes them, in reading order."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


class Phone:
    """One person's phone. Acts answer what the control API answers: {rev, update_id, message, …}."""

    def __init__(self, phones: Phones, number: int, name: str, since: int) -> None:
        """Made by `Phones.add`."""
        self.phones = phones
        self.id = number
        self.name = name
        self.since = since
        """What the bot wrote up to this revision has been read."""
        self._query: str | None = None

    def __repr__(self) -> str:
        """For a failing test."""
        return f"<Phone of {self.name}>"

    async def does(self, act: str, **given: Any) -> dict[str, Any]:
        """Any act of the control API by its name."""
        answer: dict[str, Any] = await self.phones.call(
            "POST", f"/people/{self.id}/{act}", body=given
        )
        self.since = answer["rev"]
        return answer

    async def says(
        self, text: str, *, reply_to: Message | int | None = None, **more: Any
    ) -> dict[str, Any]:
        """Write a message; `more`: `entities`, and `quote` of the message replied to."""
        if reply_to is not None:
            await self._aims(reply_to)
            more["reply_to"] = _number(reply_to)
        return await self.does("text", text=text, **more)

    async def _aims(self, at: Message | int) -> None:
        """Nobody answers a message in the instant it comes: by then the bot knows which of its own it is."""
        if isinstance(at, dict) and at.get("from", {}).get("is_bot"):
            await self.phones.settled()

    async def presses(self, label: str, *, on: Message | int | None = None) -> dict[str, Any]:
        """Press a button by its label, on a given message or on the newest that has it; waits until one does."""
        more = {} if on is None else {"message_id": _number(on)}
        if on is None:
            await self._await_button(label)
        answer = await self.does("press", label=label, **more)
        self._query = answer.get("query_id")
        return answer

    async def presses_old(self, message: Message, data: str) -> dict[str, Any]:
        """Press what a message no longer shows: an old screen, or a forged button."""
        answer = await self.does("press", message_id=message["message_id"], data=data)
        self._query = answer.get("query_id")
        return answer

    async def answered(self) -> dict[str, Any]:
        """What the bot answered to the last press: {text, show_alert}; waits for it."""
        if self._query is None:
            raise NotPossible(f"{self.name} has pressed nothing")
        query = {"query": self._query, "timeout": self.phones.patience}
        toast = (await self._wait(0, query))["toast"]
        if toast is None:
            raise NotSeen(f"the press of {self.name} was not answered")
        return dict(toast)

    async def edits(self, message: Message | int, text: str, **more: Any) -> dict[str, Any]:
        """Change one's own message; `more`: `entities`."""
        return await self.does("edit", message_id=_number(message), text=text, **more)

    async def deletes(self, message: Message | int) -> dict[str, Any]:
        """Delete a message for both; the bot is told nothing."""
        return await self.does("delete", message_id=_number(message))

    async def sends(
        self, kind: str, *, reply_to: Message | int | None = None, **given: Any
    ) -> dict[str, Any]:
        """«voice», «photo», «album», «document», «sticker», «location», «contact», «poll», «dice», «forward» …"""
        if reply_to is not None:
            given["reply_to"] = _number(reply_to)
        return await self.does(kind, **given)

    async def reacts(self, message: Message | int, emoji: str | None) -> dict[str, Any]:
        """Put an emoji on a message, or take it away."""
        await self._aims(message)
        return await self.does("react", message_id=_number(message), emoji=emoji)

    async def blocks(self) -> None:
        """Block the bot."""
        await self.does("block")

    async def unblocks(self) -> None:
        """Unblock it."""
        await self.does("unblock")

    async def locks(self) -> None:
        """Put the phone away: notifications gather on its lock screen."""
        await self.phones.call("POST", f"/people/{self.id}/lock", body={})

    async def unlocks(self) -> None:
        """Take it up again."""
        await self.phones.call("POST", f"/people/{self.id}/unlock", body={})

    def looks_away(self, rev: int) -> None:
        """What the bot wrote up to revision `rev` of a message read does not count any more for `reads`."""
        self.since = max(self.since, rev)

    # Reading

    async def reads(
        self,
        *what: str | Predicate,
        button: str | None = None,
        after: Message | None = None,
        patience: float | None = None,
    ) -> Message:
        """The newest message written or changed since one last did something that is `what` was asked for.

        It holds every text, fulfils every predicate and has the button; with `after` it changed later than that
        message. Waits for it, and raises NotSeen with what stands on the phone.
        """
        texts = [w for w in what if isinstance(w, str)]
        predicates = [w for w in what if not isinstance(w, str)]
        since = after["rev"] if after else self.since
        seconds = self.phones.patience if patience is None else patience
        until = time.monotonic() + seconds
        at = since
        while True:
            left = until - time.monotonic()
            query: list[tuple[str, Any]] = [("text", text) for text in texts]
            if button is not None:
                query.append(("button", button))
            found = await self._wait(at, [*query, ("timeout", max(left, 0.001))])
            for message in found["messages"]:
                if all(fits(message) for fits in predicates):
                    return dict(message)
            if left <= 0 or not found["messages"]:
                break
            at = found["rev"]
        wanted = ", ".join([*map(repr, texts), *(p.__name__ for p in predicates)] or ["anything"])
        wanted += f" with the button {button!r}" if button else ""
        raise NotSeen(
            f"{self.name} did not read {wanted} within {seconds} s.\n{await self.drawn()}"
        )

    async def _wait(self, after: int, query: Any) -> dict[str, Any]:
        pairs = list(query.items()) if isinstance(query, dict) else query
        answer: dict[str, Any] = await self.phones.call(
            "GET", f"/chat/{self.id}/wait", query=[*pairs, ("after", after)]
        )
        return answer

    async def _await_button(self, label: str) -> None:
        query = {"button": label, "timeout": self.phones.patience}
        if not (await self._wait(0, query))["messages"]:
            raise NotSeen(f"{self.name} saw no button {label!r}.\n{await self.drawn()}")

    async def reads_nothing(self) -> None:
        """Once the bot has come to rest, it wrote and changed nothing since one last did something."""
        await self.phones.settled()
        found = await self._wait(self.since, {"timeout": 0.001})
        if found["messages"]:
            texts = [text_of(m) for m in found["messages"]]
            raise AssertionError(f"{self.name} read {texts}, and should have read nothing")

    async def person(self) -> dict[str, Any]:
        """The person as the control API shows them."""
        state = await self.phones.state()
        return next(p for p in state["people"] if p["id"] == self.id)

    async def chat(self) -> list[Message]:
        """Every message that stands in the chat, oldest first."""
        return [m for m in (await self.person())["messages"] if not m.get("deleted")]

    async def screen(self) -> Message:
        """The bot's newest message that stands in the chat."""
        theirs = [m for m in await self.chat() if m["from"]["is_bot"]]
        if not theirs:
            raise NotSeen(f"the bot has written nothing to {self.name}")
        return theirs[-1]

    async def lock_screen(self) -> list[str]:
        """What a stranger could read from notifications since the owner last looked, oldest first."""
        return [n["text"] for n in (await self.person())["notifications"]]

    async def drawn(self) -> str:
        """The end of the chat as text, for a failing test."""
        lines = []
        for message in (await self.chat())[-8:]:
            who = "bot" if message["from"]["is_bot"] else self.name
            rows = " ".join(f"[{label}]" for label in labels(message))
            words = text_of(message) or ", ".join(sorted(message.keys() - _FRAME))
            lines.append(f"  {who}: {words!r} {rows}".rstrip())
        return "\n".join([f"On the phone of {self.name}:", *(lines or ["  nothing"])])


_FRAME = {"message_id", "from", "chat", "date", "edit_date", "rev", "reply_markup"}


def _number(message: Message | int) -> int:
    return message if isinstance(message, int) else int(message["message_id"])
