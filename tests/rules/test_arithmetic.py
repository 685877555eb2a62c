from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.trees import Household

from localgov_components.core.errors import DefinitionError, InvalidValueError
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Expression,
    Fact,
    Facts,
    Known,
    Per,
    bands,
    converted,
    divided,
    evaluate,
    fact,
    larger_of,
    rounded,
    smaller_of,
    taper,
)
from localgov_components.testing.strategies import money

# Without its types, so that mistakes reach the checks that are made when a rule is built.
H: Any = Household
WRITTEN: tuple[Any, ...] = (Money("10"), Decimal("2.5"), Money("3"))


class Sums(Facts, id="sums"):
    """Amounts of every size, with as many places as there may be."""

    full: Fact[Money] = fact("full award")
    excess: Fact[Money] = fact("excess income")
    weekly: Fact[Money] = fact("a week's pay", per=Per.WEEK)
    number: Fact[Decimal] = fact("a number", places=12, at_most=10**5)
    other: Fact[Decimal] = fact("another number", places=12, at_most=10**5)
    count: Fact[int] = fact("a count", at_most=10**5)


class How(Enum):
    """Names without order; those of a `StrEnum` have that of their text."""

    ALONE = "alone"
    NOT = "not"


class Lives(Facts, id="lives"):
    """A fact whose values have no order."""

    how: Fact[How] = fact("how somebody lives")


BANDS: Any = bands  # whose mistakes no type checker is to find
TEXT: Any = "A"

decimals = st.decimals(-(10**5), 10**5, places=12)
roundings = pytest.mark.parametrize("rounding", Rounding)


def value(expression: Expression[Any], **known: object) -> Any:  # noqa: ANN401 - a rule has a value of any type
    return evaluate(expression, Known({f"sums.{name}": each for name, each in known.items()}))


@given(decimals, decimals)
def test_sums_and_products_are_exact(number: Decimal, other: Decimal) -> None:
    known = {"number": number, "other": other}
    exact = {
        "+": Fraction(number) + Fraction(other),
        "-": Fraction(number) - Fraction(other),
        "*": Fraction(number) * Fraction(other),
    }
    found = {
        "+": value(Sums.number + Sums.other, **known),
        "-": value(Sums.number - Sums.other, **known),
        "*": value(Sums.number * Sums.other, **known),
    }
    assert {sign: Fraction(each) for sign, each in found.items()} == exact


@roundings
@given(number=decimals, places=st.integers(0, 6))
def test_a_number_is_rounded_as_money_rounds_by_that_name(rounding: Rounding, number: Decimal, places: int) -> None:
    found = value(rounded(Sums.number, rounding, places=places), number=number)
    assert found == Decimal(rounding.to_whole(Fraction(number) * 10**places)).scaleb(-places)


@roundings
@given(amount=money(least=-(10**8), most=10**8), number=st.decimals(-3, 3, places=6))
def test_money_by_a_rate_is_rounded_once_to_the_penny(rounding: Rounding, amount: Money, number: Decimal) -> None:
    found = value(rounded(Sums.full * Sums.number, rounding), full=amount, number=number)
    assert found.pence == rounding.to_whole(amount.pence * Fraction(number))


@roundings
@given(amount=money(least=-(10**8), most=10**8), count=st.integers(-100, 100))
def test_money_is_divided_and_rounded_once(rounding: Rounding, amount: Money, count: int) -> None:
    rule = divided(Sums.full, Sums.count, rounding=rounding, if_zero=Money("0.07"))
    expected = rounding.to_whole(Fraction(amount.pence, count)) if count else 7
    assert value(rule, full=amount, count=count).pence == expected


@given(decimals, decimals.filter(bool), st.sampled_from(Rounding), st.integers(0, 12))
def test_a_quotient_of_numbers_has_the_places_that_are_asked_for(
    number: Decimal, other: Decimal, rounding: Rounding, places: int
) -> None:
    found = value(
        divided(Sums.number, Sums.other, rounding=rounding, places=places, if_zero=Decimal(0)),
        number=number,
        other=other,
    )
    exact = Fraction(number) / Fraction(other)
    assert Fraction(found) * 10**places == rounding.to_whole(exact * 10**places)


