"""The columns of a table for a check, by the types of their inputs.

>>> from localgov_components.rules import Fact, Facts, fact
>>> class Garden(Facts, id="garden"):
...     bins: Fact[int] = fact("number of bins", at_most=10)
>>> cells = [read_test(text, int) for text in ("<= 2", "[2..5]", "-")]
>>> column = column_of(Garden.bins, cells, worth=lambda operand: operand.value, names=Names())
>>> [bin(column.mask(cell)) for cell in cells]
['0b11', '0b110', '0b1111']
>>> write_test(column.cell(0b1000)), write_test(column.cell(0b1001)), column.plain(0b0100)
('> 5', '< 2, > 5', 3)
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from localgov_components.rules.boundaries.scale import Scale
from localgov_components.rules.building import ORDERED
from localgov_components.rules.expressions import Expression
from localgov_components.rules.measures import Measure
from localgov_components.rules.proofs.days import LAST
from localgov_components.rules.proofs.names import Names
from localgov_components.rules.proofs.tables.column import Column, Worth
from localgov_components.rules.proofs.tables.named_column import NamedColumn
from localgov_components.rules.proofs.tables.ordered_column import OrderedColumn
from localgov_components.rules.tables.cells import Test, read_test, write_test
from localgov_components.rules.tree import FactRef

__all__ = ["Names", "column_of", "read_test", "write_test"]


def column_of(expression: Expression[Any], tests: Sequence[Test], *, worth: Worth, names: Names) -> Column:
    """The column of an input with some cells."""
    if expression.value_type in ORDERED:
        return OrderedColumn(_scale(expression), tests, worth)
    return NamedColumn(expression.value_type, tests, worth, names)


def _scale(expression: Expression[Any]) -> Scale:
    """Every number that an input may be: of a fact its own limits, of a definition what its parts could make."""
    scale = Scale.of(expression.fact) if isinstance(expression, FactRef) else None
    if scale is not None:
        return scale
    if expression.value_type is date:
        return Scale(date, 0, 1, LAST)
    measure = expression.measure or Measure()
    most = measure.most * 10**measure.places
    return Scale(expression.value_type, measure.places, -most, most)
