"""The tables of a discharge. Times are microseconds, UTC."""

from __future__ import annotations

DISCHARGE = (
    # Where, of what kind, who referred and the days are sealed. In clear stands from when it is
    # under fourteen days away, because lists are sorted by it; NULL while no day is set.
    """CREATE TABLE discharges (
        id :id PRIMARY KEY,
        resident_id :id NOT NULL REFERENCES people,
        body :blob,
        state :text NOT NULL CHECK (state IN ('ahead', 'left', 'over')),
        since :int NOT NULL,
        revision :int NOT NULL,
        near_at :int,
        ended_at :int
    )""",
    "CREATE INDEX discharges_resident ON discharges (resident_id, since)",
    "CREATE INDEX discharges_near ON discharges (near_at) WHERE state = 'ahead'",
    # The shared list: one owner for each item, a role and never a name, so that nobody's leaving
    # leaves it without one. By whom and when it was marked last.
    """CREATE TABLE discharge_items (
        id :id PRIMARY KEY,
        discharge_id :id NOT NULL REFERENCES discharges,
        resident_id :id NOT NULL REFERENCES people,
        item :text NOT NULL,
        owner :text NOT NULL CHECK (owner IN (
            'contact', 'resident', 'coordinator', 'case_officer'
        )),
        state :text NOT NULL CHECK (state IN ('open', 'done', 'not_needed')),
        by_id :id REFERENCES people,
        at :int,
        UNIQUE (discharge_id, item)
    )""",
    "CREATE INDEX discharge_items_resident ON discharge_items (resident_id)",
)
