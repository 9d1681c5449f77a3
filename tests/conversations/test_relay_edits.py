"""What is changed afterwards reaches whoever has it: in place, marked, checked, and never from under a cover."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.simulator.client import text_of
from tests.conversations.test_relay_media import NUMBER, both

if TYPE_CHECKING:
    from tests.conftest import House


async def test_a_change_reaches_the_worker_in_place(house: House) -> None:
    """The line that was opened says the new words and when; the other lines stay."""
    mari, kari = await both(house)
    first = await kari.says("Jeg kommer klokka to")
    await kari.says("Ok?")
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    listed = await mari.reads("klokka to", "Ok?")
    await kari.edits(first["message"], "Jeg kommer klokka tre")
    again = await mari.reads("klokka tre", "(endret kl. 10", "Ok?", after=listed)
    assert again["message_id"] == listed["message_id"]
    assert "klokka to" not in text_of(again)
    # Before it is opened the new words simply stand there, marked.
    late = await kari.says("Gata 1")
    await kari.reads("Sendt til Mari")
    await kari.edits(late["message"], "Gata 2")
    await mari.presses("Åpne")
    await mari.reads("Gata 2", "endret", lambda one: "Gata 1" not in text_of(one))


async def test_a_change_never_opens_a_cover(house: House) -> None:
    """Covered stays covered; «Les» shows the new words; what was read changes in place."""
    mari, kari = await both(house)
    sent = await mari.says("Klokka to")
    cover = await kari.reads("Du har en ny melding.")
    await kari.locks()
    await mari.edits(sent["message"], "Klokka tre")
    await house.settled()
    seen = [text_of(one) for one in await kari.chat() if one["from"]["is_bot"]]
    assert not any("Klokka" in one for one in seen)
    assert await kari.lock_screen() == []
    await kari.unlocks()
    await kari.presses("Les", on=cover)
    read = await kari.reads("Mari skriver:", "Klokka tre", "(endret kl. 10")
    await mari.edits(sent["message"], "Klokka fire")
    again = await kari.reads("Klokka fire", after=read)
    assert again["message_id"] == read["message_id"]


async def test_a_change_of_what_waits_to_be_sent_goes_out_as_the_new_words(house: House) -> None:
    """At night nothing has left yet: the change takes its place, and the receipt still comes."""
    mari, kari = await both(house)
    await house.phones.until(dt.datetime(2027, 3, 10, 22, 30, tzinfo=dt.UTC))
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    sent = await mari.says("God natt")
    await house.settled()
    await mari.edits(sent["message"], "God morgen")
    await house.settled()
    await kari.reads_nothing()
    await house.phones.forward(dt.timedelta(hours=9))
    await mari.reads("Sendt til Kari.")
    await kari.presses("Les")
    await kari.reads("God morgen", lambda one: "God natt" not in text_of(one))


async def test_what_waits_for_a_yes_is_changed_there(house: House) -> None:
    """«Skal jeg sende dette?»: what is sent is what stands there when she says yes."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    said = await kari.says("Jeg trenger hjlep")
    await kari.reads("Skal jeg sende dette")
    await kari.edits(said["message"], "Jeg trenger hjelp")
    await house.settled()
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.reads("Jeg trenger hjelp", lambda one: "hjlep" not in text_of(one))


async def test_a_number_put_in_afterwards_is_masked_and_leaves_the_chat(house: House) -> None:
    """The change is checked like the first words: the worker never sees it, and she reads why."""
    mari, kari = await both(house)
    sent = await kari.says("Nummeret mitt kommer")
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    await mari.reads("Nummeret mitt kommer")
    await kari.edits(sent["message"], f"Nummeret mitt er {NUMBER}")
    await kari.reads("fødselsnummer")
    await mari.reads("Nummeret mitt er ••••")
    await house.settled()
    for phone in (mari, kari):
        assert NUMBER not in str(await phone.chat())


async def test_words_under_a_picture_change_under_it(house: House) -> None:
    """The worker's picture keeps standing, with the new words."""
    mari, kari = await both(house)
    sent = await kari.sends("photo", caption="Døra")
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    picture = await mari.reads("Døra", lambda one: "photo" in one)
    await kari.edits(sent["message"], "Vinduet")
    again = await mari.reads("Vinduet", "endret", lambda one: "photo" in one)
    assert again["message_id"] == picture["message_id"]


async def test_a_change_of_what_went_nowhere_is_answered_truthfully(house: House) -> None:
    """An old line, or one that was no message to anybody: that is said, and nothing is pretended."""
    mari, kari = await both(house)
    start = (await kari.chat())[0]
    await kari.edits(start, "noe helt annet")
    await kari.reads("ikke er sendt til noen")
    # After losing the resident a worker changes nothing any more.
    sent = await mari.says("Vi ses")
    await kari.presses("Les")
    await kari.reads("Vi ses")
    jonas = await house.staff("Jonas", "worker")
    resident, other = await house.person(kari), await house.person(jonas)
    await house.turn(lambda turn: people.assign(turn, resident, other))
    await mari.edits(sent["message"], "Vi ses aldri")
    await mari.reads("Du følger ikke opp denne personen nå.")
    await house.settled()
    assert "aldri" not in str(await kari.chat())
