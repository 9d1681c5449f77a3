"""One municipality's names, hours, numbers, rules and dated law texts."""

from bot.pack.answers import (
    answers_now,
    areas,
    cards,
    doors_of,
    meetings_ahead,
    next_meeting,
    papers,
    posts_at,
    show_hours,
    tonight_next_read,
    values,
    worker_opening,
)
from bot.pack.check import problems, warnings
from bot.pack.load import PackError, load, read
from bot.pack.parts.base import Words
from bot.pack.schema import Pack

__all__ = [
    "Pack",
    "PackError",
    "Words",
    "answers_now",
    "areas",
    "cards",
    "doors_of",
    "load",
    "meetings_ahead",
    "next_meeting",
    "papers",
    "posts_at",
    "problems",
    "read",
    "show_hours",
    "tonight_next_read",
    "values",
    "warnings",
    "worker_opening",
]
