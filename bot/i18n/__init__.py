"""Texts by key in every language: dates, money, plurals, right-to-left; overlay, catalogue, module."""

from bot.i18n.shown import RIGHT_TO_LEFT, SOURCE, day, money
from bot.i18n.template import parse, placeholders
from bot.i18n.texts import UNKNOWN, Problem, Texts
from bot.i18n.upkeep import collect, update
from bot.i18n.words import WORDS

__all__ = [
    "RIGHT_TO_LEFT",
    "SOURCE",
    "UNKNOWN",
    "WORDS",
    "Problem",
    "Texts",
    "collect",
    "day",
    "money",
    "parse",
    "placeholders",
    "update",
]
