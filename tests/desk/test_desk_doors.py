"""Who comes in to the desk, and what stops at its door."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import TYPE_CHECKING

import pytest

from bot.desk import tries
from bot.domain import people
from bot.domain.at_desk import signing_in
from bot.store import people as stored_people
from tests.desk.browsing import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.turn import Turn
    from tests.conftest import House
    from tests.desk.browsing import Browser

EVERY_ADDRESS = ("/", "/person/1", "/gjor", "/nytt")


@pytest.mark.parametrize("path", EVERY_ADDRESS)
async def test_nobody_comes_in_without_a_link(browser: Browser, path: str) -> None:
    """Every address asks who is there; none says more than how to come in."""
    page = await browser.goes(path)
    page.says("Du trenger en lenke")


async def test_a_link_works_once_and_looking_at_it_uses_nothing(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """A preview in a mail program does not burn the link; a second use does not come in."""
    code = secrets.token_urlsafe(20)

    async def begin(turn: Turn) -> None:
        mari = await signing_in.new_colleague(turn, "Mari", "worker")
        await signing_in.make_link(turn, mari, code)

    await open_house.turn(begin)
    await browser.goes(f"/inn/{code}")
    await browser.goes(f"/inn/{code}")
    (await browser.presses("Logg inn")).says("Venter på svar")
    thief = another()
    await thief.goes(f"/inn/{code}")
    (await thief.presses("Logg inn")).says("Lenken virker ikke")
    (await thief.goes("/")).says("Du trenger en lenke")


async def test_a_link_of_yesterday_leads_nowhere(open_house: House, browser: Browser) -> None:
    """After a day one asks for a new one."""
    code = secrets.token_urlsafe(20)

    async def begin(turn: Turn) -> None:
        mari = await signing_in.new_colleague(turn, "Mari", "worker")
        await signing_in.make_link(turn, mari, code)

    await open_house.turn(begin)
    await open_house.phones.forward(dt.timedelta(hours=25))
    await browser.goes(f"/inn/{code}")
    (await browser.presses("Logg inn")).says("Lenken virker ikke")


async def _tries(browser: Browser, code: str, place: str) -> int:
    headers = {"Origin": browser.url, "X-Forwarded-For": place}
    return (await browser.ask("POST", f"/inn/{code}", headers=headers)).status


async def test_guessing_is_slowed(browser: Browser) -> None:
    """After ten wrong links within a minute from one place the next is told to wait; another place is not."""
    for _ in range(10):
        assert await _tries(browser, secrets.token_urlsafe(20), "192.0.2.7") == 404
    assert await _tries(browser, secrets.token_urlsafe(20), "192.0.2.200") == 429
    assert await _tries(browser, secrets.token_urlsafe(20), "198.51.100.1") == 404


async def test_one_link_pressed_again_and_again_is_told_to_wait(browser: Browser) -> None:
    """From many places at once: one link, five tries a minute."""
    code = secrets.token_urlsafe(20)
    for place in range(5):
        assert await _tries(browser, code, f"192.0.{place}.1") == 404
    assert await _tries(browser, code, "198.51.100.1") == 429


async def test_however_many_guess_a_right_link_leads_in(browser: Browser) -> None:
    """Nobody locks a colleague out by trying wrong links, from the colleague's own office or from everywhere."""
    for place in range(tries.FROM_EVERYWHERE + 1):
        await _tries(browser, secrets.token_urlsafe(20), f"10.{place // 250}.{place % 250}.1")
    assert await _tries(browser, secrets.token_urlsafe(20), "198.51.100.1") == 429
    await browser.comes_in("Mari", "worker")
    browser.page.says("Venter på svar")


