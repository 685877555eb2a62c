from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.rules.trees import ON

from localgov_components.core.errors import DefinitionError, InvalidValueError, NotFoundError
from localgov_components.money import Money
from localgov_components.rules import (
    Known,
    Per,
    Unknown,
    UnknownReason,
    all_of,
    evaluate,
    explain,
    policy_value,
    require_sound,
)
from localgov_components.rules.policy_reading import DeclaredPeriod, require_periods

KINDS: dict[str, Any] = {
    "bool": policy_value("key", bool),
    "int": policy_value("key", int, at_most=100),
    "Decimal": policy_value("key", Decimal, places=2, at_most=100),
    "Money": policy_value("key", Money, per=Per.WEEK, at_most=100),
    "date": policy_value("key", date),
    "str": policy_value("key", str),
}
SOUND: dict[str, Any] = {
    "bool": True, "int": -100, "Decimal": Decimal("99.99"), "Money": Money("100"), "date": ON, "str": "A",
}  # fmt: skip


class Holding:
    """A lookup in which every key has one value."""

    def __init__(self, value: object) -> None:
        self.held = value

    def value(self, key: str) -> Any:  # noqa: ANN401 - as the protocol has it
        """The value under any key."""
        if self.held is None:
            raise NotFoundError(f"no value of '{key}'", code="policy.missing")
        return self.held


def found(kind: str, held: object) -> Any:  # noqa: ANN401
    return evaluate(KINDS[kind], Known(), policy=Holding(held))


@pytest.mark.parametrize("kind", KINDS)
def test_a_policy_value_is_read_as_it_is(kind: str) -> None:
    assert found(kind, SOUND[kind]) == SOUND[kind]
    assert type(found(kind, SOUND[kind])) is KINDS[kind].value_type


@pytest.mark.parametrize("kind", KINDS)
def test_a_policy_value_of_another_type_is_refused(kind: str) -> None:
    others: list[Any] = [each for name, each in SOUND.items() if name != kind]
    for held in (*others, 1.5, [], datetime(2026, 5, 1), Unknown(UnknownReason.DECLINED)):  # noqa: DTZ001
        with pytest.raises(
            InvalidValueError, match=f"the policy value 'key' is .*, and the rule reads {kind}"
        ) as caught:
            found(kind, held)
        assert caught.value.code == "policy.type"


OUT_OF_RANGE: dict[str, list[Any]] = {
    "int": [101, -101, 10**5000],
    "Decimal": [Decimal("100.01"), Decimal("0.001"), Decimal("NaN"), Decimal("Infinity"), Decimal("1e999999")],
    "Money": [Money("100.01")],
    "date": [date(1, 1, 1), date(9999, 12, 31)],
}


@pytest.mark.parametrize("kind", OUT_OF_RANGE)
def test_a_policy_value_out_of_range_is_refused(kind: str) -> None:
    for held in OUT_OF_RANGE[kind]:
        with pytest.raises(InvalidValueError, match="the policy value 'key' is ") as caught:
            found(kind, held)
        assert caught.value.code == "policy.range"


@pytest.mark.parametrize("kind", KINDS)
def test_a_policy_value_that_is_missing_is_never_a_default(kind: str) -> None:
    with pytest.raises(NotFoundError, match="'key'"):
        found(kind, None)


class HoldingPer(Holding):
    """A lookup that knows the period of every value."""

    def period(self, key: str) -> DeclaredPeriod | None:
        """A week for any key but one."""
        return None if key == "plain" else DeclaredPeriod(Per.WEEK, "council")


def test_values_that_are_read_for_another_period_than_is_declared_are_told_together() -> None:
    weekly = policy_value("rent", Money, per=Per.WEEK)
    rule = all_of(
        policy_value("rent", Money, per=Per.MONTH) > Money("1"),
        policy_value("fee", Money) > Money("1"),
        weekly > Money("1"),
        policy_value("plain", Money, per=Per.YEAR) > Money("1"),
    )
    for look in (evaluate, explain):
        with pytest.raises(DefinitionError) as caught:
            look(rule, Known(), policy=HoldingPer(Money("2")))
        told = [str(fault).partition(". ") for fault in caught.value.faults]
        assert [what for what, _, _ in told] == [
            "policy, column rent: per week in the layer council, and a rule reads it per month",
            "policy, column fee: per week in the layer council, and a rule reads it per nothing",
        ]
        assert {advice for _, _, advice in told} == {"Change one of them, or use converted(…)"}
    assert evaluate(weekly, Known(), policy=HoldingPer(Money("2"))) == Money("2")
    assert explain(weekly, Known(), policy=HoldingPer(Money("2"))).value == Money("2")


def test_a_lookup_that_knows_no_periods_is_asked_for_none() -> None:
    assert found("Money", Money("100")) == Money("100")
    require_periods([], object())


MISTAKES: dict[str, tuple[Any, str]] = {
    "a float": (lambda: policy_value("key", float), "float is not a type of policy value"),
    "a list": (lambda: policy_value("key", list), "list is not a type of policy value"),
    "a text per week": (lambda: policy_value("key", str, per=Per.WEEK), "are for numbers and money"),
    "places of money": (lambda: policy_value("key", Money, places=3), "places are for a Decimal"),
    "too many places": (lambda: policy_value("key", Decimal, places=13), "places are for a Decimal, and 0 to 12"),
    "a size of nothing": (lambda: policy_value("key", int, at_most=0), "at_most is more than nothing"),
    "too great a size": (lambda: policy_value("key", int, at_most=10**16), "at_most is more than nothing and at most"),
    "no period": (lambda: policy_value("key", Money, per=FORTNIGHT), "per is one of day, week, month, year"),
}  # fmt: skip
FORTNIGHT: Any = "fortnight"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_reference_that_no_policy_can_fill_is_refused(name: str) -> None:
    make, message = MISTAKES[name]
    with pytest.raises(DefinitionError, match=message) as caught:
        require_sound(make())
    assert len(caught.value.faults) == 1
