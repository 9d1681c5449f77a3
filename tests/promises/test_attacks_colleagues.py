"""A forged button that names a colleague where a resident belongs opens nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import front, people
from bot.domain.came import Came
from bot.store import accounts
from tests.promises.doors import DOORS

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.store import Tx
    from tests.conftest import House


async def test_a_colleague_is_nobodys_resident(house: House) -> None:
    """A coordinator who forges every button of staff with an administrator's id changes and opens nothing of theirs."""
    boss = await house.staff("Sjef", "administrator")
    cora = await house.staff("Cora", "coordinator", "worker", "duty")
    boss_id, cora_id = await house.person(boss), await house.person(cora)
    account = await house.app.store.read(lambda tx: accounts.of_person(tx, boss_id))

    async def press(turn: Turn) -> None:
        turn.code = "en-kode-som-er-lang-nok"
        turn.caused_by = cora_id
        who = await people.the(turn, cora_id)
        for name in DOORS:
            for data in (f"d:{name}:{boss_id}", f"d:{name}:{boss_id}.{cora_id}"):
                await front.pressed(turn, who, data, Came())
        await front.pressed(turn, who, f"d:departed_ask:{boss_id}.passed_away", Came())

    await house.turn(press)

    async def left(tx: Tx) -> dict[str, int]:
        tables = (
            "phone_moves",
            "departures",
            "codes",
            "hand_overs",
            "assignments",
            "thread_messages",
        )
        return {one: await tx.value(f"SELECT COUNT(*) FROM {one}") for one in tables}

    found = await house.app.store.read(left)
    assert not {one: count for one, count in found.items() if count and one != "codes"}
    assert await house.app.store.read(lambda tx: accounts.of_person(tx, boss_id)) == account
    await boss.says("/start")
    await boss.reads("Hei, Sjef")
