"""Anything may arrive: each gets a kind, true answer, nothing is lost, and no lane stops."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.domain import front
from bot.simulator.client import labels, text_of
from bot.store import inbox
from tests.conversations.walking import asked, taps, walks

if TYPE_CHECKING:
    import pytest

    from bot.simulator.client import Phone
    from tests.conftest import House

NUMBER = "15076500565"  # invented by a rule; belongs to nobody


async def _own(phone: Phone) -> list[str]:
    await phone.phones.settled()
    return [text_of(one) for one in await phone.chat() if not one["from"]["is_bot"]]


async def _parked(house: House) -> int:
    return len(await house.app.store.read(inbox.parked))


async def test_whatever_is_sent_outside_a_question(house: House) -> None:
    """Polls, dice and the like are refused kindly, with a way on; an edit of what went nowhere too."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    for kind in ("poll", "dice"):
        await kari.sends(kind)
        await kari.reads("kan jeg ikke lese", button="Bolig")
    menus = [one for one in await kari.chat() if "Bolig" in labels(one)]
    assert len(menus) == 1, "one screen, at the bottom"
    await kari.says("\u202e\u200f")
    await kari.reads("tom", button="Bolig")
    said = await kari.says("👍👍")
    await kari.reads("Skal jeg sende dette til Mari?")
    await kari.presses("Nei, slett det")
    await kari.reads("Ingen har lest det")
    await kari.edits(said["message"], "👎")
    await kari.reads("du endret en melding")
    await kari.says("\u202eaber\x00 x" + "å" * 4000)
    await kari.presses("Ja, send")
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    await mari.reads("å" * 50, lambda one: "\u202e" not in text_of(one))
    await kari.sends("forward", text="Nytt fra kanalen")
    await kari.reads("Sendt til Mari")
    assert await _parked(house) == 0


async def test_whatever_is_sent_as_an_answer(house: House) -> None:
    """Numbers as words, days that are none, too much, too little: the question stays and helps."""
    kari = await house.resident("Kari")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, {"reach": "phone"}, until="reach_how")
    await kari.says("x" * 4096)
    await kari.reads("4096", "300", "Skriv nummer", lambda one: "Prøv igjen" not in labels(one))
    await kari.presses("Prøv igjen")
    await kari.says("\u202e\x00")
    await kari.reads("Skriv nummer")
    await kari.sends("dice")
    await kari.reads("kan jeg ikke lese", "Skriv nummer")
    await kari.says("00 00 01 23")
    await walks(kari, {"who": "family", "now": "friends"}, until="people")
    await kari.says("sytti")
    await kari.reads("tall fra 2 til 12", "Hvor mange blir dere?")
    await kari.presses("Prøv igjen")
    await kari.says("to")
    await walks(kari, {"urgent": ("leaving",)}, until="move_by")
    await kari.reads("Når må du flytte?", button="onsdag 17. mars")
    await kari.says("31. februar")
    await kari.reads("februar", "28 dager", "Når må du flytte?")
    await kari.presses("Prøv igjen")
    await kari.says("i morgen")
    await kari.reads("Mener du torsdag 11. mars?")
    assert await _parked(house) == 0


async def test_old_buttons_and_fast_fingers_never_answer_a_wrong_question(house: House) -> None:
    """Twice at once, faster than the answer, last month's, another flow's, another person's."""
    ola = await house.resident("Ola")
    kari = await house.resident("Kari")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    first = await walks(kari, {}, until="reach")
    assert first is not None
    await asyncio.gather(*(taps(kari, first, one) for one in ("here", "here", "phone", "letter")))
    now = await asked(kari)
    assert now is not None
    assert now.step == "now" or now.step == "reach_how"  # noqa: PLR1714 - whichever tap was first
    # The very same update, and an old screen's button a month and a restart later.
    await house.phones.fault("duplicate", "getUpdates")
    await walks(kari, {"now": "friends", "reach_how": "say:brev"}, until="who")
    await house.phones.days(30)
    await house.stop()
    await house.start()
    await taps(kari, first, "letter")
    again = await asked(kari)
    assert again is not None
    assert again.step == "who"
    # Another flow asks a question of the same name: its button answers nothing here.
    await kari.presses_old(again.screen, "f:tonight:safe:no")
    await kari.reads("Den knappen er gammel", "Hvem skal bo der?")
    await kari.presses("Hjelp")
    await kari.reads("113", button="Tilbake")
    await kari.presses("Tilbake")
    await kari.reads("Hvem skal bo der?")
    # What another person's screen says is nothing to this one.
    for data in (
        "f:apply:who:alone",
        "d:open:1",
        "d:tasks:",
        "d:read:1",
        "d:nothing:",
        "rubbish",
        "f:x:y:z",
        "d:come:9",
    ):
        await ola.presses_old(await ola.screen(), data)
        await ola.phones.settled()
        assert "Bolig" in labels(await ola.screen()), data
    assert await _parked(house) == 0


