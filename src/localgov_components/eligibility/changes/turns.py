"""Where a difference that depends on a whole number turns: from less than nothing, to nothing, to more, or to unknown.

A straight line is followed to where it crosses nothing, and only what is not straight is looked for by halving.

>>> list(turns_of(lambda number: number - 18, [0, 100]))
[17, 18]
>>> list(turns_of(lambda number: max(number - 60, 0) // 7 - 2, [0, 100]))
[73, 80]
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import ceil
from typing import TypeAlias

__all__ = ["turns_of"]

_MOST_IN_ONE_STRETCH = 4

_HALVED = 3
"""Of so many steps one halves what is left, so that no curve takes long."""

_At: TypeAlias = Callable[[int], Fraction | int | None]


def turns_of(difference: _At, tried: Iterable[int]) -> Iterator[int]:
    """The last number before each turn.

    Every turn is found when between two of the numbers that are `tried` the difference only grows or only falls.
    """
    at = cache(difference)
    for low, high in pairwise(sorted(set(tried))):
        begin = low
        for _ in range(_MOST_IN_ONE_STRETCH):
            if _side(at(begin)) == _side(at(high)):
                break
            last = _last_alike(at, begin, high)
            yield last
            begin = last + 1


def _side(difference: Fraction | int | None) -> int | None:
    return None if difference is None else (difference > 0) - (difference < 0)


def _last_alike(at: _At, low: int, high: int) -> int:
    """The last number before a turn, of those that lie on one side with `low` while `high` does not."""
    first, step = _side(at(low)), 0
    while high - low > 1:
        step += 1
        number = (low + high) // 2 if step % _HALVED == 0 else _where_straight(at, low, high)
        if _side(at(number)) == first:
            low = number
        else:
            high = number
    return low


def _where_straight(at: _At, low: int, high: int) -> int:
    """The last number before a straight line between two would turn, or one next to either; else halfway."""
    begin, end = at(low), at(high)
    if begin is None or end is None:
        return (low + high) // 2
    crossing = low + Fraction(high - low) * begin / (begin - end)
    return min(max(ceil(crossing) - 1, low + 1), high - 1)
