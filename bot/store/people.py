"""People, what they may do, and who follows up whom. Validity is from-including, to-excluding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.store.dialect import marks
from bot.store.standing import SINCE, UP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store import driver
    from bot.store.database import Tx


class Row(msgspec.Struct, frozen=True):
    """One person; `profile` is sealed, None once erased; `staff`: has ever held a role."""

    id: int
    state: str  # provisional, active, erased
    language: str
    created_at: int
    erase_at: int | None
    profile: bytes | None
    staff: bool = False


_COLUMNS = "id, state, language, created_at, erase_at, profile"
_PERSON = f"SELECT {_COLUMNS}, EXISTS (SELECT 1 FROM roles WHERE person_id = people.id) FROM people"
_BY_ID = f"{_PERSON} WHERE id = ?"
_NOW = "valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)"


async def add(tx: Tx, person: Row) -> None:
    """A new person."""
    await tx.execute(
        f"INSERT INTO people ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        person.id,
        person.state,
        person.language,
        person.created_at,
        person.erase_at,
        person.profile,
    )


async def by_id(tx: Tx, person_id: int) -> Row | None:
    """One person, erased or not."""
    row = await tx.one(_BY_ID, person_id)
    return _person(row) if row is not None else None


def _person(row: driver.Row) -> Row:
    return Row(row[0], row[1], row[2], row[3], row[4], row[5], staff=bool(row[6]))


async def several(tx: Tx, person_ids: Sequence[int]) -> dict[int, Row]:
    """These persons, erased or not, by their ids; at most some hundreds. `by_id` knows them then."""
    if not person_ids:
        return {}
    rows = await tx.all(
        f"{_PERSON} WHERE id IN ({marks(len(person_ids))})",
        *person_ids,
    )
    for row in rows:
        tx.learn(_BY_ID, (row[0],), [row])
    return {row[0]: _person(row) for row in rows}


async def set_profile(tx: Tx, person_id: int, profile: bytes) -> None:
    """Replace the sealed profile."""
    await tx.execute("UPDATE people SET profile = ? WHERE id = ?", profile, person_id)


async def set_language(tx: Tx, person_id: int, language: str) -> None:
    """Change the language."""
    await tx.execute("UPDATE people SET language = ? WHERE id = ?", language, person_id)


async def set_state(tx: Tx, person_id: int, state: str, erase_at: int | None) -> None:
    """Change the state, and when the person is erased by themselves, if ever."""
    await tx.execute(
        "UPDATE people SET state = ?, erase_at = ? WHERE id = ?", state, erase_at, person_id
    )


async def to_erase(tx: Tx, now: int) -> list[int]:
    """Those whose time is up."""
    rows = await tx.all(
        "SELECT id FROM people WHERE erase_at <= ? AND state <> 'erased' ORDER BY erase_at", now
    )
    return [row[0] for row in rows]


async def grant(tx: Tx, row_id: int, person_id: int, role: str, at: int) -> None:
    """Give a role from now on."""
    await tx.execute(
        "INSERT INTO roles (id, person_id, role, valid_from) VALUES (?, ?, ?, ?)",
        row_id,
        person_id,
        role,
        at,
    )


async def revoke(tx: Tx, person_id: int, role: str, at: int) -> None:
    """End a role now."""
    await tx.execute(
        "UPDATE roles SET valid_to = ? WHERE person_id = ? AND role = ? AND valid_to IS NULL",
        at,
        person_id,
        role,
    )


async def roles(tx: Tx, person_id: int, at: int) -> list[str]:
    """The roles held at a moment."""
    rows = await tx.all(
        f"SELECT DISTINCT role FROM roles WHERE person_id = ? AND {_NOW} ORDER BY role",
        person_id,
        at,
        at,
    )
    return [row[0] for row in rows]


async def holders(tx: Tx, role: str, at: int) -> list[int]:
    """Everybody who holds a role at a moment."""
    rows = await tx.all(
        f"SELECT DISTINCT person_id FROM roles WHERE role = ? AND {_NOW} ORDER BY person_id",
        role,
        at,
        at,
    )
    return [row[0] for row in rows]


async def assign(tx: Tx, row_id: int, resident_id: int, worker_id: int, at: int) -> None:
    """The resident's worker from now on; the former assignment ends at the same moment."""
    await unassign(tx, resident_id, at)
    await tx.execute(
        "INSERT INTO assignments (id, resident_id, worker_id, valid_from) VALUES (?, ?, ?, ?)",
        row_id,
        resident_id,
        worker_id,
        at,
    )


async def unassign(tx: Tx, resident_id: int, at: int) -> None:
    """The resident has no worker from now on."""
    await tx.execute(
        "UPDATE assignments SET valid_to = ? WHERE resident_id = ? AND valid_to IS NULL",
        at,
        resident_id,
    )


