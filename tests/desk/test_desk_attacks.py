"""Hostile requests at the desk: none reads, changes or stops anything, and none is answered with a fault."""

from __future__ import annotations

import asyncio
import io
import logging
import re
from typing import TYPE_CHECKING

import pytest

from bot import logs
from bot.desk import measure
from bot.domain import people
from tests.desk.browsing import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import House
    from tests.desk.browsing import Browser

HUGE = "9" * 5000


async def _raw(browser: Browser, head: str, *parts: bytes) -> bytes:
    """What the desk answers to bytes that no browser would send."""
    host = browser.url.removeprefix("http://")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    text = f"{head}\r\nHost: {host}\r\nOrigin: {browser.url}\r\nConnection: close\r\n"
    try:
        writer.write(text.encode())
        for part in parts:
            writer.write(part)
            await writer.drain()
        async with asyncio.timeout(10):
            return await reader.read()
    except ConnectionError:
        return b"HTTP/1.1 413 cut off"
    finally:
        writer.close()


def _status(answer: bytes) -> int:
    return int(answer.split()[1])


async def _has_kari(house: House, mari_id: int, name: str = "Kari") -> int:
    kari_id = await house.person(await house.resident(name))
    await house.turn(lambda turn: people.assign(turn, kari_id, mari_id))
    return kari_id


async def test_a_body_whose_length_is_not_said_is_measured_all_the_same(browser: Browser) -> None:
    """In chunks without an end, before anybody has come in: it stops at the same size as any other."""
    chunk = b"4000\r\n" + b"a" * 0x4000 + b"\r\n"
    head = "POST /person/1 HTTP/1.1\r\nTransfer-Encoding: chunked"
    kind = b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    assert _status(await _raw(browser, head, kind, *[chunk] * 8)) == 413


