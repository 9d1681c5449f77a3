"""Pressed after the role ended: what somebody began in it is not theirs any more, and somebody else's at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain import people, task_screens, tasks
from bot.domain.danger import flags, opening
from bot.domain.errors import Refused
from bot.domain.owners import departures, role_end
from bot.store import danger as stored_flags
from bot.store import departures as stored_departures

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.turn import Turn
    from tests.conftest import House


async def _ends(house: House, person_id: int, role: str) -> None:
    boss = await house.person(await house.staff("Sjef", "administrator"))

    async def end(turn: Turn) -> None:
        await role_end.end(turn, await people.the(turn, boss), person_id, role)

    await house.turn(end)


@pytest.mark.parametrize("role", ["worker", "duty"])
async def test_a_task_in_their_own_name_is_anothers(house: House, role: str) -> None:
    """One who is only a consultant from now on sees no task about anybody; a coordinator has it."""
    tor = await house.person(await house.staff("Tor", role, "consultant"))
    cora = await house.person(await house.staff("Cora", "coordinator"))
    kari = await house.person(await house.resident("Kari"))

    async def opens(turn: Turn) -> int:
        return await tasks.open_task(turn, "move", role, subject=kari, owner=tor)

    task_id = int(str(await house.turn(opens)))
    await _ends(house, tor, role)

    async def looks(turn: Turn) -> None:
        once, now = await people.the(turn, tor), await people.the(turn, cora)
        assert await tasks.mine(turn, once) == []
        with pytest.raises(Refused):
            await task_screens.shown(turn, once, task_id)
        assert task_id in [row.id for row in await tasks.mine(turn, now)]

    await house.turn(looks)


async def test_what_became_of_a_flag_is_closed_to_whoever_was_on_duty(house: House) -> None:
    """Their own words about somebody are read by those who may read that person, and nobody else."""
    mari = await house.staff("Mari", "worker", "consultant")
    mari_id = await house.person(mari)
    kari = await house.person(await house.resident("Kari", worker=mari))

    async def closes(turn: Turn) -> int:
        await flags.look(turn, await people.the(turn, kari), "orker ikke mer", "message")
        flag = (await stored_flags.open_about(turn.tx, kari))[0]
        await opening.close(turn, await people.the(turn, mari_id), kari, "Ringte")
        return flag.id

    flag_id = int(str(await house.turn(closes)))
    await house.turn(_reads(mari_id, flag_id))
    await _ends(house, mari_id, "worker")
    with pytest.raises(Refused):
        await house.turn(_reads(mari_id, flag_id))


def _reads(staff_id: int, flag_id: int) -> Callable[[Turn], Awaitable[None]]:
    async def read(turn: Turn) -> None:
        await opening.result(turn, await people.the(turn, staff_id), flag_id)

    return read


async def test_nobody_takes_back_a_death_in_a_role_they_lost(house: House) -> None:
    """Whoever said that somebody has passed away cannot open the account again once they are no worker."""
    mari = await house.staff("Mari", "worker", "consultant")
    mari_id = await house.person(mari)
    cora = await house.person(await house.staff("Cora", "coordinator"))
    kari = await house.person(await house.resident("Kari", worker=mari))

    async def confirmed(turn: Turn) -> int:
        await departures.ask(turn, await people.the(turn, mari_id), kari, "passed_away")
        row = await stored_departures.of(turn.tx, kari)
        assert row is not None
        await departures.confirm(turn, await people.the(turn, cora), row.id)
        return row.id

    row_id = int(str(await house.turn(confirmed)))
    await _ends(house, mari_id, "worker")

    async def undoes(turn: Turn) -> None:
        await departures.undo(turn, await people.the(turn, mari_id), row_id)

    with pytest.raises(Refused):
        await house.turn(undoes)
