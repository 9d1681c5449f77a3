"""«Hvem kan vi ringe»: voluntary, closed, opened with a reason that the person is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.client import text_of

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Phone
    from tests.conftest import House

SISTER = "Søsteren min, 900 00 000"


async def has_said(phone: Phone) -> None:
    """The resident says whom to ring."""
    await phone.says("/meny")
    await phone.presses("Mer")
    await phone.presses("Hva dere vet om meg")
    await phone.presses("Hvem dere kan ringe")
    await phone.presses("Si hvem dere kan ringe")
    await phone.reads("Det er frivillig.")
    await phone.says(SISTER)
    await phone.says("På kafeen ved brua")
    await phone.presses("Ja, lagre")
    await phone.reads("Det ligger lukket")


async def texts(phone: Phone) -> str:
    """Everything of ours that stands in a chat."""
    return "\n".join(text_of(one) for one in await phone.chat() if one["from"]["is_bot"])


async def test_it_opens_with_a_reason_and_the_person_is_told(house: House) -> None:
    """The worker types why; they read it; the person reads who, when and why, under a cover; it is audited."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await has_said(kari)
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.presses("Mer", on=await mari.reads("Det du skriver nå, går til Kari."))
    await mari.presses("Hvem kan vi ringe?", on=await mari.reads("Hva vil du gjøre for Kari?"))
    await mari.reads("Personen får se navnet ditt og grunnen.")
    assert SISTER not in await texts(mari)
    await kari.locks()
    await mari.says("Ikke sett siden fredag")
    await mari.presses("Åpne", on=await mari.reads("Stemmer dette?"))
    await mari.reads("Kari har sagt dette", SISTER, "På kafeen ved brua")
    await house.settled()
    assert await kari.lock_screen() == ["Du har en ny melding."]
    await kari.unlocks()
    await kari.presses("Les", on=await kari.reads("Du har en ny melding."))
    await kari.reads("Mari åpnet", "Ikke sett siden fredag")
    kari_id = await house.person(kari)

    async def audited(turn: Turn) -> list[str]:
        rows = await turn.tx.all("SELECT action FROM audit WHERE subject_id = ?", kari_id)
        return [row[0] for row in rows]

    assert "read safety contact" in await house.turn(audited)  # type: ignore[operator]  # a list


async def test_it_is_changed_and_deleted_by_the_person(house: House) -> None:
    """Under «Hva dere vet om meg»: shown to the person, deleted, and then nobody can open it."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await has_said(kari)
    await kari.says("/meny")
    await kari.presses("Mer")
    await kari.presses("Hva dere vet om meg")
    await kari.presses("Hvem dere kan ringe")
    await kari.reads("Dette har du sagt.", SISTER)
    await kari.presses("Slett det")
    await kari.reads("Slettet.")
    kari_id = await house.person(kari)

    async def kept(turn: Turn) -> object:
        runs = await turn.tx.all(
            "SELECT body FROM runs WHERE subject_id = ? AND flow = 'safety_contact'", kari_id
        )
        return await turn.tx.all("SELECT * FROM safety_contacts"), [row[0] for row in runs]

    assert await house.turn(kept) == ([], [None])
    await mari.says("/start")
    await mari.presses_old(await mari.screen(), f"d:safety:{kari_id}")
    await mari.reads("Personen har ikke sagt hvem vi kan ringe.")


async def test_a_no_is_fine(house: House) -> None:
    """It is asked as voluntary in «Om deg», and a no leads on."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Mer")
    await kari.presses("Endre navn og varsler")
    await kari.says("Kari")
    for answer in ("Når som helst", "Ja", "Passe ofte", "Nei takk"):
        await kari.presses(answer)
    await kari.reads("Det er helt frivillig.")
    await kari.presses("Nei takk")
    await kari.presses("Ja, det stemmer")
    await house.settled()
    assert "Hvem kan vi ringe? Skriv navn" not in await texts(kari)


async def test_neither_an_administrator_nor_a_consultant_opens_it(house: House) -> None:
    """Whoever access.md does not name is refused, with any reason."""
    mari = await house.staff("Mari", "worker")
    adm = await house.staff("Adm", "administrator")
    kari = await house.resident("Kari", worker=mari)
    await has_said(kari)
    await adm.says("/start")
    await adm.presses_old(await adm.screen(), f"d:safety:{await house.person(kari)}")
    await adm.reads("Du har ikke tilgang til det.")
