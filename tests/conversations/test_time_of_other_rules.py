"""What else is due: held words, tonight's next human, the morning after, a stranger's day; after an outage too."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.phone import text_of
from bot.store import timers

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from tests.conftest import House


async def reasons(house: House, phone: Phone) -> list[tuple[str, str, str | None]]:
    """(rule, state, reason) of everything that was due for a person."""
    person = await house.person(phone)
    found: list[timers.Timer] = []

    async def read(turn: Turn) -> None:
        found[:] = await timers.ledger(turn.tx, person)

    await house.turn(read)
    return [(one.rule, one.state, one.reason) for one in found]


async def without_power(house: House, *until: int) -> None:
    """The bot is away until then; twice started, so that a restart doubles nothing."""
    await house.stop()
    house.at(*until)
    for again in (False, True):
        if again:
            await house.stop()
        await house.start()
        await house.settled()


async def test_held_words_are_asked_about_once_more_and_then_removed(house: House) -> None:
    """A day, and a day more, also when the power was away at both; nobody has read them."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await kari.says("Kan du ringe meg?")
    await kari.reads("Skal jeg sende dette til Mari?")
    await without_power(house, 2027, 3, 12, 15)
    asked = [text_of(m) for m in await kari.chat() if "Skal jeg sende de" in text_of(m)]
    assert asked == ["Du har skrevet noe som ikke er sendt. Skal jeg sende det til Mari?"]
    await house.phones.forward(dt.timedelta(hours=23))
    await kari.reads_nothing()
    await without_power(house, 2027, 3, 14, 9)
    await kari.reads("Ingen har lest det")
    assert {state for _, state, _ in await reasons(house, kari)} == {"done"}
    await mari.reads_nothing()


async def test_tonight_goes_on_at_once_after_an_outage_and_the_morning_asks_once(
    house: House,
) -> None:
    """The next human is told as soon as the power is back, at night too; at nine one question comes."""
    dag = await house.staff("Dag", "duty")
    anne = await house.staff("Anne", "coordinator")
    kari = await house.resident("Kari", neutral=False)
    house.at(2027, 3, 10, 23, 30)
    await house.settled()
    await kari.says("/start")
    await kari.presses("Trygt sted i natt")
    await kari.presses("Nei")
    await kari.presses("Si fra til vakta nå")
    await dag.reads("Noen trenger et trygt sted i natt")
    await house.phones.settled()
    await without_power(house, 2027, 3, 11, 3)
    told = [m for m in await anne.chat() if "trygt sted i natt" in text_of(m)]
    assert len(told) == 1
    await anne.presses("Åpne", on=told[0])
    await kari.reads("Åpnet av Anne kl. 03.00")
    await without_power(house, 2027, 3, 11, 12)
    asked = [m for m in await kari.chat() if "Jeg har ett spørsmål om det." in text_of(m)]
    assert len(asked) == 1
    assert ("morning", "done", "sent") in await reasons(house, kari)


async def test_the_morning_question_is_let_go_when_the_morning_is_long_past(house: House) -> None:
    """Two days later nobody asks how last night was."""
    await house.staff("Dag", "duty")
    kari = await house.resident("Kari", neutral=False)
    await kari.says("/start")
    await kari.presses("Trygt sted i natt")
    await kari.presses("Nei")
    await kari.presses("Si fra til vakta nå")
    await kari.reads("Sagt fra til vakta")
    await house.phones.settled()
    await without_power(house, 2027, 3, 12, 10)
    assert ("morning", "skipped", "no_longer_of_use") in await reasons(house, kari)
    assert not [m for m in await kari.chat() if "Jeg har ett spørsmål om det." in text_of(m)]


async def test_a_stranger_who_never_said_yes_is_forgotten_after_a_day(house: House) -> None:
    """Also when the power was away at that hour: their chat is empty, and nothing is left to read."""
    ola = await house.phones.add("Ola")
    await ola.says("/start")
    await ola.reads("ikke et menneske")
    person = await house.person(ola)
    await house.phones.settled()
    await without_power(house, 2027, 3, 12, 10)
    rows = await house.app.store.read(
        lambda tx: tx.all("SELECT state, profile FROM people WHERE id = ?", person)
    )
    assert [tuple(row) for row in rows] == [("erased", None)]
