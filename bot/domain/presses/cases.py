"""Buttons about cases: the officers' list, one case, what is done with it; and the resident's side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import access, conversations, menu
from bot.domain.cases import decisions, listing, moves, offers, standing, timeline
from bot.domain.outgoing import Address, say
from bot.domain.row_ids import number
from bot.domain.screens import bury
from bot.rules.access import Thing

if TYPE_CHECKING:
    from bot.domain.presses.pressing import Act, Press
    from bot.flow.message import Message


async def _about(press: Press, resident_id: int, shown: Message, reads: Thing) -> None:
    """A message of its own, sealed with the resident's key and asked about again when it leaves."""
    to = Address(press.who.id, resident_id)
    await say(press.turn, to, shown, purpose="answer", reads=reads)
    await bury(press.turn, press.who.id)


async def _cases(press: Press) -> Message | None:
    return await listing.screen(press.turn, press.who, number(press.argument or "0") % 10**6)


async def _case(press: Press) -> Message | None:
    shown = await listing.one(press.turn, press.who, press.number)
    await _about(press, press.number, shown, Thing.TIMELINE)
    return None


async def _start(press: Press, flow: str) -> None:
    await conversations.start(
        press.turn, press.who, flow, press.came, subject=press.number, fresh=True
    )


async def _step(press: Press) -> Message | None:
    await standing.ask(press.turn, press.who, "write", press.number)
    await _start(press, "application_step")
    return None


async def _make(press: Press) -> Message | None:
    await access.ask(press.turn, press.who, "write", Thing.OFFERS, press.number)
    await _start(press, "offer_home")
    return None


async def _decide(press: Press) -> Message | None:
    await standing.ask(press.turn, press.who, "write", press.number)
    await _start(press, "decision_card")
    return None


async def _withdraw(press: Press) -> Message | None:
    return await offers.ask_withdraw(press.turn, press.who, press.number)


async def _withdraw_yes(press: Press) -> Message | None:
    offer, _, revision = press.argument.partition(".")
    return await offers.withdraw(press.turn, press.who, number(offer), number(revision or "0"))


async def _take(press: Press) -> Message | None:
    return await moves.take(press.turn, press.who, press.number)


async def _to(press: Press) -> Message | None:
    return await moves.choose(press.turn, press.who, press.number)


async def _give(press: Press) -> Message | None:
    resident, _, to = press.argument.partition(".")
    return await moves.give(press.turn, press.who, number(resident), number(to))


def _with_a_way_back(shown: Message) -> Message:
    return msgspec.structs.replace(shown, rows=(*shown.rows, menu.BACK))


async def _my_application(press: Press) -> Message | None:
    return _with_a_way_back(await timeline.mine(press.turn, press.who))


async def _offer(press: Press) -> Message | None:
    await conversations.start(press.turn, press.who, "offer", press.came, fresh=True)
    return None


async def _decisions(press: Press) -> Message | None:
    return _with_a_way_back(await decisions.newest(press.turn, press.who))


async def _decision(press: Press) -> Message | None:
    return _with_a_way_back(await decisions.read(press.turn, press.who, press.number))


async def _appeal(press: Press) -> Message | None:
    return _with_a_way_back(await decisions.appeal(press.turn, press.who, press.number))


async def _appeal_undo(press: Press) -> Message | None:
    return _with_a_way_back(await decisions.appeal_undo(press.turn, press.who, press.number))


CASES_STAFF: dict[str, Act] = {
    "cases": _cases,
    "case": _case,
    "case_step": _step,
    "case_decide": _decide,
    "case_take": _take,
    "case_to": _to,
    "case_give": _give,
    "offer_make": _make,
    "offer_withdraw": _withdraw,
    "offer_withdraw_yes": _withdraw_yes,
}
CASES_RESIDENT: dict[str, Act] = {
    "my_application": _my_application,
    "offer": _offer,
    "decisions": _decisions,
    "decision": _decision,
    "appeal": _appeal,
    "appeal_undo": _appeal_undo,
}
