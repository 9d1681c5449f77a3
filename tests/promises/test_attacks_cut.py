"""The power goes in the middle of what cannot be half done: each is done once, and wholly, after the restart."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.desk.acts import Act
from bot.domain import people
from bot.domain.appointments import appointments
from bot.domain.danger import flags, opening
from bot.domain.owners import departures, new_phone
from bot.domain.team import later
from bot.flow.message import verbatim
from bot.store import accounts
from bot.store import danger as stored_flags
from bot.store import departures as stored_departures
from bot.telegram.receive import Receiver
from bot.telegram.send import Sender
from tests.promises.test_power_cut import Cut, PowerCutError, _until_quiet

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.turn import Turn
    from bot.store import Tx
    from tests.conftest import House

MOST, STRIDE = 400, 5
"""Every fifth statement: each is a restart."""


@pytest.fixture(autouse=True)
def _no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    for made, pauses in ((Sender, ("after_doubt", "first_pause")), (Receiver, ("pause",))):
        for pause in pauses:
            monkeypatch.setitem(made.__init__.__kwdefaults__ or {}, pause, 0.01)


async def _cut_everywhere(
    house: House,
    before: Callable[[int], Awaitable[object]],
    does: Callable[[int], Awaitable[object]],
    after: Callable[[int], Awaitable[object]],
) -> None:
    """Prepare, do it until the power goes, start again, look; until it comes to its end."""
    for number, statements in enumerate(range(0, MOST, STRIDE)):
        await before(number)
        await house.settled()
        cut = Cut(statements)
        house.app.store.before_statement = cut
        await does(number)
        went = await _until_quiet(house, cut)
        await house.stop()
        await house.start()
        await house.settled()
        await after(number)
        if not went:
            assert number > 3
            return
    raise AssertionError("it never came to its end")


async def _count(house: House, sql: str, *values: object) -> int:
    async def read(tx: Tx) -> int:
        return int(await tx.value(sql, *values))

    return await house.app.store.read(read)


async def test_a_new_phone(house: House) -> None:
    """The old account is shut and one code works: never a shut account without a way in, never two codes."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id, mari_id = await house.person(kari), await house.person(mari)
    screen = await mari.screen()

    async def before(_: int) -> None:
        async def back(turn: Turn) -> None:
            if await accounts.of_person(turn.tx, kari_id) is None:
                await new_phone.undo(turn, await people.the(turn, mari_id), kari_id)

        await house.turn(back)

    async def presses(_: int) -> None:
        await mari.presses_old(screen, f"d:new_phone_yes:{kari_id}")

    async def looks(_: int) -> None:
        open_ = "SELECT COUNT(*) FROM accounts WHERE person_id = ? AND valid_to IS NULL"
        codes = "SELECT COUNT(*) FROM codes WHERE person_id = ? AND used_at IS NULL AND revoked_at IS NULL"
        moves = "SELECT COUNT(*) FROM phone_moves WHERE person_id = ? AND state = 'cut'"
        found = [await _count(house, sql, kari_id) for sql in (open_, codes, moves)]
        assert found == [0, 1, 1]

    await _cut_everywhere(house, before, presses, looks)


