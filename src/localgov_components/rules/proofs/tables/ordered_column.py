"""A column of numbers, amounts or dates, cut wherever a cell begins or ends.

>>> scale = Scale(Money, 2, 0, 100_000)
>>> cells = [read_test(text, Money) for text in ("<= 60", "(60..100]")]
>>> column = OrderedColumn(scale, cells, worth=lambda operand: operand.value)
>>> [bin(column.mask(cell)) for cell in cells], write_test(column.cell(0b101)), column.plain(0b100)
(['0b1', '0b10'], '<= £60.00, > £100.00', Money('100.01'))
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any, TypeAlias

from localgov_components.money import Money
from localgov_components.rules.boundaries.scale import Scale
from localgov_components.rules.proofs.formula import Truth, all_true, any_true
from localgov_components.rules.proofs.tables.column import Worth
from localgov_components.rules.proofs.term import Term, compared
from localgov_components.rules.tables.cells import (
    Anything,
    Between,
    Compared,
    NoneOf,
    OneOf,
    Test,
    read_test,
    write_test,
)
from localgov_components.rules.tables.kinds import Operand, Written

__all__ = ["OrderedColumn", "Scale", "read_test", "write_test"]

_USUAL_DAY = date(2000, 1, 1).toordinal()

_Span: TypeAlias = tuple[int, int]
"""Whole numbers from the first to the last, both among them."""


class OrderedColumn:
    """Numbers, amounts or dates, as whole numbers of their smallest step."""

    def __init__(self, scale: Scale, tests: Iterable[Test], worth: Worth) -> None:
        self._scale, self._worth = scale, worth
        self._named: set[int] = set()
        spans = [span for test in tests for span in self._spans(test)]
        cuts = {scale.lowest, *(first for first, _ in spans), *(last + 1 for _, last in spans)}
        self._starts = sorted(cut for cut in cuts if scale.lowest <= cut <= scale.highest)

    @property
    def full(self) -> int:
        """Every piece."""
        return (1 << len(self._starts)) - 1

    def mask(self, test: Test) -> int:
        """The pieces that a cell takes."""
        mask = 0
        for first, last in self._spans(test):
            mask |= (1 << bisect_right(self._starts, last)) - (1 << bisect_left(self._starts, first))
        return self.full & ~mask if isinstance(test, NoneOf) else mask

    def piece_of(self, value: Any) -> int:
        """The piece that a value is in, which is worked out by the interpreter."""
        return 1 << (bisect_right(self._starts, int(self._number(value))) - 1)

    def plain(self, mask: int) -> Any:
        """The value in some pieces that is nearest to nothing, or of dates to a usual one."""
        usual = _USUAL_DAY if self._scale.kind is date else 0
        nearest = (min(max(usual, first), last) for first, last in self._runs(mask))
        return self._scale.value(min(nearest, key=lambda number: (abs(number - usual), number < usual)))

    def within(self, mask: int, term: Term) -> Truth:
        """Whether a value is in one of some pieces."""
        return any_true(self._between(*run, term) for run in self._runs(mask))

    def cell(self, mask: int) -> Test:
        """The cell that takes some pieces, in the numbers of the other cells."""
        if mask == self.full:
            return Anything()
        first, *others = (self._test(*run) for run in self._runs(mask))
        return OneOf((first, *others)) if others else first

    def _spans(self, test: Test) -> Iterator[_Span]:
        """The numbers that a cell names: those that it takes, or, of none of several, those that it leaves."""
        match test:
            case OneOf() | NoneOf():
                for each in test.tests:
                    yield from self._spans(each)
            case Compared():
                yield from _kept(self._span(test.operator, test.operand))
            case Between():
                first, _ = self._span(">=" if test.has_low else ">", test.low)
                _, last = self._span("<=" if test.has_high else "<", test.high)
                yield from _kept((first, last))
            case Anything():
                yield self._scale.lowest, self._scale.highest

    def _span(self, operator: str, operand: Operand) -> _Span:
        number = self._number(self._worth(operand))
        lowest, highest = self._scale.lowest, self._scale.highest
        if number.denominator == 1:
            self._named.add(int(number))
        match operator:
            case "<":
                return lowest, min(ceil(number) - 1, highest)
            case "<=":
                return lowest, min(floor(number), highest)
            case ">":
                return max(floor(number) + 1, lowest), highest
            case ">=":
                return max(ceil(number), lowest), highest
            case _:
                return max(ceil(number), lowest), min(floor(number), highest)

    def _number(self, value: Any) -> Fraction:
        """A value in steps, of which it may have parts."""
        if isinstance(value, date):
            return Fraction(value.toordinal())
        amount = Fraction(value.pence, 100) if isinstance(value, Money) else Fraction(value)
        return amount * Fraction(10**self._scale.places)

    def _runs(self, mask: int) -> Iterator[_Span]:
        """The first and last numbers of pieces that are next to one another."""
        begin: int | None = None
        for piece, start in enumerate(self._starts):
            is_in = mask >> piece & 1
            if is_in and begin is None:
                begin = start
            elif not is_in and begin is not None:
                yield begin, start - 1
                begin = None
        if begin is not None:
            yield begin, self._scale.highest

    def _between(self, first: int, last: int, term: Term) -> Truth:
        places = self._scale.places
        low = first > self._scale.lowest and compared(">=", term, Term(first, places)).value
        high = last < self._scale.highest and compared("<=", term, Term(last, places)).value
        return all_true(part for part in (low, high) if part is not False)

    def _test(self, first: int, last: int) -> Compared | Between:
        """The cell of one run, which ends somewhere."""
        has_low, low = self._end(first, -1)
        has_high, high = self._end(last, 1)
        if first == last:
            return Compared("==", self._written(first))
        if first > self._scale.lowest and last < self._scale.highest:
            return Between(low, high, has_low, has_high)
        if first > self._scale.lowest:
            return Compared(">=" if has_low else ">", low)
        return Compared("<=" if has_high else "<", high)

    def _end(self, number: int, outwards: int) -> tuple[bool, Operand]:
        """How the end of a run is written: with the number itself, or, where a cell names it, without the next one."""
        has_it = number in self._named or number + outwards not in self._named
        return has_it, self._written(number if has_it else number + outwards)

    def _written(self, number: int) -> Written:
        return Written(self._scale.value(number))


def _kept(span: _Span) -> tuple[_Span, ...]:
    """A span with something in it."""
    return (span,) if span[0] <= span[1] else ()
