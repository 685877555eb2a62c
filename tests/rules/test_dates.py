from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from tests.rules.trees import ON, Household

from localgov_components.calendars import LeapDayBirthday
from localgov_components.core.errors import DefinitionError
from localgov_components.rules import (
    Known,
    PeriodOfTime,
    age_on,
    days,
    days_between,
    decision_date,
    evaluate,
    months,
    months_between,
    weeks,
    weeks_between,
    years,
)

# Without its types, so that mistakes reach the checks that are made when a rule is built.
H: Any = Household
BORN = Known({"household.born": date(2008, 2, 29), "household.moved": date(2026, 1, 31), "household.bins": 3})


def test_the_day_of_the_decision_is_a_date_like_others() -> None:
    assert evaluate(decision_date(), Known(), on=ON) == ON
    assert evaluate(decision_date() + days(1) > date(2026, 5, 1), Known(), on=ON) is True


def test_an_age_is_that_on_the_day_of_the_decision_unless_another_is_given() -> None:
    assert evaluate(age_on(Household.born), BORN, on=date(2026, 2, 28)) == 17
    assert evaluate(age_on(Household.born, date(2026, 3, 1)), BORN) == 18
    late = age_on(Household.born, leap_day=LeapDayBirthday.FEBRUARY_28)
    assert evaluate(late, BORN, on=date(2026, 2, 28)) == 18


def test_time_between_dates_is_whole_and_negative_when_it_goes_back() -> None:
    start, end = Household.moved, date(2026, 2, 28)
    for between, whole in ((days_between, 28), (weeks_between, 4), (months_between, 1)):
        assert evaluate(between(start, end), BORN) == whole
        assert evaluate(between(end, start), BORN) == -whole


@pytest.mark.parametrize(
    ("period", "later", "earlier"),
    [
        (days(3), date(2026, 2, 3), date(2026, 1, 28)),
        (weeks(1), date(2026, 2, 7), date(2026, 1, 24)),
        (months(1), date(2026, 2, 28), date(2025, 12, 31)),
        (years(2), date(2028, 1, 31), date(2024, 1, 31)),
        (days(Household.bins), date(2026, 2, 3), date(2026, 1, 28)),
        (months(-1), date(2025, 12, 31), date(2026, 2, 28)),
    ],
    ids=["days", "weeks", "months", "years", "as many days as bins", "months back"],
)
def test_a_date_is_moved_by_a_period(period: PeriodOfTime, later: date, earlier: date) -> None:
    assert evaluate(Household.moved + period, BORN) == later
    assert evaluate(Household.moved - period, BORN) == earlier


def test_a_date_on_29_february_is_moved_to_the_28th_of_a_common_year() -> None:
    assert evaluate(Household.born + years(1), BORN) == date(2009, 2, 28)
    assert evaluate(Household.born + years(4), BORN) == date(2012, 2, 29)


MISTAKES: dict[str, tuple[Callable[[], Any], str]] = {
    "the age of a number": (lambda: age_on(H.bins), "years between int and date has no meaning"),
    "months to a text": (lambda: months_between(H.moved, H.band), "months between date and str has no meaning"),
    "days to an instant": (lambda: days_between(H.moved, datetime(2026, 5, 1, 12)), "an instant is not a day"),  # noqa: DTZ001
    "days of money": (lambda: H.moved + days(H.capital), r"days\(Money\) has no meaning"),
    "weeks of a rate": (lambda: H.moved - weeks(H.share), r"weeks\(Decimal\) has no meaning"),
    "a number moved": (lambda: H.bins + months(1), r"int \+ months has no meaning"),
    "a date less a date": (lambda: H.moved - H.born, r"Use days_between\(…\), or add days\(…\)"),
    "a date more than a number": (lambda: H.moved > 2026, "date cannot be compared with int"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_what_makes_no_sense_of_dates_is_refused(name: str) -> None:
    make, message = MISTAKES[name]
    with pytest.raises(DefinitionError, match=message) as caught:
        evaluate(make(), Known())
    assert len(caught.value.faults) == 1
