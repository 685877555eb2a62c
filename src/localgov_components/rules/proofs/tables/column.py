"""What the values of a column are to a check: pieces, which every cell of the column takes or leaves whole.

A set of pieces is one whole number, with a bit for each. Two rows overlap only where their sets do in every column,
which is seen without asking a solver.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from localgov_components.rules.proofs.formula import Truth
from localgov_components.rules.proofs.term import Term
from localgov_components.rules.tables.cells import Test
from localgov_components.rules.tables.kinds import Operand

__all__ = ["Column", "Worth"]

Worth: TypeAlias = Callable[[Operand], Any]
"""What an operand of a cell is worth: itself, or its policy value on the day."""


class Column(Protocol):
    """The values of an input in pieces, which every cell of the column takes or leaves whole."""

    @property
    def full(self) -> int:
        """Every piece."""

    def mask(self, test: Test) -> int:
        """The pieces that a cell takes."""

    def piece_of(self, value: Any) -> int:
        """The piece that a value is in, which is worked out by the interpreter."""

    def plain(self, mask: int) -> Any:
        """A plain value in one of some pieces; None where none can be made up."""

    def within(self, mask: int, term: Term) -> Truth:
        """Whether a value is in one of some pieces."""

    def cell(self, mask: int) -> Test:
        """The cell that takes some pieces."""
