"""A whole life with everything filled, and then «Slett alt om meg»: nothing is left in any table, whoever looked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, front, people
from bot.domain.appointments import series
from bot.domain.came import Came
from bot.domain.cases import decisions, moves, offers
from bot.domain.danger import flags, opening, safety_contact
from bot.domain.housing import deadlines
from bot.domain.mine import privacy
from bot.domain.money import rent
from bot.domain.owners import handing_over
from bot.domain.relay import gathering, own_files, reactions
from bot.domain.relay.threads import Words
from bot.domain.remember import begun, quiet
from bot.domain.talk import interpreter, peers
from bot.domain.team import later, notes, saved
from bot.flow.message import Media, verbatim
from bot.rules.uploads import Clean
from bot.store import KeyRing, hand_overs, sent_files
from bot.store import decisions as stored_decisions
from bot.store import reactions as stored_reactions
from bot.store.schema import SEALED
from tests.promises import test_erased
from tests.promises.a_case import NAME, WORDS, Case, a_case
from tests.promises.test_erased import _readable, _sealers, _with

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.domain.turn import Turn
    from bot.store import Tx
    from tests.conftest import House

MORE_LABELS = (
    flags.LABEL, opening.OUTCOME, deadlines.LABEL, interpreter.LABEL, peers.LABEL,
    safety_contact.LABEL, later.LABEL, notes.LABEL, saved.LABEL, gathering.LABEL,
    reactions.LABEL, own_files.LABEL, moves.LABEL, offers.LABEL, decisions.LABEL,
)  # fmt: skip
ELSEWHERE = {"farewells", "invitations", "desk_calls", "desk_pushes", "held_items", "held", "runs"}
"""Sealed for a moment, or about staff: `test_erased` and the desk's own tests have them."""
LOOKS = (
    "list", "today", "people", "tasks", "planned", "open:{resident}", "person:{resident}",
    "notes:{resident}", "note_own:{note}", "task:{task}", "danger:{danger}", "write:{resident}",
    "planned_one:{planned}", "saved_for:{resident}", "saved_try:{answer}.{resident}", "archive:{resident}",
    "archive_messages:{resident}.0", "new_phone:{resident}", "take:{resident}", "departed:{resident}",
    "reached:{resident}", "begun:{resident}", "interpreter_of:{resident}", "staff_list", "absent:{worker}",
)  # fmt: skip


async def the_rest(case: Case, *, closes: bool = True) -> None:
    """What `a_case` leaves out."""

    async def body(turn: Turn) -> None:
        kari = await people.the(turn, case.ids["resident"])
        mari = await people.the(turn, case.ids["worker"])
        tor = next(one.id for one in case.everybody if one.label == "another worker")
        await peers.write(turn, kari, WORDS)
        await interpreter.ask(turn, kari, interpreter.Wish(said=(verbatim(WORDS),)))
        await deadlines.wish(turn, kari, "appeal", turn.today)
        await rent.choose(turn, kari, rent.Wish(method="invoice", due_day=15, wanted=True))
        await quiet.reached(turn, mari, kari.id, "phone", yesterday=False)
        await begun.mark(turn, mari, kari.id, turn.today)
        await series.repeat(turn, mari, case.ids["appointment"], "week")
        if closes:
            await opening.close(turn, mari, kari.id, WORDS)
        await access.note(turn, mari, "read thread", kari.id, WORDS)
        said = await turn.tx.value("SELECT id FROM thread_messages WHERE resident_id = ?", kari.id)
        heart = await turn.seal(kari.id, reactions.LABEL, said, "❤")
        await stored_reactions.put(turn.tx, said, mari.id, kari.id, heart)
        clean = Clean("document", "application/pdf", "dokument.pdf", WORDS.encode())
        row = turn.new_id()
        sent = await own_files.sealed(turn.house, kari.id, mari.id, row, clean, turn.at)
        await own_files.keep(turn, mari, kari.id, [sent])
        await sent_files.belong(turn.tx, [row], said)
        picture = Words(WORDS, Media("photo", "fil"))
        await gathering.add(turn, kari, picture, Came(album="a", platform_id=1), None)
        await handing_over.begin(turn, mari, kari, tor, WORDS)
        card = decisions.Card("help", "no", turn.today.isoformat(), why=WORDS)
        row_id = turn.new_id()
        sealed = await turn.seal(kari.id, decisions.LABEL, row_id, card)
        officer = case.ids["officer"]
        decided = stored_decisions.Decision(row_id, kari.id, officer, sealed, turn.at)
        await stored_decisions.add(turn.tx, decided)

    await case.house.turn(body)


