"""A store for each test, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from bot.store import KeyRing, Store, people
from tests.postgres import MARKS, empty_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

POSTGRES = pytest.param("postgres", marks=MARKS)


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    """A key ring in a file."""
    return KeyRing.create(tmp_path / "ring.json")


@pytest.fixture(params=["sqlite", POSTGRES])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "hjemvei.db")
    return await empty_database(request.getfixturevalue("postgres"))


@pytest.fixture
async def store(url: str, ring: KeyRing) -> AsyncIterator[Store]:
    """A store with its tables, on each database in turn."""
    async with await Store.open(url, None, ring) as opened:
        await opened.migrate(now=1)
        yield opened


@pytest.fixture
async def sqlite_store(tmp_path: Path, ring: KeyRing) -> AsyncIterator[Store]:
    """A store with its tables, on SQLite in a file."""
    async with await Store.open(str(tmp_path / "hjemvei.db"), None, ring) as opened:
        await opened.migrate(now=1)
        yield opened


@pytest.fixture
def new_id() -> Callable[[], int]:
    """Ids that are easy to read: 1000, 1001, ..."""
    return count(1000).__next__


@pytest.fixture
async def ada(store: Store) -> int:
    """A resident of the store: 7."""
    await store.transact(lambda tx: people.add(tx, people.Row(7, "active", "nb", 1, None, None)))
    return 7
