from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from bot.store import (
    BackupError,
    NoKey,
    Store,
    accounts,
    erasure,
    inbox,
    messages,
    people,
    runs,
    screens,
    tasks,
)
from bot.store.backup import backup, restore
from bot.store.schema import SEALED

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store import KeyRing, Tx

SECRET = b"min hemmelighet"


async def fill(store: Store, person_id: int) -> None:
    """A person with a run, an account, a screen, a task and a role."""
    sealer = await store.keys.make_person(person_id)
    run_id = person_id + 1

    async def body(tx: Tx) -> None:
        profile = sealer.seal("people.profile", person_id, SECRET)
        await people.add(tx, people.Row(person_id, "active", "nb", 1, None, profile))
        await people.grant(tx, person_id + 2, person_id, "worker", 1)
        chat = sealer.seal("accounts.chat", person_id + 3, SECRET)
        await accounts.add(tx, accounts.Row(person_id + 3, person_id, "telegram", chat, 1))
        answers = sealer.seal("runs.body", run_id, SECRET)
        await runs.add(
            tx, runs.Row(run_id, person_id, person_id, "apply", 1, "open", answers, 1, 1)
        )
        await messages.add(tx, messages.Sent(person_id + 4, person_id, "screen", person_id, 1))
        await messages.place(tx, [messages.Placed(person_id + 3, 9, person_id + 4, 1)])
        await screens.put(tx, person_id, person_id + 4, 1, run_id)
        note = sealer.seal("tasks.note", person_id + 5, SECRET)
        task = tasks.Row(person_id + 5, "call", person_id, "worker", None, None, 1, note=note)
        await tasks.add(tx, task)

    await store.transact(body)


async def test_the_oldest_backup_cannot_be_read_with_todays_keys(
    sqlite_store: Store, tmp_path: Path, ring: KeyRing
) -> None:
    """Erased is erased in our copies too: the key is gone, and no data copy ever held it."""
    await fill(sqlite_store, 100)
    await fill(sqlite_store, 200)
    oldest = await backup(sqlite_store, tmp_path / "copies", now=1_000_000)
    await sqlite_store.keys.destroy_person(100)
    await sqlite_store.transact(lambda tx: erasure.empty(tx, 100, 5))
    await backup(sqlite_store, tmp_path / "copies", now=2_000_000)

    restored = tmp_path / "restored.db"
    await restore(oldest.data, restored)
    async with await Store.open(str(restored), str(tmp_path / "keys.db"), ring) as again:
        run = await again.read(lambda tx: runs.by_id(tx, 101))
        assert run is not None
        assert run.body is not None
        with pytest.raises(NoKey):
            await again.keys.person(100)
        other = await again.read(lambda tx: runs.by_id(tx, 201))
        assert other is not None
        assert other.body is not None
        assert (await again.keys.person(200)).open("runs.body", 201, other.body) == SECRET

    held = [path.read_bytes() for path in (tmp_path / "copies").rglob("*.db")]
    assert len(held) == 3  # two generations of data, one of keys
    assert not any(SECRET in content for content in held)