async def test_somebody_has_passed_away(house: House) -> None:
    """Nothing planned is left and no account is open; taken back, all of it is there again."""
    mari = await house.staff("Mari", "worker")
    cora = await house.staff("Cora", "coordinator")
    kari = await house.resident("Kari", worker=mari)
    kari_id, mari_id, cora_id = [await house.person(one) for one in (kari, mari, cora)]
    screen = await mari.screen()

    async def meets(turn: Turn) -> None:
        details = appointments.Details(verbatim("Kontoret"), verbatim("Samtale"))
        starts = turn.now + dt.timedelta(days=5)
        worker = await people.the(turn, mari_id)
        await appointments.make(turn, worker, kari_id, starts=starts, minutes=30, details=details)

    await house.turn(meets)
    await house.settled()
    timers = "SELECT COUNT(*) FROM timers WHERE person_id = ? AND state = 'planned'"
    planned = await _count(house, timers, kari_id)
    assert planned
    rows: list[int] = []

    async def before(_: int) -> None:
        async def asks(turn: Turn) -> None:
            coordinator = await people.the(turn, cora_id)
            if rows:
                await departures.undo(turn, coordinator, rows[-1])
            await departures.ask(turn, coordinator, kari_id, "passed_away")
            row = await stored_departures.of(turn.tx, kari_id)
            assert row is not None
            rows.append(row.id)

        await house.turn(asks)
        assert await _count(house, timers, kari_id) == planned
        account = await house.app.store.read(lambda tx: accounts.of_person(tx, kari_id))
        assert account is not None

    async def presses(_: int) -> None:
        await mari.presses_old(screen, f"d:departed_yes:{rows[-1]}")

    async def looks(_: int) -> None:
        open_ = "SELECT COUNT(*) FROM accounts WHERE person_id = ? AND valid_to IS NULL"
        meetings = "SELECT COUNT(*) FROM appointments WHERE resident_id = ? AND state = 'planned'"
        queued = "SELECT COUNT(*) FROM deliveries WHERE recipient_id = ? AND state = 'queued'"
        found = [await _count(house, sql, kari_id) for sql in (open_, timers, meetings, queued)]
        assert found == [0, 0, 0, 0]

    await _cut_everywhere(house, before, presses, looks)


async def test_words_that_may_mean_danger(house: House) -> None:
    """One flag with the words once, a task, and somebody who is told: never words without a flag."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id, mari_id = await house.person(kari), await house.person(mari)

    async def before(_: int) -> None:
        async def closes(turn: Turn) -> None:
            if await stored_flags.open_about(turn.tx, kari_id):
                mari_ = await people.the(turn, mari_id)
                await opening.close(turn, mari_, kari_id, "Ringte")

        await house.turn(closes)

    async def says(number: int) -> None:
        await kari.says(f"Jeg orker ikke mer, gang {number}")

    async def looks(number: int) -> None:
        async def read(turn: Turn) -> list[str]:
            found = await stored_flags.open_about(turn.tx, kari_id)
            return [one.words for flag in found for one in (await flags.words_of(turn, flag)).said]

        assert await house.turn(read) == [f"Jeg orker ikke mer, gang {number}"]
        tasks = (
            "SELECT COUNT(*) FROM tasks WHERE subject_id = ? AND kind = 'danger' AND state = 'open'"
        )
        assert await _count(house, tasks, kari_id) == 1
        told = "SELECT COUNT(*) FROM danger_told WHERE resident_id = ?"
        assert await _count(house, told, kari_id) == number + 1

    await _cut_everywhere(house, before, says, looks)


async def test_a_message_for_later_that_is_sent_now(house: House) -> None:
    """It stands in the thread once, and is planned no more."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id, mari_id = await house.person(kari), await house.person(mari)
    rows: list[int] = []

    async def before(number: int) -> None:
        async def plans(turn: Turn) -> int:
            worker, at = await people.the(turn, mari_id), turn.now + dt.timedelta(days=1)
            return await later.plan(turn, worker, kari_id, f"Gang {number}", at)

        rows.append(int(str(await house.turn(plans))))

    async def presses(_: int) -> None:
        await mari.presses_old(await mari.screen(), f"d:planned_now:{rows[-1]}")

    async def looks(number: int) -> None:
        sent = "SELECT COUNT(*) FROM thread_messages WHERE resident_id = ?"
        assert await _count(house, sent, kari_id) == number + 1
        planned = "SELECT COUNT(*) FROM later_messages WHERE state = 'planned'"
        assert await _count(house, planned) == 0

    await _cut_everywhere(house, before, presses, looks)


async def test_words_written_at_the_desk(house: House) -> None:
    """Sent once more with the same form after the restart, they stand there once."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id, mari_id = await house.person(kari), await house.person(mari)

    async def nothing(_: int) -> None:
        """Each form is a new one."""

    async def writes(number: int) -> None:
        act = Act("write", mari_id, words=f"Gang {number}", resident_id=kari_id)
        try:
            await house.app.desk.acts.do(act, f"skjema {number}")
        except PowerCutError:
            return

    async def looks(number: int) -> None:
        await writes(number)
        await house.settled()
        sent = "SELECT COUNT(*) FROM thread_messages WHERE resident_id = ?"
        assert await _count(house, sent, kari_id) == number + 1

    await _cut_everywhere(house, nothing, writes, looks)
