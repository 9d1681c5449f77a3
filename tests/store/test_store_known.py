"""What a transaction has read is read once, until it writes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store import Store, Tx

ASK = "SELECT value FROM settings_kv WHERE key = ?"
PUT = "INSERT INTO settings_kv (key, value) VALUES (?, ?)"


async def test_a_question_asked_twice_is_read_once(store: Store) -> None:
    """The same question within one transaction goes to the database once; in the next, anew."""
    asked: list[str] = []
    store.before_statement = asked.append

    async def body(tx: Tx) -> None:
        for _ in range(3):
            assert await tx.value(ASK, "colour") is None

    await store.transact(body)
    assert asked.count(ASK) == 1
    await store.transact(body)
    assert asked.count(ASK) == 2


async def test_what_was_written_is_seen_at_once(store: Store) -> None:
    """A change of the table, by any kind of statement, is seen by the very next question."""

    async def body(tx: Tx) -> None:
        assert await tx.value(ASK, "colour") is None
        await tx.execute(PUT, "colour", "red")
        assert await tx.value(ASK, "colour") == "red"
        await tx.execute_many(
            "UPDATE settings_kv SET value = ? WHERE key = ?", [("blue", "colour")]
        )
        assert await tx.value(ASK, "colour") == "blue"
        changed = "UPDATE settings_kv SET value = 'green' WHERE key = ? RETURNING key"
        assert await tx.value(changed, "colour") == "colour"
        assert await tx.value(changed, "colour") == "colour"
        assert await tx.value(ASK, "colour") == "green"
        assert await tx.count("DELETE FROM settings_kv WHERE key = ?", "colour") == 1
        assert await tx.one(ASK, "colour") is None

    await store.transact(body)
