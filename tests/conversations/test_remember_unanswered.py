"""Words that wait too long remind: the worker, the stand-in, the coordinators; in their hours only."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import text_of
from tests.conftest import OSLO
from tests.conversations.test_staff_away import goes_away, hand_over

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House

WAITS = "Noe venter på svar."


async def writes(resident: Phone, words: str = "Hei") -> None:
    """Words that are sent on, whether asked about or not."""
    await resident.says(words)
    await resident.presses("Ja, send")
    await resident.reads("Sendt til")


async def until(house: House, *local: int) -> None:
    """Step to this time in Oslo."""
    await house.phones.until(dt.datetime(*local, tzinfo=OSLO))  # type: ignore[arg-type, misc]  # year, month, …


async def stands(phone: Phone) -> list[str]:
    """What reminders stand in a chat."""
    return [text_of(one) for one in await phone.chat() if text_of(one) == WAITS]


async def test_the_worker_is_reminded_after_the_promise_and_then_the_coordinators(
    house: House,
) -> None:
    """Eight open hours after Wednesday at ten is Thursday at eleven; an answer takes it all away."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari)
    await until(house, 2027, 3, 11, 10, 50)
    assert not await stands(mari)
    await mari.locks()
    await until(house, 2027, 3, 11, 11, 5)
    assert await mari.lock_screen() == [WAITS]
    await mari.unlocks()
    await until(house, 2027, 3, 11, 12, 55)
    assert "Ny oppgave." not in [text_of(one) for one in await anne.chat()]
    await until(house, 2027, 3, 11, 13, 5)
    await anne.reads("Ny oppgave.")
    await anne.presses("Åpne")
    await anne.reads("Kari har ventet lenge på svar.", button="Gi en oppfølger")
    for day in (12, 15, 16):
        await until(house, 2027, 3, day, 9)
        assert len(await stands(anne)) == 1, "one each working day, and only one stands"
    assert len(await stands(mari)) == 1
    await mari.presses("Åpne")
    await mari.reads("Hei")
    await mari.says("Beklager at du måtte vente")
    await mari.reads("Sendt til Kari.")
    await house.settled()
    assert not await stands(mari)
    assert not await stands(anne)
    await anne.says("/start")
    await anne.presses("Oppgaver")
    await anne.reads(lambda message: "ventet lenge" not in str(message))
    await until(house, 2027, 3, 22, 12)
    assert not await stands(mari)


async def test_opening_is_no_answer_and_done_is(house: House) -> None:
    """Read and left lying it reminds all the same; «Ferdig» ends it."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari)
    await mari.presses("Åpne")
    await mari.reads("Hei")
    await until(house, 2027, 3, 11, 11, 5)
    await mari.presses("Åpne", on=await mari.reads(WAITS))
    await mari.presses("Ferdig nå")
    await mari.reads("Lukket.")
    await house.settled()
    assert not await stands(mari)


async def test_a_new_worker_is_reminded_and_the_old_one_is_not(house: House) -> None:
    """Who answers is looked at when it is due; so too for a stand-in."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    ola = await house.staff("Ola", "worker")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari)
    await hand_over(house, kari, berit)
    await goes_away(berit, "Ola")
    await until(house, 2027, 3, 11, 11, 5)
    assert await stands(ola)
    assert not await stands(mari)
    assert not await stands(berit)


async def test_what_is_urgent_reminds_sooner(house: House) -> None:
    """«Det haster», chosen after the words came, moves the reminder to two open hours."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari)
    await kari.says("/start")
    await kari.presses("Snakk med noen")
    await kari.presses("Kontakten min")
    await kari.presses("Det haster")
    await kari.presses("Gi beskjed nå")
    await kari.reads("Nå står det øverst som at det haster.")
    await until(house, 2027, 3, 10, 12, 5)
    assert await stands(mari)


async def test_words_that_may_mean_danger_remind_sooner(house: House) -> None:
    """Among words that wait already they move the reminder to two open hours, and no more has to be said."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari)
    await kari.says("Jeg vil ikke leve lenger")
    await kari.reads("113")
    await until(house, 2027, 3, 10, 12, 5)
    assert await stands(mari)


async def test_more_words_neither_put_the_reminder_off_nor_add_one(house: House) -> None:
    """Written again and again until the evening, what waits is reminded of when the first words would be, once."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari)
    for hour in (11, 13, 15, 21):
        await until(house, 2027, 3, 10, hour)
        await kari.says(f"Klokka er {hour}")
    await house.settled()
    await until(house, 2027, 3, 11, 10, 50)
    assert not await stands(mari)
    await until(house, 2027, 3, 11, 11, 5)
    assert len(await stands(mari)) == 1


async def test_the_first_words_in_a_closed_time_are_answered_truthfully(house: House) -> None:
    """Saturday: when it is read, the office's number and help in a tap; once, and again next time."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await until(house, 2027, 3, 13, 12)
    await kari.says("Er det noen der?")
    asked = await kari.reads("Skal jeg sende dette til Mari?")
    assert "Det leses tidligst mandag 15. mars kl. 08.30." in text_of(asked)
    await kari.presses("Ja, send")
    told = await kari.reads(
        "Nå er det stengt. Dette leses tidligst mandag 15. mars kl. 08.30, av Mari."
    )
    assert "Kontoret har telefon 00 00 00 01" in text_of(told)
    await kari.presses("Hjelpenumre", on=told)
    await kari.reads("113")
    await kari.says("En ting til")
    await house.settled()
    closed = [one for one in await kari.chat() if "Nå er det stengt" in text_of(one)]
    assert len(closed) == 1, "once in each closed time"
    await until(house, 2027, 3, 15, 20)
    await kari.says("God kveld")
    await kari.presses("Ja, send")
    await kari.reads("Nå er det stengt. Dette leses tidligst tirsdag 16. mars kl. 08.30, av Mari.")


async def test_in_open_hours_nothing_is_said_of_closing(house: House) -> None:
    """Wednesday at ten somebody is there."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari)
    await house.settled()
    assert not any("stengt" in text_of(one) for one in await kari.chat())
