"""Days, times, sums and counts as they are written in a language."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

if TYPE_CHECKING:
    import datetime as dt

SOURCE = "nb"
NORDIC = frozenset({"nb", "nn", "se"})  # who has no text of their own reads bokmål, others English
SCANDINAVIAN = NORDIC | {"no", "da", "sv"}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ur", "ckb", "he"})
CLDR = {"en": "en_GB", "prs": "fa_AF"}  # our codes, where CLDR has another name
ISOLATE, POP = "\u2068", "\u2069"  # Unicode bidi isolation (UAX #9): a number keeps its order


def isolated(words: str, language: str) -> str:
    """An inserted value, kept from reordering the sentence around it when that runs right to left."""
    return f"{ISOLATE}{words}{POP}" if language in RIGHT_TO_LEFT else words


def chain(language: str) -> tuple[str, ...]:
    """The languages to try in turn: one's own, English for those who do not read Nordic, bokmål."""
    if language == SOURCE:
        return (SOURCE,)
    return (language, SOURCE) if language in NORDIC else (language, "en", SOURCE)


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Babel's locale for a language of ours; bokmål for one it does not know."""
    try:
        return Locale.parse(CLDR.get(language, language))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE)


@lru_cache(maxsize=4096)
def plural(count: int, language: str) -> str:
    """The plural form a count takes: zero, one, two, few, many or other (Unicode CLDR)."""
    return str(locale(language).plural_form(abs(count)))


@lru_cache(maxsize=2048)
def day(date: dt.date, language: str, *, year: bool = False) -> str:
    """«tirsdag 8. desember», with the year when a text asks for `{when:year}`."""
    pattern = "EEEE d. MMMM" if language in NORDIC else "EEEE d MMMM"
    return format_date(date, pattern + (" y" if year else ""), locale=locale(language))


def clock(time: dt.time, language: str) -> str:
    """Hours and minutes as they are written in a language: 14.00 or 14:00."""
    return time.strftime("%H.%M" if language in NORDIC else "%H:%M")


def money(ore: int, language: str) -> str:
    """A sum in øre as kroner: «7 500 kr», «7 500,50 kr»."""
    return (
        format_decimal(
            Decimal(ore) / 100, "#,##0" if ore % 100 == 0 else "#,##0.00", locale=locale(language)
        )
        + " kr"
    )
