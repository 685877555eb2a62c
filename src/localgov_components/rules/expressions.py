"""The closed tree in which rules are written: a few kinds of node and nothing else.

An expression is data: it is evaluated, explained, drawn, hashed and compiled, and never run as
somebody's code. Facts, constants and policy values are its leaves. Comparing or adding expressions
makes a bigger expression, checked for its types as it is made.

>>> from localgov_components.money import Money
>>> savings = PolicyRef("capital_limit", Money) > Money("16000")
>>> bool(savings)
Traceback (most recent call last):
    ...
TypeError: a rule has no truth value until facts are known. Use all_of, any_of or not_, and evaluate it.
>>> PolicyRef("capital_limit", Money) > 16_000
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: Money cannot be compared with int. Give both sides one type.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeAlias, TypeVar

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money

if TYPE_CHECKING:
    from localgov_components.rules.facts import FactDeclaration

__all__ = [
    "AllOf",
    "AnyOf",
    "Arithmetic",
    "Choice",
    "Comparison",
    "Condition",
    "Constant",
    "Definition",
    "Expression",
    "FactRef",
    "Not",
    "OneOf",
    "PolicyRef",
    "children",
    "is_one_of",
    "policy_value",
]

T = TypeVar("T")

_ORDERED = (int, Decimal, Money, date)
"""Types that can be more or less than one another."""

_SUMMED = (int, Decimal, Money)
"""Types that can be added up."""


class Expression(Generic[T]):
    """Something that has a value of type T once the facts are known.

    `value_type` is the type of that value.
    """

    __slots__ = ()

    @property
    def value_type(self) -> type:
        """The type of the value, known when the rule is built."""
        raise NotImplementedError

    def __bool__(self) -> NoReturn:
        """Refuse: `if rule:` would not mean what it says."""
        raise TypeError("a rule has no truth value until facts are known. Use all_of, any_of or not_, and evaluate it.")

    def __eq__(self, other: "T | Expression[T]") -> "Condition":  # type: ignore[override]
        """A condition: both sides are equal."""
        return _compare("==", self, other)

    def __ne__(self, other: "T | Expression[T]") -> "Condition":  # type: ignore[override]
        """A condition: the sides differ."""
        return _compare("!=", self, other)

    def __gt__(self, other: "T | Expression[T]") -> "Condition":
        """A condition: this is more than the other."""
        return _compare(">", self, other)

    def __ge__(self, other: "T | Expression[T]") -> "Condition":
        """A condition: this is at least the other."""
        return _compare(">=", self, other)

    def __lt__(self, other: "T | Expression[T]") -> "Condition":
        """A condition: this is less than the other."""
        return _compare("<", self, other)

    def __le__(self, other: "T | Expression[T]") -> "Condition":
        """A condition: this is at most the other."""
        return _compare("<=", self, other)

    def __add__(self, other: "T | Expression[T]") -> "Expression[T]":
        """The sum; both sides of one type."""
        return _sum("+", self, other)

    def __sub__(self, other: "T | Expression[T]") -> "Expression[T]":
        """The difference; both sides of one type."""
        return _sum("-", self, other)

    def __mul__(self, other: "int | Expression[int]") -> "Expression[T]":
        """So many times this: money or a number by a whole number."""
        return _sum("*", self, other)

    __hash__ = object.__hash__


Condition: TypeAlias = Expression[bool]
"""An expression that is true, false or unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class FactRef(Expression[T]):
    """The value of a fact."""

    fact: "FactDeclaration"

    @property
    def id(self) -> str:
        """Id of the fact, such as `household.capital`."""
        return self.fact.id

    @property
    def value_type(self) -> type:
        """Type of the fact."""
        return self.fact.type


@dataclass(frozen=True, slots=True, eq=False)
class Constant(Expression[T]):
    """A value written in the rule."""

    value: T

    @property
    def value_type(self) -> type:
        """Type of the value."""
        return type(self.value)


@dataclass(frozen=True, slots=True, eq=False)
class PolicyRef(Expression[T]):
    """A value that policy supplies for the date of the decision."""

    key: str
    value_type: type


@dataclass(frozen=True, slots=True, eq=False)
class Definition(Expression[T]):
    """A named part of a rule, by which explanations speak."""

    name: str
    expression: Expression[T]
    label: str
    denied: str
    cites: str

    @property
    def value_type(self) -> type:
        """Type of what it defines."""
        return self.expression.value_type


