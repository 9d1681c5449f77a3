"""Small things to remember between starts: a poll offset, a day that was cleaned up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Tx


async def get(tx: Tx, key: str) -> str | None:
    """What is kept under a key."""
    value: str | None = await tx.value("SELECT value FROM settings_kv WHERE key = ?", key)
    return value


async def put(tx: Tx, key: str, value: str) -> None:
    """Keep a value under a key; replaces what was there."""
    await tx.execute(
        "INSERT INTO settings_kv (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key,
        value,
    )
