"""Copies: the data without the keys, in as many generations as you like; the keys in one.

The two must never be kept together for long: a key that was destroyed lives on in a copy of the
keys. So that copy is overwritten each time, and no data backup ever holds one.

To restore: `restore` the wanted data copy to the place of the database while the bot stands
still, leave `keys.db` as it is, and start. Who was erased since stays unreadable. Only if
`keys.db` itself is lost, put back its copy, and then erase anew those erased since it was made.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from bot.store.errors import BackupError
from bot.store.times import from_us

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.store.database import Database
    from bot.store.store import Store


class Copies(NamedTuple):
    """The files written."""

    data: Path
    keys: Path


async def backup(store: Store, folder: Path, now: int) -> Copies:
    """Write `folder/data/hjemvei-<time>.db`, and `folder/keys/keys.db` over the former one.

    Rows of the inbox that were handled or set aside go without their payload. Raises BackupError
    on PostgreSQL, which has tools of its own.
    """
    name = f"hjemvei-{from_us(now):%Y%m%dT%H%M%S%fZ}.db"
    data = await _copy(store.data, folder / "data" / name, _only_unhandled)
    keys = await _copy(store.keys.database, folder / "keys" / "keys.db", None)
    return Copies(data, keys)


async def restore(copy: Path, target: Path) -> None:
    """Put a data copy in the place of a database; raises BackupError if one is there already."""
    await asyncio.to_thread(_restore, copy, target)


async def _copy(database: Database, path: Path, then: Callable[[Path], None] | None) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    await database.copy_to(fresh)
    await asyncio.to_thread(_finish, fresh, path, then)
    return path


def _finish(fresh: Path, path: Path, then: Callable[[Path], None] | None) -> None:
    fresh.chmod(0o600)
    if then is not None:
        then(fresh)
    _check(fresh)
    _sync(fresh)
    fresh.replace(path)
    _sync(path.parent)


def _only_unhandled(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("UPDATE inbox SET payload = NULL WHERE state <> 'new'")
        connection.execute("VACUUM")


def _check(path: Path) -> None:
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error:
        found = "unreadable"
    if found != "ok":
        raise BackupError(f"{path} is damaged; take another copy")


def _restore(copy: Path, target: Path) -> None:
    _check(copy)
    if target.exists():
        raise BackupError(f"{target} is there already; move it away first, with its -wal and -shm")
    number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(copy.read_bytes())
    _sync(target)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
