"""A thread, or a part of it, written out for a file: who, when, what; files are named, not copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.relay.content import words_of
from bot.domain.texts import t
from bot.flow.message import Entry, Moment, Text, verbatim
from bot.store import from_us, threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.relay.content import Words
    from bot.domain.turn import Turn


async def entries(turn: Turn, messages: Sequence[threads.ThreadMessage]) -> tuple[Entry, ...]:
    """These messages in their order, with what was changed or deleted marked as such."""
    names: dict[int, Text] = {}
    return tuple([await _entry(turn, names, one) for one in messages])


async def _entry(turn: Turn, names: dict[int, Text], message: threads.ThreadMessage) -> Entry:
    author = message.author_id
    if author not in names:
        found = await people.person(turn, author)
        names[author] = found.name if found else t("staff.unnamed")
    head = t("paper.said", at=Moment(from_us(message.created_at)), name=names[author])
    if message.state == "failed":
        head = t("paper.failed", said=head)
    if message.deleted_at is not None:
        return Entry(t("paper.deleted", said=head, at=Moment(from_us(message.deleted_at))))
    if message.edited_at is not None:
        head = t("paper.edited", said=head, at=Moment(from_us(message.edited_at)))
    said = await words_of(turn, message)
    if said.answers is not None:
        answered = await threads.by_id(turn.tx, said.answers)
        if answered is not None:
            head = t("paper.answers", said=head, at=Moment(from_us(answered.created_at)))
    return Entry(head, _words(said))


def _words(said: Words) -> Text:
    """What was written; of files, which kind each was, with the words that came with it."""
    files = [(part.media, part.text) for part in said.album]
    if said.media is not None:
        files.append((said.media, ""))
    if not files:
        return verbatim(said.text)
    shown: Text | None = None
    for media, words in files:
        kind: Text = t(f"engine.media.{media.kind}")
        if words:
            kind = t("paper.file_with_words", kind=kind, words=words)
        shown = kind if shown is None else t("paper.and", one=shown, other=kind)
    if said.text:
        return t("paper.file_with_words", kind=shown or verbatim(""), words=said.text)
    return shown or verbatim("")
