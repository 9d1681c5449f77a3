"""The whole house on PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.store import NoKey
from bot.store.errors import InUse
from bot.store.lease import lease
from tests.conversations.test_appointments_again import ahead
from tests.conversations.test_appointments_invited import AT_TWO, TO_THREE, forwards, ics, made
from tests.postgres import MARKS, empty_database

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.store import Tx
    from tests.conftest import House

pytestmark = list(MARKS)


async def test_a_conversation_and_an_erasure_on_postgres(
    build: Callable[..., House], postgres: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words to the worker and back, a step of the application, a restart, one process at a time, and an erasure."""
    url = await empty_database(postgres)
    async with build(more={"HJEMVEI_DATABASE_URL": url}) as house:
        mari = await house.staff("Mari", "worker")
        kari = await house.resident("Kari", worker=mari)
        kari_id = await house.person(kari)
        await kari.says("Kan du ringe meg?")
        await kari.presses("Ja, send")
        await mari.presses("Åpne")
        await mari.reads("Kan du ringe meg?")
        await kari.reads("Åpnet av Mari")
        await mari.says("Ja, klokka to")
        await kari.presses("Les")
        await kari.reads("Ja, klokka to")
        await kari.says("/start")
        await kari.reads("Hva kan jeg hjelpe deg med?")
        for label in ("Bolig", "Søk om bolig", "Ja", "Begynn"):
            await kari.presses(label)
        await kari.reads("Hvordan skal vi nå deg?")
        await house.settled()
        monkeypatch.setattr("bot.store.lease.PATIENCE", 0.2)
        with pytest.raises(InUse):
            async with lease(url):
                raise AssertionError("two at a time")
        await house.stop()
        await house.start()
        await kari.presses("På telefon")
        await kari.reads("Skriv nummer")
        await kari.says("/start")
        await kari.reads("Hva kan jeg hjelpe deg med?")
        for label in ("Mer", "Hva dere vet om meg", "Slett alt om meg", "Ja, slett alt"):
            await kari.presses(label)
        await kari.reads("slettet")
        await house.settled()
        with pytest.raises(NoKey):
            await house.app.store.keys.person(kari_id)


async def test_an_invitation_on_postgres(build: Callable[..., House], postgres: Any) -> None:
    """Made, moved by a newer one, and its name forgotten with the appointment."""
    url = await empty_database(postgres)
    async with build(more={"HJEMVEI_DATABASE_URL": url}) as house:
        mari = await house.staff("Mari", "worker")
        kari = await house.resident("Kari", worker=mari)
        await made(house, mari, ics(AT_TWO, TO_THREE, "LOCATION:Rom 4"))
        await forwards(mari, ics("DTSTART:20270318T090000Z", sequence=1))
        await mari.presses("Ja, flytt den", on=await mari.reads("Skal jeg flytte avtalen?"))
        await mari.reads("Avtalen er flyttet")
        assert await ahead(house, kari) == ["03-18 10:00"]

        def named(tx: Tx) -> Awaitable[int]:
            return tx.value("SELECT COUNT(*) FROM invited")

        assert await house.app.store.read(named) == 1
        house.at(2027, 12, 1, 12)
        await house.app.ticker.tidy()
        assert await house.app.store.read(named) == 0
