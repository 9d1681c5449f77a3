"""Pressing a button as somebody in the house of `a_case`, and everything that would follow, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain import front, people
from bot.domain.came import Came
from bot.domain.outgoing import LABEL, Content
from bot.domain.relay import held
from bot.domain.relay.threads import Words
from bot.flow.message import Text
from bot.store import deliveries
from bot.telegram.prepare import Preparer
from bot.telegram.prepared import Prepared
from tests.conversations.test_reminders_random import TEXTS
from tests.promises.a_case import NAME, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.turn import Turn
    from bot.store import Tx
    from bot.store.deliveries import Delivery
    from tests.promises.a_case import Case

# Where it stands that something was said or shown: not what was done with somebody's rows.
PLUMBING = frozenset(
    {"deliveries", "messages", "platform_messages", "screens", "runs", "inbox", "held", "notices"}
)
NO = frozenset(
    {
        "staff.refused", "staff.no_longer", "application.no_consent", "came.not_yours",
        "came.stale", "thread.gone",
    }
)  # fmt: skip


class Undone(Exception):
    """What a press did, carried out of a transaction that is undone."""


class Done(NamedTuple):
    """What a press would send to whom, word by word, and what it changed of the resident's."""

    keys: frozenset[str]
    sent: tuple[tuple[int, str], ...]
    changed: tuple[str, ...]

    def quotes(self, reader: int) -> bool:
        """Whether this reader would get the name or the words."""
        return any(to == reader and (NAME in said or WORDS in said) for to, said in self.sent)

    @property
    def refused(self) -> bool:
        """Whether what was said is a no."""
        return bool(self.keys & NO)


async def presses(case: Case, who: int, data: str) -> Done:
    """Press a button as somebody, look at everything that would follow, and undo it."""

    async def body(turn: Turn) -> None:
        before = await _about(turn.tx, case.ids["resident"])
        turn.caused_by = who
        top = await turn.tx.value("SELECT COALESCE(MAX(place), 0) FROM deliveries")
        presser = await people.the(turn, who)
        if data.startswith("d:send_kept"):
            await held.put_aside(turn, presser, Words("noe jeg skrev"))
        await front.pressed(turn, presser, data, Came())
        raise Undone(await _what_follows(case, turn, top, before))

    try:
        await case.house.turn(body)
    except Undone as undone:
        found = undone.args[0]
        assert isinstance(found, Done)
        return found
    raise AssertionError("it was not undone")


async def _about(tx: Tx, resident_id: int) -> dict[str, list[tuple[object, ...]]]:
    """Every row about a resident, but for what was sent."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for (table,) in await tx.all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ):
        if table not in PLUMBING:
            rows = [tuple(row) for row in await tx.all(f"SELECT * FROM {table}")]
            found[table] = sorted((row for row in rows if resident_id in row), key=repr)
    return found


async def _what_follows(
    case: Case, turn: Turn, top: int, before: dict[str, list[tuple[object, ...]]]
) -> Done:
    after = await _about(turn.tx, case.ids["resident"])
    changed = tuple(name for name, rows in after.items() if rows != before[name])
    # What is not undone by a row of the resident's: a role given, a code made.
    keys: set[str] = set()
    sent: list[tuple[int, str]] = []
    house = case.house
    preparer = Preparer(house.app.house, TEXTS, house.clock)
    for delivery in await _queued(turn.tx, top):
        content = await turn.unseal(
            delivery.subject_id, LABEL, delivery.id, delivery.body or b"", Content
        )
        if content.message is not None:
            keys.update(_keys(content.message.lines))
        answer = await preparer.prepare(turn.tx, delivery)
        if isinstance(answer, Prepared):
            sent += [(delivery.recipient_id, repr(call.params)) for call in answer.calls]
    return Done(frozenset(keys), tuple(sent), changed)


async def _queued(tx: Tx, top: int) -> list[Delivery]:
    ids = await tx.all("SELECT id FROM deliveries WHERE place > ? ORDER BY place", top)
    found = [await deliveries.by_id(tx, row[0]) for row in ids]
    return [one for one in found if one is not None and one.body is not None]


def _keys(texts: tuple[Text, ...]) -> Iterator[str]:
    for text in texts:
        yield text.key
        yield from _keys(tuple(one for one in text.values.values() if isinstance(one, Text)))
