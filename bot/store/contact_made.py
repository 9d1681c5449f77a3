"""When both sides last were in touch, times without a phone, and help begun without a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.store.database import Tx


class Spoken(msgspec.Struct, frozen=True):
    """When each side last wrote, contact was last noted, and the worker was assigned; microseconds."""

    from_resident: int | None
    from_staff: int | None
    noted: int | None
    assigned: int | None


class Begun(msgspec.Struct, frozen=True):
    """Help that began on a date (ISO) before there was a decision."""

    id: int
    resident_id: int
    began_on: str
    by_id: int
    ended_at: int | None = None


async def spoken(tx: Tx, resident_id: int) -> Spoken:
    """When a resident and the one who follows them up were last in touch."""
    inbound = await tx.value(
        "SELECT MAX(created_at) FROM thread_messages WHERE resident_id = ? AND inbound = 1",
        resident_id,
    )
    outbound = await tx.value(
        "SELECT MAX(created_at) FROM thread_messages WHERE resident_id = ? AND inbound = 0",
        resident_id,
    )
    noted = await tx.value("SELECT MAX(at) FROM contacts WHERE resident_id = ?", resident_id)
    assigned = await tx.value(
        "SELECT MAX(valid_from) FROM assignments WHERE resident_id = ? AND valid_to IS NULL",
        resident_id,
    )
    return Spoken(inbound, outbound, noted, assigned)


async def note(tx: Tx, row_id: int, resident_id: int, how: str, at: int, by: int, now: int) -> None:
    """There was contact outside the chat."""
    await tx.execute(
        "INSERT INTO contacts (id, resident_id, how, at, by_id, noted_at) VALUES (?,?,?,?,?,?)",
        row_id,
        resident_id,
        how,
        at,
        by,
        now,
    )


async def phoneless(tx: Tx, resident_id: int) -> list[tuple[int, int]]:
    """Times without a phone, in order."""
    rows = await tx.all(
        "SELECT begins_at, ends_at FROM phoneless WHERE resident_id = ? ORDER BY begins_at, id",
        resident_id,
    )
    return [(row[0], row[1]) for row in rows]


async def set_phoneless(
    tx: Tx, row_id: int, resident_id: int, begins: int, ends: int, by: int
) -> None:
    """Without a phone from now on; what was said of it before ends."""
    await tx.execute(
        "UPDATE phoneless SET ends_at = ? WHERE resident_id = ? AND ends_at > ?",
        begins,
        resident_id,
        begins,
    )
    if ends > begins:
        await tx.execute(
            "INSERT INTO phoneless (id, resident_id, begins_at, ends_at, by_id) VALUES (?,?,?,?,?)",
            row_id,
            resident_id,
            begins,
            ends,
            by,
        )


async def without_phone_until(tx: Tx, resident_id: int, now: int) -> int | None:
    """When the time without a phone ends that is now; None where there is none."""
    found: int | None = await tx.value(
        "SELECT MAX(ends_at) FROM phoneless WHERE resident_id = ? AND begins_at <= ? AND ends_at > ?",
        resident_id,
        now,
        now,
    )
    return found


async def phone_is_back(tx: Tx, resident_id: int, now: int) -> bool:
    """The time without a phone that is now ends now; False where there is none."""
    changed = await tx.count(
        "UPDATE phoneless SET ends_at = ? WHERE resident_id = ? AND begins_at <= ? AND ends_at > ?",
        now,
        resident_id,
        now,
        now,
    )
    return changed > 0


async def let_go(tx: Tx, person_id: int, now: int) -> None:
    """What was held for somebody is asked about again now."""
    await tx.execute(
        "UPDATE deliveries SET not_before = ? WHERE recipient_id = ? AND state = 'queued'"
        " AND kind = 'send' AND not_before > ?",
        now,
        person_id,
        now,
    )


async def begin_help(tx: Tx, row: Begun, now: int) -> None:
    """Help has begun without a decision."""
    await tx.execute(
        "INSERT INTO begun_help (id, resident_id, began_on, by_id, noted_at) VALUES (?,?,?,?,?)",
        row.id,
        row.resident_id,
        row.began_on,
        row.by_id,
        now,
    )


async def begun(tx: Tx, resident_id: int) -> Begun | None:
    """Help begun for this resident that has neither been decided nor ended."""
    row = await tx.one(
        "SELECT id, resident_id, began_on, by_id, ended_at FROM begun_help "
        "WHERE resident_id = ? AND ended_at IS NULL ORDER BY id LIMIT 1",
        resident_id,
    )
    return Begun(row[0], row[1], row[2], row[3], row[4]) if row else None


async def end_help(tx: Tx, row_id: int, how: str, at: int) -> None:
    """It was decided, or it ended."""
    await tx.execute(
        "UPDATE begun_help SET ended_at = ?, ended_how = ? WHERE id = ?", at, how, row_id
    )
