"""Two who act at once, a person who is gone meanwhile, a machine that several use, rooms that are another's."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.domain import people
from bot.domain.owners import away
from bot.domain.team import notes
from bot.simulator.client import text_of
from tests.desk.a_thread import a_thread, does, last_of, writes
from tests.desk.browsing import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.turn import Turn
    from tests.conftest import House
    from tests.desk.browsing import Browser


async def _stands_in(house: House, worker: Browser, stand_in: Browser) -> int:
    """Jonas, who stands in for Mari from now on."""
    jonas = await stand_in.comes_in("Jonas", "worker")
    mari = await house.app.store.read(
        lambda tx: tx.value("SELECT worker_id FROM assignments WHERE valid_to IS NULL")
    )
    assert isinstance(mari, int)

    async def leave(turn: Turn) -> None:
        who = await people.the(turn, mari)
        await away.set_away(turn, who, mari, jonas, until=turn.now + dt.timedelta(days=2))

    await house.turn(leave)
    assert worker.page.status == 200
    return jonas


async def test_two_who_answer_at_once_see_each_other(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """The second is told what the first wrote before hers goes, nothing she wrote is lost, and she may send it yet."""
    kari, kari_id = await a_thread(open_house, browser)
    async with another() as second:
        await _stands_in(open_house, browser, second)
        await kari.says("Er noen der?")
        await kari.reads("Sendt til")
        await second.goes(f"/person/{kari_id}")
        await browser.goes(f"/person/{kari_id}")
        (await second.presses("Send", words="Ja, Jonas her")).says("Ja, Jonas her")
        page = await browser.presses("Send", words="Ja, jeg er her")
        page.says("Det ble ikke sendt: Jonas svarte mens du skrev")
        page.says("Ja, Jonas her")
        assert page.form("Send").fields["words"].strip() == "Ja, jeg er her"
        page = await browser.sends(page.form("Send"))
        assert "Det ble ikke sendt" not in page.words
    for cover in [one for one in await kari.chat() if "ny melding" in text_of(one)]:
        await kari.presses("Les", on=cover)
    await open_house.settled()
    said = str([text_of(one) for one in await kari.chat()])
    assert (said.count("Jonas her"), said.count("jeg er her")) == (1, 1)


async def test_what_was_refused_is_never_taken_for_sent(
    open_house: House, browser: Browser
) -> None:
    """Back in the browser, and sent once more: the same is refused again, and mended it goes."""
    kari, _ = await a_thread(open_house, browser)
    form = browser.page.form("Send")
    for _again in range(2):
        page = await browser.sends(form, words="Nr 01010750160")
        page.says("Det ble ikke sendt")
        assert "01010750160" in page.form("Send").fields["words"]
    (await browser.sends(form, words="Nummeret ditt")).says("Nummeret ditt")
    await kari.presses("Les")
    await kari.reads("Nummeret ditt")


async def test_one_task_done_by_two_is_done_once(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """Who presses «Ferdig» on what is done already is told, and nothing is done twice."""
    kari, kari_id = await a_thread(open_house, browser)
    await kari.blocks()
    await writes(browser, kari_id, "Ring meg")
    await open_house.settled()
    task = await open_house.app.store.read(
        lambda tx: tx.value("SELECT id FROM tasks WHERE kind = 'not_through' AND state = 'open'")
    )
    async with another() as second:
        await _stands_in(open_house, browser, second)
        done = Form("/gjor", {"data": f"d:task_done:{task}"})
        for one in (second, browser):
            assert (await one.sends(done)).status == 200
    count = await open_house.app.store.read(
        lambda tx: tx.value("SELECT COUNT(*) FROM tasks WHERE id = ? AND state = 'done'", task)
    )
    assert count == 1


async def _erased(house: House, kari_id: int) -> None:
    """As «Slett alt om meg» does it, from her phone's side: keys first, then the rows."""
    from bot.store import erasure  # noqa: PLC0415 - the one place that erases behind the bot's back

    await house.app.house.keys.destroy_person(kari_id)
    await house.turn(lambda turn: erasure.empty(turn.tx, kari_id, turn.at))


