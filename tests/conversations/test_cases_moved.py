"""What becomes of an application: a case officer moves it, and the resident reads what was shown first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.domain import people
from bot.domain.housing import applications
from bot.domain.mine import my_data
from bot.flow.message import verbatim
from bot.simulator.client import labels, text_of
from tests.conversations.test_access_in_the_chat import agrees, tries
from tests.conversations.test_resident_application import EVERYTHING
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House


async def applied(house: House, kari: Phone, *, yes: bool = True) -> int:
    """An application handed in, with a yes to the housing office unless `yes` is False; her id."""
    kari_id = await house.person(kari)
    if yes:
        await agrees(house, kari_id, "housing_office")

    async def hand_in(turn: Turn) -> None:
        line = applications.Line(verbatim("Hvor"), verbatim("Helst ved elva"))
        answers = applications.Answers((line,))
        who = await people.the(turn, kari_id)
        await applications.hand_in(turn, who, turn.new_id(), answers, complete=True)

    await house.turn(hand_in)
    await house.settled()
    return kari_id


async def listed(siri: Phone) -> list[str]:
    """The rows of the officer's list."""
    await siri.says("/start")
    await siri.presses("Søknader")
    await siri.reads("Neste møte der boliger fordeles")
    await siri.phones.settled()
    return [one for one in labels(await siri.screen()) if ":" in one]


async def opens(siri: Phone, name: str) -> None:
    """The officer opens a case from the list."""
    (label,) = [one for one in await listed(siri) if one.startswith(f"{name}:")]
    await siri.presses(label)
    await siri.reads("Saksbehandler:", button="Si hvor søknaden står")


async def reads_news(kari: Phone) -> str:
    """The newest cover, opened."""
    cover = await kari.reads("Du har en ny melding.")
    await kari.presses("Les", on=cover)
    await kari.phones.settled()
    return text_of((await kari.chat())[-1])


async def test_a_step_is_read_as_it_was_shown(house: House) -> None:
    """The officer sees the words first, adds some of their own, and the resident reads just that."""
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari")
    await applied(house, kari)
    await opens(siri, "Kari")
    await siri.presses("Si hvor søknaden står")
    await siri.presses("Den tas opp på et møte")
    await walks(siri, {}, until="reads_meeting")
    shown = text_of(await siri.reads("Kari leser:"))
    words = shown[shown.index("«") + 1 : shown.rindex("»")]
    assert "Det er ikke sikkert at du får svar da." in words
    await walks(siri, {"more": "say:Ring meg gjerne", "done": "!send"})
    await siri.reads("Sendt til Kari.")
    news = " ".join((await reads_news(kari)).split())
    assert words in news
    assert "Siri skriver: Ring meg gjerne" in news
    await kari.presses("Se hvor det står")
    await kari.reads("Satt opp på et møte.", "Ring meg gjerne", button="Til menyen")


async def test_what_happens_next_and_whose_it_is_stand_in_the_list(house: House) -> None:
    """Where nothing has happened for longest stands first; who moves what is nobody's has it."""
    siri = await house.staff("Siri", "case_officer")
    ola = await house.resident("Ola")
    await applied(house, ola)
    await house.phones.forward(dt.timedelta(hours=1))
    kari = await house.resident("Kari")
    await applied(house, kari)
    await kari.says("Hei")
    assert [one.split(":")[0] for one in await listed(siri)] == ["Ola", "Kari"]
    await opens(siri, "Ola")
    await siri.reads("Nå: mottatt", "Videre: Registrer søknaden.", "Saksbehandler: ingen ennå")
    await siri.presses("Si hvor søknaden står")
    await walks(siri, {"step": "list", "done": "!send"})
    await opens(siri, "Ola")
    await siri.reads("Nå: på lista", "Saksbehandler: Siri")
    assert [one.split(":")[0] for one in await listed(siri)] == ["Kari", "Ola"]