async def _filled(tx: Tx, person_id: int) -> set[str]:
    return {
        f"{one.table}.{one.column}"
        for one in SEALED
        if await tx.value(
            f"SELECT 1 FROM {one.table} WHERE {one.person} = ? AND {one.column} IS NOT NULL LIMIT 1",
            person_id,
        )
    }


async def test_nothing_is_left_of_a_life_with_everything_in_it(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every sealed column filled, every list and page of staff opened; afterwards no key opens a word or the name."""
    monkeypatch.setattr(test_erased, "LABELS", (*test_erased.LABELS, *MORE_LABELS))
    case = await a_case(house)
    kari, store = case.ids["resident"], house.app.store

    async def looks(turn: Turn) -> None:
        for look in LOOKS:
            verb, _, names = look.partition(":")
            turn.caused_by = case.ids["worker"]
            who = await people.the(turn, case.ids["worker"])
            await front.pressed(turn, who, f"d:{verb}:{case.argument(names)}", Came())

    await house.turn(looks)
    await house.settled()
    await the_rest(case)
    filled = await store.read(lambda tx: _filled(tx, kari))
    wanted = {f"{one.table}.{one.column}" for one in SEALED if one.table not in ELSEWHERE}
    assert wanted <= filled
    ring = KeyRing.load(tmp_path / "keys.json")
    sealers = await _sealers(tmp_path / "keys.db", ring)
    before = _with(_readable(tmp_path / "hjemvei.db", sealers), NAME, WORDS)
    assert {"staff_notes", "later_messages", "hand_overs", "peer_messages"} <= before

    await house.turn(lambda turn: privacy.erase(turn, kari))
    await house.app.handler.finish_erasing()
    await house.settled()
    await house.app.handler.stop()
    assert not await store.read(lambda tx: _filled(tx, kari))
    sealers = await _sealers(tmp_path / "keys.db", ring)
    left = _readable(tmp_path / "hjemvei.db", sealers)
    assert not _with(left, NAME, WORDS), [
        one for one in left if NAME.encode() in one[1] or WORDS.encode() in one[1]
    ]

    async def open_(tx: Tx) -> dict[str, int]:
        states = {"hand_overs": "telling", "later_messages": "planned", "danger_flags": "open"}
        return {
            table: await tx.value(
                f"SELECT COUNT(*) FROM {table} WHERE resident_id = ? AND state = ?", kari, state
            )
            for table, state in states.items()
        }

    assert not any((await store.read(open_)).values())


async def test_a_hand_over_under_way_gives_nobody_an_erased_person(house: House) -> None:
    """The telling leaves after the person was erased: nobody gets them, and nothing fails."""
    case = await a_case(house)
    kari = case.ids["resident"]
    tor = next(one.id for one in case.everybody if one.label == "another worker")

    async def begins(turn: Turn) -> int:
        mari = await people.the(turn, case.ids["worker"])
        await handing_over.begin(turn, mari, await people.the(turn, kari), tor, "")
        row = await hand_overs.under_way(turn.tx, kari)
        assert row is not None
        await privacy.erase(turn, kari)
        return row.id

    row_id = int(str(await house.turn(begins)))
    await house.app.handler.finish_erasing()
    await house.turn(lambda turn: handing_over.settled(turn, row_id))
    assert await house.turn(lambda turn: people.worker_of(turn, kari)) is None
