"""What flows about talking and danger may name: who is told now, and who the peers are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.danger import duty
from bot.domain.talk import peers
from bot.domain.texts import t
from bot.flow.message import Moment, Text
from bot.store import peers as stored_peers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def urgent_reading(turn: Turn, who: Person) -> Text:
    """Who is told now if it is urgent, or when somebody reads: the same as for a flag of danger."""
    rungs = await duty.ladder(turn, who.id)
    if rungs:
        return t("danger.urgent", name=rungs[0].name)
    until = duty.reads_again(turn)
    if until is None or until <= turn.now:
        return t("danger.nobody_here", phone=turn.house.phone)
    return t("danger.urgent.nobody", until=Moment(until))


async def _peers(turn: Turn, who: Person) -> Text:
    return await peers.names(turn, who.id)


async def _peer_hours(turn: Turn, who: Person) -> Text:
    hours = turn.house.pack.peers.hours
    if not hours:
        return t("peer.hours.none")
    return t("peer.hours", hours=turn.house.hours(hours, who.language))


async def _has_peers(turn: Turn, _: Person) -> bool | None:
    return bool(await people.holders(turn, peers.ROLE))


async def _has_written(turn: Turn, who: Person) -> bool | None:
    return await stored_peers.thread(turn.tx, who.id) is not None


VALUES: dict[str, Callable[[Turn, Person], Awaitable[Text]]] = {
    "urgent_reading": urgent_reading,
    "peers": _peers,
    "peer_hours": _peer_hours,
}
FACTS: dict[str, Callable[[Turn, Person], Awaitable[bool | None]]] = {
    "has_peers": _has_peers,
    "has_written_to_peers": _has_written,
}
