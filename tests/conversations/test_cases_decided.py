"""A decision in plain words, with the day by which an appeal must be sent, and a human for it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import text_of
from tests.conversations.test_cases_moved import applied, opens, reads_news
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House

CARD = {
    "kind": "allotment",
    "result": "partly",
    "why": "say:Det er få boliger med heis",
    "home": "say:Du står først i køen til en toroms",
    "services": "say:Hjelp med økonomi hver uke",
    "coordinator": "say:Mari, 00 00 00 05",
    "changes": "say:Du kan be om en annen bydel",
    "came": "say:4. mars",
    "done": "!send",
}


async def decides(siri: Phone, **more: str) -> None:
    """The officer writes the card of a decision that came on 4 March."""
    await opens(siri, "Kari")
    await siri.presses("Skriv vedtaket med enkle ord")
    await walks(siri, CARD | more)


async def test_the_card_says_what_how_and_until_when(house: House) -> None:
    """Home, help, who coordinates, what may be changed; three weeks moved past Easter; the right body."""
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari")
    await applied(house, kari)
    await decides(siri)
    # Thursday 4 March: three weeks on is Maundy Thursday, so Tuesday 30 March (facts.md §9).
    await siri.reads("Sendt til Kari.", "senest", "30. mars")
    assert "Det har kommet et vedtak" in await reads_news(kari)
    await kari.presses("Se hvor det står")
    card = text_of(await kari.reads("Svar på søknad om kommunal bolig: Ja til noe."))
    for said in ("toroms", "økonomi", "Mari, 00 00 00 05", "annen bydel", "heis", "30. mars"):
        assert said in card
    assert "Boligkontoret i Fjordvik" in card
    assert "Klagenemnda i kommunen" in card


async def test_who_wants_to_appeal_has_a_human_the_same_day(house: House) -> None:
    """A task for whoever follows them up; it is not sent yet, that is said; and taken back in one tap."""
    mari = await house.staff("Mari", "worker")
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari", worker=mari)
    await applied(house, kari)
    await decides(siri)
    await reads_news(kari)
    await kari.presses("Se hvor det står")
    await kari.presses("Jeg vil klage")
    await kari.reads("Mari får vite det nå", "Klagen er ikke sendt ennå.", "30. mars")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads("Kari vil klage på et vedtak. Ta kontakt i dag.", "Klagenemnda i kommunen")
    await kari.presses("Jeg vil ikke klage nå")
    await kari.reads("Greit. Du kan klage til fristen er ute")
    await mari.says("/start")
    await mari.presses("Oppgaver")
    await mari.reads("Ingen åpne oppgaver.")


async def test_the_last_day_to_appeal_is_reminded_of(house: House) -> None:
    """Planned by the decision itself: seven days before, in the daytime."""
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari", neutral=False)
    await applied(house, kari)
    await decides(siri)
    await house.phones.forward(dt.timedelta(days=14))
    await kari.presses("Ja", on=await kari.reads("Jeg har noe om en frist."))
    await kari.reads("Vil du klage, må klagen være sendt senest", "30. mars")


async def test_somebody_elses_decision_opens_for_nobody(house: House) -> None:
    """Another resident, with the button of the card in a forged press."""
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari")
    ola = await house.resident("Ola")
    await applied(house, kari)
    await decides(siri)
    row = await house.app.store.read(lambda tx: tx.value("SELECT id FROM decisions"))
    for verb in ("decision", "appeal", "appeal_undo"):
        await ola.says("/start")
        await ola.presses_old(await ola.screen(), f"d:{verb}:{row}")
        await house.settled()
    assert "toroms" not in str(await ola.chat())
    count = await house.app.store.read(
        lambda tx: tx.value("SELECT COUNT(*) FROM tasks WHERE kind = 'appeal'")
    )
    assert count == 0
