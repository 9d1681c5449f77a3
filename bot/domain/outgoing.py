"""
What the house says to a person: a message of ours with an id of ours, and a delivery of it.

Nothing is sent here. A delivery addresses a person; in which chat, in which language, under a
cover or not, and whether it may still be said at all is decided when it is about to go out.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Literal, cast

import msgspec

from bot.domain.turn import Said
from bot.flow.message import Message, Text
from bot.store import deliveries, messages

if TYPE_CHECKING:
    from bot.domain.turn import Turn

Purpose = Literal[
    "screen",  # the living screen: what the person is doing right now
    "typed",  # what the person typed, taken out of the chat: after the screen that answers it
    "answer",  # a direct answer to what the person just did
    "relay",  # a human's own words
    "receipt",  # what became of the person's own message
    "notice",  # staff: something waits
    "tonight",  # news of a request for tonight: also in quiet hours
    "reminder",  # something the person asked to be reminded of
    "news",  # something happened that the person did not ask about just now
]


class Priority(IntEnum):
    """Which stream goes first when the sending limits make one wait."""

    INTERACTIVE = 0
    RELAY = 1
    REMINDER = 2
    BULK = 3


PRIORITIES: dict[str, Priority] = {
    "screen": Priority.INTERACTIVE,
    "answer": Priority.INTERACTIVE,
    "tonight": Priority.INTERACTIVE,
    "typed": Priority.RELAY,
    "relay": Priority.RELAY,
    "receipt": Priority.RELAY,
    "notice": Priority.RELAY,
    "news": Priority.RELAY,
    "reminder": Priority.REMINDER,
}

LABEL = "delivery"


class Content(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What a delivery's sealed body holds.

    `caused_at` is when the recipient's own doing asked for it (microseconds, UTC), None if it did
    not; `about` names the row that wants to know how it went («thread:12»); `reply_to` is one of
    our message ids, and `quote` the part of it that is answered; `platform_id` is the channel's own number of a message to take away. `reads`
    is what of the subject's it shows (a Thing; the thread if empty) and `reason` what the reader
    typed: both are asked about once more when it leaves. `reaction` is an emoji put on a message,
    or taken away where it is empty.
    """

    message: Message | None = None
    caused_at: int | None = None
    about: str = ""
    reply_to: int | None = None
    platform_id: int | None = None
    silent: bool = False
    reads: str = ""
    reason: str = ""
    quote: Text | None = None
    reaction: str | None = None


class Address(msgspec.Struct, frozen=True):
    """Who gets it, and whose key seals it: the resident it is about, also when staff read it."""

    recipient_id: int
    subject_id: int


async def say(
    turn: Turn,
    to: Address,
    message: Message,
    *,
    purpose: Purpose,
    about: str = "",
    reply_to: int | None = None,
    silent: bool = False,
    caused_at: int | None = None,
    expires_at: int | None = None,
    reads: str = "",
    reason: str = "",
    quote: Text | None = None,
    rests: int = 0,
) -> int:
    """
    Queue a new message to a person; the id of ours by which it can be changed later.

    `caused_at` is when the recipient did what this answers, if that was in an earlier turn. An
    answer about themselves to nothing they did is news: it may wait for the morning, and no screen
    waits behind it. It `rests` for so many microseconds, and holds up what follows in its stream.
    """
    caused_at = turn.at if turn.caused_by == to.recipient_id else caused_at
    if purpose == "answer" and caused_at is None and to.recipient_id == to.subject_id:
        purpose = "news"
    message_id = turn.new_id()
    await messages.add(
        turn.tx,
        messages.Sent(message_id, to.recipient_id, purpose, to.subject_id, turn.at),
    )
    content = Content(
        message=message,
        caused_at=caused_at,
        about=about,
        reply_to=reply_to,
        silent=silent,
        reads=reads,
        reason=reason,
        quote=quote,
    )
    await _queue(turn, to, message_id, "send", content, purpose, expires_at, rests)
    turn.said.append(Said(to.recipient_id, to.subject_id, purpose, message))
    return message_id


