"""Tasks: what residents ask for becomes a human's, with the answers, an owner, and an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House


async def tasks_of(staff: Phone) -> str:
    """What stands in somebody's list of tasks."""
    await staff.says("/start")
    await staff.presses("Oppgaver")
    await staff.phones.settled()
    return str(await staff.screen())


async def test_it_is_urgent_reaches_worker_and_duty(house: House) -> None:
    """The contact has the words, the duty worker a task; each is done by itself."""
    mari = await house.staff("Mari", "worker")
    dag = await house.staff("Dag", "duty")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Snakk med noen")
    await kari.presses("Kontakten min")
    await kari.presses("Det haster")
    await kari.presses("Gi beskjed nå")
    await kari.reads("Nå står det øverst som at det haster.")
    await mari.reads("Ny oppgave.")
    await dag.reads("Ny oppgave.")
    await kari.says("Strømmen er borte")
    await mari.presses("Åpne", on=await mari.reads("Ny melding."))
    await mari.reads("Strømmen er borte")
    assert "Kari sier at det haster. Se om noen har tatt det." in await tasks_of(dag)
    await mari.says("/start")
    await mari.presses("Oppgaver")
    await mari.presses("Kari sier at det haster.")
    await mari.reads("Eier: Mari.", button="Åpne personen")
    await mari.presses("Ferdig")
    await mari.reads("Ingen åpne oppgaver.")


async def test_another_contact_is_asked_of_the_coordinator_alone(house: House) -> None:
    """The present worker sees nothing of it, not as a coordinator either; reason readable."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker", "coordinator")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Snakk med noen")
    await kari.presses("Kontakten min")
    await kari.presses("Be om en annen kontakt")
    await kari.presses("Ja, jeg vil si hvorfor")
    await kari.reads("Hva bør den neste vite?")
    await kari.says("Vi kommer ikke overens")
    await kari.presses("Send")
    await anne.presses("Åpne", on=await anne.reads("Ny oppgave."))
    await anne.reads("Kari ber om en annen kontakt.", "Vi kommer ikke overens")
    assert "annen kontakt" not in await tasks_of(mari)
    theirs = [one for one in await mari.chat() if "Ny oppgave." in str(one)]
    assert not theirs


async def test_wishes_and_hard_rent_come_with_their_answers(house: House) -> None:
    """A wish for an appointment and «Jeg klarer ikke å betale» reach the worker, oldest first."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Snakk med noen")
    await kari.presses("Kontakten min")
    await kari.presses("Snakke sammen")
    await house.phones.settled()
    for _ in range(8):
        screen = await kari.screen()
        labels = [one["text"] for row in screen["reply_markup"]["inline_keyboard"] for one in row]
        if "Send" in labels:
            break
        await kari.presses(labels[0], on=screen)
        await house.phones.settled()
    await kari.presses("Send")
    told = "Ønsket ditt ligger hos Mari, og svaret kommer her."
    await kari.reads(told, "Meldinger leses vanligvis", button="Til menyen")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads("Kari vil snakke sammen.", ": ", "Eier: Mari.")
    await kari.says("/start")
    await kari.presses("Penger og husleie")
    await kari.presses("Jeg klarer ikke å betale")
    await kari.reads("Dette går til Mari. Ikke til utleier.")
    await mari.reads("Ny oppgave.")
    assert "husleia blir vanskelig" in await tasks_of(mari)
