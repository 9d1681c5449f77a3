"""An emoji put on somebody's words: it stands under the same words in the writer's own chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import Told
from bot.domain.outgoing import Address, react, say
from bot.domain.relay import answers, thread_access
from bot.domain.screens import bury
from bot.domain.texts import lines, t
from bot.flow.message import verbatim
from bot.store import crossing, messages, reactions, threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.store.threads import ThreadMessage

LABEL = "reaction"
# Of those that a bot may put on a message (Bot API, ReactionTypeEmoji), the ones a colleague needs.
OFFERED = ("👍", "❤", "🙏", "👏", "🎉", "😢")


async def reacted(turn: Turn, who: Person, message_id: int | None, emoji: str) -> None:
    """
    Pass on what now stands on one of our messages; an empty `emoji` takes it back.

    It is no answer, and opens nothing. On one's own words, or on ours, it is nobody's.
    """
    message = await answers.newest(turn, message_id) if message_id is not None else None
    await _react(turn, who, message, emoji)


async def put_on(turn: Turn, staff: Person, thread_id: int, emoji: str) -> None:
    """The same from a door that shows the thread itself; raises Told for what is no such emoji."""
    if emoji and emoji not in OFFERED:
        raise Told("came.stale")
    await _react(turn, staff, await threads.by_id(turn.tx, thread_id), emoji)


async def _react(turn: Turn, who: Person, message: ThreadMessage | None, emoji: str) -> None:
    if message is None or message.author_id == who.id or message.deleted_at is not None:
        return
    if who.is_staff and not await thread_access.may_write(turn, who, message.resident_id):
        return
    await _keep(turn, who, message, emoji)
    to = Address(message.author_id, message.resident_id)
    for own in await crossing.own_of(turn.tx, message.id):
        if await messages.places(turn.tx, own.own_id):
            await react(turn, to, own.own_id, emoji)
            return
    if emoji:
        told = lines(t("thread.reacted", name=who.name, emoji=verbatim(emoji)))
        await say(turn, to, told, purpose="receipt", silent=True)


async def not_passed_on(turn: Turn, who: Person, message_id: int | None) -> None:
    """An emoji of one's own making, which Telegram lets no bot give: what stood is taken back, and it is said."""
    if await _of_another(turn, who, message_id) is None:
        return
    await reacted(turn, who, message_id, "")
    told = lines(t("thread.odd_reaction"))
    await say(turn, Address(who.id, who.id), told, purpose="answer", silent=True)
    await bury(turn, who.id)


async def _of_another(turn: Turn, who: Person, message_id: int | None) -> ThreadMessage | None:
    """The words of somebody else's that one may answer, of which this message of ours is the newest."""
    message = await answers.newest(turn, message_id) if message_id is not None else None
    if message is None or message.author_id == who.id or message.deleted_at is not None:
        return None
    if who.is_staff and not await thread_access.may_write(turn, who, message.resident_id):
        return None
    return message


async def _keep(turn: Turn, who: Person, message: ThreadMessage, emoji: str) -> None:
    """For those who read the thread at the desk, where no channel shows it."""
    if not emoji:
        await reactions.take(turn.tx, message.id, who.id)
        return
    body = await turn.seal(message.resident_id, LABEL, message.id, emoji)
    await reactions.put(turn.tx, message.id, who.id, message.resident_id, body)


async def standing_on(
    turn: Turn, resident_id: int, thread_ids: Sequence[int]
) -> dict[int, dict[int, str]]:
    """Which emoji stand on which of these messages of one thread, by who put them there."""
    found: dict[int, dict[int, str]] = {}
    for one in await reactions.on(turn.tx, thread_ids):
        emoji = await turn.unseal(resident_id, LABEL, one.thread_id, one.body, str)
        found.setdefault(one.thread_id, {})[one.person_id] = emoji
    return found
