"""The values that a part of a rule may still have, after some conditions on it.

>>> from localgov_components.rules import policy_value
>>> bins = policy_value("bins", int)
>>> domain = Domain.of(bins)
>>> domain.compare(">", 3)
>>> domain.compare("<", 5)
>>> domain.is_empty
False
>>> domain.compare("!=", 4)
>>> domain.is_empty
True
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from localgov_components.money import Money
from localgov_components.rules import Expression
from localgov_components.rules.boundaries.scale import closed_values
from localgov_components.rules.fact_data import FIRST_DAY, LAST_DAY
from localgov_components.rules.tree import Aggregated, Constant, FactRef

__all__ = ["Domain"]

_FEW = 100
"""Values of an interval that are looked at one by one."""


@dataclass(slots=True)
class Domain:
    """Values of one type: of an order, from `lowest` to `highest` in steps; of any other, those in `only`.

    `only` is None where there is no list of them.
    """

    places: int | None
    lowest: int = 0
    highest: int = 0
    only: set[Any] | None = None
    never: set[Any] = field(default_factory=set)

    @classmethod
    def of(cls, subject: Expression[Any]) -> "Domain":
        """Every value that a part may have by its type and its measure."""
        domain = cls._by_type(subject)
        if isinstance(subject, Constant):
            domain.keep([subject.value])
        return domain

    @classmethod
    def _by_type(cls, subject: Expression[Any]) -> "Domain":
        if subject.value_type is date:
            is_fact = isinstance(subject, FactRef)
            first, last = (FIRST_DAY, LAST_DAY) if is_fact else (date.min, date.max)
            return cls(0, first.toordinal(), last.toordinal())
        if subject.measure is not None:
            most = subject.measure.most * 10**subject.measure.places
            is_count = isinstance(subject, Aggregated) and subject.how == "count"
            return cls(subject.measure.places, 0 if is_count else -most, most)
        if subject.value_type is bool:
            return cls(None, only={True, False})
        closed = closed_values(subject.fact) if isinstance(subject, FactRef) else None
        return cls(None, only=None if closed is None else set(closed))

    def compare(self, operator: str, value: object) -> None:
        """Keep the values that compare so with another one."""
        if self.places is None:
            if operator == "==":
                self.keep([value])
            else:
                self.never.add(value)
            return
        number = self._number(value)
        match operator:
            case ">":
                self.lowest = max(self.lowest, math.floor(number) + 1)
            case ">=":
                self.lowest = max(self.lowest, math.ceil(number))
            case "<":
                self.highest = min(self.highest, math.ceil(number) - 1)
            case "<=":
                self.highest = min(self.highest, math.floor(number))
            case "==":
                self.keep([value])
            case _:
                self.never.add(number)

    def keep(self, values: Iterable[object]) -> None:
        """Keep only some values."""
        kept = {value if self.places is None else self._number(value) for value in values}
        self.only = kept if self.only is None else self.only & kept

    def refuse(self, values: Iterable[object]) -> None:
        """Keep all values but some."""
        self.never.update(value if self.places is None else self._number(value) for value in values)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left."""
        if self.places is None:
            return self.only is not None and not self.only - self.never
        if self.only is None:
            if self.highest - self.lowest >= _FEW:
                return False
            self.only = set(range(self.lowest, self.highest + 1))
        left = self.only - self.never
        return not any(self.lowest <= number <= self.highest and number == int(number) for number in left)

    def _number(self, value: Any) -> Fraction:  # noqa: ANN401 - of any type with an order
        if isinstance(value, date):
            return Fraction(value.toordinal())
        amount: Fraction = Fraction(value.pence, 100) if isinstance(value, Money) else Fraction(value)
        return amount * Fraction(10) ** (self.places or 0)
