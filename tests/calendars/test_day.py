from datetime import UTC, date, datetime

import pytest

from localgov_components.calendars.day import EARLIEST, LATEST, day_at, ordinal_of
from localgov_components.core.errors import InvalidValueError


class Frozen(date):
    """What libraries that stop the clock in tests put in the place of `date`."""


def test_a_day_is_a_date_of_any_kind() -> None:
    assert ordinal_of(Frozen(2027, 7, 5)) == ordinal_of(date(2027, 7, 5))


def test_the_first_and_the_last_day_are_in_range_and_no_others() -> None:
    assert (ordinal_of(date(1900, 1, 1)), ordinal_of(date(9998, 12, 31))) == (EARLIEST, LATEST)
    assert day_at(LATEST) == date(9998, 12, 31)
    for beyond in (EARLIEST - 1, LATEST + 1, 0, -1, 10**20):
        with pytest.raises(InvalidValueError) as caught:
            day_at(beyond)
        assert caught.value.code == "calendar.range"


def test_an_instant_is_no_day() -> None:
    with pytest.raises(InvalidValueError, match="uk_date"):
        ordinal_of(datetime(2027, 7, 5, tzinfo=UTC))
