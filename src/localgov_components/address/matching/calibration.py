"""From log odds of evidence to probabilities that hold: of matches with a score of 0.99, about 99 in 100 are right.

The evidence is a sum of judgements and decides what is matched. What it is worth as a probability was measured: a
logistic regression on made-up texts whose property is known, and on the same texts with their property taken out of the
gazetteer. docs/decisions/0028-scores-are-probabilities-that-were-measured.md says why; the repository's
`python -m benchmarks.fit_address_scores` fits again.

>>> round(calibrated(0.0), 2) < round(calibrated(2.2), 2) < calibrated(40.0)
True
>>> first, second = calibrated_together([6.0, 6.0])
>>> first == second < 0.5
True
"""

from collections.abc import Sequence
from math import exp

__all__ = ["HIGHEST", "INTERCEPT", "SLOPE", "calibrated", "calibrated_together"]

INTERCEPT, SLOPE = -0.25, 1.11
"""Fitted by `benchmarks.fit_address_scores`."""

HIGHEST = 0.9995
"""No score is higher: where none of n is wrong, as many as three in n may be (the rule of three), and n was 9,000."""

_MOST_ODDS = HIGHEST / (1 - HIGHEST)
_FURTHEST = 50.0
"""Log odds beyond which nothing is added: a computer's numbers end, and everything is certain long before."""


def calibrated(log_odds: float) -> float:
    """The probability that a property with this evidence, and none beside it, is the one that was meant."""
    return calibrated_together([log_odds])[0]


def calibrated_together(log_odds: Sequence[float]) -> list[float]:
    """The probabilities of properties of which one at most was meant; what is left is that of none of them."""
    odds = [min(exp(min(INTERCEPT + SLOPE * each, _FURTHEST)), _MOST_ODDS) for each in log_odds]
    total = 1 + sum(odds)
    return [each / total for each in odds]
