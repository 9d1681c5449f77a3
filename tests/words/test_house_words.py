"""Every key the house says has words, and every word is said."""

from __future__ import annotations

import re
from pathlib import Path

from bot.desk.words import WORDS as DESK
from bot.domain.words import WORDS
from bot.flow.words import WORDS as ENGINE

ROOT = Path(__file__).parents[2]
SAID = re.compile(r"\b(?:t|button|Told|Refused|Text)\(\s*f?\"([a-z_]+\.[a-z_.{}]+)\"")


def _said() -> set[str]:
    rooms = [*ROOT.glob("bot/domain/**/*.py"), *ROOT.glob("bot/telegram/*.py")]
    return {key for room in rooms for key in SAID.findall(room.read_text("utf-8"))}


def _pattern(key: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]*\}", key)
    return re.compile("[a-z_]+".join(re.escape(part) for part in parts))


def test_every_key_said_has_words() -> None:
    """No person ever reads a key instead of a sentence."""
    known = WORDS | ENGINE | DESK
    missing = [key for key in _said() if not any(map(_pattern(key).fullmatch, known))]
    assert not missing, f"add these to bot/domain/words/: {missing}"


def test_every_sentence_is_said_somewhere() -> None:
    """A sentence nobody says is not kept, translated and read through for nothing."""
    quoted = "".join(room.read_text("utf-8") for room in ROOT.glob("bot/**/*.py"))
    patterns = [_pattern(key) for key in _said()]
    unused = [
        key
        for key in WORDS
        if f'"{key}"' not in quoted.replace(f'    "{key}":', "")
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert not unused, f"take these out of bot/domain/words/: {unused}"


def test_every_word_of_the_desk_is_drawn_and_every_word_drawn_is_there() -> None:
    """The desk's templates name only what has words, and no words stand there for nothing."""
    rooms = [*ROOT.glob("bot/desk/*.py"), *ROOT.glob("bot/desk/templates/*.html")]
    drawn = set()
    for room in rooms:
        if room.name != "words.py":
            drawn |= set(re.findall(r"\"(desk\.[a-z_.]+)\"", room.read_text("utf-8")))
            drawn |= set(re.findall(r"'(desk\.[a-z_.]+)'", room.read_text("utf-8")))
    begun = {key for key in drawn if key.endswith(".")}  # «desk.state.» and what is known only then
    said = "".join(room.read_text("utf-8") for room in ROOT.glob("bot/domain/**/*.py"))
    missing = [key for key in drawn - begun if key not in DESK]
    unused = [
        key
        for key in DESK
        if key not in drawn and f'"{key}"' not in said and not key.startswith(tuple(begun))
    ]
    assert (missing, unused) == ([], [])
