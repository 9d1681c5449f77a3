"""Codes from the command line: the first administrator, and posters for places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno

from bot import app
from bot.domain import codes
from bot.domain.turn import Turn
from bot.store import random_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings
    from bot.store import Tx


async def invite(
    settings: Settings, role: str, name: str, place: str, say: Callable[[str], None]
) -> None:
    """Make a code and print its link and a QR code; only its hash is kept."""
    async with app.building(settings) as built:
        code = codes.draw()

        async def make(tx: Tx) -> str:
            turn = Turn(tx, built.clock.now(), random_id, built.house)
            if place:
                return await codes.for_place(turn, code, place)
            made = await codes.invite(turn, code, role=role, name=name)
            return made.link

        link = await built.store.transact(make)
    say(link)
    say("Works for many, until it is revoked." if place else "Works once, for 72 hours.")
    qr = segno.make(link, error="m")
    for row in _half_blocks([[bool(cell) for cell in line] for line in qr.matrix_iter(border=2)]):
        say(row)


async def revoke(settings: Settings, place: str, say: Callable[[str], None]) -> None:
    """End every code of a place, and say how many there were."""
    async with app.building(settings) as built:

        async def end(tx: Tx) -> int:
            turn = Turn(tx, built.clock.now(), random_id, built.house)
            return await codes.revoke_place(turn, place)

        ended = await built.store.transact(end)
    say(f"{ended} revoked." if ended else f"There is no code in use for «{place}».")


def _half_blocks(cells: list[list[bool]]) -> list[str]:
    """Two rows of modules to a line of a terminal, dark on light."""
    if len(cells) % 2:
        cells.append([False] * len(cells[0]))
    glyphs = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    return [
        "".join(glyphs[upper, lower] for upper, lower in zip(top, bottom, strict=True))
        for top, bottom in zip(cells[::2], cells[1::2], strict=True)
    ]
