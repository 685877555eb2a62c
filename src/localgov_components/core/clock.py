"""What day it is in the United Kingdom at an instant.

>>> from datetime import UTC, datetime
>>> uk_date(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
datetime.date(2026, 7, 2)
>>> uk_date(datetime(2026, 7, 1, 23, 30))
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: a time without a zone. Give an aware datetime, such as \
datetime.now(UTC).
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from localgov_components.core.errors import InvalidValueError, MissingLibraryError

__all__ = ["uk_date", "uk_zone"]


def uk_date(now: datetime) -> date:
    """The day in the United Kingdom at an instant."""
    if now.tzinfo is None:
        message = "a time without a zone. Give an aware datetime, such as datetime.now(UTC)."
        raise InvalidValueError(message, code="clock.naive")
    return now.astimezone(uk_zone()).date()


def uk_zone() -> ZoneInfo:
    """Time in the United Kingdom, summer time included.

    Raises `MissingLibraryError` where Python has no time zones: Windows without the tzdata package.
    """
    try:
        return ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError as error:
        message = "this computer has no time zones for Python. Install them with: pip install tzdata"
        raise MissingLibraryError(message, code="library.missing") from error
