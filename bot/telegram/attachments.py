"""What a message of Telegram's holds beside plain words: its looks, and the one file, place or card in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flow.message import Mark, Media

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Message

# Looks that say nothing of who wrote them. A mention may carry a person's number, an emoji of one's own
# may not be shown by a bot, and addresses are found again by whoever shows them (Bot API, MessageEntity).
LOOKS = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
    }
)


def mark(kind: str, at: int, length: int, url: str | None, language: str | None) -> Mark | None:
    """One look as we keep it; None for one that is not passed on."""
    return Mark(kind, at, length, url or language or "") if kind in LOOKS else None


def marks(message: Message) -> tuple[Mark, ...]:
    """The looks of its text or caption."""
    entities = message.entities if message.text is not None else message.caption_entities
    found: Iterable[Mark | None] = (
        mark(str(one.type), one.offset, one.length, one.url, one.language) for one in entities
    )
    return tuple(one for one in found if one is not None)


def media(message: Message) -> Media | None:
    """The file, the place or the card; None where there is nothing that can be sent again."""
    return _place_or_card(message) or _seen(message) or _heard(message)


def _place_or_card(message: Message) -> Media | None:
    # A message with an address holds the bare place too.
    if message.venue is not None:
        place = message.venue.location
        facts = (("title", message.venue.title), ("address", message.venue.address))
        return Media("venue", f"{place.latitude},{place.longitude}", facts=facts)
    if message.location is not None:
        return Media("location", f"{message.location.latitude},{message.location.longitude}")
    if message.contact is not None:
        card = message.contact
        names = (("first_name", card.first_name), ("last_name", card.last_name or ""))
        return Media("contact", card.phone_number, facts=names)
    return None


def _seen(message: Message) -> Media | None:
    if message.photo:
        return Media("photo", message.photo[-1].file_id)
    if message.video is not None:
        return Media("video", message.video.file_id, facts=_named(message.video.file_name))
    # A moving picture comes as a document too.
    if message.animation is not None:
        return Media("animation", message.animation.file_id)
    if message.video_note is not None:
        return Media("video_note", message.video_note.file_id)
    if message.sticker is not None:
        emoji = (("emoji", message.sticker.emoji or ""),)
        return Media("sticker", message.sticker.file_id, facts=emoji)
    return None


def _heard(message: Message) -> Media | None:
    if message.voice is not None:
        # `duration` warns of its own future; what it is written as does not.
        return Media("voice", message.voice.file_id, int(message.voice.to_dict()["duration"]))
    if message.audio is not None:
        of = message.audio
        words = " ".join(one for one in (of.performer, of.title, of.file_name) if one)
        return Media("audio", of.file_id, facts=_named(words))
    if message.document is not None:
        of_calendar = message.document.mime_type == "text/calendar"
        facts = _named(message.document.file_name)
        return Media(
            "document",
            message.document.file_id,
            facts=(*facts, ("calendar", "1")) if of_calendar else facts,
        )
    return None


def _named(name: str | None) -> tuple[tuple[str, str], ...]:
    """What a file is called, which travels with it."""
    return (("name", name),) if name else ()
