"""The case officers' room at the desk: the list, a case, two at once, and whose it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain import people
from bot.domain.mine import privacy
from bot.store import consents
from tests.conversations.test_cases_moved import applied
from tests.desk.browsing import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.turn import Turn
    from tests.conftest import House
    from tests.desk.browsing import Browser


async def picks(browser: Browser, label: str) -> None:
    """A button of the conversation that is on the page."""
    await browser.presses(label)
    assert browser.page.status == 200


async def moves(browser: Browser, choice: str) -> None:
    """From the case to the summary of a step."""
    await picks(browser, "Si hvor søknaden står")
    await picks(browser, choice)
    await picks(browser, "Videre")
    await picks(browser, "Hopp over")


async def test_a_case_is_found_opened_and_moved(open_house: House, browser: Browser) -> None:
    """From the first page to the list, the case and back; what was marked stands on the page."""
    kari = await open_house.resident("Kari")
    await applied(open_house, kari)
    await browser.comes_in("Siri", "case_officer")
    browser.page.says("Mine saker, og de ingen har")
    browser.page.says("Kari")
    assert "Venter på svar" not in browser.page.words
    await browser.follows("Alle søknader")
    browser.page.says("Registrer søknaden.")
    browser.page.says("Møter der boliger fordeles")
    await browser.follows("Kari")
    browser.page.says("Nå: mottatt")
    await picks(browser, "Si hvor søknaden står")
    await picks(browser, "Den står på lista")
    browser.page.says("Kari leser:")
    await picks(browser, "Videre")
    await picks(browser, "Hopp over")
    await picks(browser, "Send til beboeren")
    browser.page.says("Sendt til Kari.")
    await browser.goes(f"/sak/{await open_house.person(kari)}")
    browser.page.says("Nå: på lista")
    browser.page.says("Saksbehandler: Siri")
    browser.page.says("Satt på lista.")
    await kari.reads("Du har en ny melding.")


async def test_two_at_once_lose_nothing(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """The second reads what the first did, has what they filled in, and decides."""
    kari = await open_house.resident("Kari")
    kari_id = await applied(open_house, kari)
    async with another() as other:
        await browser.comes_in("Siri", "case_officer")
        await other.comes_in("Per", "case_officer")
        for one in (browser, other):
            await one.goes(f"/sak/{kari_id}")
            await moves(one, "Alt er som før")
        await picks(browser, "Send til beboeren")
        await picks(other, "Send til beboeren")
        other.page.says("har Siri gjort noe: skrev at alt er som før")
        other.page.says("Stemmer dette?")
        await picks(other, "Send til beboeren")
        other.page.says("Sendt til Kari.")


@pytest.mark.parametrize("role", ["worker", "housing_office", "caretaker", "consultant", "duty"])
async def test_the_room_is_the_case_officers_alone(
    open_house: House, browser: Browser, role: str
) -> None:
    """Others find neither the list nor a case, by address or by a forged form."""
    kari = await open_house.resident("Kari")
    kari_id = await applied(open_house, kari)
    await browser.comes_in("Tor", role)
    for path in ("/saker", f"/sak/{kari_id}", "/sak/1", f"/sak/{'9' * 400}", "/sak/x"):
        assert (await browser.goes(path)).status == 404
        assert "Kari" not in browser.page.raw
    for verb in ("case_step", "case_take", "case_decide", "case_to"):
        page = await browser.sends(Form("/gjor", {"data": f"d:{verb}:{kari_id}"}))
        assert "Kari" not in page.raw
        assert page.status < 500


async def test_a_form_from_elsewhere_moves_nothing(open_house: House, browser: Browser) -> None:
    """Signed in, but the form comes from another site."""
    kari_id = await applied(open_house, await open_house.resident("Kari"))
    await browser.comes_in("Siri", "case_officer")
    form = Form("/gjor", {"data": f"d:case_take:{kari_id}"})
    page = await browser.sends(form, origin="https://et.annet.sted")
    assert page.status == 403
    owned = await open_house.app.store.read(lambda tx: tx.value("SELECT COUNT(*) FROM case_owners"))
    assert owned == 0


async def test_a_yes_taken_back_closes_the_case_at_once(
    open_house: House, browser: Browser
) -> None:
    """What was open a moment ago is not there; in the list no name is left."""
    kari = await open_house.resident("Kari")
    kari_id = await applied(open_house, kari)
    await browser.comes_in("Siri", "case_officer")
    assert (await browser.goes(f"/sak/{kari_id}")).status == 200

    async def takes_back(turn: Turn) -> None:
        row_id = turn.new_id()
        await consents.say(
            turn.tx, row_id, kari_id, "housing_office", "application", False, turn.at
        )

    await open_house.turn(takes_back)
    assert (await browser.goes(f"/sak/{kari_id}")).status == 404
    await browser.goes("/saker")
    browser.page.says("ikke sagt ja til at du leser")
    assert "Kari" not in browser.page.raw


async def test_erased_while_the_case_is_open_is_told(open_house: House, browser: Browser) -> None:
    """The page says that it is not here any more, and so does what was being filled in."""
    kari = await open_house.resident("Kari")
    kari_id = await applied(open_house, kari)
    await browser.comes_in("Siri", "case_officer")
    await browser.goes(f"/sak/{kari_id}")
    await moves(browser, "Alt er som før")

    async def erases(turn: Turn) -> None:
        await privacy.erase(turn, (await people.the(turn, kari_id)).id)

    send = browser.page.form("Send til beboeren")
    await open_house.turn(erases)
    page = await browser.sends(send)
    assert page.status < 500
    assert "Sendt til Kari" not in page.words
    assert (await browser.goes(f"/sak/{kari_id}")).status == 404
    browser.page.says("Den saken er ikke her lenger.")
