"""Away, back, handed over: who gets a resident's words, and who loses them at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.simulator.client import text_of
from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House


async def goes_away(worker: Phone, stand_in: str) -> None:
    """«Jeg er borte», and who answers meanwhile."""
    await worker.says("/start")
    await worker.presses("Jeg er borte")
    await worker.presses(stand_in)
    await worker.reads("Du er satt som borte.")


async def hand_over(house: House, resident: Phone, worker: Phone) -> None:
    """The resident gets another worker, this instant."""
    resident_id, worker_id = await house.person(resident), await house.person(worker)

    async def assign(turn: Turn) -> None:
        await people.assign(turn, resident_id, worker_id)

    await house.turn(assign)


async def test_a_stand_in_sees_what_is_open_and_what_comes(house: House) -> None:
    """Not what was said before; told without a name; and nothing more once the worker is back."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari, "Gammelt")
    await mari.says("Det ordner seg")
    await house.phones.forward(dt.timedelta(minutes=1))
    await goes_away(mari, "Berit")
    await berit.reads("Du er satt som vikar.")
    await berit.says("/start")
    await berit.presses("Alle mine")
    await berit.presses("Kari")
    shown = text_of(await berit.reads("Ingen nye meldinger.", "Det du skriver nå, går til Kari."))
    assert "Gammelt" not in shown
    await kari.says("Nytt")
    await kari.reads("Sendt til Berit.")
    await berit.presses("Åpne", on=await berit.reads("Ny melding."))
    await berit.reads("Nytt")
    await berit.says("Mari er borte, jeg svarer")
    await berit.reads("Sendt til Kari.")
    await mari.says("/start")
    await mari.presses("Jeg er tilbake")
    await mari.reads("Velkommen tilbake.")
    await berit.says("En ting til")
    await berit.reads("Jeg har tatt vare på det du skrev.")
    await kari.says("Er du tilbake?")
    await kari.reads("Sendt til Mari.")


async def test_without_a_stand_in_it_stands_with_the_coordinators(house: House) -> None:
    """«Ingen ennå»: the coordinators have it in their list; so too when the stand-in goes away."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await goes_away(mari, "Ingen ennå")
    await kari.says("Hei")
    await kari.reads("boligteamet i Fjordvik")
    await kari.presses("Ja, send")
    await kari.reads("Sendt til Anne.")
    await anne.says("/start")
    await anne.presses("De som venter")
    await anne.reads(lambda message: "Kari · venter" in str(message))
    await mari.says("/start")
    await mari.presses("Jeg er tilbake")
    await goes_away(mari, "Berit")
    await goes_away(berit, "Ingen ennå")
    await kari.says("Igjen")
    await kari.reads("Sendt til Anne.")
    await anne.says("/start")
    await anne.presses("De som venter")
    await anne.reads(lambda message: "Kari · venter" in str(message))


async def test_a_former_worker_loses_everything_at_once(house: House) -> None:
    """Old buttons, replies and the open person lead nowhere; what is typed is kept and offered."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    await opened(mari, kari)
    screen = await mari.reads("Det du skriver nå, går til Kari.")
    await kari.says("Noe nytt")
    notice = await mari.reads("Ny melding.", button="Åpne")
    await hand_over(house, kari, berit)
    await mari.presses("Åpne", on=notice)
    await mari.reads("Du har ikke tilgang til det.")
    await mari.says("Hei igjen", reply_to=screen)
    kept = await mari.reads("Jeg har tatt vare på det du skrev.", button="Til Ola")
    assert "Kari" not in str(kept)
    await mari.presses("Til Ola")
    await mari.reads("Sendt til Ola.")
    await ola.presses("Les")
    await ola.reads("Hei igjen")
    await berit.says("/start")
    await berit.presses("De som venter")
    await berit.reads(lambda message: "Kari · venter" in str(message))


async def test_what_was_queued_for_a_former_worker_reaches_the_new_one(house: House) -> None:
    """Telegram was away when it was sent and the worker changed meanwhile: who reads is asked last."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await house.phones.fault("500", "sendMessage", chat_id=mari.id, times=40)
    await kari.says("Til den som følger meg opp nå")
    await hand_over(house, kari, berit)
    await house.phones.mend()
    await berit.reads("Ny melding.", button="Åpne")
    await kari.reads("Sendt til Berit.")


async def test_words_without_an_addressee_are_kept_and_can_be_dropped(house: House) -> None:
    """Nothing typed is lost, nothing goes to anybody by itself, and several are sent in order."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await mari.says("En")
    await mari.says("To")
    await mari.reads("Jeg har tatt vare på det du skrev.", button="Til Kari")
    await mari.presses("Nei, slett det")
    await mari.reads("Slettet.")
    await mari.says("Tre")
    await mari.says("Fire")
    await mari.presses("Til Kari")
    await mari.reads("Det du skriver nå, går til Kari.")
    await house.phones.settled()
    covers = [one for one in await kari.chat() if text_of(one) == "Du har en ny melding."]
    for cover, words in zip(covers, ("Tre", "Fire"), strict=True):
        await kari.presses("Les", on=cover)
        await kari.reads("Mari skriver:", words)