@dataclass(frozen=True, slots=True, eq=False)
class Comparison(Expression[bool]):
    """Two sides of one type, compared."""

    operator: str
    left: Expression[Any]
    right: Expression[Any]
    value_type: type = bool


@dataclass(frozen=True, slots=True, eq=False)
class OneOf(Expression[bool]):
    """Whether a value is among some constants."""

    subject: Expression[Any]
    options: tuple[Constant[Any], ...]
    value_type: type = bool


@dataclass(frozen=True, slots=True, eq=False)
class AllOf(Expression[bool]):
    """True when every part is true; false as soon as one is false."""

    parts: tuple[Expression[bool], ...]
    value_type: type = bool


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf(Expression[bool]):
    """True as soon as one part is true; false when every part is false."""

    parts: tuple[Expression[bool], ...]
    value_type: type = bool


@dataclass(frozen=True, slots=True, eq=False)
class Not(Expression[bool]):
    """True when the part is false."""

    part: Expression[bool]
    value_type: type = bool


@dataclass(frozen=True, slots=True, eq=False)
class Choice(Expression[T]):
    """The first value whose condition is true, or the last one when none is."""

    branches: tuple[tuple[Expression[bool], Expression[T]], ...]
    otherwise: Expression[T]

    @property
    def value_type(self) -> type:
        """Type of every branch."""
        return self.otherwise.value_type


@dataclass(frozen=True, slots=True, eq=False)
class Arithmetic(Expression[T]):
    """A sum, a difference or a product."""

    operator: str
    left: Expression[Any]
    right: Expression[Any]
    value_type: type


def policy_value(key: str, kind: type[T]) -> Expression[T]:
    """The value that policy holds under a key on the date of the decision."""
    return PolicyRef(key, kind)


def is_one_of(subject: Expression[T], *options: T) -> Condition:
    """A condition: the value is among the options."""
    if not options:
        raise InvalidValueError("is_one_of needs at least one option. Give it what to choose from.", code="rule.empty")
    constants = tuple(Constant(option) for option in options)
    for constant in constants:
        _require_one_type(subject, constant)
    return OneOf(subject, constants)


def children(expression: Expression[Any]) -> tuple[Expression[Any], ...]:  # noqa: PLR0911 - one line for each kind
    """The expressions that an expression is directly made of, in the order they are written."""
    match expression:
        case Definition():
            return (expression.expression,)
        case Comparison() | Arithmetic():
            return (expression.left, expression.right)
        case OneOf():
            return (expression.subject, *expression.options)
        case AllOf() | AnyOf():
            return expression.parts
        case Not():
            return (expression.part,)
        case Choice():
            return (*(part for branch in expression.branches for part in branch), expression.otherwise)
        case _:
            return ()


def as_expression(value: Any) -> Expression[Any]:
    """An expression as it is, or a constant made of a value."""
    return value if isinstance(value, Expression) else Constant(value)


def _compare(operator: str, left: Expression[Any], right: object) -> Condition:
    other = as_expression(right)
    _require_one_type(left, other)
    if operator not in ("==", "!=") and left.value_type not in _ORDERED:
        raise InvalidValueError(
            f"one {left.value_type.__name__} is not more or less than another. Compare with == or is_one_of.",
            code="rule.order",
        )
    return Comparison(operator, left, other)


def _require_one_type(left: Expression[Any], right: Expression[Any]) -> None:
    if left.value_type is not right.value_type:
        raise InvalidValueError(
            f"{left.value_type.__name__} cannot be compared with {right.value_type.__name__}. "
            "Give both sides one type.",
            code="rule.types",
        )


def _sum(operator: str, left: Expression[Any], right: object) -> Expression[Any]:
    other = as_expression(right)
    kind = _result(operator, left.value_type, other.value_type)
    if kind is None:
        raise InvalidValueError(
            f"{left.value_type.__name__} {operator} {other.value_type.__name__} has no meaning. "
            "Change one side's type.",
            code="rule.types",
        )
    return Arithmetic(operator, left, other, kind)


def _result(operator: str, left: type, right: type) -> type | None:
    """The type of a sum or product; None where it makes no sense: pounds times pounds, a day plus a day."""
    sensible = right is int if operator == "*" else left is right
    return left if sensible and left in _SUMMED else None
