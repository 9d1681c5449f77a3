"""SQLite through aiosqlite: one connection, one thread, few hops between them."""

from __future__ import annotations

import logging
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiosqlite

from bot.store.dialect import sqlite_dialect
from bot.store.errors import BackupError, Conflict, StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.driver import Row, Session, Values

_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit is on the disk, also after a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)


class _Batch(str):
    """A statement, and what goes with it in the same hop: BEGIN, and the writes before it.

    All travel together, so that a cancelled caller can never make one of them run outside its
    transaction.
    """

    __slots__ = ("before", "begin")
    begin: bool
    before: list[tuple[str, Any, bool]]


class _Connection(sqlite3.Connection):
    """A connection that understands a `_Batch`."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if type(sql) is not _Batch:
            return super().execute(sql, parameters)
        current: str = "BEGIN IMMEDIATE"
        try:
            if sql.begin:
                super().execute(current)
            for current, values, many in sql.before:
                (super().executemany if many else super().execute)(current, values)
            current = str(sql)
            return super().execute(current, parameters)
        except sqlite3.Error as error:
            error.add_note(current)
            raise


class SqliteSession:
    """The one connection, lent to one transaction.

    A hop to the thread and back costs several times what a small statement costs; so writes wait
    for the next fetch, or for the commit, and BEGIN goes with the first of all.
    """

    __slots__ = ("_begun", "_connection", "_waiting", "_write")

    def __init__(self, connection: aiosqlite.Connection) -> None:
        """Nothing has begun."""
        self._connection = connection
        self._write = self._begun = False
        self._waiting: list[tuple[str, Any, bool]] = []

    async def begin(self, *, write: bool) -> None:
        """BEGIN IMMEDIATE waits for the first statement.

        A read needs none, for nobody else writes while it has the only connection.
        """
        self._write = write
        self._end()

    def _end(self) -> None:
        self._begun = False
        self._waiting = []

    def _batch(self, sql: str) -> str:
        if not self._write or (self._begun and not self._waiting):
            return sql
        batch = _Batch(sql)
        batch.begin, batch.before = not self._begun, self._waiting
        self._begun, self._waiting = True, []
        return batch

    async def commit(self) -> None:
        """COMMIT with what waits, if anything was done; raises Conflict or StoreError."""
        if self._begun or self._waiting:
            await self.fetch("COMMIT", ())
        self._end()

    async def rollback(self) -> None:
        """ROLLBACK, if anything was done; queued behind a statement that is still running."""
        if self._begun:
            try:
                await self._connection.rollback()
            except (sqlite3.Error, ValueError):
                # A connection that cannot roll back is closed or broken: nothing was committed.
                logging.getLogger(__name__).warning("rollback failed")
        self._end()

    async def later(self, sql: str, values: Values) -> None:
        """Wait for the next hop; an error is raised there, and names the statement."""
        self._waiting.append((sql, values, False))

    async def later_many(self, sql: str, rows: Sequence[Values]) -> None:
        """As `later`, for many rows."""
        self._waiting.append((sql, rows, True))

    async def fetch(self, sql: str, values: Values) -> Sequence[Row]:
        """Rows in one hop; raises Conflict or StoreError."""
        try:
            return await self._connection.execute_fetchall(self._batch(sql), values)  # type: ignore[return-value]  # a list, typed as Iterable
        except sqlite3.Error as error:
            raise _told(error, sql) from None

    async def count(self, sql: str, values: Values) -> int:
        """The number of rows changed; raises Conflict or StoreError."""
        try:
            return (await self._connection.execute(self._batch(sql), values)).rowcount
        except sqlite3.Error as error:
            raise _told(error, sql) from None


def _told(error: sqlite3.Error, sql: str) -> StoreError:
    kind = Conflict if isinstance(error, sqlite3.IntegrityError) else StoreError
    where = getattr(error, "__notes__", [sql])[0]
    return kind(f"{type(error).__name__}: {error} in: {where}")


class SqliteDriver:
    """One file, one connection.

    SQLite before 3.51.3 can damage a WAL that two connections write and checkpoint at once
    (sqlite.org/wal.html, "WAL-reset bug", 2026-03).
    """

    reads_beside_writes = False

    def __init__(self, connection: aiosqlite.Connection) -> None:
        """Use `open`."""
        self.dialect = sqlite_dialect()
        self._connection = connection
        self._session = SqliteSession(connection)

    @classmethod
    async def open(cls, path: str) -> SqliteDriver:
        """Open or make the file, its owner's alone; `:memory:` keeps nothing. Raises StoreError."""
        # aiosqlite writes the values of a statement to its log at DEBUG.
        logging.getLogger("aiosqlite").setLevel(logging.WARNING)
        if path != ":memory:":
            Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = await aiosqlite.connect(
            path, isolation_level=None, cached_statements=512, factory=_Connection
        )
        connection.row_factory = sqlite3.Row
        try:
            for setting in _SETTINGS:
                await connection.execute_fetchall(setting)
        except sqlite3.Error as error:
            await connection.close()
            raise StoreError(f"{path} cannot be opened: {error}") from None
        return cls(connection)

    async def acquire(self) -> SqliteSession:
        """The one session; the caller holds the lock."""
        return self._session

    async def release(self, session: Session) -> None:
        """Nothing to give back."""

    async def scrub(self, tables: Sequence[str]) -> None:  # noqa: ARG002  # one log for all tables
        """Empty the write-ahead log: it still holds pages as they were before."""
        await self._connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def copy_to(self, path: Path) -> None:
        """VACUUM INTO: live rows only, as of one moment; raises BackupError."""
        try:
            await self._connection.execute_fetchall("VACUUM INTO ?", (str(path),))
        except sqlite3.Error as error:
            raise BackupError(f"{path} could not be written: {error}") from None

    async def close(self) -> None:
        """Close the connection and end its thread."""
        await self._connection.close()
