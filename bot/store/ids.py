"""Row ids, made before the insert so that what is sealed can be bound to its row."""

from __future__ import annotations

import secrets


def random_id() -> int:
    """A random positive 63-bit integer, never 0."""
    return secrets.randbits(63) or 1
