"""Words that may mean danger: the numbers at once, a human at once, and nothing held back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of
from bot.store import tasks
from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House

NIGHT = (2027, 3, 10, 23, 30)
NUMBERS = "Det du skriver, gjør at jeg vil vise deg disse numrene."


async def texts(phone: Phone) -> str:
    """Everything of ours that stands in a chat."""
    return "\n".join(text_of(one) for one in await phone.chat() if one["from"]["is_bot"])


async def open_tasks(house: House, phone: Phone) -> list[tasks.Row]:
    """What is open about this resident."""
    person_id = await house.person(phone)

    async def found(turn: Turn) -> list[tasks.Row]:
        return await tasks.open_about(turn.tx, person_id, "danger")

    return await house.turn(found)  # type: ignore[return-value]  # what the body returns


async def test_the_numbers_come_at_once_and_the_words_go_on(house: House) -> None:
    """In an open thread: relayed like anything else, the numbers shown, the worker rung without words."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await mari.presses("Ferdig nå")
    await mari.locks()
    await kari.says("Jeg orker ikke mer")
    shown = await kari.reads(NUMBERS, "113", "116 123")
    assert text_of(shown).index("113") < text_of(shown).index("116 123")
    await kari.reads("Jeg har sagt fra til Mari")
    assert "suicid" not in text_of(shown).casefold()
    rung = [one for one in await mari.lock_screen() if "haster" in one]
    assert rung == ["Det haster. Noen kan være i fare."]
    await mari.unlocks()
    ordinary = await mari.reads("Ny melding.")
    await mari.presses("Åpne", on=await mari.reads("Det haster. Noen kan være i fare."))
    await mari.reads("Kari skrev noe", "Jeg orker ikke mer", "Jeg kan ta feil")
    await kari.reads(NUMBERS, "Åpnet av Mari kl. 10")
    await mari.presses("Åpne", on=ordinary)
    await mari.reads("Jeg orker ikke mer", "Det du skriver nå, går til Kari.")


async def test_the_lawn_of_a_lady_of_82_is_nothing(house: House) -> None:
    """Everyday words show no number and flag nothing."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Jeg skal slå plenen til en dame på 82")
    await kari.presses("Ja, send")
    await kari.reads("Sendt til Mari.")
    assert NUMBERS not in await texts(kari)
    assert not await open_tasks(house, kari)


async def test_what_still_waits_for_a_yes_goes_to_a_human_at_once(house: House) -> None:
    """Held words: numbers, a human who may read exactly that, and the writer is told; «nei» changes nothing."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Han slår meg")
    await kari.reads("Skal jeg sende dette til Mari?", button="Ja, send")
    await kari.reads(NUMBERS, "112", "116 006", "Jeg har sagt fra til Mari")
    await mari.presses("Åpne", on=await mari.reads("Det haster."))
    await mari.reads("ikke sendt da det ble skrevet", "Han slår meg")
    question = next(one for one in await kari.chat() if "Nei, slett det" in labels(one))
    await kari.presses("Nei, slett det", on=question)
    await kari.reads("Slettet.")
    assert len(await open_tasks(house, kari)) == 1


async def test_answers_in_a_conversation_are_looked_through(house: House) -> None:
    """A text question in a flow: the answer is stored, the numbers come below, a human is told."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Mer")
    await kari.presses("Endre navn og varsler")
    await kari.reads("Hva skal vi kalle deg?")
    await kari.says("jeg vil ikke leve mer")
    await kari.reads(NUMBERS, "113")
    await mari.presses("Åpne", on=await mari.reads("Det haster."))
    await mari.reads("svar på et spørsmål: jeg vil ikke leve mer")


async def test_an_edit_and_a_caption_are_looked_through(house: House) -> None:
    """What is changed afterwards, and what stands under a picture."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    sent = await kari.says("Hei igjen")
    await kari.edits(sent["message"], "jeg skal drepe meg")
    await kari.reads(NUMBERS, "113")
    await mari.presses("Åpne", on=await mari.reads("Det haster."))
    await mari.reads("endret melding: jeg skal drepe meg")


