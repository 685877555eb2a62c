r"""How the dates of a column are written: `DD/MM/YYYY`, `DD-Mon-YYYY`, `YYYYMMDD 00:00:00`.

`YYYY`, `MM` and `DD` stand for year, month and day, `Mon` and `Month` for the month's name in English, short or
whole. Anything else stands for itself. Where something stands between them, days and months may have one digit. A year
of two digits is nobody's year of birth for certain, and has no pattern. A time of midnight after it is passed over.

>>> re.match(DayPattern.parse("DD/MM/YYYY").expression, "1/4/2026").groupdict()
{'day': '1', 'month': '4', 'year': '2026'}
>>> DayPattern.parse("DD/MM/YY")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a way to write dates. Write DD, MM (or Mon, or Month) and YYYY,
once each, such as DD/MM/YYYY.
"""

import re
from dataclasses import dataclass
from typing import Self

from localgov_components.core.errors import InvalidValueError

__all__ = ["ISO", "MONTHS", "DayPattern"]

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip

_MIDNIGHT = r"(?:[ T]00:00:00(?:\.0+)?)?"
"""What a database puts after a day that it keeps as an instant."""

_PART = re.compile(r"YYYY|Month|Mon|MM|DD|Y+|M+|D+")
_NAMES = {"YYYY": "year", "MM": "month", "DD": "day", "Mon": "month", "Month": "month"}


@dataclass(frozen=True, slots=True)
class DayPattern:
    """A pattern, and the regular expression that its dates match.

    The expression has the groups `day`, `month` and `year`; `has_names` says that the month is one of `MONTHS`, which
    may be cut to three letters.
    """

    pattern: str
    expression: str
    has_names: bool

    @classmethod
    def parse(cls, pattern: str) -> Self:
        """Read a pattern. Raises `InvalidValueError` unless day, month and year each stand in it once."""
        parts = _PART.findall(pattern)
        if sorted(_NAMES.get(part, "") for part in parts) != ["day", "month", "year"]:
            raise InvalidValueError(
                "not a way to write dates. Write DD, MM (or Mon, or Month) and YYYY, once each, such as DD/MM/YYYY.",
                code="population.date-pattern",
            )
        between = _PART.split(pattern)
        is_divided = all(between[1:-1])
        digits = {"YYYY": "[0-9]{4}", "MM": "[0-9]{1,2}" if is_divided else "[0-9]{2}"}
        digits["DD"] = digits["MM"]
        expression = re.escape(between[0])
        for part, after in zip(parts, between[1:], strict=True):
            expression += f"(?P<{_NAMES[part]}>{digits.get(part, '[A-Za-z]{3,9}')}){re.escape(after)}"
        return cls(pattern, f"^{expression}{_MIDNIGHT}$", "Mon" in pattern)


ISO = DayPattern.parse("YYYY-MM-DD")
"""Year, month and day as in 2026-04-01 (ISO 8601), which every column may hold."""
