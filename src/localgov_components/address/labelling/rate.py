"""A share of a number of cases, and how far the true share may lie from it.

The interval is Wilson's score interval at 95 per cent: where nothing was wrong in 300 cases, the true rate may still
be a little more than one in a hundred. E. B. Wilson, Probable inference, the law of succession, and statistical
inference, Journal of the American Statistical Association 22 (1927).

>>> wrong = Rate(0, 300)
>>> wrong.share, wrong.interval
(0.0, (0.0, 0.012642971224546036))
>>> print(Rate(1, 0))
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: more than there are. Count each case once.
"""

from dataclasses import dataclass
from math import sqrt

from localgov_components.core import InvalidValueError

__all__ = ["Rate"]

_Z = 1.959963984540054
"""Of the normal distribution, at 95 per cent on both sides together."""


@dataclass(frozen=True, slots=True, repr=False)
class Rate:
    """So many of so many; of none, there is no share."""

    count: int
    of: int

    def __post_init__(self) -> None:
        """Refuse what cannot be counted."""
        if not 0 <= self.count <= self.of:
            raise InvalidValueError("more than there are. Count each case once.", code="labelling.rate")

    @property
    def share(self) -> float | None:
        """From 0 to 1."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between which two shares the true one lies, at 95 per cent."""
        if not self.of:
            return None
        share, weight = self.count / self.of, _Z * _Z / self.of
        middle = (share + weight / 2) / (1 + weight)
        reach = _Z / (1 + weight) * sqrt(share * (1 - share) / self.of + weight / (4 * self.of))
        return max(0.0, middle - reach) if self.count else 0.0, min(
            1.0, middle + reach
        ) if self.count < self.of else 1.0

    def __str__(self) -> str:
        """Per cent, with as many figures as tell it from none and from all."""
        return percent(self.share)

    def __repr__(self) -> str:
        """Counts, which say more than the share."""
        return f"Rate({self.count} of {self.of})"


def percent(share: float | None) -> str:
    """A share in words: two figures after the point near either end, one between."""
    if share is None:
        return "–"
    hundredth = 100 * share
    near_an_end = hundredth < 1 or hundredth > 99  # noqa: PLR2004 - per cent
    return f"{hundredth:.{2 if near_an_end and share not in {0.0, 1.0} else 1}f} %"
