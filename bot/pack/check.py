"""What a pack's shape cannot say: that it makes sense, and that nothing in it has grown old."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from bot.pack.check_meetings import meeting_problems
from bot.pack.parts.base import LegalText, Phone, Words
from bot.pack.parts.cases import Every, Monthly
from bot.pack.parts.days import Deadlines
from bot.rules.deadline_plan import OFFSET as BEFORE
from bot.rules.opening import WEEKDAYS, Span, gaps_and_overlaps, read_hours
from bot.rules.reminders import OFFSET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.pack.schema import Pack

NUMBER = re.compile(r"\+?[0-9][0-9 ]{1,15}")
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,23}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
LAST_NTH = 4
LAST_DAY = 31
NEEDED_HELP = ("emergency", "talk", "poison", "violence", "drugs", "money", "nav")


def problems(pack: Pack) -> Iterator[str]:
    """Each mistake as a sentence that begins with its key; none means the pack can be used."""
    yield from _parts(pack)
    yield from _frame(pack)
    yield from _ids(pack)
    yield from _help(pack)
    yield from _tonight(pack)
    yield from _danger(pack)
    yield from _repairs(pack)
    yield from _meetings(pack)
    yield from meeting_problems(pack)
    yield from _rules(pack)
    yield from _laws(pack)


def warnings(pack: Pack, today: dt.date) -> tuple[str, ...]:
    """A sentence for each entry that nobody has checked for `stale_after_days`, or is from the future."""
    limit = dt.timedelta(days=pack.stale_after_days)
    found = []
    for key, day in _dates(pack):
        if today - day > limit:
            found.append(f"{key}: last checked {day}; check it and write today's date.")
        elif day > today:
            found.append(f"{key}: {day} has not come yet; write the day it was checked.")
    return tuple(found)


def walk(part: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Every part of a pack with its key, such as «help[2].phone», outermost first."""
    yield key, part
    if isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from walk(getattr(part, name), f"{key}.{name}" if key else name)
    elif isinstance(part, tuple):
        for place, item in enumerate(part):
            yield from walk(item, f"{key}[{place}]")


def _dates(pack: Pack) -> Iterator[tuple[str, dt.date]]:
    for key, part in walk(pack):
        if isinstance(part, dt.date) and key.endswith((".checked", ".date")):
            yield key, part


def _parts(pack: Pack) -> Iterator[str]:
    """Texts, numbers and hours, wherever they stand."""
    for key, part in walk(pack):
        match part:
            case Words(nb=nb, en=en):
                if not nb.strip():
                    yield f"{key}.nb is empty; write the text."
                if not en.strip():
                    yield f"{key}.en is empty; write the text."
            case Phone(number=number) if not NUMBER.fullmatch(number):
                yield f"{key}.number must be digits and spaces, not «{number}»."
            case Phone(hours=()):
                yield f"{key}.hours is empty; say when the number answers."
            case LegalText(source=source) if not source.strip():
                yield f"{key}.source is empty; say where the text comes from."
            case tuple() if key.endswith((".hours", ".walk_in")) and _spans(part, key)[1]:
                yield _spans(part, key)[1]
            case _:
                continue


def _spans(lines: Iterable[str], key: str) -> tuple[tuple[Span, ...], str]:
    """The hours in these lines, or the sentence that says what is wrong with them."""
    spans: list[Span] = []
    for line in lines:
        try:
            spans.extend(read_hours(line))
        except ValueError as error:
            return (), f"{key}: {error}"
    overlaps = gaps_and_overlaps(spans)[1]
    if overlaps:
        return (), f"{key} says {_when(overlaps[0])} twice; let each hour stand once."
    return tuple(spans), ""


def _when(span: Span) -> str:
    return (
        f"{WEEKDAYS[span.weekday]} {span.opens // 60:02}:{span.opens % 60:02}"
        f"-{span.closes // 60:02}:{span.closes % 60:02}"
    )


