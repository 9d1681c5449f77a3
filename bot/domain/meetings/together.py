"""Who comes to an appointment beside the two it is for: names, the resident's word, their own answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from bot.domain import people
from bot.domain.texts import t
from bot.flow.message import Text, verbatim
from bot.store import absences, participants

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.store.appointments import Appointment
    from bot.store.participants import Participant

LABEL = "participant"


class Guest(msgspec.Struct, frozen=True):
    """The sealed part: who somebody from outside is, in one line each."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Comer:
    """One who may come; `answer` is none, coming or cannot, and `away` that they are away that day."""

    row: Participant
    name: Text
    answer: str = "none"
    away: bool = False

    @property
    def comes(self) -> bool:
        """Whether the resident has said yes, and they have not said that they cannot."""
        return self.row.state == "yes" and self.answer != "cannot"


async def named(turn: Turn, row: Participant) -> Text | None:
    """What to call one; None where there is nobody any more."""
    if row.staff_id is not None:
        found = await people.person(turn, row.staff_id)
        return found.name if found is not None else None
    if row.body is None:
        return None
    guest = await turn.unseal(row.resident_id, LABEL, row.id, row.body, Guest)
    if not guest.role:
        return verbatim(guest.name)
    return t("with.guest", name=verbatim(guest.name), role=verbatim(guest.role))


async def of(turn: Turn, found: Appointment) -> list[Comer]:
    """Everybody whom the resident was asked about, but for the one it is with by now."""
    answers = await participants.answers(turn.tx, found.id, found.revision)
    comers: list[Comer] = []
    for row in await participants.at(turn.tx, found.id):
        name = await named(turn, row) if row.staff_id != found.with_id else None
        if name is None:
            continue
        away = (
            row.staff_id is not None
            and await absences.now(turn.tx, row.staff_id, found.starts_at) is not None
        )
        comers.append(Comer(row, name, answers.get(row.id, "none"), away))
    return comers


async def names(turn: Turn, found: Appointment, *, but: int | None = None) -> Text | None:
    """Those who come, as one text, but for one of those who work here; None where nobody else does."""
    there = [
        one.name
        for one in await of(turn, found)
        if one.comes and (but is None or one.row.staff_id != but)
    ]
    if not there:
        return None
    text = there[0]
    for more in there[1:]:
        text = t("with.two", first=text, second=more)
    return text


async def line(turn: Turn, found: Appointment) -> tuple[Text, ...]:
    """Who else comes, as a sentence; nothing where nobody does."""
    who = await names(turn, found)
    return () if who is None else (t("with.line", who=who),)
