"""The seven-day rule is told before it counts, and the same questions switch it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain import people
from tests.conversations.test_remember_quiet import QUIET, todo
from tests.conversations.test_remember_unanswered import until
from tests.conversations.walking import taps, walks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from tests.conftest import House


@pytest.mark.parametrize("answer", ["on", "off"])
async def test_it_is_told_in_welcome_and_switched_off_in_what_follows(
    house: House, answer: str
) -> None:
    """One line after the yes; «Nei takk» a moment later, and no worker is ever nudged."""
    mari = await house.staff("Mari", "worker")
    code = await house.code(worker_id=await house.person(mari), name="Kari")
    kari = await house.phones.add("Kari")
    await kari.says(f"/start {code}")
    await kari.presses("Kom i gang")
    here = await walks(kari, {"language": "nb", "kept": "yes", "limits": "yes"}, until="agreed")
    assert here is not None
    await kari.reads("Har dere ikke snakket på sju dager", "Det kan du slå av.")
    await taps(kari, here, "ok")
    here = await walks(kari, {"name": "say:Kari"}, until="seven")
    assert here is not None
    await taps(kari, here, answer)
    await walks(kari, {"safety": "no", "done": "!send"})

    async def told(turn: Turn) -> None:
        who = await people.the(turn, await house.person(kari))
        assert who.profile.seven_days is (answer == "on")

    await house.turn(told)
    await until(house, 2027, 3, 19, 12)
    assert (QUIET in await todo(mari)) is (answer == "on")
