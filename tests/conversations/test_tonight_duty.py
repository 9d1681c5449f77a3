"""Tonight: who is told that somebody has no safe place to sleep, and what the person is told of that."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.client import Phone
    from tests.conftest import House

MINUTE = dt.timedelta(minutes=1)


async def asks(resident: Phone) -> None:
    """«Trygt sted i natt», «Nei», «Si fra til vakta nå»."""
    await resident.says("/start")
    await resident.reads(button="Trygt sted i natt")
    await resident.presses("Trygt sted i natt")
    await resident.presses("Nei")
    await resident.presses("Si fra til vakta nå")


async def stranger(house: House) -> Phone:
    """Somebody who has just come, and has said yes to nothing."""
    phone = await house.phones.add("Ukjent")
    await phone.says("/start")
    await phone.reads("Hei", button="Trygt sted i natt")
    return phone


async def test_a_stranger_is_opened_by_the_one_on_duty(house: House) -> None:
    """One plain message with one button; told, opened with name and time; details as they come."""
    dag = await house.staff("Dag", "duty")
    ola = await stranger(house)
    await ola.presses("Trygt sted i natt")
    first = await ola.reads("trygt sted å sove")
    assert "1 av" not in text_of(first), "how many there are is not known yet"
    await ola.presses("Vet ikke")
    tell = await ola.reads("00 00 00 02", "Vaktrommet på Brygga", "NAV må vurdere det i dag")
    assert labels(tell)[0] == "Si fra til vakta nå"
    await dag.locks()
    await ola.presses("Si fra til vakta nå")
    await ola.reads("Sagt fra til vakta kl. 10", "Ingen har åpnet det ennå.")
    assert await dag.lock_screen() == ["Noen trenger et trygt sted i natt."]
    await dag.unlocks()
    await dag.presses("Åpne")
    await dag.reads("En som ikke har sagt navnet sitt", button="Skriv til personen")
    await ola.reads("Du har en ny melding.", button="Les")
    await ola.presses("Les")
    await ola.reads("Åpnet av Dag kl. 10")
    await ola.presses("Nei")
    await dag.reads("Nytt til forespørselen om i natt.", button="Åpne")
    await dag.presses("Åpne")
    await dag.reads("I fare nå: Nei")
    await ola.says("Jeg står ved broa og fryser")
    await ola.reads("lagt til det andre om i natt", "Hvem er sammen med deg?")
    await dag.reads("Nytt til forespørselen om i natt.", button="Åpne")
    await dag.presses("Åpne")
    await dag.reads("Jeg står ved broa og fryser")
    await dag.presses("Skriv til personen")
    await dag.says("Kom til Brygga, jeg åpner")
    await ola.presses("Les")
    await ola.reads("Dag skriver:", "Kom til Brygga")
    await ola.says("/start")
    await ola.says("Jeg kommer")
    await ola.reads("Sendt til Dag.")
    await dag.reads("Ny melding.", button="Åpne")
    await dag.presses("Åpne")
    await dag.reads("Jeg kommer")


async def test_unopened_it_goes_to_the_next_and_then_to_the_telephone(house: House) -> None:
    """After the pack's minutes the next human; with none left the number; still it has an owner."""
    dag = await house.staff("Dag", "duty")
    anne = await house.staff("Anne", "coordinator")
    kari = await house.resident("Kari", neutral=False)
    await asks(kari)
    await dag.reads("Noen trenger et trygt sted i natt.")
    await house.phones.settled()
    await anne.reads_nothing()
    await house.phones.forward(20 * MINUTE)
    await anne.reads("Noen trenger et trygt sted i natt.")
    await kari.reads("Ingen har åpnet det ennå. Nå har jeg også sagt fra til koordinator.")
    await house.phones.forward(20 * MINUTE)
    await kari.reads("Ingen har åpnet det ennå. Ring 00 00 00 02 nå.")
    await anne.presses("Åpne", on=await anne.reads("Ny oppgave."))
    await anne.reads(
        "Kari trenger et sted i natt. Ingen har åpnet det.", "Eier: alle som er koordinator."
    )
    await anne.presses("Åpne", on=await anne.screen())
    await anne.reads("Kari. Bedt om", button="Skriv til personen")
    await kari.reads("Åpnet av Anne kl. 10.40.")
    await dag.presses("Åpne")
    await dag.reads("Åpnet av Anne kl. 10.40.")
    await anne.says("/start")
    await anne.presses("Oppgaver")
    await anne.reads("Ingen åpne oppgaver.")


