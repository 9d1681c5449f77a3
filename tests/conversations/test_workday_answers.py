"""Bad input of staff: two who answer at once, words for one who is another's now, a role that ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import together
from bot.store import people as stored_people
from tests.conversations.test_relay_words import opened
from tests.conversations.test_staff_away import goes_away, hand_over

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from tests.conftest import House


async def test_two_who_answer_at_once_both_come_through_and_see_each_other(house: House) -> None:
    """The worker and the stand-in have the same person open: both go out, each reads of the other."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await goes_away(mari, "Berit")
    await opened(berit, kari)
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.reads("Det du skriver nå, går til Kari.")
    await together(mari.says("Fra Mari"), berit.says("Fra Berit"))
    await mari.reads("Berit svarte kl. 10", lambda one: "Kari" not in str(one["text"]))
    await berit.reads("Mari svarte kl. 10")
    await house.phones.settled()
    for _ in range(2):
        await kari.presses("Les")
        await house.phones.settled()
    everything = str(await kari.chat())
    assert "Fra Mari" in everything
    assert "Fra Berit" in everything


async def test_a_reply_to_the_wrong_message_says_whom_it_went_to(house: House) -> None:
    """With Ola open a reply to a message about Kari goes to Kari, and the line says so."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    await opened(mari, kari, "Hei fra Kari")
    about_kari = await mari.reads("Hei fra Kari")
    await ola.says("Hei fra Ola")
    await ola.presses("Ja, send")
    await mari.presses("Åpne", on=await mari.reads("Ny melding."))
    await mari.reads("Hei fra Ola")
    await mari.says("Dette var til Ola", reply_to=about_kari)
    await mari.reads("Sendt til Kari.")


async def test_words_for_one_just_handed_over_reach_whoever_has_them_now(house: House) -> None:
    """Kept, offered, passed on as a task with the words; the resident gets nothing, no name leaks."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await hand_over(house, kari, berit)
    await mari.says("Jeg ringer deg kl. 12")
    kept = await mari.reads("Personen har fått en annen oppfølger.", button="Ja, gi det videre")
    assert "Kari" not in str(kept)
    await mari.presses("Ja, gi det videre")
    await mari.reads("Gitt videre til Berit.")
    await berit.presses("Åpne", on=await berit.reads("Ny oppgave."))
    await berit.reads("Mari skrev dette til Kari", "Jeg ringer deg kl. 12")
    assert "Jeg ringer" not in str(await kari.chat())


async def test_without_a_role_words_are_ones_own(house: House) -> None:
    """After the role has ended nothing reaches the resident: it is asked about, to the team, and waits."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    mari_id = await house.person(mari)

    async def ends(turn: Turn) -> None:
        await stored_people.revoke(turn.tx, mari_id, "worker", turn.at)

    await house.turn(ends)
    before = len(await kari.chat())
    await mari.says("Jeg ringer deg kl. 12")
    await mari.reads("Skal jeg sende dette til boligteamet i Fjordvik?", button="Nei, slett det")
    assert len(await kari.chat()) == before
    await mari.says("/liste")
    await mari.reads("Det kjenner jeg ikke.", lambda one: "Kari" not in str(one))
