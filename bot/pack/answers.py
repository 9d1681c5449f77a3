"""What the rest of the house asks a pack: the next meeting, who is on duty, texts' placeholders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from babel import UnknownLocaleError
from babel.dates import format_date, format_datetime

from bot.pack.parts.base import NORWEGIAN, Phone
from bot.pack.parts.cases import Every, Monthly
from bot.rules.calendar import ONE_DAY, local_day, next_working_day
from bot.rules.opening import (
    WEEKDAYS,
    Opening,
    Shift,
    is_open,
    next_open,
    next_read,
    read_hours,
    shift_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.pack.parts.places import Card, Deck, HelpGroup
    from bot.pack.parts.tonight import Post
    from bot.pack.schema import Door, Pack

DAY_NAMES = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
WORDS = {
    "nb": {
        "to": "til",
        "and": "og",
        "daily": "hver dag",
        "always": "hele døgnet",
        "nobody": "ingen",
    },
    "nn": {
        "to": "til",
        "and": "og",
        "daily": "kvar dag",
        "always": "heile døgnet",
        "nobody": "ingen",
    },
    "en": {
        "to": "to",
        "and": "and",
        "daily": "every day",
        "always": "day and night",
        "nobody": "nobody",
    },
}
EVERY_DAY = "mon-sun"
ALWAYS = frozenset({f"{EVERY_DAY} 00:00-24:00"})
LATER = dt.timedelta(days=62)


def next_meeting(pack: Pack, today: dt.date) -> dt.date:
    """The next allocation meeting, today included; one on a closed day is the next working day."""
    rule = pack.meetings
    day = today - 14 * ONE_DAY
    while day <= today + LATER:
        if _is_meeting(rule, day):
            moved = next_working_day(day)
            if moved >= today:
                return moved
        day += ONE_DAY
    # A rule of more than two months: count on from the first.
    if isinstance(rule, Every):
        rounds = max(0, -((rule.first - today).days // rule.days))
        return next_working_day(max(rule.first, rule.first + rounds * rule.days * ONE_DAY))
    raise AssertionError("A month has each weekday four times.")


def meetings_ahead(pack: Pack, today: dt.date, count: int) -> tuple[dt.date, ...]:
    """The next allocation meetings, today's included."""
    found: list[dt.date] = []
    while len(found) < count:
        found.append(next_meeting(pack, found[-1] + ONE_DAY if found else today))
    return tuple(found)


def posts_at(pack: Pack, moment: dt.datetime) -> tuple[Post, ...]:
    """Who opens a request made at this aware moment, first to last; empty while nobody reads."""
    shift = shift_at(_shifts(pack), moment, pack.tz)
    posts = {post.id: post for post in pack.tonight.posts}
    return tuple(posts[one] for one in shift.who) if shift else ()


def tonight_next_read(pack: Pack, moment: dt.datetime) -> dt.datetime | None:
    """When somebody opens a request sent at `moment` (itself if now), in UTC; None if nobody ever."""
    found = next_read(_shifts(pack), moment, pack.tz)
    return found[0].astimezone(dt.UTC) if found else None


def doors_of(pack: Pack, role: str) -> tuple[Door, ...]:
    """Through which doors a role of staff works."""
    doors: tuple[Door, ...] = getattr(pack.doors, role)
    return doors


def worker_opening(pack: Pack) -> Opening:
    """The hours in which follow-up workers read, without holidays and the pack's closed days."""
    return opening(pack, pack.workers.hours)


def opening(pack: Pack, hours: Iterable[str], *, on_holidays: bool = False) -> Opening:
    """Lines of hours as an `Opening` with the pack's closed days."""
    spans = tuple(span for line in hours for span in read_hours(line))
    closed = frozenset() if on_holidays else frozenset(pack.closed_days)
    return Opening(spans, closed_on_holidays=not on_holidays, closed_days=closed)


def areas(pack: Pack, language: str) -> dict[str, str]:
    """The areas' names by their id, in the pack's order."""
    return {area.id: area.name.in_language(language) for area in pack.areas}


def papers(pack: Pack, language: str) -> dict[str, str]:
    """The papers' names by their id, in the pack's order."""
    return {paper.id: paper.name.in_language(language) for paper in pack.papers}


def cards(pack: Pack, deck: Deck, today: dt.date) -> tuple[Card, ...]:
    """The cards of a deck, without those that nobody has checked for `stale_after_days`."""
    oldest = today - pack.stale_after_days * ONE_DAY
    return tuple(card for card in pack.cards if card.deck == deck and card.checked >= oldest)


def answers_now(pack: Pack, phone: Phone, moment: dt.datetime) -> bool:
    """Whether a number is answered at an aware moment, by its own hours."""
    hours = opening(pack, phone.hours, on_holidays=phone.on_holidays)
    return is_open(hours, moment, pack.tz)


