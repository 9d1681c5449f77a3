"""A new phone, those who are gone, a colleague whose role ends."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import text_of
from bot.store import audit
from tests.conversations.test_owners_handing_over import COVER, meets, shown
from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House


async def new_phone(worker: Phone) -> str:
    """From the opened person: the old phone is shut, and here is the code."""
    await worker.presses("Mer")
    await worker.presses("Ny telefon")
    await worker.presses("Ja, steng og lag kode")
    made = await worker.reads("Den gamle er stengt.", button="Åpne den gamle igjen")
    return (text_of(made) or str(made)).split("start=")[1].split()[0]


async def test_a_new_phone_shuts_the_old_one_at_once(house: House) -> None:
    """Before the new one comes: the old chat is emptied and answers neutrally; then all of it is on the new."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari, "Noe jeg skrev")
    kari_id = await house.person(kari)
    await mari.says("Svaret mitt")
    await kari.reads(COVER, button="Les")
    code = await new_phone(mari)
    await kari.says("Hallo")
    await kari.reads("Denne samtalen er avsluttet her.")
    await house.settled()
    assert "Mari" not in await shown(kari)
    await mari.says("Er du der?")
    await mari.reads("Kom ikke fram til Kari.")
    other = await house.phones.add("Ny", label="Beboer")
    await other.says(f"/start {code}")
    await other.reads("Velkommen tilbake, Kari.")
    await other.says("Ny telefon her")
    await mari.presses("Åpne", on=await mari.reads("Ny melding."))
    await mari.reads("Ny telefon her")
    await kari.says("Hallo igjen")
    await house.settled()
    assert "Sendt til" not in await shown(kari)
    seen = await house.app.store.read(lambda tx: audit.about(tx, kari_id))
    assert "new phone: linked" in [one.action for one in seen]


async def test_a_wrong_press_has_a_way_back(house: House) -> None:
    """Until the new one is in use the old one can be opened again, and the code leads nowhere."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    person = await house.person(kari)
    code = await new_phone(mari)
    await kari.says("/start")
    await kari.reads("Denne samtalen er avsluttet her.")
    await mari.presses("Åpne den gamle igjen")
    await mari.reads("Den gamle telefonen er åpen igjen.")
    await kari.says("/start")
    await kari.reads("Hei, Kari.")
    assert await house.person(kari) == person, "who wrote meanwhile is who they were"
    other = await house.phones.add("Ny", label="Beboer")
    await other.says(f"/start {code}")
    await other.reads(lambda message: "Velkommen tilbake" not in str(message))
    await house.settled()
    assert "Kari" not in await shown(other)


async def departs(house: House, anne: Phone, kari: Phone, what: str) -> None:
    """The coordinator says what has happened."""
    kari_id = await house.person(kari)
    await anne.says("/start")
    await house.settled()
    await anne.presses_old(await anne.screen(), f"d:departed:{kari_id}")
    await anne.presses(what)
    await anne.reads("Ingenting stopper før en til har bekreftet det.", button="Ta det tilbake")


async def test_one_who_has_passed_away_is_never_written_to_again(house: House) -> None:
    """Asked by a coordinator, confirmed by the worker; all of it stops, and can be taken back."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await opened(mari, kari)
    await meets(house, mari, kari, days=3)
    await departs(house, anne, kari, "Personen er død")
    before = await kari.chat()
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.presses("Se og bekreft")
    await mari.reads("Anne sier at Kari er død.")
    await mari.presses("Bekreft")
    await mari.reads("Alt er stoppet. Ingenting blir sendt.")
    await house.phones.days(3)
    assert await kari.chat() == before
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.reads("Kari er død, bekreftet")


async def test_it_can_be_taken_back_and_what_stopped_goes_on(house: House) -> None:
    """Within fourteen days the reminders come as they would have."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await opened(mari, kari)
    await meets(house, mari, kari, days=3)
    await departs(house, anne, kari, "Personen er død")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.presses("Se og bekreft")
    await mari.presses("Bekreft")
    await mari.presses("Det var feil")
    await mari.reads("Det er gjort om.")
    await house.phones.forward(dt.timedelta(days=2, hours=2))
    await kari.reads("Du har en avtale med Mari")


async def test_who_asked_cannot_confirm(house: House) -> None:
    """One alone stops nothing."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await departs(house, anne, kari, "Personen er død")
    await anne.says("/start")
    await anne.presses("Oppgaver")
    await anne.presses("Det er meldt at Kari er død. En til må bekrefte.")
    await anne.presses("Se og bekreft")
    await anne.reads("Du har ikke tilgang til det.")


async def test_one_who_moves_away_gets_their_papers(house: House) -> None:
    """Confirmed by two: reminders stop, a file with what was written, and a summary by consent only."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await opened(mari, kari, "Takk for alt")
    await meets(house, mari, kari, days=3)
    await departs(house, anne, kari, "Personen har flyttet")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.presses("Se og bekreft")
    await mari.presses("Bekreft")
    await mari.reads("papirene er sendt")
    await kari.reads("Vil du at vi sender en oppsummering", button="Nei")
    await kari.presses("Ja")
    await kari.reads("Mari skriver den, og viser deg den", button="Angre")
    await mari.reads("Ny oppgave.")
    await house.phones.days(3)
    assert "Du har en avtale" not in await shown(kari)


async def test_a_role_that_ends_leaves_nobody_without_somebody(house: House) -> None:
    """The residents stand with the coordinator and are told; the chat of the one who left is emptied."""
    admin = await house.staff("Eva", "administrator")
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await opened(mari, kari, "En hemmelighet")
    await admin.presses("Ansatte")
    await admin.presses("Mari, oppfølger")
    await admin.reads("Skal Mari ikke lenger være oppfølger?", "koordinatorens kø: 1.")
    await admin.presses("Ja, avslutt rollen")
    await admin.reads("Mari er ikke lenger oppfølger.")
    await kari.reads("Mari følger deg ikke opp lenger.")
    await anne.reads("Ny oppgave.", button="Åpne")
    await house.settled()
    left = await shown(mari)
    assert "hemmelighet" not in left
    assert "Kari" not in left
    await kari.says("Hvem har meg nå?")
    await kari.reads("Sendt til Anne.")