async def test_a_person_erased_while_open_is_gone_and_the_words_are_the_writers(
    open_house: House, browser: Browser
) -> None:
    """Every button on the open page is answered kindly; what was being written is shown to its writer, and kept nowhere."""
    _, kari_id = await a_thread(open_house, browser)
    page = await browser.goes(f"/person/{kari_id}")
    forms = [one for one in page.forms if one.action != "/ut" and one.label != "Send"]
    mine = last_of(page)
    await _erased(open_house, kari_id)
    for form in forms:
        answer = await browser.sends(form, words="En lang tekst")
        assert answer.status < 500, form
        assert "Kari" not in answer.raw
    page = await browser.sends(page.form("Send"), words="En lang tekst")
    assert page.status == 404
    page.says("Siden finnes ikke")
    page.says("Det du skrev, er ikke sendt. Her er det: En lang tekst")
    for what in ("react:👍", "delete", "again"):
        assert (await does(browser, kari_id, mine, what)).status == 404
    (await browser.goes("/")).says("Ingen venter på svar nå")


async def test_words_of_one_are_not_sent_in_the_name_of_the_next(
    open_house: House, browser: Browser
) -> None:
    """Mari's session ends in the middle of a text; Jonas signs in on the same machine, and the old window sends nothing."""
    kari, kari_id = await a_thread(open_house, browser)
    form = browser.page.form("Send")
    await open_house.phones.forward(dt.timedelta(hours=1))
    kept = (await browser.sends(form, words="Hilsen Mari")).form("Send nå")
    jonas = await browser.comes_in("Jonas", "worker")
    await open_house.turn(lambda turn: people.assign(turn, kari_id, jonas))
    page = await browser.sends(kept)
    page.says("Det var en annen som skrev dette")
    assert "Hilsen Mari" not in page.raw
    await open_house.settled()
    assert "Hilsen Mari" not in str([text_of(one) for one in await kari.chat()])


async def test_an_answer_kept_while_signed_out_still_answers(
    open_house: House, browser: Browser
) -> None:
    """What it answers, and the form's own number, come along: sent twice it is still one message."""
    _, kari_id = await a_thread(open_house, browser)
    mari = await open_house.app.store.read(
        lambda tx: tx.value("SELECT person_id FROM desk_members")
    )
    await browser.goes(f"/person/{kari_id}?svar={last_of(browser.page)}")
    form = browser.page.form("Send")
    await open_house.phones.forward(dt.timedelta(hours=1))
    page = await browser.sends(form, words="En lang tekst")
    page.says("Du er logget ut")
    kept = page.form("Send nå")
    assert isinstance(mari, int)
    await browser.comes_in_as(mari)
    for _ in range(2):
        page = await browser.sends(kept)
        page.says("Svar på: «Hei»")
        assert page.words.count("En lang tekst") == 1


async def test_a_page_that_looks_for_news_by_itself_keeps_nobody_signed_in(
    open_house: House, browser: Browser
) -> None:
    """Somebody left the machine: that the page asks on its own is not that they are there."""
    await browser.comes_in("Mari", "worker")
    for _ in range(4):
        await open_house.phones.forward(dt.timedelta(minutes=15))
        await browser.ask("GET", "/", headers={"X-Desk-Live": "1"})
    (await browser.goes("/")).says("Du trenger en lenke")


async def test_one_who_types_is_there(open_house: House, browser: Browser) -> None:
    """A long text takes its time: while somebody types, their session goes on."""
    await browser.comes_in("Mari", "worker")
    for _ in range(4):
        await open_house.phones.forward(dt.timedelta(minutes=15))
        headers = {"Origin": browser.url}
        assert (await browser.ask("POST", "/her", headers=headers)).status == 204
    (await browser.goes("/")).says("Venter på svar")


