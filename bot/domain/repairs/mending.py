"""What a caretaker does about a repair; the resident reads who did what and when, and nothing more is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access
from bot.domain.errors import Refused, Told
from bot.domain.outgoing import Address, say
from bot.domain.repairs import parts, room, visits, waiting
from bot.domain.repairs.parts import Happened
from bot.domain.repairs.reporting import ended
from bot.domain.screens import bury
from bot.domain.texts import button, lines, t
from bot.flow.message import Moment, verbatim
from bot.rules.access import Thing

if TYPE_CHECKING:
    import datetime as dt

    from bot.domain.people import Person
    from bot.domain.repairs.parts import Body
    from bot.domain.turn import Turn
    from bot.flow.message import Button, Text
    from bot.store.repairs import Repair


async def _asked(turn: Turn, staff: Person, repair_id: int) -> tuple[Repair, Body]:
    """One that waits and that this person mends; raises Refused, Told for one that is over."""
    row = await room.asked(turn, staff, repair_id)
    await access.ask(turn, staff, "write", Thing.REPAIRS, row.resident_id)
    if row.ended_at is not None:
        raise Told("broken.staff.over")
    return row, await parts.body_of(turn, row)


async def _done(
    turn: Turn, staff: Person, row: Repair, body: Body, happened: Happened, **fields: object
) -> Repair:
    row = await parts.write(turn, row, body, happened, caretaker_id=staff.id, **fields)
    await access.note(turn, staff, f"repair {happened.deed}", row.resident_id)
    await room.take(turn, staff, row)
    return row


async def _tell(
    turn: Turn, row: Repair, *told: Text, rows: tuple[tuple[Button, ...], ...] = ()
) -> None:
    """The resident reads it as news: covered, and never at night."""
    see = (button("broken.see", "my_repair", row.id),)
    to = Address(row.resident_id, row.resident_id)
    await say(turn, to, lines(*told, rows=(*rows, see)), purpose="news")
    await bury(turn, row.resident_id)


async def seen(turn: Turn, staff: Person, repair_id: int) -> None:
    """«Sett på saken»; raises Refused, Told."""
    row, body = await _asked(turn, staff, repair_id)
    happened = Happened("seen", turn.now, by=staff.id)
    state = "coming" if row.state == "coming" else "seen"
    row = await _done(turn, staff, row, body, happened, state=state)
    await _tell(
        turn, row, t("broken.told.seen", name=staff.name, what=body.what, at=Moment(turn.now))
    )


async def coming(turn: Turn, staff: Person, repair_id: int, starts: dt.datetime) -> Text:
    """«Kommer {dag}»: an appointment, with its reminders; raises Refused, Told."""
    row, body = await _asked(turn, staff, repair_id)
    made = await visits.agree(turn, staff, row, body, starts)
    happened = Happened("coming", turn.now, by=staff.id, when=starts)
    row = await _done(turn, staff, row, body, happened, state="coming", appointment_id=made)
    await waiting.look_again(turn, row, starts)
    return t("broken.staff.coming", at=Moment(starts))


async def needs_more(turn: Turn, staff: Person, repair_id: int, words: str) -> Text:
    """«Trenger mer fra deg»: the resident reads the question and answers it; raises Refused, Told."""
    row, body = await _asked(turn, staff, repair_id)
    happened = Happened("asked", turn.now, by=staff.id, words=verbatim(words))
    row = await _done(turn, staff, row, body, happened, state="asked")
    answer = (button("broken.answer", "repair_add", row.id),)
    await _tell(
        turn,
        row,
        t("broken.told.more", name=staff.name, what=body.what),
        t("broken.quoted", words=verbatim(words)),
        rows=(answer,),
    )
    return t("broken.staff.asked")


async def finished(turn: Turn, staff: Person, repair_id: int) -> None:
    """«Ferdig»: whoever lives there says whether it is in order; raises Refused, Told."""
    row, body = await _asked(turn, staff, repair_id)
    happened = Happened("done", turn.now, by=staff.id)
    row = await _done(turn, staff, row, body, happened, state="done", ended_at=turn.at)
    await ended(turn, row, "done")
    await _tell(
        turn,
        row,
        t("broken.told.done", name=staff.name, what=body.what, at=Moment(turn.now)),
        t("broken.told.in_order"),
        rows=(
            (
                button("broken.ok", "repair_ok", row.id),
                button("broken.not_ok", "repair_not_ok", row.id),
            ),
        ),
    )


async def of_flow(turn: Turn, staff: Person, resident_id: int, which: str) -> int:
    """The one a conversation about a resident's home was about; raises Refused where there is none."""
    access.ask_of_all(staff, "write", Thing.REPAIRS)
    open_ = await parts.open_of(turn, resident_id)
    found = next((row for row in open_ if str(row.id) == which), open_[0] if open_ else None)
    if found is None:
        raise Refused("staff.refused")
    return found.id
