"""«En som har vært der»: the experience consultants' own inbox, which no worker reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import labels, text_of

if TYPE_CHECKING:
    from bot.simulator.client import Phone
    from tests.conftest import House

LONGING = "jeg savner hunden min"


async def texts(phone: Phone) -> str:
    """Everything of ours that stands in a chat."""
    return "\n".join(text_of(one) for one in await phone.chat() if one["from"]["is_bot"])


async def writes(phone: Phone, words: str, *, first: bool = True) -> None:
    """A resident writes to the peers."""
    await phone.says("/meny")
    await phone.presses("Snakk med noen")
    await phone.presses("En som har vært der")
    if first:
        await phone.presses("Jeg vil skrive")
    await phone.reads("Hva vil du skrive til")
    await phone.says(words)


async def test_words_go_to_a_peer_and_back_under_covers(house: House) -> None:
    """One screen says who reads; sent, opened by name, answered under a cover, answered again."""
    mari = await house.staff("Mari", "worker")
    per = await house.staff("Per", "consultant")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Snakk med noen")
    await kari.presses("En som har vært der")
    await kari.reads(
        "Du skriver til Per, som selv har vært der",
        "Saken din vises ikke der",
        "Mari leser det ikke",
        "tirsdag 10.00",
        "fare for liv",
    )
    await kari.presses("Jeg vil skrive")
    await per.locks()
    await kari.says(LONGING)
    await kari.reads("Sendt til Per.")
    assert await per.lock_screen() == ["Ny melding i innboksen."]
    await per.unlocks()
    await per.presses("Åpne", on=await per.reads("Ny melding i innboksen."))
    talk = await per.reads("Kari", LONGING)
    await kari.reads("Åpnet av Per kl. 10")
    await kari.locks()
    await per.presses("Svar", on=talk)
    await per.says("Jeg mistet min også")
    await per.presses("Send", on=await per.reads("Navnet ditt står over"))
    await house.settled()
    assert await kari.lock_screen() == ["Du har en ny melding."]
    await kari.unlocks()
    await kari.presses("Les", on=await kari.reads("Du har en ny melding."))
    shown = await kari.reads("Fra en som har vært der.", "Per skriver:", "Jeg mistet min også")
    await per.reads("Åpnet av Kari")
    await kari.presses("Svar", on=shown)
    await kari.reads("Hva vil du skrive til Per?")
    await kari.says("Takk")
    await per.presses("Åpne", on=await per.reads("Ny melding i innboksen."))
    await per.reads("Takk")
    assert LONGING not in await texts(mari)
    assert "Ny melding" not in await texts(mari)


async def test_only_whoever_has_the_talk_reads_it_and_passes_it_on(house: House) -> None:
    """The first to answer has it; passed on, the next has it, the person is told, the first reads no more."""
    per = await house.staff("Per", "consultant")
    liv = await house.staff("Liv", "consultant")
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await writes(kari, LONGING)
    notice = await per.reads("Ny melding i innboksen.")
    await liv.reads("Ny melding i innboksen.")
    await per.presses("Åpne", on=notice)
    talk = await per.reads(LONGING)
    await per.presses("Gi videre", on=talk)
    await per.presses("Liv")
    await per.reads("Liv har samtalen nå.")
    await kari.presses("Les", on=await kari.reads("Du har en ny melding."))
    await kari.reads("Liv svarer deg fra nå")
    await per.presses("Åpne", on=notice)
    await per.reads("Du har ikke tilgang til det.")
    await liv.says("/start")
    await liv.presses("Innboksen min")
    await liv.presses("Kari · venter på svar")
    await liv.reads(LONGING)


async def test_nobody_else_reads_the_peers_inbox(house: House) -> None:
    """Worker, coordinator, duty, administrator and another resident are refused each button of it."""
    mari = await house.staff("Mari", "worker")
    per = await house.staff("Per", "consultant")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari, LONGING)
    await per.reads("Ny melding i innboksen.")
    kari_id = await house.person(kari)
    others = [
        mari,
        await house.staff("Anne", "coordinator"),
        await house.staff("Dag", "duty"),
        await house.staff("Adm", "administrator"),
        await house.resident("Ola", worker=mari),
    ]
    for other in others:
        await other.says("/start")
        await house.settled()
        for verb in ("peer", "peer_answer", "peer_pass"):
            await other.presses_old(await other.screen(), f"d:{verb}:{kari_id}")
            await house.settled()
        assert LONGING not in await texts(other)


async def test_a_consultant_opens_no_case(house: House) -> None:
    """The thread, the tasks, the safety contact, an appointment: a consultant is refused all of it."""
    mari = await house.staff("Mari", "worker")
    per = await house.staff("Per", "consultant")
    kari = await house.resident("Kari", worker=mari)
    await kari.says("Noe bare til Mari")
    await kari.presses("Ja, send")
    await writes(kari, LONGING)
    await per.presses("Åpne", on=await per.reads("Ny melding i innboksen."))
    await per.reads(LONGING)
    kari_id = await house.person(kari)
    await per.says("/start")
    await house.settled()
    for verb in ("open", "write", "person", "appointment", "situation", "safety", "take"):
        await per.presses_old(await per.screen(), f"d:{verb}:{kari_id}")
        await house.settled()
    assert "Noe bare til Mari" not in await texts(per)


async def test_a_message_that_may_mean_danger_reaches_a_human(house: House) -> None:
    """The worker reads exactly that message, the rest of the talk stays closed; the person was told."""
    mari = await house.staff("Mari", "worker")
    per = await house.staff("Per", "consultant")
    kari = await house.resident("Kari", worker=mari)
    await writes(kari, LONGING)
    await per.reads("Ny melding i innboksen.")
    await writes(kari, "men jeg orker ikke mer", first=False)
    await kari.reads("Det du skriver, gjør at", "113", "Jeg har sagt fra til Mari")
    await mari.presses("Åpne", on=await mari.reads("Det haster."))
    await mari.reads("til erfaringskonsulenten: men jeg orker ikke mer")
    assert LONGING not in await texts(mari)
    await per.reads("Ny melding i innboksen.")


async def test_an_identity_number_is_masked_there_too(house: House) -> None:
    """What validates as one is masked before it is kept."""
    per = await house.staff("Per", "consultant")
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await writes(kari, "Nummeret mitt er 01019000083, hjelp meg")
    await per.presses("Åpne", on=await per.reads("Ny melding i innboksen."))
    await per.reads("Nummeret mitt er ••••", "hjelp meg")
    assert "01019000083" not in await texts(per)


async def test_without_a_consultant_there_is_no_such_door(house: House) -> None:
    """Nobody is offered somebody who is not there."""
    kari = await house.resident("Kari", worker=await house.staff("Mari", "worker"))
    await kari.presses("Snakk med noen")
    screen = await kari.reads("Du kan også ringe")
    assert "En som har vært der" not in labels(screen)


async def test_a_consultant_who_leaves_leaves_nobody_unanswered(house: House) -> None:
    """What waited for them is noticed by the other; with nobody left the writer is told, with a number."""
    admin = await house.staff("Eva", "administrator")
    mari = await house.staff("Mari", "worker")
    per = await house.staff("Per", "consultant")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await writes(kari, LONGING)
    await kari.reads("Sendt til Per.")
    tor = await house.staff("Tor", "consultant")
    await admin.presses("Ansatte")
    await admin.presses("Per, erfaringskonsulent")
    await admin.presses("Ja, avslutt rollen")
    await admin.reads("Per er ikke lenger erfaringskonsulent.")
    await tor.presses("Åpne", on=await tor.reads("Ny melding i innboksen."))
    await tor.reads("Kari", LONGING)
    await house.settled()
    assert LONGING not in await texts(per)
    await admin.says("/start")
    await admin.presses("Ansatte")
    await admin.presses("Tor, erfaringskonsulent")
    await admin.presses("Ja, avslutt rollen")
    await kari.reads("Kom ikke fram til en erfaringskonsulent nå.", "00 00 00 01")
