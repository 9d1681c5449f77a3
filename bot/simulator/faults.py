"""Faults on demand: what goes wrong with the next calls of a method.

Kinds of fault:
- `500`, `502` (an HTML page), `429` (with `retry_after`), `broken` (200 with half a JSON object);
- `timeout_before` (not accepted) and `timeout_after` (accepted; no answer comes): after `seconds` the connection
  is closed without an answer;
- `slow`: accepted, and answered after `seconds`;
- `fail_next`: a 500 for the next call that sends or edits;
- `reset` (not accepted) and `reset_after` (accepted): the connection is reset;
- for getUpdates: `duplicate` (what is answered now is answered once more at the next call, though acknowledged)
  and `garbage` (an update that no parser reads comes first).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Collection

Kind = Literal[
    "500",
    "502",
    "429",
    "broken",
    "slow",
    "fail_next",
    "timeout_before",
    "timeout_after",
    "reset",
    "reset_after",
    "duplicate",
    "garbage",
]
KINDS = get_args(Kind)
DELIVERY = frozenset({"duplicate", "garbage"})
"""Faults of what getUpdates hands out, rather than of how a call is answered."""
_SENDS = ("send", "edit", "copy", "forward")
ANSWERS = frozenset(KINDS) - DELIVERY


@dataclass(slots=True)
class Fault:
    """One fault: for `method`, the next `times` calls or each with `probability`.

    «*» is every method but getUpdates, where a fault that is meant for sends would be used up at once; «sends» is
    every method that makes or changes a message.
    """

    kind: Kind
    method: str = "*"
    times: int | None = 1
    probability: float | None = None
    seed: int = 0
    seconds: float | None = None
    retry_after: int = 3
    chat_id: int | None = None
    done: int = 0
    """How often it struck."""
    dice: random.Random = field(default_factory=random.Random, repr=False)

    def __post_init__(self) -> None:
        """Refuse unknown kinds with ValueError; a probability lasts until cleared unless `times` is given."""
        if self.kind not in KINDS:
            raise ValueError(f"unknown fault {self.kind!r}; known: {', '.join(KINDS)}")
        if self.kind in DELIVERY:
            self.method = "getUpdates"
        if self.kind == "fail_next":
            self.kind, self.method = "500", "sends"
        if self.seconds is None:
            self.seconds = 3.0 if self.kind == "slow" else 30.0
        self.dice.seed(self.seed)

    def strikes(self, method: str, chat_id: object) -> bool:
        """Whether this call is hit; counts it if so."""
        if not self._covers(method):
            return False
        if self.chat_id is not None and str(self.chat_id) != str(chat_id):
            return False
        if self.times is not None and self.done >= self.times:
            return False
        if self.probability is not None and self.dice.random() >= self.probability:
            return False
        self.done += 1
        return True

    def _covers(self, method: str) -> bool:
        if self.method == "*":
            return method != "getUpdates"
        if self.method == "sends":
            return method.startswith(_SENDS) and method != "sendChatAction"
        return self.method.lower() == method.lower()

    def as_json(self) -> dict[str, Any]:
        """For the control API."""
        names = (
            "kind",
            "method",
            "times",
            "probability",
            "seed",
            "seconds",
            "retry_after",
            "chat_id",
            "done",
        )
        return {name: getattr(self, name) for name in names}


class Faults:
    """The faults that are set, the first that strikes wins."""

    def __init__(self) -> None:
        """Begin without any."""
        self.active: list[Fault] = []

    def add(self, kind: Kind, method: str = "*", **more: Any) -> Fault:
        """Set a fault; `more` as in Fault. Raises ValueError or TypeError for what is not known."""
        if more.get("probability") is not None:
            more.setdefault("times", None)
        fault = Fault(kind, method, **more)
        self.active.append(fault)
        return fault

    def clear(self) -> None:
        """Remove all."""
        self.active.clear()

    def strike(
        self, method: str, chat_id: object = None, kinds: Collection[str] = ANSWERS
    ) -> Fault | None:
        """The fault of one of `kinds` that hits this call, if any; used-up ones are forgotten."""
        if not self.active:
            return None
        candidates = (f for f in self.active if f.kind in kinds)
        hit = next((fault for fault in candidates if fault.strikes(method, chat_id)), None)
        self.active = [f for f in self.active if f.times is None or f.done < f.times]
        return hit