async def test_answers_come_in_quiet_hours_and_a_second_press_is_no_second_request(
    house: House,
) -> None:
    """At 23.30 to one who wants no messages in the evening; pressed again the same request stands."""
    dag = await house.staff("Dag", "duty")
    kari = await house.resident("Kari", safe="daytime", neutral=False)
    await house.phones.forward(dt.timedelta(hours=13, minutes=30))
    await asks(kari)
    await kari.reads("Sagt fra til vakta kl. 23.30.")
    await house.phones.forward(5 * MINUTE)
    await asks(kari)
    await kari.reads("Sagt fra til vakta kl. 23.30.")
    await dag.presses("Åpne")
    await dag.reads("Bedt om onsdag 10. mars kl. 23.30")
    await kari.reads("Åpnet av Dag kl. 23.35.")
    await asks(kari)
    await kari.reads("Åpnet av Dag kl. 23.35.")
    await dag.reads("Nytt til forespørselen om i natt.")


async def test_one_who_cannot_be_reached_is_passed_by_at_once(house: House) -> None:
    """The duty worker has blocked the bot: the coordinator is told now, not in twenty minutes."""
    dag = await house.staff("Dag", "duty")
    anne = await house.staff("Anne", "coordinator")
    kari = await house.resident("Kari", neutral=False)
    await dag.blocks()
    await asks(kari)
    await anne.reads("Noen trenger et trygt sted i natt.")
    await kari.reads("Sagt fra til vakta")


async def test_with_nobody_linked_the_number_comes_at_once(house: House) -> None:
    """No one holds a duty role: nothing claims that anybody was told."""
    ola = await stranger(house)
    await asks(ola)
    await ola.reads("Ring 00 00 00 02 nå.")
    told = [text_of(one) for one in await ola.chat() if one["from"]["is_bot"]]
    assert not any("Sagt fra til vakta" in one for one in told)


async def test_where_nobody_reads_at_night_whoever_opens_in_the_morning_gets_it(
    build: Callable[..., House],
) -> None:
    """Lillevik: a number that answers now, the first on duty at eight, and NAV told by a named human."""
    async with build(pack="lillevik") as house:
        sol = await house.staff("Sol", "duty")
        liv = await house.staff("Liv", "coordinator")
        kari = await house.resident("Kari", neutral=False)
        await house.phones.forward(dt.timedelta(hours=12))
        await asks(kari)
        await kari.reads("Ingen leser dette før torsdag 11. mars kl. 08.00. Ring 116 117 nå.")
        await sol.reads("Ny oppgave.")
        await house.phones.settled()
        before = [text_of(one) for one in await sol.chat()]
        assert "Noen trenger et trygt sted i natt." not in before
        await house.phones.until(dt.datetime(2027, 3, 11, 7, 0, 30, tzinfo=dt.UTC))
        await sol.reads("Noen trenger et trygt sted i natt.")
        await kari.reads("Nå har jeg også sagt fra til servicetorget.")
        await house.phones.forward(30 * MINUTE)
        notice = await liv.reads("Noen trenger et trygt sted i natt.")
        await liv.presses("Åpne", on=notice)
        await liv.reads(button="Meldt til NAV nå")
        await kari.reads("Åpnet av Liv kl. 08.30.")
        await sol.says("/start")
        await sol.presses("Oppgaver")
        await sol.reads("Ingen åpne oppgaver.")
        await liv.presses("Meldt til NAV nå")
        await kari.reads("Liv har meldt det til NAV kl. 08.30.")


async def test_the_morning_after_one_question_goes_to_a_human(house: House) -> None:
    """A stranger is asked once at nine, and what they answer becomes somebody's task."""
    dag = await house.staff("Dag", "duty")
    anne = await house.staff("Anne", "coordinator")
    ola = await stranger(house)
    await asks(ola)
    await dag.presses("Åpne")
    await house.phones.until(dt.datetime(2027, 3, 11, 8, 0, 30, tzinfo=dt.UTC))
    await ola.presses("Les", on=await ola.reads("Du har en ny melding."))
    await ola.presses("Svar")
    await ola.presses("Jeg var ute")
    await anne.presses("Åpne", on=await anne.reads("Ny oppgave."))
    await anne.reads("hadde ikke et trygt sted i natt", "Jeg var ute")
