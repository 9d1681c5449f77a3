"""The units' rooms at the desk: each role sees its own, and nothing of anybody beyond what access.md gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain import people, tasks
from bot.domain.danger import flags
from bot.domain.money import rent
from bot.domain.repairs import reporting
from bot.domain.tonight import requests
from bot.flow.message import Media, verbatim
from bot.store import applications, case_steps, repairs
from bot.store import tasks as stored_tasks
from tests.conversations.test_access_in_the_chat import handed_in
from tests.desk.browsing import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.turn import Turn
    from tests.conftest import House
    from tests.desk.browsing import Browser

ADDRESS = "Storgata 3"
ROOMS = {
    "/natt": {"duty", "coordinator"},
    "/reparasjoner": {"caretaker", "housing_office"},
    "/boliger": {"housing_office"},
    "/oppgaver": {
        "worker", "duty", "coordinator", "case_officer", "housing_office", "caretaker", "consultant",
        "administrator",
    },
}  # fmt: skip


async def broken(house: House, name: str = "Kari") -> tuple[int, int]:
    """A resident whose window is broken: her id, and the repair's."""
    kari_id = await house.person(await house.resident(name))

    async def tell(turn: Turn) -> int:
        who = await people.the(turn, kari_id)
        files = (Media("photo", "AgAC-window"),)
        await reporting.report(
            turn, who, "window", (), verbatim("Vindu"), (verbatim(ADDRESS),), files
        )
        return (await repairs.of(turn.tx, kari_id))[0].id

    found = await house.turn(tell)
    assert isinstance(found, int)
    return kari_id, found


@pytest.mark.parametrize("path", ROOMS)
@pytest.mark.parametrize("role", sorted(ROOMS["/oppgaver"]))
async def test_each_room_opens_to_its_roles_only(
    open_house: House, browser: Browser, path: str, role: str
) -> None:
    """By any address; and nobody who is not in comes anywhere."""
    (await browser.goes(path)).says("Du trenger en lenke")
    await browser.comes_in("Tor", role)
    page = await browser.goes(path)
    assert (page.status == 200) is (role in ROOMS[path]), page.words
    assert (path in page.raw) is (role in ROOMS[path]), "a room one has is found from every page"


async def test_a_caretaker_mends_from_the_desk(open_house: House, browser: Browser) -> None:
    """No name in the list; with the repair the name, the way there, and what was sent; the resident reads of it."""
    vidar = await browser.comes_in("Vidar", "caretaker")
    kari_id, repair_id = await broken(open_house)
    page = await browser.goes("/reparasjoner")
    page.says("Venter: 1. Ikke åpnet: 1.")
    assert "Kari" not in page.raw
    page = await browser.follows("Vindu")
    page.says("Meldt av Kari.")
    page.says(ADDRESS)
    assert f"/reparasjoner/{repair_id}/fil/0" in page.raw
    row = await open_house.app.store.read(lambda tx: repairs.by_id(tx, repair_id))
    assert row is not None
    assert (row.state, row.caretaker_id) == ("opened", vidar)
    (await browser.presses("Sett på saken")).says("Vidar har sett på saken")
    await browser.goes(f"/reparasjoner/{repair_id}")
    (await browser.presses("Ferdig")).says("Vidar sa at det er ferdig")
    (await browser.goes("/reparasjoner")).says("Ingenting venter nå.")
    assert kari_id


async def test_the_housing_office_reads_and_mends_nothing(
    open_house: House, browser: Browser
) -> None:
    """To look is not to have it: it still waits for whoever mends, and there is no name without a tenancy."""
    await browser.comes_in("Huset", "housing_office")
    kari_id, repair_id = await broken(open_house)

    async def reminds_herself(turn: Turn) -> None:
        wish = rent.Wish("self", wanted=True, due_day=20, remind=("due",))
        await rent.choose(turn, await people.the(turn, kari_id), wish)

    await open_house.turn(reminds_herself)
    page = await browser.goes(f"/reparasjoner/{repair_id}")
    page.says(ADDRESS)
    page.says("Meldt av en som bor der.")
    assert "Kari" not in page.raw
    assert "Ferdig" not in page.words
    for verb in ("repair_seen", "repair_visit", "repair_more", "repair_done"):
        await browser.sends(Form("/gjor", {"data": f"d:{verb}:{repair_id}"}))
    row = await open_house.app.store.read(lambda tx: repairs.by_id(tx, repair_id))
    assert row is not None
    assert row.state == "new"


@pytest.mark.parametrize("role", ["worker", "coordinator", "duty", "case_officer", "consultant"])
async def test_no_other_role_opens_a_repair(open_house: House, browser: Browser, role: str) -> None:
    """By no address and no button: one that is there and one that is not look alike."""
    await browser.comes_in("Tor", role)
    _, repair_id = await broken(open_house)
    for path in (f"/reparasjoner/{repair_id}", f"/reparasjoner/{repair_id}/fil/0"):
        page = await browser.goes(path)
        assert page.status == 404
        assert ADDRESS not in page.raw
    assert (await browser.goes("/reparasjoner/abc")).words == (
        await browser.goes(f"/reparasjoner/{repair_id}")
    ).words
    page = await browser.sends(Form("/gjor", {"data": f"d:repair:{repair_id}"}))
    assert ADDRESS not in page.raw


