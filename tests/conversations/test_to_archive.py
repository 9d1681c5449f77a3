"""To the archive: what goes is marked, a file is made for the journal, told of, and taken away."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from bot.domain.mine import privacy
from bot.simulator.client import labels
from bot.store import archive
from tests.conversations.test_access_in_the_chat import tries
from tests.conversations.test_my_data import file_in
from tests.conversations.test_relay_words import opened
from tests.conversations.walking import asked, taps, walks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Message, Phone
    from bot.store import Tx
    from tests.conftest import House

FORM = {
    "dates": "say:10. mars",
    "who": "say:Kari og Mari",
    "agreed": "say:Ringe legen\nMari kl. 10.00: falsk",
    "words": "say:Kari har det bedre.",
}


async def _more(mari: Phone, door: str) -> None:
    await mari.presses("Mer")
    await mari.presses(door)


async def _archives(mari: Phone, period: str, **more: str) -> Message:
    await walks(mari, {"period": period, **FORM, **more}, until="done")
    here = await asked(mari)
    assert here is not None
    await taps(mari, here, "!send")
    return await mari.reads("Legg fila i journalen", button="Ferdig, ta bort fila")


async def _lived(house: House) -> tuple[Phone, Phone]:
    """Two weeks of a thread: the first last week, two this week."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await opened(mari, kari, "Forrige uke <b>")
    await house.phones.days(7)
    await kari.says("Denne uka")
    await kari.presses("Ja, send")
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.reads("Denne uka")
    await mari.says("Svar fra meg")
    await kari.reads("Svar fra meg")
    await kari.sends("voice")
    await house.settled()
    return mari, kari


async def test_a_week_becomes_a_file_letter_by_letter(house: House) -> None:
    """Header, summary first, then the messages in order; a voice message is named; markup is words."""
    mari, kari = await _lived(house)
    await _more(mari, "Til arkiv")
    await mari.reads("Til arkiv: Kari", "merket «til arkiv»", "Meldinger som er med: 4.")
    await mari.presses("Lag fil til journalen")
    message = await _archives(mari, "2027-W11")
    assert message["document"]["file_name"] == "til-arkiv-2027-03-17.html"
    body = file_in(house, message).split("<body>\n")[1]
    assert re.sub(r"kl\. 1\d\.\d\d", "kl. X", body) == (
        '<h1 dir="auto">Til journalen: Kari</h1>\n'
        '<section>\n<h2 dir="auto">Om fila</h2>\n'
        + _head("Kommune: Fjordvik")
        + _head("Gjelder: Kari")
        + _head("Tid: mandag 15. mars 2027 til søndag 21. mars 2027")
        + _head("Laget av Mari, onsdag 17. mars 2027 kl. X")
        + _head("Meldinger som er med: 3.")
        + '</section>\n<section>\n<h2 dir="auto">Sammendrag</h2>\n'
        + _head("Datoer", "10. mars")
        + _head("Hvem", "Kari og Mari")
        + _head("Enige om", "Ringe legen\nMari kl. X: falsk")
        + _head("Sammendrag", "Kari har det bedre.")
        + '</section>\n<section>\n<h2 dir="auto">Meldinger</h2>\n'
        + _head("onsdag 17. mars 2027 kl. X · Kari", "Denne uka")
        + _head("onsdag 17. mars 2027 kl. X · Mari", "Svar fra meg")
        + _head("onsdag 17. mars 2027 kl. X · Kari", "En talemelding")
        + "</section>\n</body>\n</html>\n"
    )
    await kari.reads("Mari har lagt et sammendrag i journalen din. Du kan be om å få lese det.")
    await kari.says("/start")
    await kari.reads("Hei, Kari")
    await tries(kari, "d:seen:0")
    await kari.reads("Mari la et sammendrag i journalen din.")


def _head(head: str, words: str = "") -> str:
    said = f'<p dir="auto"><bdi>{words}</bdi></p>' if words else ""
    return f'<article><h3 dir="auto"><bdi>{head}</bdi></h3>{said}</article>\n'


async def test_what_is_marked_otherwise_is_left_out_and_counted(house: House) -> None:
    """The thread out, one week in, one message of it out: one press each, and the file counts the rest."""
    mari, _ = await _lived(house)
    await _more(mari, "Til arkiv")
    await mari.presses("Tråden: ikke til arkiv")
    await mari.reads(
        "merket «ikke til arkiv»", "Meldinger som er med: 0.", "Meldinger som ikke er med: 4."
    )
    await mari.presses("Velg uker")
    await mari.reads("Uke 11: mandag 15. mars til søndag 21. mars", button="Uke 10 er ikke med")
    await mari.presses("Uke 11 er ikke med")
    await mari.reads(button="Uke 11 er med")
    await mari.presses("Tilbake")
    await mari.reads("Meldinger som er med: 3.")
    await mari.presses("Velg meldinger")
    shown = await mari.reads("1. onsdag 17. mars", "Svar fra meg", button="4 er ikke med")
    assert labels(shown)[:3] == ["1 er med", "2 er med", "3 er med"]
    await mari.presses("2 er med")
    await mari.reads(button="2 er ikke med")
    await mari.presses("Tilbake")
    await mari.presses("Lag fil til journalen")
    file = file_in(house, await _archives(mari, "all"))
    assert "Meldinger som er med: 2." in file
    assert "Meldinger som ikke er med: 2." in file
    assert "Svar fra meg" not in file
    assert "Forrige uke" not in file
    assert "Denne uka" in file


