"""The one line in the log that each handled row leaves, and the one of each try that failed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from bot import logs

if TYPE_CHECKING:
    from bot.lanes.intake import Intake

log = logs.get("bot.lanes.lanes")


class Where(NamedTuple):
    """The flow and the step that a row was about; never the answer."""

    flow: str
    step: str


def handled(row: Intake, kind: str, began: float, where: Where | None = None) -> None:
    """It is done; `kind` is a word for what it was, `began` on the performance counter."""
    log.info(
        "handled",
        id=row.id,
        source=row.source,
        kind=kind,
        ms=round((time.perf_counter() - began) * 1000, 1),
        outcome="done",
        **({} if where is None else {"flow": where.flow, "step": where.step}),
    )


def failed(row: Intake, error: Exception, tries: int) -> None:
    """A handler raised."""
    log.warning(
        "handler_failed",
        id=row.id,
        source=row.source,
        error=type(error).__name__,
        place=logs.place(error),
        tries=tries,
    )


def parked(row: Intake, kind: str, error: str, place: str) -> None:
    """It is set aside."""
    log.error(
        "handled",
        id=row.id,
        source=row.source,
        kind=kind,
        outcome="parked",
        error=error,
        place=place,
    )
