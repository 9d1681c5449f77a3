"""PostgreSQL through asyncpg."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import asyncpg

from bot.store.dialect import postgres_dialect
from bot.store.driver import Again
from bot.store.errors import BackupError, Conflict, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bot.store.driver import Row, Session, Values

_RETRIED = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)


class _Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg ships no types
    """A connection that is given back as it is: we leave nothing behind to reset."""

    def get_reset_query(self) -> str:
        return ""


@contextmanager
def _told(sql: str) -> Iterator[None]:
    """Errors in our words: PostgreSQL's own name the values."""
    try:
        yield
    except _RETRIED as error:
        raise Again(f"{type(error).__name__} in: {sql}") from None
    except asyncpg.IntegrityConstraintViolationError as error:
        raise Conflict(f"{type(error).__name__}: {error.constraint_name} in: {sql}") from None
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise StoreError(f"{type(error).__name__} in: {sql}") from None


class PostgresSession:
    """One connection of the pool, lent to one transaction."""

    __slots__ = ("_transaction", "connection")

    def __init__(self, connection: Any) -> None:
        """Nothing has begun."""
        self.connection = connection
        self._transaction: Any = None

    async def begin(self, *, write: bool) -> None:
        """Serializable when writing; a steady picture when reading."""
        self._transaction = self.connection.transaction(
            isolation="serializable" if write else "repeatable_read", readonly=not write
        )
        with _told("BEGIN"):
            await self._transaction.start()

    async def commit(self) -> None:
        """COMMIT; may raise Again."""
        with _told("COMMIT"):
            await self._transaction.commit()

    async def rollback(self) -> None:
        """ROLLBACK; a connection that cannot is thrown away, which is the same."""
        try:
            await self._transaction.rollback()
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            self.connection.terminate()

    async def later(self, sql: str, values: Values) -> None:
        """At once: asyncpg has nothing to wait for. Raises Conflict, Again or StoreError."""
        await self.count(sql, values)

    async def later_many(self, sql: str, rows: Sequence[Values]) -> None:
        """All rows in one round trip; raises Conflict, Again or StoreError."""
        with _told(sql):
            await self.connection.executemany(sql, rows)

    async def fetch(self, sql: str, values: Values) -> Sequence[Row]:
        """Rows; raises Conflict, Again or StoreError."""
        with _told(sql):
            rows: Sequence[Row] = await self.connection.fetch(sql, *values)
            return rows

    async def count(self, sql: str, values: Values) -> int:
        """The number of rows changed; raises Conflict, Again or StoreError."""
        with _told(sql):
            status: str = await self.connection.execute(sql, *values)
        number = status.rpartition(" ")[2]  # "UPDATE 3", "CREATE TABLE"
        return int(number) if number.isdecimal() else 0


class PostgresDriver:
    """A small pool: one connection writes, others read beside it."""

    reads_beside_writes = True

    def __init__(self, pool: Any) -> None:
        """Use `open`."""
        self.dialect = postgres_dialect()
        self._pool = pool

    @classmethod
    async def open(cls, url: str) -> PostgresDriver:
        """Connect; raises asyncpg.InvalidCatalogNameError if there is no such database."""
        return cls(
            await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=4,
                statement_cache_size=512,
                connection_class=_Connection,
            )
        )

    async def acquire(self) -> PostgresSession:
        """A connection of one's own; raises StoreError if the server is gone."""
        with _told("CONNECT"):
            return PostgresSession(await self._pool.acquire())

    async def release(self, session: Session) -> None:
        """Back to the pool."""
        connection: Callable[..., Any] = session.connection  # type: ignore[attr-defined]  # ours
        await self._pool.release(connection)

    async def scrub(self, tables: Sequence[str]) -> None:
        """VACUUM the tables: a deleted row stays in its file until then."""
        with _told("VACUUM"):
            await self._pool.execute(f"VACUUM {', '.join(tables)}")

    async def copy_to(self, path: Path) -> None:  # noqa: ARG002  # the driver's protocol
        """Not ours to do."""
        raise BackupError(
            "PostgreSQL has its own tool: pg_dump --format=custom --file=... DATABASE"
        )

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close()


async def open_or_create(url: str, beside: str) -> PostgresDriver:
    """Open the database at `url`; if missing it is made, from the one at `beside`."""
    try:
        return await PostgresDriver.open(url)
    except asyncpg.InvalidCatalogNameError:
        name = url.partition("?")[0].rpartition("/")[2].replace('"', "")
        connection = await asyncpg.connect(beside)
        try:
            await connection.execute(f'CREATE DATABASE "{name}"')
        finally:
            await connection.close()
        return await PostgresDriver.open(url)
