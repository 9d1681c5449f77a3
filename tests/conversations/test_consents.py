"""What I have said yes to, and who has read: seen, changed in one tap, and in force at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import access, people
from bot.simulator.client import labels, text_of
from bot.store import consents
from tests.conversations.test_access_in_the_chat import agrees, handed_in, tries
from tests.conversations.test_relay_words import opened
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from bot.store import Tx
    from tests.conftest import House


async def _about(kari: Phone, door: str) -> None:
    await kari.says("/start")
    await kari.reads("Hei, Kari")
    await kari.presses("Mer")
    await kari.presses("Hva dere vet om meg")
    await kari.presses(door)


async def test_each_yes_stands_with_its_date_and_is_turned_in_one_tap(house: House) -> None:
    """Who, what it means and since when; taking back and giving are one press each, and are logged."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id = await house.person(kari)
    await agrees(house, kari_id, "worker")
    await _about(kari, "Hva jeg har sagt ja til")
    shown = await kari.reads(
        "Den som følger deg opp: Ja, onsdag 10. mars. Får lese søknaden",
        "Boligkontoret: Ikke sagt.",
        "NAV Fjordvik: Ikke sagt.",
        "Det de har lest før, har de lest.",
        "du mister ikke hjelp",
    )
    rows = shown["reply_markup"]["inline_keyboard"]
    one_each = [row[0]["text"] for row in rows if len(row) == 1]
    assert one_each[:2] == ["Ta tilbake: Den som følger deg opp", "Si ja: Boligkontoret"]
    await kari.presses("Ta tilbake: Den som følger deg opp")
    await kari.reads("Greit. Den som følger deg opp kan ikke lese mer fra nå av.", "Nei, onsdag")
    await kari.presses("Si ja: Boligkontoret")
    await kari.reads("Takk. Boligkontoret kan lese fra nå av.", button="Ta tilbake: Boligkontoret")
    log = await house.app.store.read(lambda tx: consents.log(tx, kari_id))
    assert [(one.recipient, one.given) for one in log][-3:] == [
        ("worker", True), ("worker", False), ("housing_office", True),
    ]  # fmt: skip


async def test_taken_back_it_is_closed_with_the_next_press(house: House) -> None:
    """The worker reads the answers, the resident takes the yes back, and the same button says no."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id = await house.person(kari)
    application = await handed_in(house, kari_id)
    await agrees(house, kari_id, "worker")
    assert "Helst ved elva" in await tries(mari, f"d:answers:{application}")
    await _about(kari, "Hva jeg har sagt ja til")
    await kari.presses("Ta tilbake: Den som følger deg opp")
    await kari.reads("Greit.")
    await tries(mari, f"d:answers:{application}")
    await mari.reads("Personen har ikke sagt ja til at du leser svarene.")


async def test_said_twice_it_is_logged_once_and_nonsense_is_an_old_button(house: House) -> None:
    """A second tap on the same old button changes nothing; a made-up recipient is nobody."""
    kari = await house.resident("Kari")
    kari_id = await house.person(kari)
    await tries(kari, *["d:agree:worker.yes"] * 2, "d:agree:landlord.yes", "d:agree:worker.maybe")

    async def read(tx: Tx) -> list[tuple[str, bool]]:
        return [(one.recipient, one.given) for one in await consents.log(tx, kari_id)]

    assert ("worker", True) in (found := await house.app.store.read(read))
    assert [one for one in found if one[0] != "service"] == [("worker", True)]


async def test_not_now_to_everybody_still_hands_the_application_in(house: House) -> None:
    """«Ikke nå» at every question about who may read stops nothing."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    units = ("housing_office", "nav", "health", "substance_services", "next_of_kin")
    no = {f"ask_{one}": "later" for one in units} | {"see_worker": "later", "now": "friends"}
    await walks(kari, {**no, "reach": "here", "done": "!send"})
    await kari.reads("Takk. Nå er det sendt")
    await _about(kari, "Hva jeg har sagt ja til")
    await kari.reads("Boligkontoret: Nei, onsdag 10. mars.")


async def test_who_has_read_is_told_with_name_day_and_reason(house: House) -> None:
    """Newest first, the same in a day as one line, with the reason that was typed; nothing is left out."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id, mari_id = await house.person(kari), await house.person(mari)
    await _about(kari, "Hvem har lest")
    await kari.reads("Ingen har lest noe om deg her.")
    await opened(mari, kari)
    await tries(anne, f"d:open:{kari_id}")
    await anne.says("Mari er syk")
    await anne.presses("Åpne tråden")
    await anne.reads("Du kan lese.")
    await _about(kari, "Hvem har lest")
    shown = text_of(
        await kari.reads(
            "onsdag 10. mars: Anne leste meldingene dine. Grunnen var: Mari er syk",
            "onsdag 10. mars: Mari leste meldingene dine.",
        )
    )
    assert shown.index("Anne") < shown.index("Mari leste")

    async def noted(turn: Turn) -> None:
        who = await people.the(turn, mari_id)
        for number in range(11):
            await access.note(turn, who, f"did something new {number}", kari_id)

    async def again(turn: Turn) -> None:
        await access.note(turn, await people.the(turn, mari_id), "read thread", kari_id)

    await house.turn(noted)
    await house.turn(again)
    await _about(kari, "Hvem har lest")
    first = await kari.reads("Mari leste meldingene dine. 2 ganger den dagen.", button="Eldre")
    assert "Nyere" not in labels(first)
    await kari.presses("Eldre")
    await kari.reads("Mari åpnet noe om deg.", "Anne leste", button="Nyere")


async def test_the_reason_goes_with_the_person(house: House) -> None:
    """What a coordinator typed about somebody is sealed with that somebody's key, and gone with it."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id = await house.person(kari)
    await opened(mari, kari)
    await tries(anne, f"d:open:{kari_id}")
    await anne.says("Mari er syk")
    await anne.presses("Åpne tråden")
    await anne.reads("Du kan lese.")

    async def read(tx: Tx) -> list[tuple[int, bytes]]:
        rows = await tx.all("SELECT id, reason FROM audit WHERE reason IS NOT NULL")
        return [(row[0], bytes(row[1])) for row in rows]

    ((row_id, sealed),) = await house.app.store.read(read)
    theirs = await house.app.house.keys.person(kari_id)
    assert b"Mari er syk" in theirs.open(access.LABEL, row_id, sealed)


async def test_a_yes_to_one_person_is_taken_back_too(house: House) -> None:
    """What one human was let see stands with their name, and goes with one press."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id, mari_id = await house.person(kari), await house.person(mari)

    async def said(turn: Turn) -> None:
        to = f"person:{mari_id}"
        await consents.say(turn.tx, turn.new_id(), kari_id, to, "answers", True, turn.at)

    await house.turn(said)
    await _about(kari, "Hva jeg har sagt ja til")
    await kari.reads("Mari: Ja til svarene du var midt i, onsdag 10. mars.")
    await kari.presses("Ta tilbake: Mari")
    shown = await kari.reads("Greit. Mari kan ikke lese mer fra nå av.")
    assert "Mari: Ja" not in text_of(shown)
    to = f"person:{mari_id}"
    given = await house.app.store.read(lambda tx: consents.given(tx, kari_id, to, "answers"))
    assert not given
