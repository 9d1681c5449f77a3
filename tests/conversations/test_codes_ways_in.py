"""Ways in: a personal code with its picture, a place's code, and beginning together on one phone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot import inviting
from bot.domain import codes
from bot.simulator.client import text_of

if TYPE_CHECKING:
    from bot.domain.turn import Turn
    from bot.simulator.client import Message, Phone
    from tests.conftest import House


async def invites(worker: Phone, name: str, how: str) -> Message:
    """The invite flow, to the message with the link and its picture."""
    await worker.says("/start")
    await worker.presses("Inviter en beboer")
    await worker.reads("Hva skal vi kalle den du inviterer?")
    await worker.says(name)
    await worker.presses("English" if name == "Sam" else "Norsk bokmål")
    await worker.presses(how)
    await worker.presses("Lag koden")
    return await worker.reads("Gi denne lenken til", lambda message: "photo" in message)


def code_in(message: Message) -> str:
    """What stands after `start=` in the link."""
    return text_of(message).split("?start=")[1].split()[0]


async def test_a_worker_invites_with_a_link_and_a_picture_of_it(house: House) -> None:
    """160 bits, kept as a hash; once; the name and the language that the worker chose; not for staff."""
    mari = await house.staff("Mari", "worker")
    made = await invites(mari, "Sam", "Jeg gir dem en lenke")
    assert f"https://t.me/{house.app.house.bot_name}?start=" in text_of(made)
    code = code_in(made)
    assert len(code) >= 27, "160 bits"
    await mari.says(f"/start {code}")
    await mari.reads("Den koden er til en beboer.")
    sam = await house.phones.add("Et annet navn", language="nb")
    await sam.says(f"/start {code}")
    await sam.reads("You are now connected to Mari.")
    ola = await house.phones.add("Ola")
    await ola.says(f"/start {code}")
    await ola.reads("Den koden virker ikke.", button="Trygt sted i natt")
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Sam")
    await mari.reads("Det du skriver nå, går til Sam.")
    stored = b"".join(one.read_bytes() for one in house.folder.glob("*.db*"))
    assert code.encode() not in stored


async def test_a_code_is_too_old_after_three_days_and_guessing_is_stopped(house: House) -> None:
    """Expired is told kindly; after five wrong ones even a right one waits an hour."""
    mari = await house.staff("Mari", "worker")
    worker_id = await house.person(mari)
    old = await house.code(worker_id=worker_id, name="Kari")
    await house.phones.forward(dt.timedelta(hours=73))
    kari = await house.phones.add("Kari")
    await kari.says(f"/start {old}")
    await kari.reads("Den koden virker ikke.", button="Trygt sted i natt")
    for guess in ("a", "b" * 64, "c", "d"):
        await kari.says(f"/start {guess}")
        await kari.reads("Den koden virker ikke.")
    fresh = await house.code(worker_id=worker_id, name="Kari")
    await kari.says(f"/start {fresh}")
    await kari.reads("Det ble mange forsøk.", button="Trygt sted i natt")
    await house.phones.forward(dt.timedelta(hours=1, minutes=1))
    await kari.says(f"/start {fresh}")
    await kari.reads("Du er nå koblet til Mari.")


async def test_a_places_code_is_for_many_until_it_is_revoked(house: House) -> None:
    """It gives an origin and nothing else: no worker, no yes."""
    code = codes.draw()

    async def poster(turn: Turn) -> str:
        return await codes.for_place(turn, code, "Brygga")

    await house.turn(poster)
    for name in ("Kari", "Ola"):
        phone = await house.phones.add(name)
        await phone.says(f"/start {code}")
        await phone.reads("Du kom hit fra Brygga.", button="Kom i gang")
    said: list[str] = []
    await house.stop()
    await inviting.revoke(house.settings(), "Brygga", said.append)
    await inviting.revoke(house.settings(), "Brygga", said.append)
    await house.start()
    assert said == ["1 revoked.", "There is no code in use for «Brygga»."]
    late = await house.phones.add("Sen")
    await late.says(f"/start {code}")
    await late.reads("Den koden virker ikke.", button="Trygt sted i natt")


async def test_begun_together_on_the_workers_phone_and_taken_over(house: House) -> None:
    """The resident's own yes and answers, on the worker's phone; then theirs, on their own."""
    mari = await house.staff("Mari", "worker")
    made = await invites(mari, "Kari", "Vi fyller ut på min telefon")
    await mari.presses("Fyll ut sammen")
    await mari.presses("Norsk bokmål")
    await mari.reads("Det du skriver her, blir lagret.")
    await mari.presses("Ja")
    await mari.reads("Vil du begynne?")
    await mari.presses("Ja")
    await mari.presses("Videre")
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.presses("Fyll ut sammen")
    await mari.reads("Har du et trygt sted å sove i natt?")
    await mari.presses("Ja")
    await mari.presses("Begynn")
    await mari.reads("Hvordan skal vi nå deg?")
    await mari.presses("Her i chatten")
    await mari.reads("Hvor bor du nå?")

    kari = await house.phones.add("Karis telefon")
    await kari.says(f"/start {code_in(made)}")
    await kari.reads("Du er nå koblet til Mari.", button="Bolig")
    await kari.presses("Bolig")
    await kari.presses("Fortsett søknaden")
    await kari.reads("Hvor bor du nå?")
    await mari.says("/start")
    await mari.presses("Alle mine")
    await mari.presses("Kari")
    await mari.reads("Det du skriver nå, går til Kari.")
    await mari.says("Så fint at du kom")
    await kari.presses("Les")
    await kari.reads("Mari skriver:", "Så fint at du kom")
    await house.phones.days(2)
    await kari.says("/start")
    await kari.reads("Hei, Kari.", button="Bolig")


async def test_one_who_is_known_here_keeps_what_is_theirs(house: House) -> None:
    """A code made for somebody else's answers does not take a known person's place, nor is it used up."""
    mari = await house.staff("Mari", "worker")
    made = await invites(mari, "Kari", "Vi fyller ut på min telefon")
    ola = await house.resident("Ola")
    await ola.says(f"/start {code_in(made)}")
    await ola.reads("Du har allerede begynt her")
    await ola.reads("Hei, Ola.")
    kari = await house.phones.add("Kari")
    await kari.says(f"/start {code_in(made)}")
    await kari.reads("Du er nå koblet til Mari.")
