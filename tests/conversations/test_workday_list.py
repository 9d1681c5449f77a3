"""A worker's list: by need and waiting time, the next one, done for now, and what is urgent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people, tasks
from bot.simulator.client import buttons, text_of
from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House

MINUTE = dt.timedelta(minutes=1)


async def writes(resident: Phone, words: str) -> None:
    """The resident writes to whoever follows them up."""
    await resident.says(words)
    await resident.presses("Ja, send")
    await resident.reads("Sendt til")


async def row_labels(worker: Phone) -> list[str]:
    """The people in the list, from the top."""
    await worker.says("/start")
    await worker.presses("De som venter")
    screen = await worker.reads("Lengst ventetid først.")
    return [one["text"] for one in buttons(screen) if " · " in one["text"]]


async def test_need_comes_before_waiting_and_waiting_before_words(house: House) -> None:
    """Danger, then urgent, then rent, then whoever waited longest, however much the last one wrote."""
    mari = await house.staff("Mari", "worker")
    names = ("Kari", "Ola", "Per", "Siri", "Tove")
    kari, ola, per, siri, tove = [await house.resident(one, worker=mari) for one in names]
    for resident in (kari, ola, per):
        await writes(resident, "Hei")
        await house.phones.forward(MINUTE)
    for _ in range(5):
        await per.says("Og en ting til")
    ids = [await house.person(one) for one in (siri, tove, ola)]

    async def more(turn: Turn) -> None:
        owner = await house.person(mari)
        for subject, kind in zip(ids, ("rent_hard", "danger", "urgent"), strict=True):
            await tasks.open_task(turn, kind, "worker", subject=subject, owner=owner)

    await house.turn(more)
    labels = await row_labels(mari)
    assert [one.partition(" · ")[0] for one in labels] == ["Tove", "Ola", "Siri", "Kari", "Per"]
    assert "mulig fare" in labels[0]
    assert "haster" in labels[1]
    assert "brev eller frist" in labels[2]
    assert "venter siden kl. 10" in labels[3]


async def test_next_goes_through_the_list_and_begins_again(house: House) -> None:
    """«Neste» opens whoever stands behind; behind the last it is the first again."""
    mari = await house.staff("Mari", "worker")
    for name in ("Kari", "Ola"):
        resident = await house.resident(name, worker=mari)
        await writes(resident, f"{name} trenger noe")
        await house.phones.forward(MINUTE)
    await row_labels(mari)
    await mari.presses((await row_labels(mari))[0])
    await mari.presses("Neste", on=await mari.reads("Kari trenger noe"))
    await mari.presses("Neste", on=await mari.reads("Ola trenger noe"))
    await mari.reads("Det du skriver nå, går til Kari.")
    await mari.presses("Ferdig nå")
    await mari.reads("Lukket.")
    await mari.presses("Neste")
    await mari.reads("Det du skriver nå, går til Ola.")


async def test_done_swallows_nothing_that_came_after_what_was_shown(house: House) -> None:
    """«Ferdig nå» closes what has been seen; what came meanwhile still waits, and that is said."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await kari.says("Og en ting til")
    await kari.reads("Sendt til Mari.")
    await mari.presses("Ferdig nå")
    await mari.reads("Kari har skrevet mer", button="Åpne")
    assert (await row_labels(mari))[0].startswith("Kari · venter")
    await mari.presses((await row_labels(mari))[0])
    await mari.reads("Og en ting til")
    await mari.presses("Ferdig nå")
    await mari.reads("Lukket.")
    await mari.says("/start")
    await mari.reads("Venter på svar: 0")


async def test_an_answer_swallows_nothing_that_nobody_has_opened(house: House) -> None:
    """What came while the worker was typing still waits after the answer has gone."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari)
    await kari.says("Vent, det er noe mer")
    await kari.reads("Sendt til Mari.")
    await mari.says("Greit, vi ses")
    await mari.reads("Sendt til Kari.")
    assert (await row_labels(mari))[0].startswith("Kari · venter")


async def test_the_list_has_pages(house: House) -> None:
    """Eight at a time; «Flere» shows the next and «Forrige» goes back."""
    mari = await house.staff("Mari", "worker")
    mine = await house.person(mari)

    for number in range(1, 10):
        await house.app.house.keys.make_person(number)

    async def many(turn: Turn) -> None:
        for number in range(1, 10):
            await people.begin(turn, number, "nb", state="active", name=f"Nr {number}")
            await people.assign(turn, number, mine)
            await tasks.open_task(turn, "rent_hard", "worker", subject=number, owner=mine)

    await house.turn(many)
    assert len(await row_labels(mari)) == 8
    await mari.presses("Flere")
    last = await mari.reads("Lengst ventetid først.", button="Forrige")
    assert buttons(last)[0]["text"].startswith("Nr ")
    await mari.presses("Forrige")
    await mari.reads("Lengst ventetid først.", button="Flere")


async def test_urgent_has_an_owner_and_a_way_back(house: House) -> None:
    """A worker marks a resident: on top of the list, owned by name, given to duty, taken back."""
    mari = await house.staff("Mari", "worker")
    dag = await house.staff("Dag", "duty")
    await writes(await house.resident("Ola", worker=mari), "Hei")
    kari = await house.resident("Kari", worker=mari)
    await house.phones.forward(MINUTE)
    await writes(kari, "Hei")
    await mari.presses((await row_labels(mari))[1])
    await mari.presses("Mer")
    await mari.presses("Merk som haster")
    await mari.reads("Mari merket Kari som haster", "Eier: Mari.")
    assert [one.partition(" · ")[0] for one in await row_labels(mari)] == ["Kari", "Ola"]
    await mari.presses((await row_labels(mari))[0])
    await mari.reads("Mari merket Kari som haster", "Det du skriver nå, går til Kari.")
    await mari.presses("Mer")
    await mari.presses("Merk som haster")
    await mari.presses("Vakta tar det")
    await mari.reads("Eier: alle som er vakt.")
    notice = await dag.reads("Ny oppgave.", button="Åpne")
    assert "Kari" not in text_of(notice)
    await dag.presses("Åpne")
    await dag.reads("Mari merket Kari som haster")
    await mari.presses("Haster ikke lenger")
    await mari.reads("Kari er ikke merket som haster nå.", button="Det haster likevel")
    assert [one.partition(" · ")[0] for one in await row_labels(mari)] == ["Ola", "Kari"]


async def test_somebody_elses_list_opens_nothing(house: House) -> None:
    """The buttons of one worker, pressed by another, are refused one by one, and change nothing."""
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari, "Hemmelig")
    kari_id = await house.person(kari)
    await berit.says("/start")
    screen = await berit.reads("Venter på svar: 0")
    for verb in ("open", "urgent", "calm", "notes", "note_new", "note_change", "urgent_to_duty"):
        await berit.presses_old(screen, f"d:{verb}:{kari_id}")
        await house.phones.settled()
        assert "Du har ikke tilgang til det." in text_of(await berit.screen())
        assert "Kari" not in str(await berit.chat())
        assert "Hemmelig" not in str(await berit.chat())
    await berit.presses_old(screen, f"d:done:{kari_id}")
    await house.phones.settled()
    assert (await row_labels(mari))[0].startswith("Kari · venter")
