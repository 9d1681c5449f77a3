"""The clock of a stay: owners reminded in their hours, a new day, a transfer, out early; and what of all this is kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.discharge import checklist, stays
from bot.simulator.client import text_of
from bot.simulator.phone import labels
from bot.store import from_us
from tests.conftest import OSLO
from tests.conversations.test_discharge_told import COVER, TASK, leaves, opens
from tests.conversations.test_my_data import file_in
from tests.conversations.test_remember_quiet import todo
from tests.conversations.test_remember_unanswered import until
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House


async def ledger(house: House, phone: Phone, rule: str) -> list[tuple[str, str, str | None, str]]:
    """(occurrence, state, reason, local time) of every row of a rule about a person, as they were due."""
    person = await house.person(phone)
    found: list[tuple[str, str, str | None, str]] = []

    async def read(turn: Turn) -> None:
        rows = await turn.tx.all(
            "SELECT occurrence, state, reason, COALESCE(first_due, due_at) FROM timers"
            " WHERE person_id = ? AND rule = ? ORDER BY 4, revision",
            person,
            rule,
        )
        found[:] = [
            (row[0], row[1], row[2], f"{from_us(row[3]).astimezone(OSLO):%m-%d %H:%M}")
            for row in rows
        ]

    await house.turn(read)
    return found


async def finishes(worker: Phone, task: str) -> None:
    """Open a task and press «Ferdig»."""
    await todo(worker)
    await worker.presses(task)
    await worker.presses("Ferdig")
    await worker.phones.settled()


async def marks(house: House, phone: Phone, *items: str) -> None:
    """The person says that these are ready."""
    person = await house.person(phone)

    async def body(turn: Turn) -> None:
        who = await people.the(turn, person)
        for item in items:
            await checklist.mark(turn, who, item, "done")

    await house.turn(body)
    await house.settled()


async def test_each_step_reminds_the_owner_of_what_is_still_open(house: House) -> None:
    """Four, two and one weeks and three days before, at opening; what is ready is not on the list."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await leaves(house, kari, dt.date(2027, 4, 14))
    told = await ledger(house, kari, "leaving.step")
    assert told[0] == ("12w+8w", "done", "sent", "03-10 10:00")
    assert [one[0] for one in told[1:]] == ["4w", "2w", "1w", "3d"]
    await finishes(mari, TASK)
    await marks(house, kari, "need", "application")
    await mari.locks()
    await until(house, 2027, 3, 17, 8, 35)
    assert "Ny oppgave." in await mari.lock_screen()
    await mari.unlocks()
    assert TASK in await todo(mari)
    await mari.presses(TASK)
    shown = await mari.reads("Et hjem å komme til")
    assert "Hva som trengs" not in text_of(shown)
    assert (await ledger(house, kari, "leaving.step"))[1][1:3] == ("done", "sent")
    await marks(house, kari, "decision", "home", "follow_up", "plan_b", "rent", "medicine")
    assert TASK not in await todo(mari), "nothing is left: the list is closed"
    await until(house, 2027, 4, 1, 12)
    found = {one[0]: one[1:3] for one in await ledger(house, kari, "leaving.step")}
    assert found["2w"] == ("skipped", "nobody has anything left of it")


async def test_months_ahead_the_nights_bring_its_rows(house: House) -> None:
    """Nothing stands in the plan beyond sixty days; it is there in time, once."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await leaves(house, kari, dt.date(2027, 9, 1))
    assert await ledger(house, kari, "leaving.step") == []
    await until(house, 2027, 4, 20, 12)
    found = await ledger(house, kari, "leaving.step")
    assert [(one[0], one[1], one[3]) for one in found] == [("12w", "planned", "06-09 08:30")]
    await until(house, 2027, 6, 9, 9)
    found = await ledger(house, kari, "leaving.step")
    assert [one[:3] for one in found if one[0] == "12w"] == [("12w", "done", "sent")]


async def test_a_new_day_a_transfer_and_leaving_early_plan_anew(house: House) -> None:
    """The old rows say why they fell away; the worker has the new day at once; out early rings."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await leaves(house, kari, dt.date(2027, 4, 14), kind="hospital")
    await marks(house, kari, "home")
    await opens(kari)
    await kari.presses("Noe er endret")
    await walks(kari, {"what": "day", "day": "say:12. mai 2027", "done": "!send"})
    found = await ledger(house, kari, "leaving.step")
    assert [one[1:3] for one in found if one[0] == "1w"] == [
        ("cancelled", "changed"),
        ("planned", None),
    ]
    assert [one[0] for one in found if one[1] == "planned"] == ["8w", "4w", "2w", "1w", "3d"]
    await todo(mari)
    await mari.presses(TASK)
    await mari.reads("onsdag 12. mai")
    await opens(kari)
    await kari.reads("Når du skal ut", button="✓ Et hjem å komme til · Mari")
    await kari.presses("Noe er endret")
    moved = {"what": "moved", "kind": "treatment", "where": "!skip", "came": "!skip"}
    await walks(kari, moved | {"day": "say:20. april 2027", "phone": "yes", "done": "!send"})
    await opens(kari)
    await kari.reads("Sted: Behandling", button="– Et hjem å komme til · Mari")
    await mari.locks()
    await kari.presses("Noe er endret")
    await walks(kari, {"what": "out", "left": "say:i dag", "done": "!send"})
    await kari.reads("Notert at du er ute.")
    await house.settled()
    assert "Ny oppgave. Det haster." in await mari.lock_screen()
    await mari.unlocks()
    assert "Kari er ute før planen. Ta kontakt i dag." in await todo(mari)
    states = {one[1] for one in await ledger(house, kari, "leaving.step")}
    assert "planned" not in states
    asked = [one for one in await ledger(house, kari, "checkin.ask") if one[1] == "planned"]
    assert [one[3] for one in asked] == ["03-11 10:00", "03-15 08:30", "03-17 10:00", "03-24 10:00"]