_WORKER = (
    f"SELECT worker_id FROM assignments WHERE resident_id = ? AND {_NOW}"
    " ORDER BY valid_from DESC LIMIT 1"
)


async def worker_of(tx: Tx, resident_id: int, at: int) -> int | None:
    """The worker assigned to a resident at a moment."""
    worker_id: int | None = await tx.value(_WORKER, resident_id, at, at)
    return worker_id


async def learn_workers(tx: Tx, resident_ids: Sequence[int], at: int) -> None:
    """Ask for the workers of all these residents at once: `worker_of` knows them then."""
    if not resident_ids:
        return
    rows = await tx.all(
        f"SELECT worker_id, resident_id FROM assignments WHERE {_NOW}"
        f" AND resident_id IN ({marks(len(resident_ids))}) ORDER BY valid_from",
        at,
        at,
        *resident_ids,
    )
    newest = {row[1]: row for row in rows}
    for resident_id in resident_ids:
        found = [newest[resident_id]] if resident_id in newest else []
        tx.learn(_WORKER, (resident_id, at, at), found)


async def residents_of(tx: Tx, worker_id: int, at: int) -> list[int]:
    """The residents assigned to a worker at a moment."""
    rows = await tx.all(
        f"SELECT resident_id FROM assignments WHERE worker_id = ? AND {_NOW} ORDER BY resident_id",
        worker_id,
        at,
        at,
    )
    return [row[0] for row in rows]


async def stand_in(
    tx: Tx, row_id: int, worker_id: int, stand_in_id: int | None, since: int, until: int | None
) -> None:
    """The worker is away for a time; somebody, or nobody yet, stands in."""
    await tx.execute(
        "INSERT INTO stand_ins (id, worker_id, stand_in_id, valid_from, valid_to)"
        " VALUES (?, ?, ?, ?, ?)",
        row_id,
        worker_id,
        stand_in_id,
        since,
        until,
    )


async def end_stand_in(tx: Tx, worker_id: int, at: int) -> None:
    """The worker is back."""
    await tx.execute(
        f"UPDATE stand_ins SET valid_to = ? WHERE worker_id = ? AND {_NOW}", at, worker_id, at, at
    )


async def stand_in_of(tx: Tx, worker_id: int, at: int) -> int | None:
    """Who stands in at a moment: a person's id, 0 for nobody, None if the worker is not away."""
    row = await tx.one(
        f"SELECT stand_in_id FROM stand_ins WHERE worker_id = ? AND {_NOW}"
        " ORDER BY valid_from DESC LIMIT 1",
        worker_id,
        at,
        at,
    )
    return None if row is None else row[0] or 0


async def stood_in_for(tx: Tx, stand_in_id: int, at: int) -> list[int]:
    """The workers somebody stands in for at a moment, also for want of a stand-in who is away."""
    rows = await tx.all(UP, stand_in_id, at, at, at, at)
    return sorted(row[0] for row in rows)


async def erased_with_accounts(tx: Tx) -> dict[int, list[int]]:
    """Everybody erased whose keys may still be there, with the accounts they had."""
    rows = await tx.all(
        "SELECT p.id, a.id FROM people p LEFT JOIN accounts a ON a.person_id = p.id"
        " WHERE p.state = 'erased' AND p.language <> ''"
    )
    found: dict[int, list[int]] = {}
    for person_id, account_id in rows:
        found.setdefault(person_id, [])
        if account_id is not None:
            found[person_id].append(account_id)
    return found


async def forget_accounts(tx: Tx, person_ids: list[int]) -> None:
    """Their keys are destroyed: what is left of them is a number."""
    await tx.execute_many(
        "DELETE FROM accounts WHERE person_id = ?", [(person_id,) for person_id in person_ids]
    )
    await tx.execute_many(
        "UPDATE people SET language = '' WHERE id = ?", [(person_id,) for person_id in person_ids]
    )


async def next_erase(tx: Tx) -> int | None:
    """When the next provisional person's time is up."""
    moment: int | None = await tx.value("SELECT MIN(erase_at) FROM people WHERE erase_at > 0")
    return moment


async def looked_at(tx: Tx, person_id: int, erase_at: int) -> None:
    """Their lane is asked about it; if nothing comes of that, it is asked again later."""
    await tx.execute("UPDATE people SET erase_at = ? WHERE id = ?", erase_at, person_id)


async def standing_in_since(tx: Tx, reader_id: int, resident_id: int, at: int) -> int | None:
    """Since when somebody stands in for this resident's worker; None if they do not now."""
    if not await stood_in_for(tx, reader_id, at):
        return None  # for nobody, which is asked once
    found: int | None = await tx.value(SINCE, resident_id, *(at,) * 6, reader_id)
    return found
