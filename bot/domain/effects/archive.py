"""What the flow «Til arkiv» sends: the file for the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.archive import files
from bot.domain.texts import t

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.sent import Effect, Sent
    from bot.domain.turn import Turn
    from bot.flow.message import Text

FORM = ("dates", "who", "agreed", "words")


async def to_archive(turn: Turn, who: Person, sent: Sent) -> Text | None:
    """A worker has worded a summary: the file is made, and the resident is told. Raises Refused."""
    found = ((one, sent.line(one)) for one in FORM if sent.word(one))
    lines = tuple((line.question, line.answer) for _, line in found if line is not None)
    form = files.Form(sent.word("period"), lines, sent.word("reason"))
    await files.export(turn, sent.actor, who, form)
    return t("archive.made")


ARCHIVE: dict[str, Effect] = {"to_archive": to_archive}
