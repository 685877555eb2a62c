"""References to policy: the named, dated values that a council sets.

>>> from localgov_components.money import Money
>>> policy_value("couple_allowance", Money, per=Per.WEEK).measure.per
<Per.WEEK: 'week'>
>>> from localgov_components.rules.building import require_sound
>>> require_sound(policy_value("couple_allowance", float) > 1)
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  ...: float is not a type of policy value. Use bool, int, Decimal, Money, date or str
"""

from datetime import date
from decimal import Decimal
from typing import TypeVar

from localgov_components.money import Money
from localgov_components.rules.building import mistake, type_name
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import measure_fault, measure_of
from localgov_components.rules.measures import Per
from localgov_components.rules.tree import PolicyRef

__all__ = ["policy_value"]

T = TypeVar("T")

_TYPES = (bool, int, Decimal, Money, date, str)


def policy_value(
    key: str, kind: type[T], *, per: Per | None = None, places: int | None = None, at_most: int | None = None
) -> Expression[T]:
    """The value that policy holds under a key on the date of the decision.

    `per` is the period that an amount is for; `places` the decimal places of a `Decimal` (6 when left out);
    `at_most` the largest size, in whole units.
    """
    if kind not in _TYPES:
        return mistake(f"{type_name(kind)} is not a type of policy value. Use bool, int, Decimal, Money, date or str")
    fault = measure_fault(kind, per=per, places=places, at_most=at_most)
    if fault:
        return mistake(fault)
    return PolicyRef(key, kind, measure_of(kind, per=per, places=places, at_most=at_most))
