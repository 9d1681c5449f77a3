"""How a key becomes words in somebody's language."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.message import Day, Moment, Text, verbatim
from bot.i18n import UNKNOWN, Texts, money, parse, placeholders
from bot.i18n.shown import ISOLATE, POP

OSLO = ZoneInfo("Europe/Oslo")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
DEFAULTS = {
    "hello": "Hei, {name}",
    "saved": "{n} svar er lagret",
    "saved#one": "Ett svar er lagret",
    "when": "Vi ses {when}",
    "plain": "Greit",
}


def catalogue(folder: Path, language: str, *entries: tuple[str, str, str]) -> None:
    """Write a language's catalogue from (key, bokmål, translation)."""
    path = folder / language / "LC_MESSAGES" / "hjemvei.po"
    path.parent.mkdir(parents=True)
    lines = [f'msgctxt "{k}"\nmsgid "{s}"\nmsgstr "{t}"\n' for k, s, t in entries]
    path.write_text("\n".join([HEADER, *lines]), "utf-8")


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    """English, Ukrainian and Arabic beside the bokmål above."""
    catalogue(
        tmp_path,
        "en",
        ("hello", "Hei, {name}", "Hello, {name}"),
        ("saved", "{n} svar er lagret", "{n} answers are saved"),
        ("saved#one", "Ett svar er lagret", "One answer is saved"),
        ("i18n.time", "kl. {time}", "{time}"),
        ("i18n.moment", "{day} {time}", "{day} at {time}"),
    )
    catalogue(
        tmp_path,
        "uk",
        ("saved", "{n} svar er lagret", "{n} (other)"),
        ("saved#one", "Ett svar er lagret", "{n} (one)"),
        ("saved#few", "{n} svar er lagret", "{n} (few)"),
        ("saved#many", "{n} svar er lagret", "{n} (many)"),
    )
    catalogue(tmp_path, "ar", ("hello", "Hei, {name}", "مرحبا {name}"))
    return Texts(tmp_path, DEFAULTS)


def test_bokmal_stands_in_the_module(texts: Texts) -> None:
    """Without a catalogue or an overlay the module's own words are shown."""
    assert texts.say(Text("hello", {"name": "Kari"}), "nb", OSLO) == "Hei, Kari"


def test_a_language_is_read_from_its_catalogue(texts: Texts) -> None:
    """English comes from the catalogue, by key."""
    assert texts.say(Text("hello", {"name": "Kari"}), "en", OSLO) == "Hello, Kari"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("uk", "Hello, Kari"), ("nn", "Hei, Kari"), ("se", "Hei, Kari"), ("xx", "Hello, Kari")],
)
def test_a_language_without_the_text_borrows_it(texts: Texts, language: str, shown: str) -> None:
    """Nynorsk and Sami readers get bokmål, all others English."""
    assert texts.say(Text("hello", {"name": "Kari"}), language, OSLO) == shown


def test_an_overlay_stands_before_everything(texts: Texts) -> None:
    """Words published from a workshop win, for their language only, without reading files again."""
    published = texts.with_overlay({("nb", "hello"): "God dag, {name}"})
    assert published.say(Text("hello", {"name": "Kari"}), "nb", OSLO) == "God dag, Kari"
    assert published.say(Text("hello", {"name": "Kari"}), "en", OSLO) == "Hello, Kari"


@pytest.mark.parametrize("words", ["God dag, {nmae}", "God dag, {name", "God dag, {0}"])
def test_a_wrong_overlay_falls_back_to_the_module(texts: Texts, words: str) -> None:
    """A template that cannot be filled is passed over, so nobody reads a broken sentence."""
    published = texts.with_overlay({("nb", "hello"): words})
    assert published.say(Text("hello", {"name": "Kari"}), "nb", OSLO) == "Hei, Kari"
    assert [p.key for p in published.check() if p.language == "nb"] == ["hello"]


def test_what_is_missing_is_a_stopgap_and_is_reported(tmp_path: Path) -> None:
    """A missing value or key never raises; whoever runs the bot hears its name."""
    heard: list[tuple[str, str]] = []
    texts = Texts(tmp_path, DEFAULTS, missed=lambda language, key: heard.append((language, key)))
    assert texts.say(Text("hello"), "nb", OSLO) == f"Hei, {UNKNOWN}"
    assert texts.say(Text("nowhere"), "nb", OSLO) == UNKNOWN
    assert heard == [("nb", "hello"), ("nb", "nowhere")]


def test_a_humans_own_words_are_shown_as_they_are(texts: Texts) -> None:
    """Braces in what somebody wrote are not placeholders, in any language."""
    assert texts.say(verbatim("{hei} {0} {"), "ar", OSLO) == "{hei} {0} {"


