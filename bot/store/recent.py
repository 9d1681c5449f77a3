"""What was looked up lately, bounded."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A memory of at most `size` values; the one unused for longest goes first."""

    def __init__(self, size: int) -> None:
        """Remember nothing yet."""
        self._size = size
        self._held: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The value, now the most recent; or None."""
        value = self._held.get(key)
        if value is not None:
            self._held.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        """Remember; may forget another."""
        self._held[key] = value
        self._held.move_to_end(key)
        if len(self._held) > self._size:
            self._held.popitem(last=False)

    def forget(self, unwanted: Callable[[K, V], bool]) -> None:
        """Forget all that are unwanted."""
        for key in [key for key, value in self._held.items() if unwanted(key, value)]:
            del self._held[key]

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._held)
