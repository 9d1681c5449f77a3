"""The demo, started as a reader starts it: what stands there at once, and what it remembers."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import aiohttp
import pytest

import main
from bot.demo_people import WAITS, opening_moment
from bot.simulator.client import Phones

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 30.0
OSLO = ZoneInfo("Europe/Oslo")


@contextlib.asynccontextmanager
async def demo(
    folder: Path, *words: str, ends: signal.Signals = signal.SIGINT
) -> AsyncIterator[Phones]:
    """A demo of its own, with phones to play; ended by a signal on the way out."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("HJEMVEI_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "main.py", "demo", "--port", "0", *words,
        cwd=ROOT, env=environ | {"HJEMVEI_DATA": str(folder)}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        said = (await asyncio.wait_for(process.stdout.readline(), STARTS_WITHIN)).decode()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        async with Phones(found[0]) as phones:
            yield phones
    finally:
        process.send_signal(ends)
        status = await process.wait()
    assert status in {0, -signal.SIGKILL}


async def written(phones: Phones) -> dict[str, list[str]]:
    """Every text that stands on each phone."""
    return {
        person["name"]: [m.get("text", "") for m in person["messages"] if not m.get("deleted")]
        for person in (await phones.state())["people"]
    }


async def kept(folder: Path, phones: Phones) -> dict[str, list[str]]:
    """What stands on the phones, once the demo has kept it: a kill now loses nothing."""
    phones_file = folder / "demo" / "phones.json"
    before = phones_file.stat().st_mtime_ns
    while phones_file.stat().st_mtime_ns == before:
        kari = (await phones.state())["people"][0]
        await phones.call("POST", f"/people/{kari['id']}/lock")
        await phones.call("POST", f"/people/{kari['id']}/unlock")
    return await written(phones)


async def test_the_demo_begins_tidy_goes_on_with_keep_and_else_begins_anew(tmp_path: Path) -> None:
    """
    Somebody waits, an appointment is ahead, and no code stands on any phone; `--keep` finds both
    sides as they were, also after a kill; without it everything is as at first, and a neighbour in
    the data folder is left alone.
    """
    (tmp_path / "mine.txt").write_text("not the demo's")
    async with demo(tmp_path) as phones:
        at_first = await written(phones)
        assert list(at_first) == ["Kari", "Ola", "Mari", "Anne", "Jonas", "Rune"]
        assert not any("/start" in text for texts in at_first.values() for text in texts)
        assert WAITS in at_first["Kari"]
        assert "Du har en ny melding." in at_first["Kari"]
        assert any("Venter på svar: 1" in text for text in at_first["Mari"])
        now = (await phones.now()).astimezone(OSLO)
        assert (now.weekday() < 5, 9 <= now.hour <= 15) == (True, True)
        ids = {person["name"]: person["id"] for person in (await phones.state())["people"]}
        mari, kari = await phones.of(ids["Mari"]), await phones.of(ids["Kari"])
        await kari.presses("Les")
        await kari.reads("Mari", "14.00")
        await mari.presses("Åpne")
        await mari.reads(WAITS)
        await mari.says("Ja, ta det med deg")
        await mari.reads("Sendt til Kari")
        await phones.settled()
        ended = await written(phones)
    async with demo(tmp_path, "--keep", ends=signal.SIGKILL) as phones:
        assert await written(phones) == ended
        assert await phones.now() >= now
        kari = await phones.of(ids["Kari"])
        await kari.presses("Les")
        await kari.reads("Ja, ta det med deg")
        await phones.settled()
        ended = await kept(tmp_path, phones)
    async with demo(tmp_path, "--keep") as phones:
        assert await written(phones) == ended
    async with demo(tmp_path) as phones:
        assert {name: len(texts) for name, texts in (await written(phones)).items()} == {
            name: len(texts) for name, texts in at_first.items()
        }
    assert (tmp_path / "mine.txt").read_text() == "not the demo's"


async def test_the_desk_is_a_press_away_and_every_time(tmp_path: Path) -> None:
    """The page's link lets Mari in at the desk, with a link of its own each time it is pressed."""
    async with demo(tmp_path) as phones, aiohttp.ClientSession() as http:
        beside = [f"Skrivebordet: {name}" for name in ("Siri", "Tove", "Leif")]
        assert (await phones.state())["links"] == ["Skrivebordet", *beside]
        met = set()
        for _ in range(2):
            async with http.get(f"{phones.url}/sim/link/0") as answer:
                assert "Logg inn" in await answer.text()
                met.add(str(answer.url))
        assert len(met) == 2
        async with http.get(f"{phones.url}/sim/link/4") as answer:
            assert answer.status == 409


def test_the_demo_does_not_start_beside_a_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bot that people use and a demo are kept apart: one sentence, status 2, nothing touched."""
    token = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"  # noqa: S105  # invented
    monkeypatch.setenv("HJEMVEI_TOKEN", token)
    monkeypatch.setenv("HJEMVEI_DATA", str(tmp_path))
    assert main.main(["demo"]) == main.WRONG
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("HJEMVEI_TOKEN")
    assert token not in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-24T11:30", "2026-11-24T11:30"),  # a Tuesday, office hours: as it is
        ("2026-11-24T06:30", "2026-11-24T10:00"),  # early: the same day
        ("2026-11-24T22:00", "2026-11-25T10:00"),  # late: the next
        ("2026-11-27T16:00", "2026-11-30T10:00"),  # Friday afternoon: Monday
        ("2026-12-24T23:00", "2026-12-28T10:00"),  # over Christmas
    ],
)
def test_the_demo_opens_when_people_are_at_work(now: str, opens: str) -> None:
    """In office hours the clock is as it is; else it is ten on the next working day."""
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=OSLO)
    assert opening_moment(moment, OSLO) == dt.datetime.fromisoformat(opens).replace(tzinfo=OSLO)


async def test_a_window_waits_for_the_caretaker(tmp_path: Path) -> None:
    """Leif finds it at his desk, and nobody has opened it yet."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with demo(tmp_path) as phones, aiohttp.ClientSession(cookie_jar=jar) as http:
        leif = (await phones.state())["links"].index("Skrivebordet: Leif")
        async with http.get(f"{phones.url}/sim/link/{leif}") as answer:
            inside = answer.url
        headers = {"Origin": str(inside.origin())}
        async with http.post(inside, headers=headers) as answer:
            assert answer.status == 200
        async with http.get(inside.with_path("/reparasjoner")) as answer:
            shown = await answer.text()
        assert "Vindu" in shown
        assert "Ikke åpnet: 1." in shown
        assert "Kari" not in shown
