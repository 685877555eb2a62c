"""How many cases are alike, and what is awarded to them: numbers that add up.

>>> total = Tally(2, before=1000, after=1500, most_change=300) + Tally(1, before=500, after=500)
>>> total.number, total.change, total.most_change
(3, 500, 300)
"""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["NONE", "Tally", "added"]


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of cases with the sum of their awards before and after, in pence, and the largest of each."""

    number: int = 0
    before: int = 0
    after: int = 0
    most_before: int = 0
    most_after: int = 0
    most_change: int = 0

    @property
    def change(self) -> int:
        """What is awarded after, less what was awarded before."""
        return self.after - self.before

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            self.number + other.number,
            self.before + other.before,
            self.after + other.after,
            max(self.most_before, other.most_before),
            max(self.most_after, other.most_after),
            max(self.most_change, other.most_change),
        )


NONE = Tally()


def added(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    return sum(tallies, NONE)
