"""What can go wrong in the store. No message ever holds a value from a row or a statement."""

from __future__ import annotations


class StoreError(Exception):
    """A statement could not be carried out; says which statement, never with which values."""


class Conflict(StoreError):  # one word, as in `except Conflict`
    """A statement would break a rule of the tables, such as a key that must be unique."""


class SchemaError(StoreError):
    """The database does not have the tables that this version needs."""


class NoKey(StoreError):  # as Conflict
    """There is no such key: it was never made, or it was destroyed."""


class Unreadable(StoreError):  # as Conflict
    """Sealed bytes do not open: another key, another row, another label, or damaged."""


class KeyRingError(StoreError):
    """The file with the master keys is missing, malformed or open to others."""


class BackupError(StoreError):
    """A copy could not be written or put back; the message says what to do instead."""


class InUse(StoreError):  # as Conflict
    """Another process writes to this database, or it cannot be asked whether one does."""
