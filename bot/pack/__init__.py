"""One municipality's names, hours, numbers, rules and dated law texts."""

from bot.pack.answers import (
    Duty,
    areas,
    duty_at,
    next_meeting,
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
    "areas",
    "duty_at",
    "load",
    "next_meeting",
    "problems",
    "read",
    "tonight_next_read",
    "values",
    "warnings",
    "worker_opening",
]
