"""What the room of the domain says of a delivery at the moment of sending, and what it is told afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.deliveries import Delivery  # noqa: TC001 - msgspec and the aliases read it at run time
from bot.telegram.render import Call

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.lanes.outcome import Outcome
    from bot.store.database import Tx

    Prepare = Callable[[Tx, Delivery], Awaitable["Answer"]]
    Settled = Callable[[Tx, Delivery, Outcome], Awaitable[None]]


class Prepared(msgspec.Struct, frozen=True):
    """Send it: to this chat, as this account of ours, by these calls one after another (`chat_id` is added)."""

    chat_id: int
    account_id: int
    calls: tuple[Call, ...]


class Drop(msgspec.Struct, frozen=True):
    """Do not send it, for this reason (a word for the log: access, consent, erased, no_account)."""

    reason: str


class Wait(msgspec.Struct, frozen=True):
    """Not before this moment (microseconds since the epoch): quiet hours."""

    until: int


class Stands(msgspec.Struct, frozen=True):
    """It needs no call: whom it is for reads it at the desk, where it stands once it is stored."""


Answer = Prepared | Drop | Wait | Stands
