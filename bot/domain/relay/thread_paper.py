"""A thread, or a part of it, written out for a file: who, when, what; files are named, not copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.relay.threads import LABEL, Words
from bot.domain.texts import t
from bot.flow.message import Entry, Moment, Text, verbatim
from bot.store import from_us, threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.turn import Turn


async def entries(turn: Turn, messages: Sequence[threads.ThreadMessage]) -> tuple[Entry, ...]:
    """These messages in their order."""
    names: dict[int, Text] = {}
    return tuple([await _entry(turn, names, one) for one in messages])


async def _entry(turn: Turn, names: dict[int, Text], message: threads.ThreadMessage) -> Entry:
    author = message.author_id
    if author not in names:
        found = await people.person(turn, author)
        names[author] = found.name if found else t("staff.unnamed")
    said = await turn.unseal(message.resident_id, LABEL, message.id, message.body, Words)
    head = t("paper.said", at=Moment(from_us(message.created_at)), name=names[author])
    if message.state == "failed":
        head = t("paper.failed", said=head)
    return Entry(head, _words(said))


def _words(said: Words) -> Text:
    """What was written; of a file, which kind it was, with the words that came with it."""
    if said.media is None:
        return verbatim(said.text)
    kind = t(f"engine.media.{said.media.kind}")
    return t("paper.file_with_words", kind=kind, words=said.text) if said.text else kind
