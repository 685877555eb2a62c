"""Numbers at which something that depends on a number turns: found by halving, and noted for further questions.

>>> turns = Turns(lambda number: (number >= 18, number > 65), most=1000)
>>> sorted(turns.around([0, 40, 100]))
[0, 17, 18, 40, 65, 66, 100]
>>> turns.is_cut
False
"""

from collections.abc import Callable, Iterable, Sequence

from localgov_components.rules.boundaries.crossing import crossings

__all__ = ["Turns"]


class _SpentError(Exception):
    """As many numbers were tried as may be."""


class Turns:
    """What depends on a number, as a row of values that is as long for every number; `most` numbers are tried.

    `noted` has the row of every number that was tried; `is_cut` says that there were more to try.
    """

    def __init__(self, row_at: Callable[[int], Sequence[object]], *, most: int) -> None:
        self._row_at = row_at
        self._most = most
        self.noted: dict[int, Sequence[object]] = {}
        self.is_cut = False

    def around(self, tried: Iterable[int]) -> set[int]:
        """Numbers on either side of each turn, and those `tried`, between which turns are looked for.

        What turns later in the row is also looked for between the turns of what stands before it.
        """
        found = set(tried)
        try:
            width = max(len(self._row(number)) for number in found)
            for place in range(width):
                found.update(list(crossings(self._at(place), found)))
        except _SpentError:
            self.is_cut = True
        return found

    def _at(self, place: int) -> Callable[[int], object]:
        return lambda number: self._row(number)[place]

    def _row(self, number: int) -> Sequence[object]:
        if number not in self.noted:
            if len(self.noted) >= self._most:
                raise _SpentError
            self.noted[number] = self._row_at(number)
        return self.noted[number]
