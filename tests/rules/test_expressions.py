from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from tests.identifiers.hostile import HOSTILE
from tests.rules.trees import Household, any_rule

from localgov_components.core.errors import DefinitionError, InvalidValueError
from localgov_components.core.scalar_text import is_unicode
from localgov_components.money import Money
from localgov_components.rules import (
    Expression,
    all_of,
    define,
    is_one_of,
    policy_value,
    require_sound,
    when,
)
from localgov_components.rules.tree import Comparison, Constant, children

# Without their types, so that mistakes reach the checks that are made when a rule is built.
MONEY: Any = policy_value("limit", Money)
NUMBER: Any = policy_value("most", int)
RATE: Any = policy_value("rate", Decimal)
DAY: Any = policy_value("day", date)
FLAG: Any = policy_value("open", bool)
TEXT: Any = policy_value("code", str)


def faults_of(*rules: Any) -> list[str]:  # noqa: ANN401
    with pytest.raises(DefinitionError) as caught:
        require_sound(*rules)
    return [fault.message for fault in caught.value.faults]


@given(any_rule)
def test_a_rule_has_no_truth_value(rule: Expression[Any]) -> None:
    for ask in (bool, lambda each: each and rule, lambda each: not each):
        with pytest.raises(TypeError, match="no truth value until facts are known"):
            ask(rule)


TWO_TYPES: dict[str, Callable[[], object]] = {
    "MONEY > 16_000": lambda: MONEY > 16_000,
    'MONEY == "16000.00"': lambda: MONEY == "16000.00",
    "MONEY == Decimal(1)": lambda: Decimal(1) == MONEY,
    "NUMBER == True": lambda: NUMBER == True,  # noqa: E712 - a rule, not a question
    "FLAG == 1": lambda: FLAG == 1,
    'DAY == "2026-01-01"': lambda: DAY == "2026-01-01",
    "MONEY != NUMBER": lambda: MONEY != NUMBER,
    'is_one_of(TEXT, "A", 1)': lambda: is_one_of(TEXT, "A", 1),
    "is_one_of(NUMBER, True)": lambda: is_one_of(NUMBER, True),  # noqa: FBT003
    "an enum and its text": lambda: Household.tenure == TEXT,
}


@pytest.mark.parametrize("make", TWO_TYPES.values(), ids=TWO_TYPES)
def test_two_types_are_never_compared(make: Callable[[], object]) -> None:
    (message,) = faults_of(make())
    assert "cannot be compared with" in message


def test_a_whole_number_and_a_decimal_are_both_numbers() -> None:
    require_sound(NUMBER > RATE, RATE == 1, is_one_of(RATE, 1, Decimal("0.5")), when(FLAG, 1).otherwise(RATE))


class Odd(Enum):
    """Not what a fact holds."""

    ODD = object()


class Halved(Enum):
    """A value that no file can hold."""

    HALF = "\udfff"


NO_VALUES: dict[str, Any] = {
    "a float": (1.5, "a float is not exact"),
    "not a number": (float("nan"), "a float is not exact"),
    "nothing": (None, "NoneType is not a kind of value"),
    "half of a surrogate pair": ("A\ud800", "half of a surrogate pair, which is no character. Write the character"),
    "an enum of half a pair": (Halved.HALF, "half of a surrogate pair"),
    "an instant": (datetime(2026, 1, 1), "an instant is not a day"),  # noqa: DTZ001 - refused with or without a zone
    "a list": ([1], "list is not a kind of value"),
    "a type": (Money, "type is not a kind of value"),
    "bytes": (b"A", "bytes is not a kind of value"),
    "no finite number": (Decimal("NaN"), "not a number of at most 12 decimal places"),
    "a number that signals": (Decimal("sNaN"), "not a number of at most 12 decimal places"),
    "a number without end": (Decimal("Infinity"), "not a number of at most 12 decimal places"),
    "too many places": (Decimal("1e-13"), "not a number of at most 12 decimal places"),
    "a huge decimal": (Decimal("1e16"), "not a number of at most 12 decimal places"),
    "a huge number": (10**5000, "too large a number"),
    "a number that is huge the other way": (-(10**5000), "too large a number"),
    "a choice that is not finished": (when(FLAG, 1), "Otherwise is not a kind of value"),
}