async def test_somebody_who_never_said_yes_is_helped_too(house: House) -> None:
    """The first words of a stranger: numbers, and the coordinators are told."""
    anne = await house.staff("Anne", "coordinator")
    phone = await house.phones.add("Ukjent")
    await phone.says("/start")
    await phone.says("jeg vil dø")
    await phone.reads(NUMBERS, "113")
    await anne.presses("Åpne", on=await anne.reads("Det haster."))
    await anne.reads("jeg vil dø")


async def test_several_within_minutes_are_one_flag_that_grows(house: House) -> None:
    """The numbers once an hour, one task with all of it; another kind of danger shows its own."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    for words in ("orker ikke mer", "jeg vil dø", "vil ikke leve"):
        await kari.says(words)
    await house.settled()
    assert (await texts(kari)).count(NUMBERS) == 1
    assert len(await open_tasks(house, kari)) == 1
    await mari.presses("Åpne", on=await mari.reads("Det haster."))
    await mari.reads("orker ikke mer", "jeg vil dø", "vil ikke leve")
    await kari.says("og han har kniv")
    await house.settled()
    assert (await texts(kari)).count(NUMBERS) == 2
    assert len(await open_tasks(house, kari)) == 1
    await house.phones.forward(dt.timedelta(minutes=61))
    await kari.says("jeg vil dø")
    await house.settled()
    assert (await texts(kari)).count(NUMBERS) == 3


async def test_it_stays_on_top_until_somebody_has_written_what_was_done(house: House) -> None:
    """«Ferdig» does not take it away; a line does, which the coordinator reads; it is audited."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Penger og husleie")
    await kari.presses("Jeg klarer ikke å betale")
    await kari.reads("Mari")
    await kari.says("/meny")
    await kari.says("orker ikke mer")
    await mari.presses("Åpne", on=await mari.reads("Det haster."))
    (row,) = await open_tasks(house, kari)
    await mari.says("/start")
    await mari.presses("Oppgaver")
    listed = await mari.reads("Oppgaver.")
    assert labels(listed)[0].startswith("Kari kan være i fare")
    await mari.presses_old(listed, f"d:task_done:{row.id}")
    await mari.reads("Skriv først hva som ble gjort.")
    assert await open_tasks(house, kari)
    await mari.says("/start")
    await mari.presses("Oppgaver")
    await mari.presses(labels(listed)[0])
    await mari.presses("Åpne", on=await mari.reads("Kari kan være i fare"))
    await mari.presses("Skriv hva som ble gjort", on=await mari.reads("Kari skrev noe"))
    await mari.says("Ringte. Hun er hos søsteren i natt.")
    await mari.presses("Ja, lagre")
    await mari.reads("Takk. Koordinator kan lese det du skrev.")
    assert not await open_tasks(house, kari)
    await anne.presses("Åpne", on=await anne.reads("Noen har skrevet hva som ble gjort"))
    await anne.reads("Mari skrev", "Kari", "Hun er hos søsteren i natt.")
    kari_id = await house.person(kari)

    async def audited(turn: Turn) -> list[str]:
        rows = await turn.tx.all("SELECT action FROM audit WHERE subject_id = ?", kari_id)
        return [row[0] for row in rows]

    noted = await house.turn(audited)
    assert isinstance(noted, list)
    assert {"read danger flag", "closed danger flag", "read danger outcome"} <= set(noted)


