"""Colleagues come in by a code that an administrator makes in the chat, while the bot runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.simulator.client import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import House


async def test_an_administrator_invites_a_worker_from_the_chat(house: House) -> None:
    """One code, one role: the colleague is linked by it, and a second phone is refused."""
    anne = await house.staff("Anne", "administrator")
    await anne.presses("Inviter en ansatt")
    await anne.reads("Hva skal den du inviterer, gjøre?")
    await anne.presses("Følge opp folk")
    await anne.reads("Hva skal beboerne kalle")
    await anne.says("Mari")
    await anne.reads("Stemmer dette?")
    await anne.presses("Lag lenken")
    handed = await anne.reads("Mari", "start=")
    found = re.search(r"start=([\w-]+)", text_of(handed))
    assert found is not None
    mari = await house.phones.add("Telefonen til Mari")
    await mari.says(f"/start {found[1]}")
    await mari.reads("Mari", "oppfølger", button="Alle mine")
    thief = await house.phones.add("En annen")
    await thief.says(f"/start {found[1]}")
    await thief.reads("Den koden virker ikke", button="Hjelpenumre")


async def test_only_an_administrator_invites_staff(house: House) -> None:
    """A worker has no such button, and a forged one does nothing but show the menu."""
    mari = await house.staff("Mari", "worker")
    screen = await mari.screen()
    assert "Inviter en ansatt" not in str(screen)
    await mari.presses_old(screen, "d:flow:invite_staff")
    await mari.reads("Den knappen er gammel")


async def test_an_administrator_invites_a_colleague_to_the_desk(
    build: Callable[..., House],
) -> None:
    """Where there is a desk, it is asked where the colleague works; the link leads there, once."""
    async with build(more={"HJEMVEI_DESK": "https://skrivebord.example"}) as house:
        anne = await house.staff("Anne", "administrator")
        await anne.presses("Inviter en ansatt")
        await anne.presses("Følge opp folk")
        await anne.says("Mari")
        await anne.reads("Hvor skal den ansatte jobbe?")
        await anne.presses("I nettleseren")
        await anne.presses("Lag lenken")
        await anne.reads("https://skrivebord.example/inn/", "Mari")