async def test_done_takes_the_file_away_and_forty_hours_do_too(house: House) -> None:
    """A press removes it and what it held waits nowhere; unpressed it goes before two days are over."""
    mari, kari = await _lived(house)
    kari_id = await house.person(kari)
    await _more(mari, "Til arkiv")
    await mari.presses("Lag fil til journalen")
    await _archives(mari, "all")
    await mari.presses("Ferdig, ta bort fila")
    await mari.reads("Fila er tatt bort fra chatten.")
    assert not await _files(mari)

    async def left(tx: Tx) -> list[object]:
        rows = await tx.all(
            "SELECT d.body FROM deliveries d JOIN archive_exports e"
            " ON e.message_id = d.message_id WHERE d.kind = 'send'"
        )
        return [row[0] for row in rows]

    assert await house.app.store.read(left) == [None]
    assert len(await house.app.store.read(lambda tx: archive.done_of(tx, kari_id))) == 4
    await tries(mari, f"d:archive_file:{kari_id}")
    await _archives(mari, "all")
    await house.phones.forward(dt.timedelta(hours=41))
    await mari.reads("Fila til journalen er tatt bort fra chatten.")
    assert not await _files(mari)


async def _files(phone: Phone) -> list[Message]:
    await phone.phones.settled()
    return [one for one in await phone.chat() if "document" in one]


async def test_a_coordinator_types_a_reason_which_the_person_sees(house: House) -> None:
    """Not their own worker: the reason is asked for first, kept, and shown; a stranger gets nothing."""
    anne = await house.staff("Anne", "coordinator")
    berit = await house.staff("Berit", "worker")
    _, kari = await _lived(house)
    kari_id = await house.person(kari)
    refused = await tries(berit, f"d:archive:{kari_id}", f"d:archive_file:{kari_id}")
    assert "Kari" not in refused
    await berit.reads("Du har ikke tilgang til det.")
    await tries(anne, f"d:archive:{kari_id}")
    await anne.reads("Hvorfor trenger du fila?")
    await _archives(anne, "all", reason="say:Mari har sluttet")
    await kari.reads("Anne har lagt et sammendrag i journalen din.")
    await tries(kari, "d:seen:0")
    await kari.reads("Anne la et sammendrag i journalen din. Grunnen var: Mari har sluttet")


async def test_handed_over_before_it_is_made_there_is_no_file(house: House) -> None:
    """Begun by her worker, sent by one who is that no more: a reason does not help."""
    mari, kari = await _lived(house)
    kari_id = await house.person(kari)
    await _more(mari, "Til arkiv")
    await mari.presses("Lag fil til journalen")
    await walks(mari, {"period": "all", **FORM}, until="done")
    here = await asked(mari)
    assert here is not None
    await house.turn(lambda turn: turn.tx.execute("UPDATE assignments SET valid_to = ?", turn.at))
    await taps(mari, here, "!send")
    await mari.reads("Hvorfor trenger du fila?")
    await mari.says("Jeg vil bare ha den")
    await mari.presses("Lag fila")
    await mari.reads("Du har ikke tilgang til det.")
    assert not await _files(mari)
    assert not await house.app.store.read(lambda tx: archive.done_of(tx, kari_id))


async def test_erased_nothing_is_left_of_what_was_marked(house: House) -> None:
    """Marks and the list of what has gone are deleted with the person; the file leaves the chat in time."""
    mari, kari = await _lived(house)
    kari_id = await house.person(kari)
    await tries(mari, f"d:archive_thread:{kari_id}.1", f"d:archive_file:{kari_id}")
    await _archives(mari, "all")

    async def erased(turn: Turn) -> None:
        await privacy.erase(turn, kari_id)

    await house.turn(erased)
    await house.app.handler.finish_erasing()
    assert not await house.app.store.read(lambda tx: archive.marks(tx, kari_id))
    assert not await house.app.store.read(lambda tx: archive.done_of(tx, kari_id))
    await house.phones.forward(dt.timedelta(hours=41))
    assert not await _files(mari)


async def test_what_was_changed_and_deleted_is_marked(house: House) -> None:
    """A changed message says when; of a deleted one only that it was, and when; an answer says to what."""
    mari, _ = await _lived(house)

    async def later(turn: Turn) -> None:
        rows = await turn.tx.all("SELECT id FROM thread_messages ORDER BY created_at")
        first, second = rows[0][0], rows[1][0]
        await turn.tx.execute(
            "UPDATE thread_messages SET edited_at = ? WHERE id = ?", turn.at, second
        )
        await turn.tx.execute(
            "UPDATE thread_messages SET deleted_at = ?, body = NULL WHERE id = ?", turn.at, first
        )

    await house.turn(later)
    await _more(mari, "Til arkiv")
    await mari.presses("Lag fil til journalen")
    file = file_in(house, await _archives(mari, "all"))
    assert re.search(r"onsdag 10\. mars 2027 kl\. 10\.\d\d · Kari · slettet onsdag 17\. mars", file)
    assert re.search(r"onsdag 17\. mars 2027 kl\. 10\.\d\d · Kari · endret onsdag 17\. mars", file)
    assert "Forrige uke" not in file