def _frame(pack: Pack) -> Iterator[str]:
    try:
        ZoneInfo(pack.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"timezone must be a name such as Europe/Oslo, not «{pack.timezone}»."
    for place, language in enumerate(pack.languages):
        if not LANGUAGE.fullmatch(language):
            yield f"languages[{place}] must be a code such as nb, not «{language}»."
    for language in ("nb", "en"):
        if language not in pack.languages:
            yield f"languages must hold {language}: every text stands in it."
    if not pack.workers.hours:
        yield "workers.hours is empty; say when follow-up workers read."
    for role in pack.doors.__struct_fields__:
        if not getattr(pack.doors, role):
            yield f"doors.{role} is empty; give the role a door, so that its tasks are read."


def _ids(pack: Pack) -> Iterator[str]:
    if not ID.fullmatch(pack.id):
        yield f"id must be short lower-case letters and digits, not «{pack.id}»."
    lists: dict[str, list[str]] = {
        "units": [one.id for one in pack.units],
        "tonight.posts": [one.id for one in pack.tonight.posts],
        "areas": [one.id for one in pack.areas],
        "papers": [one.id for one in pack.papers],
        "consents": [one.id for one in pack.consents],
        "laws": [one.id for one in pack.laws],
        "places": [one.code for one in pack.places],
        "appointment_kinds": [one.id for one in pack.appointment_kinds],
        "meeting_places": [one.id for one in pack.meeting_places],
        "cards": [one.id for one in pack.cards],
        "rent.paydays": [one.id for one in pack.rent.paydays],
        "appeals": [one.decision for one in pack.appeals],
    }
    for key, ids in lists.items():
        for twice in _twice(ids):
            yield f"{key} has «{twice}» more than once; each may stand once."
        for place, one in enumerate(ids):
            if not ID.fullmatch(one):
                yield f"{key}[{place}] must have a short lower-case id, not «{one}»."
    for key in ("areas", "papers", "consents", "units"):
        if not lists[key]:
            yield f"{key} is empty; at least one is needed."
    for language in ("nb", "en"):
        for name in _twice(area.name.in_language(language) for area in pack.areas):
            yield f"areas has two named «{name}»; give each its own name."


def _twice(ids: Iterable[str]) -> list[str]:
    return [one for one, count in Counter(ids).items() if count > 1]


def _help(pack: Pack) -> Iterator[str]:
    groups: list[str] = [line.group for line in pack.help]
    for needed in NEEDED_HELP:
        if needed not in groups:
            yield f"help has no line of the group {needed}; add one."
    order = [NEEDED_HELP.index(group) for group in groups]
    if order != sorted(order):
        yield f"help must stand in this order: {', '.join(NEEDED_HELP)}."


def _tonight(pack: Pack) -> Iterator[str]:
    tonight = pack.tonight
    posts = {post.id for post in tonight.posts}
    spans: list[Span] = []
    for place, row in enumerate(tonight.duty):
        key = f"tonight.duty[{place}]"
        if bool(row.who) == row.nobody:
            yield f"{key} must name who opens a request, or say nobody = true."
        for who in row.who:
            if who not in posts:
                yield f"{key}.who names «{who}», which is not in tonight.posts."
        spans.extend(_spans(row.hours, key)[0])
    gaps, overlaps = gaps_and_overlaps(spans)
    if gaps:
        yield f"tonight.duty says nothing for {_when(gaps[0])}; name who, or nobody = true."
    if overlaps:
        yield f"tonight.duty has two rows for {_when(overlaps[0])}; let each hour stand once."
    if tonight.escalation_minutes < 1:
        yield "tonight.escalation_minutes must be 1 or more."
    if not tonight.is_request_to_nav and tonight.nav_post not in posts:
        yield "tonight.nav_post must name a post that owns «meldt til NAV», since asking here is no request to NAV."


def _danger(pack: Pack) -> Iterator[str]:
    night = pack.danger.night
    posts = {post.id: post.role for post in pack.tonight.posts}
    if night != "nobody" and not any(
        posts.get(who) == night for row in pack.tonight.duty for who in row.who
    ):
        yield (
            f"danger.night names {night}, but nobody in tonight.duty has that role; "
            "name one that reads there, or say nobody."
        )
    if pack.danger.escalation_minutes < 1:
        yield "danger.escalation_minutes must be 1 or more."


def _repairs(pack: Pack) -> Iterator[str]:
    """What cannot wait has a number at any hour: that is promised before anything else is asked."""
    rules = pack.repairs
    if pack.tasks.repairs != "caretaker":
        yield "tasks.repairs must be caretaker: nobody else may say that something is mended."
    if not rules.hours:
        yield "repairs.hours is empty; say when the caretaker reads."
    gaps, _ = gaps_and_overlaps(_spans(rules.night_phone.hours, "repairs.night_phone")[0])
    if gaps or not rules.night_phone.on_holidays:
        yield "repairs.night_phone must answer day and night, on holidays too: what cannot wait is rung there."
    for name in ("danger_minutes", "soon_hours", "ordinary_hours"):
        if getattr(rules, name) < 1:
            yield f"repairs.{name} must be 1 or more."


def _meetings(pack: Pack) -> Iterator[str]:
    match pack.meetings:
        case Monthly(nth=nth) if not 1 <= nth <= LAST_NTH:
            yield f"meetings.nth must be 1 to 4, not {nth}: not every month has a fifth."
        case Every(days=days) if days < 1:
            yield f"meetings.days must be 1 or more, not {days}."
        case _:
            return


def _rules(pack: Pack) -> Iterator[str]:
    if pack.residence.months < 0:
        yield "residence.months must be 0 or more."
    numbers = {
        "application.valid_months": pack.application.valid_months,
        "application.registered_within_working_days": (
            pack.application.registered_within_working_days
        ),
        "promises.answer_hours": pack.promises.answer_hours,
        "promises.urgent_hours": pack.promises.urgent_hours,
        "stale_after_days": pack.stale_after_days,
        **{
            f"retention.{kind}": getattr(pack.retention, kind)
            for kind in pack.retention.__struct_fields__
        },
    }
    for key, number in numbers.items():
        if number < 1:
            yield f"{key} must be 1 or more, not {number}."
    days = {"rent.due_day": pack.rent.due_day}
    days |= {f"rent.paydays[{i}].day": one.day or 1 for i, one in enumerate(pack.rent.paydays)}
    for key, day in days.items():
        if not 1 <= day <= LAST_DAY:
            yield f"{key} must be a day of the month, 1 to 31, not {day}."
    for key, offsets in (
        ("reminders.appointment", pack.reminders.appointment),
        ("reminders.choices", pack.reminders.choices),
    ):
        for offset in offsets:
            if not OFFSET.fullmatch(offset):
                yield f"{key} has «{offset}»; write days or hours such as 3d or 2h."

    for kind in msgspec.structs.fields(Deadlines):
        for offset in getattr(pack.reminders.deadlines, kind.name):
            if not BEFORE.fullmatch(offset):
                yield (
                    f"reminders.deadlines.{kind.name} has «{offset}»; write days or months such as "
                    "7d or 6m."
                )


def _laws(pack: Pack) -> Iterator[str]:
    laws = {law.id for law in pack.laws}
    for place, appeal in enumerate(pack.appeals):
        if appeal.law not in laws:
            yield f"appeals[{place}].law names «{appeal.law}», which is not in laws."
    for place, card in enumerate(pack.cards):
        if card.law and card.law not in laws:
            yield f"cards[{place}].law names «{card.law}», which is not in laws."
