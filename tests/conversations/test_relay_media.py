"""Whatever a person sends crosses, both ways, with its looks and its words, and nothing of who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.client import text_of

if TYPE_CHECKING:
    from bot.simulator.client import Message, Phone
    from tests.conftest import House

KINDS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("photo", {}, "et bilde"),
    ("voice", {"seconds": 3}, "en talemelding"),
    ("document", {"name": "brev.pdf"}, "et dokument"),
    ("video", {}, "en video"),
    ("animation", {}, "en GIF"),
    ("audio", {}, "en lydfil"),
    ("video_note", {}, "en videomelding"),
    ("location", {}, "et sted på kartet"),
    ("venue", {}, "et sted på kartet"),
    ("contact", {"first_name": "Legen", "phone_number": "+4722000000"}, "et kontaktkort"),
    ("sticker", {}, "et klistremerke"),
)
CAPTIONED = {"photo", "voice", "document", "video", "animation", "audio"}
NUMBER = "15076500565"  # invented by a rule; belongs to nobody
FILES = {"photo", "voice", "document", "video", "animation", "audio", "video_note", "sticker"}


async def both(house: House, **resident: Any) -> tuple[Phone, Phone]:
    """Mari and Kari, whose thread is alive both ways."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari, **resident)
    await kari.says("Hei")
    await kari.presses("Ja, send")
    await mari.presses("Åpne")
    await mari.reads("Hei")
    await kari.reads("Åpnet av Mari")
    return mari, kari


def _file(message: Message, kind: str) -> str:
    """The id that the platform has for the file in a message."""
    content = message[kind][-1] if kind == "photo" else message[kind]
    return str(content["file_id"])


@pytest.mark.parametrize(("kind", "given", "named"), KINDS, ids=[one[0] for one in KINDS])
async def test_every_kind_crosses_both_ways(
    house: House, kind: str, given: dict[str, Any], named: str
) -> None:
    """A file keeps its id, a caption stands under it, a place and a card say what they said."""
    mari, kari = await both(house)
    words: dict[str, Any] = {"caption": "Se her"} if kind in CAPTIONED else {}
    sent = await kari.sends(kind, **given, **words)
    await kari.reads("Sendt til Mari")
    await mari.presses("Åpne")
    await mari.reads(f"Kari sendte {named}.")
    got = await mari.reads(lambda one: kind in one)
    assert text_of(got) == words.get("caption", "")
    _same(sent["message"], got, kind)
    sent = await mari.sends(kind, **given, **words)
    await kari.reads("Du har en ny melding.", lambda one: kind not in one)
    await kari.presses("Les")
    await kari.reads(f"Mari sendte {named}.", *words.values())
    got = await kari.reads(lambda one: kind in one)
    _same(sent["message"], got, kind)
    await mari.reads("Åpnet av Kari")


def _same(sent: Message, got: Message, kind: str) -> None:
    if kind in FILES:
        assert _file(got, kind) == _file(sent, kind)
    elif kind == "contact":
        assert got["contact"]["phone_number"] == "+4722000000"
        assert got["contact"]["first_name"] == "Legen"
    else:
        assert got["location"]["latitude"] == sent["location"]["latitude"]


async def test_looks_stay_where_they_were(house: House) -> None:
    """Bold, a link and a quotation come over, counted past an emoji; a mention and markup are words."""
    mari, kari = await both(house, neutral=False)
    words = "😀 fet <b>ikke& lenke @noen"
    looks = [
        {"type": "bold", "offset": 3, "length": 3},
        {"type": "text_link", "offset": 16, "length": 5, "url": "https://eksempel.no/"},
        {"type": "text_mention", "offset": 22, "length": 5, "user": {"id": 5, "first_name": "X", "is_bot": False}},
    ]  # fmt: skip
    await mari.says(words, entities=looks)
    got = await kari.reads("Mari skriver:", "<b>ikke&")
    assert _looked(got) == {("bold", "fet"), ("text_link", "lenke"), ("mention", "@noen")}
    await kari.says(words + "\nny linje", entities=looks)
    await mari.presses("Åpne")
    got = await mari.reads("Kari kl.", "<b>ikke&")
    assert _looked(got) == {("bold", "fet"), ("text_link", "lenke"), ("mention", "@noen")}
    assert "│ ny linje" in text_of(got)


