from datetime import date
from decimal import Decimal
from itertools import product

import pytest
import z3

from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules.proofs.days import LAST, Stepped
from localgov_components.rules.proofs.names import Names
from localgov_components.rules.proofs.term import Term, compared, every_true, plain_term, some_true, together

UNDEFINED = Term(value=True, undefined=True)
TRUE, FALSE = Term(value=True), Term(value=False)
VALUES = {True: TRUE, False: FALSE, None: UNDEFINED}
CONTEXT = z3.Context()


def meaning(term: Term) -> bool | None:
    return None if term.undefined else bool(term.value)


def as_formulas(term: Term, name: str) -> tuple[Term, list[tuple[z3.ExprRef, z3.ExprRef]]]:
    """The same with symbols, so that nothing is plain."""
    value, undefined = z3.Bools(f"{name} {name}-undefined", CONTEXT)
    given = [(value, z3.BoolVal(term.value, CONTEXT)), (undefined, z3.BoolVal(term.undefined, CONTEXT))]
    return Term(value, undefined=undefined), given


@pytest.mark.parametrize("join", [every_true, some_true])
def test_undefined_conditions_are_joined_as_unknown_ones(join: object) -> None:
    for known in product(VALUES, repeat=3):
        decisive = join is some_true
        expected = decisive if decisive in known else None if None in known else not decisive
        terms = [VALUES[each] for each in known]
        joined = every_true(terms) if join is every_true else some_true(terms)
        assert meaning(joined) is expected
        symbols, given = zip(*(as_formulas(term, str(place)) for place, term in enumerate(terms)), strict=True)
        formulas = every_true(symbols) if join is every_true else some_true(symbols)
        pairs = [pair for each in given for pair in each]
        plain = Term(
            z3.is_true(z3.simplify(z3.substitute(formulas.value, *pairs))),
            undefined=z3.is_true(z3.simplify(z3.substitute(formulas.undefined, *pairs))),
        )
        assert meaning(plain) is expected


@pytest.mark.parametrize(
    ("value", "number", "places"),
    [
        (Money("12.30"), 1230, 2),
        (Decimal("0.050"), 50, 3),
        (Decimal("1E+3"), 1000, 0),
        (-7, -7, 0),
        (date(1, 1, 1), 1, 0),
    ],
)
def test_a_plain_value_is_a_whole_number_of_its_places(value: object, number: int, places: int) -> None:
    assert plain_term(value, Names()) == Term(number, places)


def test_truths_are_kept_and_values_without_an_order_are_numbered() -> None:
    names = Names()
    assert plain_term(value=True, names=names) == Term(value=True)
    home = Postcode.parse("SW1A 1AA")
    assert [plain_term(each, names).value for each in ("b", "a", "b", home)] == [0, 1, 0, 0]


def test_terms_are_brought_to_the_most_places() -> None:
    assert together([Term(5), Term(25, 1), Term(1, 3)]) == [Term(5000, 3), Term(2500, 3), Term(1, 3)]


@pytest.mark.parametrize("grows", [True, False])
@pytest.mark.parametrize("number", [Term(30), Term(305, 1), Term(295, 1)])
def test_a_number_of_a_day_compares_with_a_written_one_on_every_day(number: Term, *, grows: bool) -> None:
    day = z3.Int("day", CONTEXT)
    steps = Stepped(day, lambda at: at if grows else -at, grows, lambda: day if grows else -day)
    if not grows:
        number = Term(-number.value, number.places)
    for sign in ("==", "!=", ">", ">=", "<", "<="):
        short, mirrored = compared(sign, Term(steps), number), compared(sign, number, Term(steps))
        for at in (1, 28, 29, 30, 31, 32, LAST):
            value, other = Term(at if grows else -at), number
            for formula, expected in (
                (short.value, compared(sign, value, other).value),
                (mirrored.value, compared(sign, other, value).value),
            ):
                known = formula if isinstance(formula, bool) else z3.substitute(formula, (day, z3.IntVal(at, CONTEXT)))
                assert (known if isinstance(known, bool) else z3.is_true(z3.simplify(known))) is expected