async def test_the_day_comes_and_what_is_not_ready_is_a_humans(house: House) -> None:
    """At the next opening the worker reads that something is not ready; three weeks on the list is closed."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await leaves(house, kari, dt.date(2027, 3, 19), asks=False)
    await until(house, 2027, 3, 21, 12)
    assert "skulle være ute" not in await todo(mari)
    await until(house, 2027, 3, 22, 8, 35)
    assert "Kari skulle være ute nå. Noe er ikke klart." in await todo(mari)
    await until(house, 2027, 4, 12, 12)
    await opens(kari)
    await kari.reads("Skal du ut fra behandling")


async def test_the_person_is_reminded_of_what_is_theirs_and_the_card_lies_behind_a_tap(
    house: House,
) -> None:
    """Under a cover, after «Passer det nå?»; three days before with the card on the first weeks."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await leaves(house, kari, dt.date(2027, 3, 22))
    await opens(kari)
    await kari.presses("Ikke del dette med Mari")
    await kari.reads("Bare du ser dette.")
    await until(house, 2027, 3, 12, 12)
    await kari.locks()
    await until(house, 2027, 3, 15, 10, 5)
    assert set(await kari.lock_screen()) == {COVER}
    await kari.unlocks()
    await kari.presses("Les")
    await kari.reads("Jeg har noe om en dag som kommer. Passer det nå?")
    await kari.presses("Ja")
    await kari.reads("Du skal ut mandag 22. mars.", "Et hjem å komme til")
    await until(house, 2027, 3, 19, 10, 5)
    await kari.presses("Les")
    await kari.presses("Ja")
    shown = await kari.reads("Du skal ut mandag 22. mars.")
    assert "De første ukene" in labels(shown)
    assert "nalokson" not in text_of(shown)
    await kari.presses("De første ukene")
    await kari.reads("nalokson", "Sjekket")


async def test_out_early_with_no_place_to_sleep_leads_to_tonight(house: House) -> None:
    """The day has not come and nothing is ready: a place for tonight first, then the rest."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await leaves(house, kari, dt.date(2027, 4, 14))
    await opens(kari)
    await kari.presses("Noe er endret")
    seen: list[str] = []
    given = {"what": "out", "left": "say:i dag", "safe": "no"}
    here = await walks(kari, given, until="danger", seen=seen)
    assert here is not None
    assert here.flow == "tonight"
    assert "tonight.safe" not in seen, "it has just been asked"


async def test_what_was_told_is_in_the_file_of_everything_and_goes_when_its_time_is_over(
    house: House,
) -> None:
    """With what was ready and what was not; ended, it is kept as long as check-ins and no longer."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await leaves(house, kari, dt.date(2027, 4, 14), where="Fjellheim")
    await kari.says("/om")
    await kari.presses("Last ned alt om meg")
    found = file_in(house, await kari.reads("Her er alt jeg har lagret om deg."))
    assert "Fjellheim" in found
    assert "Et hjem å komme til: ikke klart ennå" in found
    person = await house.person(kari)

    async def ended(turn: Turn) -> None:
        who = await people.the(turn, person)
        await stays.drop(turn, who)

    await house.turn(ended)
    await house.phones.outage(dt.timedelta(days=400))
    await house.app.ticker.tidy()

    async def left(turn: Turn) -> object:
        return [
            await turn.tx.value(f"SELECT COUNT(*) FROM {table}")
            for table in ("discharges", "discharge_items")
        ]

    assert await house.turn(left) == [0, 0]
