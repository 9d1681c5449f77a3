"""Where one meets: pressed or typed by the worker, and shown on a map to the resident who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.phone import labels
from tests.conversations.test_appointments_kinds import begins, sends

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import House


@pytest.mark.parametrize(
    ("pack", "place", "address", "at"),
    [
        ("fjordvik", "Brygga", "Oppdiktet brygge 2, 0000 Fjordvik", (64.0021, 3.0042)),
        ("lillevik", "Grendehuset", "Oppdiktet vei 3, 0000 Lillevik", (65.0012, 2.0034)),
    ],
)
async def test_a_place_of_the_packs_is_shown_on_a_map_when_asked(
    build: Callable[..., House], pack: str, place: str, address: str, at: tuple[float, float]
) -> None:
    """Pressed by the worker, or typed by its whole name; the map comes only where it is asked for."""
    async with build(pack=pack) as house:
        mari = await house.staff("Mari", "worker")
        kari = await house.resident("Kari", worker=mari)
        await kari.locks()
        await begins(mari, "Prat")
        await mari.presses("Et annet sted")
        assert place in labels(await mari.reads("Trykk på et sted"))
        await mari.says(place.lower())
        await sends(mari)
        await kari.reads("Du har en ny melding")
        assert await kari.lock_screen() == ["Du har en ny melding."]
        assert not [one for one in await kari.chat() if "venue" in one]
        await kari.unlocks()
        await kari.presses("Les")
        offer = await kari.reads(f"Sted: {place}, {address}.")
        await kari.presses("Vis på kart", on=offer)
        await house.settled()
        venue = next(one for one in await kari.chat() if "venue" in one)["venue"]
        assert (venue["title"], venue["address"]) == (place, address)
        assert (venue["location"]["latitude"], venue["location"]["longitude"]) == at


async def test_the_office_is_on_the_map_and_a_typed_place_is_never_guessed(house: House) -> None:
    """«På kontoret» has a map; what somebody typed stands as it is, without one, and nothing is looked up."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await begins(mari, "Prat")
    await mari.presses("På kontoret")
    await sends(mari)
    await kari.presses("Les")
    await kari.presses("Vis på kart", on=await kari.reads("Sted: På kontoret"))
    await house.settled()
    assert [one["venue"]["title"] for one in await kari.chat() if "venue" in one] == [
        "Boligkontoret i Fjordvik"
    ]
    await begins(mari, "Prat", day="1. april 2027")
    await mari.presses("Et annet sted")
    await mari.says("Brygga, ved det røde huset")
    await sends(mari)
    await kari.presses("Les")
    shown = await kari.reads("torsdag 1. april", "Sted: Brygga, ved det røde huset.")
    assert "Vis på kart" not in labels(shown)


async def test_the_map_is_there_after_a_yes_and_in_the_list(house: House) -> None:
    """Whoever said yes days ago still finds the way: below the answer, and under «Avtaler»."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await begins(mari, "Prat")
    await mari.presses("Et annet sted")
    await mari.presses("Biblioteket")
    await sends(mari)
    await kari.presses("Les")
    await kari.presses("Jeg kommer")
    assert "Vis på kart" in labels(await kari.reads("Mari får vite at du kommer"))
    await kari.says("/start")
    await kari.presses("Avtaler")
    await kari.presses("Kart: onsdag 31. mars kl. 14.00", on=await kari.reads("Biblioteket"))
    await house.settled()
    assert [one["venue"]["title"] for one in await kari.chat() if "venue" in one] == ["Biblioteket"]


async def test_a_map_of_what_has_changed_or_been_is_told(house: House) -> None:
    """An old button says what counts now; another's appointment shows nothing."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    await begins(mari, "Prat")
    await mari.presses("På kontoret")
    await sends(mari)
    await kari.presses("Les")
    offer = await kari.reads("Sted: På kontoret")
    data = next(
        one["callback_data"]
        for row in offer["reply_markup"]["inline_keyboard"]
        for one in row
        if one["text"] == "Vis på kart"
    )
    menu = await ola.screen()
    await ola.presses_old(menu, data)
    await house.settled()
    assert not [one for one in await ola.chat() if "venue" in one]
    await house.phones.days(25)
    await kari.presses_old(offer, data)
    await kari.reads("Den avtalen er over")
    assert not [one for one in await kari.chat() if "venue" in one]


async def test_a_map_that_comes_late_comes_under_a_cover(house: House) -> None:
    """Asked for, and the net was away: minutes later the phone may lie face up on a table."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await begins(mari, "Prat")
    await mari.presses("Et annet sted")
    await mari.presses("Brygga")
    await sends(mari)
    await kari.presses("Les")
    offer = await kari.reads("Brygga", button="Vis på kart")
    await house.phones.fault("502", "sendVenue", probability=1.0)
    await kari.presses("Vis på kart", on=offer)
    await kari.answered()
    await house.app.lanes.idle()
    await kari.locks()
    house.at(2027, 3, 10, 10, 10)
    await house.phones.mend()
    house.app.sender.wake()
    await house.settled()
    cover = await kari.reads("Du har en ny melding", button="Les")
    assert await kari.lock_screen() == ["Du har en ny melding."]
    assert not [one for one in await kari.chat() if "venue" in one]
    await kari.unlocks()
    await kari.presses("Les", on=cover)
    await house.settled()
    assert [one["venue"]["title"] for one in await kari.chat() if "venue" in one] == ["Brygga"]
