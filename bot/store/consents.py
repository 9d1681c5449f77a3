"""Whom a person lets know what: every yes and no, of which the newest counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Tx


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
