"""SQLite through aiosqlite: one connection, one thread, few hops between them."""

from __future__ import annotations

import logging
import os
import sqlite3
from typing import TYPE_CHECKING, Any

import aiosqlite

from bot.store.dialect import sqlite_dialect
from bot.store.errors import Conflict, StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.store.driver import Row, Session, Values

_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit is on the disk, also after a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)


class _First(str):
    """The first statement of a transaction: it brings its BEGIN along in the same hop."""

    __slots__ = ()


class _Connection(sqlite3.Connection):
    """Begins when a `_First` comes.

    The mark travels with the statement, so that a cancelled caller can never make a statement
    run outside its transaction.
    """

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if type(sql) is _First:
            super().execute("BEGIN IMMEDIATE")
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> sqlite3.Cursor:
        if type(sql) is _First:
            super().execute("BEGIN IMMEDIATE")
        return super().executemany(sql, parameters)


class SqliteSession:
    """The one connection, lent to one transaction."""

    __slots__ = ("_begun", "_connection", "_write")

    def __init__(self, connection: aiosqlite.Connection) -> None:
        """Nothing has begun."""
        self._connection = connection
        self._write = self._begun = False

    async def begin(self, *, write: bool) -> None:
        """Costs nothing: BEGIN IMMEDIATE goes with the first statement.

        A read needs none, for nobody else writes while it has the only connection.
        """
        self._write, self._begun = write, False

    def _sql(self, sql: str) -> str:
        if self._write and not self._begun:
            self._begun = True
            return _First(sql)
        return sql

    async def commit(self) -> None:
        """COMMIT, if anything was done."""
        if self._begun:
            try:
                await self._connection.commit()
            except sqlite3.Error as error:
                raise _told(error, "COMMIT") from None
        self._write = self._begun = False

    async def rollback(self) -> None:
        """ROLLBACK, if anything was done; queued behind a statement that is still running."""
        if self._begun:
            try:
                await self._connection.rollback()
            except (sqlite3.Error, ValueError):
                # A connection that cannot roll back is closed or broken: nothing was committed.
                logging.getLogger(__name__).warning("rollback failed")
        self._write = self._begun = False

    async def fetch(self, sql: str, values: Values) -> Sequence[Row]:
        """Rows in one hop; raises Conflict or StoreError."""
        try:
            return await self._connection.execute_fetchall(self._sql(sql), values)  # type: ignore[return-value]  # a list, typed as Iterable
        except sqlite3.Error as error:
            raise _told(error, sql) from None

    async def run(self, sql: str, values: Values) -> int:
        """The number of rows changed; raises Conflict or StoreError."""
        try:
            return (await self._connection.execute(self._sql(sql), values)).rowcount
        except sqlite3.Error as error:
            raise _told(error, sql) from None

    async def run_many(self, sql: str, rows: Sequence[Values]) -> None:
        """All rows in one hop; raises Conflict or StoreError."""
        try:
            await self._connection.executemany(self._sql(sql), rows)
        except sqlite3.Error as error:
            raise _told(error, sql) from None


def _told(error: sqlite3.Error, sql: str) -> StoreError:
    kind = Conflict if isinstance(error, sqlite3.IntegrityError) else StoreError
    return kind(f"{type(error).__name__}: {error} in: {sql}")


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
        """Open or make the file, readable by its owner only; `:memory:` keeps nothing."""
        # aiosqlite writes the values of a statement to its log at DEBUG.
        logging.getLogger("aiosqlite").setLevel(logging.WARNING)
        if path != ":memory:":
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = await aiosqlite.connect(
            path, isolation_level=None, cached_statements=512, factory=_Connection
        )
        connection.row_factory = sqlite3.Row
        for setting in _SETTINGS:
            await connection.execute_fetchall(setting)
        return cls(connection)

    async def acquire(self) -> SqliteSession:
        """The one session; the caller holds the lock."""
        return self._session

    async def release(self, session: Session) -> None:
        """Nothing to give back."""

    async def scrub(self, table: str) -> None:  # noqa: ARG002  # the log is one for all tables
        """Empty the write-ahead log: it still holds pages as they were before the delete."""
        await self._connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def copy_to(self, path: Path) -> None:
        """VACUUM INTO: live rows only, as of one moment."""
        await self._connection.execute_fetchall("VACUUM INTO ?", (str(path),))

    async def close(self) -> None:
        """Close the connection and end its thread."""
        await self._connection.close()
