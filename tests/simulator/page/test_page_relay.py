"""Worker and resident side by side in a browser: what each writes, and what lies open on the other's lock screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.demo_people import WAITS
from bot.simulator.acts import perform
from tests.simulator.page.demo_stage import DemoStage, Handset, demo_stage
from tests.simulator.page.test_page_house import COVER, is_answered

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.page, pytest.mark.xdist_group("page")]
NOTICE = "Ny melding."


async def lies_open(phone: Handset, *cards: str) -> None:
    """Exactly this can be read by whoever finds the phone."""
    await expect(phone.cards()).to_have_text(list(cards))


async def in_the_middle_of_a_talk(stage: DemoStage) -> tuple[Handset, Handset]:
    """Mari has answered what Kari wrote, and Kari has read it."""
    kari, mari = stage.handset("Kari"), stage.handset("Mari")
    await is_answered(stage)
    await kari.presses("Les")
    await kari.reads("leser vi det sammen")
    return kari, mari


async def change_their_mind(kari: Handset, mari: Handset) -> None:
    """Kari changes, reacts and deletes while Mari's phone lies on the table; Mari sees what became of it."""
    await mari.lock()
    await kari.does_to(kari.own("Et viktig brev"), "r")
    await kari.writes("Et gammelt brev")
    await kari.does_to(kari.theirs("Jeg hørte hva du sa"), "e")
    await kari.writes("Glem det siste")
    await kari.does_to(kari.own("Glem det siste"), "s")
    await kari.writes("slett")
    await kari.reads("Slettet for dere begge")
    await expect(kari.messages.get_by_text("Glem det siste")).to_have_count(0)
    assert set(await mari.cards().all_text_contents()) <= {NOTICE}
    await mari.unlock()
    await mari.reads("Et gammelt brev")
    await expect(mari.own("Jeg hørte hva du sa").locator(".reactions")).to_have_text("👍")
    await expect(mari.messages.get_by_text("Glem det siste")).to_have_count(0)


async def test_everything_crosses_and_lock_screens_say_nothing(tmp_path: Path) -> None:
    """Looks, a voice, an album, a quote, changes, emoji and a deletion: both ways, and covered at each step."""
    async with demo_stage(tmp_path) as stage:
        kari, mari = await in_the_middle_of_a_talk(stage)
        await mari.lock()
        bold = [{"type": "bold", "offset": 3, "length": 6}]
        person = next(one for one in stage.world.people.values() if one.first_name == "Kari")
        perform(stage.world, person, "text", {"text": "Et viktig brev", "entities": bold})
        await expect(kari.own("viktig").locator("strong")).to_have_text("viktig")
        await kari.attaches("Talemelding")
        await kari.attaches("Tre bilder")
        await expect(kari.messages.locator(".own[data-kind='photo']")).to_have_count(3)
        # An album goes a second after its last part; then the receipt stands below it.
        await expect(kari.messages.locator(".message").last).to_contain_text("Sendt til Mari")
        # One notice however much was written: no name, no word, no sound.
        await lies_open(mari, NOTICE)
        await expect(mari.node.locator(".card .silent")).to_have_count(1)
        await mari.unlock()

        await kari.lock()
        await mari.presses("Åpne")
        await mari.reads("Kari sendte en talemelding.", "Kari sendte 3 filer sammen.")
        await expect(mari.theirs("viktig").locator("strong")).to_have_text("viktig")
        await expect(mari.messages.locator(".theirs[data-kind='photo']")).to_have_count(3)
        voice = mari.messages.locator(".theirs[data-kind='voice']")
        await mari.does_to(voice, "s")
        await mari.writes("Jeg hørte deg")
        await lies_open(kari, COVER)
        await kari.unlock()
        await kari.presses("Les")
        answer = kari.theirs("Jeg hørte deg")
        await expect(answer.locator(".quote")).to_be_visible()

        await kari.lock()
        await mari.does_to(mari.own("Jeg hørte deg"), "r")
        await mari.writes("Jeg hørte hva du sa")
        await mari.does_to(voice, "e")
        await mari.reads("Åpnet av Kari")
        await expect(kari.theirs("Jeg hørte hva du sa")).to_have_count(1)
        await lies_open(kari)
        await kari.unlock()
        await expect(kari.theirs("Jeg hørte hva du sa")).to_contain_text("endret")
        mine = kari.messages.locator(".own[data-kind='voice']")
        await expect(mine.locator(".reactions")).to_have_text("👍")

        await change_their_mind(kari, mari)


async def test_words_that_may_mean_danger_show_numbers_at_once(tmp_path: Path) -> None:
    """Nothing is held back; whoever finds the worker's phone reads that it is urgent, and no more."""
    async with demo_stage(tmp_path) as stage:
        kari, mari = await in_the_middle_of_a_talk(stage)
        await mari.lock()
        await kari.writes("Jeg orker ikke mer")
        await kari.reads("gjør at jeg vil vise deg disse numrene", "116 123")
        await expect(mari.cards().filter(has_text="Det haster")).to_have_count(1)
        told = " ".join(await mari.cards().all_text_contents())
        assert "Kari" not in told
        assert "orker" not in told
        await mari.unlock()
        await mari.presses("Åpne")
        await mari.reads("Jeg orker ikke mer")


async def test_a_hand_over_is_seen_on_three_phones(tmp_path: Path) -> None:
    """The resident reads the new name first; the old worker has nothing left, the new one answers."""
    async with demo_stage(tmp_path) as stage:
        kari, mari = await in_the_middle_of_a_talk(stage)
        jonas = stage.handset("Jonas")
        await kari.lock()
        await jonas.lock()
        await mari.presses("Mer")
        await mari.presses("Overlever")
        await mari.presses("Jonas")
        await mari.reads("Hva bør den nye vite?")
        await mari.writes("Liker best å snakke i telefonen")
        await mari.reads("Fra nå følger Jonas deg opp.")
        await mari.presses("Overlever")
        await mari.reads("Overlevert. Du følger ikke lenger opp personen.")
        await lies_open(kari, COVER)
        await expect(jonas.cards().first).to_be_attached()
        told = " ".join(await jonas.cards().all_text_contents())
        assert "Kari" not in told
        assert "telefonen" not in told
        # What the bot showed is gone; Mari's own lines are Mari's.
        shown = mari.messages.locator(".theirs")
        await expect(shown.filter(has_text=WAITS)).to_have_count(0)
        await expect(shown.filter(has_text="Kari")).to_have_count(0)
        await kari.unlock()
        await kari.presses("Les")
        await kari.reads("Jonas")
        await kari.writes("Hei, Jonas")
        await kari.reads("Sendt til Jonas.")
        await jonas.unlock()
        await jonas.presses("Åpne")
        await jonas.reads("Hei, Jonas")
        await jonas.writes("Hei, Kari")
        await kari.presses("Les")
        await kari.reads("Hei, Kari")
