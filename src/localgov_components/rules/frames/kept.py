"""What was made for frames of one kind, kept for the next that is like one of them.

>>> kept: Kept[str] = Kept()
>>> kept.of("a frame", lambda: "a plan"), kept.of("a frame", lambda: "another")
('a plan', 'a plan')
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

__all__ = ["Kept"]

V = TypeVar("V")

_MOST = 8
"""Kinds of frame that are remembered."""


class Kept(Generic[V]):
    """A small dictionary, from which the oldest goes first."""

    def __init__(self) -> None:
        self._found: dict[Hashable, V] = {}

    def of(self, likeness: Hashable, make: Callable[[], V]) -> V:
        """What was made for frames like this one, or is made now."""
        found = self._found.get(likeness)
        if found is None:
            found = make()
            while len(self._found) >= _MOST:
                self._found.pop(next(iter(self._found)), None)
            self._found[likeness] = found
        return found
