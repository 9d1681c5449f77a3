"""Being called in a browser, against a push service on loopback: content-free, in one's own hours, off in one press."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.desk import webpush
from bot.desk.webpush import b64
from bot.domain import people
from bot.store import erasure
from tests.desk.at_the_page import at_desk, comes_in, nothing_to_find
from tests.desk.browsing import Browser, Form, free_port
from tests.simulator.page.page_stage import NARROW

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.simulator.client import Phone
    from tests.conftest import House


class Service:
    """A push service that keeps what comes, and a browser that can open it."""

    def __init__(self) -> None:
        """Nothing has come."""
        self.came: asyncio.Queue[str] = asyncio.Queue()
        self.headers: dict[str, str] = {}
        self.status = 201
        self.tries = 0
        self.url = ""
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = bytes(range(16))

    async def take(self, request: web.Request) -> web.Response:
        """One message."""
        self.tries += 1
        self.headers = dict(request.headers)
        body = await request.read()
        if self.status == 201:
            await self.came.put(self._opened(body))
        return web.Response(status=self.status)

    def _opened(self, body: bytes) -> str:
        salt, public, record = body[:16], body[21:86], body[86:]
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
        both = b"WebPush: info\0" + webpush._point(self._key.public_key()) + public
        secret = webpush._derived(self._key.exchange(ec.ECDH(), theirs), self._auth, both, 32)
        key = webpush._derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = webpush._derived(secret, salt, b"Content-Encoding: nonce\0", 12)
        return AESGCM(key).decrypt(nonce, record, None).rstrip(b"\x02").decode()

    @property
    def subscription(self) -> dict[str, str]:
        """As the browser gives it to the page."""
        return {
            "endpoint": f"{self.url}/push/abc",
            "p256dh": b64(webpush._point(self._key.public_key())),
            "auth": b64(self._auth),
        }

    async def next(self) -> str:
        """The next message."""
        async with asyncio.timeout(10):
            return await self.came.get()


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    """A push service in this loop."""
    kept = Service()
    app = web.Application()
    app.router.add_post("/push/abc", kept.take)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    kept.url = f"http://127.0.0.1:{port}"
    yield kept
    await runner.cleanup()


@pytest.fixture
async def pushing(build: Callable[..., House]) -> AsyncIterator[House]:
    """A house that calls browsers."""
    port = free_port()
    more = {
        "HJEMVEI_DESK": f"http://127.0.0.1:{port}",
        "HJEMVEI_PUSH": "mailto:drift@fjordvik.example",
    }
    async with build(more=more) as house, await house.app.desk.serve(port):
        yield house


@pytest.fixture
async def mari(pushing: House) -> AsyncIterator[Browser]:
    """Mari's browser."""
    async with Browser(pushing, pushing.settings().desk) as one:
        yield one


async def _on(browser: Browser, fields: dict[str, str]) -> int:
    return (await browser.sends(Form("/meg/varsel", fields))).status


async def _kari(house: House, worker_id: int) -> Phone:
    kari = await house.resident("Kari")
    kari_id = await house.person(kari)
    await house.turn(lambda turn: people.assign(turn, kari_id, worker_id))
    return kari


async def _writes(kari: Phone) -> None:
    await kari.says("Dette er hemmelig")
    await kari.presses("Ja, send")


async def test_something_waits_and_nothing_else_is_said(
    pushing: House, mari: Browser, service: Service
) -> None:
    """«Noe venter», once until she has been there; no name, no words, and a topic that takes the older one's place."""
    mari_id = await mari.comes_in("Mari", "worker")
    assert await _on(mari, service.subscription) == 204
    (await mari.goes("/meg")).says("Nettlesere som får varsel: 1")
    kari = await _kari(pushing, mari_id)
    await _writes(kari)
    assert await service.next() == "Noe venter"
    assert service.headers["Content-Encoding"] == "aes128gcm"
    assert service.headers["Topic"] == "desk"
    await kari.says("Er du der?")
    await pushing.settled()
    assert service.tries == 1
    await pushing.phones.forward(dt.timedelta(minutes=5))
    await mari.goes(f"/person/{await pushing.person(kari)}")
    await kari.says("Hallo?")
    assert await service.next() == "Noe venter"


async def test_off_in_one_press(pushing: House, mari: Browser, service: Service) -> None:
    """«Slå av alle varsler» is a form, and works without script; so does signing out everywhere."""
    mari_id = await mari.comes_in("Mari", "worker")
    for off in ("Slå av alle varsler", "Logg ut overalt"):
        await _on(mari, service.subscription)
        await mari.goes("/meg")
        await mari.presses(off)
        left = await pushing.app.store.read(lambda tx: tx.value("SELECT COUNT(*) FROM desk_pushes"))
        assert left == 0
    await _writes(await _kari(pushing, mari_id))
    await pushing.settled()
    await pushing.app.desk.mailer.call()
    assert service.tries == 0