async def test_a_file_sent_to_the_desk_is_measured_too(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From one who is not signed in a file is read past and let go, but not without end."""
    monkeypatch.setattr(measure, "LARGEST_UNKNOWN", measure.LARGEST_BODY)
    chunk = b"4000\r\n" + b"a" * 0x4000 + b"\r\n"
    head = "POST /person/1 HTTP/1.1\r\nTransfer-Encoding: chunked"
    kind = b"Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    part = b'--x\r\nContent-Disposition: form-data; name="words"; filename="a"\r\n\r\n'
    begin = f"{len(part):x}\r\n".encode() + part + b"\r\n"
    assert _status(await _raw(browser, head, kind, begin, *[chunk] * 8)) == 413


async def test_a_form_that_never_ends_keeps_nobody_waiting(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a form, and then silence: it is let go."""
    monkeypatch.setattr(measure, "LONGEST_BODY", 0.05)
    head = "POST /person/1 HTTP/1.1\r\nContent-Length: 100"
    kind = b"Content-Type: application/x-www-form-urlencoded\r\n\r\nwords="
    assert _status(await _raw(browser, head, kind)) == 408


@pytest.mark.parametrize("length", ["99999999", HUGE, "-1", "x"])
async def test_a_length_that_cannot_be_is_refused(browser: Browser, length: str) -> None:
    """Too much, more digits than a number has, less than nothing: never a fault of ours."""
    head = f"POST /person/1 HTTP/1.1\r\nContent-Length: {length}"
    assert _status(await _raw(browser, head, b"\r\n")) in {400, 413}


@pytest.mark.parametrize("number", ["²", "٣", HUGE, "-1", "1.0", "", "//evil.example", "1/../2"])
async def test_no_number_in_a_button_is_a_fault_or_a_way_out(browser: Browser, number: str) -> None:
    """Digits of other scripts, too many, another site's address: the desk stays where it is."""
    await browser.comes_in("Mari", "worker")
    page = await browser.sends(Form("/gjor", {"data": f"d:open:{number}"}))
    assert page.status < 500
    assert page.url.startswith(browser.url)
    assert (await browser.goes(f"/person/{number or 'x'}")).status in {404, 400, 405}


async def test_the_same_form_twice_at_once_is_answered_twice_and_sent_once(
    open_house: House, browser: Browser
) -> None:
    """A double press sends one message, and neither answer is a fault."""
    mari_id = await browser.comes_in("Mari", "worker")
    kari = await open_house.resident("Kari")
    kari_id = await open_house.person(kari)
    await open_house.turn(lambda turn: people.assign(turn, kari_id, mari_id))
    form = Form(f"/person/{kari_id}", {"words": "Bare en gang", "nonce": "a"})
    await asyncio.gather(*(browser.sends(form) for _ in range(3)))
    assert browser.page.status == 200
    page = await browser.goes(f"/person/{kari_id}")
    assert page.words.count("Bare en gang") == 1


async def test_a_double_press_that_is_refused_is_refused_in_both_answers(
    open_house: House, browser: Browser
) -> None:
    """Whichever answer the browser shows, what was written stands in it."""
    kari_id = await _has_kari(open_house, await browser.comes_in("Mari", "worker"))
    form = Form(f"/person/{kari_id}", {"words": "Nr 01010112377", "nonce": "b"})
    headers = {"Origin": browser.url}
    ask = [browser.ask("POST", form.action, data=form.fields, headers=headers) for _ in range(2)]
    for page in await asyncio.gather(*ask):
        assert "Nr 01010112377" in page.raw


async def test_anothers_nonce_gives_nothing_of_theirs(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """Two who send the same number: each does their own, and reads their own."""
    kari_id = await _has_kari(open_house, await browser.comes_in("Mari", "worker"))
    async with another() as thief:
        await thief.comes_in("Tor", "worker")
        press = Form("/gjor", {"data": f"d:write:{kari_id}", "nonce": "c"})
        await asyncio.gather(browser.sends(press), thief.sends(press))
        assert "Kari" in browser.page.words
        assert "Kari" not in thief.page.raw


async def test_a_person_no_longer_theirs_is_closed_on_an_open_page(
    open_house: House, browser: Browser
) -> None:
    """What was open is neither written to nor acted on after the resident got another worker."""
    kari_id = await _has_kari(open_house, await browser.comes_in("Mari", "worker"))
    page = await browser.goes(f"/person/{kari_id}")
    old = [one for one in page.forms if one.action in {"", "/gjor"}]
    other = await open_house.person(await open_house.staff("Tor", "worker"))
    await open_house.turn(lambda turn: people.assign(turn, kari_id, other))
    for form in old:
        assert "Kari" not in (await browser.sends(form, words="Falskt")).raw
    count = await open_house.app.store.read(
        lambda tx: tx.value("SELECT COUNT(*) FROM thread_messages")
    )
    assert count == 0


async def test_a_residents_buttons_do_nothing_at_the_desk(
    open_house: House, browser: Browser
) -> None:
    """«Slett alt om meg», consents, a file of everything: not for one who works here."""
    mari_id = await browser.comes_in("Mari", "worker")
    for data in ("d:erase_yes:", "d:agree:x", "d:download:", "d:follow_up:no", "d:rent_stop:"):
        await browser.sends(Form("/gjor", {"data": data}))
        assert browser.page.status == 200
    state = await open_house.app.store.read(
        lambda tx: tx.value("SELECT state FROM people WHERE id = ?", mari_id)
    )
    assert state == "active"


@pytest.mark.parametrize(
    "role", ["consultant", "case_officer", "housing_office", "caretaker", "administrator"]
)
async def test_other_roles_open_no_thread(open_house: House, browser: Browser, role: str) -> None:
    """Who follows up nobody reads nobody, by any address or button."""
    await browser.comes_in("Tor", role)
    kari_id = await open_house.person(await open_house.resident("Kari"))
    assert (await browser.goes(f"/person/{kari_id}")).status == 404
    for verb in ("open", "write", "person", "notes", "situation", "archive", "hand_over", "peer"):
        page = await browser.sends(Form("/gjor", {"data": f"d:{verb}:{kari_id}"}))
        assert "Kari" not in page.raw
        assert page.status < 500


@pytest.mark.parametrize(
    "address",
    [
        "a@b.no\r\nBcc: c@d.no",
        "a@b.no, c@d.no",
        "<a@b.no>",
        "(a)@b.no",
        "a@b].no",
        "a@b.no\x00",
        "a@[127.0.0.1]",
    ],
)
async def test_no_address_reaches_anybody_else(
    open_house: House, browser: Browser, address: str
) -> None:
    """What could be read as two addresses, or as a header, is not kept as one."""
    await browser.comes_in("Mari", "worker")
    await browser.goes("/meg")
    form = Form("/meg", {"address": address, "hours": "always"})
    assert (await browser.sends(form)).status == 200
    kept = await open_house.app.store.read(lambda tx: tx.value("SELECT COUNT(*) FROM desk_calls"))
    assert kept == 0


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd"]
)
async def test_only_what_is_meant_for_a_browser_is_given(browser: Browser, path: str) -> None:
    """No path leads out of the folder."""
    answer = await _raw(browser, f"GET {path} HTTP/1.1", b"\r\n")
    assert _status(answer) == 404


async def test_a_cookie_that_stood_there_before_is_not_taken_over(
    browser: Browser, another: Callable[[], Browser]
) -> None:
    """Whoever signs in gets a new secret: one that somebody planted opens nothing afterwards."""
    planted = "desk=planted; desk_login=planted"
    await browser.ask("GET", "/inn", headers={"Cookie": planted})
    await browser.comes_in("Mari", "worker")
    async with another() as thief:
        page = await thief.ask("GET", "/", headers={"Cookie": planted})
        assert "Du trenger en lenke" in page.words


async def test_a_link_is_in_no_line_of_the_log(open_house: House, browser: Browser) -> None:
    """The code stands in an address: nothing we write down holds an address, right or wrong."""
    out = io.StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure("debug", out)
    try:
        await browser.comes_in("Mari", "worker")
        await browser.goes("/inn/EN-KODE-SOM-LIGNER")
        await browser.presses("Logg inn")
        await open_house.settled()
        logs.get(__name__).warning("heard")
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    assert "heard" in out.getvalue()
    assert "inn" not in re.findall(r"\w+", out.getvalue())