async def test_signing_out_takes_what_was_typed_along(browser: Browser) -> None:
    """The browser is told to forget what this site kept in it."""
    await browser.comes_in("Mari", "worker")
    form = browser.page.form("Logg ut")
    url = f"{browser.url}{form.action}"
    async with browser._http.post(
        url, headers={"Origin": browser.url}, allow_redirects=False
    ) as answer:
        assert answer.headers["Clear-Site-Data"] == '"storage"'


@pytest.mark.parametrize("role", ["worker", "stand_in", "case_officer", "caretaker", "consultant"])
async def test_the_rooms_of_others_stay_shut(
    open_house: House, browser: Browser, another: Callable[[], Browser], role: str
) -> None:
    """By no address, and by no form made up for it, does a colleague reach somebody who is not theirs."""
    kari, kari_id = await a_thread(open_house, browser)
    mine = await writes(browser, kari_id, "Bare til Kari")
    async with another() as tor:
        await tor.comes_in("Tor", role)
        for path in ("", "?svar=1", f"?svar={mine}", f"?endre={mine}", f"?slett={mine}"):
            page = await tor.goes(f"/person/{kari_id}{path}")
            assert page.status == 404
            assert "Kari" not in page.raw
        for fields in ({}, {"answers": str(mine)}, {"changes": str(mine)}):
            page = await tor.sends(Form(f"/person/{kari_id}", {"words": "Falskt", **fields}))
            assert page.status == 404
        for what in ("react:👍", "delete", "again"):
            assert (await does(tor, kari_id, mine, what)).status == 404
    await open_house.settled()
    await kari.presses("Les")
    await kari.reads("Bare til Kari")
    assert "Falskt" not in str([text_of(one) for one in await kari.chat()])


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None])
async def test_no_form_made_up_elsewhere_does_anything(
    open_house: House, browser: Browser, origin: str | None
) -> None:
    """Changing, deleting, an emoji, being here, signing out: each asks where it comes from."""
    _, kari_id = await a_thread(open_house, browser)
    mine = await writes(browser, kari_id, "Står her")
    forged = [
        Form(f"/person/{kari_id}", {"words": "Falskt", "changes": str(mine)}),
        Form(f"/person/{kari_id}/melding", {"message": str(mine), "do": "delete"}),
        Form("/her"),
        Form("/meg", {"address": "a@b.no", "hours": "always"}),
        Form("/ut"),
    ]
    for form in forged:
        assert (await browser.sends(form, origin=origin)).status == 403
    page = await browser.goes(f"/person/{kari_id}")
    page.says("Står her")


async def test_a_coordinator_reads_another_with_a_typed_reason(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """What is not in her queue opens once she has written why, and Kari is told who and why."""
    kari, kari_id = await a_thread(open_house, browser)
    await writes(browser, kari_id, "Hei på deg")
    async with another() as anne:
        await anne.comes_in("Anne", "coordinator")
        page = await anne.goes(f"/person/{kari_id}")
        assert page.status == 404
        page.says("Du kan lese det hvis du skriver hvorfor")
        await anne.presses("Skriv hvorfor")
        await anne.presses("Send svaret", words="Mari er syk")
        await anne.presses("Åpne tråden")
        anne.page.says("Hei")
    await open_house.settled()
    covers = [one for one in await kari.chat() if "ny melding" in text_of(one)]
    for cover in covers:
        await kari.presses("Les", on=cover)
    await kari.reads("Anne har lest meldingene dine", "Mari er syk")


async def test_notes_of_two_are_both_kept(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """Two who note at once: each note stands under its writer's name."""
    _, kari_id = await a_thread(open_house, browser)
    async with another() as second:
        jonas = await _stands_in(open_house, browser, second)

        async def noted(turn: Turn) -> None:
            await notes.add(turn, await people.the(turn, jonas), kari_id, "Ringte klokka ni")

        await browser.sends(Form("/gjor", {"data": f"d:note_new:{kari_id}"}))
        await open_house.turn(noted)
        await browser.presses("Send svaret", words="Ringte klokka åtte")
        page = await browser.goes(f"/person/{kari_id}")
    page.says("Ringte klokka ni")
    page.says("Ringte klokka åtte")
