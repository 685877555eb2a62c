"""Joining conditions: all of them, any of them, not; and choosing a value by condition.

The joining is strong Kleene logic: an unknown part matters only while it could still change the
answer. One false part makes `all_of` false though others are unknown; one true part makes `any_of`
true.

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
from typing import Any, Generic, TypeVar, overload

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules.expressions import AllOf, AnyOf, Choice, Condition, Expression, Not, as_expression

__all__ = ["Otherwise", "all_of", "any_of", "not_", "when"]

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
    return Not(_conditions("not_", (condition,))[0])


@dataclass(frozen=True, slots=True, eq=False)
class Otherwise(Generic[T]):
    """A choice that still lacks the value for when nothing applies."""

    branches: tuple[tuple[Condition, Expression[T]], ...]

    def when(self, condition: Condition, value: "T | Expression[T]") -> "Otherwise[T]":
        """Add a branch, tried after those before it."""
        return Otherwise((*self.branches, _branch(condition, value)))

    def otherwise(self, value: "T | Expression[T]") -> Expression[T]:
        """Finish the choice with the value for when no condition is true."""
        last: Expression[T] = as_expression(value)
        for _, branch in self.branches:
            if branch.value_type is not last.value_type:
                raise InvalidValueError(
                    f"a choice between {branch.value_type.__name__} and {last.value_type.__name__}. "
                    "Give every branch one type.",
                    code="rule.types",
                )
        return Choice(self.branches, last)


@overload
def when(condition: Condition, value: Expression[T]) -> Otherwise[T]: ...
@overload
def when(condition: Condition, value: T) -> Otherwise[T]: ...
def when(condition: Condition, value: Any) -> Otherwise[Any]:
    """Begin a choice: `when(condition, value).otherwise(other)`.

    Unknown while a condition that it must try is unknown.
    """
    return Otherwise((_branch(condition, value),))


def _branch(condition: Condition, value: Any) -> tuple[Condition, Expression[Any]]:
    return _conditions("when", (condition,))[0], as_expression(value)


def _conditions(name: str, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    if not conditions:
        raise InvalidValueError(f"{name} needs at least one condition. Give it what to join.", code="rule.empty")
    for condition in conditions:
        if not isinstance(condition, Expression) or condition.value_type is not bool:
            raise InvalidValueError(
                f"{name} joins conditions, and one part is not true or false. Compare it with something.",
                code="rule.types",
            )
    return conditions
