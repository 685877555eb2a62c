from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT
from tests.rules.tables.tables import questions

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.grid_csv import plain_form
from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules.tables.cells import (
    Anything,
    Between,
    Compared,
    NoneOf,
    OneOf,
    Test,
    cell_of_test,
    read_output,
    read_test,
    write_test,
)
from localgov_components.rules.tables.kinds import Named, Written


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented, from the council"


class Size(Enum):
    SMALL = 1
    LARGE = 2


KINDS: list[Any] = [bool, int, Decimal, Money, date, str, Tenure, Size, Postcode]


def is_(value: object) -> Compared:
    return Compared("==", Written(value))


@pytest.mark.parametrize(
    ("text", "kind", "test"),
    [
        ("", str, Anything()),
        (" - ", Money, Anything()),
        ("16000", int, is_(16000)),
        ("-5", int, is_(-5)),
        ("0.25", Decimal, is_(Decimal("0.25"))),
        ("5.00", Decimal, is_(Decimal(5))),
        ("£16,000.00", Money, is_(Money("16000"))),
        ("16000", Money, is_(Money("16000"))),
        ("-£3.50", Money, is_(Money("-3.50"))),
        ("2026-04-01", date, is_(date(2026, 4, 1))),
        ("Yes", bool, is_(value=True)),
        ("false", bool, is_(value=False)),
        ("band a", str, is_("band a")),
        ('"A, B"', str, is_("A, B")),
        ('"say ""hi"""', str, is_('say "hi"')),
        ('""', str, is_("")),
        ('"-"', str, is_("-")),
        ("owned", Tenure, is_(Tenure.OWNED)),
        ('"rented, from the council"', Tenure, is_(Tenure.RENTED)),
        ("2", Size, is_(Size.LARGE)),
        ("sw1a 1aa", Postcode, is_(Postcode.parse("SW1A 1AA"))),
        ("{capital_limit}", Money, Compared("==", Named("capital_limit"))),
        ("{ capital_limit }", Money, Compared("==", Named("capital_limit"))),
        (">16000", int, Compared(">", Written(16000))),
        ("<= {capital_limit}", Money, Compared("<=", Named("capital_limit"))),
        (">= 2026-04-01", date, Compared(">=", Written(date(2026, 4, 1)))),
        ("[1..5]", int, Between(Written(1), Written(5), has_low=True, has_high=True)),
        ("( 1 .. 5 ]", int, Between(Written(1), Written(5), has_low=False, has_high=True)),
        ("]1..5[", int, Between(Written(1), Written(5), has_low=False, has_high=False)),
        ("[0.5..1.5)", Decimal,
         Between(Written(Decimal("0.5")), Written(Decimal("1.5")), has_low=True, has_high=False)),
        ("[£1,000..{x}]", Money, Between(Written(Money("1000")), Named("x"), has_low=True, has_high=True)),
        ("[2026-04-01..2027-03-31]", date,
         Between(Written(date(2026, 4, 1)), Written(date(2027, 3, 31)), has_low=True, has_high=True)),
        ("A, B,C", str, OneOf((is_("A"), is_("B"), is_("C")))),
        ('A, "B, C"', str, OneOf((is_("A"), is_("B, C")))),
        ("1, > 5", int, OneOf((is_(1), Compared(">", Written(5))))),
        ("£5, £1,000", Money, OneOf((is_(Money("5")), is_(Money("1000"))))),
        ("1, [3..5), 9", int,
         OneOf((is_(1), Between(Written(3), Written(5), has_low=True, has_high=False), is_(9)))),
        ("101,102", str, OneOf((is_("101"), is_("102")))),
        ("not(A, B)", str, NoneOf((is_("A"), is_("B")))),
        ("NOT ( > 5 )", int, NoneOf((Compared(">", Written(5)),))),
        ("not(yes)", bool, NoneOf((is_(value=True),))),
        ("not sure", str, is_("not sure")),
    ],
)  # fmt: skip
def test_a_cell_says_what_it_looks_like(text: str, kind: Any, test: Test) -> None:  # noqa: ANN401
    assert read_test(text, kind) == test


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("x", date, "'x' is not a date (write 2026-04-01)"),
        ("01/04/2026", date, "'01/04/2026' is not a date (write 2026-04-01)"),
        ("2026-02-29", date, "'2026-02-29' is not a day that there is (write 2026-04-01)"),
        ("y", bool, "'y' is not yes or no (write yes, no, true or false)"),
        ("1.5", int, "'1.5' is not a whole number (write 16000)"),
        ("16,000", int, "'16,000' is not a whole number (write 16000); between two numbers write a comma and a space"),
        ("5,100", Money, "between two numbers write a comma and a space"),
        ("£5,10", Money, "'£5,10' is not an amount of money"),
        ("£1.234", Money, "'£1.234' is not an amount of money (write £16,000.00 or 16000)"),
        ("20%", Decimal, "'20%' is not a number (write 0.25)"),
        ("1e3", Decimal, "'1e3' is not a number"),
        ("10000000000000000", int, "too large a number for a rule"),
        ("0.1234567890123", Decimal, "not a number of at most 12 decimal places"),
        ("leased", Tenure, "'leased' is not one of the values of this column: owned, rented, from the council"),
        ("SW1A", Postcode, "'SW1A': "),
        ("> A", str, "'> A' in a column of str, where nothing is more or less. Write values"),
        ("> yes", bool, "in a column of bool, where nothing is more or less"),
        ("{limit}", Tenure, "no policy value is a Tenure. Write the value itself"),
        ("{Limit}", Money, "'{Limit}' is not an amount of money"),
        ("[1, 5]", int, "'[1, 5]' is not a range (write [1..5], or (1..5] without the 1)"),
        ("[1..5", int, "'[1..5' is not a range"),
        ("[5..1]", int, "'[5..1]' has nothing in it. Write the lower first"),
        ("(5..5]", int, "'(5..5]' has nothing in it"),
        ("[1..]", int, "'' is not a whole number"),
        ("A,,B", str, "'A,,B' has an empty place in its list. Fill it"),
        ("A,", str, "'A,' has an empty place in its list"),
        ("not()", str, "'' has an empty place in its list"),
        (">", int, "'' is not a whole number"),
        ("Flat (top)", str, "'Flat (top)' is not a text by itself"),
        ("“A”", str, "in straight quotation marks"),
        ('"A', str, "is not a text by itself"),
        ("1" * 5000, int, "longer than 4,000 characters. Use several rows"),
        ("x" * 100, int, f"'{'x' * 40}…' is not a whole number"),
        ("__import__('os').system('true')", int, "is not a whole number"),
    ],
)
def test_a_cell_that_cannot_be_read_says_how_to_write_it(text: str, kind: Any, said: str) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as refused:
        read_test(text, kind)
    assert said in str(refused.value)
    assert refused.value.code == "table.cell"


