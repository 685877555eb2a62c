"""What the hit policy of a table makes of two rows that apply at once, and of none.

>>> from localgov_components.rules import DecisionTable, Fact, Facts, HitPolicy, Output, fact, row
>>> class Garden(Facts, id="garden"):
...     bins: Fact[int] = fact("number of bins")
>>> rows = [row("> 1", then="a"), row("> 2", then="b"), row("> 3", then="a")]
>>> table = DecisionTable("size", inputs=[Garden.bins], outputs=[Output("size", str)], rows=rows, hit=HitPolicy.ANY)
>>> rivals = Rivals(table, given=[("a",), ("b",), ("a",)])
>>> rivals.clash(0, 1), rivals.clash(0, 2), rivals.is_rival(1, 2), rivals.needs_a_row
(True, False, True, True)
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from localgov_components.rules.tables.decision_table import DecisionTable
from localgov_components.rules.tables.hit_policy import HitPolicy

__all__ = ["Rivals"]


class Rivals:
    """Rows of a table, by their place from 0, and what each gives."""

    def __init__(self, table: DecisionTable, given: Sequence[tuple[Any, ...]]) -> None:
        self._table, self._given = table, given

    @property
    def needs_a_row(self) -> bool:
        """Whether a case to which no row applies is left without an answer."""
        gives_anyway = self._table.hit.is_list or self._table.hit is HitPolicy.COUNT
        return self._table.otherwise is None and not gives_anyway

    def clash(self, one: int, other: int) -> bool:
        """Whether it is a mistake that two rows apply at once."""
        match self._table.hit:
            case HitPolicy.UNIQUE:
                return True
            case HitPolicy.ANY:
                return self._given[one] != self._given[other]
            case HitPolicy.PRIORITY:  # of one rank, and the order of the rows decides after all
                return self._ranks[one] == self._ranks[other] and self._given[one] != self._given[other]
            case _:
                return False

    def is_rival(self, row: int, other: int) -> bool:
        """Whether a row does not decide where another applies too."""
        match self._table.hit:
            case HitPolicy.UNIQUE | HitPolicy.ANY:
                return self.clash(row, other)
            case HitPolicy.FIRST:
                return other < row
            case HitPolicy.PRIORITY:
                return (self._ranks[other], other) < (self._ranks[row], row)
            case HitPolicy.MIN:
                return bool(self._given[other] < self._given[row])
            case HitPolicy.MAX:
                return bool(self._given[other] > self._given[row])
            case _:
                return False

    @cached_property
    def _ranks(self) -> list[tuple[int, ...]]:
        return [*map(self._table.ranks, self._table.rows)]
