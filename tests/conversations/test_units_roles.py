"""Case officers, the housing office, caretakers: how they come in, what they meet, and how they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain import people, tasks
from bot.domain.at_desk import signing_in
from bot.domain.roles import UNITS
from bot.simulator.client import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.turn import Turn
    from tests.conftest import House

NAMED = dict(zip(UNITS, ("saksbehandler", "boligkontor", "vaktmester"), strict=True))
DESK = {"HJEMVEI_DESK": "https://skrivebord.example"}


async def a_repair(house: House, subject: int, owner: int | None = None) -> None:
    """A task of the caretakers', about somebody."""

    async def make(turn: Turn) -> None:
        await tasks.open_task(turn, "wish", "caretaker", subject=subject, owner=owner)

    await house.turn(make)
    await house.settled()


async def todo(house: House, person_id: int) -> int:
    """How many open tasks somebody sees."""
    found: list[int] = []

    async def count(turn: Turn) -> None:
        found.append(len(await tasks.mine(turn, await people.the(turn, person_id))))

    await house.turn(count)
    return found[0]


async def test_a_role_is_invited_only_through_its_own_doors(build: Callable[..., House]) -> None:
    """In Fjordvik a case officer works at the desk: Telegram is refused, and the way back is said."""
    async with build(more=DESK) as house:
        anne = await house.staff("Anne", "administrator")
        await anne.presses("Inviter en ansatt")
        await anne.presses("Behandle søknader")
        await anne.says("Siri")
        await anne.presses("I Telegram")
        await anne.presses("Lag lenken")
        await anne.reads("jobber saksbehandler i nettleseren", "Velg «Endre noe»")
        await anne.presses("Endre noe")
        await anne.presses("Hvor")
        await anne.presses("I nettleseren")
        await anne.presses("Lag lenken")
        await anne.reads("https://skrivebord.example/inn/", "Siri")


async def test_where_there_is_no_desk_such_a_role_is_not_invited(house: House) -> None:
    """No link is made that would lead to nobody's door."""
    anne = await house.staff("Anne", "administrator")
    await anne.presses("Inviter en ansatt")
    await anne.presses("Leie ut boliger")
    await anne.says("Tove")
    await anne.presses("Lag lenken")
    await anne.reads("boligkontor", "Den siden er ikke satt opp ennå.")


async def test_a_caretaker_comes_in_by_telegram_and_is_away_when_they_say(house: House) -> None:
    """The code gives the role; the menu has tasks and «Jeg er borte», and no list of who waits."""
    leif = await house.staff("Leif", "caretaker")
    other = await house.staff("Per", "caretaker")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await a_repair(house, await house.person(kari), await house.person(leif))
    await leif.says("/start")
    shown = text_of(await leif.reads("Hei, Leif.", "Åpne oppgaver: 1"))
    assert "Venter på svar" not in shown
    assert "De som venter" not in str(await leif.screen())
    await leif.presses("Jeg er borte")
    assert "Mari" not in str(await leif.reads("Hvem svarer mens du er borte?", button="Per"))
    await leif.presses("Per")
    await leif.reads("Du er satt som borte. Per får meldingene dine.")
    assert await todo(house, await house.person(other)) == 1
    await leif.says("/start")
    await leif.presses("Jeg er tilbake")
    await leif.reads("Velkommen tilbake.")
    assert await todo(house, await house.person(other)) == 0


async def test_away_without_a_stand_in_the_unit_has_it(house: House) -> None:
    """«Ingen ennå»: what stands in the absent one's name is seen and done by the others of the role."""
    leif = await house.staff("Leif", "caretaker")
    per = await house.staff("Per", "caretaker")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await a_repair(house, await house.person(kari), await house.person(leif))
    assert await todo(house, await house.person(per)) == 0
    await leif.says("/start")
    await leif.presses("Jeg er borte")
    await leif.presses("Ingen ennå")
    await leif.reads("Du er satt som borte.")
    assert await todo(house, await house.person(per)) == 1
    await per.says("/start")
    await per.presses("Oppgaver")
    await per.presses(
        "En person ønsker en avtale."
    )  # whose home it is, a caretaker knows with a repair
    await per.presses("Ferdig")
    await per.reads("Ingen åpne oppgaver")


@pytest.mark.parametrize("role", UNITS)
async def test_a_role_that_ends_leaves_nothing_with_nobody(house: House, role: str) -> None:
    """What stood in their name or their unit's queue is the coordinators' once nobody has the role."""
    anne = await house.staff("Anne", "administrator", "coordinator")
    kari = await house.resident("Kari")
    found: list[int] = []

    async def joins(turn: Turn) -> None:
        found.append(await signing_in.new_colleague(turn, "Leif", role))
        subject = await house.person(kari)
        await tasks.open_task(turn, "talk", role, subject=subject, owner=found[0])
        await tasks.open_task(turn, "silence", role, subject=subject)

    before = await todo(house, await house.person(anne))
    await house.turn(joins)
    await house.settled()
    assert await todo(house, found[0]) == 2
    await anne.says("/start")
    await anne.presses("Ansatte")
    await anne.presses(f"Leif, {NAMED[role]}")
    await anne.presses("Ja, avslutt rollen")
    await anne.reads("Leif")
    assert await todo(house, found[0]) == 0
    assert await todo(house, await house.person(anne)) == before + 2
