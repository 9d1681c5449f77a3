"""SQL and nothing else: the tables, the one transaction, encryption, and queries as functions.

A query is a plain async function over a `Tx`, in the module of its tables: `people`, `inbox`,
`runs`, `messages`, `queueing`, `deliveries`, `tasks`, `audit`, `erasure`.
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
