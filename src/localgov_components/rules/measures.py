"""What a number is a number of: per week or a lump sum, to how many places, and how large at most.

Every number and amount in a rule has a measure, known when the rule is built. Weekly money with
monthly money, or with a lump sum, is a mistake that is found then and not in somebody's award. The
places and the largest size are worked out with it, so that arithmetic is exact and never overflows.

>>> weekly = Measure(per=Per.WEEK, places=2, most=1000)
>>> weekly.plus(weekly)
Measure(per=<Per.WEEK: 'week'>, written=False, places=2, most=2000)
>>> weekly.unit_with(Measure(per=Per.MONTH, places=2)) is None
True
"""

from dataclasses import dataclass, replace
from enum import StrEnum

__all__ = ["IN_A_YEAR", "MOST_DIGITS", "MOST_MEMBERS", "MOST_PLACES", "PENCE_PLACES", "Measure", "Per"]

MOST_DIGITS = 36
"""Digits that a number in a rule may have, before and after the point: what decimal columns of databases hold."""

MOST_PLACES = 12
"""Decimal places that a written number, a fact or a policy value may have."""


MOST_MEMBERS = 1000
"""Members that a list may have; the size of a sum over them follows from it."""

PENCE_PLACES = 2
"""Decimal places of a penny in a pound."""


class Per(StrEnum):
    """The period that an amount is for: `£10.00` a week."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


IN_A_YEAR = {Per.DAY: 365, Per.WEEK: 52, Per.MONTH: 12, Per.YEAR: 1}
"""How many of each make a year, for `converted`: the customary factors of benefits law (a month is 52/12 weeks)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Unit, places and largest size of a number.

    `per` is the period that it is for, None for a plain number or a lump sum. A number `written` in a rule
    takes the unit of what it meets. `most` is the largest size, in whole units, before the point.
    """

    per: Per | None = None
    written: bool = False
    places: int = 0
    most: int = 1

    @property
    def digits(self) -> int:
        """Digits that the largest size takes, with its places."""
        return len(str(self.most)) + self.places

    def unit_with(self, other: "Measure") -> "Measure | None":
        """The measure whose unit both share, or None where they have two."""
        if self.per == other.per or other.written:
            return self
        return other if self.written else None

    def plus(self, other: "Measure") -> "Measure":
        """The measure of a sum or difference, of two in one unit."""
        return self._joined(other, self.most + other.most)

    def either(self, other: "Measure") -> "Measure":
        """The measure of one or the other, of two in one unit."""
        return self._joined(other, max(self.most, other.most))

    def times(self, other: "Measure") -> "Measure":
        """The measure of a product, of which at most one is per something."""
        return Measure(
            per=self.per or other.per,
            written=self.written and other.written,
            places=self.places + other.places,
            most=self.most * other.most,
        )

    def rounded(self, places: int) -> "Measure":
        """The measure after rounding to so many places, which may carry into one more unit."""
        return replace(self, places=places, most=self.most + 1)

    def _joined(self, other: "Measure", most: int) -> "Measure":
        unit = self.unit_with(other) or self
        return Measure(
            per=unit.per, written=self.written and other.written, places=max(self.places, other.places), most=most
        )
