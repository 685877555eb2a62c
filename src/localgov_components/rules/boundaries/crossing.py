"""Where something that depends on a whole number changes, found by halving.

>>> sorted(set(crossings(lambda number: number >= 18, [0, 100])))
[17, 18]
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

__all__ = ["crossings"]

_MOST_IN_ONE_STRETCH = 4


def crossings(side: Callable[[int], object], tried: Iterable[int]) -> Iterator[int]:
    """Numbers next to each other between which the side changes, both of each pair.

    Every change is found when there is at most one between two of those `tried`, or several in one direction.
    """
    for low, high in pairwise(sorted(set(tried))):
        begin = low
        for _ in range(_MOST_IN_ONE_STRETCH):
            if side(begin) == side(high):
                break
            last = _last_alike(side, begin, high)
            yield from (last, last + 1)
            begin = last + 1


def _last_alike(side: Callable[[int], object], low: int, high: int) -> int:
    """The last number before a change, of those that lie on one side with `low` while `high` does not."""
    first = side(low)
    while high - low > 1:
        middle = (low + high) // 2
        if side(middle) == first:
            low = middle
        else:
            high = middle
    return low
