"""«Prøv igjen»: what went wrong is handled as if it came now, and the administrator sees type and place only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain import front
from bot.simulator.client import labels, text_of
from bot.store import inbox

if TYPE_CHECKING:
    import pytest

    from tests.conftest import House


def broken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Words are not heard while this list is empty; put anything in it and they are."""
    said = front.said
    mended: list[str] = []

    async def stumbles(turn: Any, who: Any, words: str, *given: Any, **named: Any) -> None:
        if "pille" in words and not mended:
            raise ZeroDivisionError(words)
        await said(turn, who, words, *given, **named)

    monkeypatch.setattr(front, "said", stumbles)
    return mended


async def test_after_the_fault_is_mended_the_same_words_are_heard(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The resident writes nothing anew; the administrator presses once, and reads no word of it."""
    mended = broken(monkeypatch)
    ada = await house.staff("Ada", "administrator")
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await kari.says("En pille for lite")
    await kari.reads("Noe gikk galt hos oss. Vi har fått beskjed.")
    await ada.presses("Åpne", on=await ada.reads("Ny oppgave."))
    await ada.reads("Feil i systemet: ZeroDivisionError", button="Prøv igjen")
    mended.append("yes")
    await ada.presses("Prøv igjen")
    await ada.reads("Det prøves igjen nå.")
    await kari.presses("Ja, send", on=await kari.reads("Skal jeg sende dette til Mari?"))
    await mari.presses("Åpne")
    await mari.reads("En pille for lite")
    assert not any("pille" in text_of(one) for one in await ada.chat())
    assert not await house.app.store.read(inbox.parked)
    await ada.presses("Oppgaver")
    await ada.reads("Ingen åpne oppgaver.")


async def test_where_it_fails_again_there_is_a_new_task(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not mended: parked anew, the person told anew, and one task is open, not two."""
    broken(monkeypatch)
    ada = await house.staff("Ada", "administrator")
    kari = await house.resident("Kari", neutral=False)
    await kari.says("En pille for lite")
    await ada.presses("Åpne", on=await ada.reads("Ny oppgave."))
    await ada.presses("Prøv igjen")
    await ada.reads("Det prøves igjen nå.")
    await ada.reads("Ny oppgave.")
    await house.phones.settled()
    await ada.presses("Oppgaver")
    listed = await ada.reads("Oppgaver.")
    assert sum("Feil i systemet" in one for one in labels(listed)) == 1
    assert len(await house.app.store.read(inbox.parked)) == 1


async def test_what_is_not_there_any_more_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another administrator has tried it, or it was forgotten: kindly, and nothing happens."""
    broken(monkeypatch)
    ada = await house.staff("Ada", "administrator")
    bo = await house.staff("Bo", "administrator")
    kari = await house.resident("Kari", neutral=False)
    await kari.says("En pille for lite")
    await ada.presses("Åpne", on=await ada.reads("Ny oppgave."))
    await bo.presses("Åpne", on=await bo.reads("Ny oppgave."))
    await house.app.store.transact(lambda tx: inbox.forget_before(tx, 2**62))
    await bo.presses("Prøv igjen")
    await bo.reads("Dette kan ikke prøves igjen.")
