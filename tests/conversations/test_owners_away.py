"""Being away: who answers, who is told, what becomes of appointments; what a stand-in may read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.store import audit
from tests.conversations.test_owners_handing_over import COVER, meets, shown
from tests.conversations.test_relay_words import opened
from tests.conversations.test_staff_away import goes_away

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House


async def told(resident: Phone, *words: str) -> None:
    """A covered message is opened, and says this."""
    await resident.presses("Les", on=await resident.reads(COVER, button="Les"))
    await resident.reads(*words)


async def test_away_begun_today_moves_what_is_unopened_at_once(house: House) -> None:
    """The stand-in has a notice, the worker has none; the resident reads who answers, once, never why."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    await opened(mari, kari)
    await kari.says("Er du der?")
    await mari.reads("Ny melding.", button="Åpne")
    await house.settled()
    await goes_away(mari, "Berit")
    await mari.presses("Ut dagen")
    await mari.reads("Du er satt som borte til")
    await berit.presses("Åpne", on=await berit.reads("Ny melding."))
    await berit.reads("Er du der?")
    assert "Ny melding." not in await shown(mari)
    await told(kari, "Mari er borte. Berit svarer")
    await kari.says("Takk")
    await house.settled()
    assert (await shown(kari)).count("Mari er borte.") == 1
    assert "Mari er borte" not in await shown(ola)
    await ola.says("Hei")
    await ola.presses("Ja, send")
    await ola.reads("Mari er borte. Berit svarer i dag.")
    await house.phones.days(1)
    await mari.reads("Velkommen tilbake.")
    await berit.reads("Du er ikke vikar lenger.")
    assert "Er du der?" not in await shown(berit)
    await ola.says("Er Mari tilbake?")
    await ola.presses("Ja, send")
    await ola.reads("Sendt til Mari.")


async def test_an_appointment_becomes_a_task_before_its_reminder(house: House) -> None:
    """Nothing is reminded of until the stand-in says that they meet; then the new name stands there."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await meets(house, mari, kari, days=2)
    await kari.reads("Mari foreslår")
    anne = await house.staff("Anne", "coordinator")
    await anne.presses("Hvem er på jobb")
    await anne.presses("Mari er på jobb")
    await anne.presses("Borte nå, Berit svarer")
    await anne.reads("Mari er satt som borte. Berit får det som er åpent.", button="Tilbake nå")
    await kari.reads("Mari er borte. Berit svarer så lenge.")
    task = await berit.reads("Ny oppgave.", button="Åpne")
    await house.phones.forward(dt.timedelta(hours=26))
    assert "Du har en avtale" not in await shown(kari)
    await berit.presses("Åpne", on=task)
    await berit.presses("Bestem hva som skjer")
    await berit.presses("Jeg møter i stedet")
    await berit.reads("Kari får vite at du møter")
    await kari.reads("Berit møter deg i stedet: Prat")
    await house.phones.forward(dt.timedelta(hours=2))
    await kari.reads("Du har en avtale med Berit")
    assert "Du har en avtale med Mari" not in await shown(kari)


async def test_a_stand_in_who_moves_it_is_whom_it_is_with(house: House) -> None:
    """«Flytt eller avlys» offers the absent worker's appointments too."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await meets(house, mari, kari, days=2)
    await goes_away(mari, "Berit")
    await berit.presses("Åpne", on=await berit.reads("Ny oppgave."))
    await berit.presses("Bestem hva som skjer")
    await berit.presses("Flytt eller avlys")
    await berit.presses("Kari fredag 12. mars kl. 10.00")
    await berit.presses("Avlyse den")
    await berit.presses("Send")
    await kari.reads("Berit har avlyst avtalen")
    await house.phones.days(2)
    assert "Du har en avtale" not in await shown(kari)


async def test_a_stand_in_who_agrees_on_a_new_time_meets_then(house: House) -> None:
    """«Vi er enige om en ny tid» from the stand-in: the resident is told at once, and reminded of the new time."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await meets(house, mari, kari, days=2)
    await goes_away(mari, "Berit")
    await berit.says("/start")
    await berit.presses("Flytt eller avlys avtale")
    await berit.presses("Kari fredag 12. mars kl. 10.00")
    await berit.presses("Vi er enige om en ny tid")
    await berit.reads("Hvilken dag passer?")
    await berit.says("16. mars 2027")
    await berit.presses("Ja, det stemmer")
    await berit.reads("Når på dagen?")
    await berit.says("13.15")
    await berit.presses("Send", on=await berit.reads("Stemmer dette?"))
    await kari.reads("Berit", "tirsdag 16. mars kl. 13.15")
    await house.phones.days(5)
    await kari.reads("Du har en avtale med Berit", "tirsdag 16. mars kl. 13.15")


async def test_back_in_time_the_reminder_goes_as_it_stood(house: House) -> None:
    """The coordinator sets the worker back: the task is done, and the worker meets."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await meets(house, mari, kari, days=2)
    await anne.says("/start")
    await anne.presses("Hvem er på jobb")
    await anne.presses("Mari er på jobb")
    await anne.presses("Borte nå, uten vikar")
    await anne.reads("Det som kommer, står i køen hos koordinator.")
    await kari.reads("Mari er borte. Meldingene dine går til boligteamet i Fjordvik så lenge.")
    await anne.presses("Åpne", on=await anne.reads("Ny oppgave."))
    await anne.presses("Bestem hva som skjer")
    await anne.reads("Hva skal skje med den?", button="Velg vikar")
    await anne.says("/start")
    await anne.presses("Hvem er på jobb")
    await anne.presses("Mari er borte, uten vikar")
    await anne.presses("Tilbake nå")
    await anne.reads("Mari er på jobb")
    await house.phones.forward(dt.timedelta(hours=26))
    await kari.reads("Du har en avtale med Mari")


