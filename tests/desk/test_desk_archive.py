"""A file for the journal is made at the desk too, and downloaded from the page."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.relay import threads
from bot.domain.relay.threads import Words

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from tests.conftest import House
    from tests.desk.browsing import Browser


async def test_a_file_for_the_journal_is_downloaded_from_the_page(
    open_house: House, browser: Browser
) -> None:
    """The same questions as in the chat; the file stands in the page itself, markup in it is words."""
    mari = await browser.comes_in("Mari", "worker")
    kari = await open_house.resident("Kari")
    kari_id = await open_house.person(kari)

    async def writes(turn: Turn) -> None:
        await people.assign(turn, kari_id, mari)
        who = await people.the(turn, kari_id)
        await threads.write_to_contact(turn, who, [Words("Hei <script>")])

    await open_house.turn(writes)
    await browser.goes(f"/person/{kari_id}")
    (await browser.presses("Til arkiv")).says("Meldinger som er med: 1.")
    (await browser.presses("Lag fil til journalen")).says("Hva skal være med?")
    await browser.presses("Hele tråden")
    for _ in range(4):
        await browser.presses("Mer")
        await browser.presses("Hopp over")
    page = await browser.presses("Lag fila")
    page.says("Legg fila i journalen")
    found = re.search(r'href="data:text/html;base64,([^"]+)"', page.raw)
    assert found is not None
    file = base64.b64decode(found[1]).decode()
    assert "Hei &lt;script&gt;" in file
    assert "Til journalen: Kari" in file
