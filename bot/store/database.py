"""The one transaction: one writer, one lock, shielded from whoever asked for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from bot.store.driver import Again, Row
from bot.store.errors import StoreError
from bot.store.known import Known

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.driver import Driver, Session, Values

__all__ = ["Body", "Database", "Row", "Tx"]

T = TypeVar("T")
_TRIES = 8


class Tx:
    """One transaction, or one read, in whose body statements run."""

    __slots__ = ("_before", "_known", "_session", "_translate", "_write")

    def __init__(
        self, session: Session, driver: Driver, before: Callable[[str], None] | None, *, write: bool
    ) -> None:
        """Made by Database; lives as long as the body."""
        self._session: Session | None = session
        self._translate = driver.dialect.translate
        self._before = before
        self._write = write
        self._known = Known()

    def _ask(self, sql: str) -> Session:
        if self._session is None:
            raise StoreError("this transaction has ended; use it only inside its body")
        if self._before is not None:
            self._before(sql)
        return self._session

    def _change(self, sql: str) -> Session:
        if not self._write:
            raise StoreError(f"a read changes nothing; use transact for: {sql}")
        self._known.changed(sql)
        return self._ask(sql)

    async def all(self, sql: str, *values: Any) -> Sequence[Row]:
        """Every row; also for INSERT, UPDATE and DELETE ... RETURNING.

        Asked again before anything it names was written, it is not read again.
        """
        if self._session is not None:
            known = self._known.answer(sql, values)
            if known is not None:
                return known
        rows = await self._ask(sql).fetch(self._translate(sql), values)
        self._known.note(sql, values, rows)
        return rows

    def learn(self, sql: str, values: Values, rows: Sequence[Row]) -> None:
        """This question would be answered so, as another one has told: it is not read any more."""
        self._known.note(sql, tuple(values), rows)

    async def one(self, sql: str, *values: Any) -> Row | None:
        """The first row, or None."""
        rows = await self.all(sql, *values)
        return rows[0] if rows else None

    async def value(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, or None."""
        rows = await self.all(sql, *values)
        return rows[0][0] if rows else None

    async def execute(self, sql: str, *values: Any) -> None:
        """Run a statement without rows.

        It may wait for the next read, or for the commit; an error is raised there, and in either
        case ends the transaction.
        """
        await self._change(sql).later(self._translate(sql), values)

    async def execute_many(self, sql: str, rows: Sequence[Values]) -> None:
        """Run a statement once for each row of values, at the price of one; as `execute`."""
        if rows:
            await self._change(sql).later_many(self._translate(sql), rows)

    async def count(self, sql: str, *values: Any) -> int:
        """Run a statement without rows, now; how many rows it changed."""
        return await self._change(sql).count(self._translate(sql), values)

    def end(self) -> None:
        """From now on every use is refused."""
        self._session = None


Body = Callable[[Tx], Awaitable[T]]


class Database:
    """One database and the rule that only one transaction at a time may change it."""

    def __init__(self, driver: Driver) -> None:
        """Take over an open driver; `close` closes it."""
        self.driver = driver
        self.before_statement: Callable[[str], None] | None = None
        self._lock = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None  # whose transaction it is
        self._running: set[asyncio.Task[Any]] = set()

    async def transact(self, body: Body[T]) -> T:
        """Run `body` in one transaction and commit; undo it if it raises.

        The body may run more than once: it takes no time, randomness or I/O of its own. A
        cancelled caller stops waiting, and the transaction ends properly by itself.
        """
        return await self._shielded(self._write(body))

    async def read(self, body: Body[T]) -> T:
        """Run `body`, which only reads, against one state of the database."""
        return await self._shielded(self._read(body))

    async def _shielded(self, work: Coroutine[Any, Any, T]) -> T:
        if self._holder is not None and asyncio.current_task() is self._holder:
            work.close()
            raise StoreError(
                "a transaction inside a transaction would wait for itself; pass the tx"
            )
        # The task itself takes the lock: were it the caller, a cancelled caller would free the
        # lock while the transaction is still running.
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _write(self, body: Body[T]) -> T:
        async with self._lock:
            self._holder = asyncio.current_task()
            try:
                for _ in range(_TRIES - 1):
                    try:
                        return await self._attempt(body, write=True)
                    except Again:
                        continue
                return await self._attempt(body, write=True)
            finally:
                self._holder = None

    async def _read(self, body: Body[T]) -> T:
        if self.driver.reads_beside_writes:
            return await self._attempt(body, write=False)
        async with self._lock:
            self._holder = asyncio.current_task()
            try:
                return await self._attempt(body, write=False)
            finally:
                self._holder = None

    async def _attempt(self, body: Body[T], *, write: bool) -> T:
        before = self.before_statement
        session = await self.driver.acquire()
        tx = Tx(session, self.driver, before, write=write)
        try:
            await session.begin(write=write)
            result = await body(tx)
            tx.end()
            if write and before is not None:
                before("COMMIT")
            await session.commit()
        except BaseException:
            await session.rollback()
            raise
        else:
            return result
        finally:
            tx.end()
            await self.driver.release(session)

    async def scrub(self, *tables: str) -> None:
        """Take what was deleted from these tables, or emptied, out of the database's files."""
        async with self._lock:
            await self.driver.scrub(tables)

    async def copy_to(self, path: Path) -> None:
        """Write one consistent copy to a new file; raises BackupError on PostgreSQL."""
        async with self._lock:
            await self.driver.copy_to(path)

    async def close(self) -> None:
        """Let what is running end, then close."""
        while self._running:
            await asyncio.wait(self._running)
        await self.driver.close()
