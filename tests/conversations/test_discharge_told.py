"""A stay that ends on a day: told by the person or by staff with their yes, shared or not, as one list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.discharge import owners, stays
from bot.domain.discharge.items import Told
from bot.simulator.client import text_of
from bot.simulator.phone import labels
from tests.conftest import OSLO
from tests.conversations.test_remember_quiet import behind_more, todo
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House

COVER = "Du har en ny melding."
TASK = "Kari skal ut fra et sted. Se hva som ikke er klart."


async def opens(phone: Phone) -> None:
    """From the menu to the list."""
    await phone.says("/start")
    await phone.presses("Bolig")
    await phone.presses("Når jeg skal ut fra et sted")


async def tells(kari: Phone, day: str, **answers: str) -> None:
    """From the menu through the conversation; a yes to everything unless said otherwise."""
    await opens(kari)
    await kari.presses("Begynn")
    await kari.reads("Hva slags sted er du på?")
    given = {"kind": "treatment", "where": "say:Fjellheim", "referred": "doctor"}
    await walks(
        kari, given | {"came": "!skip", "day": day, "phone": "yes", "done": "!send"} | answers
    )


async def leaves(house: House, phone: Phone, day: dt.date, **told: object) -> None:
    """The same as going through the conversation with a yes, for tests about what comes after."""
    person = await house.person(phone)

    async def begin(turn: Turn) -> None:
        who = await people.the(turn, person)
        await owners.say(turn, who, yes=True)
        await stays.begin(turn, who, Told(leaves=day.isoformat(), **told))  # type: ignore[arg-type]  # as Told takes them

    await house.turn(begin)
    await house.settled()


async def test_what_is_told_is_shown_first_and_with_a_yes_the_worker_has_it_at_once(
    house: House,
) -> None:
    """Exactly what she reads stands in the question; her lock screen and his name no place."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await mari.locks()
    await opens(kari)
    await kari.presses("Begynn")
    given = {"kind": "treatment", "where": "say:Fjellheim", "referred": "doctor", "came": "!skip"}
    await walks(kari, given, until="day")
    await kari.reads("skriver du «vet ikke»")
    await kari.says("vet ikke")
    await kari.reads("Skal ut: Vet ikke")
    await kari.presses("Mer")
    await kari.presses("Tilbake")
    await walks(kari, {"day": "say:1. juni 2027"}, until="tell")
    await kari.reads(
        "Skal jeg si fra til Mari?", "Sted: Behandling", "Navn: Fjellheim",
        "Ordnet av: Fastlegen", "Skal ut: tirsdag 1. juni",
    )  # fmt: skip
    await walks(kari, {"tell": "yes", "phone": "yes", "ask": "yes", "done": "!send"})
    await kari.reads("Det ligger hos Mari nå.")
    assert await mari.lock_screen() == ["Ny oppgave."]
    await mari.unlocks()
    assert TASK in await todo(mari)
    await mari.presses(TASK)
    await mari.reads("Fjellheim", "Fastlegen", "tirsdag 1. juni", "Et hjem å komme til")
    await mari.presses("Se lista")
    await mari.reads("Når Kari skal ut")
    await mari.presses("– Et hjem å komme til · Mari")
    await mari.presses("Det er klart")
    await mari.reads("Når Kari skal ut", button="✓ Et hjem å komme til · Mari")
    await opens(kari)
    await kari.reads("Mari vet om dette", button="✓ Et hjem å komme til · Mari")


