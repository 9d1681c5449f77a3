"""Something is broken at home: told in a few taps, mended by the caretaker, and each reads what the other did."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.simulator.phone import labels, text_of
from bot.store import repairs, tasks
from tests.conversations.walking import asked, taps, walks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from bot.store.repairs import Repair
    from tests.conftest import House
    from tests.conversations.walking import Answer

OSLO = ZoneInfo("Europe/Oslo")
ADDRESS = "Storgata 3, andre etasje"


async def tells(kari: Phone, what: str = "window", danger: str = "", *, more: bool = False) -> None:
    """From the menu to the receipt, with what matters here."""
    await kari.says("/start")
    await kari.presses("Bolig")
    await kari.presses("Noe er ødelagt")
    if more:
        await kari.presses("Meld fra om noe nytt")
    given: dict[str, Answer] = {
        "what": what, "danger": (danger,) if danger else "none", "ring": "!on", "mends": "!skip",
        "where": f"say:{ADDRESS}", "words": "!skip", "picture": "!skip", "enter": "ask",
        "suits": "none", "reach": "here",
    }  # fmt: skip
    if not danger:
        del given["ring"]
    here = await walks(kari, given, until="done")
    assert here is not None, await kari.screen()
    await taps(kari, here, "!send")
    await kari.phones.settled()


async def theirs(house: House, phone: Phone) -> list[Repair]:
    """A resident's repairs as they stand."""
    person = await house.person(phone)
    return await house.app.store.read(lambda tx: repairs.of(tx, person))


async def opens(vidar: Phone) -> None:
    """The first in the caretaker's list."""
    await vidar.says("/start")
    await vidar.presses("Reparasjoner")
    listed = await vidar.reads("Venter:")
    await vidar.presses(labels(listed)[0], on=listed)
    await vidar.phones.settled()


async def heard(phone: Phone) -> str:
    """Everything that stands in a chat."""
    return "\n".join([text_of(one) for one in await phone.chat()])


