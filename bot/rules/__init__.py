"""Decisions that are the same everywhere, as pure functions: no store, no network, and time handed in.

Days and hours: `calendar`, `opening`, `safe_hours`, `deadlines`. Reminders: `reminders` plans them,
`sending` says what a late one becomes, `rent` and `kid` know money, `discharge` and `silence`
when nobody may be lost. People: `access` reads `access_table`, `discretion` says what may
show, `identity_numbers` finds what is never kept.
"""
