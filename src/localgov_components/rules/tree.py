"""The closed tree of rules: so many kinds of node and no others.

A node is data: it is evaluated, explained, drawn, hashed and compiled, and never run as somebody's
code. Nodes are not written by hand: comparing, adding and the functions of this room make them, with
their types and units checked.

>>> from localgov_components.rules import policy_value
>>> from localgov_components.money import Money
>>> node = policy_value("price", Money) > Money("10")
>>> type(node).__name__, [type(part).__name__ for part in children(node)]
('Comparison', ['PolicyRef', 'Constant'])
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar

from localgov_components.calendars import LeapDayBirthday
from localgov_components.core.errors import Fault
from localgov_components.money import Rounding
from localgov_components.rules.expressions import Expression, TimeUnit
from localgov_components.rules.measures import Measure, Per

if TYPE_CHECKING:
    from localgov_components.rules.facts import FactDeclaration
    from localgov_components.rules.known import UnknownReason

__all__ = [
    "OPERATORS",
    "Aggregated",
    "AllOf",
    "AnyOf",
    "Arithmetic",
    "Binding",
    "Choice",
    "Comparison",
    "Constant",
    "Converted",
    "DecisionDate",
    "Definition",
    "Divided",
    "Elapsed",
    "Extreme",
    "FactRef",
    "Mistake",
    "Mistaken",
    "Not",
    "OneOf",
    "PolicyRef",
    "Quantified",
    "Rounded",
    "Shifted",
    "Undefined",
    "children",
]

T = TypeVar("T")

OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
"""What the sign of a comparison, a sum, a difference or a product does with two known sides."""

_ELAPSED = Measure(most=4_000_000)
"""The longest time between two dates, in days."""


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """The member that a condition over a list of members speaks of."""

    of: "FactDeclaration"

    def __deepcopy__(self, memo: object) -> Self:
        """The same, as of an expression."""
        return self


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FactRef(Expression[T]):
    """The value of a fact: of the case, or of the member that `of` stands for."""

    fact: "FactDeclaration"
    of: Binding | None = None

    @property
    def id(self) -> str:
        """Id of the fact, such as `household.capital`."""
        return self.fact.id

    @property
    def value_type(self) -> Any:
        """Type of the fact."""
        return self.fact.type

    @property
    def measure(self) -> Measure | None:
        """Measure of the fact."""
        return self.fact.measure


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Constant(Expression[T]):
    """A value written in the rule."""

    value: T
    measure: Measure | None = None

    @property
    def value_type(self) -> Any:
        """Type of the value."""
        return type(self.value)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PolicyRef(Expression[T]):
    """A value that policy supplies for the date of the decision."""

    key: str
    value_type: Any
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DecisionDate(Expression[date]):
    """The day for which the case is decided."""

    value_type: type = date


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Definition(Expression[T]):
    """A named part of a rule, by which explanations speak."""

    name: str
    expression: Expression[T]
    label: str
    denied: str
    cites: str
    plural: bool | None = None

    @property
    def value_type(self) -> Any:
        """Type of what it defines."""
        return self.expression.value_type

    @property
    def measure(self) -> Measure | None:
        """Measure of what it defines."""
        return self.expression.measure


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Comparison(Expression[bool]):
    """Two sides of one type, compared."""

    operator: Literal["==", "!=", ">", ">=", "<", "<="]
    left: Expression[Any]
    right: Expression[Any]
    value_type: type = bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OneOf(Expression[bool]):
    """Whether a value is among some others."""

    subject: Expression[Any]
    options: tuple[Expression[Any], ...]
    value_type: type = bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AllOf(Expression[bool]):
    """True when every part is true; false as soon as one is false."""

    parts: tuple[Expression[bool], ...]
    value_type: type = bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AnyOf(Expression[bool]):
    """True as soon as one part is true; false when every part is false."""

    parts: tuple[Expression[bool], ...]
    value_type: type = bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Not(Expression[bool]):
    """True when the part is false."""

    part: Expression[bool]
    value_type: type = bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Choice(Expression[T]):
    """The first value whose condition is true, or the last one when none is."""

    branches: tuple[tuple[Expression[bool], Expression[T]], ...]
    otherwise: Expression[T]
    value_type: Any
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Arithmetic(Expression[T]):
    """A sum, a difference or a product."""

    operator: Literal["+", "-", "*"]
    left: Expression[Any]
    right: Expression[Any]
    value_type: Any
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Extreme(Expression[T]):
    """The larger or the smaller of some values."""

    how: Literal["larger", "smaller"]
    parts: tuple[Expression[T], ...]
    value_type: Any
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Rounded(Expression[T]):
    """A number to so many places, by a named way of rounding."""

    subject: Expression[Any]
    places: int
    rounding: Rounding
    value_type: Any
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Divided(Expression[T]):
    """A quotient to so many places, and its value where the divisor is nothing."""

    left: Expression[Any]
    right: Expression[Any]
    if_zero: Expression[T]
    places: int
    rounding: Rounding
    value_type: Any
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Converted(Expression[T]):
    """An amount per one period as an amount per another."""

    subject: Expression[T]
    to: Per
    places: int
    rounding: Rounding
    value_type: Any
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Elapsed(Expression[int]):
    """Whole days, weeks, months or years from one date to another; negative when it goes back."""

    unit: TimeUnit
    start: Expression[date]
    end: Expression[date]
    leap_day: LeapDayBirthday = LeapDayBirthday.MARCH_1
    value_type: type = int
    measure: Measure | None = _ELAPSED


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Shifted(Expression[date]):
    """A date so many days, weeks, months or years later."""

    subject: Expression[date]
    unit: TimeUnit
    count: Expression[int]
    value_type: type = date


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Quantified(Expression[bool]):
    """Whether a condition holds for one of the members, or for each of them."""

    how: Literal["exists", "every"]
    members: Expression[Any]
    binding: Binding
    condition: Expression[bool]
    value_type: type = bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Aggregated(Expression[T]):
    """A count, sum, minimum or maximum over those members for whom `where` holds."""

    how: Literal["count", "sum", "min", "max"]
    members: Expression[Any]
    binding: Binding
    value: Expression[Any]
    where: Expression[bool] | None
    if_none: Expression[T] | None
    value_type: Any
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Undefined(Expression[T]):
    """What a table gives where it contradicts itself or says nothing: unknown, whatever else is known."""

    reason: "UnknownReason"
    name: str
    value_type: Any
    measure: Measure | None = None


class Mistaken:
    """Type of an expression that makes no sense."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Mistake(Expression[Any]):
    """An expression that makes no sense, and why; never evaluated."""

    fault: Fault
    parts: tuple[Expression[Any], ...] = ()
    value_type: type = Mistaken


def children(expression: Expression[Any]) -> tuple[Expression[Any], ...]:  # noqa: C901, PLR0911, PLR0912 - one line for each kind
    """The expressions that an expression is directly made of, in the order they are written."""
    match expression:
        case Definition():
            return (expression.expression,)
        case Comparison() | Arithmetic():
            return (expression.left, expression.right)
        case Divided():
            return (expression.left, expression.right, expression.if_zero)
        case OneOf():
            return (expression.subject, *expression.options)
        case AllOf() | AnyOf() | Extreme() | Mistake():
            return expression.parts
        case Not():
            return (expression.part,)
        case Choice():
            return (*(part for branch in expression.branches for part in branch), expression.otherwise)
        case Rounded() | Converted():
            return (expression.subject,)
        case Elapsed():
            return (expression.start, expression.end)
        case Shifted():
            return (expression.subject, expression.count)
        case Quantified():
            return (expression.members, expression.condition)
        case Aggregated():
            optional = (part for part in (expression.where, expression.if_none) if part is not None)
            return (expression.members, expression.value, *optional)
        case _:
            return ()