async def amend(
    turn: Turn,
    to: Address,
    message_id: int,
    message: Message,
    *,
    purpose: Purpose,
    caused_at: int | None = None,
    reads: str = "",
) -> None:
    """
    Change what one of our messages shows; one that never came through stays away.

    `caused_at` and `reads` as in `say`: what still waits takes them over with the words.
    """
    if turn.caused_by == to.recipient_id:
        caused_at = turn.at
    content = Content(message=message, caused_at=caused_at, reads=reads)
    await _queue(turn, to, message_id, "edit", content, purpose)
    turn.said.append(Said(to.recipient_id, to.subject_id, purpose, message))


async def shown(turn: Turn, message_id: int) -> tuple[Address, Purpose, Content] | None:
    """What one of our messages shows now, to whom and as what; None where that is not kept any more."""
    last = await deliveries.latest_of(turn.tx, message_id)
    if last is None or last.body is None:
        return None
    content = await turn.unseal(last.subject_id, LABEL, last.id, last.body, Content)
    return Address(last.recipient_id, last.subject_id), cast("Purpose", last.purpose), content


async def rewrite(turn: Turn, message_id: int, message: Message) -> bool:
    """
    Change the words of one of our messages and nothing else about it.

    What it answers, whom it tells how it went, and why it may be read stay as they were; it is
    covered as before where its reader has not opened it. False where it is not known any more.
    """
    found = await shown(turn, message_id)
    if found is None:
        return False
    to, purpose, content = found
    content = msgspec.structs.replace(content, message=message)
    await _queue(turn, to, message_id, "edit", content, purpose)
    return True


async def react(turn: Turn, to: Address, message_id: int, emoji: str) -> None:
    """Put an emoji on a message in somebody's chat, theirs or ours; an empty one takes it away."""
    await _queue(turn, to, message_id, "edit", Content(reaction=emoji), "relay")


async def retract(
    turn: Turn, to: Address, message_id: int, *, purpose: Purpose, rests: int = 0
) -> None:
    """Take one of our own messages away, in so many microseconds."""
    await _queue(turn, to, message_id, "delete", Content(), purpose, rests=rests)


async def take_away(turn: Turn, person_id: int, platform_id: int) -> None:
    """Take a message that the person wrote out of their chat: its content is stored with us."""
    if turn.took_away:
        return
    to = Address(person_id, person_id)
    turn.took_away = True
    content = Content(platform_id=platform_id, caused_at=turn.at)
    await _queue(turn, to, 0, "delete", content, "typed")


async def _queue(
    turn: Turn,
    to: Address,
    message_id: int,
    kind: Literal["send", "edit", "delete"],
    content: Content,
    purpose: Purpose,
    expires_at: int | None = None,
    rests: int = 0,
) -> None:
    row_id = turn.new_id()
    await deliveries.queue(
        turn.tx,
        deliveries.Delivery(
            id=row_id,
            recipient_id=to.recipient_id,
            subject_id=to.subject_id,
            stream=stream(purpose, to),
            priority=PRIORITIES[purpose],
            purpose=purpose,
            kind=kind,
            message_id=message_id,
            body=await turn.seal(to.subject_id, LABEL, row_id, content),
            not_before=turn.at + rests,
            expires_at=expires_at,
            created_at=turn.at,
        ),
    )


def stream(purpose: Purpose, to: Address) -> str:
    """
    Order holds within a stream.

    What the person does and a human's words to them are one stream, so that a chat reads as it
    happened; reminders and staff notices do not wait behind it, nor words behind what became of others,
    nor news behind ten thousand reminders.
    """
    match purpose:
        case "screen" | "answer":
            return f"screen:{to.recipient_id}"
        case "typed":
            return f"typed:{to.recipient_id}"
        case "reminder":
            return f"later:{to.recipient_id}"
        case "news":
            return f"news:{to.recipient_id}"
        case "notice" | "tonight":
            return f"notice:{to.recipient_id}"
        case "relay" | "receipt":
            kind = "thread" if purpose == "relay" else "receipt"
            return f"{kind}:{to.recipient_id}:{to.subject_id}"
