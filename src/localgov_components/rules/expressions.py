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
from decimal import Decimal
from typing import Any, Generic, Literal, NoReturn, Protocol, Self, TypeAlias, TypeVar, overload

from localgov_components.money import Money
from localgov_components.rules.measures import Measure

__all__ = ["Condition", "Expression", "PeriodOfTime", "Printer", "TimeUnit"]

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

    def __eq__(self, other: "T | Expression[T]") -> "Condition":  # type: ignore[override]
        """A condition: both sides are equal."""
        return _build().compared("==", self, other)  # type: ignore[no-any-return]

    def __ne__(self, other: "T | Expression[T]") -> "Condition":  # type: ignore[override]
        """A condition: the sides differ."""
        return _build().compared("!=", self, other)  # type: ignore[no-any-return]

    def __gt__(self, other: "T | Expression[T]") -> "Condition":
        """A condition: this is more than the other."""
        return _build().compared(">", self, other)  # type: ignore[no-any-return]

    def __ge__(self, other: "T | Expression[T]") -> "Condition":
        """A condition: this is at least the other."""
        return _build().compared(">=", self, other)  # type: ignore[no-any-return]

    def __lt__(self, other: "T | Expression[T]") -> "Condition":
        """A condition: this is less than the other."""
        return _build().compared("<", self, other)  # type: ignore[no-any-return]

    def __le__(self, other: "T | Expression[T]") -> "Condition":
        """A condition: this is at most the other."""
        return _build().compared("<=", self, other)  # type: ignore[no-any-return]

    def __add__(self, other: "T | Expression[T] | PeriodOfTime") -> "Expression[T]":
        """The sum of two of one type and unit, or a date so much later."""
        return _build().added("+", self, other)  # type: ignore[no-any-return]

    def __sub__(self, other: "T | Expression[T] | PeriodOfTime") -> "Expression[T]":
        """The difference of two of one type and unit, or a date so much earlier."""
        return _build().added("-", self, other)  # type: ignore[no-any-return]

    def __radd__(self, other: T) -> "Expression[T]":
        """The sum with a written value; `sum(…)` may begin at its 0."""
        return self if type(other) is int and other == 0 else _build().added("+", other, self)

    def __rsub__(self, other: T) -> "Expression[T]":
        """A written value less this."""
        return _build().added("-", other, self)  # type: ignore[no-any-return]

    @overload
    def __mul__(
        self: "Expression[int] | Expression[Decimal]", other: "Money | Expression[Money]"
    ) -> "Expression[Money]": ...
    @overload
    def __mul__(self: "Expression[int]", other: "Decimal | Expression[Decimal]") -> "Expression[Decimal]": ...
    @overload
    def __mul__(self, other: "int | Decimal | Expression[int] | Expression[Decimal]") -> "Expression[T]": ...
    def __mul__(self, other: Any) -> "Expression[Any]":
        """So many times this. Money by a rate is exact and has parts of a penny until it is `rounded`."""
        return _build().multiplied(self, other)  # type: ignore[no-any-return]

    @overload
    def __rmul__(self: "Expression[int] | Expression[Decimal]", other: Money) -> "Expression[Money]": ...
    @overload
    def __rmul__(self: "Expression[int]", other: Decimal) -> "Expression[Decimal]": ...
    @overload
    def __rmul__(self, other: int | Decimal) -> "Expression[T]": ...
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


@dataclass(frozen=True, slots=True, eq=False)
class PeriodOfTime:
    """So many days, weeks, months or years, to move a date by."""

    unit: TimeUnit
    count: Expression[int]
