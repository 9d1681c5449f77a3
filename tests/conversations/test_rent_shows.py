"""What a reminder of rent may show, and whether the worker may hear of it: chosen, changed, in force at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain import people
from bot.domain.money import rent_shows
from bot.domain.reminders.send import remind
from bot.simulator.phone import labels, text_of
from bot.store import timers
from tests.conversations.test_access_in_the_chat import tries
from tests.conversations.test_rent_reminders import ACCOUNT, KID, opens, wishes

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from tests.conftest import House

OSLO = ZoneInfo("Europe/Oslo")
DOOR = "Hva som står om husleia"


async def chooses(kari: Phone, *taps: str) -> None:
    """From the menu to the page, and these taps on it."""
    await kari.says("/start")
    await kari.presses("Mer")
    await kari.presses("Påminnelsene mine")
    await kari.presses(DOOR)
    for one in taps:
        await kari.presses(one)


async def says(house: House, kari: Phone, *, yes: bool) -> None:
    """A yes or a no to the worker's hearing of it."""
    person = await house.person(kari)

    async def answer(turn: Turn) -> None:
        await rent_shows.say(turn, await people.the(turn, person), yes=yes)

    await house.turn(answer)


async def is_not_reached(house: House, mari: Phone, kari: Phone) -> str:
    """The rent's reminder does not reach Kari; what Mari reads of it behind «Åpne»."""
    await wishes(house, kari, due_day=20)
    await kari.blocks()
    await house.phones.until(dt.datetime(2027, 3, 22, 12, tzinfo=OSLO))
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    return text_of(await mari.reads("En melding til Kari kom ikke fram"))


async def test_changed_in_one_tap_and_shown_as_chosen(house: House) -> None:
    """From the day with KID to a greeting and back: nothing typed is lost; a second tap changes nothing."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await wishes(house, kari, due_day=20, show="kid", kid=KID, account=ACCOUNT)
    await chooses(kari)
    shown = await kari.reads("Summen står aldri der", "får Mari ikke vite at den gjaldt husleia")
    assert labels(shown)[:4] == [
        "– Bare en hilsen", "– Dagen", "✓ Dagen, KID og konto", "Ja, Mari kan få vite det",
    ]  # fmt: skip
    await kari.presses("– Bare en hilsen")
    await kari.reads("✓ er valgt", button="✓ Bare en hilsen")
    await kari.presses("✓ Bare en hilsen")
    await house.phones.until(dt.datetime(2027, 3, 22, 10, 1, tzinfo=OSLO))
    await kari.presses("Les")
    greeting = await kari.reads("Hei. Dette er påminnelsen du ba om.")
    assert "husleie" not in text_of(greeting).lower()
    assert KID not in text_of(greeting)
    await chooses(kari, "– Dagen, KID og konto")
    await house.phones.until(dt.datetime(2027, 4, 20, 10, 1, tzinfo=OSLO))
    await kari.presses("Les")
    await kari.presses("Ja")
    await kari.reads(f"KID: {KID}", button="Kopier KID")


async def test_what_is_queued_already_follows_the_newest_choice(house: House) -> None:
    """A reminder waits to be sent while the choice changes: on an open lock screen it says only hello."""
    kari = await house.resident("Kari", neutral=False)
    person = await house.person(kari)
    await wishes(house, kari, due_day=20, show="date")
    await house.phones.until(dt.datetime(2027, 3, 22, 9, 50, tzinfo=OSLO))

    async def due_and_changed(turn: Turn) -> None:
        who = await people.the(turn, person)
        one = next(one for one in await timers.ledger(turn.tx, person) if one.state == "planned")
        await timers.take(turn.tx, [one.id])
        await timers.postpone(turn.tx, one.id, turn.at)
        await timers.take(turn.tx, [one.id])
        taken = await timers.by_id(turn.tx, one.id)
        assert taken is not None
        await remind(turn, who, taken)
        await rent_shows.show(turn, who, "hello")

    await kari.locks()
    await house.turn(due_and_changed)
    house.app.sender.wake()
    await house.settled()
    shown = " ".join(await kari.lock_screen())
    assert "påminnelsen du ba om" in shown
    assert "usleia" not in shown


async def test_without_a_yes_the_worker_hears_only_that_something_did_not_come(
    house: House,
) -> None:
    """Neither the task nor the morning screen says that it was rent; with a yes both do, and the day."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, seven_days=False)
    silent = await is_not_reached(house, mari, kari)
    assert "usleia" not in silent
    await mari.says("/idag")
    assert "usleia" not in text_of(await mari.reads("En påminnelse til Kari gikk ikke ut"))
    await says(house, kari, yes=True)
    await mari.says("/oppgaver")
    await mari.presses("En melding til Kari kom ikke fram. Prøv på en annen måte.")
    await mari.reads("Husleia har frist mandag 22. mars.")
    await mari.says("/idag")
    await mari.reads("En påminnelse om husleia til Kari gikk ikke ut")