def values(pack: Pack, language: str, now: dt.datetime) -> dict[str, str]:
    """What fills the placeholders of texts, in the reader's language.

    =====================  ====================================================================
    municipality           its name
    office, address        where one goes in
    phone, phone_hours     the office's number, and when it answers
    walk_in                when one may come without an appointment
    tonight_place          where somebody without a place to sleep goes
    tonight_address        its address
    tonight_phone          the number that counts right now: `nobody_phone` where nobody reads
    tonight_hours          when the tonight number answers
    tonight_reader         the post that opens a request sent now, or «ingen»
    tonight_next_read      when somebody reads one sent now, in full words
    next_meeting           the next allocation meeting, in full words
    residence_rule         how long one must have lived here
    registered_by          who registers an application
    after_a_no             what a no to an offer means
    worker_hours           when follow-up workers read
    workers_closed         what is said outside those hours
    next_worker_hours      when they read next, in full words
    answer_promise         how soon a human answers
    urgent_promise         how soon to what is urgent
    rent_contact           who to talk to about rent
    rent_phone             their number
    confidentiality_limit  what a reader must pass on
    enforcement_phone      the enforcement officer's number (namsmannen), and when it answers
    enforcement_hours
    nav_phone, nav_hours   NAV's, from the help numbers
    money_phone            free advice about money and debt, from the help numbers
    =====================  ====================================================================
    """
    tz = pack.tz
    tonight = pack.tonight
    posts = posts_at(pack, now)
    read_at = tonight_next_read(pack, now)
    workers_at = next_open(worker_opening(pack), now, tz)
    house = _house(language)
    number = tonight.phone if posts else tonight.nobody_phone
    nav, money = _help_line(pack, "nav"), _help_line(pack, "money")
    return {
        "municipality": pack.municipality,
        "office": pack.office.name.in_language(language),
        "address": pack.office.address,
        "phone": pack.office.phone.number,
        "phone_hours": show_hours(pack.office.phone.hours, language),
        "walk_in": show_hours(pack.office.walk_in, language),
        "tonight_place": tonight.place.in_language(language),
        "tonight_address": tonight.address,
        "tonight_phone": number.number,
        "tonight_hours": show_hours(number.hours, language),
        "tonight_reader": (
            posts[0].name.in_language(language) if posts else WORDS[house]["nobody"]
        ),
        "tonight_next_read": _moment(read_at, language, pack),
        "next_meeting": _day(next_meeting(pack, local_day(now, tz)), language),
        "residence_rule": pack.residence.text.in_language(language),
        "registered_by": pack.application.registered_by.in_language(language),
        "after_a_no": pack.application.after_a_no.in_language(language),
        "worker_hours": show_hours(pack.workers.hours, language),
        "workers_closed": pack.workers.closed_text.in_language(language),
        "next_worker_hours": _moment(workers_at, language, pack),
        "answer_promise": pack.promises.answer.in_language(language),
        "urgent_promise": pack.promises.urgent.in_language(language),
        "rent_contact": pack.rent.contact.in_language(language),
        "rent_phone": pack.rent.phone.number,
        "confidentiality_limit": pack.confidentiality.text.in_language(language),
        "enforcement_phone": pack.rent.enforcement.number,
        "enforcement_hours": show_hours(pack.rent.enforcement.hours, language),
        "nav_phone": nav.number,
        "nav_hours": show_hours(nav.hours, language),
        "money_phone": money.number,
    }


def _help_line(pack: Pack, group: HelpGroup) -> Phone:
    """The first help number of a group; a pack without one does not load."""
    return next(line.phone for line in pack.help if line.group == group)


def show_hours(hours: Iterable[str], language: str) -> str:
    """Hours in words: «mandag til fredag 09.00–15.00, lørdag 11.00–14.00»."""
    lines = tuple(hours)
    house = _house(language)
    if frozenset(lines) == ALWAYS:
        return WORDS[house]["always"]
    # Two spans of the same days are one phrase: the days are not said twice.
    of_days: dict[str, list[str]] = {}
    for line in lines:
        days, times = line.split(" ")
        clock = times.replace("-", "–")
        of_days.setdefault(days, []).append(clock if house == "en" else clock.replace(":", "."))
    both = f" {WORDS[house]['and']} "
    return ", ".join(f"{_days(days, house)} {both.join(spans)}" for days, spans in of_days.items())


def _days(days: str, house: str) -> str:
    if days == EVERY_DAY:
        return WORDS[house]["daily"]
    names = [DAY_NAMES[house][WEEKDAYS.index(day)] for day in days.split("-")]
    return f" {WORDS[house]['to']} ".join(names)


def _house(language: str) -> str:
    said = language.split("-", maxsplit=1)[0]
    if said == "nn":
        return said
    return "nb" if said in NORWEGIAN else "en"


def _shifts(pack: Pack) -> tuple[Shift, ...]:
    return tuple(
        Shift(span, row.who)
        for row in pack.tonight.duty
        for line in row.hours
        for span in read_hours(line)
    )


def _is_meeting(rule: Monthly | Every, day: dt.date) -> bool:
    if isinstance(rule, Every):
        return day >= rule.first and (day - rule.first).days % rule.days == 0
    return day.weekday() == WEEKDAYS.index(rule.weekday) and (day.day - 1) // 7 + 1 == rule.nth


def _day(day: dt.date, language: str) -> str:
    form = "EEEE d MMMM" if _house(language) == "en" else "EEEE d. MMMM"
    try:
        return format_date(day, form, locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return format_date(day, form, locale=_house(language))


def _moment(moment: dt.datetime | None, language: str, pack: Pack) -> str:
    house = _house(language)
    if moment is None:
        return WORDS[house]["nobody"]
    local = moment.astimezone(pack.tz)
    clock = format_datetime(local, "HH:mm" if house == "en" else "HH.mm", locale=house)
    between = {"nb": " kl. ", "nn": " kl. ", "en": " at "}.get(language, ", ")
    return f"{_day(local.date(), language)}{between}{clock}"
