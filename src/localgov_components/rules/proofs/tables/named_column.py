"""A column of truths, members of an enumeration, texts or identifiers: each value that a cell names is a piece.

All values that no cell names are one more piece.

>>> cells = [read_test(text, str) for text in ("A, B", "not(A)")]
>>> column = NamedColumn(str, cells, worth=lambda operand: operand.value, names=Names())
>>> [bin(column.mask(cell)) for cell in cells], write_test(column.cell(0b101)), column.plain(0b100)
(['0b11', '0b110'], 'not(B)', 'another 1')
"""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

from localgov_components.rules.proofs.formula import Truth, all_true, any_true, negated
from localgov_components.rules.proofs.names import Invented, Names
from localgov_components.rules.proofs.tables.column import Worth
from localgov_components.rules.proofs.term import Term, compared, plain_term
from localgov_components.rules.tables.cells import Anything, Compared, NoneOf, OneOf, Test, read_test, write_test
from localgov_components.rules.tables.kinds import Operand, Written

__all__ = ["NamedColumn", "Names", "read_test", "write_test"]


class NamedColumn:
    """Truths, members of an enumeration, texts or identifiers: those that cells name, and all others as one piece."""

    def __init__(self, kind: Any, tests: Iterable[Test], worth: Worth, names: Names) -> None:
        self._kind, self._worth, self._names = kind, worth, names
        closed = (True, False) if kind is bool else tuple(kind) if issubclass(kind, Enum) else ()
        named = (worth(operand) for test in tests for operand in _operands(test))
        self._values = [*dict.fromkeys(closed or named)]
        self._others = 0 if closed else 1 << len(self._values)

    @property
    def full(self) -> int:
        """Every piece."""
        return (1 << len(self._values)) - 1 | self._others

    def mask(self, test: Test) -> int:
        """The pieces that a cell takes."""
        if isinstance(test, Anything):
            return self.full
        mask = 0
        for operand in _operands(test):
            mask |= self.piece_of(self._worth(operand))
        return self.full & ~mask if isinstance(test, NoneOf) else mask

    def piece_of(self, value: Any) -> int:
        """The piece that a value is in."""
        return 1 << self._values.index(value) if value in self._values else self._others

    def plain(self, mask: int) -> Any:
        """The first value in some pieces. Raises `NotSupportedError` where none can be made up."""
        named = next(self._named_in(mask), None)
        if named is not None:
            return named
        for value in self._values:
            self._names.number(self._kind, value)
        return Invented(self._names).value(self._kind, -1)

    def within(self, mask: int, term: Term) -> Truth:
        """Whether a value is in one of some pieces."""
        if mask & self._others:
            return all_true(negated(self._equal(term, value)) for value in self._named_in(self.full & ~mask))
        return any_true(self._equal(term, value) for value in self._named_in(mask))

    def cell(self, mask: int) -> Test:
        """The cell that takes some pieces."""
        if mask == self.full:
            return Anything()
        named = self._named_in(self.full & ~mask if mask & self._others else mask)
        first, *others = [Compared("==", Written(value)) for value in named]
        if mask & self._others:
            return NoneOf((first, *others))
        return OneOf((first, *others)) if others else first

    def _named_in(self, mask: int) -> Iterator[Any]:
        return (value for place, value in enumerate(self._values) if mask >> place & 1)

    def _equal(self, term: Term, value: Any) -> Truth:
        return compared("==", term, plain_term(value, self._names)).value


def _operands(test: Test) -> Iterator[Operand]:
    """What a cell compares with: only whether they are the same is asked of values without an order."""
    if isinstance(test, Compared):
        yield test.operand
    elif isinstance(test, OneOf | NoneOf):
        for each in test.tests:
            yield from _operands(each)
