"""What the first page and a person's page say without anything being opened: numbers, what is next, whose it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.domain import people, tasks
from bot.domain.talk import interpreter
from bot.store import to_us
from tests.conversations.test_access_in_the_chat import agrees, handed_in
from tests.desk.a_thread import a_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.turn import Turn
    from tests.conftest import House
    from tests.desk.browsing import Browser


async def _writes(house: House, name: str, worker_id: int | None = None) -> int:
    """Somebody who waits for an answer."""
    phone = await house.resident(name)
    person_id = await house.person(phone)
    if worker_id is not None:
        await house.turn(lambda turn: people.assign(turn, person_id, worker_id))
    await phone.says("Hei")
    await phone.presses("Ja, send")
    await house.settled()
    return person_id


async def test_numbers_need_no_opening(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """Mine, others' and nobody's, and how many at each level; a name stands only where one may read it."""
    mari = await browser.comes_in("Mari", "worker")
    async with another() as second:
        jonas = await second.comes_in("Jonas", "worker")
        for name, worker in (("Kari", mari), ("Ola", mari), ("Per", jonas), ("Siv", None)):
            await _writes(open_house, name, worker)
        page = await browser.goes("/")
        page.says("2 venter på svar")
        page.says("2 venter på meg 1 venter på andre 1 har ingen ennå")
        assert "Per" not in page.words
        assert "Siv" not in page.words
        (await second.goes("/")).says("1 venter på meg 2 venter på andre 1 har ingen ennå")


@pytest.mark.parametrize("role", ["consultant", "caretaker", "case_officer"])
async def test_who_follows_up_nobody_is_told_no_numbers_of_threads(
    open_house: House, browser: Browser, role: str
) -> None:
    """How many wait for workers is the workers'."""
    await _writes(open_house, "Siv")
    await browser.comes_in("Tor", role)
    assert "har ingen ennå" not in (await browser.goes("/")).words


async def test_each_row_says_what_is_next_and_whose_it_is(
    open_house: House, browser: Browser
) -> None:
    """By need: danger first, with what to do; and the name of whoever has it."""
    mari = await browser.comes_in("Mari", "worker")
    await _writes(open_house, "Kari", mari)
    ola = await open_house.resident("Ola")
    ola_id = await open_house.person(ola)
    await open_house.turn(lambda turn: people.assign(turn, ola_id, mari))
    await ola.says("Jeg orker ikke mer, jeg vil dø")
    await open_house.settled()
    page = await browser.goes("/")
    page.says("Neste: svar Hos Mari")
    page.says("Neste: åpne, og skriv hva som er gjort Hos Mari")
    assert page.words.index("Neste: åpne") < page.words.index("Neste: svar")
    page.says("1 mulig fare")


async def test_a_task_says_whose_it_is_and_until_when(open_house: House, browser: Browser) -> None:
    """In the name of a person or of a role, with its deadline, also once that has passed."""
    mari = await browser.comes_in("Mari", "worker")
    kari_id = await _writes(open_house, "Kari", mari)

    async def opens(turn: Turn) -> None:
        due = to_us(turn.now + dt.timedelta(days=2))
        await tasks.open_task(turn, "move", "worker", subject=kari_id, owner=mari, due_at=due)

    await open_house.turn(opens)
    page = await browser.goes("/")
    page.says("Mari")
    page.says("Frist")
    await open_house.phones.days(4)
    await browser.comes_in_as(mari)
    (await browser.goes("/")).says("Fristen var")


async def test_the_application_and_the_consents_as_they_stand(
    open_house: House, browser: Browser
) -> None:
    """Without a yes nothing of the application shows; with it the days, and the answers in one press."""
    _, kari_id = await a_thread(open_house, browser)
    await handed_in(open_house, kari_id)
    page = await browser.goes(f"/person/{kari_id}")
    page.says("Den som følger deg opp, søknaden: Ikke sagt.")
    assert "Neste tildelingsmøte" not in page.words
    assert "Les svarene" not in page.words
    await agrees(open_house, kari_id, "worker")
    page = await browser.goes(f"/person/{kari_id}")
    page.says("Den som følger deg opp, søknaden: Ja,")
    page.says("Sendt")
    page.says("Ikke ført inn ennå.")
    page.says("Neste tildelingsmøte er")
    await browser.presses("Les svarene")
    assert browser.page.status == 200
    assert "Ikke tilgang" not in browser.page.words
    (await browser.follows("Tilbake til samtalen")).says("Hvem som får vite hva")


async def test_an_interpreter_stands_first(open_house: House, browser: Browser) -> None:
    """That she needs one is read before anything is written."""
    _, kari_id = await a_thread(open_house, browser)

    async def asks(turn: Turn) -> None:
        await interpreter.ask(turn, await people.the(turn, kari_id), interpreter.Wish())

    await open_house.turn(asks)
    (await browser.goes(f"/person/{kari_id}")).says("olk")


@pytest.mark.parametrize(
    "label",
    [
        "Notater", "Lagrede svar", "Send senere", "Merk som haster", "Ny avtale", "Overlever",
        "Til arkiv", "Tolk", "Ferdig",
    ],
)  # fmt: skip
async def test_everything_for_a_person_is_one_press_away(
    open_house: House, browser: Browser, label: str
) -> None:
    """Each answers with a screen of its own, which leads back to the conversation."""
    _, kari_id = await a_thread(open_house, browser)
    page = await browser.goes(f"/person/{kari_id}")
    form = next((one for one in page.forms if label.lower() in one.label.lower()), None)
    assert form is not None, [one.label for one in page.forms]
    page = await browser.sends(form)
    assert page.status == 200
    if label != "Ferdig":
        (await browser.follows("Tilbake til samtalen")).says("Hei")