async def test_a_no_is_kept_to_and_everything_else_works(house: House) -> None:
    """The list is the person's alone: no task, no place in her list; a yes later gives it at once."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await tells(kari, "say:18. mars 2027", tell="no")
    await kari.reads("Ingen andre enn du ser det.")
    assert "skal ut" not in await todo(mari)
    await mari.says("/liste")
    await mari.reads("Ingen venter")
    await behind_more(mari, "Kari", "Skal ut fra et sted")
    await mari.reads("ikke noe her som Kari har delt")
    await opens(kari)
    shown = await kari.reads("Bare du ser dette.")
    assert "– Et hjem å komme til · deg" in labels(shown)
    await kari.presses("– Plan B · deg")
    await kari.presses("Det er klart")
    await kari.reads("Når du skal ut", button="✓ Plan B · deg")
    await kari.presses("Si fra til Mari")
    await kari.reads("Det ligger hos Mari nå.")
    assert TASK in await todo(mari)
    await mari.presses(TASK)
    await mari.reads(lambda one: "Vedtak" in text_of(one) and "Plan B" not in text_of(one))
    await opens(kari)
    await kari.presses("Ikke del dette med Mari")
    await kari.reads("Nå er det bare du som ser dette.")
    assert "skal ut" not in await todo(mari), "what she had of it is gone at once"


async def test_under_fourteen_days_the_person_stands_in_the_list_and_in_the_morning(
    house: House,
) -> None:
    """By their day and not by how much they write; fifteen days before they do not."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    await leaves(house, kari, dt.date(2027, 3, 19))
    await leaves(house, ola, dt.date(2027, 3, 25))
    await mari.says("/liste")
    shown = await mari.reads(lambda one: any("skal snart ut" in label for label in labels(one)))
    assert [one for one in labels(shown) if "skal snart ut" in one] == [
        "Kari · skal snart ut · fredag 19. mars"
    ]
    await mari.says("/idag")
    await mari.reads("Skal snart ut: 1.")
    await house.phones.until(dt.datetime(2027, 3, 11, 9, tzinfo=OSLO))
    await mari.says("/idag")
    await mari.reads("Skal snart ut: 2.")


async def test_staff_begin_and_run_it_with_the_persons_yes(house: House) -> None:
    """Without a yes nothing is kept; with one it is logged, the person is told, and can change all of it."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await behind_more(mari, "Kari", "Skal ut fra et sted")
    await mari.presses("Kari har sagt ja")
    await mari.reads("Har Kari sagt ja til at du fører opp dette?")
    await mari.presses("Nei")
    await mari.presses("Greit")
    await mari.presses("Ja, det stemmer")
    await mari.reads("Ingenting er lagret.")
    await kari.locks()
    await behind_more(mari, "Kari", "Skal ut fra et sted")
    await mari.presses("Kari har sagt ja")
    given = {"agreed": "yes", "kind": "prison", "where": "!skip", "came": "!skip"}
    await walks(mari, given | {"day": "say:1. juni 2027", "phone": "yes", "done": "!send"})
    await mari.reads("Kari får vite at du har ført det opp.")
    await house.settled()
    assert set(await kari.lock_screen()) == {COVER}
    await kari.unlocks()
    await kari.presses("Les")
    await kari.reads("Mari har ført opp når du skal ut, slik du sa ja til.")
    await kari.presses("Se lista")
    await kari.reads("Skal ut: tirsdag 1. juni", "Sted: Fengsel")
    await kari.says("/om")
    await kari.presses("Hva jeg har sagt ja til")
    await kari.reads("Ja til når du skal ut fra et sted")
    await kari.presses("Ta tilbake: Den som følger deg opp")
    await house.settled()
    await behind_more(mari, "Kari", "Skal ut fra et sted")
    await mari.reads("ikke noe her som Kari har delt")
    await opens(kari)
    await kari.presses("Ta bort alt dette")
    await kari.presses("Ja, ta den bort")
    await kari.reads("Borte.")


async def test_how_one_lives_leads_to_the_day_one_leaves_and_rent_ticks_itself(
    house: House,
) -> None:
    """«Fengsel» in «Slik bor jeg nå» asks about the day, then who pays; that somebody does is ready."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await kari.presses("Bolig")
    await kari.presses("Slik bor jeg nå")
    seen: list[str] = []
    given = {"now": "prison", "kind": "prison", "day": "!unknown", "tell": "yes", "phone": "yes"}
    await walks(kari, given | {"done": "!send"}, until="home", seen=seen)
    given = {"home": "yes", "pays": "other", "until": "!skip", "done": "!send"}
    await walks(kari, given, until="how_long", seen=seen)
    asked = [one for one in seen if "." in one and " " not in one]
    assert asked.index("discharge.kind") < asked.index("rent_away.home") < len(asked)
    await opens(kari)
    await kari.reads("Skal ut: ikke satt ennå", button="✓ Husleia så lenge · Mari")
