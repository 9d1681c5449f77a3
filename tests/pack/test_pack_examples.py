from __future__ import annotations

import re

import pytest

from bot.pack import Pack, Words, load
from bot.pack.check import walk
from bot.pack.parts.base import Phone
from bot.pack.parts.cases import Every, Monthly

FJORDVIK = load("fjordvik")
LILLEVIK = load("lillevik")
BOTH = pytest.mark.parametrize("pack", [FJORDVIK, LILLEVIK], ids=["fjordvik", "lillevik"])
INVENTED = re.compile(r"00 00 00 \d\d")
NATIONAL = {
    "110",
    "112",
    "113",
    "116 117",
    "116 123",
    "116 111",
    "116 006",
    "22 40 00 40",
    "22 59 13 00",
    "915 08 588",
    "55 55 33 33",
    "55 55 33 39",
}
NEVER = re.compile(
    r"misbruk|narkoman|\bhjemløse?\b|\bboevne|umotivert|møtte ikke|\bbrudd|advarsel|sanksjon|kvalifisere"
    r"|\babuse|\baddict|homeless|unmotivated|no-show|warning|sanction|breach",
    re.IGNORECASE,
)


def lix(text: str) -> float:
    """Words per sentence plus the share of words of seven letters or more, in per cent."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = max(1, len(re.findall(r"[.!?:](?:\s|$)", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def words_of(pack: Pack) -> list[tuple[str, Words]]:
    """Every text of a pack with its key."""
    return [(key, part) for key, part in walk(pack) if isinstance(part, Words)]


@BOTH
def test_texts_are_plain(pack: Pack) -> None:
    """Every sentence has LIX 35 or less, in both languages."""
    hard = [
        (key, language, round(lix(text)), text)
        for key, part in words_of(pack)
        for language, text in (("nb", part.nb), ("en", part.en))
        if text.endswith((".", "?")) and lix(text) > 35
    ]
    assert hard == []


@BOTH
def test_texts_hold_no_word_that_hurts(pack: Pack) -> None:
    """The words never used, in Norwegian and English."""
    assert [key for key, part in words_of(pack) if NEVER.search(f"{part.nb} {part.en}")] == []


@BOTH
def test_numbers_are_invented_or_national(pack: Pack) -> None:
    """Nobody's real phone rings: 00 00 00 xx, or a national help line."""
    for key, part in walk(pack):
        if isinstance(part, Phone):
            assert INVENTED.fullmatch(part.number) or part.number in NATIONAL, key


@BOTH
def test_addresses_say_that_they_are_invented(pack: Pack) -> None:
    """No real street, no real post code."""
    addresses = [part for key, part in walk(pack) if key.endswith("address")]
    assert addresses
    assert all(str(one).startswith("Oppdiktet") and " 0000 " in str(one) for one in addresses)


@BOTH
def test_emergency_comes_first_and_every_group_of_talk_has_two_lines(pack: Pack) -> None:
    """113 stands first; there are always at least two to talk to."""
    assert pack.help[0].phone.number == "113"
    assert sum(line.group == "talk" for line in pack.help) >= 2
    assert all(line.source.strip() for line in pack.help)


def test_the_two_municipalities_differ_in_every_rule() -> None:
    """What is one way in Fjordvik is another in Lillevik, so nothing can be hard-coded."""
    assert isinstance(FJORDVIK.meetings, Monthly)
    assert isinstance(LILLEVIK.meetings, Every)
    assert (FJORDVIK.residence.months, LILLEVIK.residence.months) == (12, 24)
    assert not FJORDVIK.application.is_the_application
    assert LILLEVIK.application.is_the_application
    assert FJORDVIK.tonight.is_request_to_nav
    assert not LILLEVIK.tonight.is_request_to_nav
    assert not any(row.nobody for row in FJORDVIK.tonight.duty)
    assert any(row.nobody for row in LILLEVIK.tonight.duty)
    assert FJORDVIK.rent.due_day != LILLEVIK.rent.due_day


def test_readers_of_norwegian_get_bokmal_and_others_english() -> None:
    """Nynorsk and North Sami readers read bokmål; an unknown language reads English."""
    words = Words(nb="hei", en="hi")
    assert [words.in_language(one) for one in ("nb", "nn", "nn-NO", "se", "en", "ar")] == [
        "hei",
        "hei",
        "hei",
        "hei",
        "hi",
        "hi",
    ]
