"""Seven quiet days nudge the worker, and nobody who does not want it; help without a decision warns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import text_of
from tests.conversations.test_relay_words import opened
from tests.conversations.test_remember_unanswered import until

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House

QUIET = "Kari og du har ikke snakket sammen på en uke."


async def todo(worker: Phone) -> str:
    """What stands in a worker's list of tasks."""
    await worker.says("/start")
    await worker.presses("Oppgaver")
    found = str(
        await worker.reads(lambda one: text_of(one).startswith(("Oppgaver.", "Ingen åpne")))
    )
    await worker.phones.settled()
    return found


async def behind_more(worker: Phone, name: str, button: str) -> None:
    """Open somebody, «Mer», and this button."""
    await worker.says("/start")
    await worker.presses("Alle mine")
    await worker.presses(name)
    await worker.presses("Mer")
    await worker.presses(button)


async def test_seven_quiet_days_nudge_the_worker_and_contact_is_noted_in_a_tap(
    house: House,
) -> None:
    """The task has «Vi har hatt kontakt»; noted, it is quiet for a week; the resident hears nothing."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await mari.says("Hei Kari")
    await mari.reads("Sendt til Kari.")
    await house.settled()
    before = len(await kari.chat())
    await until(house, 2027, 3, 17, 9, 50)
    assert QUIET not in await todo(mari)
    await house.settled()
    await mari.locks()
    await until(house, 2027, 3, 17, 10, 30)
    assert await mari.lock_screen() == ["Ny oppgave."]
    await mari.unlocks()
    assert QUIET in await todo(mari)
    await mari.presses(QUIET)
    await mari.presses("Vi har hatt kontakt")
    await mari.presses("På telefon")
    await mari.reads("Notert: Du har hatt kontakt med Kari.")
    assert QUIET not in await todo(mari)
    await until(house, 2027, 3, 24, 9)
    assert QUIET not in await todo(mari)
    await until(house, 2027, 3, 31, 9)
    assert QUIET in await todo(mari), "Easter lies between"
    assert len(await kari.chat()) == before, "never the resident"


async def test_nobody_is_nudged_about_one_who_said_no(house: House) -> None:
    """Switched off, «Nei til oppfølging», and time without a phone: no task."""
    mari = await house.staff("Mari", "worker")
    await house.resident("Kari", worker=mari, seven_days=False)
    ola = await house.resident("Ola", worker=mari)
    await house.resident("Per", worker=mari)
    await ola.presses("Mer")
    await ola.presses("Nei til oppfølging")
    await ola.presses("Ja, ikke spør meg mer")
    await ola.reads("Greit. Da spør vi ikke mer. Du kan skrive når du vil.")
    await behind_more(mari, "Per", "Uten telefon en stund")
    await mari.presses("To uker")
    await mari.reads("Notert: Per er uten telefon til onsdag 24. mars")
    await until(house, 2027, 3, 19, 12)
    assert "snakket sammen" not in await todo(mari)
    await until(house, 2027, 4, 2, 12)
    assert "Per og du har ikke snakket" in await todo(mari)


async def test_no_to_follow_up_is_seen_and_undone_in_one_tap(house: House) -> None:
    """The worker reads it on the opened person; writing works as before; the menu has the way back."""
    mari = await house.staff("Mari", "worker")
    ola = await house.resident("Ola", worker=mari)
    await behind_more(mari, "Ola", "Vil ikke bli spurt")
    await mari.presses("Nei til oppfølging")
    await mari.reads("Ola vil ikke bli spurt om hvordan det går.")
    await opened(mari, ola, "Jeg skriver likevel")
    await mari.reads("Ola vil ikke bli spurt om hvordan det går.")
    await ola.says("/start")
    await ola.presses("Spør meg gjerne igjen")
    await ola.reads("Fint. Da spør vi igjen.")
    await until(house, 2027, 3, 18, 12)
    assert "Ola og du har ikke snakket" in await todo(mari)


async def test_help_without_a_decision_warns_on_days_ten_and_twelve(house: House) -> None:
    """Day ten is a Saturday: the Friday before; on day twelve the coordinators too; decided ends it."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    await house.resident("Kari", worker=mari, seven_days=False)
    await behind_more(mari, "Kari", "Hjelp uten vedtak")
    await mari.presses("onsdag 10. mars")
    await mari.reads("Kari har hjelp i gang uten vedtak fra onsdag 10. mars")
    warned = "Kari har hjelp i gang uten vedtak fra"
    await until(house, 2027, 3, 18, 15)
    assert warned not in await todo(mari)
    await until(house, 2027, 3, 19, 9)
    assert warned in await todo(mari)
    assert "uten vedtak" not in await todo(anne)
    await until(house, 2027, 3, 22, 9)
    assert "Kari har fortsatt hjelp uten vedtak." in await todo(anne)
    await behind_more(mari, "Kari", "Hjelp uten vedtak")
    await mari.presses("Vedtaket er fattet")
    await mari.reads("Notert.")
    assert warned not in await todo(mari)
    assert "uten vedtak" not in await todo(anne)


async def test_the_person_is_told_of_the_rule_and_may_say_no(house: House) -> None:
    """«Om deg» asks in plain words, and a no is a no."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Mer")
    await kari.presses("Endre navn og varsler")
    await kari.says("Kari")
    for button in ("Når som helst", "Ja", "Passe ofte"):
        await kari.presses(button)
    await kari.reads("Har dere ikke snakket på sju dager")
    await kari.presses("Nei takk")
    await kari.reads("Vil du si hvem vi kan ringe")
    await kari.presses("Nei takk")
    await kari.presses("Ja, det stemmer")
    await house.settled()
    await until(house, 2027, 3, 19, 12)
    assert QUIET not in await todo(mari)
    assert not any("sju dager" in text_of(one) for one in (await kari.chat())[-1:])
