"""The ways in: codes for one and codes on posters, kept as hashes, and attempts that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Tx


class Code(msgspec.Struct, frozen=True):
    """A way in: `kind` is personal (once, expiring) or place (for many, revocable)."""

    id: int
    hash: bytes
    kind: str
    role: str
    worker_id: int | None
    person_id: int | None
    place: str | None
    name: bytes | None
    created_at: int
    expires_at: int | None
    used_at: int | None = None
    revoked_at: int | None = None


_COLUMNS = (
    "id, hash, kind, role, worker_id, person_id, place, name, created_at, expires_at, used_at,"
    " revoked_at"
)


async def add(tx: Tx, code: Code) -> None:
    """Keep a code, as a hash only."""
    await tx.execute(
        f"INSERT INTO codes ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        *msgspec.structs.astuple(code),
    )


async def by_hash(tx: Tx, digest: bytes) -> Code | None:
    """The code with this hash, used or not."""
    row = await tx.one(f"SELECT {_COLUMNS} FROM codes WHERE hash = ?", digest)
    if not row:
        return None
    return Code(row[0], bytes(row[1]), *(row[i] for i in range(2, 12)))


async def use(tx: Tx, code_id: int, at: int) -> None:
    """A personal code works once; the name that came with it is the person's own from now on."""
    await tx.execute("UPDATE codes SET used_at = ?, name = NULL WHERE id = ?", at, code_id)


async def revoke_place(tx: Tx, place: str, at: int) -> int:
    """End every code of a place; how many."""
    return await tx.count(
        "UPDATE codes SET revoked_at = ? WHERE place = ? AND revoked_at IS NULL", at, place
    )


async def note_wrong(tx: Tx, row_id: int, account_id: int, at: int) -> None:
    """Remember a failed attempt, without the code."""
    await tx.execute(
        "INSERT INTO code_tries (id, account_id, at) VALUES (?,?,?)", row_id, account_id, at
    )


async def wrong_since(tx: Tx, account_id: int, since: int) -> int:
    """How many attempts failed from this account since then."""
    return (
        await tx.value(
            "SELECT COUNT(*) FROM code_tries WHERE account_id = ? AND at > ?", account_id, since
        )
        or 0
    )
