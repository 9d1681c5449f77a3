"""The canary of the whole suite sings when it should."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from bot import logs
from bot.simulator.world import Simulator
from tests.canaries import canaries, escaped, listening, through_every_setup, worlds

if TYPE_CHECKING:
    import pytest

    from tests.conftest import House


async def test_a_word_that_reaches_a_log_is_found(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typed word, a name, an id and the token are found in a line; lines of libraries hold none of them."""
    gulnebb = await house.phones.add("Gulnebb")
    await gulnebb.says("Jeg synger")
    await gulnebb.reads("Skal jeg sende dette")
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # where the suite itself listens
    with listening() as heard:
        for name in ("httpx", "aiosqlite", "telegram", "aiohttp.access", "apscheduler", "uvicorn"):
            logging.getLogger(name).debug("%s %s %s", gulnebb.id, "Jeg synger", house.world.token)
        assert heard.getvalue().count("library") == 6
        assert escaped(heard.getvalue(), house.world) == []
        logs.get("bot.canary").info("Jeg synger")
        assert [one.split()[0] for one in escaped(heard.getvalue(), house.world)] == ["words"]


async def test_one_line_says_of_each_update_what_became_of_it(house: House) -> None:
    """Source, kind, milliseconds and outcome of everything handled, and nothing of what it says."""
    kari = await house.phones.add("Kari")
    with listening() as heard:
        await kari.says("/start")
        await kari.presses("Hjelpenumre")
        await house.settled()
    lines = [line for line in heard.getvalue().splitlines() if '"handled"' in line]
    assert ['"kind": "message"' in lines[0], '"kind": "callback_query"' in lines[1]] == [True, True]
    assert all('"outcome": "done"' in line and '"source": "telegram"' in line for line in lines)
    assert all('"ms":' in line for line in lines)


async def test_the_line_names_the_flow_and_the_step_and_never_the_answer(house: House) -> None:
    """What was answered can be counted by its place; what the answer was stands nowhere."""
    kari = await house.resident("Kari")
    await kari.presses("Bolig")
    with listening() as heard:
        for label in ("Søk om bolig", "Ja", "Begynn", "På telefon"):
            await kari.presses(label)
        await kari.says("Ring 21 00 00 01")
        await house.settled()
    lines = [line for line in heard.getvalue().splitlines() if '"flow": "apply"' in line]
    assert any('"step": "safe"' in line for line in lines), lines
    assert any('"step": "reach_how"' in line for line in lines), lines
    assert not escaped("\n".join(lines), house.world)


def test_without_a_world_names_numbers_and_tokens_are_found() -> None:
    """Where nobody is there to ask, the names that tests give, identity numbers and tokens are canaries."""
    assert canaries('{"event": "handled", "id": 7}') == []
    assert canaries("handled Kari") == ["Kari"]
    assert canaries("number 15076500565") == ["an identity number"]
    assert canaries("POST /bot123456:AAAA-kanari-token/getMe") == ["a token"]


def test_who_sets_up_logging_anew_is_heard_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own set-up takes the place of the suite's, which goes on listening."""
    with listening() as heard:
        through_every_setup(monkeypatch)
        logs.configure("info", io.StringIO())
        logs.get("bot.canary").info("sings")
        assert "sings" in heard.getvalue()


def test_every_world_is_watched_whoever_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A world that no fixture made is asked for its people too."""
    found = worlds(monkeypatch)
    made = Simulator(limits=False)
    assert found == [made]
