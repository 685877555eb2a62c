"""A decision table as the cells of a spreadsheet, and back.

The first row has the headings: the hit policy over the numbers of the rows, the inputs, the outputs, and the
columns `cites` and `note`. A last row that has `otherwise` for its number says what is given where no row
applies. When it is read, the column of numbers may be missing, and the others stand in any order.

    unique    | household.capital | household.pensioner | weekly | note
    1         | <= £6,000.00      |                     |   0.00 |
    2         | > £6,000.00       | yes                 |   1.00 | a guess
    otherwise |                   |                     |   4.35 |
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import CellValue, GridCell
from localgov_components.core.grid_table import GridTable
from localgov_components.core.grid_value import value_as
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import Facts, facts_of
from localgov_components.rules.tables.cells import cell_of_output, cell_of_test
from localgov_components.rules.tables.checks import CITES, NOTE
from localgov_components.rules.tables.columns import Output
from localgov_components.rules.tables.decision_table import DecisionTable
from localgov_components.rules.tables.hit_policy import HitPolicy
from localgov_components.rules.tables.table_row import Row
from localgov_components.rules.tree import Definition, FactRef

__all__ = ["grid_of_table", "table_of_grid"]

_OTHERWISE = "otherwise"
_LONGEST_QUOTED = 40


def grid_of_table(table: DecisionTable, name: str) -> Grid:
    """The cells of a table, under the name of a file."""
    inputs, outputs = (
        [column.heading for column in columns] for columns in (table.input_columns, table.output_columns)
    )
    about = [heading for heading in (CITES, NOTE) if any(getattr(row, heading) for row in table.rows)]
    rows: list[list[CellValue | None]] = [[str(table.hit), *inputs, *outputs, *about]]
    for row in table.rows:
        cells = [*map(cell_of_test, row.tests), *map(cell_of_output, row.operands)]
        rows.append([row.number, *cells, *(getattr(row, heading) or None for heading in about)])
    if table.otherwise is not None:
        rows.append([_OTHERWISE, *(None for _ in inputs), *map(cell_of_output, table.otherwise)])
    return Grid.of(rows, name=name)


def table_of_grid(
    grid: Grid,
    name: str,
    *,
    inputs: Iterable[type[Facts] | Definition[Any]],
    outputs: Sequence[Output],
    hit: HitPolicy | None = None,
    label: str = "",
    cites: str = "",
) -> DecisionTable:
    """The table that cells make. Raises `DefinitionError` naming cells."""
    sheet = _Sheet(GridTable.of(grid))
    named = sheet.inputs(outputs, _by_heading(inputs))
    found = sheet.hit_policy(hit)
    DefinitionError.raise_for(sheet.faults)
    rows, otherwise = sheet.rows(list(named), [output.name for output in outputs])
    try:
        table = DecisionTable(
            name,
            inputs=list(named.values()),
            outputs=outputs,
            rows=rows,
            hit=found,
            otherwise=otherwise,
            label=label,
            cites=cites,
        )
    except DefinitionError as error:
        raise DefinitionError([*sheet.faults, *error.faults]) from None
    DefinitionError.raise_for(sheet.faults)
    return table


@dataclass(slots=True)
class _Sheet:
    """A grid with headings, and the mistakes found in it so far."""

    table: GridTable
    faults: list[Fault] = field(default_factory=list)

    @property
    def corner(self) -> str | None:
        """The first heading, where it is a hit policy."""
        first = next(iter(self.table.headings))
        return first if HitPolicy.of(first) else None

    def hit_policy(self, wanted: HitPolicy | None) -> HitPolicy:
        found = HitPolicy.of(self.corner) if self.corner else None
        if self.corner and wanted and found is not wanted:
            message = f"the hit policy is '{wanted}' by hit=…. Give one of the two"
            self.faults.append(self.table.headings[self.corner].fault(message))
        return found or wanted or HitPolicy.UNIQUE

    def inputs(self, outputs: Sequence[Output], known: Mapping[str, Expression[Any]]) -> dict[str, Expression[Any]]:
        """The expressions of the input columns, by heading."""
        others = {self.corner or NOTE, CITES, NOTE, *(output.name for output in outputs)}
        inputs = {}
        for heading, cell in self.table.headings.items():
            if heading in known and heading not in others:
                inputs[heading] = known[heading]
            elif heading not in others:
                near = difflib.get_close_matches(heading, [*known, *others], n=1)
                meant = f" Is it {near[0]}?" if near else ""
                quoted = heading[:_LONGEST_QUOTED]
                self.faults.append(cell.fault(f"'{quoted}' is no fact, definition or output that was given.{meant}"))
        for output in outputs:
            if output.name not in self.table.headings:
                self.faults.append(Fault(self.table.grid.source, f"no column for the output '{output.name}'"))
        return inputs

    def rows(self, inputs: Sequence[str], outputs: Sequence[str]) -> tuple[list[Row], tuple[GridCell, ...] | None]:
        """The rows, and what is given where none applies."""
        rows: list[Row] = []
        otherwise = None
        for number, cells in enumerate(self.table.rows, start=1):
            then = tuple(cells[name] for name in outputs)
            if self._is_otherwise(number, cells, inputs):
                otherwise = then
            else:
                asked = tuple(cells[name] for name in inputs)
                rows.append(Row(asked, then, note=self._text(cells, NOTE), cites=self._text(cells, CITES)))
        return rows, otherwise

    def _is_otherwise(self, number: int, cells: Mapping[str, GridCell], inputs: Sequence[str]) -> bool:
        cell = cells[self.corner] if self.corner else None
        if cell is None or cell.value is None:
            return False
        said = str(cell.value).strip().lower()
        if said == _OTHERWISE:
            if number < len(self.table.rows):
                self.faults.append(cell.fault("not the last row. Put what is given otherwise last"))
            for each in (cells[name] for name in inputs):
                if each.value not in (None, "-"):
                    self.faults.append(each.fault("what is given otherwise asks nothing. Empty this cell"))
            return True
        if said != str(number):
            self.faults.append(cell.fault(f"this is row {number}. Number the rows 1, 2, 3, or leave the numbers out"))
        return False

    def _text(self, cells: Mapping[str, GridCell], heading: str) -> str:
        cell = cells.get(heading)
        if cell is None or cell.value is None:
            return ""
        try:
            return value_as(cell, str)
        except InvalidValueError as error:
            self.faults.append(cell.fault(str(error).rstrip(".")))
            return ""


def _by_heading(inputs: Iterable[type[Facts] | Definition[Any]]) -> dict[str, Expression[Any]]:
    """What a heading may name."""
    found: dict[str, Expression[Any]] = {}
    for each in inputs:
        if isinstance(each, Definition):
            found[each.name] = each
        else:
            found |= {fact.id: FactRef(fact) for fact in facts_of(each)}
    return found
