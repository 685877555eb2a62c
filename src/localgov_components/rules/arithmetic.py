"""Amounts and numbers: the larger, the smaller, rounding, quotients, bands and tapers.

Sums and products are exact, and nothing is rounded except by a function that says how. Money times a
rate has parts of a penny until it is `rounded`; an award, or any other result, must be.

>>> from decimal import Decimal
>>> from localgov_components.money import Money, Rounding
>>> from localgov_components.rules import Fact, Facts, Known, evaluate, fact
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
>>> over = larger_of(Household.capital - Money("10000"), Money("0"))
>>> tariff = divided(over, Money("500"), rounding=Rounding.UP) * Money("1")
>>> evaluate(tariff, Known({"household.capital": Money("10700")}))
Money('2.00')
>>> evaluate(over * Decimal("0.2"), Known({"household.capital": Money("10700")}))
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  rules: money with parts of a penny. Say how to round it with rounded(…)
"""

import itertools
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, overload

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money, Rounding
from localgov_components.rules.building import (
    NUMBERS,
    ORDERED,
    as_expression,
    common_type,
    compared,
    fitting,
    mistake,
    multiplied,
    type_name,
)
from localgov_components.rules.conditions import choice, shared_measure
from localgov_components.rules.expressions import AnyInt, AnyMoney, AnyNumber, Expression, Number
from localgov_components.rules.measures import IN_A_YEAR, MOST_PLACES, PENCE_PLACES, Measure, Per
from localgov_components.rules.tree import Constant, Converted, Divided, Extreme, Mistaken, Rounded

__all__ = ["bands", "converted", "divided", "larger_of", "rounded", "smaller_of", "taper"]

T = TypeVar("T", int, Decimal, Money)


@overload
def larger_of(first: Expression[int], *others: AnyInt) -> Expression[int]: ...  # type: ignore[overload-overlap]
@overload
def larger_of(first: Number, *others: AnyNumber) -> Expression[Decimal]: ...
@overload
def larger_of(first: Expression[Money], *others: AnyMoney) -> Expression[Money]: ...
@overload
def larger_of(first: Expression[date], *others: date | Expression[date]) -> Expression[date]: ...
def larger_of(first: Expression[Any], *others: Any) -> Expression[Any]:
    """The largest of some amounts, numbers or dates of one unit."""
    return _extreme("larger", (first, *others))


@overload
def smaller_of(first: Expression[int], *others: AnyInt) -> Expression[int]: ...  # type: ignore[overload-overlap]
@overload
def smaller_of(first: Number, *others: AnyNumber) -> Expression[Decimal]: ...
@overload
def smaller_of(first: Expression[Money], *others: AnyMoney) -> Expression[Money]: ...
@overload
def smaller_of(first: Expression[date], *others: date | Expression[date]) -> Expression[date]: ...
def smaller_of(first: Expression[Any], *others: Any) -> Expression[Any]:
    """The smallest of some amounts, numbers or dates of one unit."""
    return _extreme("smaller", (first, *others))


def rounded(subject: Expression[T], rounding: Rounding, *, places: int | None = None) -> Expression[T]:
    """The number to so many places, by a named way of rounding.

    Without `places`, money is rounded to the penny and anything else to a whole number.
    """
    _require_places(places)
    subject = as_expression(subject)
    if subject.value_type is Mistaken:
        return mistake(None, subject)
    if subject.value_type not in (*NUMBERS, Money) or subject.measure is None:
        return mistake(f"{type_name(subject.value_type)} is not rounded. Round a number or money", subject)
    to = _usual_places(subject.value_type) if places is None else places
    measure = subject.measure.rounded(to) if to < subject.measure.places else subject.measure
    return Rounded(subject, to, Rounding(rounding), subject.value_type, measure)


