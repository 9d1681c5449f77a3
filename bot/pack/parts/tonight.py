"""Who opens a request for a place tonight, hour by hour, and where one goes meanwhile."""

from __future__ import annotations

from typing import Literal

from bot.pack.parts.base import Part, Phone, Words

DutyRole = Literal["duty", "coordinator", "worker", "case_officer"]


class Post(Part, frozen=True):
    """A post that opens tonight's requests, and the role of whoever holds it."""

    id: str
    name: Words
    role: DutyRole


class DutyRow(Part, frozen=True):
    """Who opens a request in these hours, first to last; or `nobody = true`.

    On a public holiday Sunday's rows count.
    """

    hours: tuple[str, ...]
    who: tuple[str, ...] = ()
    nobody: bool = False


class Tonight(Part, frozen=True):
    """Where somebody without a place to sleep goes, rings, and who reads.

    `escalation_minutes` is how long each post has before the next is asked. Where asking here is not
    a request to NAV, `nav_post` owns the task «meldt til NAV». `nobody_phone` answers when nobody
    reads.
    """

    place: Words
    address: str
    phone: Phone
    nobody_phone: Phone
    escalation_minutes: int
    is_request_to_nav: bool
    posts: tuple[Post, ...]
    duty: tuple[DutyRow, ...]
    nav_post: str = ""


class AcutePlace(Part, frozen=True):
    """A place for the night that does not wait for a decision, and for whom."""

    name: Words
    for_whom: Words
    address: str
    phone: Phone
