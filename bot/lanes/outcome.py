"""What became of something that was to go out, whichever door it went by."""

from __future__ import annotations

from typing import Literal

import msgspec


class Outcome(msgspec.Struct, frozen=True):
    """What became of a delivery.

    `failed` with `blocked` says that the chat takes nothing from us any more. `gone` says that the message to edit or
    delete cannot be reached. `unknown`: perhaps it came through. `results` is the raw JSON of each call that did.
    """

    state: Literal["sent", "failed", "unknown", "dropped"]
    reason: str = ""
    blocked: bool = False
    gone: bool = False
    account_id: int = 0
    message_ids: tuple[int, ...] = ()
    results: tuple[bytes, ...] = ()
