"""Who stands in for whom, along the whole chain: a stand-in who is away has a stand-in too."""

from __future__ import annotations

_NOW = "s.valid_from <= ? AND (s.valid_to IS NULL OR s.valid_to > ?)"

UP = (
    "WITH RECURSIVE up(id) AS (SELECT s.worker_id FROM stand_ins s "
    f"WHERE s.stand_in_id = ? AND {_NOW} "
    "UNION SELECT s.worker_id FROM stand_ins s JOIN up ON s.stand_in_id = up.id "
    f"WHERE {_NOW}) SELECT id FROM up"
)
"""The workers somebody stands in for; takes that person's id, and now four times."""

LOST = (
    "WITH RECURSIVE lost(id) AS (SELECT s.worker_id FROM stand_ins s "
    f"WHERE s.stand_in_id IS NULL AND {_NOW} "
    "UNION SELECT s.worker_id FROM stand_ins s JOIN lost ON s.stand_in_id = lost.id "
    f"WHERE {_NOW}) SELECT id FROM lost"
)
"""The workers who are away and for whom nobody answers; takes now four times."""

SINCE = (
    "WITH RECURSIVE down(id, since) AS (SELECT s.stand_in_id, s.valid_from FROM stand_ins s "
    "JOIN assignments a ON a.worker_id = s.worker_id WHERE a.resident_id = ? "
    "AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?) "
    f"AND s.stand_in_id IS NOT NULL AND {_NOW} "
    "UNION SELECT s.stand_in_id, "
    "CASE WHEN s.valid_from > down.since THEN s.valid_from ELSE down.since END "
    "FROM stand_ins s JOIN down ON s.worker_id = down.id "
    f"WHERE s.stand_in_id IS NOT NULL AND {_NOW}) "
    "SELECT MIN(since) FROM down WHERE id = ?"
)
"""Since when somebody stands in for a resident's worker; the resident, now six times, the person."""
