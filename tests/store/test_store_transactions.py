from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import asyncpg
import pytest

from bot.store import Conflict, Store, StoreError, kept
from bot.store.driver import Again

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store import KeyRing, Tx


class Crash(BaseException):
    """As if the power went."""


async def held(store: Store, key: str) -> str | None:
    """What is kept under a key."""
    return await store.read(lambda tx: kept.get(tx, key))


async def test_what_returns_is_committed(store: Store) -> None:
    """A body that returns is committed, and its value is handed on."""

    async def body(tx: Tx) -> str:
        await kept.put(tx, "a", "1")
        return "done"

    assert await store.transact(body) == "done"
    assert await held(store, "a") == "1"


async def test_what_raises_is_undone(store: Store) -> None:
    """A body that raises leaves nothing behind, and its error is the one that is told."""

    async def body(tx: Tx) -> None:
        await kept.put(tx, "a", "1")
        raise LookupError("ours")

    with pytest.raises(LookupError, match="ours"):
        await store.transact(body)
    assert await held(store, "a") is None


async def test_a_crash_at_any_statement_leaves_all_or_nothing(store: Store) -> None:
    """The hook is called before each statement and before COMMIT; what crashes there is undone."""
    seen: list[str] = []

    def crash_at(n: int) -> None:
        def hook(sql: str) -> None:
            seen.append(sql)
            if len(seen) == n:
                raise Crash

        seen.clear()
        store.before_statement = hook

    async def body(tx: Tx) -> None:
        await kept.put(tx, "a", "1")
        await kept.put(tx, "b", "1")

    for n in (1, 2, 3):
        crash_at(n)
        with pytest.raises(Crash):
            await store.transact(body)
        store.before_statement = None
        assert await held(store, "a") is None
    crash_at(99)
    await store.transact(body)
    assert [sql.split()[0] for sql in seen] == ["INSERT", "INSERT", "COMMIT"]


async def test_a_cancelled_caller_leaves_no_transaction_open(store: Store) -> None:
    """Who stops waiting does not stop the transaction: it ends whole, and the next one can begin."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def body(tx: Tx) -> None:
        await kept.put(tx, "a", "1")
        begun.set()
        await go_on.wait()
        await kept.put(tx, "b", "1")

    caller = asyncio.create_task(store.transact(body))
    await begun.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    later = asyncio.create_task(store.transact(lambda tx: kept.get(tx, "b")))
    await asyncio.sleep(0)
    assert not later.done()
    go_on.set()
    assert await later == "1"


async def test_cancelled_while_a_statement_runs_is_undone(sqlite_store: Store) -> None:
    """Even a transaction whose own task is cancelled in the middle of a statement is undone."""

    async def body(tx: Tx) -> None:
        await kept.put(tx, "a", "1")
        await kept.put(tx, "b", "1")

    for turns in range(1, 12):
        caller = asyncio.create_task(sqlite_store.data._write(body))
        for _ in range(turns):
            await asyncio.sleep(0)
        caller.cancel()
        try:
            await caller
        except asyncio.CancelledError:
            assert await held(sqlite_store, "a") == await held(sqlite_store, "b")
        await sqlite_store.transact(lambda tx: tx.execute("DELETE FROM settings_kv"))


async def test_concurrent_bodies_do_not_mix(store: Store) -> None:
    """Twenty tasks that read, wait and write one counter never see one another's halves."""

    async def body(tx: Tx) -> None:
        number = int(await kept.get(tx, "n") or 0)
        await asyncio.sleep(0)
        await kept.put(tx, "n", str(number + 1))

    async def failing(tx: Tx) -> None:
        await kept.put(tx, "n", "999")
        await asyncio.sleep(0)
        raise LookupError

    results = await asyncio.gather(
        *(store.transact(body if n % 3 else failing) for n in range(20)), return_exceptions=True
    )
    assert await held(store, "n") == str(sum(result is None for result in results)) == "13"


async def test_a_body_is_run_again_when_the_database_asks(store: Store) -> None:
    """A serialization failure undoes the first run and repeats the body."""
    runs = 0

    async def body(tx: Tx) -> None:
        nonlocal runs
        runs += 1
        await kept.put(tx, f"run {runs}", "1")
        if runs == 1:
            raise Again("serialization")

    await store.transact(body)
    assert await held(store, "run 1") is None
    assert await held(store, "run 2") == "1"


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
@pytest.mark.enable_socket
async def test_two_programs_on_one_postgres_are_serializable(store: Store, url: str) -> None:
    """A write skew with another connection is found and run again, not committed."""
    other = await asyncpg.connect(url)
    runs = 0

    async def body(tx: Tx) -> None:
        nonlocal runs
        runs += 1
        seen = await tx.value("SELECT COUNT(*) FROM settings_kv")
        if runs == 1:
            async with other.transaction(isolation="serializable"):
                number = await other.fetchval("SELECT COUNT(*) FROM settings_kv")
                await other.execute("INSERT INTO settings_kv VALUES ('theirs', $1)", str(number))
        await tx.execute("INSERT INTO settings_kv VALUES ('ours', ?)", str(seen))

    await store.transact(body)
    await other.close()
    assert runs == 2
    assert await held(store, "ours") == "1"


