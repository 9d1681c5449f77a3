"""Who has the list of one who leaves: whoever follows up at that moment, a role, and nobody who may not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.owners import role_end
from bot.simulator.client import text_of
from bot.simulator.phone import labels
from bot.store import people as stored_people
from tests.conversations.test_discharge_in_time import finishes
from tests.conversations.test_discharge_told import TASK, leaves
from tests.conversations.test_remember_quiet import behind_more, todo
from tests.conversations.test_remember_unanswered import until

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from tests.conftest import House


async def test_handed_over_ended_and_away_somebody_has_the_list(house: House) -> None:
    """The list is whoever's the person is: the stand-in's, the new worker's, the coordinators'."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    siv = await house.staff("Siv", "worker")
    kari = await house.resident("Kari", worker=mari)
    await leaves(house, kari, dt.date(2027, 4, 14))
    kari_id, siv_id = await house.person(kari), await house.person(siv)

    async def moves(turn: Turn) -> None:
        await people.assign(turn, kari_id, siv_id)

    await finishes(mari, TASK)
    await house.turn(moves)
    await until(house, 2027, 3, 17, 8, 35)
    assert TASK in await todo(siv)
    assert TASK not in await todo(mari)
    await behind_more(siv, "Kari", "Skal ut fra et sted")
    await siv.presses("– Vedtak · Siv")
    await siv.presses("Gi til koordinatoren")
    await siv.reads("Når Kari skal ut", button="– Vedtak · koordinatoren")
    assert "Noe av det Kari trenger før dagen, ligger hos dere." in await todo(anne)


async def test_a_role_that_ends_leaves_the_list_to_the_coordinators_and_then_to_the_next(
    house: House,
) -> None:
    """It stands in the queue while nobody follows up, and moves to whoever does at the next step."""
    admin = await house.staff("Adm", "administrator")
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    siv = await house.staff("Siv", "worker")
    kari = await house.resident("Kari", worker=mari)
    await leaves(house, kari, dt.date(2027, 4, 14))
    ids = [await house.person(one) for one in (admin, mari, siv, kari)]
    admin_id, mari_id, siv_id, kari_id = ids

    async def ends(turn: Turn) -> None:
        await role_end.end(turn, await people.the(turn, admin_id), mari_id, "worker")

    async def gets(turn: Turn) -> None:
        await people.assign(turn, kari_id, siv_id)

    await house.turn(ends)
    await house.settled()
    assert TASK in await todo(anne)
    await house.turn(gets)
    await until(house, 2027, 3, 17, 8, 35)
    assert TASK in await todo(siv)
    assert TASK not in await todo(anne)


async def test_whoever_is_on_duty_never_has_the_list(house: House) -> None:
    """The worker is away with nobody in their place: it stands with the coordinators."""
    anne = await house.staff("Anne", "coordinator")
    vakt = await house.staff("Vakt", "duty")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    mari_id = await house.person(mari)

    async def away(turn: Turn) -> None:
        await stored_people.stand_in(turn.tx, turn.new_id(), mari_id, None, turn.at - 1, None)

    await house.turn(away)
    await leaves(house, kari, dt.date(2027, 3, 19))
    assert TASK in await todo(anne)
    assert "skal ut" not in await todo(vakt)
    await vakt.says("/liste")
    await vakt.reads("Ingen venter")


async def test_a_case_officer_has_what_is_given_to_them_and_sees_nothing_else(
    house: House,
) -> None:
    """The decision is theirs: the day and that one thing; what they mark, the others see."""
    odd = await house.staff("Odd", "case_officer")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await leaves(house, kari, dt.date(2027, 4, 14), kind="prison", where="Fjellheim")
    await behind_more(mari, "Kari", "Skal ut fra et sted")
    await mari.presses("– Vedtak · Mari")
    await mari.presses("Gi til saksbehandleren")
    await mari.reads("Når Kari skal ut", button="– Vedtak · saksbehandleren")
    task = "Noe av det Kari trenger før dagen, ligger hos deg."
    assert task in await todo(odd)
    await odd.presses(task)
    shown = await odd.reads("onsdag 14. april", "Vedtak")
    assert "Fjellheim" not in text_of(shown)
    await odd.presses("Se lista")
    shown = await odd.reads("Når Kari skal ut", "onsdag 14. april")
    assert [one for one in labels(shown) if "·" in one] == ["– Vedtak · saksbehandleren"]
    assert "Fengsel" not in text_of(shown)
    await odd.presses("– Vedtak · saksbehandleren")
    await odd.presses("Det er klart")
    await odd.reads("Når Kari skal ut", button="✓ Vedtak · saksbehandleren")
    await odd.presses("✓ Vedtak · saksbehandleren")
    await odd.presses("Gi til Mari")
    await odd.reads("Ingen åpne oppgaver")
    await behind_more(mari, "Kari", "Skal ut fra et sted")
    await mari.reads("Når Kari skal ut", button="✓ Vedtak · Mari")
