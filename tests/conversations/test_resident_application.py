"""Applying for a home, from the first word to the receipt, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.pack import next_meeting
from bot.simulator.client import labels, text_of
from tests.conversations.walking import taps, walks

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.client import Phone
    from tests.conftest import House
    from tests.conversations.walking import Answer

EVERYTHING: dict[str, Answer] = {
    "safe": "yes",
    "name": "say:Kari",
    "reach": "phone",
    "reach_how": "say:Ring meg på 00 00 01 23",
    "now": "friends",
    "who": "family",
    "people": "say:tre",
    "children": "both",
    "how_many": "say:to",
    "why_now": "say:Jeg må ut før sommeren",
    "tried": ("ads", "people"),
    "urgent": ("lease_ends",),
    "move_by": "say:1. juni",
    "help_wanted": "none",
    "wishes": ("family", "quiet"),
    "impossible": "say:Trapper",
    "see_worker": "yes",
}
WORDS = {
    "nb": {
        "begin": "Kom i gang",
        "language": "nb",
        "home": "Bolig",
        "apply": "Søk om bolig",
        "mine": "Min søknad",
        "menu": "Til menyen",
        "check": "Stemmer dette",
        "thanks": "Takk",
        "unread": "kan ikke lese",
        "not_yet": "ikke registrert",
        "received": "mottatt",
    },
    "en": {
        "begin": "Get started",
        "language": "en",
        "home": "A home",
        "apply": "Apply for a home",
        "mine": "My application",
        "menu": "To the menu",
        "check": "Is this right",
        "thanks": "Thank you",
        "unread": "cannot read",
        "not_yet": "not",
        "received": "received",
    },
}


async def _bot_messages(phone: Phone) -> list[str]:
    return [text_of(one) for one in await phone.chat() if one["from"]["is_bot"]]


async def _pauses_for_a_look(phone: Phone, words: str) -> None:
    """Everything the person has typed is gone from the chat."""
    own = [text_of(one) for one in await phone.chat() if not one["from"]["is_bot"]]
    assert words not in own


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("pack", ["fjordvik", "lillevik"])
async def test_from_the_first_word_to_the_receipt(
    build: Callable[..., House], pack: str, language: str
) -> None:
    """A stranger says yes, applies with every kind of answer and reads what happens next, and when."""
    say = WORDS[language]
    async with build(pack=pack) as house:
        kari = await house.phones.add("Kari", language=language)
        await kari.says("/start")
        await kari.presses(say["begin"])
        consent: dict[str, Answer] = {"language": language, "name": "say:Kari", "safety": "no"}
        consent["done"] = "!send"
        await walks(kari, consent | {"kept": "yes", "limits": "yes"})
        await kari.presses(say["menu"])
        await kari.presses(say["home"])
        await kari.presses(say["apply"])
        seen: list[str] = []
        here = await walks(kari, EVERYTHING, until="done", seen=seen)
        assert seen[0] == "apply.safe", "tonight comes first"
        assert "apply.name" not in seen, "what is known is not asked again"
        assert {"apply.people", "apply.how_many", "apply.move_by"} <= set(seen)
        assert here is not None
        assert say["check"] in text_of(here.screen)
        assert len(await _bot_messages(kari)) == 1, "one message that changes"
        await _pauses_for_a_look(kari, "Jeg må ut før sommeren")
        await taps(kari, here, "!send")
        receipt = await kari.reads(say["thanks"], button=say["menu"])
        meeting = next_meeting(house.app.house.pack, dt.date(2027, 3, 10))
        assert str(meeting.day) in text_of(receipt).split("\n\n")[-2], "the next meeting"
        assert "Jeg må ut" not in text_of(receipt)
        assert say["unread"] not in text_of(receipt), "the housing office has its yes"
        assert len(await _bot_messages(kari)) == 1, "nothing older to scroll to"
        # The same button again, faster than the screen changed: the receipt stays.
        await taps(kari, here, "!send")
        await kari.phones.settled()
        assert text_of(await kari.screen()) == text_of(receipt)
        await kari.presses(say["menu"])
        await kari.presses(say["home"])
        await kari.presses(say["mine"])
        await kari.reads(say["not_yet"] if pack == "fjordvik" else say["received"])


async def test_change_back_and_handing_in_early(house: House) -> None:  # noqa: PLR0915 - one story
    """After three answers it can be sent; the rest comes later, into the same application."""
    anne = await house.staff("Anne", "coordinator")
    kari = await house.resident("Kari")
    await kari.presses("Bolig")
    await kari.presses("Søk om bolig")
    here = await walks(kari, {"reach": "here", "now": "friends"}, until="how_long")
    assert here is not None
    await kari.presses("Mer")
    more = await kari.reads("Hva vil du?", button="Send nå, resten senere")
    assert "Hopp over" in labels(more)
    await kari.presses("Tilbake")
    await kari.reads("Svaret ditt nå: Hos venner", button="Behold")
    await kari.presses("Behold")
    await kari.reads("Hvor lenge har du bodd slik?")
    await kari.presses("Mer")
    await kari.presses("Send nå, resten senere")
    await kari.reads("sendt, onsdag 10. mars", "Boligkontoret", "resten senere", button="Fortsett")
    await kari.reads("Boligkontoret kan ikke lese svarene før du sier ja")
    await anne.reads("Ny oppgave")
    # Nothing is asked now: what is typed is no answer.
    await kari.says("Hvor blir det av svaret?")
    await kari.reads("Skal jeg sende dette", button="Nei, slett det")
    await kari.presses("Nei, slett det")
    await kari.reads("Ingen har lest det")
    await house.phones.days(2)
    await kari.says("/start")
    await kari.presses("Bolig")
    await kari.presses("Min søknad")
    await kari.reads("Sendt herfra onsdag 10. mars", "ikke registrert", "resten senere")
    await kari.presses("Til menyen")
    await kari.presses("Bolig")
    await kari.presses("Fortsett søknaden")
    await kari.reads("Hvor lenge har du bodd slik?")
    here = await walks(kari, {"see_worker": "later", "urgent": "none"}, until="done")
    assert here is not None
    await kari.presses("Endre noe")
    await kari.presses("Hvor lenge har du bodd slik?")
    await kari.reads("Svaret ditt nå: Under en uke", button="Behold")
    await kari.presses("Over et år")
    done = await kari.reads("Stemmer dette?", "Over et år")
    assert "Hos venner" in text_of(done)
    await kari.presses("Send")
    await kari.reads("sendt, onsdag 10. mars", "Boligkontoret")
    # Registered is told when a human has done it, and not before.
    await kari.phones.settled()
    kari.looks_away((await kari.screen())["rev"])
    await anne.says("/start")
    await anne.presses("Oppgaver")
    await anne.presses("Åpne")
    await anne.reads("Legg inn søknaden til Kari", button="Registrert")
    await kari.reads_nothing()
    await anne.presses("Registrert")
    news = await kari.reads("Du har en ny melding", button="Les")
    await kari.presses("Les", on=news)
    await kari.reads("registrert fredag 12. mars")
    await kari.presses("Til menyen")
    await kari.presses("Bolig")
    await kari.presses("Min søknad")
    await kari.reads("registrert fredag 12. mars")
