"""Before a yes, «Skjul», and «Slett alt om meg»: what stays, what goes, and what is said about it."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House


async def _texts(phone: Phone) -> list[str]:
    await phone.phones.settled()
    return [text_of(one) for one in await phone.chat()]


async def _forgotten(house: House, phone: Phone) -> None:
    """Waits until the house knows this phone no more: keys are destroyed after the commit."""
    async with asyncio.timeout(5):
        while await house.app.house.keys.identify("telegram", phone.id):  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.01)


async def test_not_now_is_respected_and_closes_neither_help_nor_tonight(house: House) -> None:
    """Help, tonight and the language need no yes; the rest asks for it kindly; a day later all is gone."""
    ola = await house.phones.add("Ola")
    await ola.says("/start")
    await ola.presses("English")
    await ola.reads("not a human", button="Bokmål")
    await ola.presses("Bokmål")
    await ola.presses("Hjelpenumre")
    await ola.reads("113")
    await ola.presses("Tilbake")
    await ola.reads("Hva kan jeg hjelpe deg med?")
    # A button from elsewhere does not get past the question of consent.
    await ola.presses_old(await ola.screen(), "d:flow:apply")
    await ola.reads("trenger jeg et ja fra deg", button="Kom i gang")
    await ola.presses("Kom i gang")
    await walks(ola, {"language": "nb", "kept": "later"}, until="not_now")
    await ola.reads("slettes innen et døgn", button="Greit")
    await ola.presses("Greit")
    over = await ola.reads("Hva kan jeg hjelpe deg med?", button="Kom i gang")
    assert "lagret" not in text_of(over), "nothing is kept after a no"
    person = await house.person(ola)
    await house.phones.days(1.1)
    await _forgotten(house, ola)
    # Tomorrow's first word comes from a stranger, and is met like one.
    await ola.says("/start")
    await ola.reads("ikke et menneske", button="Kom i gang")
    assert await house.person(ola) != person


async def test_an_open_night_keeps_a_stranger_until_it_is_over(house: House) -> None:
    """Who asked for a place tonight is not forgotten before the morning after has been."""
    ola = await house.phones.add("Ola")
    await ola.says("/start")
    await ola.presses("Trygt sted i natt")
    await walks(ola, {"safe": "no"}, until="danger")
    person = await house.person(ola)
    await house.phones.forward(dt.timedelta(hours=17))
    assert await house.person(ola) == person
    await house.phones.days(3)
    await _forgotten(house, ola)


async def test_hiding_empties_the_chat_and_says_what_it_cannot_reach(house: House) -> None:
    """Two days back is deleted, older words of the bot are emptied; an unread cover stays covered."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Det er bråk her om natta")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await kari.reads("Åpnet av Mari")
    await house.phones.days(3)
    await kari.says("Hei igjen")
    await kari.reads("Skal jeg sende dette til Mari?")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.says("Jeg ringer i morgen")
    await kari.reads("Du har en ny melding")
    await kari.says("/start")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, {"now": "friends"}, until="why_now")
    await kari.presses("Mer")
    await kari.presses("Skjul")
    hidden = await kari.reads("Alt er lagret", "mer enn to døgn siden", "Slett", button="Vis")
    assert labels(hidden) == ["Vis"]
    left = await _texts(kari)
    assert "Hei igjen" not in left, "what is new enough is gone, also the person's own words"
    assert "Det er bråk her om natta" in left, "Telegram lets no bot delete that; it was said"
    assert not any("Mari" in one for one in left)
    assert "Denne meldingen er tatt bort." in left, "what is too old to be deleted is emptied"
    assert "Du har en ny melding." in left, "unread words are not lost"
    await kari.presses("Vis")
    await kari.reads("Hvorfor trenger du en bolig nå?")
    cover = next(one for one in await kari.chat() if "Les" in labels(one))
    await kari.presses("Les", on=cover)
    await kari.reads("Jeg ringer i morgen")
    await kari.says("/meny")
    await kari.reads("Hei, Kari", button="Mer")
    await kari.presses("Mer")
    await kari.presses("Skjul denne skjermen")
    await kari.reads("Alt er lagret", button="Vis")
    assert not any("Jeg ringer" in one for one in await _texts(kari))
    await kari.presses("Vis")
    await kari.reads("Hei, Kari", button="Bolig")


async def test_what_telegram_will_not_take_away_is_said(house: House) -> None:
    """The first typed answer says why it leaves; where Telegram refuses, that is told."""
    kari = await house.resident("Kari")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, {"now": "friends", "reach": "phone"}, until="reach_how")
    await kari.says("00 00 01 23")
    await kari.reads("Svaret ditt er lagret", "Hvor bor du nå?")
    assert "00 00 01 23" not in await _texts(kari)
    await walks(kari, {"now": "other"}, until="now_other")
    # Sent while the bot was away for three days: too old to be deleted when it is read.
    await house.stop()
    await kari.says("En campingvogn")
    await house.phones.call("POST", "/clock/advance", body={"mode": "jump", "seconds": 260_000})
    await house.start()
    await kari.reads("Hvor lenge har du bodd slik?")
    await kari.reads("Telegram lot meg ikke ta bort meldingen", "slette den selv")
    assert "En campingvogn" in await _texts(kari)


async def test_everything_about_me_is_erased(house: House) -> None:
    """Asked once, with what it means; then the chat is emptied, a farewell said, and one is a stranger."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Noe jeg angrer på")
    await kari.presses("Ja, send")
    await mari.reads(button="Åpne")
    await house.phones.days(3)
    await kari.says("/start")
    await kari.presses("Mer")
    await kari.presses("Hva dere vet om meg")
    await kari.reads("Navn: Kari")
    await kari.presses("Slett alt om meg")
    await kari.reads("Det kan ikke hentes tilbake", button="Nei, behold det")
    await kari.presses("Nei, behold det")
    await kari.reads("Hei, Kari")
    # The yes of a question that is not asked any more asks it again.
    await kari.says("/start")
    await kari.reads("Hei, Kari")
    await kari.phones.settled()
    await kari.presses_old(await kari.screen(), "d:erase_yes:")
    await kari.reads("Det kan ikke hentes tilbake", button="Ja, slett alt")
    here = await kari.screen()
    await kari.presses("Ja, slett alt")
    await kari.reads("Alt er slettet her")
    left = await _texts(kari)
    assert not any("Kari" in one or "Hva kan jeg" in one for one in left)
    assert "Denne meldingen er tatt bort." in left
    # A second tap that was on its way meets nobody, and stops nothing.
    await kari.sends("raw", update=_press(kari, here, "d:erase_yes:"))
    await kari.reads("ikke et menneske", button="Kom i gang")
    await kari.says("/start")
    await kari.reads("ikke et menneske", button="Kom i gang")
    await mari.says("/start")
    await mari.reads("Hei, Mari")


def _press(phone: Phone, message: dict[str, object], data: str) -> dict[str, object]:
    return {
        "callback_query": {
            "id": "77",
            "from": {"id": phone.id, "is_bot": False, "first_name": phone.name},
            "message": message,
            "chat_instance": "1",
            "data": data,
        }
    }
