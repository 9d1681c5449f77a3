"""«Slett alt om meg», against everything that is left: the live files, the worker's side, the oldest backup."""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.domain import access, bindings, codes, outgoing, people, tasks
from bot.domain.appointments import appointments
from bot.domain.discharge import items
from bot.domain.housing import applications
from bot.domain.money import rent
from bot.domain.owners import handing_over
from bot.domain.relay import held, threads
from bot.domain.tonight import requests
from bot.lanes import intake
from bot.simulator.client import text_of
from bot.store import KeyRing, NoKey, Sealer, Store, Unreadable, erasure, to_us
from bot.store.backup import backup, restore
from bot.store.schema import SEALED
from bot.telegram import erasing

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator.client import Phone
    from bot.store import Tx
    from tests.conftest import House

NAME = "Kanarinavn"
CANARY = "kanarifugl i kjelleren"
LABELS = (
    access.LABEL, handing_over.LABEL,
    applications.LABEL, appointments.LABEL, bindings.RUN_LABEL, codes.LABEL, held.LABEL, held.ITEM_LABEL,
    outgoing.LABEL, people.LABEL, rent.LABEL, tasks.LABEL, threads.LABEL, requests.LABEL, items.LABEL,
    intake.LABEL, people.CHAT_LABEL, erasing.LABEL,
)  # fmt: skip


async def _sealers(path: Path, ring: KeyRing) -> list[Sealer]:
    """Every key that is left in a keys database."""
    with closing(sqlite3.connect(path)) as keys:
        rows = keys.execute("SELECT purpose, wrapped FROM keys").fetchall()
    return [Sealer(ring.unwrap(purpose, wrapped)) for purpose, wrapped in rows]


def _readable(path: Path, sealers: list[Sealer]) -> list[tuple[str, bytes]]:
    """Whatever these keys open in a data file, under any label we use, and every other value in clear."""
    found: list[tuple[str, bytes]] = []
    with closing(sqlite3.connect(path)) as data:
        data.row_factory = sqlite3.Row
        tables = data.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in data.execute(f"SELECT * FROM {table}").fetchall():
                numbers = {value for value in row if isinstance(value, int)}
                for value in row:
                    if not isinstance(value, bytes):
                        found.append((table, str(value).encode()))
                        continue
                    for sealer in sealers:
                        for label in LABELS:
                            for number in numbers if value[:1] == b"\x01" else ():
                                with contextlib.suppress(Unreadable):
                                    found.append((table, sealer.open(label, number, value)))
    return found


def _with(found: list[tuple[str, bytes]], *words: str) -> set[str]:
    return {table for table, value in found for word in words if word.encode() in value}


async def _lives(house: House, kari: Phone, mari: Phone) -> None:
    """A resident leaves words in as many places as there are."""
    await kari.says(f"{CANARY} 1")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.reads(CANARY)
    await mari.says(f"Svar om {CANARY}")
    await kari.presses("Les")
    await kari.reads(CANARY)
    await kari.says("/start")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await kari.presses("Ja")
    await kari.presses("Begynn")
    await kari.presses("På telefon")
    await kari.reads("Skriv nummer")
    await kari.says(f"{CANARY} 2")
    await kari.reads("Hvor bor du nå?")
    await kari.says(f"{CANARY} 3")
    await kari.reads(button="Send til Mari")
    await house.settled()


def _bytes(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.glob("hjemvei.db*")))


async def _bodies(store: Store, person_id: int) -> list[bytes]:
    """The sealed bytes themselves, which are to leave the files, the log of changes included."""

    async def read(tx: Tx) -> list[bytes]:
        return [
            row[0]
            for one in SEALED
            for row in await tx.all(
                f"SELECT {one.column} FROM {one.table}"
                f" WHERE {one.person} = ? AND {one.column} IS NOT NULL",
                person_id,
            )
        ]

    found = await store.read(read)
    assert len(found) > 5
    return found


async def _erases(kari: Phone) -> None:
    await kari.says("/start")
    await kari.reads("Hva kan jeg hjelpe deg med?")
    for label in ("Mer", "Hva dere vet om meg", "Slett alt om meg", "Ja, slett alt"):
        await kari.presses(label)


