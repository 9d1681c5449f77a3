"""Two who answer at once see each other; words for somebody just handed over find who has them now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people, tasks
from bot.domain.errors import Refused
from bot.domain.outgoing import Address, say
from bot.domain.relay import held
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment, verbatim
from bot.store import answering, from_us

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.turn import Turn
    from bot.flow.message import Message

KIND = "kept_words"


async def tell_each_other(turn: Turn, staff: Person, resident_id: int, since: int) -> None:
    """
    One has answered: whoever has the same person open reads who and when, and so does the writer.

    `since` is how far back (microseconds) somebody who opened the person still counts.
    """
    before = await answering.by_another(turn.tx, resident_id, staff.id, since)
    if before is not None:
        await _line(turn, staff.id, resident_id, before.author_id, before.at)
    for other in await answering.others_there(turn.tx, resident_id, staff.id, since):
        await _line(turn, other, resident_id, staff.id, turn.at)


async def _line(turn: Turn, reader: int, resident_id: int, author_id: int, at: int) -> None:
    author = await people.person(turn, author_id)
    name = author.name if author else t("staff.unnamed")
    line = lines(t("answering.other", name=name, at=Moment(from_us(at), "time")))
    await say(turn, Address(reader, resident_id), line, purpose="answer", silent=True)


async def once_theirs(turn: Turn, staff: Person, resident_id: int) -> bool:
    """Whether this resident was followed up by this person before: then words may be passed on."""
    resident = await people.person(turn, resident_id)
    return resident is not None and await answering.followed(turn.tx, resident_id, staff.id)


async def pass_on(turn: Turn, staff: Person, resident_id: int) -> Message:
    """What was kept goes, as a task, to whoever has this resident now; raises Refused, Told."""
    if not await once_theirs(turn, staff, resident_id):
        raise Refused("staff.refused")
    words = await held.take_back(turn, staff)
    contact = await people.contact_of(turn, resident_id)
    note = tasks.Note(
        values={"worker": staff.profile.name or ""},
        lines=tuple(verbatim(one.text) for one in words if one.text),
        at=turn.now,
    )
    await tasks.open_task(
        turn, KIND, contact.role, subject=resident_id, owner=contact.owner, note=note
    )
    rows = ((button("menu.button.menu", "menu"),),)
    return lines(t("answering.passed_on", name=contact.name), rows=rows)
