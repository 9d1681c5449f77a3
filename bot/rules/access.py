"""Who may do what: asked on every read, button and send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.rules.access_table import TABLE
from bot.rules.access_terms import Condition, Grant, Role, Scope, Thing, Verb

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

__all__ = [
    "Allowed",
    "Condition",
    "Refused",
    "Relation",
    "Role",
    "Scope",
    "Thing",
    "Verb",
    "may",
    "roles_now",
]

Reason = Literal["never", "not_theirs", "reason_needed"]


@dataclass(frozen=True)
class Relation:
    """How a reader stands to a thing right now; everything is False until the store says otherwise.

    `thing_open` and `thing_at` say whether it is open and when it came; `older_consent` is the
    resident's yes to a stand-in reading what is older. `consent` is for this recipient and purpose.
    `gone` says that there is nobody it is about, or no longer: then nobody may do anything.
    """

    own: bool = False
    assigned: bool = False
    standing_in_since: dt.datetime | None = None
    thing_open: bool = False
    thing_at: dt.datetime | None = None
    older_consent: bool = False
    consent: bool = False
    reason: str = ""
    assisted: bool = False
    addressed: bool = False
    flagged: bool = False
    escalated: bool = False
    own_queue: bool = False
    offer: bool = False
    tenancy: bool = False
    repair: bool = False
    owns_item: bool = False
    worry: bool = False
    reads_check_ins: bool = False
    agreed_by_another: bool = False
    team: bool = False
    gone: bool = False

    def holds(self, condition: Condition) -> bool:
        """Whether one condition of the table holds."""
        match condition:
            case "standing_in":
                return self._standing_in()
            case "reason":
                return bool(self.reason.strip())
            case "flagged_or_escalated":
                return self.flagged or self.escalated
            case "offer_or_tenancy":
                return self.offer or self.tenancy
            case "reads_or_flagged":
                return self.reads_check_ins or self.flagged
            case _:
                return bool(getattr(self, condition))

    def _standing_in(self) -> bool:
        """Only what is open or comes from now on; older with the resident's yes."""
        if self.standing_in_since is None:
            return False
        newer = self.thing_at is not None and self.thing_at >= self.standing_in_since
        return self.thing_open or newer or self.older_consent


@dataclass(frozen=True)
class Allowed:
    """Yes. `scope` says how much of it; `told` that it is audited and shown to the resident."""

    scope: Scope = "all"
    told: bool = False

    def __bool__(self) -> bool:
        """An answer reads as a condition."""
        return True


@dataclass(frozen=True)
class Refused:
    """No. `reason_needed` means that a typed reason would make it a yes."""

    reason: Reason

    def __bool__(self) -> bool:
        """An answer reads as a condition."""
        return False


def may(
    reader: Role | Collection[Role], verb: Verb, thing: Thing, relation: Relation
) -> Allowed | Refused:
    """Whether somebody in these roles may do this to that thing.

    The widest way is given: one without a typed reason before one with. Whoever stands in for
    another is asked as `Role.STAND_IN` (see `roles_now`). Source: access.md.
    """
    if relation.gone:
        return Refused("not_theirs")
    roles = (reader,) if isinstance(reader, Role) else tuple(reader)
    grants = [grant for grant in _grants(roles, thing) if verb in grant.verbs]
    met = [grant for grant in grants if all(relation.holds(one) for one in grant.conditions)]
    if met:
        best = min(met, key=lambda grant: ("reason" in grant.conditions, grant.scope != "all"))
        return Allowed(best.scope, told="reason" in best.conditions)
    if not grants:
        return Refused("never")
    if any("reason" in grant.conditions for grant in grants) and not relation.reason.strip():
        return Refused("reason_needed")
    return Refused("not_theirs")


def roles_now(roles: Collection[Role], relation: Relation) -> frozenset[Role]:
    """The roles, and that of a stand-in for a worker who stands in for this resident's."""
    standing = Role.WORKER in roles and relation.standing_in_since is not None
    return frozenset(roles) | ({Role.STAND_IN} if standing else set())


def _grants(roles: Collection[Role], thing: Thing) -> Iterator[Grant]:
    for role in roles:
        yield from TABLE[thing].get(role, ())
