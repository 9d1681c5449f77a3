"""The municipality names its kinds of appointment: neutral names, own warnings, and no surprise at a new pack."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.domain import people
from bot.flow import Run, load
from bot.flow.answers import Answer
from bot.pack.load import EXAMPLES
from bot.simulator.phone import text_of
from flows.new_appointment import NewAppointment
from tests.conversations.test_time_of_reminders import ledger

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.turn import Turn
    from bot.simulator.phone import Phone
    from tests.conftest import House


async def begins(
    worker: Phone, kind: str, day: str = "31. mars 2027", clock: str = "14.00"
) -> None:
    """A worker answers «Ny avtale» up to where it is."""
    await worker.says("/start")
    await worker.presses("Ny avtale")
    await worker.presses("Kari")
    await worker.presses(kind)
    await worker.reads("Hvilken dag?")
    await worker.says(day)
    await worker.presses("Ja, det stemmer")
    await worker.reads("Når på dagen?")
    await worker.says(clock)
    await worker.presses("En halv time")
    await worker.reads("Hvor?")


async def sends(worker: Phone) -> None:
    """Nothing is offered, and the appointment is sent."""
    await worker.reads("Hva kan du tilby?")
    await worker.presses("Ikke noe av dette")
    await worker.presses("Send", on=await worker.reads("Stemmer dette?"))
    await worker.reads("Avtalen er lagret")


async def planned(house: House, phone: Phone) -> list[str]:
    """The local times at which somebody will be reminded."""
    return [one[2] for one in await ledger(house, phone) if one[0] == "planned"]


@pytest.mark.parametrize(
    ("kind", "rings"),
    [
        ("Prat", ["03-28 14:00", "03-30 14:00"]),
        ("Møte med flere (den andre leser «Møte»)", ["03-24 14:00", "03-28 14:00", "03-30 14:00"]),
        ("Visning", ["03-28 14:00", "03-30 14:00", "03-31 12:00"]),
    ],
)
async def test_each_kind_has_its_own_warnings(house: House, kind: str, rings: list[str]) -> None:
    """Three days and one before, unless the pack says otherwise of this kind."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await begins(mari, kind)
    await mari.presses("På telefon")
    await sends(mari)
    assert await planned(house, kari) == rings


@pytest.mark.parametrize(
    ("push", "offsets", "rings"),
    [
        ("gentle", None, ["03-31 12:00"]),
        ("often", None, ["03-28 14:00", "03-30 14:00", "03-31 12:00"]),
        ("ordinary", ("7d",), ["03-24 14:00"]),
        ("ordinary", (), []),
    ],
)
async def test_what_the_person_chose_rules_over_the_kind(
    house: House, push: str, offsets: tuple[str, ...] | None, rings: list[str]
) -> None:
    """«Sjelden» is the kind's last, «ofte» one more; days of one's own, or none, are exactly that."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, push=push, offsets=offsets)
    await begins(mari, "Visning")
    await mari.presses("På telefon")
    await sends(mari)
    assert await planned(house, kari) == rings


async def test_a_neutral_name_reaches_the_resident(house: House) -> None:
    """«Helse» is for the worker's choosing alone; the resident reads «Avtale», on the lock screen too."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, neutral=False)
    await kari.locks()
    await begins(mari, "Helse (den andre leser «Avtale»)")
    await mari.presses("På telefon")
    await sends(mari)
    shown = text_of(await kari.reads("Mari foreslår: Avtale onsdag 31. mars"))
    assert "Helse" not in shown
    assert "Helse" not in " ".join(await kari.lock_screen())


