"""Chats that are emptied without a delivery: of a person who is erased, of an account that is shut."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.mine import privacy
from bot.domain.texts import t
from bot.store import NoKey, accounts, messages, phone_moves, to_us
from bot.telegram import emptying
from bot.telegram.render import Call

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.turn import House
    from bot.i18n import Texts
    from bot.store import Store, Tx
    from bot.telegram.api import Api


class Shut:
    """Each call for itself: what Telegram refuses stands in the way of nothing else."""

    def __init__(self, house: House, store: Store, texts: Texts, api: Api, clock: Clock) -> None:
        """Call `api` directly: no account leads to these chats any more."""
        self._house, self._store, self._texts = house, store, texts
        self._api, self._clock = api, clock

    async def finish_cutting(self) -> None:
        """Empty the chats of accounts shut for a new phone; asked at start and now and then too."""
        for move in await self._store.read(phone_moves.unswept):
            account, stand = await self._store.read(partial(_standing, account_id=move.account_id))
            if account is not None and account.chat is not None:
                try:
                    sealer = await self._house.keys.person(account.person_id)
                except NoKey:
                    continue
                chat = int(sealer.open(people.CHAT_LABEL, account.id, account.chat))
                await self.empty(chat, *privacy.by_age(stand, to_us(self._clock.now())))
            await self._store.transact(partial(phone_moves.swept, account_id=move.account_id))

    async def closed(self, chat: int, language: str) -> None:
        """Whoever holds the old phone is told nothing but that it is over here."""
        await self.say(chat, self._texts.say(t("phone.closed"), language, self._house.zone))

    async def say(self, chat: int, words: str) -> None:
        """Some words into a chat without an account."""
        await emptying.attempt(self._api, chat, Call("sendMessage", {"text": words}))

    async def empty(
        self, chat: int, recent: tuple[int, ...], older: tuple[int, ...], emptied: str = ""
    ) -> None:
        """Delete what is recent, and empty what is too old for that."""
        emptied = emptied or self._texts.say(t("message.emptied"), "nb", self._house.zone)
        await emptying.empty(self._api, chat, recent, older, emptied)


async def _standing(tx: Tx, account_id: int) -> tuple[accounts.Row | None, list[messages.Standing]]:
    return await accounts.by_id(tx, account_id), await messages.standing(tx, account_id)