@overload
def divided(left: Expression[Money], right: Money | Expression[Money], *, rounding: Rounding) -> Expression[int]: ...
@overload
def divided(
    left: Expression[Money],
    right: Money | Expression[Money],
    *,
    rounding: Rounding,
    places: int,
    if_zero: Decimal | Expression[Decimal] | None = None,
) -> Expression[Decimal]: ...
@overload
def divided(
    left: Expression[Money],
    right: Money | Expression[Money],
    *,
    rounding: Rounding,
    if_zero: int | Expression[int],
) -> Expression[int]: ...
@overload
def divided(
    left: Expression[Money],
    right: int | Decimal | Expression[int] | Expression[Decimal],
    *,
    rounding: Rounding,
    places: int | None = None,
    if_zero: Money | Expression[Money] | None = None,
) -> Expression[Money]: ...
@overload
def divided(
    left: Expression[int] | Expression[Decimal],
    right: int | Decimal | Expression[int] | Expression[Decimal],
    *,
    rounding: Rounding,
    places: int,
    if_zero: Decimal | Expression[Decimal] | None = None,
) -> Expression[Decimal]: ...
@overload
def divided(
    left: Expression[int] | Expression[Decimal],
    right: int | Decimal | Expression[int] | Expression[Decimal],
    *,
    rounding: Rounding,
    if_zero: int | Expression[int] | None = None,
) -> Expression[int]: ...
def divided(
    left: Expression[Any], right: Any, *, rounding: Rounding, places: int | None = None, if_zero: Any = None
) -> Expression[Any]:
    """A quotient, rounded once from the exact one.

    Money by a number is money, to the penny when `places` is left out. Money by money, or a number by a number, is a
    whole number without `places` and a decimal with it. `if_zero` is the value where the divisor is nothing; it may be
    left out only for a written divisor that is not.
    """
    _require_places(places)
    sides = (as_expression(left), as_expression(right))
    if any(side.value_type is Mistaken for side in sides):
        return mistake(None, *sides)
    kind = _quotient_type(sides, places)
    if kind is None:
        names = [type_name(side.value_type) for side in sides]
        return mistake(f"{names[0]} divided by {names[1]} has no meaning. Change one side's type", *sides)
    dividend, divisor = sides[0].measure or Measure(), sides[1].measure or Measure()
    per = _quotient_per(dividend, divisor)
    if isinstance(per, str) and not isinstance(per, Per):
        return mistake(per, *sides)
    to = (PENCE_PLACES if kind is Money else 0) if places is None else places
    most = _most_of_quotient(dividend, divisor, sides[1])
    measure = Measure(per=per, written=dividend.written and divisor.written, places=to, most=most)
    last = _if_zero(if_zero, sides[1], kind, measure)
    if isinstance(last, str):
        return mistake(last, *sides)
    whole = last.measure.either(measure) if last.measure else measure
    return fitting(Divided(sides[0], sides[1], last, to, Rounding(rounding), kind, whole))


def converted(subject: Expression[T], *, to: Per, rounding: Rounding, places: int | None = None) -> Expression[T]:
    """An amount per one period as one per another.

    A year is 12 months, 52 weeks or 365 days. Rounded once, to the penny for money unless `places` says otherwise.
    """
    _require_places(places)
    to, subject = Per(to), as_expression(subject)
    if subject.value_type is Mistaken:
        return mistake(None, subject)
    measure = subject.measure
    if measure is None or measure.per is None:
        return mistake("converted, and is not per a period. Declare it with per=…", subject)
    end = (PENCE_PLACES if subject.value_type is Money else measure.places) if places is None else places
    most = measure.most * IN_A_YEAR[measure.per] // IN_A_YEAR[to] + 1
    kind = Decimal if subject.value_type is int and end else subject.value_type
    whole = Measure(per=to, places=end, most=most)
    return fitting(Converted(subject, to, end, Rounding(rounding), kind, whole))


@overload
def bands(subject: Number, *steps: tuple[AnyNumber, Any], below: Any) -> Expression[Any]: ...
@overload
def bands(subject: Expression[Money], *steps: tuple[AnyMoney, Any], below: Any) -> Expression[Any]: ...
@overload
def bands(subject: Expression[date], *steps: tuple[date | Expression[date], Any], below: Any) -> Expression[Any]: ...
def bands(subject: Expression[Any], *steps: tuple[Any, Any], below: Any) -> Expression[Any]:
    """The value of the band that an amount falls in.

    Each step is `(from, value)`, in ascending order. An amount of exactly `from` is in that band; `below` is the value
    under the first. Written steps that do not ascend are refused.
    """
    if not steps:
        raise InvalidValueError("bands needs at least one step. Give (from, value).", code="rule.empty")
    starts = [as_expression(start) for start, _ in steps]
    written = [each.value for each in starts if isinstance(each, Constant) and each.value_type in ORDERED]
    branches = [
        (compared(">=", subject, start), as_expression(value)) for start, (_, value) in zip(starts, steps, strict=True)
    ]
    are_alike = all(condition.value_type is bool for condition, _ in branches)
    if are_alike and any(a >= b for a, b in itertools.pairwise(written)):
        return mistake("bands whose steps do not ascend. Put the lowest first", *starts)
    return choice(tuple(reversed(branches)), as_expression(below))


