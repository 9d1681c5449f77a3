"""Which kinds of reminders a person wants none of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.people import Person

ALL = "all"
FAMILIES = ("appointment", "rent", "deadline", "discharge")


def wanted(who: Person, family: str) -> bool:
    """Whether the person wants to be reminded of this kind of thing at all."""
    return not {family, ALL} & set(who.profile.silenced)


def with_(who: Person, family: str) -> tuple[str, ...]:
    """What is silenced once this family is too."""
    return tuple(dict.fromkeys((*who.profile.silenced, family)))


def without(who: Person, family: str) -> tuple[str, ...]:
    """What is silenced once this family is wanted again; out of «all» the others stay silent."""
    if family == ALL:
        return ()
    now = FAMILIES if ALL in who.profile.silenced else who.profile.silenced
    return tuple(one for one in now if one != family)