@pytest.mark.parametrize(
    ("language", "n", "shown"),
    [
        ("nb", 1, "Ett svar er lagret"),
        ("nb", 2, "2 svar er lagret"),
        ("nb", 0, "0 svar er lagret"),
        ("en", 1, "One answer is saved"),
        ("en", 21, "21 answers are saved"),
        ("uk", 1, "1 (one)"),
        ("uk", 3, "3 (few)"),
        ("uk", 5, "5 (many)"),
        ("uk", 21, "21 (one)"),
        ("uk", 1001, "1001 (one)"),
    ],
)
def test_a_count_takes_its_languages_form(texts: Texts, language: str, n: int, shown: str) -> None:
    """The value named n chooses among the key's plural forms."""
    assert texts.say(Text("saved", {"n": n}), language, OSLO) == shown


@pytest.mark.parametrize(
    ("language", "form", "shown"),
    [
        ("nb", "full", "Vi ses tirsdag 8. desember kl. 14.00"),
        ("nb", "day", "Vi ses tirsdag 8. desember"),
        ("nb", "time", "Vi ses kl. 14.00"),
        ("nn", "full", "Vi ses tysdag 8. desember kl. 14.00"),
        ("en", "full", "Vi ses Tuesday 8 December at 14:00"),
    ],
)
def test_a_moment_is_local_and_in_full_words(
    texts: Texts, language: str, form: str, shown: str
) -> None:
    """Weekday and date stand in the reader's language, the hour in the municipality's time."""
    at = Moment(dt.datetime(2026, 12, 8, 13, tzinfo=dt.UTC), form)  # type: ignore[arg-type] # parametrised
    assert texts.say(Text("when", {"when": at}), language, OSLO) == shown


def test_a_day_far_away_can_show_its_year(tmp_path: Path) -> None:
    """`{when:year}` adds the year."""
    texts = Texts(tmp_path, {"until": "Til {when:year}"})
    day = Day(dt.date(2029, 3, 3))
    assert texts.say(Text("until", {"when": day}), "nb", OSLO) == "Til lørdag 3. mars 2029"


def test_values_in_arabic_are_isolated(texts: Texts) -> None:
    """A Latin name or a number does not reorder a sentence that runs right to left."""
    said = texts.say(Text("hello", {"name": "113"}), "ar", OSLO)
    assert said == f"مرحبا {ISOLATE}113{POP}"


def test_a_text_may_hold_another(texts: Texts) -> None:
    """A nested text is said in the same language."""
    inner = Text("saved", {"n": 1})
    assert texts.say(Text("hello", {"name": inner}), "en", OSLO) == "Hello, One answer is saved"


@pytest.mark.parametrize(
    ("ore", "shown"), [(750000, "7 500 kr"), (750050, "7 500,50 kr"), (0, "0 kr")]
)
def test_money_is_kroner(ore: int, shown: str) -> None:
    """Whole kroner show no decimals."""
    assert money(ore, "nb").replace("\xa0", " ") == shown


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("nb-NO", "nb"),
        ("no", "nb"),
        ("en-US", "en"),
        ("de", "en"),
        ("nn", "nb"),
        ("sv", "nb"),
        (None, "nb"),
        ("UK", "uk"),
    ],
)
def test_the_phones_language_is_met_where_we_have_it(
    texts: Texts, code: str | None, language: str
) -> None:
    """A phone's code becomes a language of ours; else English, and bokmål for Scandinavians."""
    assert texts.best(code) == language


def test_check_tells_what_a_translator_should_see(tmp_path: Path) -> None:
    """Missing, changed, wrong placeholders and keys nobody asks for are each named."""
    catalogue(
        tmp_path,
        "en",
        ("hello", "Heisann, {name}", "Hello, {name}"),
        ("when", "Vi ses {when}", "See you {then}"),
        ("old", "Gammelt", "Old"),
    )
    found = {(p.key, p.kind) for p in Texts(tmp_path, DEFAULTS).check()}
    assert {
        ("hello", "changed"),
        ("when", "placeholders"),
        ("old", "unknown"),
        ("plain", "missing"),
    } <= found


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(words)
def test_any_template_parses_or_is_refused(template: str) -> None:
    """A template never fails in another way than ValueError, and loses no words."""
    try:
        parts = parse(template)
    except ValueError:
        return
    if not placeholders(template):
        plain = template.replace("{{", "{").replace("}}", "}")
        assert "".join(part.words for part in parts) == plain


@given(
    key=st.sampled_from([*DEFAULTS, "nowhere", ""]),
    values=st.dictionaries(
        st.sampled_from(["name", "n", "when", "x"]),
        words
        | st.integers(-(2**62), 2**62)
        | st.builds(Day, st.dates(dt.date(1900, 1, 1)))
        | st.builds(
            Moment,
            st.datetimes(dt.datetime(1900, 1, 2), dt.datetime(9000, 1, 1)).map(  # noqa: DTZ001 - aware below
                lambda at: at.replace(tzinfo=dt.UTC)
            ),
            st.sampled_from(["full", "time", "day"]),
        ),
    ),
    language=st.sampled_from(["nb", "nn", "en", "uk", "ar", "prs", "so", "xx", ""]),
)
def test_saying_never_raises(
    key: str, values: dict[str, str | int | Day | Moment | Text], language: str
) -> None:
    """Whatever a text carries, a person gets words and not an error."""
    said = Texts(Path("nowhere"), DEFAULTS).say(Text(key, values), language, OSLO)
    assert said or key == ""
