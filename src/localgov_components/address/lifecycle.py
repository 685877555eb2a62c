"""What every record of the gazetteer has: when it began, ended, was entered and last changed.

>>> from datetime import date
>>> class Marker(GazetteerRecord):
...     pass
>>> Marker.model_validate({"start_date": "2026-04-01"}).stands_on(date(2026, 4, 1))
True
>>> Marker.model_validate({"start_date": "2026-04-01", "end_date": "2026-03-31"})
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for Marker
  Value error, it ends before it starts. Check both dates. [type=value_error]
    For further information visit https://errors.pydantic.dev/...
"""

from datetime import date
from typing import Self

from pydantic import model_validator

from localgov_components.address.fields import Day
from localgov_components.core import InvalidValueError
from localgov_components.core.model import Model

__all__ = ["GazetteerRecord"]


class GazetteerRecord(Model):
    """A record with its life: the day it began and, where it has, the day it ended.

    `entry_date` and `last_update_date` are about the record and not the place: they may be older than `start_date`.
    """

    start_date: Day = None
    end_date: Day = None
    last_update_date: Day = None
    entry_date: Day = None

    def stands_on(self, day: date) -> bool:
        """Whether it had begun and had not ended on a day; a record without dates always stands."""
        return (self.start_date is None or self.start_date <= day) and (self.end_date is None or day <= self.end_date)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise InvalidValueError("it ends before it starts. Check both dates.", code="address.dates")
        return self
