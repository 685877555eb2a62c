"""What was worked out of cases, by their shape: some hundreds of cases have few shapes.

A shape has no value of anybody's in it, and says of nobody whose it was.

>>> remembered: Remembered[str] = Remembered()
>>> remembered.get((0, True)), remembered.put((0, True), "eligible"), remembered.get((0, True))
(None, 'eligible', 'eligible')
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

__all__ = ["MOST_SHAPES", "Remembered"]

V = TypeVar("V")

MOST_SHAPES = 4096
"""Shapes that are remembered at once."""

_MOST_PARTS = 2**18
"""Parts that all of them may have together, so that a wide scheme takes no more room than a small one."""


class Remembered(Generic[V]):
    """A bounded dictionary by shape, which is emptied when it is full."""

    __slots__ = ("_found", "get")

    get: Callable[[tuple[Any, ...]], V | None]

    def __init__(self) -> None:
        self._found: dict[tuple[Any, ...], V] = {}
        self.get = self._found.get

    def put(self, shape: tuple[Any, ...], value: V) -> V:
        """Remember a value, and give it."""
        after = len(self._found) + 1
        if after > MOST_SHAPES or after * len(shape) > _MOST_PARTS:
            self._found.clear()
        self._found[shape] = value
        return value