async def test_a_yes_taken_back_closes_it_with_the_next_press(house: House) -> None:
    """From «Hva jeg har sagt ja til» too; the same task says nothing of rent any more, and both are logged."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, seven_days=False)
    await says(house, kari, yes=True)
    assert "Husleia har frist" in await is_not_reached(house, mari, kari)
    await kari.unblocks()
    await kari.says("/om")
    await kari.presses("Hva jeg har sagt ja til")
    await kari.reads("Ja til å vite når en påminnelse om husleia ikke kommer fram")
    await kari.presses(DOOR)
    await kari.presses("Nei, Mari skal ikke vite det")
    await kari.reads("får Mari ikke vite", button="Ja, Mari kan få vite det")
    await mari.says("/oppgaver")
    await mari.presses("En melding til Kari kom ikke fram. Prøv på en annen måte.")
    again = await mari.reads("En melding til Kari kom ikke fram", "Eier: Mari")
    assert "usleia" not in text_of(again)


async def test_a_yes_is_for_ones_own_worker_and_nobody_else(house: House) -> None:
    """A coordinator, another worker and one who is no longer theirs hear nothing of rent."""
    mari = await house.staff("Mari", "worker")
    jonas = await house.staff("Jonas", "worker")
    anne = await house.staff("Anne", "coordinator")
    kari = await house.resident("Kari", worker=mari)
    await says(house, kari, yes=True)
    await wishes(house, kari, due_day=20)
    kari_id = await house.person(kari)

    async def hears(turn: Turn) -> object:
        staff = [await people.the(turn, await house.person(one)) for one in (mari, jonas, anne)]
        return [bool(await rent_shows.ahead(turn, one, kari_id)) for one in staff]

    assert await house.turn(hears) == [True, False, False]

    async def hands_over(turn: Turn) -> None:
        await people.assign(turn, kari_id, await house.person(jonas))

    await house.turn(hands_over)
    assert await house.turn(hears) == [False, True, False]


async def test_asked_in_the_flow_with_no_as_easy_as_yes(house: House) -> None:
    """«Ja» stands beside «Ikke nå»; what was answered is what the page says."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opens(kari)
    for tap in ("Jeg gjør det selv", "Ja", "20", "Det er ulikt", "Samme dag", "Ferdig", "Dagen"):
        await kari.presses(tap)
    asked = await kari.reads("Kan Mari da få vite at den gjaldt husleia?")
    assert labels(asked)[:2] == ["Ja", "Ikke nå"]
    await kari.presses("Ja")
    await kari.presses("Ja, det stemmer")
    await kari.reads("Neste påminnelse kommer")
    await chooses(kari)
    await kari.reads("får Mari vite at den gjaldt husleia", button="Nei, Mari skal ikke vite det")


async def test_made_up_buttons_change_nothing(house: House) -> None:
    """A sum cannot be shown, a number that was never typed neither, and «kanskje» is no answer."""
    kari = await house.resident("Kari")
    await tries(kari, "d:rent_show:hello")
    await wishes(house, kari, due_day=20)
    await tries(kari, "d:rent_show:sum", "d:rent_show:kid", "d:rent_told:maybe")
    await chooses(kari)
    shown = await kari.reads("✓ er valgt", button="✓ Dagen")
    assert "Legg inn KID og konto" in labels(shown)
