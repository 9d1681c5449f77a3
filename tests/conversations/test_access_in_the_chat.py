"""Who may do what, asked through the chat: forged buttons, old ones, other people's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import people, tasks
from bot.domain.housing import applications
from bot.flow.message import verbatim
from bot.simulator.client import text_of
from bot.store import applications as stored_applications
from bot.store import consents
from tests.conversations.test_relay_words import opened

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House

PRIVATE = "Bare til Mari"


async def tries(phone: Phone, *data: str) -> str:
    """Press forged buttons on one's own newest message; everything that stands in the chat after."""
    for one in data:
        await phone.says("/start")
        await phone.presses_old(await phone.screen(), one)
        await phone.phones.settled()
    return "\n".join(text_of(one) for one in await phone.chat() if one["from"]["is_bot"])


async def test_nobody_reads_a_thread_that_is_not_theirs(house: House) -> None:
    """Another worker, the duty worker, the administrator and another resident."""
    mari = await house.staff("Mari", "worker")
    others = [
        await house.staff("Berit", "worker"),
        await house.staff("Dag", "duty"),
        await house.staff("Ada", "administrator"),
        await house.resident("Ola"),
    ]
    kari = await house.resident("Kari", worker=mari)
    await opened(mari, kari, PRIVATE)
    kari_id = await house.person(kari)
    forged = [
        f"d:{verb}:{kari_id}" for verb in ("open", "write", "done", "take", "give", "send_kept")
    ]
    for other in others:
        read = await tries(other, *forged)
        assert PRIVATE not in read, other.name
        await other.says("Hei du")
        await house.phones.settled()
    assert not [one for one in await kari.chat() if text_of(one) == "Du har en ny melding."]


async def test_a_coordinator_reads_with_a_reason_that_the_person_sees(house: House) -> None:
    """Not in the own queue: a reason is asked for; reading opens nothing and answers nothing."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await opened(mari, kari, PRIVATE)
    await kari.says("Og dette")
    await kari.reads("Sendt til Mari.")
    kari_id = await house.person(kari)
    for verb in ("write", "send_kept", "take:x"):
        assert PRIVATE not in await tries(anne, f"d:{verb}:{kari_id}")
    assert PRIVATE not in await tries(anne, f"d:open:{kari_id}")
    await anne.reads("Dette står ikke i din kø.")
    await anne.says("Mari er syk og kan ikke svare")
    await anne.presses("Åpne tråden")
    shown = await anne.reads("Og dette", "Du kan lese.")
    assert "går til Kari" not in text_of(shown)
    await kari.reads("Anne har lest meldingene dine. Grunnen er: Mari er syk og kan ikke svare")
    await anne.says("Hei Kari")
    await house.phones.settled()
    assert not any("Hei Kari" in text_of(one) for one in await kari.chat())
    await mari.presses("Åpne", on=await mari.reads("Ny melding."))
    await mari.reads("Og dette")
    await kari.reads("Åpnet av Mari")


async def test_a_resident_gets_nowhere_with_the_buttons_of_staff(house: House) -> None:
    """Each is answered kindly, and the resident's own menu is shown."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    for verb in ("list", "people", "tasks", "away", "back", "flow:invite", "flow:new_appointment"):
        await kari.says("/start")
        await kari.presses_old(await kari.screen(), f"d:{verb}" + ("" if ":" in verb else ":"))
        await kari.reads("Den knappen", button="Bolig")


async def test_what_was_shown_cannot_be_revealed_by_another(house: House) -> None:
    """«Les» belongs to the one it was sent to; odd numbers are answered as old buttons."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    ola = await house.resident("Ola", worker=mari)
    await opened(mari, kari)
    await mari.says(PRIVATE)
    cover = await kari.reads("Du har en ny melding.")
    data = cover["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert PRIVATE not in await tries(ola, data)
    odd = ("d:read:x", "d:read:" + "9" * 40, "d:read:-1", "d:open", "d:", "x", "f:apply:safe:yes")
    await tries(ola, *odd)
    await kari.presses("Les")
    await kari.reads(PRIVATE)


async def test_a_fault_shows_the_administrator_type_and_place_only(house: House) -> None:
    """No words of anybody's; and the fault task is nobody else's."""
    ada = await house.staff("Ada", "administrator")
    mari = await house.staff("Mari", "worker")

    async def note(turn: Turn) -> None:
        await tasks.note_fault(turn, "ValueError", "bot/domain/held.py:10", 1)

    await house.turn(note)
    await ada.says("/start")
    await ada.presses("Oppgaver")
    await ada.presses("Feil i systemet: ValueError i bot/domain/held.py:10.")
    await ada.reads("Feil i systemet", "Eier: alle som er administrator.")
    await ada.presses("Ferdig")
    await ada.reads("Ingen åpne oppgaver.")
    await mari.says("/start")
    await mari.presses("Oppgaver")
    await mari.reads("Ingen åpne oppgaver.")


async def test_answers_of_an_application_take_a_yes_for_this_reader(house: House) -> None:
    """The worker's yes is the worker's own; the coordinator reads with the housing office's."""
    anne = await house.staff("Anne", "coordinator")
    mari = await house.staff("Mari", "worker")
    berit = await house.staff("Berit", "worker")
    kari = await house.resident("Kari", worker=mari)
    kari_id = await house.person(kari)
    application = await handed_in(house, kari_id)
    press = f"d:answers:{application}"
    for reader in (anne, mari, berit):
        assert "Helst ved elva" not in await tries(reader, press)
    await agrees(house, kari_id, "worker")
    assert "Helst ved elva" in await tries(mari, press)
    assert "Helst ved elva" not in await tries(berit, press)
    assert "Helst ved elva" not in await tries(anne, press)
    await agrees(house, kari_id, "housing_office")
    assert "Helst ved elva" in await tries(anne, press)


async def handed_in(house: House, resident_id: int) -> int:
    """An application with one answer; its number."""

    async def hand_in(turn: Turn) -> int:
        who = await people.the(turn, resident_id)
        line = applications.Line(verbatim("Hvor"), verbatim("Helst ved elva"))
        answers = applications.Answers((line,))
        await applications.hand_in(turn, who, 7, answers, complete=True)
        found = await stored_applications.newest(turn.tx, resident_id)
        assert found is not None
        return found.id

    return int(str(await house.turn(hand_in)))


async def agrees(house: House, resident_id: int, recipient: str) -> None:
    """The resident's yes to one recipient."""

    async def agree(turn: Turn) -> None:
        await consents.say(
            turn.tx, turn.new_id(), resident_id, recipient, "application", True, turn.at
        )

    await house.turn(agree)
