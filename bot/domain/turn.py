"""One thing that happens: the transaction it happens in, the time, and the house around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from bot.domain.texts import t
from bot.pack.answers import show_hours, worker_opening
from bot.store import to_us

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping
    from zoneinfo import ZoneInfo

    from bot.domain.people import Profile
    from bot.domain.sent import Effect
    from bot.flow import Definition
    from bot.flow.message import Message, Text
    from bot.pack import Pack
    from bot.rules.opening import Opening
    from bot.store import Keys, Tx

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class House:
    """What does not change while the program runs: the pack, the flows, the keys, the bot's name."""

    pack: Pack
    flows: Mapping[str, Definition]
    effects: Mapping[str, Effect]
    keys: Keys
    zone: ZoneInfo
    bot_name: str
    desk: str = ""  # where staff find the desk; empty where there is none

    @property
    def team(self) -> Text:
        """How the municipality's own queue is named to a person without a worker."""
        return t("thread.contact.none", municipality=self.pack.municipality)

    @property
    def phone(self) -> str:
        """The number of the office: the bot is never the only channel."""
        return self.pack.office.phone.number

    @property
    def worker_opening(self) -> Opening:
        """When follow-up workers read, without holidays and the pack's closed days."""
        return worker_opening(self.pack)

    def hours(self, lines: Iterable[str], language: str) -> str:
        """Hours in words."""
        return show_hours(lines, language)

    def worker_hours(self, language: str) -> str:
        """When follow-up workers read, in words."""
        return show_hours(self.pack.workers.hours, language)


class Leaving(NamedTuple):
    """Who is erased, with the channel's numbers of what stands in their chat: what is recent can be deleted, what is older emptied."""

    person_id: int
    recent: tuple[int, ...] = ()
    older: tuple[int, ...] = ()


class Said(NamedTuple):
    """Something the house says in this turn, for a door that draws what it asked for itself."""

    recipient_id: int
    subject_id: int
    purpose: str
    message: Message


@dataclass(slots=True)
class Turn:
    """
    What a verb may use: nothing else reaches the world from inside a transaction.

    `caused_by` is the person whose own doing this is, or None for a timer. A body may run twice,
    so time, ids and a random `code` come from here; `erased`: whose key is to be destroyed then.
    `took_away`: what the person wrote just now leaves the chat. `cut`: an account is
    shut, and its chat is to be emptied. `about`: the flow, and the step
    that was answered, for the log. `said` is what is queued by it, in order. `soon`: something was
    planned for so soon that nobody may wait for the next tick. `kept` counts the words kept in it.
    `again`: something that was set aside is to be handled now. `fetch`: a file is to be fetched and read.
    `opened` holds each profile that was unsealed, beside what it was sealed as.
    """

    tx: Tx
    now: dt.datetime
    new_id: Callable[[], int]
    house: House
    caused_by: int | None = None
    code: str = ""
    erased: Leaving | None = None
    took_away: bool = False
    cut: bool = False
    about: tuple[str, str] | None = None
    said: list[Said] = field(default_factory=list)
    soon: dt.datetime | None = None
    kept: int = 0
    again: bool = False
    fetch: bool = False
    opened: dict[int, tuple[bytes | None, Profile]] = field(default_factory=dict)

    @property
    def at(self) -> int:
        """Now, in microseconds since the epoch, UTC."""
        return to_us(self.now)

    @property
    def today(self) -> dt.date:
        """Today's date where the municipality is."""
        return self.now.astimezone(self.house.zone).date()

    async def seal(self, person_id: int, label: str, row_id: int, value: object) -> bytes:
        """`value` as JSON under the person's key, bound to its row."""
        sealer = await self.house.keys.person(person_id)
        return sealer.seal(label, row_id, msgspec.json.encode(value))

    async def unseal(
        self, person_id: int, label: str, row_id: int, sealed: bytes, type_: type[S]
    ) -> S:
        """What `seal` put away; raises NoKey once the person is erased."""
        sealer = await self.house.keys.person(person_id)
        return msgspec.json.decode(sealer.open(label, row_id, sealed), type=type_)
