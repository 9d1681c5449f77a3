"""Short ways to say a text by key and to offer a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flow.message import Button, Message, Text

if TYPE_CHECKING:
    from bot.flow.message import Day, Moment


def t(key: str, **values: str | int | Day | Moment | Text) -> Text:
    """The text with this key, its placeholders filled."""
    return Text(key, values)


def verb(name: str, argument: int | str = "") -> str:
    """Button data that asks the house to do something; it authorises nothing."""
    return f"d:{name}:{argument}"


def button(key: str, name: str, argument: int | str = "", /, **values: str | int | Text) -> Button:
    """A button that asks the house to do something."""
    return Button(Text(key, dict(values)), verb(name, argument))


def lines(*texts: Text, rows: tuple[tuple[Button, ...], ...] = ()) -> Message:
    """A message of paragraphs with rows of buttons under it."""
    return Message(texts, rows)
