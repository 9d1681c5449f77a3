"""A home is offered, and the resident answers on the phone: yes, no with a reason, or talking first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of
from tests.conversations.test_cases_moved import applied, listed, opens, reads_news
from tests.conversations.test_resident_application import EVERYTHING
from tests.conversations.walking import walks

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House

HOME = {
    "dwelling": "say:Toroms i Fjordgata 3, andre etasje",
    "size": "say:45",
    "rent": "say:7200",
    "begins": "say:1. april",
    "answer_by": "say:17. mars",
    "done": "!send",
}


async def offers(siri: Phone, name: str = "Kari", **more: str | tuple[str, ...]) -> None:
    """The officer makes an offer that can be answered until 17 March."""
    await opens(siri, name)
    await siri.presses("Gi et tilbud om bolig")
    await walks(siri, HOME | more)
    await siri.reads(f"Tilbudet er sendt til {name}.", "17. mars")


async def answers(kari: Phone, answer: str, **more: str) -> None:
    """She opens the offer and says so."""
    await kari.says("/start")
    await kari.presses("Bolig")
    await kari.presses("Se tilbudet om bolig")
    await walks(kari, {"look": "answer", "answer": answer, "done": "!send"} | more)


async def test_a_yes_reaches_whoever_made_the_offer(house: House) -> None:
    """Seen on the phone, the rent when it is asked for; accepted, and the officer has it as a task."""
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari")
    await applied(house, kari)
    await offers(siri)
    assert "tilbud om bolig" in await reads_news(kari)
    await kari.presses("Se hvor det står")
    screen = text_of(await kari.reads("Toroms i Fjordgata 3", "45 kvadratmeter", "17. mars"))
    assert "7200" not in screen
    await walks(kari, {"look": "rent"}, until="rent")
    await kari.reads("Husleia er", "kroner i måneden")
    await walks(kari, {"answer": "yes", "done": "!send"})
    await kari.reads("Så fint.", "Du kan ombestemme deg til og med", "17. mars")
    await siri.presses("Åpne", on=await siri.reads("Ny oppgave."))
    await siri.reads("Kari har sagt ja til boligen.", button="Åpne saken")
    await siri.presses("Åpne saken")
    await siri.reads("Nå: har sagt ja til et tilbud", "Tilbud: ja.")


async def test_a_no_goes_with_the_wish_it_fits_after_the_rule_is_shown(house: House) -> None:
    """The pack's rule is read first; the reason is the wish she handed in; and she may think again."""
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, EVERYTHING | {"ask_housing_office": "yes", "done": "!send"})
    await offers(siri, fits=("w-family",), against=("w-quiet",))
    await reads_news(kari)
    await kari.presses("Se hvor det står")
    await kari.reads("Passer med det du ønsket: Nær dem", "Passer ikke med det du ønsket: Stille")
    here = await walks(kari, {"look": "answer", "answer": "no"}, until="rule")
    assert here is not None
    await kari.reads("Du kan si nei. Da står du fortsatt på lista.")
    await walks(kari, {"reason": "w-quiet", "words": "say:Jeg sover lett", "done": "!send"})
    await kari.reads("Greit. Den som ga tilbudet, får vite det nå")
    await siri.presses("Åpne", on=await siri.reads("Ny oppgave."))
    await siri.reads("Kari har sagt nei til boligen.", "Jeg har ønsket: Stille", "Jeg sover lett")
    await house.phones.forward(dt.timedelta(days=1))
    await answers(kari, "yes")
    await kari.reads("Så fint.")
    await siri.says("/start")
    await siri.presses("Oppgaver")
    shown = labels(await siri.reads("Oppgaver."))
    assert any("sagt ja" in one for one in shown)
    assert not any("sagt nei" in one for one in shown), "what she said before does not count"


async def test_who_wants_to_talk_first_has_a_human_the_same_day(house: House) -> None:
    """Neither yes nor no: the worker and the officer both know, and the offer stands."""
    mari = await house.staff("Mari", "worker")
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari", worker=mari)
    await applied(house, kari)
    await offers(siri)
    await answers(kari, "talk")
    await kari.reads("Mari får vite at du vil snakke først.", "verken sagt ja eller nei")
    await mari.presses("Åpne", on=await mari.reads("Ny oppgave."))
    await mari.reads("Snakk med Kari i dag, om et tilbud om bolig.")
    assert "vil snakke om tilbudet" in (await listed(siri))[0]


async def test_silence_never_declines(house: House) -> None:
    """The last day passes: she is reminded before it, two humans are told after, and she can answer still."""
    mari = await house.staff("Mari", "worker")
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await applied(house, kari)
    await offers(siri)
    await house.phones.forward(dt.timedelta(days=6))
    await kari.presses("Ja", on=await kari.reads("Jeg har noe om en frist."))
    await kari.reads("Du kan svare på tilbudet til og med")
    await house.phones.forward(dt.timedelta(days=2))
    await siri.reads("Ny oppgave.")
    await siri.says("/start")
    await siri.presses("Oppgaver")
    await siri.presses("Kari har ikke svart på tilbudet. Det er ikke et nei.")
    await siri.presses("Åpne saken")
    await siri.reads("Det er ikke et nei. Ta kontakt.", "Tilbud: venter på svar.")
    await mari.says("/start")
    await mari.presses("Oppgaver")
    await mari.reads(lambda one: "om et tilbud om bolig" in str(one))
    await answers(kari, "yes")
    await kari.reads("Så fint.")


async def test_one_offer_at_a_time_and_it_can_be_taken_back(house: House) -> None:
    """A second officer is told of the first offer; withdrawn, the resident is told and can answer nothing."""
    siri = await house.staff("Siri", "case_officer")
    per = await house.staff("Per", "case_officer")
    kari = await house.resident("Kari")
    kari_id = await applied(house, kari)
    await opens(per, "Kari")
    await per.presses("Gi et tilbud om bolig")
    await walks(per, HOME, until="done")
    await offers(siri)
    await per.presses("Send tilbudet")
    await per.reads("Siri har alt gitt et tilbud", "Toroms i Fjordgata 3")
    await reads_news(kari)
    await opens(siri, "Kari")
    await siri.presses("Trekk tilbudet tilbake")
    await siri.presses("Ja, trekk det tilbake")
    await siri.reads("Nå er det tatt tilbake")
    await house.settled()
    await kari.presses_old(await kari.screen(), "d:offer:")
    await kari.reads("Du har ikke noe tilbud å svare på nå.")
    assert kari_id


async def test_she_answers_while_it_is_being_taken_back(house: House) -> None:
    """Pressed after her yes, «trekk tilbake» does nothing: the officer reads what she said first."""
    siri = await house.staff("Siri", "case_officer")
    kari = await house.resident("Kari")
    await applied(house, kari)
    await offers(siri)
    await opens(siri, "Kari")
    await siri.presses("Trekk tilbudet tilbake")
    asked = await siri.reads("Vil du ta tilbake det som er gitt?")
    await answers(kari, "yes")
    await siri.presses("Ja, trekk det tilbake", on=asked)
    await siri.reads("Noe har skjedd med tilbudet siden du så det. Nå er det slik: ja.")
