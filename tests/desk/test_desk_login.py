"""The municipality's login, against a real OpenID Connect provider on loopback, in a process of its own."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from tests.desk.browsing import Browser, free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.conftest import House

STARTS_WITHIN = 30.0


async def _answers(address: str) -> None:
    async with asyncio.timeout(STARTS_WITHIN), aiohttp.ClientSession() as http:
        while True:
            try:
                async with http.get(address) as answer:
                    if answer.ok:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)


@pytest.fixture
async def provider() -> AsyncIterator[str]:
    """The issuer's address."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    issuer = f"http://127.0.0.1:{port}"
    try:
        await _answers(f"{issuer}/.well-known/openid-configuration")
        yield issuer
    finally:
        process.terminate()
        await process.wait()


@pytest.fixture
async def municipal(build: Callable[..., House], provider: str) -> AsyncIterator[House]:
    """A house whose staff may come in by the municipality's login."""
    port = free_port()
    more = {
        "HJEMVEI_DESK": f"http://127.0.0.1:{port}",
        "HJEMVEI_OIDC_ISSUER": provider,
        "HJEMVEI_OIDC_CLIENT": "hjemvei",
        "HJEMVEI_OIDC_SECRET": "invented",
    }
    async with build(more=more) as house, await house.app.desk.serve(port):
        yield house


async def _signs_in_there(browser: Browser, path: str, subject: str) -> None:
    """To the provider, there as `subject`, and back."""
    there = await browser.goes(path)
    assert browser.house.settings().login.issuer in there.url
    back = await browser.ask("POST", there.url, data={"sub": subject})
    assert "/login/tilbake" in back.url


async def test_a_login_is_tied_once_and_lets_in_from_then_on(municipal: House) -> None:
    """Come in by a link, tie the login to oneself, sign out, and come in by the login alone."""
    url = municipal.settings().desk
    async with Browser(municipal, url) as browser:
        await browser.comes_in("Mari", "worker")
        (await browser.goes("/meg")).says("Kommunens innlogging")
        await _signs_in_there(browser, "/login/knytt", "mari-at-work")
        (await browser.goes("/")).says("Venter på svar")
        await browser.presses("Logg ut")
        await _signs_in_there(browser, "/login", "mari-at-work")
        (await browser.goes("/")).says("Mari")


async def test_a_login_that_nobody_has_tied_lets_nobody_in(municipal: House) -> None:
    """To work for the municipality is not enough: an administrator has invited, or has not."""
    async with Browser(municipal, municipal.settings().desk) as browser:
        await _signs_in_there(browser, "/login", "somebody-else")
        browser.page.says("ikke knyttet til noen")
        (await browser.goes("/")).says("Du trenger en lenke")


async def test_an_answer_meant_for_another_browser_lets_nobody_in(municipal: House) -> None:
    """A way back that somebody sends along does not sign one in as them: the ticket is in the cookie."""
    url = municipal.settings().desk
    async with Browser(municipal, url) as mari, Browser(municipal, url) as thief:
        await mari.comes_in("Mari", "worker")
        await _signs_in_there(mari, "/login/knytt", "mari-at-work")
        used = mari.page.url
        await thief.goes(used)
        thief.page.says("Det gikk ikke å logge inn")
        await thief.goes("/login")
        state = parse_qs(urlsplit(thief.page.url).query)["state"][0]
        await thief.goes(f"/login/tilbake?code=invented&state={state}")
        thief.page.says("Det gikk ikke å logge inn")
        await thief.goes("/login/tilbake?code=invented&state=wrong")
        thief.page.says("Det gikk ikke å logge inn")
        (await thief.goes("/")).says("Du trenger en lenke")


async def test_a_provider_that_is_away_is_said_and_links_still_work(
    build: Callable[..., House],
) -> None:
    """Nobody stands outside because another's machine is down."""
    port = free_port()
    more = {
        "HJEMVEI_DESK": f"http://127.0.0.1:{port}",
        "HJEMVEI_OIDC_ISSUER": f"http://127.0.0.1:{free_port()}",
        "HJEMVEI_OIDC_CLIENT": "hjemvei",
        "HJEMVEI_OIDC_SECRET": "invented",
    }
    async with (
        build(more=more) as house,
        await house.app.desk.serve(port),
        Browser(house, more["HJEMVEI_DESK"]) as browser,
    ):
        (await browser.goes("/login")).says("Det gikk ikke å logge inn")
        await browser.comes_in("Mari", "worker")
        (await browser.goes("/")).says("Mari")
