"""«Jeg klarer ikke å betale» and «Jeg tør ikke åpne brevet»: a human has it before anything is asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.simulator.phone import labels, text_of
from bot.store import tasks
from tests.conversations.test_rent_reminders import wishes
from tests.conversations.walking import asked, taps, walks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")


async def opens(phone: Phone) -> None:
    """From the menu to «Jeg klarer ikke å betale», and what is asked first."""
    await phone.says("/start")
    await phone.presses("Penger og husleie")
    await phone.presses("Jeg klarer ikke å betale")
    await phone.phones.settled()


async def open_tasks(house: House, phone: Phone) -> list[tasks.Row]:
    """The open tasks about a resident."""
    found: list[tasks.Row] = []
    person = await house.person(phone)

    async def read(turn: Turn) -> None:
        found[:] = await tasks.open_about(turn.tx, person)

    await house.turn(read)
    return found


async def test_it_is_sent_at_the_first_press_and_grows_with_every_answer(house: House) -> None:
    """First who gets it; the worker has one task, with what is known so far, never a second one."""
    mari = await house.staff("Mari", "worker")
    huset = await house.staff("Huset", "housing_office")
    kari = await house.resident("Kari", worker=mari)
    await opens(kari)
    await kari.reads("Dette går til Mari. Ikke til utleier.", "Hvor vanskelig er det?")
    await mari.reads("Ny oppgave.")
    assert [one.kind for one in await open_tasks(house, kari)] == ["rent_hard"]
    await kari.presses("Det gjelder denne måneden")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads(
        "Kari sier at husleia blir vanskelig.", "Hvordan det er: Det gjelder denne måneden"
    )
    await kari.presses("Bostøtte")
    await kari.presses("Ferdig")
    await kari.says("Jeg mistet jobben")
    await kari.reads("Vil du vite hva som kan skje videre?")
    await kari.presses("Ja, vis meg")
    await kari.reads("Leia er ikke betalt ennå", "Sist sjekket")
    await kari.presses("Videre")
    await kari.reads("Kilde: veiviseren.no")
    await kari.presses("Videre")
    await kari.reads("Kilde: politiet.no")
    await kari.presses("Videre")
    await kari.reads("Jeg har sagt fra til Mari", "mandag til fredag 08.30–15.30")
    await kari.presses("Greit")
    (task,) = await open_tasks(house, kari)
    assert task.kind == "rent_hard"
    assert task.due_at is not None
    closes = dt.datetime.fromtimestamp(task.due_at / 1e6, OSLO)
    assert closes == dt.datetime(2027, 3, 10, 15, 30, tzinfo=OSLO)
    heard = "\n".join([text_of(one) for one in await huset.chat()])
    assert "Ny oppgave" not in heard, "never the landlord's side"


async def test_a_letter_nobody_dares_to_open(house: House) -> None:
    """Its strictest deadline counts from the day it came; a picture goes to the human unread."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opens(kari)
    await kari.presses("Jeg tør ikke åpne brevet")
    await kari.reads("Så bra at du sier det. Når kom brevet?")
    await kari.says("8. mars 2027")
    await kari.presses("Ja, det stemmer")
    (task,) = await open_tasks(house, kari)
    assert task.kind == "letter"
    await kari.reads("Hvem er brevet fra?")
    await kari.presses("Namsmannen")
    await kari.reads("Vil du se på brevet sammen med Mari?")
    await kari.presses("Jeg sender et bilde")
    await kari.reads("Dekk til fødselsnummeret", "Det er Mari som leser det, ikke jeg")
    await kari.sends("photo")
    await kari.reads("Hva tror du kan hjelpe?")
    await mari.says("/start")
    await mari.presses("Oppgaver")
    listed = await mari.reads("Oppgaver.")
    assert any("har fått et brev om husleia" in one for one in labels(listed)), labels(listed)
    await mari.presses(next(one for one in labels(listed) if "brev" in one))
    await mari.reads("Regn mandag 22. mars som siste frist.", "Brevet er fra: Namsmannen")
    await mari.presses("Åpne personen")
    await house.settled()
    assert any("photo" in one for one in await mari.chat()), "the picture is in the thread"


