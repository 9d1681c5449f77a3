"""Codes from the command line: the first administrator, and posters for places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno

from bot import app, beside
from bot.beside import Wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings

__all__ = ["Wish", "invite", "revoke"]


async def _done(settings: Settings, asked: Wish | beside.End) -> beside.Done:
    """By the bot that runs, or here where none does. Raises SettingsError, StoreError."""
    done = await beside.ask(settings.data, asked)
    if done is not None:
        return done
    async with app.building(settings) as built:
        return await beside.do(built.store, built.house, built.clock, asked)


async def invite(settings: Settings, wish: Wish, say: Callable[[str], None]) -> None:
    """Make a code and print its link and a QR code; only its hash is kept. Raises SettingsError."""
    link = (await _done(settings, wish)).link
    say(link)
    say(_lasts(wish))
    qr = segno.make(link, error="m")
    for row in _half_blocks([[bool(cell) for cell in line] for line in qr.matrix_iter(border=2)]):
        say(row)


def _lasts(wish: Wish) -> str:
    if wish.place:
        return "Works for many, until it is revoked."
    return "Works once, for 24 hours." if wish.desk else "Works once, for 72 hours."


async def revoke(settings: Settings, place: str, say: Callable[[str], None]) -> None:
    """End every code of a place, and say how many there were."""
    ended = (await _done(settings, beside.End(place))).ended
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
