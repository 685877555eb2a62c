"""Decision tables: rules as rows, each asking something of every input and giving something for every output.

A table becomes the same expressions that rules are made of, and brings no evaluation of its own. A row is a
definition, `<table>_row_<number>`, so that reasons can name it. Where a table contradicts itself or says
nothing, what it gives is unknown, whatever else becomes known. Hit policies are those of DMN 1.5, chapter 8.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, Known, evaluate, fact
>>> from localgov_components.rules.tables.table_row import row
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
...     pensioner: Fact[bool] = fact("somebody is of pension age")
>>> tariff = DecisionTable(
...     "tariff",
...     inputs=[Household.capital, Household.pensioner],
...     outputs=[Output("weekly", Money)],
...     rows=[
...         row("<= 6000", "-", then="£0.00"),
...         row("(6000..16000]", "no", then="£4.35"),
...         row("(6000..16000]", "yes", then="£1.00"),
...     ],
... )
>>> evaluate(tariff.expression, Known({"household.capital": Money("500")}))
Money('0.00')
>>> evaluate(tariff.expression, Known({"household.capital": Money("20000")}))
Unknown('gap')
>>> DecisionTable("t", inputs=[Household.capital], outputs=[Output("x", Money)], rows=[row("< x", then="1.001")])
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 2 mistakes; nothing was loaded:
  t, row 1, column household.capital: 'x' is not an amount of money (write £16,000.00 or 16000)
  t, row 1, column x: '1.001' is not an amount of money (write £16,000.00 or 16000)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localgov_components.core.errors import (
    DefinitionError,
    Fault,
    InvalidValueError,
    NotFoundError,
    NotSupportedError,
)
from localgov_components.core.grid import Grid
from localgov_components.rules.building import compared, nodes_of
from localgov_components.rules.conditions import all_of, any_of
from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup
from localgov_components.rules.expressions import Condition, Expression
from localgov_components.rules.facts import Facts
from localgov_components.rules.known import Known
from localgov_components.rules.tables.cells import Test
from localgov_components.rules.tables.checks import shape_faults
from localgov_components.rules.tables.columns import Input, Output
from localgov_components.rules.tables.hit_policy import HitPolicy
from localgov_components.rules.tables.kinds import Operand, Written
from localgov_components.rules.tables.results import condition_of_row, results_of
from localgov_components.rules.tables.table_row import Row, RowReader, read_value
from localgov_components.rules.tree import Definition, Mistake

if TYPE_CHECKING:
    from localgov_components.rules.tables.report import TableReport

__all__ = ["DecisionTable", "TableRow"]


@dataclass(frozen=True, slots=True, eq=False)
class TableRow:
    """A row that was read: when it applies, and what it gives."""

    number: int
    tests: tuple[Test, ...]
    operands: tuple[Operand, ...]
    condition: Definition[bool]
    note: str = ""
    cites: str = ""


class DecisionTable:
    """Rows of conditions on some inputs, and what they give.

    `inputs` are facts or definitions; `outputs` say what is given; `otherwise` is given where no row applies, a tuple
    where there are several outputs. `label` is how the table reads aloud (its name with spaces when left out), and
    `cites` the law or the decision that it carries out. Raises `DefinitionError` with every mistake, by row and column.
    """

    def __init__(
        self,
        name: str,
        *,
        inputs: Sequence[Expression[Any]],
        outputs: Sequence[Output],
        rows: Sequence[Row],
        hit: HitPolicy = HitPolicy.UNIQUE,
        otherwise: object = None,
        label: str = "",
        cites: str = "",
    ) -> None:
        self.name = name
        self.hit = _hit_policy(hit, name)
        self.label = label or name.replace("_", " ")
        self.cites = cites
        self.input_columns = tuple(Input(each) for each in inputs)
        self.output_columns = tuple(outputs)
        DefinitionError.raise_for([*shape_faults(self, rows, otherwise), *_mistakes(inputs)])
        self.rows, self.otherwise = self._read(rows, otherwise)
        self._results = {} if self.hit.is_list else results_of(self)
        DefinitionError.raise_for(_mistakes([*self._results.values(), *(each.condition for each in self.rows)]))

    @classmethod
    def read(
        cls,
        path: Path,
        *,
        inputs: Iterable[type[Facts] | Definition[Any]],
        outputs: Sequence[Output],
        name: str = "",
        hit: HitPolicy | None = None,
        label: str = "",
        cites: str = "",
        sheet: str | None = None,
    ) -> "DecisionTable":
        """Open a table from a CSV or XLSX file; its name is the file's, when left out.

        `inputs` are the facts and definitions that its headings may name; the other headings are names of outputs,
        `cites` and `note`. The first heading may be the hit policy, over the numbers of the rows; a last row with
        `otherwise` for its number says what is given where no row applies. Raises `DefinitionError` with every mistake,
        by its cell.
        """
        from localgov_components.rules.tables.sheet import table_of_grid

        grid = Grid.read(path, sheet=sheet)
        name = name or path.stem.lower().replace("-", "_").replace(" ", "_")
        return table_of_grid(grid, name, inputs=inputs, outputs=outputs, hit=hit, label=label, cites=cites)

    def write(self, path: Path) -> None:
        """Save the table as CSV or XLSX, from which `read` makes the same."""
        from localgov_components.rules.tables.sheet import grid_of_table

        grid_of_table(self, path.name).write(path)

    @property
    def outputs(self) -> Mapping[str, Definition[Any]]:
        """What is given for each output, by its name: definitions for rules to use.

        Raises `NotSupportedError` where the hit policy makes a list: see `includes` and `matches`.
        """
        if self.hit.is_list:
            raise NotSupportedError(
                f"the hit policy '{self.hit}' gives a list, which a rule does not reckon with. "
                "Use includes(…), or a policy that collects into one value.",
                code="table.list",
            )
        return self._results

    @property
    def expression(self) -> Definition[Any]:
        """What is given, where there is one output."""
        if len(self.output_columns) > 1:
            names = ", ".join(column.name for column in self.output_columns)
            raise NotSupportedError(f"several outputs. Take one from outputs: {names}.", code="table.outputs")
        (result,) = self.outputs.values()
        return result

    def includes(self, value: object, *, output: str = "") -> Condition:
        """A condition: a row that applies gives the value.

        `output` names the output where there are several.
        """
        place = self._place(output)
        column = self.output_columns[place]
        wanted = read_value(value, column)
        ways = [way for each in self.rows if (way := self._gives(each, place, wanted)) is not None]
        if not ways:
            raise InvalidValueError(
                "no row of the table gives this value. Give one that a row gives.", code="table.value"
            )
        return ways[0] if len(ways) == 1 else any_of(*ways)

    def matches(
        self, known: Known, *, policy: PolicyLookup = NO_POLICY, on: date | None = None
    ) -> tuple[TableRow, ...]:
        """The rows that are known to apply, in the order of the hit policy."""
        return self.report(known, policy=policy, on=on).applying

    def report(self, known: Known, *, policy: PolicyLookup = NO_POLICY, on: date | None = None) -> "TableReport":
        """Which rows apply to a case, and which cells keep the others from it."""
        from localgov_components.rules.tables.report import report_of

        return report_of(self, known, policy=policy, on=on)

    def ranks(self, row: TableRow) -> tuple[int, ...]:
        """Places of a row's values among those that outputs declare."""
        pairs = zip(self.output_columns, row.operands, strict=True)
        return tuple(rank for column, operand in pairs if (rank := column.rank(operand)) is not None)

    def __repr__(self) -> str:
        """Name, hit policy and size."""
        return f"DecisionTable({self.name!r}, {len(self.rows)} rows, hit={self.hit.value!r})"

    def _read(
        self, rows: Sequence[Row], otherwise: object
    ) -> "tuple[tuple[TableRow, ...], tuple[Operand, ...] | None]":
        """The rows, and what is given where none applies, once every cell was read."""
        faults: list[Fault] = []
        cells = []
        for number, written in enumerate(rows, start=1):
            reader = RowReader(f"{self.name}, row {number}", faults)
            tests = reader.tests(written.cells, self.input_columns)
            cells.append((tests, reader.operands(written.then, self.output_columns)))
        last = None
        if otherwise is not None:
            values = otherwise if isinstance(otherwise, tuple) else (otherwise,)
            last = RowReader(f"{self.name}, otherwise", faults).operands(values, self.output_columns)
        DefinitionError.raise_for(faults)
        read = []
        for number, (written, (tests, operands)) in enumerate(zip(rows, cells, strict=True), start=1):
            condition = condition_of_row(self, number, tests, written.cites)
            read.append(TableRow(number, tests, operands, condition, written.note, written.cites))
        return tuple(read), last

    def _place(self, output: str) -> int:
        names = [column.name for column in self.output_columns]
        if output in names or (not output and len(names) == 1):
            return names.index(output) if output else 0
        raise NotFoundError(f"no output of this name. There are: {', '.join(names)}.", code="table.output")

    def _gives(self, row: TableRow, place: int, wanted: Operand) -> Condition | None:
        """When a row gives a value; None where it never does."""
        operand = row.operands[place]
        if operand == wanted:
            return row.condition
        if isinstance(operand, Written) and isinstance(wanted, Written):
            return None
        column = self.output_columns[place]
        return all_of(row.condition, compared("==", column.operand(operand), column.operand(wanted)))


def _hit_policy(hit: str, name: str) -> HitPolicy:
    found = HitPolicy.of(hit)
    if found is None:
        raise DefinitionError([Fault(name, f"no such hit policy. There are: {', '.join(HitPolicy)}")])
    return found


def _mistakes(expressions: Iterable[Expression[Any]]) -> list[Fault]:
    """Mistakes of type and unit; that a rule is not too large is for the rule to see that uses the table."""
    nodes = nodes_of(*expressions)
    return [node.fault for node in nodes if isinstance(node, Mistake) and node.fault.message]
