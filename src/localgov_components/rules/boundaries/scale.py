"""What values a fact can have: all of them, an order of them a step apart, or one to begin with.

An amount is a number of pence, a decimal of four places a number of ten-thousandths, a date a number of
days. So "a penny, a unit, a day either side" is one more or one less.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact, facts_of
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
>>> scale = Scale.of(facts_of(Household)[0])
>>> scale.value(scale.number(Money("16000")) + 1)
Money('16000.01')
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from localgov_components.money import Money
from localgov_components.rules.fact_data import FIRST_DAY, LAST_DAY
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Members

__all__ = ["Scale", "closed_values", "is_open", "other_value", "start_value"]

_FAR = 100
_OTHER = "…"
_USUAL_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Scale:
    """The values of a fact that has an order, as whole numbers of its smallest step."""

    kind: type
    places: int
    lowest: int
    highest: int

    @classmethod
    def of(cls, fact: FactDeclaration) -> "Scale | None":
        """The scale of a fact; None for one whose values have no order."""
        if fact.type is date:
            return cls(date, 0, FIRST_DAY.toordinal(), LAST_DAY.toordinal())
        if fact.measure is None:
            return None
        highest = fact.measure.most * 10**fact.measure.places
        return cls(fact.type, fact.measure.places, -highest, highest)

    def value(self, number: int) -> Any:
        """The value of a number of steps."""
        if self.kind is date:
            return date.fromordinal(number)
        if self.kind is Money:
            return Money.from_pence(number)
        return number if self.kind is int else Decimal(f"{number}E-{self.places}")

    def far_from(self, value: Any, direction: int) -> Any:
        """A value a hundred whole units, or days, above or below: enough to show in a result that is rounded."""
        number = self.number(value) + direction * _FAR * 10**self.places
        return self.value(min(max(number, self.lowest), self.highest))

    def number(self, value: Any) -> int:
        """The number of steps of a value."""
        if self.kind is date:
            return int(value.toordinal())
        return int(value.pence if self.kind is Money else Fraction(value) * 10**self.places)


def closed_values(fact: FactDeclaration) -> tuple[Any, ...] | None:
    """Every value of a fact that has few of them; None for any other."""
    if fact.type is bool:
        return (True, False)
    return tuple(fact.type) if isinstance(fact.type, type) and issubclass(fact.type, Enum) else None


def is_open(fact: FactDeclaration) -> bool:
    """Whether a fact has many values and no order of them: text and identifiers."""
    return not fact.nested and closed_values(fact) is None and Scale.of(fact) is None


def start_value(fact: FactDeclaration, on: date | None) -> Any:
    """A plain value to begin with: false, nothing, no members, the day of the decision; None where none can be made."""
    if fact.nested:
        return Members(())
    if is_open(fact):
        return other_value(fact, ())
    closed, scale = closed_values(fact), Scale.of(fact)
    if closed or scale is None:
        return False if fact.type is bool else (closed or (None,))[0]
    start = (on or _USUAL_DAY).toordinal() if scale.kind is date else 0
    return scale.value(min(max(start, scale.lowest), scale.highest))


def other_value(fact: FactDeclaration, named: Iterable[Any]) -> Any:
    """A value of a fact without order that is none of those named; None where none can be made."""
    if fact.type is str:
        return _OTHER * (1 + max(map(len, named), default=0))
    from localgov_components.identifiers import Identifier

    if not (isinstance(fact.type, type) and issubclass(fact.type, Identifier)):
        return None
    examples = (fact.type.parse(text, allow_example=True) for text in fact.type.json_schema.get("examples", ()))
    taken = set(named)
    return next((example for example in examples if example not in taken), None)