async def test_unopened_it_goes_on_to_the_stand_in_the_duty_and_the_coordinator(
    house: House,
) -> None:
    """Each has the pack's minutes; the writer reads who is told now; the first to open it has it."""
    anne = await house.staff("Anne", "coordinator")
    dag = await house.staff("Dag", "duty")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("orker ikke mer")
    first = await mari.reads("Det haster.")
    assert "haster" not in await texts(dag)
    await house.phones.forward(dt.timedelta(minutes=16))
    await dag.reads("Det haster.")
    await kari.reads(NUMBERS, "sagt fra til")
    assert "haster" not in await texts(anne)
    await house.phones.forward(dt.timedelta(minutes=16))
    await anne.presses("Åpne", on=await anne.reads("Det haster."))
    await anne.reads("orker ikke mer")
    await kari.reads("Åpnet av Anne")
    await house.phones.forward(dt.timedelta(minutes=16))
    await mari.presses("Åpne", on=first)
    await mari.reads("orker ikke mer", "Åpnet av Anne")


async def test_nobody_opens_it_and_the_writer_is_told(house: House) -> None:
    """When nobody is left, the person reads so, and the flag is still on top."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("orker ikke mer")
    await mari.reads("Det haster.")
    await house.phones.forward(dt.timedelta(minutes=16))
    await kari.presses("Les", on=await kari.reads("Du har en ny melding."))
    await kari.reads("Ingen har åpnet det du skrev ennå.")
    assert len(await open_tasks(house, kari)) == 1


async def test_at_night_it_goes_to_whom_the_pack_names(house: House) -> None:
    """Fjordvik names the duty: rung at half past eleven, and the worker is not."""
    dag = await house.staff("Dag", "duty")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    house.at(*NIGHT)
    await kari.says("orker ikke mer")
    await kari.reads(NUMBERS, "Jeg har sagt fra til Dag")
    assert "haster" not in await texts(mari)
    await dag.presses("Åpne", on=await dag.reads("Det haster."))
    await dag.reads("orker ikke mer")
    await kari.reads("Åpnet av Dag")


async def test_where_nobody_reads_at_night_it_says_when(build: Callable[..., House]) -> None:
    """Lillevik says «ingen»: the person reads until when, with numbers; in the morning the worker is rung."""
    async with build(pack="lillevik") as house:
        dag = await house.staff("Dag", "duty")
        mari = await house.staff("Mari", "worker")
        kari = await house.resident("Kari", worker=mari)
        house.at(*NIGHT)
        await kari.says("orker ikke mer")
        await kari.reads(NUMBERS, "113", "Ingen leser dette før torsdag 11. mars")
        assert "haster" not in await texts(mari) + await texts(dag)
        await house.phones.forward(dt.timedelta(hours=11))
        await mari.presses("Åpne", on=await mari.reads("Det haster."))
        await mari.reads("orker ikke mer")


async def test_a_stranger_among_staff_opens_nothing(house: House) -> None:
    """Another worker, the administrator and a duty worker who was not told are refused."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    others = [
        await house.staff("Berit", "worker"),
        await house.staff("Dag", "duty"),
        await house.staff("Adm", "administrator"),
    ]
    await kari.says("orker ikke mer")
    notice = await mari.reads("Det haster.")
    data = notice["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    for other in others:
        await other.says("/start")
        await house.settled()
        await other.presses_old(await other.screen(), data)
        await house.settled()
        assert "orker ikke mer" not in await texts(other)


async def test_urgent_says_who_is_told_now_or_when_somebody_reads(
    build: Callable[..., House],
) -> None:
    """By day the contact's name; at night in Lillevik that nobody reads before morning, and the numbers."""
    async with build(pack="lillevik") as house:
        mari = await house.staff("Mari", "worker")
        kari = await house.resident("Kari", worker=mari)
        await kari.presses("Snakk med noen")
        await kari.presses("Kontakten min")
        await kari.presses("Det haster")
        await kari.reads("så får Mari beskjed nå", "ring 113")
        house.at(*NIGHT)
        await kari.says("/meny")
        await kari.presses("Snakk med noen")
        await kari.presses("Kontakten min")
        await kari.reads("Ingen leser dette før torsdag 11. mars", "ring 113")
