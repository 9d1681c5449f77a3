from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.store import SchemaError, Store, StoreError
from bot.store.keys import KEY_STEPS
from bot.store.migrations import Step, migrate, pending
from bot.store.schema import SEALED, STEPS

if TYPE_CHECKING:
    from bot.store import KeyRing, Tx


async def test_every_step_is_recorded_once(url: str, ring: KeyRing) -> None:
    """Migrating twice takes each step once; what is pending is told without changing anything."""
    names = [step.name for step in (*KEY_STEPS, *STEPS)]
    async with await Store.open(url, None, ring) as store:
        assert await store.pending() == names
        assert await store.pending() == names
        assert await store.migrate(now=5) == names
        assert await store.migrate(now=6) == []
        rows = await store.read(lambda tx: tx.all("SELECT name, taken_at FROM migrations"))
    assert [tuple(row) for row in rows] == [(step.name, 5) for step in STEPS]
    async with await Store.open(url, None, ring) as store:
        assert await store.pending() == []


async def test_a_step_that_fails_leaves_no_trace(store: Store) -> None:
    """A step and its record are one transaction: tables of a failed step are not there either."""
    broken = Step("9999-broken", ("CREATE TABLE half (id :id PRIMARY KEY)", "CREATE NONSENSE"))
    steps = [*STEPS, broken]
    with pytest.raises(StoreError):
        await migrate(store.data, steps, now=2)
    assert await pending(store.data, steps) == ["9999-broken"]
    exists = store.data.driver.dialect.table_exists
    assert await store.read(lambda tx: tx.one(exists, "half")) is None


async def test_a_step_may_move_rows(store: Store) -> None:
    """What a step does after its statements is in the same transaction."""

    async def fill(tx: Tx) -> None:
        await tx.execute("INSERT INTO extra VALUES (?, ?)", 1 << 62, 1)

    step = Step("9999-extra", ("CREATE TABLE extra (id :id PRIMARY KEY, on_off :bool)",), fill)
    assert await migrate(store.data, [*STEPS, step], now=2) == ["9999-extra"]
    assert await store.read(lambda tx: tx.value("SELECT id FROM extra WHERE on_off = 1")) == 1 << 62


async def test_a_newer_database_is_refused(store: Store) -> None:
    """An old program does not touch tables it does not know."""
    await migrate(store.data, [*STEPS, Step("9999-later")], now=2)
    with pytest.raises(SchemaError, match="newer"):
        await store.migrate(now=3)


async def test_every_blob_is_declared_as_sealed(store: Store) -> None:
    """A blob column says whose key seals it, so that erasure and export can find it."""
    declared = {(sealed.table, sealed.column) for sealed in SEALED}
    declared |= {("saved_answers", "body")}  # the staff key
    declared |= {("inbox", "payload"), ("audit", "reason")}  # the day's key, the staff key
    declared |= {("desk_links", "hash"), ("desk_sessions", "hash")}  # of random secrets
    declared |= {("desk_pushes", "hash")}  # of an address that a push service drew
    declared |= {("codes", "hash"), ("codes", "name")}  # of a random code; the staff key
    found = set()
    for step in STEPS:
        for statement in step.statements:
            words = statement.split()
            if words[:2] == ["CREATE", "TABLE"]:
                lines = [line.split() for line in statement.splitlines()[1:]]
                found |= {(words[2], line[0]) for line in lines if ":blob" in " ".join(line)}
    assert found == declared

    async def readable(tx: Tx) -> None:
        for sealed in SEALED:
            await tx.all(f"SELECT {sealed.column}, {sealed.person} FROM {sealed.table}")

    await store.read(readable)
