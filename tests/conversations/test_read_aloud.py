"""Read aloud by whom it is for: a night in despair, a wish for another, a worker with a phone in hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of

if TYPE_CHECKING:
    from tests.conftest import House

NIGHT = (2027, 3, 13, 23, 40)
NUMBERS = "Det du skriver, gjør at jeg vil vise deg disse numrene."


async def test_a_human_reaches_somebody_in_danger_at_night(house: House) -> None:
    """What the one on duty answers a flag or a request for tonight with does not wait for the morning."""
    dag = await house.staff("Dag", "duty")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    house.at(*NIGHT)
    await kari.says("orker ikke mer")
    await dag.presses("Åpne", on=await dag.reads("Det haster."))
    await dag.presses("Skriv til personen", on=await dag.reads("Kari skrev noe"))
    await dag.reads("Det du skriver nå, går til Kari.")
    await dag.says("Jeg er her. Kan jeg ringe deg?")
    await kari.presses("Les", on=await kari.reads("Du har en ny melding."))
    await kari.reads("Dag skriver:", "Jeg er her. Kan jeg ringe deg?")
    await dag.reads("Åpnet av Kari")
    await ola.presses("Trygt sted i natt")
    await ola.presses("Nei")
    await ola.presses("Si fra til vakta nå")
    await dag.presses("Åpne", on=await dag.reads("Noen trenger et trygt sted i natt."))
    await dag.presses("Skriv til personen", on=await dag.reads("Ola. Bedt om"))
    await dag.reads("Det du skriver nå, går til Ola.")
    await dag.says("Det er plass på Høyden.")
    await dag.reads("Sendt til Ola.")
    await ola.presses("Les", on=await ola.screen())
    await ola.reads("Det er plass på Høyden.")


async def test_hidden_numbers_come_back_when_they_are_needed(house: House) -> None:
    """«/skjul» leaves no word behind, and the next words in despair are answered with the numbers."""
    await house.staff("Dag", "duty")
    kari = await house.phones.add("Kari", label="Beboer")
    house.at(*NIGHT)
    await kari.says("orker ikke mer")
    await kari.reads(NUMBERS)
    await kari.says("/skjul")
    await kari.reads("Alt er lagret.")
    await house.settled()
    assert [text_of(one).split("\n")[0] for one in await kari.chat()] == ["Alt er lagret."]
    await kari.says("jeg vil ikke leve")
    await kari.reads(NUMBERS, "116 123", "Den jeg sa fra til, får lese dette også.")
    await kari.reads("Skal jeg sende", button="Hjelpenumre")


async def test_closed_and_in_danger_nothing_is_said_twice(house: House) -> None:
    """Where the numbers stand just above, the out-of-hours answer only says when it is read."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    house.at(*NIGHT)
    await kari.says("orker ikke mer")
    await kari.reads(NUMBERS)
    await kari.presses("Ja, send")
    told = await kari.reads("Nå er det stengt.", button="Trygt sted i natt")
    assert "Kontoret har telefon" not in text_of(told)
    assert "Trenger du noen nå" not in text_of(told)


async def test_nobody_opened_it_comes_with_the_numbers(house: House) -> None:
    """Whoever is told that nobody has opened their words reads whom to ring in the same message."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("orker ikke mer")
    await mari.reads("Det haster.")
    await house.phones.forward(dt.timedelta(minutes=16))
    await kari.presses("Les", on=await kari.reads("Du har en ny melding."))
    await kari.reads("Ingen har åpnet det du skrev ennå.", "113", "116 123")


async def test_despair_typed_to_a_question_is_not_called_wrong(house: House) -> None:
    """Words to tonight's ticks go to the one on duty, and nobody reads that they were not understood."""
    await house.staff("Dag", "duty")
    kari = await house.phones.add("Kari", label="Beboer")
    await kari.says("/start")
    await kari.presses("Trygt sted i natt")
    await kari.presses("Nei")
    await kari.presses("Si fra til vakta nå")
    await kari.reads("Er du i fare akkurat nå?")
    await kari.presses("Nei")
    await kari.reads("Hvem er sammen med deg?")
    await kari.says("jeg fryser")
    screen = await kari.reads("er lagt til det andre om i natt", "Trykk på det som passer.")
    assert "forsto" not in text_of(screen)
    assert "Ferdig" not in text_of(screen)


async def test_own_words_can_be_passed_in_one_tap(house: House) -> None:
    """A question for own words that may be left out shows «Hopp over» where one looks."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("/start")
    await kari.presses("Penger og husleie")
    await kari.presses("Jeg klarer ikke å betale")
    await kari.presses("Det gjelder denne måneden")
    await kari.presses("Vet ikke ennå")
    asked = await kari.reads("Vil du si noe mer?")
    assert labels(asked) == ["Hopp over", "Hjelp", "Mer"]
    await kari.presses("Hopp over")
    await kari.reads("Vil du vite hva som kan skje videre?")


async def test_a_wish_for_another_contact_says_where_it_is(house: House) -> None:
    """After «Send»: who has it, where the answer comes, and whom one keeps until then."""
    await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("/start")
    await kari.presses("Snakk med noen")
    await kari.presses("Kontakten min")
    await kari.presses("Be om en annen kontakt")
    await kari.presses("Nei, bare be om en annen")
    await kari.reads("Stemmer dette?", "Si hvorfor")
    await kari.presses("Send")
    told = await kari.reads("ligger hos koordinatoren", "Du beholder Mari så lenge.")
    assert "svar er lagret" not in text_of(told)


async def test_somebody_in_danger_is_opened_with_a_way_to_answer_for_it(house: House) -> None:
    """From the list: what may mean danger is the first button, and leads to what was done."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("orker ikke mer")
    await kari.presses("Ja, send")
    await house.settled()
    await mari.says("/liste")
    await mari.presses(labels(await mari.reads("Størst behov øverst."))[0])
    opened = await mari.reads("Kari kan være i fare.")
    assert labels(opened)[0] == "Åpne det som kan bety fare"
    await mari.presses("Åpne det som kan bety fare")
    await mari.reads("orker ikke mer", button="Skriv hva som ble gjort")
    await kari.reads(NUMBERS, "Åpnet av Mari")


async def test_a_no_in_the_middle_of_somebody_leads_back_to_them(house: House) -> None:
    """What cannot be done for the person who is open has one way back to them, and one to the menu."""
    mari = await house.staff("Mari", "worker")
    await house.resident("Kari", worker=mari)
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.presses("Mer")
    await mari.presses("Slik bor personen")
    told = await mari.reads("ikke sagt ja")
    assert labels(told) == ["Åpne personen", "Til menyen"]
    await mari.presses("Åpne personen")
    await mari.reads("Det du skriver nå, går til Kari.")


async def test_a_consultant_reads_no_number_that_is_not_so(house: House) -> None:
    """Who has an inbox and no list is not told that nobody waits."""
    rune = await house.staff("Rune", "consultant")
    await rune.says("/start")
    told = await rune.reads("Hei, Rune. Åpne oppgaver: 0.", button="Innboksen min")
    assert "Venter" not in text_of(told)
