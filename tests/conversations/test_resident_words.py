"""Free text of a resident: nothing goes anywhere without a yes, and nothing typed is lost."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of
from bot.store import held as stored_held
from bot.store import threads
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from tests.conftest import House


async def test_the_first_words_are_asked_about_and_the_next_go_straight(house: House) -> None:
    """What is typed meanwhile joins one question; after the yes the thread is open for six hours."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Hei")
    await kari.reads("Skal jeg sende dette til Mari?", button="Ja, send")
    await kari.says("Det lukker ikke i døra")
    await kari.reads("Skal jeg sende disse 2 meldingene til Mari?")
    await kari.sends("voice")
    await kari.reads("Skal jeg sende disse 3 meldingene til Mari?")
    questions = [one for one in await kari.chat() if "Ja, send" in labels(one)]
    assert len(questions) == 1, "one question, however much is typed"
    await mari.reads_nothing()
    await kari.presses("Ja, send")
    await kari.reads("Sendt til Mari")
    await mari.reads(button="Åpne")
    await mari.presses("Åpne")
    await mari.reads("Hei", "Det lukker ikke i døra")
    await kari.reads("Åpnet av Mari")
    await kari.says("Takk")
    await kari.reads("Sendt til Mari")
    # Pressed once more: said kindly, and nothing is sent twice.
    await kari.presses_old(await kari.screen(), "d:send_held:")
    await kari.reads("Det er allerede gjort", button="Snakk med noen")
    await house.phones.forward(dt.timedelta(hours=7))
    await kari.says("Hei igjen")
    await kari.reads("Skal jeg sende dette til Mari?", button="Nei, slett det")
    await kari.presses("Nei, slett det")
    await kari.reads("Ingen har lest det")


async def test_words_without_an_answer_are_asked_about_once_more_and_then_gone(
    house: House,
) -> None:
    """After a day the question comes again, with what was typed to see; after another it is told."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Jeg vil bare si noe")
    await kari.reads("Skal jeg sende dette til Mari?")
    await house.phones.days(1)
    cover = await kari.reads("Du har en ny melding", button="Les")
    await kari.presses("Les", on=cover)
    await kari.reads("ikke er sendt", button="Vis det jeg skrev")
    await kari.presses("Vis det jeg skrev")
    await kari.reads("Jeg vil bare si noe", button="Ja, send")
    await house.phones.days(1)
    cover = await kari.reads("Du har en ny melding", button="Les")
    await kari.presses("Les", on=cover)
    await kari.reads("slettet", "Ingen har lest det")
    await mari.reads_nothing()


async def test_words_that_are_no_answer_are_kept_and_the_flow_goes_on_at_its_place(
    house: House,
) -> None:
    """They are offered to the contact or for another try; either way the question is there again."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, {}, until="now")
    await kari.says("Døra mi er ødelagt")
    await kari.reads("ikke et svar", button="Send til Mari")
    await kari.presses("Prøv igjen")
    await kari.reads("Hvor bor du nå?")
    await kari.says("Kan Mari ringe?")
    offered = await kari.reads("ikke et svar", button="Prøv igjen")
    await kari.presses("Send til Mari", on=offered)
    await kari.reads("Hvor bor du nå?")
    await kari.phones.settled()
    assert "Hvor bor du nå?" in text_of(await kari.screen()) or "Sendt" in text_of(
        await kari.screen()
    )
    await mari.presses("Åpne")
    await mari.reads("Døra mi er ødelagt", "Kan Mari ringe?")
    # A word that asks for the question once more gets it below the word.
    await kari.says("Hæ?")
    await kari.reads("Hvor bor du nå?")
    # A poll cannot be relayed, and that is said; the question stays.
    await kari.sends("poll")
    await kari.reads("kan jeg ikke lese", "Hvor bor du nå?")
    # A voice message is no answer here, but can be sent on.
    await kari.sends("voice")
    await kari.reads("ikke et svar", button="Send til Mari")
    await kari.presses("Prøv igjen")
    # The third try that fails offers a human.
    await kari.reads("Hvor bor du nå?", button="Snakk med et menneske")
    await kari.presses("Snakk med et menneske")
    await kari.reads("så spør jeg om jeg skal sende det til Mari", button="Tilbake")
    # What is typed now is for the human, never an answer to the question behind.
    await kari.says("Hos venner, kjente eller slekt")
    await kari.reads("til Mari")
    await kari.presses("Tilbake")
    await kari.reads("Hvor bor du nå?")


async def test_a_voice_message_answers_where_words_would(house: House) -> None:
    """Where a question asks for own words, a voice message is the answer and leaves the chat."""
    kari = await house.resident("Kari")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, {"now": "friends"}, until="why_now")
    await kari.reads("Skriv, eller send en talemelding")
    await kari.sends("voice")
    await kari.reads("✓", "Hva har du prøvd selv?")
    await house.phones.settled()
    assert not any("voice" in one for one in await kari.chat())


async def test_words_about_a_night_outside_open_tonight_and_are_not_lost(house: House) -> None:
    """Typed anywhere, they open tonight's numbers; what was asked waits, what was typed is offered."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, {"now": "friends"}, until="why_now")
    await kari.says("Jeg ble kastet ut og må sove ute")
    await kari.reads("Har du et trygt sted å sove i natt?", button="Nei")
    await kari.presses("Nei")
    await kari.reads("NAV må vurdere det i dag", button="Si fra til vakta nå")
    await walks(kari, {"danger": "no"}, until="why_now")
    await kari.reads("Skal jeg sende dette til Mari?", button="Ja, send")
    await kari.presses("Ja, send")
    await kari.reads("Hvorfor trenger du en bolig nå?")
    await mari.presses("Åpne")
    await mari.reads("Jeg ble kastet ut og må sove ute")


async def test_each_of_many_held_words_is_a_row_of_its_own(house: House) -> None:
    """However many come before the yes, none is sealed anew for the next; at the yes they go in their order."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id = await house.person(kari)
    sizes: list[int] = []
    for number in range(8):
        await kari.says(f"Dette er melding nummer {number} av flere")
        await house.settled()
        held = await house.app.store.read(lambda tx: stored_held.of(tx, kari_id))
        assert held is not None
        sizes.append(len(held.body))
    assert len(set(sizes)) == 1
    assert await house.app.store.read(lambda tx: stored_held.count(tx, kari_id)) == 8
    await kari.presses("Ja, send")
    await house.settled()
    rows = await house.app.store.read(lambda tx: threads.latest(tx, kari_id, 50))
    sealer = await house.app.house.keys.person(kari_id)
    texts = [sealer.open("thread_message", row.id, row.body).decode() for row in rows]
    numbers = [int(found[1]) for text in texts if (found := re.search(r"nummer (\d)", text))]
    assert sorted(numbers) == list(range(8))
    assert numbers in (list(range(8)), list(range(7, -1, -1)))
    assert await house.app.store.read(lambda tx: stored_held.count(tx, kari_id)) == 0
