from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.clock import uk_date
from localgov_components.core.errors import InvalidValueError


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 1, 1, 23, 59, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 7, 1, 8, 0, tzinfo=timezone(timedelta(hours=14))), date(2026, 6, 30)),
    ],
)
def test_the_day_changes_at_midnight_in_the_united_kingdom(now: datetime, day: date) -> None:
    assert uk_date(now) == day


@given(st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_day_is_that_of_utc_or_the_one_after(now: datetime) -> None:
    assert uk_date(now) - now.date() in (timedelta(0), timedelta(days=1))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="aware"):
        uk_date(datetime(2026, 7, 1))  # noqa: DTZ001
