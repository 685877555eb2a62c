from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from tests.rules.trees import Household, conditions

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money
from localgov_components.rules import Condition, all_of, define, is_one_of, not_, policy_value, when
from localgov_components.rules.expressions import Comparison, Constant, children

# Without their types, so that mistakes reach the checks that are made when a rule is built.
MONEY: Any = policy_value("limit", Money)
NUMBER: Any = policy_value("most", int)
RATE: Any = policy_value("rate", Decimal)
DAY: Any = policy_value("day", date)
FLAG: Any = policy_value("open", bool)
TEXT: Any = policy_value("code", str)


@given(conditions)
def test_a_rule_has_no_truth_value(rule: Condition) -> None:
    with pytest.raises(TypeError, match="no truth value until facts are known"):
        bool(rule)
    assert not_(rule).value_type is bool


TWO_TYPES: dict[str, Callable[[], object]] = {
    "MONEY > 16_000": lambda: MONEY > 16_000,
    'MONEY == "16000.00"': lambda: MONEY == "16000.00",
    "MONEY == Decimal(1)": lambda: Decimal(1) == MONEY,
    "NUMBER > RATE": lambda: NUMBER > RATE,
    "NUMBER == True": lambda: NUMBER == True,  # noqa: E712 - a rule, not a question
    "FLAG == 1": lambda: FLAG == 1,
    "DAY > datetime(2026, 1, 1)": lambda: datetime(2026, 1, 1) < DAY,  # noqa: DTZ001 - refused with or without a zone
    'DAY == "2026-01-01"': lambda: DAY == "2026-01-01",
    "NUMBER > 1.5": lambda: NUMBER > 1.5,
    "TEXT == None": lambda: TEXT == None,  # noqa: E711 - a rule, not a question
    "MONEY != NUMBER": lambda: MONEY != NUMBER,
    'is_one_of(TEXT, "A", 1)': lambda: is_one_of(TEXT, "A", 1),
    "is_one_of(NUMBER, True)": lambda: is_one_of(NUMBER, True),  # noqa: FBT003
}


@pytest.mark.parametrize("make", TWO_TYPES.values(), ids=TWO_TYPES)
def test_two_types_are_never_compared(make: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError, match="cannot be compared with") as caught:
        make()
    assert caught.value.code == "rule.types"


UNORDERED: dict[str, Callable[[], object]] = {
    'TEXT > "a"': lambda: TEXT > "a",
    "FLAG >= True": lambda: FLAG >= True,
    "Household.badge < Household.credit": lambda: Household.badge < Household.credit,
}


@pytest.mark.parametrize("make", UNORDERED.values(), ids=UNORDERED)
def test_only_numbers_money_and_days_can_be_more_or_less(make: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError, match="is not more or less") as caught:
        make()
    assert caught.value.code == "rule.order"


SENSELESS: dict[str, Callable[[], object]] = {
    "MONEY + 1": lambda: MONEY + 1,
    "MONEY * MONEY": lambda: MONEY * MONEY,
    "MONEY * RATE": lambda: MONEY * RATE,
    "MONEY - NUMBER": lambda: MONEY - NUMBER,
    "NUMBER * MONEY": lambda: NUMBER * MONEY,
    "FLAG + FLAG": lambda: FLAG + FLAG,
    'TEXT + "x"': lambda: TEXT + "x",
    "TEXT * 2": lambda: TEXT * 2,
    "DAY - DAY": lambda: DAY - DAY,
    "NUMBER + 1.5": lambda: NUMBER + 1.5,
    "NUMBER * True": lambda: NUMBER * True,
}


@pytest.mark.parametrize("make", SENSELESS.values(), ids=SENSELESS)
def test_sums_without_a_meaning_are_refused(make: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError, match="has no meaning"):
        make()


def test_sums_have_the_type_of_what_is_summed() -> None:
    assert [(MONEY + Money("1")).value_type, (MONEY * 2).value_type, (RATE * 3).value_type] == [Money, Money, Decimal]
    assert (Money("1") < MONEY).value_type is bool
    assert define("part", MONEY).value_type is Money
    assert when(FLAG, MONEY).otherwise(Money("1")).value_type is Money


def test_a_choice_needs_options_of_one_type() -> None:
    with pytest.raises(InvalidValueError, match="at least one option"):
        is_one_of(TEXT)
    with pytest.raises(InvalidValueError, match="a choice between Money and int"):
        when(FLAG, MONEY).otherwise(1)


def test_the_constant_may_stand_on_either_side() -> None:
    turned = Money("5") < MONEY
    assert isinstance(turned, Comparison)
    assert turned.operator == ">"
    assert turned.left is MONEY


def test_expressions_are_told_apart_by_identity_in_sets_and_dictionaries() -> None:
    first, second = NUMBER > 1, NUMBER > 1
    assert len({first, second, first}) == 2


def test_children_are_what_an_expression_is_made_of() -> None:
    rule = all_of(FLAG, NUMBER > 1)
    assert children(rule)[0] is FLAG
    assert [type(child) for child in children(children(rule)[1])] == [type(NUMBER), Constant]
    assert children(FLAG) == ()
