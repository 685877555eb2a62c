"""Whether marginals fit the facts they are for, with their values as columns hold them.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact
>>> from localgov_components.rules.synthetic import between
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("capital")
>>> fitted(between(Money("0.00"), Money("9.99")), Household.declarations["capital"]).highest
999
>>> fitted(between(0, 9), Household.declarations["capital"])
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a value of the fact's type, which is Money. Write one.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules.fact_data import range_fault
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.synthetic.marginals import Between, Marginal, MemberCounts, Quantiles, Shares

__all__ = ["fitted", "in_column"]

_EPOCH = date(1970, 1, 1).toordinal()


def fitted(marginal: Marginal, fact: FactDeclaration) -> Marginal:
    """The same marginal, with values as the fact's column holds them.

    Raises `InvalidValueError` where it does not fit: a value of another type or out of range, quantiles of what has
    nothing between two values, a number of members for what is no list.
    """
    if isinstance(marginal, MemberCounts) is not bool(fact.nested):
        raise _refused("a list of members takes member_counts(…), and nothing else does")
    fit = _FITS.get(type(marginal))
    return marginal if fit is None else fit(marginal, fact)


def in_column(value: Any, fact: FactDeclaration) -> Any:
    """A value as its column holds it: pence, whole numbers of the last decimal place, days since 1970, text, truth."""
    from localgov_components.rules.frames.kinds import raw_of

    if not _is_of(value, fact.type):
        raise _refused(
            f"not a value of the fact's type, which is {getattr(fact.type, '__name__', 'a list')}. Write one"
        )
    fault = range_fault(value, fact.measure)
    if fault:
        raise _refused(fault)
    if isinstance(value, date):
        return value.toordinal() - _EPOCH
    return raw_of(value, fact.measure.places if fact.measure else 0)


def _shares(marginal: Shares, fact: FactDeclaration) -> Marginal:
    return replace(marginal, values=tuple(in_column(value, fact) for value in marginal.values))


def _quantiles(marginal: Quantiles, fact: FactDeclaration) -> Marginal:
    _require_spread(fact)
    values = tuple(in_column(value, fact) for value in marginal.values)
    if list(values) != sorted(values):
        raise _refused("quantiles fall. Each is at least the one before it")
    return replace(marginal, values=values)


def _between(marginal: Between, fact: FactDeclaration) -> Marginal:
    _require_spread(fact)
    lowest, highest = in_column(marginal.lowest, fact), in_column(marginal.highest, fact)
    if lowest > highest:
        raise _refused("the lowest value is above the highest. Exchange them")
    return replace(marginal, lowest=lowest, highest=highest, step=_step(marginal.step, fact))


def _step(step: Any, fact: FactDeclaration) -> int:
    if step is None:
        return 1
    number = int(step) if fact.type is date and type(step) is int else in_column(step, fact)
    if (fact.type is date and type(step) is not int) or number <= 0:
        raise _refused("a step is more than nothing: Money, a number, or a number of days")
    return int(number)


def _require_spread(fact: FactDeclaration) -> None:
    if fact.measure is None and fact.type is not date:
        raise _refused("there is nothing between two of its values. Use shares(…)")


_FITS: Mapping[type, Callable[[Any, FactDeclaration], Marginal]] = {
    Shares: _shares,
    Quantiles: _quantiles,
    Between: _between,
}


def _is_of(value: Any, kind: Any) -> bool:
    if kind is Decimal:
        return isinstance(value, Decimal) or type(value) is int
    if kind is int:
        return type(value) is int
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(kind, type) and isinstance(value, kind)


def _refused(message: str) -> InvalidValueError:
    return InvalidValueError(f"{message}.", code="synthetic.marginal")
