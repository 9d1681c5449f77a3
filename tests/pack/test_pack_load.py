from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.pack import PackError, load, read, warnings
from bot.pack.load import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

FJORDVIK = (EXAMPLES / "fjordvik.toml").read_text(encoding="utf-8")
LILLEVIK = (EXAMPLES / "lillevik.toml").read_text(encoding="utf-8")
TODAY = dt.date(2026, 11, 22)


def error(text: str) -> str:
    """What loading this text says."""
    with pytest.raises(PackError) as raised:
        read(text.encode(), "by.toml")
    return str(raised.value)


def change(text: str, old: str, new: str) -> str:
    """The text with its first `old` changed, which must be there."""
    assert old in text
    return text.replace(old, new, 1)


MISTAKES = [
    (
        "[danger]\n",
        "[[danger]]\n",
        "danger must be",
    ),
    (
        'reminders = ["7d", "3d", "1d"]',
        'reminders = ["weekly"]',
        "appointment_kinds[2].reminders has «weekly»; write days or hours such as 3d or 2h.",
    ),
    (
        'shown = { nb = "Prat", en = "Talk" }',
        'shown = { nb = "", en = "Talk" }',
        "appointment_kinds[0].shown.nb is empty; write the text.",
    ),
    (
        'name = { nb = "Besøk", en = "Visit" }',
        'name = { nb = "Prat", en = "Visit" }',
        "appointment_kinds has two named «prat»; give each its own name.",
    ),
    ('id = "library"', 'id = "brygga"', "meeting_places has «brygga» more than once"),
    ("latitude = 64.0043", "latitude = 640", "meeting_places[1].latitude must be from -90 to 90"),
    ("longitude = 3.0087", "longitude = 181", "meeting_places[1].longitude must be from -180 to"),
    ("latitude = 64.0010\n", "", "office needs both latitude and longitude, or neither."),
    (
        'address = "Oppdiktet torg 5, 0000 Fjordvik"',
        'address = " "',
        "meeting_places[1].address is empty; write where it is.",
    ),
    ('night = "duty"', 'night = "worker"', "danger.night"),
    (
        "escalation_minutes = 15",
        "escalation_minutes = 0",
        "danger.escalation_minutes must be 1 or more.",
    ),
    ('id = "fjordvik"\n', "", "by.toml: id is missing; add it."),
    ('id = "fjordvik"', "id = 7", "by.toml: id must be text in quotes, not a whole number."),
    ('id = "fjordvik"', 'id = "Fjord Vik"', "by.toml: id must be short lower-case letters"),
    ("invented = true", 'invented = "ja"', "by.toml: invented must be true or false"),
    ("[office]", "[ofice]", "by.toml: ofice is not known here"),
    ('timezone = "Europe/Oslo"', 'timezone = "Oslo"', "timezone must be a name such as"),
    ('"nb", "nn"', '"nb", "norsk"', "languages[1] must be a code such as nb, not «norsk»."),
    ('"nb", "nn", "en"', '"nb", "nn"', "languages must hold en: every text stands in it."),
    (
        "stale_after_days = 180",
        "stale_after_days = 0",
        "stale_after_days must be 1 or more, not 0.",
    ),
    (
        ', en = "The housing office in Fjordvik" }',
        " }",
        "by.toml: office.name.en is missing; add it.",
    ),
    ('en = "The duty room at Brygga"', 'en = " "', "tonight.place.en is empty; write the text."),
    ('nb = "Vaktrommet på Brygga"', 'nb = ""', "tonight.place.nb is empty; write the text."),
    (
        'hours = ["mon-fri 09:00-15:00"], checked',
        "checked",
        "by.toml: office.phone.hours is missing; add it.",
    ),
    ('hours = ["mon-fri 09:00-15:00"]', "hours = []", "office.phone.hours is empty; say when"),
    (
        'hours = ["mon-fri 09:00-15:00"]',
        'hours = ["9-15"]',
        "office.phone.hours: Hours look like «mon-fri 09:00-15:00», not «9-15».",
    ),
    (
        'walk_in = ["mon 10:00-14:00"',
        'walk_in = ["mon-wed 10:00-14:00"',
        "office.walk_in says wed 10:00-14:00 twice; let each hour stand once.",
    ),
    (
        ", checked = 2026-11-20 }",
        " }",
        "by.toml: office.phone.checked is missing; add it.",
    ),
    (
        "checked = 2026-11-20",
        'checked = "i går"',
        "office.phone.checked must be a date such as 2026-11-22, not text in quotes.",
    ),
    ('"00 00 00 01"', '"ring oss"', "office.phone.number must be digits and spaces"),
    (
        'hours = ["mon-sun 00:00-08:00"], who',
        'hours = ["mon-sat 00:00-08:00"], who',
        "tonight.duty says nothing for sun 00:00-08:00; name who, or nobody = true.",
    ),
    (
        '"mon-fri 15:30-24:00"',
        '"mon-fri 15:00-24:00"',
        "tonight.duty has two rows for mon 15:00-15:30; let each hour stand once.",
    ),
    (
        '], who = ["duty-room"] }',
        "] }",
        "tonight.duty[2] must name who opens a request, or say nobody = true.",
    ),
    (
        'who = ["duty-room"] }',
        'who = ["duty-room"], nobody = true }',
        "tonight.duty[2] must name who opens a request, or say nobody = true.",
    ),
    (
        'who = ["duty-room"] }',
        'who = ["night"] }',
        "tonight.duty[2].who names «night», which is not in tonight.posts.",
    ),
    ("escalation_minutes = 20", "escalation_minutes = 0", "tonight.escalation_minutes must be 1"),
    (
        "is_request_to_nav = true",
        "is_request_to_nav = false",
        "tonight.nav_post must name a post that owns «meldt til NAV»",
    ),
    (
        'role = "duty" }',
        'role = "boss" }',
        "tonight.posts[0].role: boss is none of the words allowed here; they stand in",
    ),
    ("months = 12", "months = -1", "residence.months must be 0 or more."),
    ("nth = 1", "nth = 5", "meetings.nth must be 1 to 4, not 5: not every month has a fifth."),
    (
        'rule = "monthly"',
        'rule = "yearly"',
        "meetings.rule: yearly is none of the words allowed here",
    ),
    ("valid_months = 6", "valid_months = 0", "application.valid_months must be 1 or more, not 0."),
    ("answer_hours = 8", "answer_hours = 0", "promises.answer_hours must be 1 or more, not 0."),
    ("due_day = 20", "due_day = 32", "rent.due_day must be a day of the month, 1 to 31, not 32."),
    (
        'en = "Disability benefit" }, day = 20',
        'en = "Disability benefit" }, day = 40',
        "rent.paydays[0].day must be a day of the month, 1 to 31, not 40.",
    ),
    ('hours = ["mon-fri 08:30-15:30"]', "hours = []", "workers.hours is empty; say when"),
    (
        'appointment = ["3d", "1d"]',
        'appointment = ["3 dager"]',
        "reminders.appointment has «3 dager»; write days or hours such as 3d or 2h.",
    ),
    (
        'hours = ["mon-sun 00:00-24:00"], checked = 2026-11-20, on_holidays = true }\n\n[repairs.who',
        'hours = ["mon-sun 08:00-24:00"], checked = 2026-11-20, on_holidays = true }\n\n[repairs.who',
        "repairs.night_phone must answer day and night",
    ),
    ('repairs = "caretaker"', 'repairs = "housing_office"', "tasks.repairs must be caretaker"),
    ("[repairs]\nhours", "[repairs]\nsoon_hours = 0\nhours", "repairs.soon_hours must be 1"),
    ("thread = 365", "thread = 0", "retention.thread must be 1 or more, not 0."),
    ('repairs = "caretaker"\n', "", "by.toml: tasks.repairs is missing; add it."),
    ('appeals = "case_officer"', 'appeals = "mayor"', "tasks.appeals: mayor is none of the words"),
    (
        'caretaker = ["desk", "telegram"]',
        "caretaker = []",
        "doors.caretaker is empty; give the role a door, so that its tasks are read.",
    ),
    ('id = "east"', 'id = "west"', "areas has «west» more than once; each may stand once."),
    ('nb = "Østsida"', 'nb = "Sentrum"', "areas has two named «Sentrum»; give each its own name."),
    ('id = "east"', 'id = "Øst"', "areas[1] must have a short lower-case id, not «Øst»."),
    ('group = "poison"', 'group = "violence"', "help has no line of the group poison; add one."),
    ('group = "money"', 'group = "talk"', "help has no line of the group money; add one."),
    (
        'source = "Barnevernsloven § 13-2; straffeloven §§ 196 and 287; regjeringen.no id2963083 ch. 2"',
        'source = ""',
        "confidentiality.source is empty; say where the text comes from.",
    ),
    (
        '287; regjeringen.no id2963083 ch. 2"\ndate = 2026-11-22',
        '287; regjeringen.no id2963083 ch. 2"',
        "by.toml: confidentiality.date is missing; add it.",
    ),
    ('law = "appeal"', 'law = "klage"', "appeals[0].law names «klage», which is not in laws."),
    (
        'law = "notice"',
        'law = "oppsigelse"',
        "cards[0].law names «oppsigelse», which is not in laws.",
    ),
    ("[office]", "[office", "by.toml: this is not valid TOML"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKES)
def test_each_mistake_gives_its_sentence(old: str, new: str, sentence: str) -> None:
    """One sentence that names the file, the key and what is wanted."""
    said = error(change(FJORDVIK, old, new))
    assert said.startswith("by.toml: ")
    assert sentence in said
    assert said.endswith(".")
    assert "\n" not in said


def test_a_meeting_every_so_many_days_takes_at_least_one_day() -> None:
    """The other meeting rule has its own check."""
    assert "meetings.days must be 1" in error(change(LILLEVIK, "days = 14", "days = 0"))


def test_help_lines_stand_in_the_order_they_are_shown() -> None:
    """Emergency first, NAV last."""
    start = FJORDVIK.index('[[help]]\ngroup = "nav"')
    end = FJORDVIK.index("# What the law says")
    nav = FJORDVIK[start:end]
    first = FJORDVIK.index("[[help]]")
    moved = FJORDVIK[:first] + nav + FJORDVIK[first:start] + FJORDVIK[end:]
    assert "help must stand in this order: emergency, talk" in error(moved)


def test_an_unknown_example_says_which_there_are(tmp_path: Path) -> None:
    """A name that is no example, and a file that is not there."""
    with pytest.raises(PackError, match=r"oslo.toml: .* fjordvik, lillevik"):
        load("oslo")
    with pytest.raises(PackError, match="no such file"):
        load(tmp_path / "by.toml")


def test_a_pack_is_loaded_from_a_file_of_ones_own(tmp_path: Path) -> None:
    """A path ending in .toml is that file."""
    path = tmp_path / "by.toml"
    path.write_text(FJORDVIK, encoding="utf-8")
    assert load(path) == load("fjordvik")


def test_what_nobody_has_checked_for_long_is_a_warning() -> None:
    """A fresh pack has none; half a year later each old entry has one; the future has one too."""
    pack = load("fjordvik")
    assert warnings(pack, TODAY) == ()
    old = warnings(pack, TODAY + dt.timedelta(days=400))
    assert "office.phone.checked: last checked 2026-11-20; check it and write today's date." in old
    assert any(line.startswith("confidentiality.date: ") for line in old)
    early = warnings(pack, dt.date(2026, 11, 19))
    assert any("office.phone.checked: 2026-11-20 has not come yet" in line for line in early)


def test_who_reads_at_night_must_be_somebody_who_is_there() -> None:
    """A role that nobody in the duty table has is an error that says what to write instead."""
    wrong = change(LILLEVIK, 'night = "nobody"', 'night = "coordinator"')
    assert read(wrong.encode(), "by.toml").danger.night == "coordinator"
    alone = wrong.replace('who = ["desk", "leader"]', 'who = ["desk"]')
    assert "danger.night names coordinator, but nobody in tonight.duty has that role" in error(
        alone
    )