async def test_another_pack_at_a_restart_plans_nothing_anew(house: House, tmp_path: Path) -> None:
    """What was agreed keeps its name, its place and its warnings, also when the person changes a choice."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await begins(mari, "Visning")
    await mari.presses("Et annet sted")
    await mari.presses("Brygga")
    await sends(mari)
    before = await planned(house, kari)
    await house.stop()
    other = (EXAMPLES / "fjordvik.toml").read_text("utf-8")
    for old, new in (
        ('reminders = ["3d", "1d", "2h"]', 'reminders = ["7d"]'),
        ('shown = { nb = "Visning", en = "Viewing" }', 'shown = { nb = "Se på", en = "Look" }'),
        ('name = { nb = "Brygga", en = "Brygga" }', 'name = { nb = "Kaia", en = "The quay" }'),
        ('appointment = ["3d", "1d"]', 'appointment = ["7d"]'),
    ):
        assert old in other
        other = other.replace(old, new)
    changed = tmp_path / "changed.toml"
    changed.write_text(other, "utf-8")
    house.pack = str(changed)
    await house.start()
    await house.app.ticker.tidy()
    assert await planned(house, kari) == before
    await kari.presses("Les")
    await kari.reads("Visning onsdag 31. mars", "Brygga")
    await kari.says("/start")
    await kari.presses("Mer")
    await kari.presses("Påminnelsene mine")
    await kari.presses("– Penger også kveld og helg")
    assert await planned(house, kari) == before


async def test_a_kind_that_left_the_pack_is_asked_for_again(house: House, tmp_path: Path) -> None:
    """A conversation that was under way at the restart: it is said, and nothing is made of it."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await begins(mari, "Visning")
    await mari.presses("Et annet sted")
    await mari.presses("Biblioteket")
    await mari.reads("Hva kan du tilby?")
    await mari.presses("Ikke noe av dette")
    await mari.reads("Stemmer dette?")
    await house.stop()
    other = (EXAMPLES / "fjordvik.toml").read_text("utf-8")
    other = other.replace('id = "viewing"', 'id = "seeing"').replace('id = "library"', 'id = "lib"')
    changed = tmp_path / "changed.toml"
    changed.write_text(other, "utf-8")
    house.pack = str(changed)
    await house.start()
    await mari.presses("Send")
    await mari.reads("Det navnet er ikke i bruk lenger")
    await mari.presses("Endre noe")
    await mari.presses("Hva skal den hete?")
    await mari.presses("Prat")
    await mari.presses("Send")
    await mari.reads("Det stedet står ikke i oppsettet lenger")
    await mari.presses("Endre noe")
    await mari.presses("Flere")
    await mari.presses("Sted")
    await mari.says("Hos Berit")
    await mari.presses("Send")
    await mari.reads("Avtalen er lagret")
    await kari.presses("Les")
    await kari.reads("Sted: Hos Berit.")


def test_what_was_half_answered_before_the_pack_named_kinds_is_kept() -> None:
    """«Ute» with its words becomes another place; only «Avtale», which is no kind now, is asked anew."""
    at = dt.datetime(2027, 3, 10, 9, tzinfo=dt.UTC)
    old = (("resident", "7"), ("kind", "appointment"), ("place", "outdoors"), ("address", "Torget"))
    run = Run("new_appointment", 1, tuple(Answer(step, at, value) for step, value in old))
    now, told = load(NewAppointment.definition, run)
    assert {one.step: one.value for one in now.answers} == {
        "resident": "7", "place": "elsewhere", "spot": "Torget",
    }  # fmt: skip
    assert told


async def test_names_follow_a_person_who_changes_language(house: House) -> None:
    """Made in bokmål, reminded of in English: the pack's own words in both."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await begins(mari, "Visning")
    await mari.presses("Et annet sted")
    await mari.presses("Biblioteket")
    await sends(mari)
    person = await house.person(kari)

    async def to_english(turn: Turn) -> None:
        await people.speak(turn, await people.the(turn, person), "en")

    await house.turn(to_english)
    await house.phones.days(19)
    covers = [one for one in await kari.chat() if one.get("reply_markup")]
    await kari.presses("Read", on=covers[-1])
    await kari.reads("Viewing", "The library")
