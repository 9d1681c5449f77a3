"""For whom the desk is a door, the one-time links that lead in, and who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.driver import row_of

if TYPE_CHECKING:
    from bot.store.database import Tx


class Link(msgspec.Struct, frozen=True):
    """A link that lets one person in, once; only its hash is kept."""

    id: int
    hash: bytes
    person_id: int
    created_at: int
    expires_at: int
    used_at: int | None = None


class Session(msgspec.Struct, frozen=True):
    """Somebody signed in; `ends_at` comes whatever they do, `seen_at` is their last request."""

    id: int
    hash: bytes
    person_id: int
    created_at: int
    seen_at: int
    ends_at: int


_LINK = "id, hash, person_id, created_at, expires_at, used_at"
_SESSION = "id, hash, person_id, created_at, seen_at, ends_at"


async def join(tx: Tx, person_id: int, at: int) -> None:
    """The desk is a door of this person's from now on."""
    await tx.execute(
        "INSERT INTO desk_members (person_id, since) VALUES (?, ?)"
        " ON CONFLICT (person_id) DO NOTHING",
        person_id,
        at,
    )


async def is_member(tx: Tx, person_id: int) -> bool:
    """Whether what is told this person stands at the desk."""
    return bool(await tx.value("SELECT 1 FROM desk_members WHERE person_id = ?", person_id))


async def add_link(tx: Tx, link: Link) -> None:
    """Keep a link, as a hash only."""
    await tx.execute(
        f"INSERT INTO desk_links ({_LINK}) VALUES (?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(link),
    )


async def link_works(tx: Tx, digest: bytes, at: int) -> bool:
    """Whether this link is neither wrong, used nor old."""
    return bool(
        await tx.value(
            "SELECT 1 FROM desk_links WHERE hash = ? AND used_at IS NULL AND expires_at > ?",
            digest,
            at,
        )
    )


async def use_link(tx: Tx, digest: bytes, at: int) -> int | None:
    """Whose link this is, used up by asking; None for a wrong, used or old one."""
    found: int | None = await tx.value(
        "UPDATE desk_links SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ?"
        " RETURNING person_id",
        at,
        digest,
        at,
    )
    return found


async def begin(tx: Tx, session: Session) -> None:
    """Somebody is signed in."""
    await tx.execute(
        f"INSERT INTO desk_sessions ({_SESSION}) VALUES (?, ?, ?, ?, ?, ?)",
        *msgspec.structs.astuple(session),
    )


async def session(tx: Tx, digest: bytes) -> Session | None:
    """The session with this hash, ended or not."""
    row = await tx.one(f"SELECT {_SESSION} FROM desk_sessions WHERE hash = ?", digest)
    return row_of(Session, row)


async def seen(tx: Tx, session_id: int, at: int) -> None:
    """The session is in use."""
    await tx.execute("UPDATE desk_sessions SET seen_at = ? WHERE id = ?", at, session_id)


async def end(tx: Tx, session_id: int) -> None:
    """Signed out."""
    await tx.execute("DELETE FROM desk_sessions WHERE id = ?", session_id)


async def end_all(tx: Tx, person_id: int, at: int) -> None:
    """Signed out everywhere; links that were not used lead nowhere any more."""
    await tx.execute("DELETE FROM desk_sessions WHERE person_id = ?", person_id)
    await tx.execute(
        "UPDATE desk_links SET used_at = ? WHERE person_id = ? AND used_at IS NULL", at, person_id
    )


async def forget(tx: Tx, before: int) -> None:
    """Links and sessions that ended before a moment."""
    await tx.execute("DELETE FROM desk_sessions WHERE ends_at < ?", before)
    await tx.execute("DELETE FROM desk_links WHERE expires_at < ?", before)