async def test_the_copy_of_the_keys_is_one_generation(sqlite_store: Store, tmp_path: Path) -> None:
    """The next backup overwrites it, so that a destroyed key is gone from there as well."""
    await sqlite_store.keys.make_person(1)

    def wrapped() -> int:
        with closing(sqlite3.connect(copies.keys)) as connection:
            number: int = connection.execute("SELECT COUNT(*) FROM keys").fetchone()[0]
            return number

    copies = await backup(sqlite_store, tmp_path / "copies", now=1)
    assert wrapped() == 1
    await sqlite_store.keys.destroy_person(1)
    assert (await backup(sqlite_store, tmp_path / "copies", now=2)).keys == copies.keys
    assert wrapped() == 0
    with closing(sqlite3.connect(copies.data)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert not names & {"keys", "identities"}
    for path in copies:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_a_backup_carries_only_what_is_not_handled(
    sqlite_store: Store, tmp_path: Path
) -> None:
    """Payloads of rows handled or set aside are in no copy, not even in a page that is free."""
    names = ("waits", "done", "parked")
    arrivals = [
        inbox.Arrival(n, "telegram", name, "lane", "2026-11-22", b"payload of " + name.encode(), 1)
        for n, name in enumerate(names, start=1)
    ]
    rows = await sqlite_store.transact(lambda tx: inbox.take_in(tx, arrivals))
    await sqlite_store.transact(lambda tx: inbox.mark_done(tx, rows[1].id))
    await sqlite_store.transact(lambda tx: inbox.park(tx, rows[2].id, "KeyError", "x"))
    content = (await backup(sqlite_store, tmp_path / "copies", now=1)).data.read_bytes()
    assert [b"payload of " + name.encode() in content for name in names] == [True, False, False]


async def test_a_copy_is_never_put_over_a_database(sqlite_store: Store, tmp_path: Path) -> None:
    """Restoring needs an empty place and a whole copy."""
    copies = await backup(sqlite_store, tmp_path / "copies", now=1)
    with pytest.raises(BackupError, match="move it away"):
        await restore(copies.data, tmp_path / "hjemvei.db")
    copies.data.write_bytes(copies.data.read_bytes()[:5000])
    with pytest.raises(BackupError, match="damaged"):
        await restore(copies.data, tmp_path / "other.db")


async def test_a_copy_that_cannot_be_written_is_told(sqlite_store: Store, tmp_path: Path) -> None:
    """An error of SQLite's comes as one of ours, and names the place."""
    with pytest.raises(BackupError, match="could not be written"):
        await sqlite_store.data.copy_to(tmp_path / "nowhere" / "copy.db")


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
@pytest.mark.enable_socket
async def test_postgres_is_backed_up_by_its_own_tool(store: Store, tmp_path: Path) -> None:
    """The error names the tool."""
    with pytest.raises(BackupError, match="pg_dump"):
        await backup(store, tmp_path, now=1)


async def test_erasing_empties_every_sealed_column(store: Store) -> None:
    """Nothing sealed is left of the person, nothing runs on, and others keep theirs."""
    await fill(store, 100)
    await fill(store, 200)
    await store.keys.destroy_person(100)
    await store.transact(lambda tx: erasure.empty(tx, 100, 5))
    await store.data.scrub(*erasure.TABLES)

    async def left(tx: Tx, person_id: int) -> list[Any]:
        found = []
        for sealed in SEALED:
            sql = f"SELECT COUNT({sealed.column}) FROM {sealed.table} WHERE {sealed.person} = ?"
            found.append(await tx.value(sql, person_id))
        return found

    async def look(tx: Tx) -> None:
        assert set(await left(tx, 100)) == {0}
        assert sum(await left(tx, 200)) == 4
        person = await people.by_id(tx, 100)
        assert person is not None
        assert (person.state, person.profile) == ("erased", None)
        assert await accounts.of_person(tx, 100) is None
        assert await people.roles(tx, 100, 9) == []
        assert await runs.open_by(tx, 100) is None
        assert await screens.of(tx, 100) is None
        assert await messages.places(tx, 104) == []
        assert await runs.open_by(tx, 200) is not None
        assert await messages.places(tx, 204) != []

    await store.read(look)


async def test_erased_rows_are_out_of_the_files(sqlite_store: Store, tmp_path: Path) -> None:
    """Sealed bytes of the erased are in neither the database nor its log, even if unreadable."""
    await fill(sqlite_store, 100)
    run = await sqlite_store.read(lambda tx: runs.by_id(tx, 101))
    assert run is not None
    sealed = run.body or b""

    def somewhere() -> bool:
        return any(sealed in path.read_bytes() for path in tmp_path.glob("hjemvei.db*"))

    assert somewhere()
    await sqlite_store.transact(lambda tx: erasure.empty(tx, 100, 5))
    await sqlite_store.data.scrub(*erasure.TABLES)
    assert not somewhere()
