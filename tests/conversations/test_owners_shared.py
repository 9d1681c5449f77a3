"""A human talks to somebody in the middle of a flow: it rests, and who sees the answers is asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.store import audit
from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House


async def in_the_middle(kari: Phone) -> None:
    """Some way into the application."""
    await kari.says("/start")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await kari.presses("Ja")
    await kari.presses("Begynn")
    await kari.reads("Hvordan skal vi nå deg?")


async def test_the_answers_so_far_go_to_the_human_with_a_yes(house: House) -> None:
    """Asked once, after the words have been read; a yes is a task for the worker, and can be taken back."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await in_the_middle(kari)
    await mari.says("Hei, har du tid nå?")
    await kari.presses("Les")
    await kari.reads("Mari skriver:", "Hei, har du tid nå?")
    await kari.reads("Du var i gang med «Søke om bolig». Skal Mari få se", button="Nei")
    await kari.says("Ja, det går bra")
    await kari.reads("Sendt til Mari.")
    await kari.presses("Ja")
    await kari.reads("Mari får se det du har svart så langt.", button="Angre")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads("Kari lar deg se", "Har du et trygt sted å sove i natt?")
    await kari.presses("Angre")
    await kari.reads("Ingen får se svarene.")
    await kari.presses("Fortsett")
    await kari.reads("Hvordan skal vi nå deg?")
    kari_id = await house.person(kari)
    seen = await house.app.store.read(lambda tx: audit.about(tx, kari_id))
    assert "shared answers" in [one.action for one in seen]


async def test_with_a_no_nobody_sees_them_and_it_is_not_asked_again(house: House) -> None:
    """The flow goes on where it was; the next words of a human do not ask once more."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await opened(mari, kari)
    await in_the_middle(kari)
    await mari.says("Hei")
    await kari.presses("Nei", on=await kari.reads("Skal Mari få se"))
    await kari.reads("Ingen får se svarene.")
    await kari.presses("Fortsett")
    await kari.reads("Hvordan skal vi nå deg?")
    await mari.says("Hei igjen")
    await kari.reads("Hei igjen")
    await house.settled()
    assert "Skal Mari få se" not in str(await kari.chat())
    assert "Ny oppgave." not in str(await mari.chat())


async def test_a_question_by_night_waits_for_the_morning_and_nothing_waits_behind_it(
    house: House,
) -> None:
    """The words come at any hour to somebody in danger; what nobody asked for holds up no screen."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await opened(mari, kari)
    await in_the_middle(kari)
    house.at(2027, 3, 10, 23, 30)
    await kari.says("Jeg orker ikke mer")
    await kari.reads("116 123")
    await mari.says("Jeg er her nå")
    await mari.presses("Til Kari")
    await kari.reads("Jeg er her nå")
    await house.settled()
    assert "Skal Mari få se" not in str(await kari.chat()), "it is for the morning"
    await kari.says("/skjul")
    await kari.reads("Alt er lagret.")
    await house.phones.forward(dt.timedelta(hours=9))
    await kari.reads("Skal Mari få se", button="Nei")
