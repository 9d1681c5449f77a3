"""Codes from the command line: the first administrator, and posters for places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import segno

from bot import app
from bot.domain import codes
from bot.domain.at_desk import signing_in
from bot.domain.turn import Turn
from bot.settings import SettingsError
from bot.store import random_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings
    from bot.store import Tx


class Wish(NamedTuple):
    """Whom a code is for: one person with a role, by Telegram or at the desk; or a place."""

    role: str
    name: str = ""
    place: str = ""
    desk: bool = False


async def invite(settings: Settings, wish: Wish, say: Callable[[str], None]) -> None:
    """Make a code and print its link and a QR code; only its hash is kept. Raises SettingsError."""
    if wish.desk and not settings.desk:
        raise SettingsError(
            "HJEMVEI_DESK holds nothing; wanted: the address where staff find the desk."
        )
    async with app.building(settings) as built:
        code = codes.draw()

        async def make(tx: Tx) -> str:
            turn = Turn(tx, built.clock.now(), random_id, built.house)
            if wish.place:
                return await codes.for_place(turn, code, wish.place)
            if wish.desk:
                person_id = await signing_in.new_colleague(turn, wish.name, wish.role)
                return (await signing_in.make_link(turn, person_id, code)).link
            made = await codes.invite(turn, code, role=wish.role, name=wish.name)
            return made.link

        link = await built.store.transact(make)
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
