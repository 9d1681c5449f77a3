"""The store: the data, the keys apart from it, and one transaction at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import urlsplit, urlunsplit

from bot.store.database import Body, Database
from bot.store.keys import KEY_STEPS, Keys
from bot.store.migrations import migrate, pending
from bot.store.schema import STEPS
from bot.store.sqlite import SqliteDriver

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from bot.store.keyring import KeyRing

T = TypeVar("T")


class Store:
    """Two databases that are never copied together: `data`, and `keys` which makes it readable."""

    def __init__(self, data: Database, keys: Keys) -> None:
        """Use `open`."""
        self.data = data
        self.keys = keys

    @classmethod
    async def open(cls, url: str, keys_url: str | None, ring: KeyRing) -> Store:
        """Open both databases, without changing their tables.

        `url` is a path, `sqlite:///path`, `:memory:` or `postgresql://...`. Without `keys_url` the
        keys are in `keys.db` beside the data, or in a PostgreSQL database `<name>_keys`, made
        if missing.
        """
        keys_url = keys_url or _beside(url)
        data = await _open(url, url)
        try:
            keys = await _open(keys_url, url, by_key=True)
        except BaseException:
            await data.close()
            raise
        return cls(data, Keys(keys, ring))

    async def migrate(self, now: int) -> list[str]:
        """Bring the tables of both databases up to date; the names of the steps taken."""
        return [
            *await migrate(self.keys.database, KEY_STEPS, now),
            *await migrate(self.data, STEPS, now),
        ]

    async def pending(self) -> list[str]:
        """The steps that `migrate` would take; changes nothing. Raises SchemaError if too new."""
        return [
            *await pending(self.keys.database, KEY_STEPS),
            *await pending(self.data, STEPS),
        ]

    async def transact(self, body: Body[T]) -> T:
        """Run `body` in the one write transaction of the data; see Database.transact."""
        return await self.data.transact(body)

    async def read(self, body: Body[T]) -> T:
        """Run `body`, which only reads the data."""
        return await self.data.read(body)

    @property
    def before_statement(self) -> Callable[[str], None] | None:
        """Called before every statement and COMMIT on the data; a test may raise from it."""
        return self.data.before_statement

    @before_statement.setter
    def before_statement(self, hook: Callable[[str], None] | None) -> None:
        self.data.before_statement = hook

    async def close(self) -> None:
        """Let what is running end, then close both."""
        await self.data.close()
        await self.keys.database.close()

    async def __aenter__(self) -> Self:
        """The store itself."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        await self.close()


async def _open(url: str, main_url: str, *, by_key: bool = False) -> Database:
    if _is_postgres(url):
        # Some megabytes that SQLite has no use for.
        from bot.store.postgres import PostgresDriver, open_or_create  # noqa: PLC0415 - as said

        if url == main_url:
            return Database(await PostgresDriver.open(url))
        return Database(await open_or_create(url, main_url))
    return Database(await SqliteDriver.open(_path(url), by_key=by_key))


def _is_postgres(url: str) -> bool:
    return url.startswith(("postgresql://", "postgres://"))


def _path(url: str) -> str:
    return url.removeprefix("sqlite:///") or ":memory:"


def _beside(url: str) -> str:
    if _is_postgres(url):
        parts = urlsplit(url)
        return urlunsplit(parts._replace(path=parts.path + "_keys"))
    path = _path(url)
    return path if path == ":memory:" else str(Path(path).with_name("keys.db"))
