"""E-mail that calls staff to the desk, against a real mail server on loopback."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.domain import people
from tests.desk.browsing import Browser, free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.conftest import House


class Post:
    """A mail server that keeps what comes, and can be told to be ill."""

    def __init__(self) -> None:
        """Nothing has come."""
        self.letters: asyncio.Queue[Envelope] = asyncio.Queue()
        self.ill = False

    async def handle_DATA(self, _: SMTP, __: Session, letter: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """One letter."""
        if self.ill:
            return "451 Not now"
        await self.letters.put(letter)
        return "250 Thank you"

    async def next(self) -> Envelope:
        """The next letter."""
        async with asyncio.timeout(10):
            return await self.letters.get()


@pytest.fixture
async def post() -> AsyncIterator[tuple[Post, int]]:
    """A mail server in this loop, and its port."""
    kept = Post()
    loop = asyncio.get_running_loop()

    def protocol() -> Any:
        return SMTP(kept, enable_SMTPUTF8=True, loop=loop)

    server = await loop.create_server(protocol, "127.0.0.1", 0)
    yield kept, server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()


@pytest.fixture
async def called(
    build: Callable[..., House], post: tuple[Post, int]
) -> AsyncIterator[tuple[House, Browser, Post]]:
    """A house whose staff are called, somebody's browser, and where the letters come."""
    port = free_port()
    more = {
        "HJEMVEI_DESK": f"http://127.0.0.1:{port}",
        "HJEMVEI_SMTP": f"smtp://127.0.0.1:{post[1]}",
        "HJEMVEI_MAIL_FROM": "hjemvei@fjordvik.example",
    }
    async with (
        build(more=more) as house,
        await house.app.desk.serve(port),
        Browser(house, more["HJEMVEI_DESK"]) as browser,
    ):
        yield house, browser, post[0]


async def _kari_writes(house: House, worker_id: int) -> Any:
    kari = await house.resident("Kari")
    kari_id = await house.person(kari)
    await house.turn(lambda turn: people.assign(turn, kari_id, worker_id))
    await kari.says("Dette er hemmelig")
    await kari.presses("Ja, send")
    await kari.reads("Sendt til Mari")
    return kari


async def test_one_letter_without_content_until_one_has_been_there(
    called: tuple[House, Browser, Post],
) -> None:
    """«Noe venter», once, however much comes; it names nobody and holds no words; then anew after a visit."""
    house, browser, post = called
    mari = await browser.comes_in("Mari", "worker")
    await browser.goes("/meg")
    (await browser.presses("Lagre", address="mari@fjordvik.example", hours="working")).says(
        "Lagret"
    )
    kari = await _kari_writes(house, mari)
    letter = await post.next()
    assert letter.rcpt_tos == ["mari@fjordvik.example"]
    assert isinstance(letter.content, bytes)
    written = letter.content.decode()
    assert "Noe venter" in written
    assert not any(word in written for word in ("Kari", "hemmelig", "Mari "))
    await kari.says("Og mer")
    await kari.reads("Sendt til Mari")
    await house.settled()
    assert post.letters.empty()
    await house.phones.forward(dt.timedelta(minutes=5))
    await browser.goes("/")
    await browser.follows("Kari")
    await kari.says("Enda mer")
    await house.settled()
    assert (await post.next()).rcpt_tos == ["mari@fjordvik.example"]


async def test_nobody_is_called_outside_their_hours(called: tuple[House, Browser, Post]) -> None:
    """What comes on a Saturday calls on Monday morning."""
    house, browser, post = called
    mari = await browser.comes_in("Mari", "worker")
    await browser.goes("/meg")
    await browser.presses("Lagre", address="mari@fjordvik.example", hours="working")
    await house.phones.until(dt.datetime(2027, 3, 13, 12, tzinfo=dt.UTC))
    await _kari_writes(house, mari)
    await house.app.desk.mailer.call()
    assert post.letters.empty()
    await house.phones.until(dt.datetime(2027, 3, 15, 10, tzinfo=dt.UTC))
    await house.app.desk.mailer.call()
    await post.next()


async def test_a_mail_server_that_is_ill_is_asked_again(
    called: tuple[House, Browser, Post],
) -> None:
    """A letter that did not go is sent when the server is well; nothing is said to have gone before."""
    house, browser, post = called
    mari = await browser.comes_in("Mari", "worker")
    await browser.goes("/meg")
    await browser.presses("Lagre", address="mari@fjordvik.example", hours="always")
    post.ill = True
    await _kari_writes(house, mari)
    await house.app.desk.mailer.call()
    assert post.letters.empty()
    post.ill = False
    await house.app.desk.mailer.call()
    await post.next()


async def test_what_is_no_address_is_said_and_an_empty_one_ends_it(
    called: tuple[House, Browser, Post],
) -> None:
    """A slip of the keyboard is told; no address means no calls."""
    house, browser, post = called
    mari = await browser.comes_in("Mari", "worker")
    await browser.goes("/meg")
    page = await browser.presses("Lagre", address="mari@", hours="working")
    page.says("ligner ikke på en e-postadresse")
    await browser.presses("Lagre", address="mari@fjordvik.example", hours="always")
    await browser.goes("/meg")
    await browser.presses("Lagre", address="", hours="always")
    await _kari_writes(house, mari)
    await house.app.desk.mailer.call()
    assert post.letters.empty()


async def test_signing_out_everywhere_ends_every_window(
    open_house: House, browser: Browser
) -> None:
    """A machine somebody forgot to sign out of is signed out too."""
    await browser.comes_in("Mari", "worker")
    await browser.goes("/meg")
    await browser.presses("Logg ut overalt")
    (await browser.goes("/")).says("Du trenger en lenke")