def test_a_quotient_without_places_is_a_whole_number_of_times() -> None:
    steps = divided(Sums.full, Money("500"), rounding=Rounding.UP)
    assert steps.value_type is int
    assert [value(steps, full=Money(text)) for text in ("0", "0.01", "500", "500.01", "-0.01")] == [0, 1, 1, 2, -1]


def test_division_by_nothing_gives_what_the_rule_says_even_of_an_unknown_amount() -> None:
    rule = divided(Sums.full, Sums.count, rounding=Rounding.UP, if_zero=Money("9"))
    assert value(rule, count=0) == Money("9")
    assert value(rule, full=Money("10"), count=0) == Money("9")
    assert value(rule, full=Money("10"), count=3) == Money("3.34")


@given(money(most=10**7), money(least=-(10**7), most=10**7), st.integers(0, 100))
def test_a_taper_takes_so_much_of_each_pound_of_excess_and_never_falls_below_nothing(
    full: Money, excess: Money, percent: int
) -> None:
    rule = taper(Sums.full, Sums.excess, Decimal(percent) / 100, rounding=Rounding.HALF_UP)
    exact = full.pence - max(excess.pence, 0) * Fraction(percent, 100)
    assert value(rule, full=full, excess=excess).pence == Rounding.HALF_UP.to_whole(max(exact, Fraction(0)))


def test_twenty_pence_of_each_pound_over_the_applicable_amount_is_taken_away() -> None:
    """The worked example of pension-age council tax reduction: £30.00 less 20% of £25.00."""
    award = taper(Sums.full, Sums.excess, Decimal("0.2"), rounding=Rounding.HALF_UP)
    assert value(award, full=Money("30"), excess=Money("25")) == Money("25.00")
    assert value(award, full=Money("30"), excess=Money("-25")) == Money("30.00")
    assert value(award, full=Money("30"), excess=Money("151")) == Money("0.00")


def test_an_amount_on_a_step_is_in_the_band_that_begins_there() -> None:
    band = bands(Sums.full, (Money("266"), 2), (Money("463"), 3), below=1)
    texts = ("-1", "265.99", "266", "462.99", "463", "1000")
    assert [value(band, full=Money(text)) for text in texts] == [1, 1, 2, 2, 3, 3]


def test_the_larger_and_the_smaller_are_of_any_number_of_amounts() -> None:
    amounts = (Sums.full, Sums.excess, Money("3"))
    known = {"full": Money("1"), "excess": Money("5")}
    assert value(larger_of(*amounts), **known) == Money("5")
    assert value(smaller_of(*amounts), **known) == Money("1")
    assert value(larger_of(Sums.full), **known) == Money("1")


@pytest.mark.parametrize(
    ("to", "amount"),
    [(Per.YEAR, "5200.00"), (Per.MONTH, "433.33"), (Per.WEEK, "100.00"), (Per.DAY, "14.25")],
)
def test_a_year_is_12_months_52_weeks_or_365_days(to: Per, amount: str) -> None:
    rule = converted(Sums.weekly, to=to, rounding=Rounding.HALF_UP)
    assert value(rule, weekly=Money("100")) == Money(amount)
    assert rule.measure
    assert rule.measure.per is to


