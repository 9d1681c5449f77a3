"""The roles of those who work here."""

from __future__ import annotations

from typing import Literal

StaffRole = Literal[
    "worker",
    "stand_in",
    "duty",
    "coordinator",
    "case_officer",
    "housing_office",
    "caretaker",
    "consultant",
    "administrator",
]
UNITS = ("case_officer", "housing_office", "caretaker")
"""Those who follow nobody up: their room is a list of cases, dwellings or repairs, and tasks."""