async def test_a_transaction_inside_a_transaction_is_refused(store: Store) -> None:
    """It would wait for itself for ever; it is refused with a sentence."""

    async def body(tx: Tx) -> None:
        await store.transact(lambda inner: kept.put(inner, "a", "1"))

    with pytest.raises(StoreError, match="pass the tx"):
        await store.transact(body)


async def test_a_tx_is_dead_after_its_body(store: Store) -> None:
    """A Tx carried out of its body cannot write behind the lock's back."""
    kept_tx: list[Tx] = []

    async def body(tx: Tx) -> None:
        kept_tx.append(tx)

    await store.transact(body)
    with pytest.raises(StoreError, match="ended"):
        await kept.put(kept_tx[0], "a", "1")


async def test_a_read_changes_nothing(store: Store) -> None:
    """A write inside a read is refused."""
    with pytest.raises(StoreError, match="transact"):
        await store.read(lambda tx: kept.put(tx, "a", "1"))


async def test_errors_name_no_values(store: Store) -> None:
    """What a statement was given is in no error: a log may hold them."""

    async def twice(tx: Tx) -> None:
        for _ in range(2):
            await tx.execute("INSERT INTO settings_kv VALUES (?, ?)", "kari@example.no", "x")

    async def wrong(tx: Tx) -> None:
        await tx.execute("INSERT INTO inbox (received_at) VALUES (?)", "kari@example.no")

    with pytest.raises(Conflict) as conflict:
        await store.transact(twice)
    with pytest.raises(StoreError) as other:
        await store.transact(wrong)
    for error in (conflict.value, other.value):
        assert "kari" not in f"{error} {error.__cause__}"
        assert error.__suppress_context__


async def test_rows_read_by_place_and_by_name(store: Store) -> None:
    """A row unpacks, and is read by position and by the column's name, on both databases."""

    async def body(tx: Tx) -> None:
        await tx.execute_many("INSERT INTO settings_kv VALUES (?, ?)", [("a", "1"), ("b", "2")])
        rows = await tx.all("SELECT key, value FROM settings_kv ORDER BY key")
        assert [tuple(row) for row in rows] == [("a", "1"), ("b", "2")]
        assert (rows[1]["value"], rows[1][0], len(rows)) == ("2", "b", 2)
        assert await tx.count("UPDATE settings_kv SET value = ?", "3") == 2
        assert await tx.one("SELECT key FROM settings_kv WHERE key = ?", "none") is None

    await store.transact(body)


async def test_sqlite_is_set_up_to_last(sqlite_store: Store, tmp_path: Path) -> None:
    """WAL, FULL, foreign keys, secure delete; and the file is its owner's alone."""

    async def body(tx: Tx) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        return [await tx.value(f"PRAGMA {name}") for name in names]

    assert await sqlite_store.read(body) == ["wal", 2, 1, 1, 5000]
    loose = await sqlite_store.read(
        lambda tx: tx.all("SELECT name FROM pragma_table_list WHERE NOT strict")
    )
    assert all(row["name"].startswith("sqlite_") for row in loose)
    assert (tmp_path / "hjemvei.db").stat().st_mode & 0o777 == 0o600


async def test_a_file_that_is_no_database_is_told(tmp_path: Path, ring: KeyRing) -> None:
    """Opening it fails with a sentence, and leaves no thread behind."""
    (tmp_path / "letter.db").write_text("Kjære kommune, " * 100)
    before = set(threading.enumerate())
    with pytest.raises(StoreError, match="cannot be opened"):
        await Store.open(str(tmp_path / "letter.db"), None, ring)
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=5)
        assert not thread.is_alive()


async def test_a_store_in_memory_keeps_its_keys_in_memory(ring: KeyRing) -> None:
    """For a trial: nothing is written anywhere."""
    async with await Store.open(":memory:", None, ring) as store:
        await store.migrate(now=1)
        await store.keys.make_person(1)
        await store.transact(lambda tx: kept.put(tx, "a", "1"))
        assert await held(store, "a") == "1"
