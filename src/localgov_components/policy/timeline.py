"""What one layer says of a key, day by day.

A value holds from its day until its end, or until one that begins later takes over; when that one ends,
the earlier holds again. Of values that begin on one day the latest record counts, also when it ends sooner.
A timeline is made in one pass and asked in logarithmic time, however many values there are.

>>> from datetime import UTC, datetime
>>> from localgov_components.policy.layers import Layer
>>> def price(amount, begin, until):
...     return PolicyValue("price", amount, Layer.COUNCIL, "Ambleford", begin, datetime(2026, 1, 1, tzinfo=UTC), until)
>>> summer = price(4, date(2026, 6, 1), date(2026, 9, 1))
>>> timeline = Timeline([price(5, date(2026, 4, 1), None), summer])
>>> [found and found.value for found in (timeline.on(date(2026, month, 1)) for month in (3, 5, 7, 9))]
[None, 5, 4, 5]
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from localgov_components.policy.values import PolicyValue

__all__ = ["Timeline"]


class Timeline:
    """The value of each day, from values that are given in the order of their first day and their record."""

    __slots__ = ("_days", "_values")

    def __init__(self, values: Iterable[PolicyValue]) -> None:
        beginning = {each.effective_from: each for each in values}
        ends = {each.effective_until for each in beginning.values() if each.effective_until}
        self._days = sorted(beginning.keys() | ends)
        self._values: list[PolicyValue | None] = []
        begun: list[PolicyValue] = []
        for day in self._days:
            if day in beginning:
                begun.append(beginning[day])
            while begun and not begun[-1].is_effective(day):
                begun.pop()
            self._values.append(begun[-1] if begun else None)

    def on(self, day: date) -> PolicyValue | None:
        """The value that holds on a day, or None."""
        place = bisect_right(self._days, day)
        return self._values[place - 1] if place else None
