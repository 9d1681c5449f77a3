"""The power goes in the middle of a hand-over: nothing is lost, and it happens once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.owners import handing_over
from bot.domain.relay.threads import Words, write_to_contact
from bot.simulator.client import text_of
from bot.telegram.receive import Receiver
from bot.telegram.send import Sender
from tests.promises.test_power_cut import Cut, _until_quiet

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import pytest

    from bot.domain.turn import Turn
    from tests.conftest import House

MOST = 400
STRIDE = 3
"""Every third statement: a hand-over has over a hundred, and each is a restart."""


async def test_a_hand_over_survives_a_power_cut(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever statement was the last: the new worker has them once, with what was unanswered, and the old one nothing."""
    for made, pauses in ((Sender, ("after_doubt", "first_pause")), (Receiver, ("pause",))):
        for pause in pauses:
            monkeypatch.setitem(made.__init__.__kwdefaults__ or {}, pause, 0.01)
    phones = [await house.staff("Mari", "worker"), await house.staff("Berit", "worker")]
    ids = [await house.person(one) for one in phones]
    kari = await house.resident("Kari", worker=phones[0], neutral=False)
    kari_id = await house.person(kari)
    for number, statements in enumerate(range(0, MOST, STRIDE)):
        now, then = number % 2, (number + 1) % 2
        words = f"Noe som venter, gang {number}"

        async def writes(turn: Turn, words: str = words) -> None:
            await write_to_contact(turn, await people.the(turn, kari_id), [Words(words)])

        await house.turn(writes)
        await house.settled()
        await phones[now].presses_old(await phones[now].screen(), f"d:open:{kari_id}")
        await phones[now].reads(words)
        await house.settled()
        cut = Cut(statements)
        house.app.store.before_statement = cut

        async def begins(turn: Turn, now: int = now, then: int = then) -> None:
            worker, resident = await people.the(turn, ids[now]), await people.the(turn, kari_id)
            await handing_over.begin(turn, worker, resident, ids[then], "Et notat")

        began = True
        try:
            await house.turn(begins)
        except RuntimeError:
            began = False
        went = await _until_quiet(house, cut)
        await house.stop()
        await house.start()
        if not began:
            # Nothing of it stands; pressed once more it is done.
            assert await house.turn(_under_way(kari_id)) == 0
            await house.turn(begins)
        await house.settled()
        await phones[then].reads("En ny person er koblet til deg.")
        await phones[now].reads("Du følger ikke lenger opp personen.")
        await house.settled()
        assert await house.turn(lambda turn: people.worker_of(turn, kari_id)) == ids[then]
        told = [text_of(one) for one in await kari.chat() if "Fra nå følger" in text_of(one)]
        twice = [one for one in told if "kan ha kommet to ganger" in one]
        assert number + 1 <= len(told) - len(twice) <= number + 2
        assert words not in str(await phones[now].chat())
        if not went:
            break
    else:
        raise AssertionError("the hand-over never came to its end")
    assert number > 10


def _under_way(resident_id: int) -> Callable[[Turn], Awaitable[object]]:
    async def count(turn: Turn) -> object:
        return await turn.tx.value(
            "SELECT COUNT(*) FROM hand_overs WHERE resident_id = ? AND state = 'telling'",
            resident_id,
        )

    return count
