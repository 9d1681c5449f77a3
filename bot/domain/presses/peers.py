"""Buttons of the peers' inbox: the list, one talk, answering it, passing it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import conversations, screens
from bot.domain.outgoing import Address, say
from bot.domain.row_ids import number
from bot.domain.talk import peers
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _peers(press: Press) -> Message | None:
    return await peers.inbox(press.turn, press.who)


async def _peer(press: Press) -> Message | None:
    shown = await peers.open_talk(press.turn, press.who, press.number)
    to = Address(press.who.id, press.number)
    await say(press.turn, to, shown, purpose="answer", reads=Thing.PEER)
    await screens.bury(press.turn, press.who.id)
    return None


async def _peer_answer(press: Press) -> Message | None:
    await peers.may_answer(press.turn, press.who, press.number)
    subject = press.number
    await conversations.start(
        press.turn, press.who, "peer_answer", press.came, subject=subject, fresh=True
    )
    return None


async def _peer_pass(press: Press) -> Message | None:
    return await peers.choose_other(press.turn, press.who, press.number)


async def _peer_give(press: Press) -> Message | None:
    resident, _, other = press.argument.partition(".")
    return await peers.pass_on(press.turn, press.who, number(resident), number(other))


PEERS_STAFF: dict[str, Act] = {
    "peers": _peers,
    "peer": _peer,
    "peer_answer": _peer_answer,
    "peer_pass": _peer_pass,
    "peer_give": _peer_give,
}
