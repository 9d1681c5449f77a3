"""«Les»: what lies under a cover is shown by changing the message, which rings nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import leaving
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import LABEL, Address, Content, amend, say
from bot.domain.owners import shared
from bot.domain.relay import threads
from bot.domain.talk import peers
from bot.domain.texts import t
from bot.flow.message import Moment
from bot.store import crossing, deliveries, from_us, messages

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn


async def reveal(turn: Turn, who: Person, message_id: int) -> None:
    """
    Show what one of our messages to this person says, and note that it was opened.

    Raises Told for a message that is not theirs or is no longer kept, Refused for one about
    somebody they may no longer read.
    """
    sent = await messages.by_id(turn.tx, message_id)
    if sent is None or sent.person_id != who.id:
        raise Told("came.not_yours")
    delivery = await deliveries.latest_of(turn.tx, message_id)
    if delivery is None or delivery.body is None:
        raise Told("thread.gone")
    content = await turn.unseal(delivery.subject_id, LABEL, delivery.id, delivery.body, Content)
    if not await leaving.may_still(turn, who, delivery.subject_id, delivery.purpose, content):
        raise Refused("staff.refused")
    if content.message is None:
        raise Told("thread.gone")
    subject_id = sent.subject_id or who.id
    to = Address(who.id, subject_id)
    shown = content.message
    if delivery.expires_at is not None and delivery.expires_at <= turn.at:
        # Read when its time is over: it says of which day it speaks.
        late = t("thread.late", date=Moment(from_us(delivery.created_at), "day"))
        shown = msgspec.structs.replace(shown, lines=(late, *shown.lines))
    if shown.media is not None or shown.paper is not None or shown.album:
        # Words cannot be changed into a file: it comes beside them, without a sound.
        alone = msgspec.structs.replace(shown, lines=())
        shown = msgspec.structs.replace(shown, media=None, paper=None, album=())
        shows = await crossing.shown_in(turn.tx, message_id)
        about = f"beside:{shows[0].thread_id}" if shows else ""
        beside = await say(turn, to, alone, purpose="relay", silent=True, about=about)
        await crossing.show(
            turn.tx,
            [
                crossing.Showing(beside, one.thread_id, who.id, subject_id, crossing.FILE)
                for one in shows
            ],
        )
    await amend(turn, to, message_id, shown, purpose="relay")
    await threads.read_by_resident(turn, who, message_id)
    await shared.spoken_to(turn, who, message_id)
    await peers.read_by_resident(turn, who, message_id)
