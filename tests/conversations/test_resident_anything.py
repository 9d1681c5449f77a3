"""Whatever a resident presses and types, in any order: there is always a way on, and no wrong answer."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.flow import Run
from bot.flow.steps.goto import Goto
from bot.simulator.client import buttons
from bot.store import inbox, runs
from tests.conftest import A_WEDNESDAY, House

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone

WORDS = ("Hei", "to", "i morgen", "31. februar", "👍", "hjelp", "/meny", "kastet ut", "x" * 700)
# A press is a number: which of the buttons that stand in the chat, counted from the newest.
ACTS = st.one_of(
    st.integers(0, 11),
    st.integers(0, 11),
    st.integers(0, 11),
    st.sampled_from(WORDS),
    st.sampled_from(("voice:", "sticker:", "twice:")),
)


async def _standing(phone: Phone) -> list[tuple[dict[str, object], str]]:
    """Every button in the chat, the newest message's first."""
    chat = [one for one in reversed(await phone.chat()) if one["from"]["is_bot"]]
    return [
        (one, button["callback_data"])
        for one in chat
        for button in buttons(one)
        if not button["callback_data"].startswith("d:erase_yes")
    ]


async def _acts(phone: Phone, act: int | str) -> str:
    """Do it; the data of the button that was pressed, if one was."""
    if isinstance(act, str) and not act.endswith(":"):
        await phone.says(act)
        return ""
    if act in {"voice:", "sticker:"}:
        await phone.sends(str(act).rstrip(":"))
        return ""
    there = await _standing(phone)
    message, data = there[(act if isinstance(act, int) else 0) % len(there)]
    for _ in range(2 if act == "twice:" else 1):
        await phone.presses_old(message, data)
    return data


async def _answers(house: House, phone: Phone) -> dict[tuple[int, str], object]:
    """Every answer that is kept, by run and step."""
    person = await house.person(phone)
    kept: dict[tuple[int, str], object] = {}

    async def look(turn: Turn) -> None:
        for row in await runs.about(turn.tx, person):
            run = await turn.unseal(person, "run", row.id, row.body or b"", Run)
            kept.update({(row.id, one.step): (one.kind, one.value) for one in run.answers})

    await house.turn(look)
    return kept


async def _plays(acts: list[int | str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        house.at(A_WEDNESDAY.year, 3, 10, 10)
        async with house:
            kari = await house.resident("Kari")
            before = await _answers(house, kari)
            goes = {
                step.name
                for flow in house.app.house.flows.values()
                for step in flow.steps
                if isinstance(step, Goto)
            }
            for act in acts:
                data = await _acts(kari, act)
                await kari.phones.settled()
                assert await _standing(kari), f"no way on after {act!r}"
                assert not await house.app.store.read(inbox.parked), f"parked after {act!r}"
                now = await _answers(house, kari)
                new = {key[1] for key, value in now.items() if before.get(key) != value}
                if data.startswith("f:"):
                    step = data.split(":", 3)[2]
                    assert not new - goes - {step}, f"{data} answered {new}"
                elif data:
                    assert not new - goes, f"{data} answered {new}"
                before = now


@given(acts=st.lists(ACTS, min_size=6, max_size=14))
@settings(
    max_examples=8,
    phases=(Phase.generate,),  # a conversation is short enough to read, and slow to shrink
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_there_is_always_a_way_on(acts: list[int | str]) -> None:
    """Random fingers: buttons remain, nothing is parked, and a press answers only its own question."""
    asyncio.run(_plays(acts))
