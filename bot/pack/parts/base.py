"""What every other part is made of: words, numbers, and a sentence of law."""

from __future__ import annotations

import datetime as dt

import msgspec

NORWEGIAN = frozenset({"nb", "nn", "no", "se"})


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a pack: nothing unknown passes, so that a misspelt key is found."""


class Words(Part, frozen=True):
    """One text in bokmål and English, and in nynorsk where the municipality writes it."""

    nb: str
    en: str
    nn: str = ""

    def in_language(self, language: str) -> str:
        """Norwegian for readers of Norwegian and North Sami, English for everyone else."""
        said = language.split("-", maxsplit=1)[0]
        if said == "nn" and self.nn:
            return self.nn
        return self.nb if said in NORWEGIAN else self.en


class Phone(Part, frozen=True):
    """A number, when it answers, and when somebody last checked it."""

    number: str
    hours: tuple[str, ...]
    checked: dt.date
    on_holidays: bool = False


class LegalText(Part, frozen=True):
    """A sentence of law in plain words, with where it comes from and the day that was read."""

    id: str
    text: Words
    source: str
    date: dt.date
