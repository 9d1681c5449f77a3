"""What is over is forgotten in every table that came later, too; what is open stays, however old it is."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from typing import TYPE_CHECKING

from bot.domain import forgetting
from bot.store import forgetting as stored
from bot.store import to_us
from bot.store.schema import SEALED
from tests.conversations.test_reminders_random import PACK
from tests.promises.a_case import Case, a_case
from tests.promises.test_attacks_erased import the_rest

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.store import Tx
    from tests.conftest import House

KEPT = PACK.retention
WITHOUT_AGE = {
    "people",  # as long as the person is here
    "accounts",  # likewise
    "deliveries",  # sixty days, by housekeeping
    "safety_contacts",  # until the person takes it away: it is for the day nobody foresees
    "held", "held_items", "farewells",  # for a moment
    "desk_calls", "desk_pushes",  # staff's own, until they take it away
}  # fmt: skip
OVER = {
    "danger_flags": "UPDATE danger_flags SET state = 'done', done_at = {at}",
    "peer_threads": "UPDATE peer_threads SET waiting_since = NULL, last_at = {at}",
    "interpreters": "UPDATE interpreters SET state = 'over', since = {at}",
    "staff_notes": "UPDATE staff_notes SET written_at = {at}, changed_at = NULL, removed_at = {at}",
    "later_messages": "UPDATE later_messages SET state = 'undone', send_at = {at}",
    "hand_overs": "UPDATE hand_overs SET state = 'done', done_at = {at}",
    "contacts": "UPDATE contacts SET at = {at}",
    "begun_help": "UPDATE begun_help SET ended_at = {at}, ended_how = 'ended'",
    "series": "UPDATE series SET ends_on = '{day}'",
}
"""Each table, and what makes its rows over at a moment."""


async def _left(case: Case) -> dict[str, int]:
    tables = (*OVER, "peer_messages", "danger_told", "deadlines")

    async def read(tx: Tx) -> dict[str, int]:
        return {one: await tx.value(f"SELECT COUNT(*) FROM {one}") for one in tables}

    return await case.house.app.store.read(read)


async def _forget(case: Case, now: dt.datetime) -> None:
    house = case.house
    await forgetting.forget(house.app.store, house.app.house, now)


async def test_what_is_over_goes_when_its_time_is_over(house: House) -> None:
    """Neither the day before nor later: flags, peers, notes, messages for later, hand-overs, series, deadlines."""
    case = await a_case(house)
    await the_rest(case)
    now = house.clock.now()

    async def end(turn: Turn) -> None:
        for sql in OVER.values():
            day = now.date().isoformat()
            await turn.tx.execute(sql.format(at=to_us(now), day=day))

    await house.turn(end)
    before = await _left(case)
    assert all(before.values()), before
    await _forget(case, now + dt.timedelta(days=min(KEPT.thread, KEPT.appointments)))
    assert await _left(case) == before
    await _forget(case, now + dt.timedelta(days=KEPT.thread + 30))
    assert not any((await _left(case)).values())


async def test_what_is_open_is_not_forgotten(house: House) -> None:
    """A flag nobody closed, words to the peers nobody answered, a message that is planned: ten years on they stand."""
    case = await a_case(house)
    await the_rest(case, closes=False)
    await _forget(case, house.clock.now() + dt.timedelta(days=3650))
    left = await _left(case)
    for table in (
        "danger_flags",
        "peer_threads",
        "peer_messages",
        "later_messages",
        "hand_overs",
        "interpreters",
        "staff_notes",
        "series",
    ):
        assert left[table], table


def test_every_table_with_words_in_it_has_an_end() -> None:
    """A sealed column is emptied by age, or it is said here why not."""
    text = "".join(inspect.getsource(one) for one in (stored, forgetting))
    says = r'"{0}"|FROM {0}\b|UPDATE {0}\b'
    ends = {one.table for one in SEALED if re.search(says.format(one.table), text)}
    assert {one.table for one in SEALED} - ends == WITHOUT_AGE