@pytest.mark.parametrize("said", ["x" * 5000, "1.2.3", "::1%eth0", ", ,", "192.0.2.1, nobody"])
async def test_a_place_that_is_no_address_is_one_place(browser: Browser, said: str) -> None:
    """Whatever stands in a header, wrong links from there are counted together, and nothing fails."""
    for _ in range(10):
        assert await _tries(browser, secrets.token_urlsafe(20), said) == 404
    assert await _tries(browser, secrets.token_urlsafe(20), said) == 429


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None])
async def test_a_form_from_elsewhere_does_nothing(
    open_house: House, browser: Browser, origin: str | None
) -> None:
    """Another site cannot act in the name of whoever is signed in."""
    mari = await browser.comes_in("Mari", "worker")
    kari = await open_house.resident("Kari")
    kari_id = await open_house.person(kari)
    await open_house.turn(lambda turn: people.assign(turn, kari_id, mari))
    forged = Form(f"/person/{kari_id}", {"words": "Falskt"})
    assert (await browser.sends(forged, origin=origin)).status == 403
    await open_house.settled()
    assert "Falskt" not in str(await kari.chat())


async def test_a_form_that_the_browser_calls_another_sites_does_nothing(browser: Browser) -> None:
    """What the browser itself says of where a form comes from goes before what the form says."""
    await browser.comes_in("Mari", "worker")
    headers = {"Origin": browser.url, "Sec-Fetch-Site": "cross-site"}
    assert (await browser.ask("POST", "/ut", headers=headers)).status == 403
    (await browser.goes("/")).says("Venter på svar")


async def test_the_session_ends_and_what_was_written_is_kept(
    open_house: House, browser: Browser
) -> None:
    """A long text sent after the session ended is not lost: it stands there, to be sent once one is back."""
    mari = await browser.comes_in("Mari", "worker")
    kari = await open_house.resident("Kari")
    kari_id = await open_house.person(kari)
    await open_house.turn(lambda turn: people.assign(turn, kari_id, mari))
    await browser.goes(f"/person/{kari_id}")
    form = browser.page.form("Send")
    await open_house.phones.forward(dt.timedelta(hours=1))
    page = await browser.sends(form, words="En lang tekst")
    page.says("Du er logget ut")
    kept = page.form("Send nå")
    assert kept.fields["words"].strip() == "En lang tekst"
    code = secrets.token_urlsafe(20)
    await open_house.turn(lambda turn: signing_in.make_link(turn, mari, code))
    await browser.goes(f"/inn/{code}")
    await browser.presses("Logg inn")
    (await browser.sends(kept)).says("En lang tekst")


async def test_signing_out_is_at_once(open_house: House, browser: Browser) -> None:
    """The cookie of yesterday's machine opens nothing."""
    await browser.comes_in("Mari", "worker")
    await browser.presses("Logg ut")
    (await browser.goes("/")).says("Du trenger en lenke")


async def test_a_role_that_ends_ends_the_page(open_house: House, browser: Browser) -> None:
    """Whoever is no longer staff reads nothing more, whatever is open."""
    mari = await browser.comes_in("Mari", "worker")

    async def end(turn: Turn) -> None:
        await stored_people.revoke(turn.tx, mari, "worker", turn.at)

    await open_house.turn(end)
    (await browser.goes("/")).says("Du trenger en lenke")


async def test_every_answer_carries_what_keeps_a_browser_safe(browser: Browser) -> None:
    """No script of others, no frame, no referrer, nothing in a cache, a cookie that no script reads."""
    await browser.comes_in("Mari", "worker")
    headers = (await browser.goes("/")).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


async def test_another_name_for_this_machine_is_another_site(browser: Browser) -> None:
    """A name that somebody points at us is not answered (DNS rebinding)."""
    page = await browser.ask("GET", "/", headers={"Host": "elsewhere.example"})
    assert page.status == 421


@pytest.mark.parametrize("path", ["/person/abc", "/person/-1", "/person/99999999999999999999999"])
async def test_an_address_that_is_nobodys_says_no_more(browser: Browser, path: str) -> None:
    """Somebody who does not exist and somebody who is another's look alike."""
    await browser.comes_in("Mari", "worker")
    page = await browser.goes(path)
    assert page.status == 404
    page.says("Siden finnes ikke, eller du har ikke tilgang")
