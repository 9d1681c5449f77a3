"""Answers that the team shares: made once, looked at, sent with the name in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people
from bot.simulator.client import labels, text_of
from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House


async def saves(worker: Phone, called: str, words: str) -> None:
    """A new answer for the team."""
    await worker.says("/start")
    await worker.presses("Lagrede svar")
    await worker.presses("Lag et nytt svar")
    await worker.reads("Hva skal svaret hete i lista?")
    await worker.says(called)
    await worker.reads("Skriv svaret.")
    await worker.says(words)
    await worker.reads("Stemmer dette?", called)
    await worker.presses("Lagre")
    await worker.reads("Svaret er lagret for hele teamet.")


async def test_an_answer_is_shown_with_the_name_and_sent_once(house: House) -> None:
    """Saved by one, sent by another after «Send dette til Kari?»; pressed twice it goes once."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=berit)
    await saves(mari, "Kontoret", "Hei [navn]. Kontoret åpner kl. 9.")
    await opened(berit, kari)
    await berit.presses("Mer")
    await berit.reads("Hva vil du gjøre for Kari?")
    await berit.presses("Lagrede svar")
    await berit.presses("Kontoret")
    preview = await berit.reads("Send dette til Kari?", "Hei Kari. Kontoret åpner kl. 9.")
    assert "Kontoret åpner" not in str(await kari.chat())
    await berit.presses("Ja, send dette")
    await berit.reads("Sendt til Kari.")
    await berit.presses_old(preview, "d:saved_send:" + _argument(preview))
    await house.phones.settled()
    covers = [one for one in await kari.chat() if text_of(one) == "Du har en ny melding."]
    assert len(covers) == 1
    await kari.presses("Les")
    await kari.reads("Berit skriver:", "Hei Kari. Kontoret åpner kl. 9.")


def _argument(message: dict[str, object]) -> str:
    found = str(message).partition("d:saved_send:")[2]
    return found.partition("'")[0]


async def test_an_answer_is_changed_removed_and_brought_back(house: House) -> None:
    """By anybody of the team; a duty worker reads and sends, and changes nothing."""
    mari = await house.staff("Mari", "worker")
    dag = await house.staff("Dag", "duty")
    await saves(mari, "Kontoret", "Vi åpner kl. 9.")
    await mari.says("/svar")
    await mari.presses("Kontoret")
    await mari.presses("Endre")
    await mari.presses("Kontoret")
    await mari.reads("Skriv svaret på nytt.")
    await mari.says("Vi åpner kl. 10.")
    await mari.presses("Lagre")
    await mari.reads("Svaret er lagret")
    await dag.says("/svar")
    assert "Lag et nytt svar" not in labels(await dag.reads("Svar hele teamet kan bruke."))
    await dag.presses("Kontoret")
    shown = await dag.reads("Vi åpner kl. 10.")
    assert "Slett" not in labels(shown)
    await mari.says("/svar")
    await mari.presses("Kontoret")
    await mari.presses("Slett")
    await mari.presses("Hent det tilbake")
    await mari.reads("Svar hele teamet kan bruke.", button="Kontoret")


async def test_nobodys_name_leaves_no_hole(house: House) -> None:
    """For a resident who has said no name the words close around it."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await saves(mari, "Hei", "Hei {Navn}, vi ses.")
    await opened(mari, kari)
    kari_id = await house.person(kari)

    async def nameless(turn: Turn) -> None:
        await people.change(turn, await people.the(turn, kari_id), name=None)

    await house.turn(nameless)
    await mari.says("/svar")
    await mari.presses("Hei")
    await mari.reads("Hei, vi ses.")
