"""Files sent together arrive one by one, and are one message: in order, across a restart, late ones after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.client import text_of
from tests.conversations.test_relay_media import NUMBER, both

if TYPE_CHECKING:
    from bot.simulator.client import Message, Phone
    from tests.conftest import House


async def pictures(phone: Phone) -> list[Message]:
    """The bot's pictures in a chat, as they stand."""
    return [one for one in await phone.chat() if one["from"]["is_bot"] and "photo" in one]


def file_of(message: Message) -> str:
    """The id that the platform has for a picture."""
    return str(message["photo"][-1]["file_id"])


async def test_an_album_is_one_message_both_ways(house: House) -> None:
    """A second after the last part it goes as one: one receipt, one «Les», the words under the first."""
    mari, kari = await both(house)
    sent = await kari.sends("album", count=3, caption="Stua")
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    await mari.reads("Kari sendte 3 filer sammen.")
    await mari.reads("Stua", lambda one: "photo" in one)
    got = await pictures(mari)
    assert [file_of(one) for one in got] == [file_of(one) for one in sent["messages"]]
    assert len({one["media_group_id"] for one in got}) == 1
    back = await mari.sends("album", count=2, caption="Nøkkelen")
    await kari.reads("Du har en ny melding.")
    await kari.presses("Les")
    await kari.reads("Mari sendte 2 filer sammen.")
    await kari.reads("Nøkkelen", lambda one: "photo" in one)
    assert [file_of(one) for one in await pictures(kari)] == [
        file_of(one) for one in back["messages"]
    ]


async def test_it_goes_before_the_next_words(house: House) -> None:
    """Who writes on at once is heard in order: the album, then the words."""
    mari, kari = await both(house)
    await kari.sends("album", count=2)
    await kari.says("Det var stua")
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    shown = text_of(await mari.reads("2 filer sammen", "Det var stua"))
    assert shown.index("filer") < shown.index("stua")


async def test_parts_in_disorder_stand_in_order(house: House) -> None:
    """Telegram's own numbers say the order, whatever came first."""
    mari, kari = await both(house)
    person = await kari.person()
    parts: list[dict[str, Any]] = []
    for number in (902, 901, 903):
        photo: dict[str, Any] = {
            "file_id": (await _stored(house, number)),
            "file_unique_id": f"u{number}",
        }
        photo |= {"width": 90, "height": 90}
        who = {"id": kari.id, "is_bot": False, "first_name": person["name"]}
        parts.append(
            {
                "message_id": number,
                "date": house.world.unix(),
                "from": who,
                "chat": {"id": kari.id, "type": "private"},
                "photo": [photo],
                "media_group_id": "77",
            }
        )
    for part in parts:
        await kari.sends("raw", update={"message": part})
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    await mari.reads("3 filer sammen")
    await house.settled()
    ids = {part["message_id"]: part["photo"][0]["file_id"] for part in parts}
    assert [file_of(one) for one in await pictures(mari)] == [ids[n] for n in (901, 902, 903)]


async def _stored(house: House, number: int) -> str:
    return house.world.files.keep("photo", bytes([number % 256]), "image/jpeg").file_id


async def test_a_late_part_answers_its_album(house: House) -> None:
    """What comes after the album has gone on stands as a reply to it."""
    mari, kari = await both(house)
    sent = await kari.sends("album", count=2)
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    await mari.reads("2 filer sammen")
    await house.settled()
    first = (await pictures(mari))[0]
    await kari.sends("album", group=sent["message"]["media_group_id"])
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    await mari.reads("Kari sendte et bilde.")
    late = await mari.reads(lambda one: "photo" in one and "reply_to_message" in one)
    assert late["reply_to_message"]["message_id"] == first["message_id"]


async def test_an_album_waits_for_a_yes_like_words(house: House) -> None:
    """Outside a thread it is asked about once, as one, and a number in its words is masked."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.sends("album", count=3, caption=f"Pass {NUMBER}")
    await kari.reads("Skal jeg sende dette til Mari?")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.reads("3 filer sammen")
    await house.settled()
    assert NUMBER not in str(await mari.chat())
