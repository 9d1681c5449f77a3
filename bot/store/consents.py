"""Whom a person lets know what: every yes and no, of which the newest counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Tx


class Said(msgspec.Struct, frozen=True):
    """One yes or no, and when it was said."""

    recipient: str
    purpose: str
    given: bool
    at: int


async def say(
    tx: Tx, consent_id: int, person_id: int, recipient: str, purpose: str, given: bool, at: int
) -> None:
    """Log a yes or a no for one recipient and purpose; the newest counts."""
    await tx.execute(
        "INSERT INTO consents (id, person_id, recipient, purpose, given, at) VALUES (?,?,?,?,?,?)",
        consent_id,
        person_id,
        recipient,
        purpose,
        int(given),
        at,
    )


async def given(tx: Tx, person_id: int, recipient: str, purpose: str) -> bool:
    """Whether the newest answer for this recipient and purpose is yes; unasked is no."""
    return bool(
        await tx.value(
            "SELECT given FROM consents WHERE person_id = ? AND recipient = ? AND purpose = ? "
            "ORDER BY at DESC, id DESC LIMIT 1",
            person_id,
            recipient,
            purpose,
        )
    )


async def log(tx: Tx, person_id: int) -> list[Said]:
    """Every yes and no of a person, oldest first: for each recipient and purpose the last counts."""
    rows = await tx.all(
        "SELECT recipient, purpose, given, at FROM consents WHERE person_id = ? ORDER BY at, id",
        person_id,
    )
    return [Said(row[0], row[1], bool(row[2]), row[3]) for row in rows]
