"""What an invitation must never do: pass on what nobody looked at, or be made of a file that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain import people
from bot.domain.appointments import invitations
from bot.domain.owners import role_end
from bot.flow.message import Media
from bot.simulator.phone import labels, text_of
from bot.store import invitations as stored
from tests.conversations.test_appointments_again import ahead
from tests.conversations.test_appointments_invited import (
    AT_TWO,
    THEIR_TEXT,
    TO_THREE,
    forwards,
    ics,
    made,
    says_yes,
)
from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from tests.conftest import House

HEAD = b"BEGIN:VCALENDAR\r\n"
DEEP = HEAD + b"BEGIN:VEVENT\r\n" * 5000
MANY = (
    HEAD + b"BEGIN:VEVENT\r\nDTSTART:20270316T140000\r\nEND:VEVENT\r\n" * 500 + b"END:VCALENDAR\r\n"
)
BROKEN = "Jeg får ikke lest fila"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b" \r\n", "Det står ingen avtale i fila"),
        (b"\x00\xff\xfe" * 300, BROKEN),
        (b"%PDF-1.4 not a calendar", BROKEN),
        (ics(AT_TWO)[:120], BROKEN),
        (DEEP, BROKEN),
        (MANY, "Det er flere avtaler i fila"),
        (ics(AT_TWO, "DESCRIPTION:" + "x" * 300_000), "Fila er for stor"),
        (ics(AT_TWO, method="REPLY"), "Fila er et svar på en invitasjon"),
        (ics(AT_TWO, "RECURRENCE-ID:20270316T140000"), "Fila gjelder én av mange ganger"),
        (ics("SUMMARY:Uten tid"), "Det står ikke når det er"),
        (ics("DTSTART:20270316T990000"), BROKEN),
        (ics("DTSTART:20260316T140000"), "Den tiden har vært"),
        (ics("DTSTART:00010101T000000Z"), "Den tiden har vært"),
        (ics("DTSTART:99991231T235959Z"), "Det er mer enn et år til"),
        (ics("DTSTART;TZID=../../../etc/passwd:20270316T990000"), BROKEN),
        (ics(AT_TWO, method="CANCEL", uid="never@seen"), "ikke er laget av en invitasjon her"),
    ],
)  # fmt: skip
async def test_a_bad_file_is_told_in_one_sentence(house: House, content: bytes, told: str) -> None:
    """Kindly, with nothing made and nothing kept; the next one is read as ever."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await forwards(mari, content)
    shown = await mari.reads(told)
    assert THEIR_TEXT not in text_of(shown)
    assert await waiting(house) == 0
    assert await ahead(house, kari) == []
    await forwards(mari, ics(AT_TWO, "SUMMARY:Den gode"))
    await mari.reads("Tittel: Den gode")


async def waiting(house: House) -> int:
    """How many invitations wait for anything."""
    found: list[int] = []

    async def read(turn: Turn) -> None:
        found.append(await turn.tx.value("SELECT COUNT(*) FROM invitations"))

    await house.turn(read)
    return found[-1]


async def test_more_than_anybody_could_answer_are_not_taken_in(house: House) -> None:
    """Twenty wait, one more is told of; answering one makes room."""
    mari = await house.staff("Mari", "worker")
    await house.resident("Kari", worker=mari)
    for number in range(20):
        await forwards(mari, ics(AT_TWO, f"SUMMARY:Nummer {number}", uid=f"{number}"))
        await house.settled()
    await mari.reads("Tittel: Nummer 0")
    await forwards(mari, ics(AT_TWO, uid="more"))
    await mari.reads("Du har 20 invitasjoner som venter på svar")
    assert await waiting(house) == 20
    await mari.presses("Nei, ikke lag den", on=await mari.reads("Tittel: Nummer 0"))
    await mari.reads("Tittel: Nummer 1")
    assert await waiting(house) == 19