async def test_a_planned_absence_introduces_the_stand_in_the_day_before(house: House) -> None:
    """With the name, to those with something open or an appointment then; it begins and ends by itself."""
    mari = await house.staff("Mari", "worker")
    await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    await opened(mari, kari)
    await mari.says("/start")
    await mari.presses("Jeg er borte")
    await mari.presses("Planlegg fravær")
    await mari.reads("Fra hvilken dag er du borte?")
    await mari.presses("onsdag 17. mars")
    await mari.presses("Ja, det stemmer")
    await mari.reads("Hva er siste dag du er borte?")
    await mari.presses("onsdag 17. mars")
    await mari.presses("Ja, det stemmer")
    await mari.reads("Hvem svarer mens du er borte?")
    await mari.presses("Berit")
    await mari.reads("De får ikke vite hvorfor.")
    await mari.presses("Lagre")
    await mari.reads("Fraværet er lagret.")
    await house.phones.days(6)
    await told(kari, "Mari er borte fra", "Da svarer Berit.")
    await house.phones.days(1)
    await kari.says("Hei")
    await kari.presses("Ja, send")
    await kari.reads("Sendt til Berit.")
    await house.phones.days(1)
    await mari.reads("Velkommen tilbake.")
    assert "Mari er borte" not in await shown(ola)


async def test_a_stand_in_reads_what_is_older_with_a_yes_only(house: House) -> None:
    """Asked once, both answers the same size; a yes is audited, and can be taken back."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari, "Gammelt")
    await mari.says("Det ordner seg")
    await house.phones.forward(dt.timedelta(minutes=1))
    await goes_away(mari, "Berit")
    await berit.says("/start")
    await berit.presses("Alle mine")
    await berit.presses("Kari")
    await berit.reads("Ingen nye meldinger.")
    await berit.presses("Be om å lese det som er eldre")
    await berit.reads("Personen er spurt.")
    cover = await kari.reads(COVER, button="Les")
    for _ in range(2):
        await kari.presses("Les", on=cover)
        cover = await kari.reads(lambda message: "Les" in str(message) or "vikar" in str(message))
        if "ber om å få lese" in str(cover):
            break
    await kari.reads("Berit er vikar for Mari, og ber om å få lese", button="Nei")
    await kari.presses("Ja")
    await kari.reads("Berit kan lese det du har skrevet før", button="Angre")
    await berit.presses("Åpne", on=await berit.reads("En beboer har sagt ja."))
    await berit.reads("Gammelt", "Det ordner seg")
    await kari.presses("Angre")
    await kari.reads("Berit leser ikke det som er eldre.")
    await berit.says("/start")
    await berit.presses("Alle mine")
    await berit.presses("Kari")
    await berit.reads("Ingen nye meldinger.")
    kari_id = await house.person(kari)
    seen = await house.app.store.read(lambda tx: audit.about(tx, kari_id))
    assert {"asked to read what is older", "let older be read"} <= {one.action for one in seen}


async def test_the_chain_falls_on_to_whoever_is_there(house: House) -> None:
    """Stand-in of a stand-in, then whoever is on duty in the hours, then the coordinators' queue."""
    anne = await house.staff("Anne", "coordinator")
    dag = await house.staff("Dag", "duty")
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    siv = await house.staff("Siv", "worker")
    kari = await house.resident("Kari", worker=mari)
    await goes_away(mari, "Berit")
    await goes_away(berit, "Siv")
    await kari.says("Hei")
    await kari.presses("Ja, send")
    await siv.presses("Åpne", on=await siv.reads("Ny melding."))
    await siv.reads("Hei", "Det du skriver nå, går til Kari.")
    await siv.says("/start")
    await goes_away(siv, "Ingen ennå")
    await kari.says("Er noen der?")
    await kari.reads("Sendt til Dag.")
    await dag.presses("Åpne", on=await dag.reads("Ny melding."))
    await dag.reads("Er noen der?", "Det du skriver nå, går til Kari.")
    await house.phones.forward(dt.timedelta(hours=10))
    await kari.says("I kveld")
    await kari.presses("Ja, send")
    await kari.reads("Sendt til Anne.")
    await anne.reads("Ny melding.", button="Åpne")
