"""How hard a text is to read: LIX, long buttons, words we do not use. Used by the tests beside it."""

import re

LONG = 7  # letters; LIX by Björnsson (1968): words per sentence + 100 x share of words this long
WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|\d+")
SENTENCE = re.compile(r"[.?!:]+(?=\s|$)|\n")
PLACEHOLDER = re.compile(r"\{[^}]*\}")
FORBIDDEN = (
    "misbruk",
    "narkoman",
    "alkoholiker",
    "hjemløs",
    "boevne",
    "umotiv",
    "møtte ikke",
    "møtt ikke",
    "brudd",
    "advarsel",
    "sanksjon",
    "kvalifisere seg",
    "boklar",
    "klar for bolig",
    "rusfri",
)
ON_A_LOCK_SCREEN = re.compile(r"\brus\w*|diagnos|kommunal bolig|husleie|gjeld|nav\b", re.IGNORECASE)


def words(text: str) -> list[str]:
    """The words of a text; a placeholder counts as one short word, as a name would."""
    return WORD.findall(PLACEHOLDER.sub("Navn", text))


def long_words(text: str) -> int:
    """How many words are long."""
    return sum(1 for word in words(text) if len(word) >= LONG)


def sentences(text: str) -> int:
    """How many sentences a text has, at least one; a paragraph ends a sentence."""
    return max(1, sum(1 for part in SENTENCE.split(text) if WORD.search(part)))


def lix(text: str) -> float:
    """LIX: below 30 is very easy, 30-40 easy (Norwegian bands)."""
    found = words(text)
    if not found:
        return 0.0
    return len(found) / sentences(text) + 100 * long_words(text) / len(found)


def forbidden(text: str) -> list[str]:
    """The words in a text that we do not use."""
    low = text.casefold()
    return [word for word in FORBIDDEN if word in low]
