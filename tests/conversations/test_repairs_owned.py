"""Repairs beside the usual way: who reads nothing, who is away, what is forgotten, what is forged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import forgetting, people
from bot.domain.owners import away
from tests.conversations.test_my_data import file_in
from tests.conversations.test_repairs import ADDRESS, OSLO, heard, opens, tells, theirs
from tests.conversations.walking import asked, taps, walks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from tests.conftest import House


async def test_the_landlords_side_reads_nothing_else_of_the_person(house: House) -> None:
    """Whatever a caretaker or the housing office presses: no thread, no plan, no application, no name without cause."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Noe bare Mari skal vite")
    await kari.presses("Ja, send")
    await tells(kari)
    kari_id = await house.person(kari)
    for name, role in (("Vidar", "caretaker"), ("Huset", "housing_office")):
        one = await house.staff(name, role)
        for verb in (
            "open",
            "person",
            "notes",
            "situation",
            "answers",
            "archive",
            "safety",
            "write",
        ):
            await one.says("/start")
            await house.settled()
            await one.presses_old(await one.screen(), f"d:{verb}:{kari_id}")
        await house.settled()
        said = await heard(one)
        assert "bare Mari" not in said
        assert "Kari" not in said, said


async def test_what_is_mended_is_forgotten_in_time_and_what_waits_is_not(house: House) -> None:
    """As long as the municipality keeps what belongs to a home; an open one for as long as it is open."""
    vidar = await house.staff("Vidar", "caretaker")
    kari = await house.resident("Kari")
    await tells(kari)
    await opens(vidar)
    await vidar.presses("Ferdig")
    await house.settled()
    await tells(kari, "heat", more=True)
    kept = house.app.house.pack.retention.tenancy
    for days, left in ((kept - 1, 2), (kept + 1, 1)):
        now = house.clock.now() + dt.timedelta(days=days)
        await forgetting.forget(house.app.store, house.app.house, now)
        assert len(await theirs(house, kari)) == left


async def test_it_stands_in_ones_own_file(house: House) -> None:
    """«Alt om meg» holds what was told, and who did what."""
    vidar = await house.staff("Vidar", "caretaker")
    kari = await house.resident("Kari")
    await tells(kari)
    await opens(vidar)
    await house.settled()
    await kari.says("/start")
    await kari.presses("Mer")
    await kari.presses("Hva dere vet om meg")
    await kari.presses("Last ned alt om meg")
    said = file_in(house, await kari.reads("Her er alt"))
    assert ADDRESS in said
    assert "Åpnet av Vidar" in said
    assert "åpnet det du meldte fra om i boligen" in said


async def test_one_who_is_away_keeps_nothing_from_being_mended(house: House) -> None:
    """What they had opened waits for a colleague after a while, as if nobody had opened it."""
    vidar = await house.staff("Vidar", "caretaker")
    berit = await house.staff("Berit", "caretaker")
    kari = await house.resident("Kari")
    await tells(kari)
    await opens(vidar)
    vidar_id = await house.person(vidar)

    async def goes(turn: Turn) -> None:
        who = await people.the(turn, vidar_id)
        await away.set_away(turn, who, vidar_id, None)

    await house.turn(goes)
    before = (await heard(berit)).count("Det venter på deg.")
    await house.phones.until(dt.datetime(2027, 3, 15, 9, tzinfo=OSLO))
    (row,) = await theirs(house, kari)
    assert (row.state, row.caretaker_id) == ("new", None)
    assert (await heard(berit)).count("Det venter på deg.") > before
    await opens(berit)
    await berit.reads("Meldt av Kari.")


async def test_a_time_that_has_passed_is_said_and_nothing_is_agreed(house: House) -> None:
    """A visit yesterday cannot be agreed; the conversation stays where it is, and the resident hears nothing."""
    vidar = await house.staff("Vidar", "caretaker")
    kari = await house.resident("Kari")
    await tells(kari)
    await opens(vidar)
    await vidar.presses("Jeg kommer")
    await walks(vidar, {"day": "2027-03-10", "time": "say:08.30"}, until="done")
    here = await asked(vidar)
    assert here is not None
    await taps(vidar, here, "!send")
    await house.settled()
    (row,) = await theirs(house, kari)
    assert row.state == "opened"
    assert "Du har en ny melding" not in await heard(kari)


async def test_anothers_repair_is_nobodys_by_any_button(house: House) -> None:
    """A resident presses every button of her own with the number of another's: nothing is shown or changed."""
    kari, ola = await house.resident("Kari"), await house.resident("Ola")
    await tells(kari)
    (row,) = await theirs(house, kari)
    for verb in ("my_repair", "repair_add", "repair_ok", "repair_not_ok", "repair_withdraw"):
        await ola.says("/start")
        await house.settled()
        await ola.presses_old(await ola.screen(), f"d:{verb}:{row.id}")
    await house.settled()
    assert ADDRESS not in await heard(ola)
    assert await theirs(house, kari) == [row]
