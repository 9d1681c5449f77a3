"""What the README tells a script to do, done."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import aiohttp

from bot.simulator.server import serve
from bot.simulator.world import Simulator

ROOT = Path(__file__).parents[2]
DAY = 86400


async def test_the_calls_in_the_readme_play_a_person() -> None:
    """Each curl line, in its order, is answered with what it asks for while a bot says «Hei»."""
    lines = re.findall(r"^    curl -s (.*)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    world = Simulator(limits=False)
    for name, label in (("Kari", "Beboer"), ("Mona", "Oppfølger")):
        world.add(name, label=label)
    answers = []
    async with await serve(world) as server, aiohttp.ClientSession() as http:
        for line in lines:
            address, *given = shlex.split(line)
            url = address.replace("localhost:8081", server.url)
            body = given[1] if given else None
            async with http.request("POST" if body else "GET", url, data=body) as answer:
                answers.append(await answer.json())
                assert answer.status == 200, (line, answers[-1])  # «OK»
            if len(answers) == 2:  # Kari has pressed «Start»: the bot answers
                said = {
                    "chat_id": answers[1]["message"]["chat"]["id"],
                    "text": "Hei",
                    "reply_markup": {
                        "inline_keyboard": [[{"text": "Bolig", "callback_data": "b"}]]
                    },
                }
                await http.post(f"{server.url}/bot{world.token}/sendMessage", json=said)
    added, _, waited, pressed, moved, faults = answers
    assert added["name"] == "Ola"
    assert waited["messages"][0]["text"] == "Hei"
    assert pressed["button"]["text"] == "Bolig"
    assert round(moved["moved"]) == DAY
    assert faults[0]["kind"] == "429"
