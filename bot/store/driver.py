"""What the store asks of a database: sessions that begin, run statements, and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from bot.store.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.dialect import Dialect

T = TypeVar("T")
Values = Sequence[Any]


class Again(StoreError):  # reads as what to do
    """The database asks for the whole transaction to be run once more."""


class Row(Protocol):
    """One row: by position, by name, or unpacked into a struct."""

    def __getitem__(self, key: int | str, /) -> Any:
        """The value of one column."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """The values in the order of the columns."""
        ...

    def __len__(self) -> int:
        """How many columns there are."""
        ...


class Session(Protocol):
    """One connection while one transaction, or one read, has it to itself."""

    async def begin(self, *, write: bool) -> None:
        """Begin; may wait until the first statement."""
        ...

    async def commit(self) -> None:
        """Make it last."""
        ...

    async def rollback(self) -> None:
        """Undo; never raises, so that the first error is the one that is told."""
        ...

    async def later(self, sql: str, values: Values) -> None:
        """Run one statement, at the latest with the next fetch or the commit."""
        ...

    async def later_many(self, sql: str, rows: Sequence[Values]) -> None:
        """Run one statement for each row of values, at the latest as `later`."""
        ...

    async def fetch(self, sql: str, values: Values) -> Sequence[Row]:
        """Run what is still to be run, then one statement, and return its rows."""
        ...

    async def count(self, sql: str, values: Values) -> int:
        """Run what is still to be run, then one statement; how many rows it changed."""
        ...


class Driver(Protocol):
    """One database, open."""

    dialect: Dialect
    reads_beside_writes: bool

    async def acquire(self) -> Session:
        """A session of one's own until it is released."""
        ...

    async def release(self, session: Session) -> None:
        """Give the session back."""
        ...

    async def scrub(self, tables: Sequence[str]) -> None:
        """Take what was deleted from these tables out of the files; outside any transaction."""
        ...

    async def copy_to(self, path: Path) -> None:
        """Write one consistent copy; raises BackupError where that is another tool's work."""
        ...

    async def close(self) -> None:
        """Close every connection."""
        ...


def row_of(kind: type[T], row: Row | None) -> T | None:
    """The row as a struct whose fields stand in the order of the columns, or None."""
    return None if row is None else kind(*row)


def rows_of(kind: type[T], rows: Sequence[Row]) -> list[T]:
    """The rows as structs."""
    return [kind(*row) for row in rows]