def _looked(message: Message) -> set[tuple[str, str]]:
    units = message["text"].encode("utf-16-le")
    return {
        (one["type"], units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le"))
        for one in message["entities"]
    }  # fmt: skip


async def test_a_forwarded_message_tells_nothing_of_where_it_is_from(house: House) -> None:
    """Its words cross; the channel it came from does not."""
    mari, kari = await both(house)
    await kari.sends("forward", text="Dugnad på lørdag")
    await mari.presses("Åpne")
    got = await mari.reads("Dugnad på lørdag")
    assert "forward_origin" not in got
    assert "Nabolaget" not in str(got)


async def test_nothing_of_a_file_lies_on_the_lock_screen(house: House) -> None:
    """A picture with words is «Du har en ny melding» to her, and «Ny melding» to the worker."""
    mari, kari = await both(house)
    await kari.locks()
    await mari.sends("photo", caption="Nøkkelen din")
    await mari.reads("Sendt til Kari")
    assert await kari.lock_screen() == ["Du har en ny melding."]
    await mari.locks()
    await kari.sends("document", name="Vedtak Kari.pdf", caption="Vedtaket")
    await kari.reads("Sendt til Mari")
    assert await mari.lock_screen() == ["Ny melding."]


async def test_numbers_are_masked_wherever_they_stand(house: House) -> None:
    """In a caption, a card, a place and a quotation; a file named by one is not sent on at all."""
    mari, kari = await both(house)
    await kari.sends("photo", caption=f"Passet {NUMBER}")
    await kari.reads("fødselsnummer")
    await kari.sends("contact", first_name=f"Ola {NUMBER}")
    await kari.sends("venue", title=f"Hos {NUMBER}")
    await kari.sends("document", name=f"{NUMBER}.pdf")
    await kari.reads("Filnavnet ser ut som et fødselsnummer")
    await house.settled()
    await mari.presses("Åpne")
    await mari.reads("Kari sendte et bilde.", "kontaktkort")
    await house.settled()
    everything = str([one for one in await mari.chat() if one["from"]["is_bot"]])
    assert NUMBER not in everything
    assert "Passet" in everything
    assert "Kari sendte et dokument" not in everything
    names = [one for one in await kari.chat() if "document" in one]
    assert not names, "the file named by a number has left the chat"


async def test_to_cover_numbers_is_asked_once_a_month(house: House) -> None:
    """The first picture is answered with a short request; the next only after thirty days."""
    _, kari = await both(house)
    await kari.sends("photo")
    await kari.reads("fødselsnummer på det du sendte?")
    rev = (await house.phones.state())["rev"]
    await kari.sends("photo")
    await house.settled()
    later = [one for one in await kari.chat() if one["rev"] > rev]
    assert not any("fødselsnummer" in text_of(one) for one in later)


async def test_a_file_that_cannot_be_shown_is_told(house: House) -> None:
    """The worker reads that the file did not come through, instead of nothing."""
    mari, kari = await both(house)
    await kari.sends("document")
    house.world.files.by_id.clear()
    await mari.presses("Åpne")
    await mari.reads("Filen fra Kari lot seg ikke vise")


async def test_what_a_flow_did_not_ask_for_is_offered_to_a_human(house: House) -> None:
    """A picture with words in the middle of a question waits for «Send til Mari», and then goes whole."""
    mari = await house.staff("Mari", "worker")
    kari = await house.resident("Kari", worker=mari)
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    await kari.sends("photo", caption="Slik ser det ut")
    await kari.presses("Send til Mari")
    await mari.presses("Åpne")
    await mari.reads("Kari sendte et bilde.")
    await mari.reads("Slik ser det ut", lambda one: "photo" in one)