@pytest.mark.parametrize("name", NO_VALUES)
def test_what_no_rule_holds_is_refused_wherever_it_is_written(name: str) -> None:
    value, message = NO_VALUES[name]
    for rule in (
        value < NUMBER,
        value != TEXT,
        NUMBER + value,
        value * NUMBER,
        all_of(value),
        is_one_of(NUMBER, value),
    ):
        (told,) = faults_of(rule)
        assert message in told


PLAIN: Any = Household  # whose mistakes no type checker is to find
UNORDERED: dict[str, Callable[[], object]] = {
    'TEXT > "a"': lambda: TEXT > "a",
    "FLAG >= True": lambda: FLAG >= True,
    "Household.badge < Household.credit": lambda: PLAIN.badge < PLAIN.credit,
    "Household.tenure <= Household.tenure": lambda: PLAIN.tenure <= PLAIN.tenure,
    "Household.postcode > Household.postcode": lambda: PLAIN.postcode > PLAIN.postcode,
}


@pytest.mark.parametrize("make", UNORDERED.values(), ids=UNORDERED)
def test_only_numbers_money_and_days_can_be_more_or_less(make: Callable[[], object]) -> None:
    (message,) = faults_of(make())
    assert "is not more or less than another. Compare with == or is_one_of" in message


SENSELESS: dict[str, Callable[[], object]] = {
    "MONEY + 1": lambda: MONEY + 1,
    "1 - MONEY": lambda: 1 - MONEY,
    "MONEY * MONEY": lambda: MONEY * MONEY,
    "MONEY - NUMBER": lambda: MONEY - NUMBER,
    "FLAG + FLAG": lambda: FLAG + FLAG,
    'TEXT + "x"': lambda: TEXT + "x",
    "TEXT * 2": lambda: TEXT * 2,
    "DAY * 2": lambda: DAY * 2,
    "NUMBER * True": lambda: NUMBER * True,
    "Household.tenure + Household.tenure": lambda: PLAIN.tenure + PLAIN.tenure,
}


@pytest.mark.parametrize("make", SENSELESS.values(), ids=SENSELESS)
def test_sums_without_a_meaning_are_refused(make: Callable[[], object]) -> None:
    (message,) = faults_of(make())
    assert "has no meaning" in message


def test_a_bare_division_names_the_function_that_says_how_to_round() -> None:
    for amount, divisor in ((MONEY, 2), (NUMBER, NUMBER)):
        with pytest.raises(TypeError, match=r"Use divided\(…\)"):
            amount / divisor


def test_sums_have_the_type_of_what_is_summed() -> None:
    assert [(MONEY + Money("1")).value_type, (MONEY * 2).value_type, (RATE * 3).value_type] == [Money, Money, Decimal]
    assert [(NUMBER * MONEY).value_type, (RATE * MONEY).value_type, (NUMBER + RATE).value_type] == [
        Money,
        Money,
        Decimal,
    ]
    assert (Money("1") < MONEY).value_type is bool
    assert define("part", MONEY).value_type is Money
    assert when(FLAG, MONEY).otherwise(Money("1")).value_type is Money


def test_a_choice_needs_options_of_one_type() -> None:
    with pytest.raises(InvalidValueError, match="at least one option"):
        is_one_of(TEXT)
    assert faults_of(when(FLAG, MONEY).otherwise(1)) == ["a choice between Money and int. Give every branch one type"]


CHARACTERS = [text for text in HOSTILE if is_unicode(text)]


def test_the_constant_may_stand_on_either_side() -> None:
    turned = Money("5") < MONEY
    assert isinstance(turned, Comparison)
    assert turned.operator == ">"
    assert turned.left is MONEY


@pytest.mark.parametrize("text", CHARACTERS, ids=range(len(CHARACTERS)))
def test_any_text_may_be_compared_with(text: str) -> None:
    rule = text == TEXT
    require_sound(rule)
    assert isinstance(rule, Comparison)


def test_expressions_are_told_apart_by_identity_in_sets_and_dictionaries() -> None:
    first, second = NUMBER > 1, NUMBER > 1
    assert len({first, second, first}) == 2


def test_children_are_what_an_expression_is_made_of() -> None:
    rule = all_of(FLAG, NUMBER > 1)
    assert children(rule)[0] is FLAG
    assert [type(child) for child in children(children(rule)[1])] == [type(NUMBER), Constant]
    assert children(FLAG) == ()
