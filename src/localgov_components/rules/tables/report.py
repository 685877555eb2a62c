"""What became of each row of a decision table in one case, down to the cells that did not hold.

A report is for whoever looks after the table, and says what is true of somebody's case: its `repr` shows
none of it, and it holds no value of a fact.

>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> from localgov_components.rules.tables import DecisionTable, Output, row
>>> class Household(Facts, id="household"):
...     bins: Fact[int] = fact("number of bins")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> table = DecisionTable("size", inputs=[Household.bins, Household.badge], outputs=[Output("size", str)],
...     rows=[row("> 2", "yes", then="large"), row("<= 2", "-", then="small"), row("> 5", "-", then="huge")])
>>> print(table.report(Known({"household.bins": 3})))
size: unique
row 1 may apply; not known: household.badge (yes)
row 2 does not apply: household.bins (<= 2)
row 3 does not apply: household.bins (> 5)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from localgov_components.rules.evaluation import PolicyLookup, evaluate
from localgov_components.rules.expressions import Condition, Expression
from localgov_components.rules.known import Known, Unknown
from localgov_components.rules.tables.cells import write_test

if TYPE_CHECKING:
    from localgov_components.rules.tables.decision_table import DecisionTable, TableRow

__all__ = ["CellReport", "RowReport", "TableReport", "report_of"]


@dataclass(frozen=True, slots=True, eq=False)
class CellReport:
    """A cell that asks something: its heading, its text, and whether it holds.

    `holds` may be `Unknown`.
    """

    heading: str
    text: str
    condition: Condition = field(repr=False)
    holds: bool | Unknown = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class RowReport:
    """A row, whether it applies, its cells that ask something, and what it gives.

    `applies` may be `Unknown`; `given` are values by output.
    """

    row: "TableRow"
    applies: bool | Unknown = field(repr=False)
    cells: tuple[CellReport, ...]
    given: Mapping[str, Any] = field(repr=False)

    @property
    def failed(self) -> tuple[CellReport, ...]:
        """Cells that do not hold: each of them is enough for the row not to apply."""
        return tuple(cell for cell in self.cells if cell.holds is False)

    @property
    def unknown(self) -> tuple[CellReport, ...]:
        """Cells of which it is not known whether they hold."""
        return tuple(cell for cell in self.cells if isinstance(cell.holds, Unknown))

    def __str__(self) -> str:
        """One line, for whoever looks after the table."""
        start = f"row {self.row.number}"
        if self.applies is True:
            return f"{start} applies"
        cells = self.failed or self.unknown
        named = ", ".join(f"{cell.heading} ({cell.text})" for cell in cells)
        return f"{start} {'does not apply: ' if self.failed else 'may apply; not known: '}{named}"


@dataclass(frozen=True, slots=True, eq=False)
class TableReport:
    """Every row of a table in one case."""

    table: "DecisionTable"
    rows: tuple[RowReport, ...]

    @property
    def applying(self) -> "tuple[TableRow, ...]":
        """The rows that are known to apply, in the order of the hit policy."""
        found = [each.row for each in self.rows if each.applies is True]
        return tuple(sorted(found, key=self.table.ranks) if self.table.hit.is_ranked else found)

    @property
    def values(self) -> tuple[Mapping[str, Any], ...]:
        """What those rows give, by output: at least these, while `is_complete` is false."""
        given = {each.row.number: each.given for each in self.rows}
        return tuple(given[row.number] for row in self.applying)

    @property
    def is_complete(self) -> bool:
        """Whether it is known of every row if it applies."""
        return not any(isinstance(each.applies, Unknown) for each in self.rows)

    def __str__(self) -> str:
        """A line for the table and one for each row."""
        return "\n".join([f"{self.table.name}: {self.table.hit}", *map(str, self.rows)])


def report_of(table: "DecisionTable", known: Known, *, policy: PolicyLookup, on: date | None) -> TableReport:
    """Evaluate every row of a table, and every cell of it."""

    def value(expression: Expression[Any]) -> Any:
        return evaluate(expression, known, policy=policy, on=on)

    rows = []
    for row in table.rows:
        cells = tuple(
            CellReport(column.heading, write_test(test), condition, value(condition))
            for column, test in zip(table.input_columns, row.tests, strict=True)
            if (condition := column.condition(test)) is not None
        )
        given = {
            column.name: value(column.operand(operand))
            for column, operand in zip(table.output_columns, row.operands, strict=True)
        }
        rows.append(RowReport(row, value(row.condition), cells, given))
    return TableReport(table, tuple(rows))
