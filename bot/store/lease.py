"""One process at a time writes to a database: two would send everything twice.

On SQLite two writers can also damage the file (see `SqliteDriver`). Both locks end with the
process that holds them, however it ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.errors import InUse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import asyncpg

NUMBER = 0x686A656D  # «hjem»: the advisory lock of PostgreSQL, one for each database
PATIENCE = 2.0  # seconds; PostgreSQL needs a moment to see that a killed process is gone
_WORDS = (
    "The database is in use by another process of Hjemvei; wanted: one at a time. "
    "Stop the other one first, and this one can start at once."
)


@contextlib.asynccontextmanager
async def lease(url: str) -> AsyncIterator[None]:
    """Be the only one that writes to the database at `url` meanwhile; raises InUse."""
    if url.startswith(("postgresql://", "postgres://")):
        connection = await _advisory(url)
        try:
            yield
        finally:
            await connection.close()
        return
    path = url.removeprefix("sqlite:///")
    if path in {"", ":memory:"}:
        yield
        return
    number = _locked(Path(path))
    try:
        yield
    finally:
        os.close(number)


def _locked(database: Path) -> int:
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = os.open(database.with_name(database.name + ".lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        raise InUse(_WORDS) from None
    return number


async def _advisory(url: str) -> asyncpg.Connection:
    # Some megabytes that SQLite has no use for.
    import asyncpg  # noqa: PLC0415 - as said

    try:
        connection = await asyncpg.connect(url)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise InUse(f"The database does not answer: {type(error).__name__}.") from None
    for _ in range(int(PATIENCE / 0.1)):
        if await connection.fetchval("SELECT pg_try_advisory_lock($1)", NUMBER):
            return connection
        await asyncio.sleep(0.1)
    await connection.close()
    raise InUse(_WORDS)
