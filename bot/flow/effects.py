"""What a decision asks its caller to do; plain data, carried out in the same transaction."""

from __future__ import annotations

from typing import Literal

import msgspec

from bot.flow.answers import Answer, Value
from bot.flow.message import MediaKind, Message, Text


class Effect(msgspec.Struct, frozen=True, tag=True):
    """Something to be done by who asked."""


class Submitted(Effect, frozen=True):
    """The answers that apply, in the flow's order, for the effect `name`; `early` before the last."""

    name: str
    answers: tuple[Answer, ...]
    early: bool = False


class Sends(Effect, frozen=True):
    """One answer goes on at once, to the effect `name`; value None for skipped and «vet ikke»."""

    name: str
    step: str
    value: Value


class WentTo(Effect, frozen=True):
    """Open another flow, and come back to this run after it or not."""

    flow: str
    then: Literal["back", "end"]


class Paused(Effect, frozen=True):
    """The person stops for now; the screen folds."""


class WantsHuman(Effect, frozen=True):
    """The person asks for a human, at this step ("" when the run is over)."""

    step: str


class WantsHelp(Effect, frozen=True):
    """The person asks for the help numbers."""


class Hide(Effect, frozen=True):
    """Take the conversation off the screen."""


class Unanswered(Effect, frozen=True):
    """Typed text that was no answer: keep it, and offer to send it on or to try again."""

    text: str


class UnexpectedMedia(Effect, frozen=True):
    """A file that was no answer: keep it, and offer to send it on."""

    kind: MediaKind
    file_id: str
    seconds: int = 0


class OfferHuman(Effect, frozen=True):
    """Three tries failed at this step; the screen offers a human."""

    step: str


class TypedAnswer(Effect, frozen=True):
    """What was typed or sent is stored and shown: take the person's own message away."""


class Finished(Effect, frozen=True):
    """Nothing more to ask; `folded` takes the screen's place."""

    folded: Message


class Stale(Effect, frozen=True):
    """The press was on something that is not asked now; nothing was stored by it."""

    step: str


class ChangedByUpdate(Effect, frozen=True):
    """The flow has changed since the person was last here; the screen says so."""

    notes: tuple[Text, ...]
