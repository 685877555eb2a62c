"""An instant as records hold it: with its zone told, and in UTC, so that there is one spelling."""

from datetime import UTC, datetime
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, AwareDatetime

from localgov_components.core.errors import InvalidValueError

__all__ = ["Instant"]


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise InvalidValueError(
            "an instant before the year 1 or after 9999. Check it.", code="record.instant"
        ) from None


Instant: TypeAlias = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""An instant in UTC."""
