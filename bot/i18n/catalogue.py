"""The translators' files: gettext catalogues with the key as msgctxt and the bokmål as msgid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from bot.i18n.shown import locale

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

DOMAIN = "hjemvei"
PLURAL = "#"


def catalogue_path(locales_dir: Path, language: str) -> Path:
    """Where a language's catalogue stands."""
    return locales_dir / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_all(locales_dir: Path) -> dict[str, Catalog]:
    """Every catalogue under a folder, by language."""
    found = {}
    for path in sorted(locales_dir.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        with path.open("rb") as file:
            found[path.parent.parent.name] = read_po(file, charset="utf-8")
    return found


def expected(defaults: Mapping[str, str], language: str) -> Iterator[tuple[str, str]]:
    """The keys a language needs with their bokmål: where bokmål counts, every plural form it has."""
    forms = sorted(locale(language).plural_form.tags - {"other"})
    for key, source in defaults.items():
        base, _, form = key.partition(PLURAL)
        if not form:
            yield key, source
        elif form == "one":
            for tag in forms:
                yield base + PLURAL + tag, source if tag == "one" else defaults.get(base, source)


def written(catalogue: Catalog, gone: list[Message], language: str) -> str:
    """A catalogue as a file that changes only where its texts do: no dates, no places in the code."""
    header = f"Language: {language}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    lines = ['msgid ""', 'msgstr ""', *(quoted(line) for line in header.splitlines(keepends=True))]
    for message in catalogue:
        if message.id:
            lines += ["", *(f"#{'' if c[0] == '|' else ' '}{c}" for c in message.user_comments)]
            lines += ["#, fuzzy"] if message.fuzzy else []
            lines += entry(message)
    for message in gone:
        lines += ["", *(f"#~ {line}" for line in entry(message))]
    return "\n".join(lines) + "\n"


def entry(message: Message) -> list[str]:
    """One text's three lines."""
    return [
        f"msgctxt {quoted(str(message.context))}",
        f"msgid {quoted(str(message.id))}",
        f"msgstr {quoted(str(message.string or ''))}",
    ]


def quoted(words: str) -> str:
    """A PO string on one line."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'
