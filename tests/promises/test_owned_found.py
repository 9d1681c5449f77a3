"""What `test_owned` has found once, told as it happened: nothing of it happens again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.domain import people
from bot.domain.danger import opening
from bot.domain.owners import assigning, away, role_end
from bot.domain.team import later
from bot.store import KeyRing, danger, open_persons, tasks, threads
from tests.promises.office import OSLO, Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.domain.turn import Turn


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """A Wednesday morning before Christmas."""
    found = await Office.open(KeyRing([b"k" * 32]), dt.datetime(2026, 12, 16, 10, 5, tzinfo=OSLO))
    yield found
    await found.store.close()


async def followed(office: Office, worker: int) -> int:
    """A resident of this worker's."""
    resident = await office.joins("Kari")
    await office.turn(lambda turn: people.assign(turn, resident, worker))
    return resident


async def writes(office: Office, resident: int, words: str = "Hei") -> int:
    """Words that go on; our id of the line. A second passes."""
    own = await office.says(resident, words)
    await office.presses(resident, "send_held:")
    await office.wait(dt.timedelta(seconds=1))
    return own


async def waits(office: Office, resident: int) -> bool:
    """Whether somebody owes an answer."""
    since = await office.store.read(lambda tx: threads.waiting_since(tx, resident))
    return since is not None


async def opened_by(office: Office, worker: int) -> int | None:
    """Whom a worker writes to now."""
    return await office.store.read(lambda tx: open_persons.of(tx, worker, 0))


async def test_words_unopened_when_a_planned_message_leaves_are_still_reminded_of(
    office: Office,
) -> None:
    """What was planned before answers nothing: the reminder of the words that wait stays planned."""
    mari = await office.joins("Mari", "worker")
    kari = await followed(office, mari)
    at = office.clock.now() + dt.timedelta(hours=1)
    await office.does(mari, lambda turn, who: later.plan(turn, who, kari, "Husk møtet", at))
    await writes(office, kari)
    await office.wait(dt.timedelta(hours=2))
    assert await waits(office, kari)
    await office.wait(dt.timedelta(days=2))
    assert f"answer:{kari}" in {one.about for one in office.sent if one.to == mari}


async def test_a_message_that_was_deleted_unopened_waits_for_nobody(office: Office) -> None:
    """Once the rest is answered, nothing waits because of words that are gone."""
    mari = await office.joins("Mari", "worker")
    kari = await followed(office, mari)
    own = await writes(office, kari, "Glem dette")
    await writes(office, kari, "Kan du ringe meg")
    await office.says(kari, "slett", own)
    await office.presses(mari, f"open:{kari}")
    await office.says(mari, "Ja, i dag")
    assert not await waits(office, kari)


async def test_seven_quiet_days_nudge_nobody_on_a_holiday(office: Office) -> None:
    """A week after Friday 18 December is Christmas Day: the nudge comes on Monday."""
    mari = await office.joins("Mari", "worker")
    await office.wait(dt.timedelta(days=2, hours=2))
    kari = await followed(office, mari)
    await office.wait(dt.timedelta(days=8))
    assert not [one for one in office.sent if one.to == mari and one.about.startswith("task:")]
    await office.wait(dt.timedelta(days=2))
    found = await office.store.read(lambda tx: tasks.open_about(tx, kari, "silence"))
    assert len(found) == 1


async def test_a_flag_whose_opener_leaves_is_told_of_anew(office: Office) -> None:
    """Whoever had opened it works here no more: the next is told, and may open it."""
    vakt = await office.joins("Vakt", "duty")
    admin = await office.joins("Adm", "administrator")
    await office.wait(dt.timedelta(hours=8))  # the evening: the one on duty is told
    mari = await office.joins("Mari", "worker")
    kari = await followed(office, mari)
    await writes(office, kari, "Jeg vil dø")

    async def opens(turn: Turn) -> int:
        (flag,) = await danger.open_about(turn.tx, kari)
        await opening.open_flag(turn, await people.the(turn, vakt), flag.id)
        return flag.id

    flag_id = await office.turn(opens, vakt)
    await office.does(admin, lambda turn, who: role_end.end(turn, who, vakt, "duty"))
    await office.wait(dt.timedelta(days=1))
    flag = await office.store.read(lambda tx: danger.by_id(tx, flag_id))
    assert flag is not None
    assert flag.opened_at is None
    told = {one.to for one in office.sent if one.about == f"danger:{flag_id}"}
    assert told == {vakt, mari}


async def test_whoever_stood_in_for_a_stand_in_has_nothing_open_afterwards(office: Office) -> None:
    """Mari is away, then Jonas, who stands in for her: Siv has it until somebody comes back."""
    mari, jonas, siv = [await office.joins(n, "worker") for n in ("Mari", "Jonas", "Siv")]
    kari = await followed(office, mari)
    await office.does(mari, lambda turn, who: away.set_away(turn, who, mari, jonas))
    await office.does(jonas, lambda turn, who: away.set_away(turn, who, jonas, siv))
    await writes(office, kari)
    await office.presses(siv, f"open:{kari}")
    assert await opened_by(office, siv) == kari
    await office.does(jonas, lambda turn, who: away.come_back(turn, who, jonas))
    assert await opened_by(office, siv) is None


async def test_another_stand_in_leaves_nothing_with_the_first(office: Office) -> None:
    """A coordinator lets somebody else stand in: the first has nobody open."""
    mari, jonas, siv = [await office.joins(n, "worker") for n in ("Mari", "Jonas", "Siv")]
    kirsti = await office.joins("Kirsti", "coordinator")
    kari = await followed(office, mari)
    await office.does(mari, lambda turn, who: away.set_away(turn, who, mari, jonas))
    await writes(office, kari)
    await office.presses(jonas, f"open:{kari}")
    await office.does(kirsti, lambda turn, who: away.set_away(turn, who, mari, siv))
    assert await opened_by(office, jonas) is None


async def test_the_stand_in_of_one_who_leaves_or_hands_over_has_nothing_open(
    office: Office,
) -> None:
    """Mari is away and her role ends, or her resident is another's: Jonas writes to nobody."""
    mari, jonas, siv = [await office.joins(n, "worker") for n in ("Mari", "Jonas", "Siv")]
    kirsti = await office.joins("Kirsti", "coordinator")
    admin = await office.joins("Adm", "administrator")
    kari, per = await followed(office, mari), await followed(office, mari)
    await office.does(mari, lambda turn, who: away.set_away(turn, who, mari, jonas))
    for resident in (kari, per):
        await writes(office, resident)
        await office.presses(jonas, f"open:{resident}")
        assert await opened_by(office, jonas) == resident
        if resident == kari:
            await office.does(kirsti, lambda turn, who: assigning.give(turn, who, kari, siv))
        else:
            await office.does(admin, lambda turn, who: role_end.end(turn, who, mari, "worker"))
        assert await opened_by(office, jonas) is None
