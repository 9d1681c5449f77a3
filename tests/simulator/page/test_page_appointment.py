"""An appointment in a browser: reminded of, moved, agreed on by both; lock screens read at each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.simulator.page.demo_stage import DemoStage, Handset, demo_stage
from tests.simulator.page.test_page_house import COVER, is_answered

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.page, pytest.mark.xdist_group("page")]
TASK = "Ny oppgave."
OLD_TIME = "mandag 15. mars kl. 14.00"
NEW_TIME = "onsdag 17. mars kl. 12.00"


async def lies_open(phone: Handset, *cards: str) -> None:
    """Exactly this can be read by whoever finds the phone."""
    await expect(phone.cards()).to_have_text(list(cards))


async def nothing_to_say(phone: Handset, *, but: set[str]) -> None:
    """Whatever lies open, nobody learns who, what, where or when from it."""
    assert set(await phone.cards().all_text_contents()) <= but


async def at_rest(stage: DemoStage) -> tuple[Handset, Handset]:
    """Kari and Mari have talked, and nothing waits; the appointment is days away."""
    kari, mari = stage.handset("Kari"), stage.handset("Mari")
    await is_answered(stage)
    await kari.presses("Les")
    await kari.reads("leser vi det sammen")
    # Nothing more is due of the window she has told of: that is another conversation.
    over = "UPDATE timers SET state = 'cancelled' WHERE rule LIKE 'repair.%' AND state = 'planned'"
    await stage.app.store.transact(lambda tx: tx.execute(over))
    return kari, mari


async def is_reminded(stage: DemoStage, kari: Handset) -> None:
    """Three days before, a cover comes; nothing else lies on the lock screen."""
    await kari.lock()
    while not await kari.cards().count():
        await stage.click("Neste påminnelse")
    assert set(await kari.cards().all_text_contents()) == {COVER}
    await kari.unlock()
    await kari.presses("Les")
    await kari.reads("Du har en avtale med Mari", OLD_TIME)


async def proposes_two_times(mari: Handset) -> None:
    """Mari proposes Wednesday at noon, or Thursday at ten."""
    await mari.writes("/start")
    await mari.presses("Flytt eller avlys avtale")
    await mari.answers("Hvilken avtale?", f"Kari {OLD_TIME}")
    await mari.answers("Hva vil du gjøre?", "Foreslå en ny tid")
    await mari.reads("Hvilken dag passer?")
    await mari.writes("17. mars 2027")
    await mari.answers("onsdag 17. mars", "Ja, det stemmer")
    await mari.reads("Når på dagen?")
    await mari.writes("12.00")
    await mari.reads("Har du et forslag til?")
    await mari.writes("18. mars 2027")
    await mari.answers("torsdag 18. mars", "Ja, det stemmer")
    await mari.reads("Når på dagen?")
    await mari.writes("10.00")
    await mari.answers("Og et tredje?", "Mer")
    await mari.presses("Hopp over")
    await mari.answers("Stemmer dette?", "Send")
    await mari.reads("Den gamle tiden gjelder til Kari har svart")


async def is_asked_about_jonas(mari: Handset) -> None:
    """Mari would like to have Jonas along."""
    await mari.writes("/start")
    await mari.presses("Avtaler med flere")
    await mari.answers("Hvilken avtale?", f"Kari {OLD_TIME}")
    await mari.answers("Ingen andre er spurt.", "Spør om en til")
    await mari.answers("Hvem vil du ha med?", "En som jobber her")
    await mari.answers("Hvem av dem?", "Jonas (oppfølger)")
    await mari.answers("Stemmer dette?", "Spør")
    await mari.reads("Ingen andre får vite noe før det er et ja.")


async def test_one_more_comes_by_the_persons_own_yes(tmp_path: Path) -> None:
    """Asked, allowed, answered and taken back on three phones; no lock screen ever names anybody."""
    async with demo_stage(tmp_path) as stage:
        kari, mari = await at_rest(stage)
        jonas = stage.handset("Jonas")
        await jonas.lock()
        await kari.lock()
        await is_asked_about_jonas(mari)
        await lies_open(kari, COVER)
        await lies_open(jonas)
        await mari.lock()
        await kari.unlock()
        await kari.presses("Les")
        await kari.answers("Vil du at Jonas skal være med", "Ja")
        await kari.reads("Greit. Jonas får vite tid og sted nå.")
        await lies_open(jonas, "Du er ønsket med på en avtale.")
        await lies_open(mari, "Nytt om en avtale.")
        await jonas.unlock()
        await jonas.presses("Åpne")
        await jonas.answers("For Kari, med Mari.", "Jeg kommer")
        await jonas.reads("Du har sagt at du kommer.")
        await lies_open(mari, "Nytt om en avtale.", "Nytt om en avtale.")
        await jonas.lock()
        await kari.presses("Ikke likevel")
        await kari.reads("Jonas er ikke med lenger")
        await expect(jonas.cards()).to_have_text(
            ["Du er ikke lenger med på en avtale. Du trenger ikke å gjøre noe."]
        )
        await jonas.unlock()
        await expect(jonas.messages.locator(".theirs").filter(has_text="Kari")).to_have_count(0)


async def test_reminded_moved_and_both_agree_and_lock_screens_say_nothing(tmp_path: Path) -> None:
    """From a reminder over «Jeg må flytte» and two proposals to one time that both have read."""
    async with demo_stage(tmp_path) as stage:
        kari, mari = await at_rest(stage)
        await is_reminded(stage, kari)

        await mari.lock()
        await kari.presses("Jeg må flytte")
        await kari.reads("Mari får vite at du må flytte")
        await lies_open(mari, TASK)
        await mari.unlock()
        await mari.presses("Åpne")
        await mari.reads(f"Kari må flytte avtalen {OLD_TIME}")

        await kari.lock()
        await proposes_two_times(mari)
        await lies_open(kari, COVER)
        await kari.unlock()
        await kari.presses("Les")
        await kari.reads("Mari foreslår en ny tid", f"Den gamle tiden {OLD_TIME} gjelder til du")

        await mari.lock()
        await kari.presses(NEW_TIME)
        await kari.reads(f"Fint. Da er det {NEW_TIME}")
        await lies_open(mari, "Nytt om en avtale.")
        await mari.unlock()
        await mari.presses("Åpne")
        await mari.reads(f"Kari sa ja til {NEW_TIME}")

        await kari.presses("Avtaler")
        await kari.reads(f"Prat {NEW_TIME} med Mari")
        await kari.lock()
        await stage.click("Neste påminnelse")
        await nothing_to_say(kari, but={COVER})
