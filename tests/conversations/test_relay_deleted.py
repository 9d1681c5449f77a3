"""«Slett», for both sides: gone from both chats and from the store, and truthful about what is not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.simulator.client import text_of
from bot.store import threads
from tests.conversations.test_relay_media import both

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House


async def _everything(*phones: Phone) -> str:
    return str([[text_of(one) for one in await phone.chat()] for phone in phones])


async def test_by_the_button_under_ones_own_words(house: House) -> None:
    """Asked once, then gone on both sides; the list the worker opened says that something was deleted."""
    mari, kari = await both(house)
    await kari.says("Jeg angrer på dette")
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    listed = await mari.reads("angrer")
    await kari.reads("Åpnet av Mari")
    await kari.presses("Slett")
    await kari.reads("borte for dere begge")
    await kari.presses("Ja, slett")
    await kari.reads("Slettet for dere begge", "åpnet fra før")
    again = await mari.reads("Kari slettet en melding kl. 10", after=listed)
    assert again["message_id"] == listed["message_id"]
    await house.settled()
    assert "angrer" not in await _everything(mari, kari)
    person = await house.person(kari)
    rows = await house.app.store.read(lambda tx: threads.latest(tx, person, 10))
    assert rows[-1].deleted_at is not None
    assert not rows[-1].body


async def test_by_a_reply_and_before_anybody_opened_it(house: House) -> None:
    """«slett» as a reply: the worker's notice goes too, and nobody waits for an answer."""
    mari, kari = await both(house)
    await mari.says("Hei på deg")
    await kari.presses("Les")
    await kari.reads("Hei på deg")
    said = await kari.says("Ikke les dette")
    await kari.reads("Sendt til Mari")
    await mari.reads("Ny melding.")
    await kari.says("slett", reply_to=said["message"])
    await kari.reads("Slettet for dere begge")
    await house.settled()
    assert "Ikke les" not in await _everything(mari, kari)
    assert "Ny melding." not in await _everything(mari)
    person = await house.person(kari)
    assert await house.app.store.read(lambda tx: threads.waiting_since(tx, person)) is None


async def test_a_worker_takes_back_what_is_still_covered(house: House) -> None:
    """The cover goes from her chat; nothing was ever shown."""
    mari, kari = await both(house)
    said = await mari.says("Feil person")
    await kari.reads("Du har en ny melding.")
    await mari.says("/slett", reply_to=said["message"])
    await mari.reads("Slettet for dere begge")
    await house.settled()
    assert "ny melding" not in await _everything(kari)
    assert "Feil person" not in await _everything(mari, kari)


async def test_after_two_days_ours_is_emptied_and_the_own_line_stays(house: House) -> None:
    """Bots reach 48 hours back: our copy says «slettet», and the writer reads what to do with theirs."""
    mari, kari = await both(house)
    said = await mari.says("Gammelt nytt")
    await kari.presses("Les")
    shown = await kari.reads("Gammelt nytt")
    await house.phones.days(3)
    await mari.says("slett", reply_to=said["message"])
    await mari.reads("Slettet for dere begge", "over to døgn gammel")
    again = await kari.reads("Mari slettet en melding")
    assert again["message_id"] == shown["message_id"]
    assert "Gammelt nytt" not in await _everything(kari)


async def test_an_old_picture_is_taken_away_too_and_an_old_voice_stays_and_is_said(
    house: House,
) -> None:
    """A grey picture with «slettet» stands where the photo was; a voice message keeps its sound, which is told."""
    mari, kari = await both(house)
    photo = await kari.sends("photo", caption="Brevet")
    voice = await kari.sends("voice")
    await house.settled()
    await mari.presses("Åpne")
    await house.settled()
    shown = next(one for one in await mari.chat() if one.get("photo"))
    await house.phones.days(3)
    await kari.says("/slett", reply_to=photo["message"])
    told = await kari.reads("Slettet for dere begge")
    assert "en fil hos den andre" not in text_of(told)
    await house.settled()
    now = next(one for one in await mari.chat() if one["message_id"] == shown["message_id"])
    assert "Kari slettet en melding" in await _everything(mari)
    assert "Brevet" not in await _everything(mari)
    assert now["photo"] != shown["photo"]
    await kari.says("/slett", reply_to=voice["message"])
    await kari.reads("ikke tatt bort en fil hos den andre")


async def test_one_of_several_is_chosen_and_another_persons_is_not_touched(house: House) -> None:
    """Under a line that tells of three, one is picked; words of the other side are words, not an order."""
    mari, kari = await both(house)
    for words in ("En", "To", "Tre"):
        await kari.says(words)
        await house.settled()
    told = [one for one in await kari.chat() if text_of(one).startswith("Sendt til Mari")]
    assert len(told) == 1, "one line for all three"
    await kari.presses("Slett")
    await kari.presses("Slett: To")
    await kari.reads("Slettet for dere begge")
    await mari.presses("Åpne")
    shown = await mari.reads("En", "Tre", lambda one: "To" not in text_of(one).split())
    await mari.says("slett", reply_to=shown)
    await kari.presses("Les")
    await kari.reads("Mari skriver:", "slett")
    assert "Tre" in await _everything(mari)
    theirs = (await kari.chat())[-1]
    forged = f"d:delete_yes:{await _newest(house, kari)}"
    await kari.presses_old(theirs, forged)
    await kari.reads("hører ikke til deg")


async def _newest(house: House, phone: Phone) -> int:
    person = await house.person(phone)
    rows = await house.app.store.read(lambda tx: threads.latest(tx, person, 1))
    return rows[0].id


async def test_what_waits_for_a_yes_is_taken_out(house: House) -> None:
    """Nobody has read it, and the question goes with it; the command alone tells how it is done."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    said = await kari.says("Kanskje ikke")
    await kari.reads("Skal jeg sende dette")
    await kari.says("/slett")
    await kari.reads("Svar på meldingen du vil ha bort")
    await kari.says("/slett", reply_to=said["message"])
    await kari.reads("Ingen har lest det")
    await house.phones.forward(dt.timedelta(hours=25))
    await house.settled()
    assert "Skal jeg sende" not in await _everything(kari)
    assert "Kanskje" not in await _everything(kari)


@pytest.mark.parametrize("how", ["hides", "erases"])
async def test_an_old_picture_goes_with_hiding_and_with_erasing(house: House, how: str) -> None:
    """Too old to be deleted, it is a grey picture after «Skjul», and after «Slett alt om meg»."""
    mari, kari = await both(house)
    await mari.sends("photo")
    await kari.presses("Les")
    await house.settled()
    shown = next(one for one in await kari.chat() if one.get("photo"))
    await house.phones.days(3)
    if how == "hides":
        await kari.says("/skjul")
        await kari.reads("Alt er lagret.")
    else:
        await kari.says("/om")
        await kari.presses("Slett alt om meg")
        await kari.presses("Ja, slett alt")
        await kari.reads("Alt er slettet her.")
    await house.settled()
    now = next(one for one in await kari.chat() if one["message_id"] == shown["message_id"])
    assert now["photo"] != shown["photo"]
    assert text_of(now) == "Denne meldingen er tatt bort."
