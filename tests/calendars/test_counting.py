from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.calendars import (
    BACS_CYCLE,
    FOIA,
    FOISA,
    PENALTY_CHARGE,
    UK_GDPR,
    BankHolidays,
    HorizonError,
    Regime,
    add_working_days,
    is_working_day,
    working_days_between,
)
from localgov_components.core.errors import InvalidValueError

DAYS = st.dates(date(2014, 1, 1), date(2026, 12, 31))
COUNTING = st.sampled_from([FOIA, FOISA, UK_GDPR, BACS_CYCLE])


@pytest.mark.parametrize(
    ("day", "foia", "foisa", "bacs"),
    [
        ("2027-07-09", True, True, True),
        ("2027-07-10", False, False, False),
        ("2027-07-12", False, True, True),
        ("2027-08-02", False, False, True),
        ("2027-08-30", False, True, False),
        ("2026-06-15", False, False, True),
        ("2027-12-25", False, False, False),
    ],
)
def test_a_day_works_under_one_regime_and_not_under_another(day: str, foia: bool, foisa: bool, bacs: bool) -> None:  # noqa: FBT001
    on = date.fromisoformat(day)
    assert tuple(is_working_day(on, regime) for regime in (FOIA, FOISA, BACS_CYCLE)) == (foia, foisa, bacs)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        ("2027-07-09", 1, "2027-07-13"),
        ("2027-07-10", 1, "2027-07-13"),
        ("2027-07-12", 1, "2027-07-13"),
        ("2027-07-13", -1, "2027-07-09"),
        ("2027-07-11", -1, "2027-07-09"),
        ("2027-07-09", 0, "2027-07-09"),
        ("2027-07-10", 0, "2027-07-13"),
        ("2027-07-09", 2, "2027-07-14"),
        ("2027-07-14", -2, "2027-07-09"),
    ],
)
def test_working_days_are_added_and_taken_away(day: str, number: int, expected: str) -> None:
    assert add_working_days(date.fromisoformat(day), number, FOIA) == date.fromisoformat(expected)


@given(DAYS, st.integers(-300, 300), COUNTING)
def test_what_is_added_is_what_lies_between(day: date, number: int, regime: Regime) -> None:
    there = add_working_days(day, number, regime)
    assert is_working_day(there, regime)
    if number:
        assert working_days_between(day, there, regime) == number


@given(DAYS, st.integers(1, 300), COUNTING)
def test_from_a_working_day_there_and_back_again(day: date, number: int, regime: Regime) -> None:
    start = add_working_days(day, 0, regime)
    assert add_working_days(add_working_days(start, number, regime), -number, regime) == start


@given(DAYS, DAYS, COUNTING)
def test_what_lies_between_is_what_is_counted_by_hand(start: date, end: date, regime: Regime) -> None:
    sign, low, high = (1, start + timedelta(days=1), end) if start <= end else (-1, end, start - timedelta(days=1))
    by_hand = sum(is_working_day(low + timedelta(days=each), regime) for each in range((high - low).days + 1))
    assert working_days_between(start, end, regime) == sign * by_hand


def test_beyond_the_announced_days_a_projection_must_be_asked_for() -> None:
    day = date(2029, 1, 2)
    with pytest.raises(HorizonError):
        is_working_day(day, FOIA)
    with pytest.raises(HorizonError):
        add_working_days(day, 5, FOIA)
    with pytest.raises(HorizonError):
        add_working_days(day, -1, FOIA)
    with pytest.raises(HorizonError):
        working_days_between(date(2028, 12, 22), day, FOIA)
    assert not is_working_day(day, FOIA, project=True)
    assert add_working_days(day, 5, FOIA, project=True) == date(2029, 1, 9)
    assert add_working_days(day, -1, FOIA, project=True) == date(2028, 12, 29)
    assert working_days_between(date(2028, 12, 22), day, FOIA, project=True) == 3


def test_before_the_announced_days_a_projection_must_be_asked_for() -> None:
    with pytest.raises(HorizonError):
        add_working_days(date(2012, 1, 3), -1, BACS_CYCLE)
    assert add_working_days(date(2012, 1, 3), -1, BACS_CYCLE, project=True) == date(2011, 12, 30)
    assert working_days_between(date(2012, 1, 3), date(2011, 12, 30), BACS_CYCLE, project=True) == -1


@pytest.mark.parametrize("number", [1.0, True, "1", None, 100_001, -100_001, 10**5000], ids=range(7))
def test_a_number_of_working_days_is_a_whole_number_of_a_size(number: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as caught:
        add_working_days(date(2027, 7, 5), number, FOIA)
    assert caught.value.code == "calendar.number"


def test_a_regime_without_working_days_is_refused() -> None:
    for ask in (
        lambda: is_working_day(date(2027, 7, 5), PENALTY_CHARGE),
        lambda: add_working_days(date(2027, 7, 5), 1, PENALTY_CHARGE),
        lambda: working_days_between(date(2027, 7, 5), date(2027, 7, 6), PENALTY_CHARGE),
    ):
        with pytest.raises(InvalidValueError) as caught:
            ask()
        assert caught.value.code == "regime.no-working-days"


def test_another_calendar_may_be_given() -> None:
    holidays = BankHolidays.load()
    shorter = BankHolidays([each for each in holidays.days if each.day.year < 2020], holidays.provenance)
    with pytest.raises(HorizonError):
        is_working_day(date(2027, 7, 5), FOIA, holidays=shorter)
    assert is_working_day(date(2019, 7, 5), FOIA, holidays=shorter)


def test_days_that_are_centuries_apart_are_not_counted() -> None:
    with pytest.raises(InvalidValueError) as caught:
        working_days_between(date(2009, 1, 1), date(9998, 1, 1), FOIA, project=True)
    assert caught.value.code == "calendar.span"
