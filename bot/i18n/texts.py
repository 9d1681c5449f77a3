"""From keys to words: overlay, catalogue, module, in the reader's language, when it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from bot.flow.message import VERBATIM, Day, Moment, Text
from bot.i18n.catalogue import PLURAL, expected, read_all
from bot.i18n.shown import SCANDINAVIAN, SOURCE, chain, clock, day, isolated, money, plural
from bot.i18n.template import Template, parse, placeholders
from bot.i18n.words import WORDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


UNKNOWN = "…"
HUNDRED = 100  # plural forms depend on the last two digits
Value: TypeAlias = str | int | Day | Moment | Text


class Problem(NamedTuple):
    """What `check` found; `kind` is missing, changed, placeholders, template or unknown."""

    language: str
    key: str
    kind: str
    detail: str = ""

    def __str__(self) -> str:
        """One line for the command line."""
        return f"{self.language} {self.key}: {self.kind} {self.detail}".rstrip()


class _NotGivenError(Exception):
    """A template asks for a value that the text does not carry."""


class Texts:
    """All words in all languages; immutable, so that publishing an overlay means making another."""

    def __init__(
        self,
        locales_dir: Path,
        defaults: Mapping[str, str],
        overlay: Mapping[tuple[str, str], str] | None = None,
        missed: Callable[[str, str], None] | None = None,
    ) -> None:
        """
        `overlay` is keyed (language, key); `missed(language, key)` hears of every stopgap shown.

        Of the catalogues only the words are held: what else stands in them is read again by `check`.
        """
        catalogues = read_all(locales_dir)
        translated = {
            (language, message.context): str(message.string)
            for language, catalogue in catalogues.items()
            for message in catalogue
            if message.id and message.context and message.string
        }
        self._locales, self._coded = locales_dir, tuple(catalogues)
        self._start(WORDS | dict(defaults), translated, overlay or {}, missed)

    def _start(
        self,
        defaults: dict[str, str],
        translated: dict[tuple[str, str], str],
        overlay: Mapping[tuple[str, str], str],
        missed: Callable[[str, str], None] | None,
    ) -> None:
        self._defaults, self._translated = defaults, translated
        self._overlay, self._missed = overlay, missed
        self._words = translated | dict(overlay)
        self._ready: dict[tuple[str, str, int | None], tuple[Template, ...]] = {}

    def with_overlay(self, overlay: Mapping[tuple[str, str], str]) -> Texts:
        """The same texts under another overlay; nothing is read from disk."""
        other = Texts.__new__(Texts)
        other._locales, other._coded = self._locales, self._coded  # noqa: SLF001 - a Texts
        other._start(self._defaults, self._translated, overlay, self._missed)  # noqa: SLF001 - a Texts
        return other

    @property
    def languages(self) -> tuple[str, ...]:
        """Bokmål first, then every language with a catalogue."""
        return (SOURCE, *(code for code in self._coded if code != SOURCE))

    def best(self, code: str | None) -> str:
        """The language for a phone's code such as «nb-NO», «no» or «uk».

        Without a catalogue for it: bokmål for whoever reads Scandinavian, English for others.
        """
        short = (code or SOURCE).replace("_", "-").split("-")[0].lower()
        if short in self.languages:
            return short
        return SOURCE if short in SCANDINAVIAN or "en" not in self.languages else "en"

    def say(self, text: Text, language: str, tz: dt.tzinfo) -> str:
        """The words for one reader; what is missing is shown as «…» and reported, never raised."""
        values = text.values
        if text.key == VERBATIM:
            return str(values.get("text", ""))
        count = values.get("n")
        templates = self._templates(language, text.key, count if isinstance(count, int) else None)
        for template in templates:
            try:
                return self._fill(template, values, language, tz)
            except _NotGivenError:
                self._report(language, text.key)
        if not templates:
            self._report(language, text.key)
            return UNKNOWN
        given = {part.field: UNKNOWN for part in templates[-1]} | values
        return self._fill(templates[-1], given, language, tz)

    def _report(self, language: str, key: str) -> None:
        if self._missed:
            self._missed(language, key)

    def _fill(
        self, template: Template, values: Mapping[str, Value], language: str, tz: dt.tzinfo
    ) -> str:
        out = []
        for words, field, spec in template:
            out.append(words)
            if not field:
                continue
            if field not in values:
                raise _NotGivenError
            out.append(isolated(self._show(values[field], spec, language, tz), language))
        return "".join(out)

    def _show(self, value: Value, spec: str, language: str, tz: dt.tzinfo) -> str:
        match value:
            case str():
                return value
            case int():
                return money(value, language) if spec == "money" else str(value)
            case Text():
                return self.say(value, language, tz)
            case Day():
                return day(value.day, language, year=spec == "year")
            case Moment():
                return self._moment(value, spec, language, tz)

    def _moment(self, value: Moment, spec: str, language: str, tz: dt.tzinfo) -> str:
        local = value.at.astimezone(tz)
        date = day(local.date(), language, year=spec == "year")
        if value.form == "day":
            return date
        time = self.say(Text("i18n.time", {"time": clock(local.time(), language)}), language, tz)
        if value.form == "time":
            return time
        return self.say(Text("i18n.moment", {"day": date, "time": time}), language, tz)

    def _templates(self, language: str, key: str, count: int | None) -> tuple[Template, ...]:
        """Every way to say it, best first: the plural form, the plain form, the next language."""
        if count is not None and count >= 2 * HUNDRED:
            count = HUNDRED + count % HUNDRED
        wanted = (language, key, count)
        ready = self._ready.get(wanted)
        if ready is None:
            ready = tuple(self._find(language, key, count))
            if ready:  # an unknown key is not kept: keys are few, mistakes are not
                self._ready[wanted] = ready
        return ready

    def _find(self, language: str, key: str, count: int | None) -> Iterator[Template]:
        for code in chain(language):
            keys = [key] if count is None else [key + PLURAL + plural(count, code), key]
            for wanted in keys:
                words = [self._words.get((code, wanted))]
                if code == SOURCE:
                    words.append(self._defaults.get(wanted))
                for template in words:
                    if template:
                        try:
                            yield parse(template)
                        except ValueError:
                            self._report(code, wanted)

    def template(self, key: str, language: str) -> str:
        """The words of a key with their placeholders, for a list or a picture; "" if there are none."""
        for code in chain(language):
            found = self._words.get((code, key))
            if found is None and code == SOURCE:
                found = self._defaults.get(key)
            if found:
                return found
        return ""

    def check(self) -> list[Problem]:
        """What a translator or an editor of the overlay should look at; none of it stops the bot."""
        found = []
        for language, catalogue in read_all(self._locales).items():
            done = {m.context: m for m in catalogue if m.id and m.context}
            for key, source in expected(self._defaults, language):
                message = done.pop(key, None)
                if message is None or not message.string:
                    found.append(Problem(language, key, "missing", source))
                elif message.fuzzy or message.id != source:
                    found.append(Problem(language, key, "changed", source))
            found += [Problem(language, str(key), "unknown") for key in done]
        for (language, key), words in self._words.items():
            source = self._defaults.get(key) or self._defaults.get(key.split(PLURAL)[0], "")
            try:
                extra = placeholders(words) - placeholders(source)
                lost = placeholders(source) - placeholders(words) - {"n"}
            except ValueError as error:
                found.append(Problem(language, key, "template", str(error)))
                continue
            if extra or lost:
                found.append(
                    Problem(language, key, "placeholders", ", ".join(sorted(extra | lost)))
                )
        return found
