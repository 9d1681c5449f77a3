"""«Slett alt om meg», after its commit: the keys are destroyed, the chat is emptied, and a last word is said."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from bot.domain.texts import t
from bot.store import erasure, farewells
from bot.store import people as stored_people
from bot.store.errors import NoKey, Unreadable
from bot.telegram import emptying
from bot.telegram.render import Call

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.turn import House, Turn
    from bot.i18n import Texts
    from bot.store import Store, Tx
    from bot.telegram.api import Api

LABEL = "farewell"


class Farewell(msgspec.Struct, frozen=True):
    """What is done in a chat whose person is erased: numbers to delete, older ones to empty, words."""

    chat: int
    words: str
    emptied: str
    recent: tuple[int, ...]
    older: tuple[int, ...]


class Eraser:
    """Does what no transaction can undo, once the erasing is committed; a power cut in between is made good at the start."""

    def __init__(self, house: House, store: Store, texts: Texts, api: Api) -> None:
        """Call `api` for the farewell alone: there is nobody left whom a delivery could address."""
        self._house, self._store, self._texts, self._api = house, store, texts, api
        self._one_at_a_time = asyncio.Lock()
        self.wanted = False

    async def note(self, turn: Turn, chat: int, language: str) -> None:
        """Within the transaction that erased somebody: keep the farewell, sealed with the key that is about to go."""
        self.wanted = True
        if turn.erased is None or not chat:
            return
        gone, zone = turn.erased, self._house.zone
        farewell = Farewell(
            chat,
            self._texts.say(t("about.erased"), language, zone),
            self._texts.say(t("message.emptied"), language, zone),
            gone.recent,
            gone.older,
        )
        sealed = await turn.seal(gone.person_id, LABEL, gone.person_id, farewell)
        await farewells.keep(turn.tx, gone.person_id, sealed)

    async def finish(self) -> None:
        """
        Destroy the keys of everybody who is erased, and say farewell; also asked at start.

        Reading comes after the commit: it waits for the one writer.
        """
        async with self._one_at_a_time:
            self.wanted = False
            gone = await self._store.read(stored_people.erased_with_accounts)
            if not gone:
                return
            last = await self._kept(gone)
            for person_id, account_ids in gone.items():
                await self._house.keys.destroy_person(person_id)
                for account_id in account_ids:
                    await self._house.keys.forget(account_id)

            async def forget(tx: Tx) -> None:
                await farewells.drop(tx, list(gone))
                await stored_people.forget_accounts(tx, list(gone))

            await self._store.data.scrub(*erasure.TABLES)
            await self._store.transact(forget)
        for farewell in last:
            await self._say(farewell)

    async def _kept(self, gone: Iterable[int]) -> list[Farewell]:
        kept: list[Farewell] = []
        for person_id, sealed in await self._store.read(farewells.waiting):
            if person_id not in gone:
                continue
            try:
                sealer = await self._house.keys.person(person_id)
                opened = sealer.open(LABEL, person_id, sealed)
            except (NoKey, Unreadable):
                # The power went after the key: whom to say it to cannot be read any more.
                continue
            kept.append(msgspec.json.decode(opened, type=Farewell))
        return kept

    async def _say(self, farewell: Farewell) -> None:
        api, chat = self._api, farewell.chat
        await emptying.empty(api, chat, farewell.recent, farewell.older, farewell.emptied)
        await emptying.attempt(api, chat, Call("sendMessage", {"text": farewell.words}))
