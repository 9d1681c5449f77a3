"""Bringing the translators' files up to date."""

from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.message import Text
from bot.i18n import Texts, collect, update
from bot.i18n.catalogue import catalogue_path, quoted, read_all

OSLO = ZoneInfo("Europe/Oslo")
OLD = {"a": "Hei", "b": "{n} svar", "b#one": "Ett svar"}


def started(
    folder: Path, language: str, translated: dict[str, str], bokmal: dict[str, str]
) -> Path:
    """A catalogue with these translations of this bokmål, as `update` writes it."""
    path = catalogue_path(folder, language)
    update(folder, bokmal, begin=language)
    lines = path.read_text("utf-8").split("\n")
    for key, words in translated.items():
        place = lines.index(f"msgctxt {quoted(key)}") + 2
        lines[place] = f"msgstr {quoted(words)}"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_every_text_is_collected() -> None:
    """The template holds each key once, its bokmål as msgid, two keys with the same words apart."""
    found = {m.context: m.id for m in collect({"a": "Ja", "b": "Ja"}) if m.id}
    assert found["a"] == found["b"] == "Ja"


def test_a_language_gets_every_plural_form_it_has(tmp_path: Path) -> None:
    """Ukrainian has few and many where bokmål has one and other."""
    path = started(tmp_path, "uk", {}, OLD)
    for form in ("one", "few", "many"):
        assert f'msgctxt "b#{form}"' in path.read_text("utf-8")


def test_a_changed_sentence_keeps_its_translation(tmp_path: Path) -> None:
    """It is marked fuzzy beside the bokmål it was made from, still shown, and reported."""
    path = started(tmp_path, "en", {"a": "Hello"}, OLD)
    problems = update(tmp_path, OLD | {"a": "Hei på deg"})
    assert '#| msgid "Hei"\n#, fuzzy\nmsgctxt "a"\nmsgid "Hei på deg"\nmsgstr "Hello"' in (
        path.read_text("utf-8")
    )
    assert ("a", "changed") in {(p.key, p.kind) for p in problems}
    assert Texts(tmp_path, OLD | {"a": "Hei på deg"}).say(Text("a"), "en", OSLO) == "Hello"


def test_what_was_made_from_the_first_bokmal_stays_so(tmp_path: Path) -> None:
    """Changed twice before anybody translated it, the oldest bokmål still says what was translated."""
    path = started(tmp_path, "en", {"a": "Hello"}, OLD)
    update(tmp_path, OLD | {"a": "Hei på deg"})
    update(tmp_path, OLD | {"a": "God dag"})
    assert '#| msgid "Hei"\n' in path.read_text("utf-8")


def test_back_to_the_old_words_is_no_longer_changed(tmp_path: Path) -> None:
    """When bokmål returns to what was translated, the translation is sound again."""
    path = started(tmp_path, "en", {"a": "Hello"}, OLD)
    before = path.read_text("utf-8")
    update(tmp_path, OLD | {"a": "Hei på deg"})
    update(tmp_path, OLD)
    assert path.read_text("utf-8") == before


def test_a_text_that_goes_and_comes_back_keeps_its_translation(tmp_path: Path) -> None:
    """A removed key is kept as obsolete, and comes back with its key."""
    path = started(tmp_path, "en", {"a": "Hello"}, OLD)
    before = path.read_text("utf-8")
    update(tmp_path, {"b": OLD["b"], "b#one": OLD["b#one"]})
    assert '#~ msgstr "Hello"' in path.read_text("utf-8")
    update(tmp_path, OLD)
    assert path.read_text("utf-8") == before


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.from_regex(r"\A[a-z]{1,4}(\.[a-z]{1,3})?\Z"),
        st.text(
            st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n\t"\\'), min_size=1
        ),
        max_size=6,
    )
)
def test_a_catalogue_is_read_as_it_was_written(bokmal: dict[str, str]) -> None:
    """Any words survive the file, and updating twice changes nothing."""
    import tempfile  # noqa: PLC0415 - Hypothesis and tmp_path do not mix

    with tempfile.TemporaryDirectory() as name:
        path = started(Path(name), "en", {}, bokmal)
        once = path.read_text("utf-8")
        found = {m.context: m.id for m in read_all(Path(name))["en"] if m.id}
        assert {key: found[key] for key in bokmal} == bokmal
        update(Path(name), bokmal)
        assert path.read_text("utf-8") == once