async def test_the_need_only_summary_holds_nothing_else(
    open_house: House, browser: Browser
) -> None:
    """Size, rooms, needs of the dwelling: no name, no word of the person's, no other answer."""
    kari_id = await open_house.person(await open_house.resident("Kari"))
    await handed_in(open_house, kari_id)
    await browser.comes_in("Huset", "housing_office")
    page = await browser.goes("/boliger")
    page.says("Søknader som venter: 1.")
    page.says("Ikke noe om boligen ennå.")
    for never in ("Kari", str(kari_id), "kanarifugl"):
        assert never not in page.raw

    async def decided(turn: Turn) -> None:
        (row,) = await applications.waiting(turn.tx, 2)
        step = case_steps.CaseStep(
            turn.new_id(), kari_id, row.id, "decided", None, turn.at, kari_id, None
        )
        await case_steps.add(turn.tx, step)

    await open_house.turn(decided)
    (await browser.goes("/boliger")).says("Ingen søknader venter nå.")


async def test_the_night_shows_what_is_opened_and_by_whom(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """Counts need no opening; a coordinator sees that a flag has an owner, and the name only where it may be known."""
    kari_id = await open_house.person(await open_house.resident("Kari"))

    async def asks(turn: Turn) -> None:
        who = await people.the(turn, kari_id)
        await requests.ask(turn, who)
        await flags.look(turn, who, "orker ikke mer", "message")

    await browser.comes_in("Vakta", "duty")
    await open_house.turn(asks)
    page = await browser.goes("/natt")
    page.says("Trygt sted i natt 1")
    page.says("Ikke åpnet: 1.")
    assert "orker" not in page.raw
    form = next(one for one in page.forms if (one.button or ("", ""))[1].startswith("d:tonight"))
    (await browser.sends(form)).says("Kari")
    page = await browser.goes("/natt")
    page.says("Åpnet av Vakta")
    await open_house.settled()
    async with another() as other:
        await other.comes_in("Anne", "coordinator")
        page = await other.goes("/natt")
        page.says("Kari")
        page.says("Åpnet av Vakta")
        assert "orker" not in page.raw


async def test_a_task_is_given_on_and_back(
    open_house: House, browser: Browser, another: Callable[[], Browser]
) -> None:
    """With what it is, whose and until when; it is never nobody's, and whoever gets it is told."""
    vidar = await browser.comes_in("Vidar", "caretaker")
    async with another() as other:
        berit = await other.comes_in("Berit", "caretaker")
        _, repair_id = await broken(open_house)
        page = await browser.goes("/oppgaver")
        page.says("Noe er ødelagt i en bolig.")
        page.says("Eier: alle som er vaktmester.")
        page.says("Frist:")
        await browser.presses("Gi til en annen")
        (await browser.presses("Berit")).says("Berit har den nå")
        (await other.goes("/oppgaver")).says("Eier: Berit.")
        assert "Noe er ødelagt i en bolig" not in (await browser.goes("/oppgaver")).words
        row = await open_house.app.store.read(lambda tx: repairs.by_id(tx, repair_id))
        assert row is not None
        assert row.caretaker_id == berit
        await other.goes("/oppgaver")
        (await other.presses("Gi tilbake")).says("Den ligger hos alle som er vaktmester")
        (await browser.goes("/oppgaver")).says("Eier: alle som er vaktmester.")
    assert vidar != berit


async def test_a_workers_task_goes_to_nobody_who_may_not_read_whom_it_is_about(
    open_house: House, browser: Browser
) -> None:
    """Another worker cannot be chosen, also by a forged button; given back it is the coordinators'."""
    mari = await browser.comes_in("Mari", "worker")
    tor = await open_house.person(await open_house.staff("Tor", "worker"))
    kari_id = await open_house.person(await open_house.resident("Kari"))
    await open_house.turn(lambda turn: people.assign(turn, kari_id, mari))

    async def task(turn: Turn) -> int:
        return await tasks.open_task(turn, "wish", "worker", subject=kari_id, owner=mari)

    task_id = await open_house.turn(task)
    await browser.goes("/oppgaver")
    (await browser.presses("Gi til en annen")).says("Ingen andre kan ta den nå.")
    await browser.sends(Form("/gjor", {"data": f"d:task_pass_to:{task_id}.{tor}"}))
    found = await open_house.app.store.read(lambda tx: stored_tasks.by_id(tx, int(str(task_id))))
    assert found is not None
    assert found.owner_id == mari
    await browser.goes("/oppgaver")
    await browser.presses("Gi tilbake")
    found = await open_house.app.store.read(lambda tx: stored_tasks.by_id(tx, int(str(task_id))))
    assert found is not None
    assert (found.owner_id, found.owner_role) == (None, "coordinator")