async def test_from_broken_to_mended(house: House) -> None:
    """Told, opened, seen, a day agreed and reminded of, finished, and in order: each step is told by name."""
    vidar = await house.staff("Vidar", "caretaker")
    kari = await house.resident("Kari")
    await tells(kari)
    await kari.reads("Sendt kl. 10.0", "Vaktmesteren leser vanligvis mandag til fredag 08.00–15.00")
    await vidar.reads("Noe er ødelagt. Det venter på deg.")
    assert "Kari" not in await heard(vidar), "a notice names nobody"
    await opens(vidar)
    await vidar.reads("Vindu", "Meldt av Kari.", ADDRESS, "Ja, men si fra til meg først")
    (row,) = await theirs(house, kari)
    assert (row.state, row.caretaker_id) == ("opened", await house.person(vidar))
    await vidar.presses("Sett på saken")
    await kari.presses("Les")
    await kari.reads("Vidar har sett på saken: Vindu.")
    await vidar.presses("Jeg kommer")
    await walks(vidar, {"day": "2027-03-12", "time": "say:10.30"}, until="done")
    here = await asked(vidar)
    assert here is not None
    await taps(vidar, here, "!send")
    await kari.presses("Les")
    await kari.reads("Vidar kommer fredag 12. mars kl. 10.30", button="Jeg kommer")
    await kari.presses("Jeg kommer")
    await house.phones.until(dt.datetime(2027, 3, 11, 16, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.reads("Du har en avtale med Vidar")
    await opens(vidar)
    await vidar.reads("Avtalt fredag 12. mars kl. 10.30. Det passer for beboeren.")
    await vidar.presses("Ferdig")
    await kari.presses("Les")
    await kari.reads("Vidar sier at det er ferdig: Vindu.", "Er det i orden?")
    await kari.presses("Det er i orden")
    await kari.reads("Så bra.")
    (row,) = await theirs(house, kari)
    assert row.state == "over"
    person = await house.person(kari)
    left = await house.app.store.read(lambda tx: tasks.open_about(tx, person))
    assert not left


async def test_what_cannot_wait_has_a_number_at_any_hour(house: House) -> None:
    """Running water at night: the number that is answered then, before anything else is asked."""
    house.at(2027, 3, 10, 23, 30)
    await house.settled()
    kari = await house.resident("Kari")
    await kari.says("/start")
    await kari.presses("Bolig")
    await kari.presses("Noe er ødelagt")
    await walks(kari, {"what": "water", "danger": ("water",)}, until="ring")
    await kari.reads("Ring nå: 00 00 00 13", "ring 112")
    await kari.presses("Videre")
    await kari.reads("Kilde: Husleieloven", "Sist sjekket", "Hvem tror du må ordne det?")


async def test_it_is_not_in_order_and_opens_again(house: House) -> None:
    """«Det er ikke i orden» is enough: it waits anew at the caretaker's, with all that was told."""
    vidar = await house.staff("Vidar", "caretaker")
    kari = await house.resident("Kari")
    await tells(kari, "door")
    await opens(vidar)
    await vidar.presses("Ferdig")
    await kari.presses("Les")
    await kari.presses("Det er ikke i orden")
    await kari.reads("Saken er åpen igjen.")
    await opens(vidar)
    await vidar.reads(
        "Dør, lås eller nøkkel", "Det er ikke i orden. Saken ble åpnet igjen.", ADDRESS
    )


async def test_the_caretaker_asks_and_the_resident_answers(house: House) -> None:
    """The question comes under a cover; the answer stands with the repair, and only there."""
    vidar = await house.staff("Vidar", "caretaker")
    kari = await house.resident("Kari")
    await tells(kari, "kitchen")
    await opens(vidar)
    await vidar.presses("Trenger å vite mer")
    await vidar.says("Hvilket merke er komfyren?")
    await vidar.presses("Send")
    await vidar.reads("Spørsmålet er sendt.")
    await kari.presses("Les")
    await kari.reads("Vidar trenger å vite mer om dette", "«Hvilket merke er komfyren?»")
    await kari.presses("Svar")
    await kari.says("Den er gammel og hvit")
    await kari.reads("Vil du sende et bilde")
    await kari.presses("Hopp over")
    await kari.presses("Send")
    await kari.reads("Takk. Vaktmesteren får se det.")
    await opens(vidar)
    await vidar.reads("Svar: «Den er gammel og hvit»")


async def test_one_that_nobody_opens_reminds_and_is_passed_on(house: House) -> None:
    """The caretaker is reminded, then the housing office has it too, and the resident reads the truth."""
    vidar = await house.staff("Vidar", "caretaker")
    huset = await house.staff("Huset", "housing_office")
    kari = await house.resident("Kari")
    await tells(kari, "heat", "heat")
    before = (await heard(vidar)).count("det haster")
    await house.phones.forward(dt.timedelta(minutes=35))
    await house.settled()
    assert (await heard(vidar)).count("det haster") == before + 1
    assert "Ny oppgave" not in await heard(huset)
    await house.phones.forward(dt.timedelta(minutes=30))
    await huset.presses("Åpne", on=await huset.reads("Ny oppgave."))
    await huset.reads("Noe er ødelagt i en bolig. Ingen har åpnet det siden")
    await kari.presses("Les")
    await kari.reads(
        "Ingen har åpnet det du meldte fra om", "Kan det ikke vente, ring 00 00 00 07."
    )
    await huset.presses("Åpne")
    await huset.reads("Varme", "Meldt av en som bor der.")
    await house.settled()
    assert "Kari" not in await heard(huset), "a name is known with a tenancy"
    (row,) = await theirs(house, kari)
    assert row.state == "new", "who reads it does not have it"


async def test_a_caretaker_who_leaves_leaves_nothing_behind(house: House) -> None:
    """What they had waits for the next one, and nothing of anybody stands in their chat."""
    anne = await house.staff("Anne", "administrator")
    vidar = await house.staff("Vidar", "caretaker")
    berit = await house.staff("Berit", "caretaker")
    kari = await house.resident("Kari")
    await tells(kari)
    await opens(vidar)
    await vidar.reads("Meldt av Kari.")
    await anne.presses_old(
        await anne.screen(), f"d:end_role_yes:{await house.person(vidar)}.caretaker"
    )
    await house.settled()
    (row,) = await theirs(house, kari)
    assert (row.state, row.caretaker_id) == ("new", None)
    assert "Kari" not in await heard(vidar)
    await opens(berit)
    await berit.reads("Meldt av Kari.")


async def test_no_longer_needed_takes_the_visit_back(house: House) -> None:
    """Nothing waits and nobody is reminded; whoever was to come reads it."""
    vidar = await house.staff("Vidar", "caretaker")
    kari = await house.resident("Kari")
    await tells(kari)
    await opens(vidar)
    await vidar.presses("Jeg kommer")
    await walks(vidar, {"day": "2027-03-12", "time": "say:10.30"}, until="done")
    here = await asked(vidar)
    assert here is not None
    await taps(vidar, here, "!send")
    await kari.says("/start")
    await kari.presses("Bolig")
    await kari.presses("Noe er ødelagt")
    await kari.presses("Vindu: avtalt tid")
    await kari.presses("Det er ikke nødvendig lenger")
    await kari.reads("Vaktmesteren får vite at det ikke trengs.")
    await vidar.reads("Det trengs ikke lenger: Vindu.")

    async def ahead(turn: Turn) -> int:
        return int(await turn.tx.value("SELECT COUNT(*) FROM appointments WHERE state = 'planned'"))

    assert await house.turn(ahead) == 0
