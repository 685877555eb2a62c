"""A row of a decision table: what it asks of each input, and what it gives for each output.

>>> row("<= 6000", "-", then="0.00", note="nothing is counted")
Row(cells=('<= 6000', '-'), then=('0.00',), note='nothing is counted', cites='')
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from localgov_components.core.errors import Fault, InvalidValueError
from localgov_components.core.grid_cell import GridCell
from localgov_components.core.grid_csv import plain_form
from localgov_components.core.grid_value import value_as
from localgov_components.rules.building import type_name
from localgov_components.rules.expressions import Expression
from localgov_components.rules.tables.cells import Anything, Compared, Test, read_output, read_test
from localgov_components.rules.tables.columns import Input, Output
from localgov_components.rules.tables.kinds import Named, Operand, Written, require_value
from localgov_components.rules.tree import PolicyRef

__all__ = ["Row", "RowReader", "read_value", "row"]

C = TypeVar("C", Input, Output)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is written; make one with `row`.

    `cites` is the law or the decision that it carries out, `note` a remark for whoever reads the table.
    """

    cells: tuple[Any, ...]
    then: tuple[Any, ...]
    note: str = ""
    cites: str = ""


def row(*cells: object, then: object, note: str = "", cites: str = "") -> Row:
    """A row: a cell for each input, and in `then` what it gives.

    A cell is text in the language of cells, None for anything, or a plain value. `then` is a value, or a tuple of one
    for each output.
    """
    return Row(cells, then if isinstance(then, tuple) else (then,), note, cites)


class RowReader:
    """Reads the cells of one row; mistakes go to `faults`, each with its place."""

    def __init__(self, place: str, faults: list[Fault]) -> None:
        self.place = place
        self._faults = faults

    def tests(self, cells: Sequence[Any], inputs: Sequence[Input]) -> tuple[Test, ...]:
        """What the row asks of each input."""
        return self._each(cells, inputs, "cells for inputs", lambda cell, column: _test(cell, column.kind))

    def operands(self, values: Sequence[Any], outputs: Sequence[Output]) -> tuple[Operand, ...]:
        """What the row gives for each output."""
        return self._each(values, outputs, "values for outputs", read_value)

    def _each(
        self, cells: Sequence[Any], columns: Sequence[C], what: str, read: Callable[[Any, C], R]
    ) -> tuple[R, ...]:
        if len(cells) != len(columns):
            self._faults.append(Fault(self.place, f"{len(cells)} {what}, of which there are {len(columns)}"))
            return ()
        found = []
        for cell, column in zip(cells, columns, strict=True):
            try:
                found.append(read(cell, column))
            except InvalidValueError as error:
                message = str(error).rstrip(".")
                is_placed = isinstance(cell, GridCell)
                self._faults.append(
                    cell.fault(message) if is_placed else Fault(self.place, message, column=column.heading)
                )
        return tuple(found)


def read_value(given: Any, column: Output) -> Operand:
    """What an output cell, or a value in its place, gives. Raises `InvalidValueError`."""
    plain = _plain(given, column.kind)
    is_text = plain is None or type(plain) is str
    return column.require(read_output(plain or "", column.kind) if is_text else _operand(plain, column.kind))


def _test(given: Any, kind: Any) -> Test:
    plain = _plain(given, kind)
    if plain is None:
        return Anything()
    return read_test(plain, kind) if type(plain) is str else Compared("==", _operand(plain, kind))


def _plain(given: Any, kind: Any) -> Any:
    """What stands in a cell of a grid, as text; anything else as it is."""
    if not isinstance(given, GridCell) or given.value is None:
        return given.value if isinstance(given, GridCell) else given
    return value_as(given, str) if kind is str else plain_form(given.value)


def _operand(given: Any, kind: Any) -> Operand:
    if isinstance(given, PolicyRef) and given.value_type is kind:
        return Named(given.key)
    if isinstance(given, Expression):
        raise InvalidValueError(
            f"an expression of {type_name(given.value_type)}. Give a value of {type_name(kind)}, or a policy value.",
            code="table.cell",
        )
    return Written(require_value(given, kind))
