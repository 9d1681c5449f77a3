"""The relay: words between a resident and whoever follows them up, and what each side is told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House

NIGHT = (2027, 3, 10, 23, 30)


async def opened(worker: Phone, resident: Phone, words: str = "Hei") -> None:
    """The resident has written and been opened: the thread is alive both ways."""
    await resident.says(words)
    await resident.presses("Ja, send")
    await worker.presses("Åpne")
    await worker.reads(words)
    await resident.reads("Åpnet av")


async def test_the_words_go_both_ways_with_one_line_that_changes(house: House) -> None:
    """Sent, opened with a name and a time, in order; a reply goes to the person it is about."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Det første")
    await kari.says("Det andre")
    await kari.reads("Skal jeg sende disse 2 meldingene til Mari?")
    await kari.presses("Ja, send")
    told = await kari.reads("Sendt til Mari.")
    await mari.reads("Ny melding.", button="Åpne")
    await mari.presses("Åpne")
    opened = await mari.reads("Det første", "Det andre")
    shown = text_of(opened)
    assert shown.index("Det første") < shown.index("Det andre")
    again = await kari.reads("Åpnet av Mari kl. 10")
    assert again["message_id"] == told["message_id"], "one line that changes"
    await mari.presses("Ferdig nå")
    await mari.says("Jeg ringer deg", reply_to=opened)
    await mari.reads("Sendt til Kari.")
    await kari.reads("Du har en ny melding.")
    await kari.presses("Les")
    await kari.reads("Mari skriver:", "Jeg ringer deg")
    await mari.reads("Åpnet av Kari kl. 10")
    await kari.says("Det tredje")
    notice = await mari.reads("Ny melding.", button="Åpne")
    day = await house.phones.now()
    await house.phones.days(1)
    await mari.presses("Åpne", on=notice)
    await mari.reads(f"{day.day}. ", "kl. 10", "Det tredje")


async def test_telegrams_own_names_and_numbers_never_cross(house: House) -> None:
    """Each side reads the name that was chosen here, and nothing that Telegram knows of the other."""
    mari = await house.staff("Mari", "worker")
    phone = await house.phones.add("Gunhild", last_name="Etternavn", username="gunhild_e")
    worker_id = await house.person(mari)
    await phone.says(f"/start {await house.code(worker_id=worker_id, name='Stjerna')}")
    await phone.reads("koblet til Mari")
    await opened(mari, phone)
    await mari.reads("Stjerna")
    await mari.says("Hei på deg")
    await phone.presses("Les")
    for reader in (mari, phone):
        everything = str([text_of(one) for one in await reader.chat() if one["from"]["is_bot"]])
        for secret in ("Gunhild", "Etternavn", "gunhild_e", str(phone.id), str(mari.id)):
            assert secret not in everything


async def test_nothing_but_a_cover_lies_on_the_lock_screen(house: House) -> None:
    """Neutral: a cover; with neutral off the words; the worker's own shows neither name nor words."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari, neutral=False)
    await opened(mari, kari)
    await kari.locks()
    await mari.says("Hemmelig")
    await mari.reads("Sendt til Kari.")
    assert await kari.lock_screen() == ["Du har en ny melding."]
    await kari.unlocks()
    await kari.presses("Les")
    await kari.reads("Hemmelig")
    await mari.locks()
    await ola.says("Ring meg")
    await ola.presses("Ja, send")
    await ola.reads("Sendt til Mari")
    assert await mari.lock_screen() == ["Ny melding."]
    await mari.unlocks()
    await mari.presses("Åpne")
    await mari.reads("Ring meg")
    await ola.locks()
    await mari.says("Klokka to")
    await mari.reads("Sendt til Ola.")
    assert "Klokka to" in (await ola.lock_screen())[-1]


async def test_voice_crosses_under_a_cover_too(house: House) -> None:
    """A talemelding is asked about, sent on, heard by the worker, and answered by voice under «Les»."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.sends("voice", seconds=3)
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.reads("Kari sendte en talemelding.")
    heard = await mari.reads(lambda message: "voice" in message)
    await mari.sends("voice", seconds=2)
    await kari.reads("Du har en ny melding.", lambda message: "voice" not in message)
    await kari.presses("Les")
    await kari.reads("Mari sendte en talemelding.")
    await kari.reads(lambda message: "voice" in message)
    await mari.reads("Åpnet av Kari")
    await mari.presses("Ferdig nå")
    await mari.says("Takk for den", reply_to=heard)
    await mari.reads("Sendt til Kari.")


