"""A second, plainer reading of what rules mean: written from their definitions, and sharing nothing with the first.

Sums are made in long decimals, quotients in fractions that `decimal` rounds, calendar time by `dateutil` or by
counting; nothing is kept from one part to the next. None is unknown.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    Inexact,
)
from fractions import Fraction
from functools import reduce
from typing import Any

from dateutil.relativedelta import relativedelta
from tests.rules.vocabulary import ON, POLICY

from localgov_components.calendars import LeapDayBirthday
from localgov_components.money import Money
from localgov_components.rules import Expression, Judgement, Known, Per, Unknown, UnknownReason, tree

__all__ = ["UNKNOWN", "PlainReading", "plain"]

UNKNOWN = None
"""What the plain reading calls unknown."""

_LONG = Context(prec=400, traps=[Inexact])
_ROUNDING = {
    "half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "half-down": ROUND_HALF_DOWN, "up": ROUND_UP,
    "down": ROUND_DOWN, "ceiling": ROUND_CEILING, "floor": ROUND_FLOOR,
}  # fmt: skip
_TIMES_A_YEAR = {Per.YEAR: 1, Per.MONTH: 12, Per.WEEK: 52, Per.DAY: 365}
Bound = Mapping[tree.Binding, Known]


def plain(expression: Expression[Any], known: Known, *, policy: Mapping[str, Any] = POLICY, on: date = ON) -> Any:  # noqa: ANN401
    """What an expression means: None when unknown; numbers as the expression's own type, money as `Money`."""
    value = PlainReading(known, policy, on).of(expression)
    if isinstance(value, Decimal) and expression.value_type is Money:
        return Money(str(value.quantize(Decimal("0.01"), context=_LONG)))
    return int(value) if isinstance(value, Decimal) and expression.value_type is int else value


class PlainReading:
    """What every part of a rule means in one case; `seen` is called with each part and its value."""

    def __init__(
        self,
        known: Known,
        policy: Mapping[str, Any],
        on: date,
        seen: Callable[[Expression[Any], Any], None] = lambda _part, _value: None,
    ) -> None:
        self.known, self.policy, self.on, self.seen = known, policy, on, seen

    def of(self, part: Expression[Any], bound: Bound | None = None) -> Any:  # noqa: ANN401
        """The value of a part, where members are bound; a number is a `Decimal`."""
        value = self._of(part, bound or {})
        self.seen(part, value)
        return value

    def _of(self, part: Expression[Any], bound: Bound) -> Any:  # noqa: ANN401, C901, PLR0911, PLR0912 - one case for each kind
        match part:
            case tree.FactRef():
                return self._fact((self.known if part.of is None else bound[part.of]).stored.get(part.id))
            case tree.Constant():
                return _number(part.value)
            case tree.PolicyRef():
                return _number(self.policy[part.key])
            case tree.DecisionDate():
                return self.on
            case tree.Undefined():
                return UNKNOWN
            case tree.Definition():
                return self.of(part.expression, bound)
            case tree.Not():
                return {True: False, False: True, UNKNOWN: UNKNOWN}[self.of(part.part, bound)]
            case tree.AllOf():
                return _least([self.of(each, bound) for each in part.parts])
            case tree.AnyOf():
                return _greatest([self.of(each, bound) for each in part.parts])
            case tree.OneOf():
                subject = self.of(part.subject, bound)
                return _greatest([_compared("==", subject, self.of(each, bound)) for each in part.options])
            case tree.Comparison():
                return _compared(part.operator, self.of(part.left, bound), self.of(part.right, bound))
            case tree.Arithmetic():
                return _reckoned(part.operator, self.of(part.left, bound), self.of(part.right, bound))
            case tree.Choice():
                return _agreed(list(self._possible(part, bound)))
            case tree.Extreme():
                values = [self.of(each, bound) for each in part.parts]
                return UNKNOWN if UNKNOWN in values else sorted(values)[-1 if part.how == "larger" else 0]
            case tree.Rounded():
                value = self.of(part.subject, bound)
                return UNKNOWN if value is UNKNOWN else _rounded(Fraction(value), part.places, part.rounding)
            case tree.Divided():
                return self._quotient(part, bound)
            case tree.Converted():
                return self._converted(part, bound)
            case tree.Elapsed():
                days = (self.of(part.start, bound), self.of(part.end, bound))
                return UNKNOWN if UNKNOWN in days else Decimal(_elapsed(part, *days))
            case tree.Shifted():
                day, count = self.of(part.subject, bound), self.of(part.count, bound)
                return UNKNOWN if UNKNOWN in (day, count) else _moved(day, part.unit, int(count))
            case tree.Quantified():
                return self._quantified(part, bound)
            case tree.Aggregated():
                return self._aggregated(part, bound)
            case _:
                raise AssertionError(type(part))

    def _fact(self, stored: Any) -> Any:  # noqa: ANN401
        if stored is None or isinstance(stored, Unknown | UnknownReason):
            return UNKNOWN
        if isinstance(stored, Judgement):
            lapsed = stored.until is not None and stored.until < self.on
            return UNKNOWN if lapsed else _number(stored.value)
        return _number(stored)

    def _possible(self, part: tree.Choice[Any], bound: Bound) -> Iterator[Any]:
        """Every value that a choice may still take."""
        for condition, value in part.branches:
            holds = self.of(condition, bound)
            if holds is not False:
                yield self.of(value, bound)
            if holds is True:
                return
        yield self.of(part.otherwise, bound)

    def _quotient(self, part: tree.Divided[Any], bound: Bound) -> Any:  # noqa: ANN401
        left, right = self.of(part.left, bound), self.of(part.right, bound)
        if right == 0:
            return self.of(part.if_zero, bound)
        if UNKNOWN in (left, right):
            return UNKNOWN
        return _rounded(Fraction(left) / Fraction(right), part.places, part.rounding)

    def _converted(self, part: tree.Converted[Any], bound: Bound) -> Any:  # noqa: ANN401
        value = self.of(part.subject, bound)
        if value is UNKNOWN:
            return UNKNOWN
        assert part.subject.measure
        assert part.subject.measure.per
        a_year = Fraction(value) * _TIMES_A_YEAR[part.subject.measure.per]
        return _rounded(a_year / _TIMES_A_YEAR[part.to], part.places, part.rounding)

    def _quantified(self, part: tree.Quantified, bound: Bound) -> Any:  # noqa: ANN401
        members = self.of(part.members, bound)
        if members is UNKNOWN:
            return UNKNOWN
        holds = [self.of(part.condition, {**bound, part.binding: each}) for each in members.items]
        further = [] if members.complete else [UNKNOWN]
        return _greatest(holds + further) if part.how == "exists" else _least(holds + further)

    def _aggregated(self, part: tree.Aggregated[Any], bound: Bound) -> Any:  # noqa: ANN401
        members = self.of(part.members, bound)
        if members is UNKNOWN or not members.complete:
            return UNKNOWN
        rows = [{**bound, part.binding: each} for each in members.items]
        wanted = [True if part.where is None else self.of(part.where, row) for row in rows]
        values = [self.of(part.value, row) for row, holds in zip(rows, wanted, strict=True) if holds is not False]
        if UNKNOWN in (*wanted, *values):
            return UNKNOWN
        if part.how == "count":
            return Decimal(len(values))
        if part.how == "sum":
            return reduce(_LONG.add, values, Decimal(0))
        if not values:
            assert part.if_none is not None
            return self.of(part.if_none, bound)
        return sorted(values)[0 if part.how == "min" else -1]


