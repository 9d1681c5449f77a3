"""`main.py messages`: collect every text, and bring the catalogues up to date without losing any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import unescape

from bot.i18n.catalogue import DOMAIN, catalogue_path, expected, quoted, read_all, written
from bot.i18n.shown import SOURCE
from bot.i18n.texts import Texts
from bot.i18n.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from babel.messages.catalog import Message

    from bot.i18n.texts import Problem

PREVIOUS = "| msgid "  # how Babel hands over a «#| msgid» line


def collect(defaults: Mapping[str, str]) -> Catalog:
    """The template of all texts: msgctxt the key, msgid the bokmål."""
    catalogue = Catalog(domain=DOMAIN, charset="utf-8", fuzzy=False)
    for key, source in expected(WORDS | dict(defaults), SOURCE):
        catalogue.add(source, context=key)
    return catalogue


def update(
    locales_dir: Path, defaults: Mapping[str, str], begin: str | None = None
) -> list[Problem]:
    """Bring every catalogue up to date, begin one for a new language, say what is left to translate.

    A translation whose bokmål changed is kept, marked fuzzy with the bokmål it was made from; one
    whose key is gone is kept as obsolete, and comes back with its key.
    """
    everything = WORDS | dict(defaults)
    if begin and not catalogue_path(locales_dir, begin).exists():
        catalogue_path(locales_dir, begin).parent.mkdir(parents=True, exist_ok=True)
        catalogue_path(locales_dir, begin).write_text(written(Catalog(), [], begin), "utf-8")
    for language, old in read_all(locales_dir).items():
        known = {m.context: m for m in [*old.obsolete.values(), *old] if m.id and m.context}
        new = Catalog(locale=None, domain=DOMAIN, charset="utf-8", fuzzy=False)
        for key, source in expected(everything, language):
            message = new.add(source, context=key)
            before = known.pop(key, None)
            if before is None:
                continue
            message.string = before.string
            message.user_comments = [c for c in before.user_comments if not c.startswith(PREVIOUS)]
            made_from = translated_from(before)
            if before.fuzzy and len(message.user_comments) == len(before.user_comments):
                message.flags.add("fuzzy")  # a translator's own mark
            if before.string and made_from != source:
                message.flags.add("fuzzy")
                message.user_comments.append(PREVIOUS + quoted(made_from))
        gone = [m for m in known.values() if m.string]
        catalogue_path(locales_dir, language).write_text(written(new, gone, language), "utf-8")
    return Texts(locales_dir, defaults).check()


def translated_from(message: Message) -> str:
    """The bokmål a translation was made from: the one noted when it first changed, or its msgid."""
    noted = [c.removeprefix(PREVIOUS) for c in message.user_comments if c.startswith(PREVIOUS)]
    return unescape(noted[0]) if message.fuzzy and noted else str(message.id)
