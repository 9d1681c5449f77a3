from __future__ import annotations

import datetime as dt
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import KeyRing, KeyRingError, NoKey, Sealer, Store, Unreadable
from bot.store.recent import Recent

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store import Tx

DAY = dt.date(2026, 11, 22)


@given(data=st.binary(max_size=200), row=st.integers(0, 2**63 - 1), flip=st.integers(0))
def test_sealed_bytes_open_as_they_were_and_only_so(data: bytes, row: int, flip: int) -> None:
    """Any bytes come back whole; another row, label or key, or one changed bit, does not open."""
    sealer = Sealer(b"k" * 32)
    sealed = sealer.seal("runs.body", row, data)
    assert sealer.open("runs.body", row, sealed) == data
    broken = bytearray(sealed)
    broken[flip % len(sealed)] ^= 1
    for other, label, number, given_ in (
        (sealer, "runs.body", row + 1, sealed),
        (sealer, "runs.bod", row, sealed),
        (Sealer(b"l" * 32), "runs.body", row, sealed),
        (sealer, "runs.body", row, bytes(broken)),
        (sealer, "runs.body", row, sealed[:10]),
        (sealer, "runs.body", row, b""),
    ):
        with pytest.raises(Unreadable):
            other.open(label, number, given_)


def test_sealing_twice_gives_different_bytes() -> None:
    """Equal answers do not look equal: the nonce is random."""
    sealer = Sealer(b"k" * 32)
    assert sealer.seal("a.b", 1, b"ja") != sealer.seal("a.b", 1, b"ja")


def test_a_ring_is_its_owners_alone(tmp_path: Path) -> None:
    """The file is made unreadable for others, never overwritten, and refused when opened up."""
    path = tmp_path / "ring.json"
    KeyRing.create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(KeyRingError, match="never overwritten"):
        KeyRing.create(path)
    path.chmod(0o640)
    with pytest.raises(KeyRingError, match="chmod 600"):
        KeyRing.load(path)


@pytest.mark.parametrize(
    "text", ["", "{}", '{"keys": []}', '{"keys": ["??"]}', '{"keys": ["YQ=="]}']
)
def test_a_malformed_ring_is_told(tmp_path: Path, text: str) -> None:
    """A file that is not a ring is refused in words, not with a traceback of the parser."""
    path = tmp_path / "ring.json"
    path.touch(mode=0o600)
    path.write_text(text)
    with pytest.raises(KeyRingError):
        KeyRing.load(path)
    with pytest.raises(KeyRingError, match="cannot be read"):
        KeyRing.load(tmp_path / "none.json")


def test_after_a_rotation_both_keys_unwrap(tmp_path: Path) -> None:
    """The new key wraps, the old one still opens; a ring without the right key says so."""
    path = tmp_path / "ring.json"
    old = KeyRing.create(path)
    wrapped = old.wrap("person:1", b"secret")
    new = KeyRing.rotate(path)
    assert new.unwrap("person:1", wrapped) == b"secret"
    assert KeyRing.load(path).unwrap("person:1", new.wrap("person:1", b"x")) == b"x"
    with pytest.raises(Unreadable, match="not in this ring"):
        old.unwrap("person:1", new.wrap("person:1", b"x"))
    with pytest.raises(Unreadable):
        new.unwrap("person:2", wrapped)


async def test_a_persons_key_lasts_and_is_theirs_alone(
    store: Store, url: str, ring: KeyRing
) -> None:
    """After a restart the same key opens; another person's does not."""
    sealed = (await store.keys.make_person(1)).seal("a.b", 5, b"hei")
    assert await store.keys.make_person(1) is await store.keys.person(1)
    async with await Store.open(url, None, ring) as again:
        assert (await again.keys.person(1)).open("a.b", 5, sealed) == b"hei"
        with pytest.raises(Unreadable):
            (await again.keys.make_person(2)).open("a.b", 5, sealed)


