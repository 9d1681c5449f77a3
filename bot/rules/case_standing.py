"""Where an application stands, and what happens next: from what humans have marked, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

Step = Literal[
    "papers", "list", "meeting", "unchanged", "closed", "offered", "withdrawn", "accepted",
    "declined", "talk", "decided",
]  # fmt: skip
Stage = Literal[
    "received", "registered", "papers", "list", "meeting", "offered", "talk", "accepted",
    "declined", "decided", "closed",
]  # fmt: skip
Next = Literal[
    "register", "look", "papers", "meeting", "held", "answer", "late", "talk", "contract", "find",
    "nothing",
]  # fmt: skip
WAITS = frozenset({"open", "talk"})
"""An offer that somebody has still to say something about."""
ANSWERS = frozenset({"accepted", "declined", "talk"})


@dataclass(frozen=True)
class Facts:
    """What has been marked: the newest step with its day, the newest offer with its last day."""

    registered: bool = False
    step: str | None = None
    day: dt.date | None = None
    offer: str | None = None
    answer_by: dt.date | None = None


@dataclass(frozen=True)
class Standing:
    """Where it stands, what happens next, and the day of that, where there is one."""

    stage: Stage
    next: Next
    day: dt.date | None = None


def standing(facts: Facts, today: dt.date, meeting: dt.date) -> Standing:
    """
    How one application stands; `meeting` is the next allocation meeting.

    An offer that waits for an answer says more than the step before it, and a decision ends both.
    """
    if facts.step == "closed":
        return Standing("closed", "nothing")
    if facts.step == "decided":
        return Standing("decided", "nothing")
    if facts.offer in WAITS or (facts.offer is not None and facts.step in ANSWERS):
        return _offered(facts.offer, facts.answer_by, today)
    match facts.step:
        case "papers":
            return Standing("papers", "papers")
        case "meeting" if facts.day is not None:
            happens: Next = "meeting" if facts.day >= today else "held"
            return Standing("meeting", happens, facts.day)
        case "list" | "unchanged" | "withdrawn" | "offered" | "accepted" | "declined" | "talk":
            return Standing("list", "meeting", meeting)
        case _ if facts.registered:
            return Standing("registered", "look")
        case _:
            return Standing("received", "register")


def _offered(offer: str | None, answer_by: dt.date | None, today: dt.date) -> Standing:
    match offer:
        case "accepted":
            return Standing("accepted", "contract")
        case "declined":
            return Standing("declined", "find")
        case "talk":
            return Standing("talk", "talk", answer_by)
        case _:
            # Silence never declines: a human asks.
            late = answer_by is not None and answer_by < today
            return Standing("offered", "late" if late else "answer", answer_by)