def _number(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, Money):
        return Decimal(str(value))
    return Decimal(value) if type(value) in (int, Decimal) else value


def _least(values: list[Any]) -> Any:  # noqa: ANN401 - strong Kleene logic: false is less than unknown, unknown than true
    return False if False in values else UNKNOWN if UNKNOWN in values else True


def _greatest(values: list[Any]) -> Any:  # noqa: ANN401
    return True if True in values else UNKNOWN if UNKNOWN in values else False


def _agreed(values: list[Any]) -> Any:  # noqa: ANN401
    return UNKNOWN if UNKNOWN in values or any(value != values[0] for value in values) else values[0]


def _compared(operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
    if UNKNOWN in (left, right):
        return UNKNOWN
    if operator in ("==", "!="):
        return (left == right) is (operator == "==")
    less, same = left < right, left == right
    return {"<": less, "<=": less or same, ">": not less and not same, ">=": not less}[operator]


def _reckoned(operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
    if UNKNOWN in (left, right):
        return UNKNOWN
    return {"+": _LONG.add, "-": _LONG.subtract, "*": _LONG.multiply}[operator](left, right)


def _rounded(exact: Fraction, places: int, rounding: str) -> Decimal:
    """As `decimal` rounds a stand-in: all that matters of a rest is whether it is under, at or over half."""
    scaled = exact * 10**places
    whole = scaled.numerator // scaled.denominator
    left_over = scaled - whole
    sign_of_rest = (left_over > 0) + (left_over >= Fraction(1, 2)) + (left_over > Fraction(1, 2))
    stand_in = _LONG.add(Decimal(whole), Decimal(("0", "0.25", "0.5", "0.75")[sign_of_rest]))
    return stand_in.quantize(Decimal(1), _ROUNDING[rounding]).scaleb(-places, _LONG)


def _elapsed(part: tree.Elapsed, start: date, end: date) -> int:
    if end < start:
        return -_elapsed(part, end, start)
    match part.unit:
        case "days":
            return (end - start).days
        case "weeks":
            return (end - start) // timedelta(days=7)
        case "months":
            apart = relativedelta(end, start)
            return apart.years * 12 + apart.months
        case "years":
            return sum(_birthday(start, year, part.leap_day) <= end for year in range(start.year + 1, end.year + 1))


def _birthday(born: date, year: int, leap_day: LeapDayBirthday) -> date:
    """The day before 1 March, or the day after 28 February, where there is no 29th."""
    if (born.month, born.day) == (2, 29) and leap_day is LeapDayBirthday.MARCH_1:
        return date(year, 2, 28) + timedelta(days=1)
    return born + relativedelta(years=year - born.year)


def _moved(day: date, unit: str, count: int) -> date:
    try:
        return day + relativedelta(**{unit: count})  # type: ignore[arg-type]
    except (OverflowError, ValueError):  # no such year: the last or first day there is
        return date.max if count > 0 else date.min
