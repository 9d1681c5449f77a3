"""A worker without Telegram hands in a calendar file at the desk, and answers there."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.domain import people
from tests.conversations.test_appointments_again import ahead
from tests.conversations.test_appointments_invited import AT_TWO, THEIR_TEXT, TO_THREE, ics

if TYPE_CHECKING:
    from tests.conftest import House
    from tests.desk.browsing import Browser, Page


async def hands_in(browser: Browser, *files: bytes) -> Page:
    """The form on the first page with these files in it, as a browser sends it."""
    page = await browser.goes("/")
    form = aiohttp.FormData()
    form.add_field("nonce", page.form("Les invitasjonen").fields["nonce"])
    for file in files or (b"",):
        form.add_field("files", io.BytesIO(file), filename="invite.ics" if file else "")
    headers = {"Origin": browser.url}
    return await browser.ask("POST", "/invitasjon", data=form, headers=headers)


async def test_an_invitation_is_handed_in_and_made_at_the_desk(
    open_house: House, browser: Browser
) -> None:
    """Read, shown and made by a yes, in the same words; the resident gets what was confirmed."""
    mari = await browser.comes_in("Mari", "worker")
    kari = await open_house.resident("Kari")
    kari_id = await open_house.person(kari)
    await open_house.turn(lambda turn: people.assign(turn, kari_id, mari))
    page = await hands_in(browser, ics(AT_TWO, TO_THREE, "SUMMARY:<b>Møte</b>", "LOCATION:Brygga"))
    page.says("Tittel: <b>Møte</b>")
    page.says("Skal jeg lage denne avtalen?")
    assert THEIR_TEXT not in page.raw
    assert "<b>Møte" not in page.raw
    (await browser.presses("Ja")).says("Hvem er avtalen med?")
    await browser.presses("Kari")
    await browser.presses("Prat")
    await browser.presses("Ikke noe av dette")
    page = await browser.presses("Send")
    page.says("Avtalen er lagret")
    assert await ahead(open_house, kari) == ["03-16 14:00"]
    later = "DTSTART;TZID=Europe/Oslo:20270318T100000"
    (await hands_in(browser, ics(later, sequence=1))).says("Skal jeg flytte avtalen?")
    (await browser.presses("Ja, flytt den")).says("Avtalen er flyttet")
    assert await ahead(open_house, kari) == ["03-18 10:00"]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ((), "Det står ingen avtale i fila"),
        ((b"\xff\xd8\xff\xe0 a picture",), "Jeg får ikke lest fila"),
        ((ics(AT_TWO, "DESCRIPTION:" + "x" * 300_000),), "Fila er for stor"),
        ((b"x" * 25_000_000,), "Fila er for stor"),
    ],
)
async def test_a_bad_file_is_told_there_too(
    open_house: House, browser: Browser, files: tuple[bytes, ...], says: str
) -> None:
    """One kind sentence, and the desk goes on."""
    await browser.comes_in("Mari", "worker")
    (await hands_in(browser, *files)).says(says)
    (await hands_in(browser, ics(AT_TWO))).says("Skal jeg lage denne avtalen?")
    assert open_house.app.house.desk


async def test_only_those_who_make_appointments_may_hand_one_in(browser: Browser) -> None:
    """A coordinator is offered none, and one sent all the same is refused in words."""
    await browser.comes_in("Anne", "coordinator")
    page = await browser.goes("/")
    assert "Les invitasjonen" not in page.words
    form = aiohttp.FormData()
    form.add_field("files", io.BytesIO(ics(AT_TWO)), filename="a.ics")
    page = await browser.ask("POST", "/invitasjon", data=form, headers={"Origin": browser.url})
    page.says("bare lese for den som følger opp noen")
