"""After leaving: asked on some days while somebody reads, heard at once, and left alone on a word; and time without a phone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.relay import threads
from bot.domain.remember import phone
from bot.simulator.client import text_of
from bot.simulator.phone import labels
from tests.conversations.test_discharge_in_time import ledger
from tests.conversations.test_discharge_told import COVER, leaves, opens, tells
from tests.conversations.test_remember_quiet import QUIET, todo
from tests.conversations.test_remember_unanswered import until

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House

ASKED = "Hvordan har du det?"
SILENT = "Kari har ikke svart på «Hvordan har du det?». Ta kontakt i dag."
WORRY = "Kari har det tungt, eller vil snakke."


async def asked(house: House, kari: Phone) -> None:
    """Out yesterday, asked today: the cover, and under it the question."""
    await leaves(house, kari, dt.date(2027, 3, 10))
    await until(house, 2027, 3, 11, 10, 1)
    await kari.presses("Les")
    await kari.reads(ASKED, button="Svar")


async def test_asked_the_day_after_and_a_good_answer_leaves_nobody_a_task(house: House) -> None:
    """The lock screen says nothing of it; the ledger says that it went out."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await leaves(house, kari, dt.date(2027, 3, 10))
    await kari.locks()
    await until(house, 2027, 3, 11, 10, 1)
    assert set(await kari.lock_screen()) == {COVER}
    await kari.unlocks()
    await kari.presses("Les")
    await kari.presses("Svar")
    await kari.presses("Det går bra")
    await kari.reads("Takk for at du sa det.")
    await until(house, 2027, 3, 11, 15, 30)
    assert "Hvordan har du det" not in await todo(mari)
    assert (await ledger(house, kari, "checkin.ask"))[0][:3] == ("1", "done", "sent")


async def test_no_answer_is_a_humans_task_that_day(house: House) -> None:
    """An hour before they close; an answer after that takes it away."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await asked(house, kari)
    await until(house, 2027, 3, 11, 14, 20)
    assert SILENT not in await todo(mari)
    await until(house, 2027, 3, 11, 14, 35)
    assert SILENT in await todo(mari)
    await kari.presses("Svar")
    await kari.presses("Sånn passe")
    await kari.reads("Vil du si noe mer til Mari?")
    assert SILENT not in await todo(mari)


async def test_to_skip_the_question_is_an_answer(house: House) -> None:
    """They are there and would rather not say: nobody gets a task of it."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await asked(house, kari)
    await kari.presses("Svar")
    await kari.presses("Mer", on=await kari.reads(ASKED, button="Det går bra"))
    await kari.presses("Hopp over")
    await kari.reads("Du kan skrive når du vil.")
    await until(house, 2027, 3, 11, 15, 0)
    assert SILENT not in await todo(mari)


async def test_a_worry_is_with_a_human_at_once_and_words_are_looked_through(house: House) -> None:
    """It rings; more goes on as a message; words that may mean danger show the numbers."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await asked(house, kari)
    await mari.locks()
    await kari.presses("Svar")
    await kari.presses("Det er tungt")
    await kari.reads("Mari får vite det nå.", "Vil du si noe mer til Mari?")
    await house.settled()
    assert "Ny oppgave. Det haster." in await mari.lock_screen()
    await mari.unlocks()
    await kari.says("Jeg orker ikke mer, jeg vil dø")
    await kari.reads("113")
    assert WORRY in await todo(mari)
    await mari.says("/liste")
    await mari.reads(lambda one: any("mulig fare" in label.lower() for label in labels(one)))


async def test_nobody_is_asked_while_nobody_reads_nor_after_a_no(house: House) -> None:
    """Out on a Thursday, day three is a Sunday: Monday at opening; «ikke spør meg mer» ends it."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await leaves(house, kari, dt.date(2027, 3, 11))
    await until(house, 2027, 3, 14, 20)
    found = await ledger(house, kari, "checkin.ask")
    assert [(one[0], one[1]) for one in found[:2]] == [("1", "done"), ("3", "planned")]
    await until(house, 2027, 3, 15, 8, 35)
    await kari.presses("Les")
    await kari.reads(ASKED)
    await kari.presses("Ikke spør meg mer")
    await kari.reads("Greit. Da spør jeg ikke.")
    await until(house, 2027, 3, 26, 12)
    went = [one for one in await ledger(house, kari, "checkin.ask") if one[1] == "done"]
    assert [one[0] for one in went] == ["1", "3"]


async def test_no_to_follow_up_is_no_to_being_asked(house: House) -> None:
    """The reminders of the list go on as they were asked for."""
    kari = await house.resident(
        "Kari", worker=await house.staff("Mari", "worker"), no_follow_up=True
    )
    await leaves(house, kari, dt.date(2027, 3, 10))
    await until(house, 2027, 3, 11, 12)
    assert (await ledger(house, kari, "checkin.ask"))[0][1:3] == ("skipped", "no follow-up")
    assert ASKED not in {text_of(one) for one in await kari.chat()}


async def test_not_out_yet_leads_to_another_day(house: House) -> None:
    """«Jeg er ikke ute ennå» asks for the day anew, and nothing is asked before it."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await asked(house, kari)
    await kari.presses("Svar")
    await kari.presses("Jeg er ikke ute ennå")
    await kari.reads("Du har fortalt meg når du skal ut. Hva er nytt?")
    await kari.presses("Dagen er en annen")
    await kari.says("20. april 2027")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Stemmer dette?")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Det ligger hos Mari nå.")
    planned = [one for one in await ledger(house, kari, "checkin.ask") if one[1] == "planned"]
    assert [one[3] for one in planned] == [
        "04-21 10:00",
        "04-23 10:00",
        "04-27 10:00",
        "05-04 10:00",
    ]


async def test_without_a_phone_messages_wait_and_nobody_calls_it_silence(house: House) -> None:
    """What Mari writes goes when it is back; the week of quiet does not count; nothing rings a locked-away phone."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await tells(
        kari, "say:20. april 2027", tell="yes", phone="no", phone_from="say:11. mars 2027",
        phone_to="say:2. april 2027",
    )  # fmt: skip
    await kari.reads("Meldinger venter til fredag 2. april.")
    await kari.locks()
    await until(house, 2027, 3, 12, 10)
    person, worker = await house.person(kari), await house.person(mari)

    async def writes(turn: Turn) -> None:
        await threads.write_to_resident(
            turn, await people.the(turn, worker), person, threads.Words("Hei Kari")
        )

    await house.turn(writes)
    await house.settled()
    await mari.reads("Ikke sendt ennå. Det går til Kari fredag 2. april")
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.reads("Kari er uten telefon til fredag 2. april.")
    await until(house, 2027, 3, 25, 12)
    assert await kari.lock_screen() == []
    assert QUIET not in await todo(mari)
    await until(house, 2027, 4, 2, 12)
    assert set(await kari.lock_screen()) == {COVER}


async def test_whoever_uses_the_phone_all_the_same_gets_what_waited(house: House) -> None:
    """A word is enough: the phone is with them, and nothing is held any more."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    person, worker = await house.person(kari), await house.person(mari)

    async def held(turn: Turn) -> None:
        first, last = dt.date(2027, 3, 9), dt.date(2027, 4, 2)
        await phone.without(turn, person, first, last, worker)
        await threads.write_to_resident(
            turn, await people.the(turn, worker), person, threads.Words("Hei Kari")
        )

    await house.turn(held)
    await house.settled()
    assert COVER not in {text_of(one) for one in await kari.chat()}
    await opens(kari)
    await kari.presses("Les")
    await kari.reads("Hei Kari")
