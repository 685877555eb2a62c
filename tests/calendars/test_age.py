from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.calendars import LeapDayBirthday, age_on
from localgov_components.core.errors import InvalidValueError


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2008-05-01", "2026-04-30", 17),
        ("2008-05-01", "2026-05-01", 18),
        ("2026-05-01", "2026-05-01", 0),
        ("2008-02-29", "2012-02-28", 3),
        ("2008-02-29", "2012-02-29", 4),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-03-01", "2026-02-28", 17),
        ("2008-02-28", "2026-02-28", 18),
        ("1900-01-01", "2026-01-01", 126),
    ],
)
def test_an_age_is_reached_with_the_birthday(born: str, on: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(on)) == age


def test_the_other_reading_of_a_leap_day_can_be_named() -> None:
    born, on = date(2008, 2, 29), date(2026, 2, 28)
    assert age_on(born, on, leap_day=LeapDayBirthday.FEBRUARY_28) == 18
    assert age_on(born, on - timedelta(days=1), leap_day=LeapDayBirthday.FEBRUARY_28) == 17
    assert age_on(born, date(2028, 2, 28), leap_day=LeapDayBirthday.FEBRUARY_28) == 19
    assert age_on(born, date(2028, 2, 29), leap_day=LeapDayBirthday.FEBRUARY_28) == 20


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS, DAYS, st.sampled_from(LeapDayBirthday))
def test_an_age_grows_by_one_at_most_from_day_to_day(born: date, on: date, leap_day: LeapDayBirthday) -> None:
    born, on = min(born, on), max(born, on)
    age = age_on(born, on, leap_day=leap_day)
    assert age_on(born, on + timedelta(days=1), leap_day=leap_day) - age in {0, 1}
    assert 0 <= age <= (on - born).days / 365.2425 + 1


def test_who_is_not_born_yet_has_no_age_and_the_day_of_birth_is_not_shown() -> None:
    with pytest.raises(InvalidValueError) as caught:
        age_on(date(2026, 5, 2), date(2026, 5, 1))
    assert caught.value.code == "age.not-born"
    assert not any(letter.isdigit() for letter in str(caught.value))


def test_a_day_is_a_day() -> None:
    for born, on in (
        ("2008-02-29", date(2026, 1, 1)),
        (date(2008, 2, 29), None),
        (date(1066, 10, 14), date(2026, 1, 1)),
    ):
        with pytest.raises(InvalidValueError) as caught:
            age_on(born, on)  # type: ignore[arg-type]
        assert "2008" not in str(caught.value)
        assert "1066" not in str(caught.value)


def test_a_reading_of_the_leap_day_may_be_named_by_its_value_and_an_unknown_one_is_refused_for_anybody() -> None:
    leap_day: Any = "02-28"
    assert age_on(date(2008, 2, 29), date(2026, 2, 28), leap_day=leap_day) == 18
    leap_day = "02-30"
    with pytest.raises(ValueError, match="LeapDayBirthday"):
        age_on(date(2008, 5, 1), date(2026, 2, 28), leap_day=leap_day)