async def test_a_destroyed_key_is_gone_at_once(store: Store) -> None:
    """Also from memory; the other keys stay."""
    await store.keys.make_person(1)
    await store.keys.make_person(11)
    await store.keys.destroy_person(1)
    with pytest.raises(NoKey):
        await store.keys.person(1)
    await store.keys.person(11)


async def test_days_are_destroyed_up_to_a_day(store: Store) -> None:
    """Earlier days go, the day itself and people stay; looking for a day never makes its key."""
    keys = store.keys
    await keys.make_person(1)
    for back in range(4):
        await keys.make_day(DAY - dt.timedelta(days=back))
    await keys.destroy_days_before(DAY - dt.timedelta(days=1))
    for back in (0, 1):
        await keys.day(DAY - dt.timedelta(days=back))
    for back in (2, 3, 4):
        with pytest.raises(NoKey):
            await keys.day(DAY - dt.timedelta(days=back))
    await keys.person(1)
    assert await keys.staff() is await keys.staff()


async def test_a_telegram_id_is_found_but_not_stored(store: Store) -> None:
    """An id leads to its account; the table holds a keyed hash, from which nobody can count back."""
    keys = store.keys
    assert await keys.identify("telegram", 5_000_000_001) is None
    await keys.remember("telegram", 5_000_000_001, 40)
    assert await keys.identify("telegram", 5_000_000_001) == 40
    assert await keys.identify("signal", 5_000_000_001) is None
    rows = await keys.database.read(lambda tx: tx.all("SELECT * FROM identities"))
    assert b"5000000001" not in bytes(rows[0]["id_hash"])
    await keys.remember("telegram", 5_000_000_001, 41)
    assert await keys.identify("telegram", 5_000_000_001) == 41
    await keys.forget(41)
    assert await keys.identify("telegram", 5_000_000_001) is None


async def test_identities_last_over_a_restart(store: Store, url: str, ring: KeyRing) -> None:
    """The key of the hash is kept, wrapped: the same id gives the same hash tomorrow."""
    await store.keys.remember("telegram", 5, 40)
    async with await Store.open(url, None, ring) as again:
        assert await again.keys.identify("telegram", 5) == 40


async def test_rewrapping_makes_old_master_keys_idle(
    store: Store, url: str, tmp_path: Path
) -> None:
    """After a rotation and rewrap the new master key alone opens everything."""
    sealed = (await store.keys.make_person(1)).seal("a.b", 5, b"hei")
    rotated = KeyRing.rotate(tmp_path / "ring.json")
    async with await Store.open(url, None, rotated) as again:
        assert await again.keys.rewrap() == 1
    async with await Store.open(url, None, KeyRing(rotated._keys[:1])) as last:
        assert (await last.keys.person(1)).open("a.b", 5, sealed) == b"hei"


async def test_keys_lie_apart_from_the_data(store: Store) -> None:
    """No table of the data database holds a key or an identity."""
    exists = store.data.driver.dialect.table_exists

    async def found(tx: Tx) -> list[bool]:
        return [await tx.one(exists, name) is not None for name in ("keys", "identities", "runs")]

    assert await store.read(found) == [False, False, True]


async def test_a_destroyed_key_is_out_of_the_files(sqlite_store: Store, tmp_path: Path) -> None:
    """Neither the file nor its write-ahead log holds the wrapped key after its destruction."""
    await sqlite_store.keys.make_person(1)
    wrapped: bytes = await sqlite_store.keys.database.read(
        lambda tx: tx.value("SELECT wrapped FROM keys WHERE purpose = ?", "person:1")
    )

    def somewhere() -> bool:
        return any(wrapped in path.read_bytes() for path in tmp_path.glob("keys.db*"))

    assert somewhere()
    await sqlite_store.keys.destroy_person(1)
    assert not somewhere()


def test_memory_is_bounded() -> None:
    """The value unused for longest is forgotten first."""
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert (recent.get("a"), recent.get("b"), recent.get("c"), len(recent)) == (1, None, 3, 2)
