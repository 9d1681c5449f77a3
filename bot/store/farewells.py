"""The last words to people who are erased: kept from the commit of the erasing until their key is destroyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Tx


async def keep(tx: Tx, person_id: int, body: bytes) -> None:
    """One for each person, sealed with the key that is about to be destroyed."""
    await tx.execute("INSERT INTO farewells (person_id, body) VALUES (?,?)", person_id, body)


async def waiting(tx: Tx) -> list[tuple[int, bytes]]:
    """All that are not said yet, by person."""
    rows = await tx.all("SELECT person_id, body FROM farewells WHERE body IS NOT NULL")
    return [(row[0], bytes(row[1])) for row in rows]


async def drop(tx: Tx, person_ids: Sequence[int]) -> None:
    """They are said, or cannot be any more."""
    await tx.execute_many(
        "DELETE FROM farewells WHERE person_id = ?", [(person_id,) for person_id in person_ids]
    )
