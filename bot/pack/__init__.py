"""One municipality's names, hours, numbers, rules and dated law texts."""

from bot.pack.answers import (
    Duty,
    answers_now,
    areas,
    cards,
    duty_at,
    next_meeting,
    papers,
    show_hours,
    tonight_next_read,
    values,
    worker_opening,
)
from bot.pack.check import problems, warnings
from bot.pack.load import PackError, load, read
from bot.pack.schema import Pack, Words

__all__ = [
    "Duty",
    "Pack",
    "PackError",
    "Words",
    "answers_now",
    "areas",
    "cards",
    "duty_at",
    "load",
    "next_meeting",
    "papers",
    "problems",
    "read",
    "show_hours",
    "tonight_next_read",
    "values",
    "warnings",
    "worker_opening",
]