def taper(
    full: Expression[Money], excess: Expression[Money], rate: AnyNumber, *, rounding: Rounding
) -> Expression[Money]:
    """An award that falls by so much of each pound of excess.

    Never below nothing; rounded once, to the penny.
    """
    reduced = full - multiplied(larger_of(excess, Money("0")), rate)
    return rounded(larger_of(reduced, Money("0")), rounding)


def _extreme(how: Any, values: tuple[Any, ...]) -> Expression[Any]:
    parts = [as_expression(value) for value in values]
    if len(parts) == 1:
        return parts[0]
    if any(part.value_type is Mistaken for part in parts):
        return mistake(None, *parts)
    kind = parts[0].value_type
    for part in parts[1:]:
        kind = kind and common_type(kind, part.value_type)
    if kind not in ORDERED:
        names = sorted({type_name(part.value_type) for part in parts})
        return mistake(f"the {how} of {' and '.join(names)} has no meaning. Give amounts of one type", *parts)
    measure = shared_measure(parts)
    if isinstance(measure, str):
        return mistake(f"the {how} of amounts {measure}. Give every one the same unit", *parts)
    return Extreme(how, tuple(parts), kind, measure)


def _quotient_type(sides: tuple[Expression[Any], Expression[Any]], places: int | None) -> Any:
    kinds = [side.value_type for side in sides]
    if kinds[0] is Money and kinds[1] in NUMBERS:
        return Money
    if kinds == [Money, Money] or set(kinds) <= set(NUMBERS):
        return int if places is None else Decimal
    return None


def _quotient_per(dividend: Measure, divisor: Measure) -> Per | str | None:
    """Period of a quotient, or what is wrong: so much a week by so much a week is a plain number."""
    if divisor.per is None or divisor.written:
        return dividend.per if divisor.per is None else None
    if dividend.per == divisor.per or dividend.written:
        return None
    return f"an amount per {dividend.per or 'nothing'} divided by one per {divisor.per}. Use converted(…)"


def _if_zero(value: Any, divisor: Expression[Any], kind: Any, measure: Measure) -> Expression[Any] | str:
    if value is None:
        if isinstance(divisor, Constant) and divisor.value != type(divisor.value)("0"):
            return as_expression(kind("0"))
        return "a division whose divisor may be nothing. Say what it gives then with if_zero=…"
    last = as_expression(value)
    if last.value_type is Mistaken or common_type(last.value_type, kind) is not kind:
        return f"if_zero is {type_name(last.value_type)}, and the quotient is {type_name(kind)}. Give one type"
    if last.measure and measure.unit_with(last.measure) is None:
        return "if_zero is per another period than the quotient. Give it the same unit"
    return last


def _most_of_quotient(dividend: Measure, divisor: Measure, written: Expression[Any]) -> int:
    """The largest size of a quotient: by what is written, or by the smallest step of the divisor."""
    steps: int = 10**divisor.places
    if isinstance(written, Constant) and written.value != type(written.value)("0"):
        amount: Any = written.value
        size = abs(amount.pence if isinstance(amount, Money) else int(amount * steps))
        return dividend.most * steps // size + 1
    return dividend.most * steps + 1


def _usual_places(kind: Any) -> int:
    return PENCE_PLACES if kind is Money else 0


def _require_places(places: int | None) -> None:
    if places is not None and (type(places) is not int or not 0 <= places <= MOST_PLACES):
        raise InvalidValueError(f"not a number of decimal places: give 0 to {MOST_PLACES}.", code="rule.places")
