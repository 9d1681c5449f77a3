"""SQL and nothing else: the tables, the one transaction, encryption, and queries as functions.

A query is a plain async function over a `Tx`, in the module of its tables. Who: `people`,
`accounts`, `consents`, `codes`, `audit`. In and out: `inbox`, `messages`, `screens`, `deliveries`,
`sending`. The desk: `desk`. Conversations: `runs`, `threads`, `held`, `notices`, `open_persons`. Cases: `tonight`,
`applications`, `appointments`, `participants`, `tenancies`, `tasks`. Time: `timers`, `ahead`, `kept`. Beneath them, `store`
opens everything, `database` is the one writer, `dialect` tells SQLite from PostgreSQL, `schema` and
`schema_cases` are the tables, `keys` and `sealing` what nobody reads without; `erasure` and `backup`
stand on both.
"""

from bot.store.database import Database, Tx
from bot.store.driver import Row
from bot.store.errors import (
    BackupError,
    Conflict,
    InUse,
    KeyRingError,
    NoKey,
    SchemaError,
    StoreError,
    Unreadable,
)
from bot.store.ids import random_id
from bot.store.keyring import KeyRing
from bot.store.keys import Keys
from bot.store.sealing import Sealer
from bot.store.store import Store
from bot.store.times import from_us, to_us

__all__ = [
    "BackupError",
    "Conflict",
    "Database",
    "InUse",
    "KeyRing",
    "KeyRingError",
    "Keys",
    "NoKey",
    "Row",
    "SchemaError",
    "Sealer",
    "Store",
    "StoreError",
    "Tx",
    "Unreadable",
    "from_us",
    "random_id",
    "to_us",
]
