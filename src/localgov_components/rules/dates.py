"""Dates in rules: the day of the decision, ages, whole days, weeks and months, and dates moved by them.

>>> from datetime import date
>>> from localgov_components.rules import Fact, Facts, Known, evaluate, fact
>>> class Person(Facts, id="person"):
...     born: Fact[date] = fact("date of birth", protected="age")
>>> known = Known({"person.born": date(2008, 2, 29)})
>>> [evaluate(age_on(Person.born), known, on=day) for day in (date(2026, 2, 28), date(2026, 3, 1))]
[17, 18]
>>> evaluate(Person.born + years(18), known)
datetime.date(2026, 2, 28)
"""

from datetime import date
from typing import Any

from localgov_components.calendars import LeapDayBirthday
from localgov_components.rules.building import as_expression, mistake, type_name
from localgov_components.rules.expressions import Expression, PeriodOfTime, TimeUnit
from localgov_components.rules.tree import DecisionDate, Elapsed, Mistaken

__all__ = [
    "age_on",
    "days",
    "days_between",
    "decision_date",
    "months",
    "months_between",
    "weeks",
    "weeks_between",
    "years",
]


def decision_date() -> Expression[date]:
    """The day for which the case is decided."""
    return DecisionDate()


def age_on(
    born: "date | Expression[date]",
    on: "date | Expression[date] | None" = None,
    *,
    leap_day: LeapDayBirthday = LeapDayBirthday.MARCH_1,
) -> Expression[int]:
    """Whole years of age on a day: that of the decision, when left out.

    Negative before birth. Somebody born on 29 February is a year older on 1 March of a common year, or on
    28 February when `leap_day` says so.
    """
    return _elapsed("years", born, decision_date() if on is None else on, LeapDayBirthday(leap_day))


def days_between(start: "date | Expression[date]", end: "date | Expression[date]") -> Expression[int]:
    """Days from one date to another; negative when it goes back."""
    return _elapsed("days", start, end)


def weeks_between(start: "date | Expression[date]", end: "date | Expression[date]") -> Expression[int]:
    """Whole weeks from one date to another; negative when it goes back."""
    return _elapsed("weeks", start, end)


def months_between(start: "date | Expression[date]", end: "date | Expression[date]") -> Expression[int]:
    """Whole calendar months from one date to another.

    As many as can be added without passing it. A month added to 31 January ends on the last day of February. Negative
    when it goes back.
    """
    return _elapsed("months", start, end)


def days(count: "int | Expression[int]") -> PeriodOfTime:
    """So many days, to move a date by."""
    return _period("days", count)


def weeks(count: "int | Expression[int]") -> PeriodOfTime:
    """So many weeks, to move a date by."""
    return _period("weeks", count)


def months(count: "int | Expression[int]") -> PeriodOfTime:
    """So many calendar months, to move a date by.

    A day that the month lacks becomes its last.
    """
    return _period("months", count)


def years(count: "int | Expression[int]") -> PeriodOfTime:
    """So many years, to move a date by.

    29 February becomes the 28th in a common year.
    """
    return _period("years", count)


def _elapsed(
    unit: TimeUnit, start: Any, end: Any, leap_day: LeapDayBirthday = LeapDayBirthday.MARCH_1
) -> Expression[int]:
    sides = (as_expression(start), as_expression(end))
    if any(side.value_type is Mistaken for side in sides):
        return mistake(None, *sides)
    if any(side.value_type is not date for side in sides):
        names = " and ".join(type_name(side.value_type) for side in sides)
        return mistake(f"{unit} between {names} has no meaning. Give two dates", *sides)
    return Elapsed(unit, sides[0], sides[1], leap_day)


def _period(unit: TimeUnit, count: Any) -> PeriodOfTime:
    number = as_expression(count)
    if number.value_type not in (int, Mistaken):
        number = mistake(f"{unit}({type_name(number.value_type)}) has no meaning. Give a whole number", number)
    return PeriodOfTime(unit, number)
