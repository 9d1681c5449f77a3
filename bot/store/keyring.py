"""The master keys: a file of the operator's, apart from both databases."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.errors import KeyRingError, Unreadable
from bot.store.sealing import KEY_BYTES, Sealer

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME_BYTES = 8


class KeyRing:
    """Master keys, newest first: the first wraps, all unwrap."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Hold these keys, 32 bytes each; raises KeyRingError if there is none or one is short."""
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise KeyRingError(f"a key ring holds one or more keys of {KEY_BYTES} bytes")
        self._keys = tuple(keys)
        self._sealers = {_name(key): Sealer(key) for key in keys}

    @classmethod
    def create(cls, path: Path | str) -> KeyRing:
        """Make a ring with one new key in a new file that only its owner reads."""
        ring = cls([secrets.token_bytes(KEY_BYTES)])
        ring.write(Path(path))
        return ring

    @classmethod
    def load(cls, path: Path | str) -> KeyRing:
        """Read the file; raises KeyRingError if it is missing, malformed or open to others."""
        path = Path(path)
        try:
            mode = path.stat().st_mode
            if stat.S_IMODE(mode) & 0o077:
                raise KeyRingError(f"{path} can be read by others; run: chmod 600 {path}")
            held = json.loads(path.read_text(encoding="utf-8"))["keys"]
            return cls([base64.b64decode(key, validate=True) for key in held])
        except OSError as error:
            raise KeyRingError(f"{path} cannot be read: {error.strerror}") from None
        except (ValueError, KeyError, TypeError, binascii.Error):
            raise KeyRingError(f'{path} should hold {{"keys": ["<base64>", ...]}}') from None

    @classmethod
    def rotate(cls, path: Path | str) -> KeyRing:
        """Put a new key first; the old ones still unwrap. `Keys.rewrap` then makes them idle."""
        path = Path(path)
        ring = cls.load(path).with_new_key()
        fresh = path.with_name(path.name + ".new")
        fresh.unlink(missing_ok=True)
        ring.write(fresh)
        fresh.replace(path)
        return ring

    def with_new_key(self) -> KeyRing:
        """A ring with one more key, first."""
        return KeyRing([secrets.token_bytes(KEY_BYTES), *self._keys])

    def write(self, path: Path) -> None:
        """Write a new file that only its owner reads; raises KeyRingError if there is one."""
        text = json.dumps({"keys": [base64.b64encode(key).decode() for key in self._keys]})
        try:
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise KeyRingError(
                f"{path} is there already; a key ring is never overwritten"
            ) from None
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())

    def wrap(self, purpose: str, key: bytes) -> bytes:
        """Seal a key for one purpose: the master key's name, then the sealed key."""
        name = _name(self._keys[0])
        return name + self._sealers[name].seal(purpose, 0, key)

    def unwrap(self, purpose: str, wrapped: bytes) -> bytes:
        """Open it again; raises Unreadable if no master key here made it, or for another purpose."""
        sealer = self._sealers.get(wrapped[:_NAME_BYTES])
        if sealer is None:
            raise Unreadable("wrapped by a master key that is not in this ring")
        return sealer.open(purpose, 0, wrapped[_NAME_BYTES:])


def _name(key: bytes) -> bytes:
    return hashlib.sha256(b"hjemvei master key" + key).digest()[:_NAME_BYTES]
