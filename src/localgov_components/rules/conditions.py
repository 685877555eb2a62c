"""Joining conditions: all of them, any of them, not; membership; and choosing a value by condition.

The joining is strong Kleene logic: an unknown part matters only while it could still change the
answer. One false part makes `all_of` false though others are unknown; one true part makes `any_of`
true. A choice is settled early too, when every value that it could still take is the same.

>>> from localgov_components.rules import Facts, Fact, evaluate, fact, Known
>>> class Household(Facts, id="household"):
...     blue_badge: Fact[bool] = fact("somebody in the household has a Blue Badge")
...     bins: Fact[int] = fact("number of bins")
>>> evaluate(any_of(Household.blue_badge, Household.bins > 2), Known({"household.blue_badge": True}))
True
>>> all_of()
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: all_of needs at least one condition. Give it what to join.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any, Generic, TypeVar, overload

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules.building import (
    as_expression,
    common_type,
    compared,
    condition_of,
    is_list,
    mistake,
    type_name,
)
from localgov_components.rules.expressions import AnyDecimal, AnyInt, AnyNumber, Condition, Expression, Number
from localgov_components.rules.measures import Measure
from localgov_components.rules.tree import AllOf, AnyOf, Choice, Mistake, Mistaken, Not, OneOf

__all__ = ["Otherwise", "all_of", "any_of", "choice", "is_one_of", "not_", "shared_measure", "when"]

T = TypeVar("T")


def all_of(*conditions: Condition) -> Condition:
    """True when every condition is true; false as soon as one is false."""
    return AllOf(_conditions("all_of", conditions))


def any_of(*conditions: Condition) -> Condition:
    """True as soon as one condition is true; false when every one is false."""
    return AnyOf(_conditions("any_of", conditions))


def not_(condition: Condition) -> Condition:
    """True when the condition is false, and the other way round.

    Unknown when it is unknown.
    """
    return Not(condition_of("not_", condition))


@overload
def is_one_of(subject: Number, *options: AnyNumber) -> Condition: ...
@overload
def is_one_of(subject: Expression[T], *options: "T | Expression[T]") -> Condition: ...
def is_one_of(subject: Expression[Any], *options: Any) -> Condition:
    """A condition: the value is equal to one of the options."""
    if not options:
        raise InvalidValueError("is_one_of needs at least one option. Give it what to choose from.", code="rule.empty")
    found, *others = (as_expression(each) for each in (subject, *options))
    mistakes = [each for each in (compared("==", found, other) for other in others) if isinstance(each, Mistake)]
    return mistake(None, *mistakes) if mistakes else OneOf(found, tuple(others))


@dataclass(frozen=True, slots=True, eq=False)
class Otherwise(Generic[T]):
    """A choice that still lacks the value for when nothing applies."""

    branches: tuple[tuple[Condition, Expression[T]], ...]

    @overload
    def when(self, condition: Condition, value: "T | Expression[T]") -> "Otherwise[T]": ...
    @overload
    def when(self: "Otherwise[int]", condition: Condition, value: AnyDecimal) -> "Otherwise[Decimal]": ...
    @overload
    def when(self: "Otherwise[Decimal]", condition: Condition, value: AnyInt) -> "Otherwise[Decimal]": ...
    def when(self, condition: Condition, value: Any) -> "Otherwise[Any]":
        """Add a branch, tried after those before it."""
        return Otherwise((*self.branches, _branch(condition, value)))

    @overload
    def otherwise(self, value: "T | Expression[T]") -> Expression[T]: ...
    @overload
    def otherwise(self: "Otherwise[int]", value: AnyDecimal) -> Expression[Decimal]: ...
    @overload
    def otherwise(self: "Otherwise[Decimal]", value: AnyInt) -> Expression[Decimal]: ...
    def otherwise(self, value: Any) -> Expression[Any]:
        """Finish the choice with the value for when no condition is true."""
        return choice(self.branches, as_expression(value))


@overload
def when(condition: Condition, value: Expression[T]) -> Otherwise[T]: ...
@overload
def when(condition: Condition, value: T) -> Otherwise[T]: ...
def when(condition: Condition, value: Any) -> Otherwise[Any]:
    """Begin a choice: `when(condition, value).otherwise(other)`.

    Unknown while a condition that it must try is unknown, unless all it could still give is the same.
    """
    return Otherwise((_branch(condition, value),))


def choice(branches: tuple[tuple[Condition, Expression[Any]], ...], last: Expression[Any]) -> Expression[Any]:
    """The first value whose condition is true, or the last; a mistake where the values differ in type or unit."""
    values = [*(value for _, value in branches), last]
    parts = [part for branch in branches for part in branch] + [last]
    if any(part.value_type is Mistaken for part in parts):
        return mistake(None, *parts)
    kind = reduce(_common, values[1:], values[0].value_type)
    if kind is None:
        names = sorted({type_name(value.value_type) for value in values})
        return mistake(f"a choice between {' and '.join(names)}. Give every branch one type", *parts)
    if is_list(kind):
        return mistake("a choice between lists. Choose between what is worked out from them", *parts)
    measure = shared_measure(values)
    if isinstance(measure, str):
        return mistake(f"a choice between {measure}. Give every branch one unit", *parts)
    return Choice(branches, last, kind, measure)


def shared_measure(values: list[Expression[Any]]) -> Measure | str | None:
    """The measure that covers all of some values of one type; what clashes, where their units differ."""
    measures = [value.measure for value in values if value.measure]
    if not measures:
        return None
    shared = measures[0]
    for measure in measures[1:]:
        if shared.unit_with(measure) is None:
            return f"per {shared.per or 'nothing'} and per {measure.per or 'nothing'}"
        shared = shared.either(measure)
    return shared


def _common(kind: Any, value: Expression[Any]) -> Any:
    return kind and common_type(kind, value.value_type)


def _branch(condition: Condition, value: Any) -> tuple[Condition, Expression[Any]]:
    return condition_of("when", condition), as_expression(value)


def _conditions(name: str, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    if not conditions:
        raise InvalidValueError(f"{name} needs at least one condition. Give it what to join.", code="rule.empty")
    return tuple(condition_of(name, each) for each in conditions)