async def test_at_night_the_cover_waits_for_safe_hours(house: House) -> None:
    """What the worker writes at 23.30 reaches nobody's phone before 07, and the worker reads so, and then that it went."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await house.phones.until(dt.datetime(*NIGHT, tzinfo=dt.UTC) - dt.timedelta(hours=1))
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.reads("Det du skriver nå, går til Kari.")
    await mari.says("God natt")
    await house.phones.settled()
    await kari.reads_nothing()
    await mari.reads("Ikke sendt ennå. Det går til Kari torsdag 11. mars kl. 07.00.")
    await house.phones.forward(dt.timedelta(hours=8))
    await kari.reads("Du har en ny melding.")
    await mari.reads("Sendt til Kari.")


async def test_a_blocked_resident_is_told_to_the_worker(house: House) -> None:
    """«Kom ikke fram til Kari», with a task in the worker's name; after an unblock it works again."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await kari.blocks()
    await mari.says("Er du der?")
    await mari.reads("Kom ikke fram til Kari.")
    await mari.reads("Ny oppgave.")
    await mari.says("/start")
    await mari.presses("Oppgaver")
    await mari.reads(button="En melding til Kari kom ikke fram. Prøv på en annen måte.")
    await kari.unblocks()
    await kari.says("Nå er jeg her")
    await mari.reads("Ny melding.")


async def test_a_blocked_worker_hands_the_words_to_the_coordinator(house: House) -> None:
    """The resident is told; the coordinator owns it, reads, answers; nobody else is let in."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await mari.blocks()
    await kari.says("Hallo?")
    await kari.presses("Ja, send")
    await kari.reads("Kom ikke fram til Mari. Det står nå hos boligteamet i Fjordvik.")
    await anne.presses("Åpne")
    await anne.reads("Kari har skrevet, og oppfølgeren har ikke fått det.")
    await anne.presses("Åpne personen")
    await anne.reads("Hallo?")
    await kari.reads("Åpnet av Anne")
    await anne.says("Jeg ser på det")
    await anne.reads("Sendt til Kari.")
    await kari.presses("Les")
    await kari.reads("Anne skriver:", "Jeg ser på det")


async def test_a_resident_without_a_worker_stands_in_the_coordinators_queue(house: House) -> None:
    """List, open, answer, «Gi en oppfølger»: both are told, and the coordinator is out of it then."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    ola = await house.resident("Ola")
    await ola.says("Er det noen der?")
    await ola.reads("Skal jeg sende dette til boligteamet i Fjordvik?")
    await ola.presses("Ja, send")
    await ola.reads("Sendt til Anne.")
    await anne.says("/start")
    await anne.presses("De som venter")
    await anne.presses(labels(await anne.reads("Lengst ventetid først."))[0])
    await anne.reads("Er det noen der?")
    await anne.says("Ja, jeg er her")
    await anne.reads("Sendt til Ola.")
    await anne.says("/start")
    await anne.presses("Oppgaver")
    await anne.presses("Ola har ingen oppfølger ennå.")
    await anne.presses("Gi en oppfølger")
    await anne.presses("Mari")
    await anne.reads("Mari følger nå opp Ola.")
    notice = await mari.reads("En ny person er koblet til deg.", button="Åpne")
    assert "Ola" not in text_of(notice)
    await house.phones.settled()
    await ola.presses("Les", on=(await ola.chat())[-1])
    await ola.reads("koblet til Mari")
    await ola.says("Hei Mari")
    await ola.reads("Sendt til Mari.")
    await anne.says("Var det alt?")
    await anne.reads("Jeg har tatt vare på det du skrev")


async def test_with_nobody_at_all_it_is_said_so(house: House) -> None:
    """No coordinator yet: it stands in the queue, and no word claims that anybody has got it."""
    ola = await house.resident("Ola")
    await ola.says("Hei")
    await ola.presses("Ja, send")
    await ola.reads("Ingen har fått beskjed ennå", "ring")
    anne = await house.staff("Anne", "coordinator")
    await anne.presses("De som venter")
    await anne.reads("Lengst ventetid først.", lambda m: "Ola" in str(m))


async def test_one_notice_stands_however_much_is_written(house: House) -> None:
    """Three messages are one «Ny melding» at the bottom of the worker's chat, and none once opened."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("En")
    await kari.presses("Ja, send")
    for words in ("To", "Tre"):
        await kari.says(words)
        await house.settled()
    notices = [one for one in await mari.chat() if text_of(one) == "Ny melding."]
    assert len(notices) == 1
    await mari.presses("Åpne")
    await mari.reads("En", "To", "Tre")
    await house.settled()
    assert "Ny melding." not in [text_of(one) for one in await mari.chat()]
