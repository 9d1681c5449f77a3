"""The keys database: who can be read at all, and which account a Telegram id is.

It lives apart from the data and from the data's backups. A row here without one there is
harmless; so keys are made first, and on erasure destroyed first.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from bot.store.errors import NoKey
from bot.store.migrations import Step
from bot.store.recent import Recent
from bot.store.sealing import KEY_BYTES, Sealer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from bot.store.database import Body, Database, Tx
    from bot.store.keyring import KeyRing

KEY_STEPS = (
    Step(
        "0001-keys",
        (
            # purpose: person:<id>, day:<yyyy-mm-dd>, staff, identities
            "CREATE TABLE keys (purpose :text PRIMARY KEY, wrapped :blob NOT NULL)",
            "CREATE TABLE identities (id_hash :blob PRIMARY KEY, account_id :id NOT NULL)",
            "CREATE INDEX identities_account ON identities (account_id)",
        ),
    ),
)


class Keys:
    """Person, day and staff keys, wrapped by the ring, and Telegram ids by keyed hash."""

    def __init__(self, database: Database, ring: KeyRing, *, remember: int = 4096) -> None:
        """Look up in `database`, keeping the `remember` latest answers in memory."""
        self.database = database
        self._ring = ring
        self._sealers: Recent[str, Sealer] = Recent(remember)
        self._accounts: Recent[bytes, int] = Recent(remember)
        self._hash_key: bytes | None = None
        self._changes = 0  # an answer from before a change is used, but not remembered

    async def person(self, person_id: int) -> Sealer:
        """The key of one person; raises NoKey if it was destroyed or never made."""
        return await self._get(f"person:{person_id}")

    async def make_person(self, person_id: int) -> Sealer:
        """The key of one person, made if missing; lasting when this returns."""
        return await self._make(f"person:{person_id}")

    async def destroy_person(self, person_id: int) -> None:
        """Nothing sealed for this person can be read again, in any copy of the data."""
        purpose = f"person:{person_id}"

        async def body(tx: Tx) -> None:
            await tx.execute("DELETE FROM keys WHERE purpose = ?", purpose)

        await self._destroy(body, lambda key: key == purpose)

    async def day(self, day: dt.date) -> Sealer:
        """The key of one day's inbox; raises NoKey if it was destroyed or never made."""
        return await self._get(f"day:{day.isoformat()}")

    async def make_day(self, day: dt.date) -> Sealer:
        """The key of one day's inbox, made if missing."""
        return await self._make(f"day:{day.isoformat()}")

    async def destroy_days_before(self, day: dt.date) -> None:
        """Nothing sealed for an earlier day can be read again."""
        first = f"day:{day.isoformat()}"

        async def body(tx: Tx) -> None:
            await tx.execute("DELETE FROM keys WHERE purpose >= 'day:' AND purpose < ?", first)

        await self._destroy(body, lambda key: "day:" <= key < first)

    async def staff(self) -> Sealer:
        """The key for what is about no resident: names of workers, notes between them."""
        return await self._make("staff")

    async def identify(self, platform: str, platform_id: int | str) -> int | None:
        """The account of a platform's id, or None; the id itself is stored nowhere."""
        id_hash = await self._hash(platform, platform_id)
        known = self._accounts.get(id_hash)
        if known is not None:
            return known
        seen = self._changes

        async def body(tx: Tx) -> int | None:
            account: int | None = await tx.value(
                "SELECT account_id FROM identities WHERE id_hash = ?", id_hash
            )
            return account

        account_id = await self.database.read(body)
        if account_id is not None and seen == self._changes:
            self._accounts.put(id_hash, account_id)
        return account_id

    async def remember(self, platform: str, platform_id: int | str, account_id: int) -> None:
        """From now on this platform's id is that account, whatever it was before."""
        id_hash = await self._hash(platform, platform_id)

        async def body(tx: Tx) -> None:
            await tx.execute(
                "INSERT INTO identities (id_hash, account_id) VALUES (?, ?)"
                " ON CONFLICT (id_hash) DO UPDATE SET account_id = excluded.account_id",
                id_hash,
                account_id,
            )

        await self.database.transact(body)
        self._changes += 1
        self._accounts.put(id_hash, account_id)

    async def forget(self, account_id: int) -> None:
        """No id leads to this account any more."""

        async def body(tx: Tx) -> None:
            await tx.execute("DELETE FROM identities WHERE account_id = ?", account_id)

        await self.database.transact(body)
        self._changes += 1
        self._accounts.forget(lambda _, known: known == account_id)
        await self.database.scrub("identities")

    async def rewrap(self) -> int:
        """Wrap every key with the ring's first master key, after a rotation; how many there are."""

        async def body(tx: Tx) -> int:
            rows = await tx.all("SELECT purpose, wrapped FROM keys")
            again = [
                (self._ring.wrap(purpose, self._ring.unwrap(purpose, wrapped)), purpose)
                for purpose, wrapped in rows
            ]
            await tx.execute_many("UPDATE keys SET wrapped = ? WHERE purpose = ?", again)
            return len(again)

        number = await self.database.transact(body)
        await self.database.scrub("keys")
        return number

    async def _get(self, purpose: str) -> Sealer:
        known = self._sealers.get(purpose)
        if known is not None:
            return known
        seen = self._changes
        wrapped = await self.database.read(lambda tx: _wrapped(tx, purpose))
        if wrapped is None:
            raise NoKey(f"no {purpose.partition(':')[0]} key: destroyed, or never made")
        sealer = Sealer(self._ring.unwrap(purpose, wrapped))
        if seen == self._changes:
            self._sealers.put(purpose, sealer)
        return sealer

    async def _make(self, purpose: str) -> Sealer:
        try:
            return await self._get(purpose)
        except NoKey:
            await self._insert(purpose)
            return await self._get(purpose)

    async def _insert(self, purpose: str) -> None:
        wrapped = self._ring.wrap(purpose, secrets.token_bytes(KEY_BYTES))

        async def body(tx: Tx) -> None:
            await tx.execute(
                "INSERT INTO keys (purpose, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING",
                purpose,
                wrapped,
            )

        await self.database.transact(body)

    async def _destroy(self, body: Body[None], gone: Callable[[str], bool]) -> None:
        await self.database.transact(body)
        self._changes += 1
        self._sealers.forget(lambda key, _: gone(key))
        await self.database.scrub("keys")

    async def _hash(self, platform: str, platform_id: int | str) -> bytes:
        if self._hash_key is None:
            purpose = "identities"
            wrapped = await self.database.read(lambda tx: _wrapped(tx, purpose))
            if wrapped is None:
                await self._insert(purpose)
                wrapped = await self.database.read(lambda tx: _wrapped(tx, purpose))
            if wrapped is None:
                raise NoKey("the key for hashing ids could not be made")
            self._hash_key = self._ring.unwrap(purpose, wrapped)
        return hmac.digest(self._hash_key, f"{platform}:{platform_id}".encode(), hashlib.sha256)


async def _wrapped(tx: Tx, purpose: str) -> bytes | None:
    wrapped: bytes | None = await tx.value("SELECT wrapped FROM keys WHERE purpose = ?", purpose)
    return wrapped
