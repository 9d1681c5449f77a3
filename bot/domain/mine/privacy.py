"""What we know about a person, shown to them; and erasing it, keys first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import menu, people, screens
from bot.domain.menu import BACK
from bot.domain.outgoing import Address, retract
from bot.domain.texts import button, lines, t
from bot.domain.turn import Leaving
from bot.store import accounts, danger, erasure, messages, runs, threads, timers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message


# Microseconds; what is older can only be emptied: Telegram lets a bot delete for 48 hours.
DELETABLE = 47 * 3600 * 1_000_000


async def about(turn: Turn, who: Person) -> Message:
    """What is stored, who reads it, and what to do with it."""
    answered = await runs.count_about(turn.tx, who.id)
    written = await threads.count_from(turn.tx, who.id)
    contact = await people.contact_of(turn, who.id)
    name = who.name if who.profile.name else t("about.none")
    return lines(
        t("about.title"),
        t("about.name", name=name),
        t("about.answers", n=answered, m=written),
        t("about.readers", contact=contact.name),
        t("about.telegram"),
        rows=(
            (button("about.agreed", "agreed"), button("about.seen", "seen")),
            (button("about.download", "download"),),
            (button("safety.button", "safety_mine"),),
            (button("menu.more.settings", "flow", "about_me"),),
            (button("about.erase", "erase"),),
            BACK,
        ),
    )


async def hide(turn: Turn, who: Person, *, back: str, pressed: int | None) -> None:
    """
    Take away what stands in the chat: what is too old to be deleted is emptied, the rest is told.

    What waits under a cover stays: it shows nothing, and would never be read otherwise. What is
    on its way is taken away as it comes: within a stream order holds.
    """
    account = await accounts.of_person(turn.tx, who.id)
    chat = await messages.standing(turn.tx, account.id) if account is not None else []
    since = turn.at - DELETABLE
    out_of_reach = {
        one.message_id for one in chat if one.state == "received" and one.sent_at < since
    }
    harmless = menu.hidden(back=back, older=bool(out_of_reach))
    screen = await screens.show(turn, who.id, harmless, pressed=pressed)
    to = Address(who.id, who.id)
    for one in chat:
        covered = one.unread and who.profile.neutral
        if one.message_id not in {screen, *out_of_reach} and not covered:
            await retract(turn, to, one.message_id, purpose="screen")
    stands = {screen, *(one.message_id for one in chat)}
    for message_id in await messages.on_the_way(turn.tx, who.id):
        if message_id not in stands:
            await retract(turn, to, message_id, purpose="screen")
    await danger.unshown(turn.tx, who.id)


def ask_erase() -> Message:
    """Once, with what it means; the no is as large as the yes."""
    rows = ((button("about.erase.no", "menu"),), (button("about.erase.yes", "erase_yes"),))
    return lines(t("about.erase.ask"), rows=rows)


async def erase(turn: Turn, person_id: int) -> None:
    """
    Nothing about this person can be read again, in the data or in any copy of it.

    The rows are emptied in this transaction, and the key, in its own database, is destroyed as
    soon as it is committed; should the power go in between, it is destroyed at the next start.
    """
    account = await accounts.of_person(turn.tx, person_id)
    chat = await messages.standing(turn.tx, account.id) if account is not None else []
    recent, older = by_age(chat, turn.at)
    turn.erased = Leaving(person_id, recent=recent, older=older)
    await timers.cancel_for(turn.tx, person_id, "erased")
    await erasure.empty(turn.tx, person_id, turn.at)


def by_age(chat: Sequence[messages.Standing], at: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The channel's numbers of what can be deleted at a moment, and of what can only be emptied."""
    since = at - DELETABLE
    recent = tuple(one.platform_message_id for one in chat if one.sent_at >= since)
    older = tuple(
        one.platform_message_id for one in chat if one.sent_at < since and one.state != "received"
    )
    return recent, older
