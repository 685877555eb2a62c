from datetime import date
from fractions import Fraction

import pytest
import z3
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.money import Money
from localgov_components.rules.boundaries.scale import Scale
from localgov_components.rules.proofs.tables.ordered_column import OrderedColumn
from localgov_components.rules.proofs.term import Term
from localgov_components.rules.tables.cells import Test, read_test, write_test
from localgov_components.rules.tables.kinds import Operand, Written

LOWEST, HIGHEST = -6, 6
CONTEXT = z3.Context()
NUMBER = z3.Int("number", CONTEXT)


def worth(operand: Operand) -> object:
    assert isinstance(operand, Written)
    return operand.value


ends = st.integers(LOWEST - 1, HIGHEST + 1)
compared = st.builds("{} {}".format, st.sampled_from(["<", "<=", ">", ">="]), ends)
spans = st.tuples(ends, ends).filter(lambda pair: pair[0] < pair[1])
between = st.builds(
    lambda pair, low, high: f"{low}{pair[0]}..{pair[1]}{high}", spans, st.sampled_from("[("), st.sampled_from("])")
)
single = st.one_of(compared, ends.map(str), between.filter(lambda text: "(" not in text or ")" not in text))
several = st.lists(single, min_size=1, max_size=3).map(", ".join)
cells = st.one_of(st.just("-"), several, several.map("not({})".format))


def column_of(texts: list[str]) -> tuple[OrderedColumn, list[Test]]:
    tests = [read_test(text, int) for text in texts]
    return OrderedColumn(Scale(int, 0, LOWEST, HIGHEST), tests, worth), tests


def takes(test: Test, number: int) -> bool:
    """Whether a cell takes a number, by its text."""
    text = write_test(test)
    if text == "-":
        return True
    if text.startswith("not("):
        return not any(_takes(each, number) for each in text[4:-1].split(", "))
    return any(_takes(each, number) for each in text.split(", "))


def _takes(text: str, number: int) -> bool:
    if text[0] in "[(":
        low, high = text[1:-1].split("..")
        above = number >= int(low) if text[0] == "[" else number > int(low)
        return above and (number <= int(high) if text[-1] == "]" else number < int(high))
    sign, _, end = text.rpartition(" ")
    return bool(eval(f"{number} {sign or '=='} {end}"))  # noqa: S307 - made of numbers above


@given(st.lists(cells, min_size=1, max_size=4))
def test_a_number_is_in_a_piece_that_a_cell_takes_when_the_cell_takes_it(texts: list[str]) -> None:
    column, tests = column_of(texts)
    for test in tests:
        for number in range(LOWEST, HIGHEST + 1):
            piece = column.piece_of(Fraction(number))
            assert piece & column.full
            assert bool(column.mask(test) & piece) == takes(test, number)


@given(st.lists(cells, min_size=1, max_size=4), st.data())
def test_pieces_are_written_as_a_cell_that_takes_them_and_no_others(texts: list[str], data: st.DataObject) -> None:
    column, _ = column_of(texts)
    mask = data.draw(st.integers(1, column.full))
    written = column.cell(mask)
    read = read_test(write_test(written), int)
    assert read == written
    within = column.within(mask, Term(NUMBER))
    for number in range(LOWEST, HIGHEST + 1):
        expected = bool(mask & column.piece_of(Fraction(number)))
        assert takes(read, number) == expected
        known = within if isinstance(within, bool) else z3.substitute(within, (NUMBER, z3.IntVal(number, CONTEXT)))
        assert (known if isinstance(known, bool) else z3.is_true(z3.simplify(known))) == expected


@given(st.lists(cells, min_size=1, max_size=4), st.data())
def test_a_plain_value_is_in_its_pieces_and_none_of_them_is_nearer_to_nothing(
    texts: list[str], data: st.DataObject
) -> None:
    column, _ = column_of(texts)
    mask = data.draw(st.integers(1, column.full))
    plain = column.plain(mask)
    inside = [number for number in range(LOWEST, HIGHEST + 1) if mask & column.piece_of(Fraction(number))]
    assert plain in inside
    assert abs(plain) == min(map(abs, inside))


@pytest.mark.parametrize(
    ("kind", "text", "usual"), [(Money, "> 5", Money("5.01")), (date, "< 1990-01-01", date(1989, 12, 31))]
)
def test_a_plain_value_is_of_the_type_of_its_column(kind: type, text: str, usual: object) -> None:
    scale = Scale(kind, 2, -1000, 1000) if kind is Money else Scale(kind, 0, 1, 900_000)
    column = OrderedColumn(scale, [read_test(text, kind)], worth)
    assert column.plain(column.mask(read_test(text, kind))) == usual
