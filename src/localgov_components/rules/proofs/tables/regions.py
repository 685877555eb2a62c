"""A table as regions: for each row, the pieces of every column's values that it takes.

>>> from localgov_components.rules import DecisionTable, Fact, Facts, Output, fact, row
>>> class Garden(Facts, id="garden"):
...     bins: Fact[int] = fact("number of bins")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> table = DecisionTable("size", inputs=[Garden.bins, Garden.badge], outputs=[Output("size", str)],
...     rows=[row("<= 2", "-", then="small"), row("> 1", "yes", then="large")])
>>> regions = Regions(table, worth_of(NO_POLICY), Names())
>>> regions.meeting(), regions.plain(regions.common([0, 1]))
([[1], [0]], {'garden.bins': 2, 'garden.badge': True})
>>> regions.cells(regions.grown(regions.around([3, False])), regions.full)
{'garden.bins': '> 2', 'garden.badge': 'no'}
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any, TypeAlias

from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup
from localgov_components.rules.policy_reading import value_of_policy
from localgov_components.rules.proofs.formula import Truth, all_true
from localgov_components.rules.proofs.names import Names
from localgov_components.rules.proofs.tables.column import Worth
from localgov_components.rules.proofs.tables.columns import column_of
from localgov_components.rules.proofs.term import Term
from localgov_components.rules.tables.cells import write_test
from localgov_components.rules.tables.columns import Input, Output
from localgov_components.rules.tables.decision_table import DecisionTable
from localgov_components.rules.tables.kinds import Operand, Written
from localgov_components.rules.tree import FactRef, PolicyRef

__all__ = ["NO_POLICY", "Names", "Region", "Regions", "worth_of"]

Region: TypeAlias = tuple[int, ...]
"""For each column some pieces of its values, a bit for each."""

WorthOf: TypeAlias = Callable[[Input | Output], Worth]


def worth_of(policy: PolicyLookup) -> WorthOf:
    """What operands of a column are worth under the policy of a day."""

    def of(column: Input | Output) -> Worth:
        def worth(operand: Operand) -> Any:
            if isinstance(operand, Written):
                return operand.value
            ref: PolicyRef[Any] = column.operand(operand)  # type: ignore[assignment]  # so a key is read
            return value_of_policy(ref, policy.value(ref.key))

        return worth

    return of


class Regions:
    """The regions of a table's rows, which are known by their place from 0."""

    def __init__(self, table: DecisionTable, worth: WorthOf, names: Names) -> None:
        self._inputs = table.input_columns
        tests = [*zip(*(row.tests for row in table.rows), strict=True)]
        self._columns = [
            column_of(each.expression, cells, worth=worth(each), names=names)
            for each, cells in zip(self._inputs, tests, strict=True)
        ]
        masks = (map(column.mask, cells) for column, cells in zip(self._columns, tests, strict=True))
        self._rows: list[Region] = [*zip(*masks, strict=True)]

    @property
    def are_independent(self) -> bool:
        """Whether every combination of pieces is that of some case: where each column is a fact, and so another one."""
        return all(isinstance(each.expression, FactRef) for each in self._inputs)

    @property
    def full(self) -> Region:
        """Every piece of every column."""
        return tuple(column.full for column in self._columns)

    def meeting(self, left_out: Iterable[int] = ()) -> list[list[int]]:
        """For each row the others whose regions have something in common with its own, without some rows."""
        kept = sorted({*range(len(self._rows))} - {*left_out})
        meeting: list[list[int]] = [[] for _ in self._rows]
        for place, row in enumerate(kept):
            for other in kept[place + 1 :]:
                if all(map(and_, self._rows[row], self._rows[other])):
                    meeting[row].append(other)
                    meeting[other].append(row)
        return meeting

    def common(self, rows: Iterable[int]) -> Region:
        """What some rows have in common; a column may be left with nothing."""
        return reduce(lambda one, other: tuple(map(and_, one, other)), (self._rows[row] for row in rows))

    def around(self, values: Sequence[Any]) -> Region:
        """The pieces in which the inputs of a case are."""
        return tuple(column.piece_of(value) for column, value in zip(self._columns, values, strict=True))

    def grown(self, region: Region, told: Sequence[Region] = ()) -> Region:
        """A region that touches no row and nothing told before, as large as it can be made column by column."""
        grown = [*region]
        for place, column in enumerate(self._columns):
            taken = 0
            for row in (*self._rows, *told):
                if all(row[other] & pieces for other, pieces in enumerate(grown) if other != place):
                    taken |= row[place]
            grown[place] = column.full & ~taken
        return tuple(grown)

    def plain(self, region: Region) -> dict[str, Any]:
        """A plain value of each fact in a region, where columns are facts.

        Raises `NotSupportedError` where one cannot be made up.
        """
        return {
            each.heading: column.plain(pieces)
            for each, column, pieces in zip(self._inputs, self._columns, region, strict=True)
        }

    def within(self, region: Region, terms: Sequence[Term]) -> Truth:
        """Whether inputs are in a region."""
        return all_true(
            column.within(pieces, term) for column, pieces, term in zip(self._columns, region, terms, strict=True)
        )

    def cells(self, region: Region, reached: Region) -> Mapping[str, str]:
        """The cells of a row for a region of what is reached, by heading, but for those that would ask nothing."""
        columns = zip(self._inputs, self._columns, region, reached, strict=True)
        return {
            each.heading: write_test(column.cell(pieces & possible))
            for each, column, pieces, possible in columns
            if possible & ~pieces
        }

    def pieces(self, place: int) -> Iterator[Region]:
        """For each piece of a column, the region of all that is in it."""
        full = self.full
        for number in range(full[place].bit_length()):
            yield (*full[:place], 1 << number, *full[place + 1 :])

    def headings(self, columns: Iterable[int]) -> tuple[str, ...]:
        """The headings of some columns."""
        return tuple(self._inputs[place].heading for place in columns)
