"""What rules are made of: expressions that have a value of a known type once facts are known.

Comparing or adding expressions makes a bigger expression. A mistake of type or unit does not stop the
file in which it stands: it is remembered with its line, and all of them are told at once when the rule
is first needed.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import policy_value
>>> from localgov_components.rules.building import require_sound
>>> bool(policy_value("capital_limit", Money) > Money("16000"))
Traceback (most recent call last):
    ...
TypeError: a rule has no truth value until facts are known. Use all_of, any_of or not_, and evaluate it.
>>> require_sound(policy_value("capital_limit", Money) > 16_000)
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  ...: Money cannot be compared with int. Give both sides one type
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, Literal, NoReturn, Protocol, Self, TypeAlias, TypeVar, overload

from localgov_components.money import Money
from localgov_components.rules.measures import Measure

__all__ = [
    "AnyDecimal",
    "AnyInt",
    "AnyMoney",
    "AnyNumber",
    "Condition",
    "Expression",
    "Number",
    "PeriodOfTime",
    "Printer",
    "TimeUnit",
]

T = TypeVar("T")

TimeUnit: TypeAlias = Literal["days", "weeks", "months", "years"]
"""Units of calendar time."""


def _build() -> Any:  # the module that checks types needs these classes, and they need it
    from localgov_components.rules import building

    return building


class Printer(Protocol):
    """What a notebook prints with."""

    def text(self, text: str) -> object:
        """Print a text."""


class Expression(Generic[T]):
    """Something that has a value of type T once the facts are known.

    `value_type` is the type of that value; `measure` its unit, places and largest size where it is a number
    or an amount.
    """

    __slots__ = ()

    @property
    def value_type(self) -> Any:
        """The type of the value, known when the rule is built."""
        raise NotImplementedError

    @property
    def measure(self) -> Measure | None:
        """Unit, places and largest size; None for what is not a number."""
        return None

    def __bool__(self) -> NoReturn:
        """Refuse: `if rule:` would not mean what it says."""
        raise TypeError("a rule has no truth value until facts are known. Use all_of, any_of or not_, and evaluate it.")

    @overload  # type: ignore[override]
    def __eq__(self: "Number", other: "AnyNumber") -> "Condition": ...
    @overload
    def __eq__(self, other: "T | Expression[T]") -> "Condition": ...
    def __eq__(self, other: object) -> "Condition":
        """A condition: both sides are equal."""
        return _build().compared("==", self, other)  # type: ignore[no-any-return]

    @overload  # type: ignore[override]
    def __ne__(self: "Number", other: "AnyNumber") -> "Condition": ...
    @overload
    def __ne__(self, other: "T | Expression[T]") -> "Condition": ...
    def __ne__(self, other: object) -> "Condition":
        """A condition: the sides differ."""
        return _build().compared("!=", self, other)  # type: ignore[no-any-return]

    @overload
    def __gt__(self: "Number", other: "AnyNumber") -> "Condition": ...
    @overload
    def __gt__(self: "Expression[Money]", other: "AnyMoney") -> "Condition": ...
    @overload
    def __gt__(self: "Expression[date]", other: "date | Expression[date]") -> "Condition": ...
    def __gt__(self, other: Any) -> "Condition":
        """A condition: this is more than the other."""
        return _build().compared(">", self, other)  # type: ignore[no-any-return]

    @overload
    def __ge__(self: "Number", other: "AnyNumber") -> "Condition": ...
    @overload
    def __ge__(self: "Expression[Money]", other: "AnyMoney") -> "Condition": ...
    @overload
    def __ge__(self: "Expression[date]", other: "date | Expression[date]") -> "Condition": ...
    def __ge__(self, other: Any) -> "Condition":
        """A condition: this is at least the other."""
        return _build().compared(">=", self, other)  # type: ignore[no-any-return]

    @overload
    def __lt__(self: "Number", other: "AnyNumber") -> "Condition": ...
    @overload
    def __lt__(self: "Expression[Money]", other: "AnyMoney") -> "Condition": ...
    @overload
    def __lt__(self: "Expression[date]", other: "date | Expression[date]") -> "Condition": ...
    def __lt__(self, other: Any) -> "Condition":
        """A condition: this is less than the other."""
        return _build().compared("<", self, other)  # type: ignore[no-any-return]

    @overload
    def __le__(self: "Number", other: "AnyNumber") -> "Condition": ...
    @overload
    def __le__(self: "Expression[Money]", other: "AnyMoney") -> "Condition": ...
    @overload
    def __le__(self: "Expression[date]", other: "date | Expression[date]") -> "Condition": ...
    def __le__(self, other: Any) -> "Condition":
        """A condition: this is at most the other."""
        return _build().compared("<=", self, other)  # type: ignore[no-any-return]

    @overload
    def __add__(self: "Expression[int]", other: "AnyInt") -> "Expression[int]": ...
    @overload
    def __add__(self: "Expression[int]", other: "AnyDecimal") -> "Expression[Decimal]": ...
    @overload
    def __add__(self: "Expression[Decimal]", other: "AnyNumber") -> "Expression[Decimal]": ...
    @overload
    def __add__(self: "Expression[Money]", other: "AnyMoney") -> "Expression[Money]": ...
    @overload
    def __add__(self: "Expression[date]", other: "PeriodOfTime") -> "Expression[date]": ...
    def __add__(self, other: Any) -> "Expression[Any]":
        """The sum of two of one type and unit, or a date so much later."""
        return _build().added("+", self, other)  # type: ignore[no-any-return]

    @overload
    def __sub__(self: "Expression[int]", other: "AnyInt") -> "Expression[int]": ...
    @overload
    def __sub__(self: "Expression[int]", other: "AnyDecimal") -> "Expression[Decimal]": ...
    @overload
    def __sub__(self: "Expression[Decimal]", other: "AnyNumber") -> "Expression[Decimal]": ...
    @overload
    def __sub__(self: "Expression[Money]", other: "AnyMoney") -> "Expression[Money]": ...
    @overload
    def __sub__(self: "Expression[date]", other: "PeriodOfTime") -> "Expression[date]": ...
    def __sub__(self, other: Any) -> "Expression[Any]":
        """The difference of two of one type and unit, or a date so much earlier."""
        return _build().added("-", self, other)  # type: ignore[no-any-return]

    @overload
    def __radd__(self: "Expression[int]", other: int) -> "Expression[int]": ...
    @overload
    def __radd__(self: "Expression[int]", other: Decimal) -> "Expression[Decimal]": ...
    @overload
    def __radd__(self: "Expression[Decimal]", other: int | Decimal) -> "Expression[Decimal]": ...
    @overload
    def __radd__(self: "Expression[Money]", other: Money) -> "Expression[Money]": ...
    def __radd__(self, other: Any) -> "Expression[Any]":
        """The sum with a written value; `sum(…)` may begin at its 0."""
        return self if type(other) is int and other == 0 else _build().added("+", other, self)

    @overload
    def __rsub__(self: "Expression[int]", other: int) -> "Expression[int]": ...
    @overload
    def __rsub__(self: "Expression[int]", other: Decimal) -> "Expression[Decimal]": ...
    @overload
    def __rsub__(self: "Expression[Decimal]", other: int | Decimal) -> "Expression[Decimal]": ...
    @overload
    def __rsub__(self: "Expression[Money]", other: Money) -> "Expression[Money]": ...
    def __rsub__(self, other: Any) -> "Expression[Any]":
        """A written value less this."""
        return _build().added("-", other, self)  # type: ignore[no-any-return]

    @overload
    def __mul__(self: "Expression[int]", other: "AnyInt") -> "Expression[int]": ...
    @overload
    def __mul__(self: "Expression[int]", other: "AnyDecimal") -> "Expression[Decimal]": ...
    @overload
    def __mul__(self: "Expression[Decimal]", other: "AnyNumber") -> "Expression[Decimal]": ...
    @overload
    def __mul__(self: "Number", other: "AnyMoney") -> "Expression[Money]": ...
    @overload
    def __mul__(self: "Expression[Money]", other: "AnyNumber") -> "Expression[Money]": ...
    def __mul__(self, other: Any) -> "Expression[Any]":
        """So many times this. Money by a rate is exact and has parts of a penny until it is `rounded`."""
        return _build().multiplied(self, other)  # type: ignore[no-any-return]

    @overload
    def __rmul__(self: "Expression[int]", other: int) -> "Expression[int]": ...
    @overload
    def __rmul__(self: "Expression[int]", other: Decimal) -> "Expression[Decimal]": ...
    @overload
    def __rmul__(self: "Expression[Decimal]", other: int | Decimal) -> "Expression[Decimal]": ...
    @overload
    def __rmul__(self: "Number", other: Money) -> "Expression[Money]": ...
    @overload
    def __rmul__(self: "Expression[Money]", other: int | Decimal) -> "Expression[Money]": ...
    def __rmul__(self, other: Any) -> "Expression[Any]":
        """So many times this."""
        return _build().multiplied(other, self)  # type: ignore[no-any-return]

    def __truediv__(self, other: object) -> NoReturn:
        """Refuse: a quotient must say how it is rounded and what division by zero gives."""
        raise TypeError("a division says how it rounds and what nothing to divide by gives. Use divided(…).")

    __hash__ = object.__hash__

    def __deepcopy__(self, memo: object) -> Self:
        """The same: it never changes, and what is worked out of it is found by its identity."""
        return self

    def __repr__(self) -> str:
        """Kind and name only: a rule whose parts are shared could be told for ever."""
        name = next((getattr(self, each) for each in ("id", "name", "key") if hasattr(self, each)), "")
        return f"<{type(self).__name__}{name and ' '}{name}>"

    def _repr_pretty_(self, printer: "Printer", cycle: bool) -> None:  # noqa: ARG002, FBT001 - as notebooks call it
        printer.text(repr(self))


Condition: TypeAlias = Expression[bool]
"""An expression that is true, false or unknown."""

# What may stand beside an expression, written or not: whole numbers and decimals go together, nothing else does.
Number: TypeAlias = Expression[int] | Expression[Decimal]
AnyInt: TypeAlias = int | Expression[int]
AnyDecimal: TypeAlias = Decimal | Expression[Decimal]
AnyNumber: TypeAlias = int | Decimal | Expression[int] | Expression[Decimal]
AnyMoney: TypeAlias = Money | Expression[Money]


@dataclass(frozen=True, slots=True, eq=False)
class PeriodOfTime:
    """So many days, weeks, months or years, to move a date by."""

    unit: TimeUnit
    count: Expression[int]