async def test_what_is_written_in_it_stays_words(house: House) -> None:
    """Tags, direction overrides and line breaks are text on one line; an identity number is masked."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    place = "LOCATION:<b>Rom</b> 4\\nGå \u202einn\\; <script>x</script> 13097248022"
    await forwards(mari, ics(AT_TWO, TO_THREE, place))
    shown = text_of(await mari.reads("Skal jeg lage denne avtalen?"))
    assert "<b>Rom</b> 4 Gå inn; <script>x</script>" in shown
    assert "13097248022" not in shown
    await says_yes(mari)
    await mari.presses("Send", on=await mari.reads("Stemmer dette?"))
    offer = await kari.reads("<b>Rom</b> 4 Gå inn; <script>x</script>")
    assert "bold" not in {one["type"] for one in offer.get("entities", ())}


async def test_the_file_never_reaches_a_resident_from_staff(house: House) -> None:
    """Also where somebody is open, by any name, from whoever works here: it is for reading, or for nobody."""
    mari = await house.staff("Mari", "worker")
    lise = await house.staff("Lise", "coordinator")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    before = len(await kari.chat())
    await forwards(mari, ics(AT_TWO), name="invitasjon", mime="text/calendar")
    await mari.reads("Skal jeg lage denne avtalen?")
    await forwards(mari, ics(AT_TWO), name="INVITE.ICS", mime="application/octet-stream")
    await mari.reads("Jeg tar den nye invitasjonen når vi er ferdige")
    await forwards(lise, ics(AT_TWO))
    await lise.reads("bare lese for den som følger opp noen")
    await house.settled()
    assert len(await kari.chat()) == before


async def test_a_residents_own_goes_to_the_worker_as_a_file(house: House) -> None:
    """To a resident it is a document like any other: a human gets it, and nothing is made of it."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await forwards(kari, ics(AT_TWO))
    await house.settled()
    assert await waiting(house) == 0
    assert await ahead(house, kari) == []


async def test_only_ones_own_residents_and_only_ones_own_appointments(house: House) -> None:
    """Another worker is offered their own residents, and the other's appointment is unknown to them."""
    mari = await house.staff("Mari", "worker")
    lise = await house.staff("Lise", "worker")
    kari = await house.resident("Kari", worker=mari)
    await house.resident("Ola", worker=lise)
    await made(house, mari, ics(AT_TWO, TO_THREE, "LOCATION:Rom 4"))
    later = "DTSTART;TZID=Europe/Oslo:20270318T100000"
    await forwards(lise, ics(later, method="CANCEL", sequence=5))
    await lise.reads("ikke er laget av en invitasjon her")
    await forwards(lise, ics(later, sequence=5))
    await lise.presses("Ja", on=await lise.reads("Skal jeg lage denne avtalen?"))
    offered = labels(await lise.reads("Hvem er avtalen med?"))
    assert "Ola" in offered
    assert "Kari" not in offered
    assert await ahead(house, kari) == ["03-16 14:00"]


async def test_in_the_middle_of_something_else_that_waits(house: House) -> None:
    """An appointment under way is kept where it was while the invitation is answered."""
    mari = await house.staff("Mari", "worker")
    await house.resident("Kari", worker=mari)
    await mari.says("/start")
    await mari.presses("Ny avtale")
    await mari.presses("Kari", on=await mari.reads("Hvem er avtalen med?"))
    await mari.reads("Hva skal den hete?")
    await forwards(mari, ics(AT_TWO))
    await mari.presses("Nei, ikke lag den", on=await mari.reads("Skal jeg lage denne avtalen?"))
    await mari.presses("Ferdig")
    await mari.says("/start")
    await mari.presses("Ny avtale")
    await mari.reads("Hva skal den hete?")


async def test_one_that_nobody_answers_is_forgotten(house: House) -> None:
    """After a week it is gone, and the question says so; a role that ended reads none."""
    mari = await house.staff("Mari", "worker")
    anne = await house.staff("Anne", "administrator")
    await house.resident("Kari", worker=mari)
    await forwards(mari, ics(AT_TWO, "SUMMARY:Møte"))
    await mari.reads("Tittel: Møte")
    await house.phones.days(8)
    await house.app.ticker.tidy()
    assert await waiting(house) == 0
    mari_id, anne_id = await house.person(mari), await house.person(anne)

    async def gone(turn: Turn) -> None:
        who = await people.the(turn, mari_id)
        await invitations.came(turn, who, Media("document", "x", facts=(("name", "a.ics"),)))
        row = (await stored.to_fetch(turn.tx, 1))[0]
        await role_end.end(turn, await people.the(turn, anne_id), mari_id, "worker")
        await invitations.fetched(turn, row.id, None, "broken")

    await house.turn(gone)
    await house.app.ticker.tick()
    await house.settled()
    assert await waiting(house) == 0


async def test_handed_in_with_its_content_as_at_the_desk(house: House) -> None:
    """The verb behind every door that holds the file itself asks at once, in the same words."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    mari_id = await house.person(mari)

    async def hands_in(turn: Turn) -> None:
        turn.caused_by = mari_id
        content = ics(AT_TWO, TO_THREE, "SUMMARY:Møte", "LOCATION:Rom 4")
        read = invitations.looked_into(content, turn.now, turn.house.zone)
        await invitations.handed_in(turn, await people.the(turn, mari_id), read)

    await house.turn(hands_in)
    house.app.sender.wake()
    await mari.reads("Tittel: Møte", "Skal jeg lage denne avtalen?")
    await says_yes(mari)
    await mari.presses("Send", on=await mari.reads("Stemmer dette?"))
    await mari.reads("Avtalen er lagret")
    assert await ahead(house, kari) == ["03-16 14:00"]
