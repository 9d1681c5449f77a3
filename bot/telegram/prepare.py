"""
What a delivery becomes at the moment of sending, in the room of the channel.

Whether it may still be said, whether it must wait, what may show on a lock screen, in which
language, and as which call: all of it is asked now, not when it was queued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.domain import leaving, people, told_of, typed, waiting
from bot.domain.mine.privacy import DELETABLE
from bot.domain.outgoing import LABEL, Content
from bot.domain.owners import handing_over, shared
from bot.domain.relay import own_files, threads
from bot.domain.remember.ringing import rings
from bot.domain.reminders import ledger as reminders
from bot.domain.texts import button, lines, t
from bot.domain.tonight import requests
from bot.domain.turn import Turn
from bot.rules.discretion import needs_cover
from bot.store import NoKey, accounts, deliveries, from_us, messages, random_id, sending, to_us
from bot.store import people as stored_people
from bot.telegram.prepared import Drop, Prepared, Stands, Wait
from bot.telegram.render import answering, to_delete, to_edit, to_edit_all, to_react, to_send

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.people import Person
    from bot.domain.turn import House
    from bot.flow.message import Message, Text
    from bot.i18n import Texts
    from bot.lanes.outcome import Outcome
    from bot.rules.discretion import Purpose
    from bot.store import Tx
    from bot.store.deliveries import Delivery
    from bot.telegram.prepared import Answer
    from bot.telegram.render import Call

PURPOSES: dict[str, Purpose] = {
    "screen": "screen",
    "answer": "screen",
    "relay": "relay",
    "receipt": "relay",
    "notice": "news",
    "news": "news",
    "tonight": "tonight",
    "reminder": "reminder",
}


class Preparer:
    """Asks everything anew for each delivery, and tells the domain what became of it."""

    def __init__(self, house: House, texts: Texts, clock: Clock) -> None:
        """Speak with `texts`, in the municipality's own time."""
        self._house, self._texts, self._clock = house, texts, clock

    def _turn(self, tx: Tx) -> Turn:
        return Turn(tx, self._clock.now(), random_id, self._house)

    async def prepare(self, tx: Tx, delivery: Delivery) -> Answer:
        """Prepared calls, or the word why not, or when to ask again."""
        turn = self._turn(tx)
        if delivery.expires_at is not None and delivery.expires_at <= turn.at:
            return Drop("expired")
        account = await accounts.of_person(tx, delivery.recipient_id)
        if account is None or account.chat is None or account.blocked_at is not None:
            if await people.at_desk(turn, delivery.recipient_id):
                return Stands()
            return Drop("no_account" if account is None or account.chat is None else "blocked")
        try:
            who = await people.person(turn, delivery.recipient_id)
            sealer = await self._house.keys.person(delivery.subject_id)
            chats = await self._house.keys.person(account.person_id)
        except NoKey:
            return Drop("erased")
        if who is None or delivery.body is None:
            return Drop("erased")
        content = msgspec.json.decode(sealer.open(LABEL, delivery.id, delivery.body), type=Content)
        subject_id, purpose = delivery.subject_id, delivery.purpose
        if not await leaving.may_still(turn, who, subject_id, purpose, content):
            return Drop("access")
        about, _, row = content.about.partition(":")
        if about == "timer":
            stands = await reminders.as_it_stands(turn, who, int(row), content.message)
            if stands is None:
                return Drop("cancelled")
            content = msgspec.structs.replace(content, message=stands)
        wait = await self._wait(turn, who, delivery, content)
        if wait is not None:
            return wait
        calls = await self._calls(turn, who, delivery, content, account.id)
        if not calls:
            return Drop("nothing_there")
        chat = int(chats.open(people.CHAT_LABEL, account.id, account.chat))
        return Prepared(chat, account.id, tuple(calls))

    async def _wait(
        self, turn: Turn, who: Person, delivery: Delivery, content: Content
    ) -> Wait | None:
        if delivery.kind != "send":
            return None
        caused = from_us(content.caused_at) if content.caused_at is not None else None
        moment = await waiting.until(
            turn, who, PURPOSES[delivery.purpose], caused, words=delivery.purpose == "relay"
        )
        return Wait(to_us(moment)) if moment is not None else None

    async def _calls(
        self, turn: Turn, who: Person, delivery: Delivery, content: Content, account_id: int
    ) -> list[Call]:
        def say(text: Text) -> str:
            return self._texts.say(text, who.language, self._house.zone)

        if delivery.kind == "send":
            message = self._covered(turn, who, delivery, content)
            doubt = delivery.reason == sending.DOUBT
            if doubt and delivery.purpose in {"relay", "reminder", "news"}:
                message = msgspec.structs.replace(
                    message, lines=(*message.lines, t("thread.twice"))
                )
            silent = content.silent or (
                who.is_staff and not rings(turn, who, delivery.purpose, content)
            )
            held = await own_files.brought(self._house, turn.tx, message)
            if held is None:
                return []
            calls = to_send(message, say, silent=silent, held=held)
            await _answers(turn, delivery, content, calls)
            return calls
        if content.platform_id is not None:
            return [to_delete(content.platform_id)]
        # Where it stands in another chat, of an account that is shut, is not this chat's number.
        everywhere = await messages.places(turn.tx, delivery.message_id)
        placed = [one for one in everywhere if one.account_id == account_id]
        if not placed:
            return []
        if content.reaction is not None:
            return [to_react(placed[-1].platform_message_id, content.reaction)]
        if delivery.kind == "edit":
            message = content.message or lines(t("message.emptied"))
            if await self._still_covered(turn, who, delivery):
                # A change of what has not been opened must not open it.
                message = _cover(delivery.message_id)
            return to_edit_all(message, say, [one.platform_message_id for one in placed])
        if turn.at - placed[-1].sent_at > DELETABLE:
            emptied = lines(t("message.emptied"))
            return [to_edit(emptied, say, one.platform_message_id) for one in placed]
        return [to_delete(one.platform_message_id) for one in placed]

    def _covered(self, turn: Turn, who: Person, delivery: Delivery, content: Content) -> Message:
        message = content.message or lines(t("message.emptied"))
        purpose: Purpose = "staff" if who.is_staff else PURPOSES[delivery.purpose]
        caused = from_us(content.caused_at) if content.caused_at is not None else None
        if not needs_cover(purpose, caused, turn.now, neutral=who.profile.neutral):
            return message
        return _cover(delivery.message_id)

    async def _still_covered(self, turn: Turn, who: Person, delivery: Delivery) -> bool:
        if who.is_staff or delivery.purpose != "relay" or not who.profile.neutral:
            return False
        return await threads.unread_cover(turn, delivery.message_id)

    async def settled(self, tx: Tx, delivery: Delivery, outcome: Outcome) -> None:
        """Tell whoever wanted to know, in the transaction that writes it down."""
        turn = self._turn(tx)
        if outcome.blocked and outcome.account_id:
            await accounts.set_blocked(tx, outcome.account_id, turn.at)
        if delivery.body is None:
            return
        await deliveries.empty_if_staffs(tx, delivery)
        if delivery.kind != "send":
            if outcome.state == "failed" and not outcome.blocked and not delivery.message_id:
                await typed.stays(turn, delivery.recipient_id, delivery.created_at)
            return
        subject = await stored_people.by_id(tx, delivery.subject_id)
        if subject is None or subject.state == "erased":
            return
        sealer = await self._house.keys.person(delivery.subject_id)
        content = msgspec.json.decode(sealer.open(LABEL, delivery.id, delivery.body), type=Content)
        about, _, row = content.about.partition(":")
        if not row.isdigit():
            return
        await self._tell(turn, about, int(row), delivery, outcome)

    async def _tell(
        self, turn: Turn, about: str, row: int, delivery: Delivery, outcome: Outcome
    ) -> None:
        came = outcome.state == "sent"
        match about:
            case "notice":
                await threads.notice_settled(turn, row, delivery.recipient_id, came=came)
            case "beside" if not came:
                await threads.beside_failed(turn, row)
            case "file" if not came:
                await threads.file_failed(turn, row, delivery.recipient_id)
            case "thread":
                if came:
                    await shared.arrived(turn, row)
                await threads.relay_settled(turn, row, came=came)
            case handing_over.ABOUT:
                await handing_over.settled(turn, row)
            case "danger" | "peer" | "peer_answer":
                await told_of.settled(turn, about, row, delivery.recipient_id, came=came)
            case "tonight":
                await requests.settled(turn, row, delivery.recipient_id, came=came)
            case "timer":
                expired = outcome.reason == "expired"
                await reminders.settled(turn, row, came=came, expired=expired)


def _cover(message_id: int) -> Message:
    return lines(t("thread.cover"), rows=((button("thread.read", "read", message_id),),))


async def _answers(turn: Turn, delivery: Delivery, content: Content, calls: list[Call]) -> None:
    """Let the message answer what it answers, where that stands in the same chat."""
    if content.reply_to is None:
        return
    stands = await messages.by_id(turn.tx, content.reply_to)
    placed = await messages.places(turn.tx, content.reply_to)
    if placed and stands is not None and stands.person_id == delivery.recipient_id:
        answering(calls, placed[0].platform_message_id, content.quote)
