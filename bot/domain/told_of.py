"""What became of notices of danger, and of what goes between a resident and the peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.danger import flags
from bot.domain.talk import peers

if TYPE_CHECKING:
    from bot.domain.turn import Turn


async def settled(turn: Turn, about: str, row: int, reader_id: int, *, came: bool) -> None:
    """It has left for its reader, or did not come through: whoever wrote is told which."""
    match about:
        case "danger":
            await flags.settled(turn, row, reader_id, came=came)
        case "peer":
            await peers.notice_settled(turn, row, reader_id, came=came)
        case "peer_answer":
            await peers.answer_settled(turn, row, came=came)