MISTAKES: dict[str, tuple[Callable[[], Any], str]] = {
    "text rounded": (lambda: rounded(H.band, Rounding.UP), "str is not rounded"),
    "a divisor that may be nothing": (
        lambda: divided(H.capital, H.bins, rounding=Rounding.UP), "whose divisor may be nothing",
    ),
    "a divisor that is nothing": (lambda: divided(H.capital, 0, rounding=Rounding.UP), "whose divisor may be nothing"),
    "a number by money": (
        lambda: divided(H.bins, H.capital, rounding=Rounding.UP, if_zero=0), "int divided by Money has no meaning",
    ),
    "money for a number that is nothing": (
        lambda: divided(H.bins, H.adults, rounding=Rounding.UP, if_zero=Money("1")),
        "if_zero is Money, and the quotient is int",
    ),
    "a week's for a month's that is nothing": (
        lambda: divided(H.rent, H.bins, rounding=Rounding.UP, if_zero=H.income), "if_zero is per another period",
    ),
    "weekly by monthly": (
        lambda: divided(H.income, H.rent, rounding=Rounding.UP, if_zero=0), "per week divided by one per month",
    ),
    "a lump sum converted": (lambda: converted(H.capital, to=Per.WEEK, rounding=Rounding.UP), "is not per a period"),
    "steps that fall": (lambda: bands(H.capital, (Money("2"), 1), (Money("1"), 2), below=3), "do not ascend"),
    "two steps alike": (lambda: bands(H.capital, (Money("2"), 1), (Money("2"), 2), below=3), "do not ascend"),
    "steps that fall, of two types of number": (
        lambda: bands(H.share, (Decimal("0.5"), 1), (0, 2), below=3), "do not ascend",
    ),
    "steps without order": (lambda: BANDS(Lives.how, (How.ALONE, 1), below=3), "more or less"),
    "steps of another type": (lambda: bands(H.capital, (1, 1), below=3), "Money cannot be compared with int"),
    "the larger text": (lambda: larger_of(H.band, TEXT), "the larger of str has no meaning"),
    "the larger of two types": (lambda: larger_of(H.capital, 1), "the larger of Money and int has no meaning"),
    "the smaller of two units": (lambda: smaller_of(H.income, H.rent), "the smaller of amounts per week and per month"),
    "money times money": (lambda: H.capital * H.capital, "has no meaning"),
    "two periods multiplied": (lambda: H.income * H.visits, "both sides are per a period"),
    "too many digits": (lambda: H.capital * H.bins * H.bins * H.adults, "could need 40 digits, and 36 is the most"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_what_makes_no_sense_of_amounts_is_refused(name: str) -> None:
    make, message = MISTAKES[name]
    with pytest.raises(DefinitionError, match=message) as caught:
        evaluate(make(), Known())
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize("places", [-1, 13, 2.5, True, "2"])
@pytest.mark.parametrize("make", [rounded, divided, converted])
def test_places_are_a_few(make: Any, places: object) -> None:  # noqa: ANN401 - three functions of three shapes
    more: dict[Any, dict[str, Any]] = {rounded: {}, divided: {"right": 2}, converted: {"to": Per.WEEK}}
    with pytest.raises(InvalidValueError, match="give 0 to 12") as caught:
        make(H.rent, rounding=Rounding.UP, places=places, **more[make])
    assert caught.value.code == "rule.places"


def test_each_band_of_what_has_no_order_is_a_mistake() -> None:
    with pytest.raises(DefinitionError, match="2 mistakes"):
        evaluate(BANDS(Lives.how, (How.ALONE, 1), (How.NOT, 2), below=3), Known())


def test_bands_need_a_step() -> None:
    with pytest.raises(InvalidValueError, match="at least one step"):
        bands(H.capital, below=3)


@pytest.mark.parametrize("name", ["bankers", "", None])
def test_a_rounding_or_a_period_that_there_is_not_is_refused(name: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match="is not a valid Rounding"):
        rounded(H.capital, name)
    with pytest.raises(ValueError, match="is not a valid Per"):
        converted(H.rent, to=name, rounding=Rounding.UP)


def test_written_values_may_stand_first() -> None:
    known = Known({"household.bins": 3, "household.capital": Money("4")})
    ten, two_and_a_half, three = WRITTEN
    rules = {
        "divided": divided(ten, H.bins, rounding=Rounding.UP, if_zero=Money("0")),
        "larger": larger_of(three, H.capital),
        "bands": bands(three, (Money("1"), 2), below=3),
        "rounded": rounded(two_and_a_half, Rounding.HALF_EVEN),
        "times": 3 * H.capital,
        "money times": Money("2") * H.bins,
        "less": 5 - H.bins,
    }
    assert {name: evaluate(rule, known) for name, rule in rules.items()} == {
        "divided": Money("3.34"), "larger": Money("4"), "bands": 2, "rounded": Decimal(2), "times": Money("12"),
        "money times": Money("6"), "less": 2,
    }  # fmt: skip


def test_python_may_sum_a_list_of_amounts() -> None:
    known = Known({"household.bins": 3, "household.adults": 2})
    assert evaluate(sum([H.bins, H.adults]), known) == 5