async def test_in_ones_own_hours(pushing: House, mari: Browser, service: Service) -> None:
    """In the evening nothing rings for one who chose working hours; for one who chose any time it does."""
    mari_id = await mari.comes_in("Mari", "worker")
    await _on(mari, service.subscription)
    kari = await _kari(pushing, mari_id)
    await pushing.phones.until(dt.datetime(2027, 3, 10, 19, tzinfo=dt.UTC))
    await _writes(kari)
    await pushing.settled()
    await pushing.app.desk.mailer.call()
    assert service.tries == 0
    await mari.comes_in_as(mari_id)
    await mari.sends(Form("/meg", {"address": "", "hours": "always"}))
    await mari.goes(f"/person/{await pushing.person(kari)}")
    await kari.says("Er du der?")
    await pushing.settled()
    await pushing.app.desk.mailer.call()
    assert await service.next() == "Noe venter"


@pytest.mark.parametrize(("status", "left"), [(410, 0), (404, 0), (503, 1), (429, 1)])
async def test_a_browser_that_is_gone_is_forgotten_and_an_ill_service_is_tried_again(
    pushing: House, mari: Browser, service: Service, status: int, left: int
) -> None:
    """410: that browser is not called again; 503: the same call goes out once it is well."""
    mari_id = await mari.comes_in("Mari", "worker")
    await _on(mari, service.subscription)
    service.status = status
    await _writes(await _kari(pushing, mari_id))
    async with asyncio.timeout(10):
        while not service.tries:
            await pushing.app.desk.mailer.call()
    await pushing.settled()
    service.status = 201
    count = await pushing.app.store.read(lambda tx: tx.value("SELECT COUNT(*) FROM desk_pushes"))
    assert count == left
    if left:
        await pushing.app.desk.mailer.call()
        assert await service.next() == "Noe venter"


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://169.254.169.254/latest",
        "https://evil.example/push",
        "http://10.0.0.1/x",
        "",
        "x" * 5000,
    ],
)
async def test_nobody_points_us_at_another_machine(
    pushing: House, mari: Browser, service: Service, endpoint: str
) -> None:
    """Only push services that browsers have are written to, whoever asks."""
    await mari.comes_in("Mari", "worker")
    assert await _on(mari, service.subscription | {"endpoint": endpoint}) == 422
    assert (
        await pushing.app.store.read(lambda tx: tx.value("SELECT COUNT(*) FROM desk_pushes")) == 0
    )


async def test_a_browser_goes_with_its_person(
    pushing: House, mari: Browser, service: Service
) -> None:
    """Erased, nothing of it is left; and whoever turns it on in the same browser next has it alone."""
    mari_id = await mari.comes_in("Mari", "worker")
    await _on(mari, service.subscription)
    jonas_id = await mari.comes_in("Jonas", "worker")
    await _on(mari, service.subscription)
    owner = await pushing.app.store.read(lambda tx: tx.all("SELECT person_id FROM desk_pushes"))
    assert [one[0] for one in owner] == [jonas_id]
    assert mari_id != jonas_id
    await pushing.turn(lambda turn: erasure.empty(turn.tx, jonas_id, turn.at))
    assert not await pushing.app.store.read(lambda tx: tx.all("SELECT 1 FROM desk_pushes"))


async def test_where_it_is_not_set_up_nothing_is_offered(
    open_house: House, browser: Browser, service: Service
) -> None:
    """No setting, no button, and nothing is taken."""
    await browser.comes_in("Mari", "worker")
    assert "Varsel i nettleseren" not in (await browser.goes("/meg")).words
    assert await _on(browser, service.subscription) == 422


async def test_the_worker_of_the_page_is_ours_and_small(mari: Browser) -> None:
    """It is served from the top, as script, and says no more than that something waits."""
    page = await mari.goes("/sw.js")
    assert page.status == 200
    assert page.headers["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in page.headers["Content-Security-Policy"]
    assert "fetch(" not in page.raw


@pytest.mark.page
@pytest.mark.xdist_group("page")
@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_the_page_of_ones_own_settings_in_a_browser(pushing: House, colours: str) -> None:
    """With script the offer shows; nothing is asked for by itself; axe finds nothing."""
    async with at_desk(pushing, NARROW, "dark" if colours == "dark" else "light") as page:
        await comes_in(pushing, page)
        await page.goto("/meg")
        await page.get_by_role("button", name="Slå på varsler i denne nettleseren").wait_for()
        assert await page.evaluate("Notification.permission") != "granted"
        await nothing_to_find(page)
        wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert wide is False
