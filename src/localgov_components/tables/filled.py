"""How many rows of a column have a value in it, and which are the first of them.

>>> Filled.of(has_value(pl.Series(["x", " ", None, "y"])), pl.Series([2, 3, 5, 6])).then(Filled(1, (9,)))
Filled(rows=3, first=(2, 6, 9))
"""

from dataclasses import dataclass
from typing import Self

from localgov_components.core.libraries import needs_extra
from localgov_components.tables.blanks import trimmed

with needs_extra("population"):
    import polars as pl

__all__ = ["Filled", "has_value"]

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Filled:
    """How many rows have a value, and the numbers of the first few."""

    rows: int = 0
    first: tuple[int, ...] = ()

    @classmethod
    def of(cls, has: pl.Series, numbers: pl.Series) -> Self:
        """Of rows of which each has a value or has none."""
        return cls(int(has.sum()), tuple(numbers.filter(has).head(_MOST_NAMED)))

    def then(self, later: "Filled") -> "Filled":
        """Of these rows and of some that come after them."""
        return Filled(self.rows + later.rows, (self.first + later.first)[:_MOST_NAMED])


def has_value(text: pl.Series) -> pl.Series:
    """Which cells of text are not empty."""
    return (trimmed(text) != "").fill_null(value=False)
