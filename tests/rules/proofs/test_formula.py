from fractions import Fraction
from itertools import product
from typing import Any

import pytest
import z3

from localgov_components.money import Rounding
from localgov_components.rules.proofs.formula import all_true, any_true, chosen, divided, negated, to_whole, total

CONTEXT = z3.Context()
NUMBER, DIVISOR = z3.Ints("number divisor", CONTEXT)
TRUTH = z3.Bool("truth", CONTEXT)


def worth(formula: Any, number: int, divisor: int = 1) -> int:  # noqa: ANN401 - z3 has no types
    given = [(NUMBER, z3.IntVal(number, CONTEXT)), (DIVISOR, z3.IntVal(divisor, CONTEXT))]
    return int(z3.simplify(z3.substitute(formula, *given)).as_long())


@pytest.mark.parametrize("rounding", Rounding)
def test_rounding_in_formulas_is_that_of_money(rounding: Rounding) -> None:
    for number, divisor in product(range(-21, 22), range(1, 9)):
        expected = rounding.to_whole(Fraction(number, divisor))
        assert worth(to_whole(NUMBER, divisor, rounding), number) == expected
        assert worth(to_whole(NUMBER, DIVISOR, rounding), number, divisor) == expected
        assert to_whole(number, divisor, rounding) == expected


def test_division_goes_to_the_lesser_number() -> None:
    formula = divided(NUMBER, 7)
    assert [worth(formula, number) for number in (-8, -7, -1, 0, 6, 7)] == [-2, -1, -1, 0, 0, 1]
    assert divided(-8, 7) == -2
    assert divided(NUMBER, 1) is NUMBER


def test_what_is_plain_disappears_from_formulas() -> None:
    assert all_true([True, TRUTH, True]) is TRUTH
    assert all_true([TRUTH, False]) is False
    assert all_true([]) is True
    assert any_true([False, TRUTH]) is TRUTH
    assert any_true([TRUTH, True]) is True
    assert any_true([]) is False
    assert (negated(part=True), negated(part=False)) == (False, True)
    assert chosen(True, NUMBER, DIVISOR) is NUMBER  # noqa: FBT003 - a plain condition
    assert chosen(False, NUMBER, DIVISOR) is DIVISOR  # noqa: FBT003 - as above
    assert chosen(TRUTH, 5, 5) == 5
    assert chosen(TRUTH, NUMBER, NUMBER) is NUMBER
    assert total([0, NUMBER, 0]) is NUMBER
    assert (total([]), total([2, 3])) == (0, 5)