async def test_nothing_of_an_erased_person_can_be_read_again(house: House, tmp_path: Path) -> None:
    """Not in the live files, not with any key that is left, not in the oldest data backup with today's keys."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident(NAME, worker=mari)
    kari_id = await house.person(kari)
    store, ring = house.app.store, KeyRing.load(tmp_path / "keys.json")
    await _lives(house, kari, mari)
    await house.code(worker_id=await house.person(mari), name=f"{NAME} igjen")
    oldest = await backup(store, tmp_path / "copies", to_us(house.clock.now()))
    before = _readable(oldest.data, await _sealers(tmp_path / "keys.db", ring))
    assert {"people", "thread_messages", "held_items", "runs", "deliveries"} <= _with(
        before, CANARY, NAME
    )
    # An invitation carries a name, which only the invited can open.
    assert "codes" not in _with(before, NAME)
    assert not _with(before, str(kari.id), house.world.token) - {"accounts"}

    bodies = await _bodies(store, kari_id)
    await _erases(kari)
    await kari.reads("slettet")
    await house.settled()
    await house.app.handler.stop()

    with pytest.raises(NoKey):
        await store.keys.person(kari_id)
    sealers = await _sealers(tmp_path / "keys.db", ring)
    await backup(store, tmp_path / "copies", to_us(house.clock.now()) + 1)
    assert not _with(_readable(tmp_path / "hjemvei.db", sealers), CANARY, NAME)
    restored = tmp_path / "restored.db"
    await restore(oldest.data, restored)
    assert not _with(_readable(restored, sealers), CANARY, NAME)
    # The keys' own copy is one generation: the newer has taken the older one's place.
    assert [one.name for one in (tmp_path / "copies/keys").iterdir()] == ["keys.db"]
    assert len(list((tmp_path / "copies/data").iterdir())) == 2
    copied = await _sealers(tmp_path / "copies/keys/keys.db", ring)
    assert not _with(_readable(restored, copied), CANARY, NAME)

    async def left(tx: Tx) -> dict[str, int]:
        return {
            f"{table}.{column}": await tx.value(
                f"SELECT COUNT(*) FROM {table} WHERE {column} = ?", kari_id
            )
            for table, column in erasure.GONE
        }

    assert not any((await store.read(left)).values())
    assert not [sealed for sealed in bodies if sealed in _bytes(tmp_path)]
    # The worker's side stands, and says nothing of them.
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.reads("Du følger ikke opp noen")
    await mari.says("Er du der?")
    await mari.reads(lambda message: NAME not in str(message))
    # The same phone is a stranger's.
    await kari.says("Hei igjen")
    await kari.reads("Skal jeg sende dette")


async def test_a_power_cut_between_the_commit_and_the_key_leaves_no_key(house: House) -> None:
    """Committed as erased but with the key still there: it is destroyed before anything else at the next start."""
    kari = await house.resident(NAME)
    kari_id = await house.person(kari)

    async def nothing() -> None:
        """The power goes."""

    house.app.handler.finish_erasing = nothing  # type: ignore[method-assign]  # the crash
    await _erases(kari)
    await house.settled()
    await house.app.store.keys.person(kari_id)
    await house.stop()
    await house.start()
    with pytest.raises(NoKey):
        await house.app.store.keys.person(kari_id)
    assert await house.app.house.keys.identify("telegram", kari.id) is None
    await kari.reads("slettet")


async def test_what_is_written_before_the_key_is_gone_is_a_strangers_and_answered(
    house: House,
) -> None:
    """Between the commit of the erasing and the end of the key: nothing is dropped, and nobody knows whose it was."""
    kari = await house.resident(NAME)
    kari_id = await house.person(kari)
    house.app.handler.handled = lambda: None  # type: ignore[method-assign]  # nothing is finished yet
    await _erases(kari)
    await house.settled()
    await house.app.store.keys.person(kari_id)
    await kari.says("Hei, er det noen der?")
    await kari.reads("Skal jeg sende dette")
    assert await house.person(kari) != kari_id
    assert len([one for one in await kari.chat() if "slettet" in text_of(one)]) == 1
    with pytest.raises(NoKey):
        await house.app.store.keys.person(kari_id)


async def test_what_came_in_cannot_be_read_after_two_days(house: House, tmp_path: Path) -> None:
    """The day's key of the inbox is destroyed, and with it what a copy of that day still held."""
    kari = await house.phones.add("Kari")
    await kari.says("/start")
    await house.settled()
    first = house.clock.now().date()
    await house.app.store.keys.day(first)
    await house.phones.days(3)
    await house.app.ticker.tidy()
    with pytest.raises(NoKey):
        await house.app.store.keys.day(first)
