"""Steps from one set of tables to the next, each in one transaction with its own record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.store.database import Database, Tx


@dataclass(frozen=True)
class Step:
    """One step: its statements, then whatever else must happen in the same transaction.

    Once released a step is frozen; a change is a new step.
    """

    name: str
    statements: Sequence[str] = ()
    then: Callable[[Tx], Awaitable[None]] | None = None


async def pending(database: Database, steps: Sequence[Step]) -> list[str]:
    """The names of the steps still to be taken; changes nothing.

    Raises SchemaError if the database has taken steps that this version does not know.
    """
    taken = await database.read(lambda tx: _taken(tx, database.driver.dialect.table_exists))
    names = [step.name for step in steps]
    if taken != names[: len(taken)]:
        raise SchemaError("the database is newer than this version, or another's; update Hjemvei")
    return names[len(taken) :]


async def migrate(database: Database, steps: Sequence[Step], now: int) -> list[str]:
    """Take the pending steps, recorded as of `now` (microseconds); their names."""
    todo = await pending(database, steps)
    for step in steps:
        if step.name in todo:
            await _take(database, step, now)
    return todo


async def _take(database: Database, step: Step, now: int) -> None:
    async def body(tx: Tx) -> None:
        await tx.execute(
            "CREATE TABLE IF NOT EXISTS migrations"
            " (place :sequence, name :text NOT NULL UNIQUE, taken_at :int NOT NULL)"
        )
        for statement in step.statements:
            await tx.execute(statement)
        if step.then is not None:
            await step.then(tx)
        await tx.execute("INSERT INTO migrations (name, taken_at) VALUES (?, ?)", step.name, now)

    await database.transact(body)


async def _taken(tx: Tx, table_exists: str) -> list[str]:
    if await tx.one(table_exists, "migrations") is None:
        return []
    return [row[0] for row in await tx.all("SELECT name FROM migrations ORDER BY place")]