async def test_codes_that_are_wrong_used_or_old(house: House) -> None:
    """The first screen comes whatever the code was; after five tries it says when to try again."""
    ola = await house.phones.add("Ola")
    used = await house.code(role="resident", name="Ola")
    await ola.says(f"/start {used}")
    await ola.reads(button="Kom i gang")
    old = await house.code(role="resident", name="Per")
    await house.phones.days(4)
    for code in (used, old, "wrong", "x" * 300, "æ\u202e"):
        await ola.says(f"/start {code}")
        await ola.reads("koden virker ikke", button="Trygt sted i natt")
    await ola.says(f"/start {await house.code(role='resident')}")
    await ola.reads("mange forsøk", "om en time", button="Hjelpenumre")


async def test_an_identity_number_is_never_kept_nor_passed_on(house: House) -> None:
    """It leaves the chat and the person reads why: in a question, outside, in a caption, in an edit."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.says(NUMBER)
    await kari.reads("fødselsnummer", "ikke lagret")
    assert await _own(kari) == ["/start " + text_of((await kari.chat())[0]).split()[-1], "/start"]
    await kari.says(f"Jeg heter Kari, {NUMBER[:6]} {NUMBER[6:]}")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.reads("Jeg heter Kari", lambda one: NUMBER[6:] not in text_of(one))
    await kari.sends("photo", caption=f"Passet mitt {NUMBER}")
    await kari.reads("fødselsnummer")
    plain = await kari.says("Hei")
    await kari.reads("Sendt til Mari")
    await kari.edits(plain["message"], NUMBER)
    await kari.reads("fødselsnummer")
    await kari.says("/start")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await walks(kari, {"reach": "phone"}, until="reach_how")
    await kari.says(NUMBER)
    await kari.reads("Skriv nummer, navn eller adresse")
    assert not any(NUMBER in text_of(one) for one in await kari.chat())


async def test_what_cannot_be_handled_is_parked_and_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice wrong and then right: as if nothing was. Three times: parked, told, and a task is made."""
    anne = await house.staff("Anne", "administrator")
    kari = await house.resident("Kari")
    said, tries = front.said, []

    async def stumbles(*given: object, **more: object) -> None:
        tries.append(1)
        if len(tries) < 3 or given[2] == "Umulig":
            raise ZeroDivisionError("canary Kari")
        await said(*given, **more)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(front, "said", stumbles)
    await kari.says("Hei")
    await kari.reads("Skal jeg sende dette")
    assert await _parked(house) == 0
    await kari.says("Umulig")
    await kari.reads("Noe gikk galt hos oss", "Vi har fått beskjed")
    await anne.reads("Ny oppgave")
    row = (await house.app.store.read(inbox.parked))[0]
    assert row.error_type == "ZeroDivisionError"
    # An update that the library cannot read is parked as well, and the next one is heard.
    await kari.sends("raw", update=_unreadable(kari))
    await kari.reads("Noe gikk galt hos oss")
    await house.phones.fault("garbage", "getUpdates")
    await kari.says("Er du der?")
    await kari.reads("Skal jeg sende disse 2")


def _unreadable(phone: Phone) -> dict[str, object]:
    person = {"id": phone.id, "is_bot": False, "first_name": phone.name}
    chat = {"id": phone.id, "type": "private"}
    entity = {"type": "bold", "offset": "here", "wrong": []}
    message = {"message_id": "many", "from": person, "chat": chat, "date": "yesterday"}
    return {"message": message | {"text": "x", "entities": [entity, 7]}}


async def test_a_group_is_left_politely(house: House) -> None:
    """The bot speaks with one person at a time; nothing said in a group is heard."""
    kari = await house.resident("Kari")
    person = {"id": kari.id, "is_bot": False, "first_name": "Kari"}
    group = {"id": -100123, "type": "supergroup", "title": "Gata"}
    update = {"message_id": 5, "date": 1, "from": person, "chat": group, "text": "/start"}
    await kari.sends("raw", update={"message": update})
    await kari.reads_nothing()
    async with asyncio.timeout(5):
        # What is said before leaving has nobody to reach here: the simulator knows no groups.
        while not (await house.phones.calls()).get("leaveChat"):  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.01)
    await kari.says("Hei")
    await kari.reads("Skal jeg sende dette")