@given(st.sampled_from([int, bool, str, Money]).flatmap(lambda kind: st.tuples(st.just(kind), questions(kind))))
def test_every_test_reads_back_from_its_text_and_from_its_cell(made: tuple[type, Test]) -> None:
    kind, test = made
    assert read_test(write_test(test), kind) == test
    cell = cell_of_test(test)
    assert read_test("" if cell is None else plain_form(cell), kind) == test


@pytest.mark.parametrize("text", ["Refused, too much (capital)", "not(A)", "> 5", "-", "{not a key}", "“A”x"])
def test_the_text_of_an_output_needs_no_quotation_marks(text: str) -> None:
    if text.startswith("“"):
        with pytest.raises(InvalidValueError):
            read_output(text, str)
    else:
        assert read_output(f" {text} ", str) == Written(text)


def test_an_output_is_a_value_or_a_policy_value() -> None:
    assert read_output("{tariff}", Money) == read_output("{tariff}", str) == Named("tariff")
    assert read_output('"{tariff}"', str) == Written("{tariff}")
    with pytest.raises(InvalidValueError, match="no value to give"):
        read_output(" ", Money)
    with pytest.raises(InvalidValueError, match="not a whole number"):
        read_output("> 5", int)


@given(st.sampled_from(KINDS), st.sampled_from(HOSTILE) | TEXT)
def test_any_text_is_read_or_refused(kind: Any, text: Any) -> None:  # noqa: ANN401
    if not isinstance(text, str):
        return
    try:
        test = read_test(text, kind)
    except InvalidValueError:
        return
    assert read_test(write_test(test), kind) == test
