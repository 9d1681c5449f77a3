from __future__ import annotations

import datetime as dt

import pytest

from bot.rules.discretion import Purpose, Sort, needs_cover, rings_for_staff, waits_for_safe_hours

NOW = dt.datetime(2027, 1, 14, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("seconds", "cover"), [(None, True), (0, False), (120, False), (121, True)]
)
@pytest.mark.parametrize("purpose", ["relay", "reminder", "news", "tonight", "peer", "screen"])
def test_what_a_person_did_not_just_cause_goes_out_as_a_cover(
    purpose: Purpose, seconds: int | None, cover: bool
) -> None:
    """Two minutes, in neutral mode, whoever wrote it."""
    caused = None if seconds is None else NOW - dt.timedelta(seconds=seconds)
    assert needs_cover(purpose, caused, NOW, neutral=True) is cover
    assert not needs_cover(purpose, caused, NOW, neutral=False)


def test_staff_are_not_covered() -> None:
    """They read at work."""
    assert not needs_cover("staff", None, NOW, neutral=True)


@pytest.mark.parametrize(
    ("purpose", "waits"),
    [("tonight", False), ("staff", False), ("relay", True), ("reminder", True), ("news", True)],
)
def test_only_answers_to_tonight_ring_in_quiet_hours(purpose: Purpose, waits: bool) -> None:
    """Everything else a person did not just cause waits for safe hours."""
    assert waits_for_safe_hours(purpose, None, NOW) is waits
    assert not waits_for_safe_hours(purpose, NOW, NOW)


@pytest.mark.parametrize("on_shift", [False, True])
@pytest.mark.parametrize("in_hours", [False, True])
@pytest.mark.parametrize(
    ("purpose", "urgent", "caused", "sounds"),
    [
        ("notice", False, False, "never"),
        ("notice", True, False, "hours"),
        ("tonight", False, False, "hours"),
        ("relay", False, False, "never"),
        ("relay", False, True, "never"),
        ("other", False, False, "never"),
        ("other", False, True, "always"),
    ],
)
def test_only_what_is_urgent_rings_for_staff_and_only_in_their_hours(
    purpose: Sort,
    urgent: bool,
    caused: bool,
    sounds: str,
    in_hours: bool,
    on_shift: bool,
) -> None:
    """Every purpose in every hour: in the day «haster» rings; outside it only for who is on shift."""
    expected = {"never": False, "always": True, "hours": in_hours or on_shift}[sounds]
    rings = rings_for_staff(
        purpose, urgent=urgent, caused=caused, in_hours=in_hours, on_shift=on_shift
    )
    assert rings is expected