async def test_without_a_yes_the_case_has_no_name_and_no_door(house: House) -> None:
    """A no to the housing office: neither name, step nor answers, by list, task or forged button."""
    anne = await house.staff("Anne", "coordinator")
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari")
    kari_id = await applied(house, kari, yes=False)
    await anne.reads("Ny oppgave.")
    await siri.says("/start")
    await siri.presses("Søknader")
    await siri.reads("Søknader.")
    forged = [f"d:{verb}:{kari_id}" for verb in ("case", "case_step", "case_decide", "case_take")]
    said = await tries(siri, *forged)
    assert "Kari" not in said
    assert "Kari" not in str(await siri.chat())


async def test_the_second_is_told_what_the_first_did(house: House) -> None:
    """Two fill in at once: the second reads what the first did, keeps their words, and may go on."""
    siri = await house.staff("Siri", "case_officer")
    per = await house.staff("Per", "case_officer")
    kari = await house.resident("Kari")
    await applied(house, kari)
    for one in (siri, per):
        await opens(one, "Kari")
        await one.presses("Si hvor søknaden står")
        await walks(one, {"step": "unchanged", "more": f"say:Fra {one.name}"}, until="done")
    await walks(siri, {"done": "!send"})
    await siri.reads("Sendt til Kari.")
    await per.presses("Send til beboeren")
    await per.reads("har Siri gjort noe: skrev at alt er som før", "Fra Per")
    await per.presses("Send til beboeren")
    await per.reads("Sendt til Kari.")
    await house.settled()
    covers = [one for one in await kari.chat() if text_of(one) == "Du har en ny melding."]
    assert len(covers) == 2


async def test_a_case_is_given_to_another_and_outlives_a_role(house: House) -> None:
    """Handed over, the new one is told; when the last role ends the coordinators have it."""
    anne = await house.staff("Anne", "administrator", "coordinator")
    siri = await house.staff("Siri", "case_officer")
    per = await house.staff("Per", "case_officer")
    kari = await house.resident("Kari")
    await applied(house, kari)
    await opens(siri, "Kari")
    await siri.presses("Ta saken")
    await siri.reads("Saken er din nå.")
    await siri.presses("Åpne saken")
    await siri.presses("Gi saken til en annen")
    await siri.presses("Per")
    await siri.reads("Per har saken nå")
    await per.presses("Åpne saken", on=await per.reads("Du har fått en sak."))
    await per.reads("Saksbehandler: Per")
    for name in ("Per", "Siri"):
        await anne.says("/start")
        await anne.presses("Ansatte")
        await anne.presses(f"{name}, saksbehandler")
        await anne.presses("Ja, avslutt rollen")
        await anne.reads(f"{name} er ikke lenger saksbehandler.")
    await anne.says("/start")
    await anne.presses("Oppgaver")
    await anne.presses("Søknaden til Kari har ingen saksbehandler.")
    await per.presses_old(await per.screen(), f"d:case:{await house.person(kari)}")
    await house.settled()
    assert "Saksbehandler: Per" not in str(await per.screen())


async def test_the_file_of_everything_has_each_step(house: House) -> None:
    """«Alt om meg» holds what was marked and what was said with it."""
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari")
    kari_id = await applied(house, kari)
    await opens(siri, "Kari")
    await siri.presses("Si hvor søknaden står")
    await walks(siri, {"step": "papers", "missing": "say:Lønnsslipp", "done": "!send"})
    found: list[str] = []

    async def paper(turn: Turn) -> None:
        found.append(str(await my_data.paper(turn, await people.the(turn, kari_id))))

    await house.turn(paper)
    assert "cases.step.papers" in found[0]
    assert "Lønnsslipp" in found[0]


async def test_before_a_month_has_passed_somebody_is_asked_for_a_word(house: House) -> None:
    """Five days before it is over, and only while nothing has been said of the application."""
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari", neutral=False)
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, EVERYTHING | {"ask_housing_office": "yes", "done": "!send"})
    await siri.reads("Ny oppgave.")
    await house.phones.forward(dt.timedelta(days=27))
    await siri.says("/start")
    await siri.presses("Oppgaver")
    await siri.reads(lambda one: "når svaret kommer" in str(one))
