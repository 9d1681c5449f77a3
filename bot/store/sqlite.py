"""SQLite through aiosqlite: one connection, its thread for what may wait, the loop for the rest."""

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

BEGIN = "BEGIN IMMEDIATE"
PATIENCE = "PRAGMA busy_timeout = 5000"
MANY = 50  # rows
_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit is on the disk, also after a power cut
    "PRAGMA foreign_keys = ON",
    PATIENCE,
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)


class SqliteSession:
    """The one connection, lent to one transaction.

    A small statement takes a few microseconds, a hop to the thread and back more than ten times as
    much. So within a transaction the small ones are run on the spot. What may wait for the disk or
    for another process is run in the thread, and never holds the loop: a COMMIT, a BEGIN while
    another process writes, changes of many rows, and every read outside a transaction, but where
    rows are only found `by_key`.
    """

    __slots__ = ("_before", "_begun", "_by_key", "_connection", "_raw", "_write")

    def __init__(
        self, connection: aiosqlite.Connection, raw: sqlite3.Connection, *, by_key: bool = False
    ) -> None:
        """Nothing has begun; `raw` is what `connection` holds."""
        self._connection, self._raw, self._by_key = connection, raw, by_key
        self._write = self._begun = False
        self._before = 0  # rows changed by earlier transactions

    async def begin(self, *, write: bool) -> None:
        """BEGIN IMMEDIATE waits for the first statement.

        A read needs none, for nobody else writes while it has the only connection.
        """
        self._write, self._begun = write, False

    async def commit(self) -> None:
        """COMMIT, if anything was done; raises Conflict or StoreError."""
        if self._begun and self._raw.total_changes == self._before:
            # Nothing to wait for: no row was changed.
            await self.fetch("COMMIT", ())
        elif self._begun:
            await self._in_thread("COMMIT", ())
        self._begun = False

    async def rollback(self) -> None:
        """ROLLBACK, if anything was done; queued behind a statement that is still running."""
        if self._begun:
            try:
                await self._connection.rollback()
            except (sqlite3.Error, ValueError):
                # A connection that cannot roll back is closed or broken: nothing was committed.
                logging.getLogger(__name__).warning("rollback failed")
        self._begun = False

    async def later(self, sql: str, values: Values) -> None:
        """Run one statement, at once; raises Conflict or StoreError."""
        await self.fetch(sql, values)

    async def later_many(self, sql: str, rows: Sequence[Values]) -> None:
        """Run one statement for each row of values, at once; raises Conflict or StoreError."""
        await self._ready()
        try:
            if len(rows) > MANY:
                await self._connection.executemany(sql, rows)
            else:
                self._raw.executemany(sql, rows)
        except sqlite3.Error as error:
            raise _told(error, sql) from None

    async def fetch(self, sql: str, values: Values) -> Sequence[Row]:
        """Rows; raises Conflict or StoreError."""
        if self._write:
            if not self._begun:
                await self._ready()
        elif not self._by_key:
            return await self._in_thread(sql, values)
        try:
            return self._raw.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _told(error, sql) from None

    async def count(self, sql: str, values: Values) -> int:
        """The number of rows changed, which may be many; raises Conflict or StoreError."""
        await self._ready()
        try:
            return (await self._connection.execute(sql, values)).rowcount
        except sqlite3.Error as error:
            raise _told(error, sql) from None

    async def _ready(self) -> None:
        if self._begun:
            return
        # Set first: whoever is cancelled while it waits undoes what may have begun.
        self._begun = True
        self._before = self._raw.total_changes
        if not self._begin_now():
            await self._in_thread(BEGIN, ())

    def _begin_now(self) -> bool:
        """Begin without waiting; False while another process writes."""
        raw = self._raw
        raw.execute("PRAGMA busy_timeout = 0")
        try:
            raw.execute(BEGIN)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise _told(error, BEGIN) from None
            return False
        finally:
            raw.execute(PATIENCE)
        return True

    async def _in_thread(self, sql: str, values: Values) -> Sequence[Row]:
        try:
            return await self._connection.execute_fetchall(sql, values)  # type: ignore[return-value]  # a list, typed as Iterable
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

    def __init__(self, connection: aiosqlite.Connection, session: SqliteSession) -> None:
        """Use `open`."""
        self.dialect = sqlite_dialect()
        self._connection, self._session = connection, session

    @classmethod
    async def open(cls, path: str, *, by_key: bool = False) -> SqliteDriver:
        """
        Open or make the file, its owner's alone; `:memory:` keeps nothing. Raises StoreError.

        `by_key`: every read outside a transaction is of a row found by its key.
        """
        # aiosqlite writes the values of a statement to its log at DEBUG.
        logging.getLogger("aiosqlite").setLevel(logging.WARNING)
        if path != ":memory:":
            Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        made: list[sqlite3.Connection] = []

        def make(*given: Any, **named: Any) -> sqlite3.Connection:
            made.append(sqlite3.Connection(*given, **named))
            return made[0]

        # Used in the thread and on the loop, never at the same time.
        connection = await aiosqlite.connect(
            path,
            isolation_level=None,
            cached_statements=512,
            check_same_thread=False,
            factory=make,
        )
        connection.row_factory = sqlite3.Row
        try:
            for setting in _SETTINGS:
                await connection.execute_fetchall(setting)
        except sqlite3.Error as error:
            await connection.close()
            raise StoreError(f"{path} cannot be opened: {error}") from None
        return cls(connection, SqliteSession(connection, made[0], by_key=by_key))

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