async def test_a_date_within_three_days_shows_the_numbers_at_once(house: House) -> None:
    """Namsmannen and NAV, before anything else is asked; the worker is told anew."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opens(kari)
    await walks(
        kari, {"how_bad": "letter", "came": "2027-03-09", "sender": "enforcement"}, until="dated"
    )
    told = sum("Ny oppgave." in text_of(one) for one in await mari.chat())
    await kari.says("12.3.2027")
    await kari.presses("Ja, det stemmer")
    near = await kari.reads("Namsmannen: 00 00 00 12", "NAV: 55 55 33 33")
    assert labels(near)[0] == "Videre"
    await house.settled()
    assert sum("Ny oppgave." in text_of(one) for one in await mari.chat()) == told + 1
    await kari.presses("Videre")
    await kari.presses("Ikke nå")
    await kari.reads("Er det bare husleia det gjelder?")
    await kari.presses("Nei, noe annet også")
    await kari.reads("Da hjelper det ikke bare å betale. Snakk med Mari i dag.")


async def test_what_paying_stops_is_said_exactly(house: House) -> None:
    """Only where the case is about rent alone, and all of it before the lock is changed."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await opens(kari)
    here = await walks(
        kari, {"how_bad": "letter", "dated": "!skip", "together": "later"}, until="ground"
    )
    assert here is not None
    await taps(kari, here, "rent")
    await kari.reads(
        "Gjelder saken bare ubetalt husleie, stopper den hvis du betaler alt før låsen byttes: "
        "husleia, det som har forfalt siden, renter og alle kostnader i saken. "
        "Spør namsmannen hva summen er i dag."
    )


async def test_from_a_reminder_it_opens_with_one_press(house: House) -> None:
    """«Blir vanskelig» tells a human at once, and then asks; a second press doubles nothing."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await wishes(house, kari, due_day=15, remind=("due",))
    await house.phones.until(dt.datetime(2027, 3, 15, 12, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.presses("Blir vanskelig")
    await kari.reads("Mari får vite det nå")
    await kari.reads("Hvor vanskelig er det?")
    await kari.presses("Det gjelder flere måneder")
    await opens(kari)
    here = await asked(kari)
    assert here is not None
    assert here.step == "helps", "it goes on where it was left"
    assert [one.kind for one in await open_tasks(house, kari)] == ["rent_hard"]


async def test_nobody_has_taken_it_before_the_day_ends(house: House) -> None:
    """An hour before the office closes the coordinator sees it too; once it is done nobody does."""
    mari = await house.staff("Mari", "worker")
    anne = await house.staff("Anne", "coordinator")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    await opens(kari)
    await opens(ola)
    (of_ola,) = await open_tasks(house, ola)
    mari_id = await house.person(mari)

    async def finish(turn: Turn) -> None:
        await tasks.done(turn.tx, of_ola.id, mari_id, turn.at)

    await house.turn(finish)
    await house.phones.until(dt.datetime(2027, 3, 10, 14, 31, tzinfo=OSLO))
    await anne.presses("Åpne", on=await anne.reads("Ny oppgave."))
    await anne.reads("Kari sa", "det er vanskelig å betale. Se om noen har tatt kontakt.")
    assert {one.kind for one in await open_tasks(house, kari)} == {"rent_hard", "money_untaken"}
    assert await open_tasks(house, ola) == []


async def test_on_a_friday_evening_the_next_working_day_counts(house: House) -> None:
    """Outside the hours it waits for the first hours there are, and says when they are."""
    house.at(2027, 3, 24, 20)  # the Wednesday before Easter
    await house.settled()
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opens(kari)
    (task,) = await open_tasks(house, kari)
    assert task.due_at is not None
    closes = dt.datetime.fromtimestamp(task.due_at / 1e6, OSLO)
    assert closes == dt.datetime(2027, 3, 30, 15, 30, tzinfo=OSLO)
