"""Sealed bytes: AES-256-GCM, bound to a label and to the row they stand in."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.store.errors import Unreadable

KEY_BYTES = 32
_VERSION = b"\x01"
_NONCE_BYTES = 12  # NIST SP 800-38D, 8.2.2: random 96-bit nonces, for under 2^32 messages a key


class Sealer:
    """Seals and opens with one key. Layout: version byte, nonce, ciphertext with its tag."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        """Take a key of 32 bytes."""
        self._cipher = AESGCM(key)

    def seal(self, label: str, row_id: int, data: bytes) -> bytes:
        """Encrypt. The label (`table.column`) and the row id are frozen: both open it again."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, data, _bound_to(label, row_id))

    def open(self, label: str, row_id: int, sealed: bytes) -> bytes:
        """Decrypt; raises Unreadable for another key, label or row, or damaged bytes."""
        start = 1 + _NONCE_BYTES
        if sealed[:1] != _VERSION:
            raise Unreadable(f"{label} is not sealed in a form this version knows")
        try:
            return self._cipher.decrypt(sealed[1:start], sealed[start:], _bound_to(label, row_id))
        except (InvalidTag, ValueError):
            raise Unreadable(f"{label} does not open with this key and row") from None


def _bound_to(label: str, row_id: int) -> bytes:
    return b"%s%s:%d" % (_VERSION, label.encode(), row_id)
