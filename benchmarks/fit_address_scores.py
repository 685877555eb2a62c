"""Fit the probability of what the matcher names to its log odds of evidence, by logistic regression.

    python -m benchmarks.fit_address_scores

Texts of the made-up set in the wording that was held back, of a seed that nothing else uses, are matched with the whole
gazetteer, and again with what they mean taken out. How many of a council's texts mean a property that its gazetteer
lacks is not known; one in twenty is taken, and the second kind is weighted so. A weak prior keeps the weights finite
where almost nothing is wrong. What it prints is kept in `localgov_components.address.matching.calibration`.
"""

import tempfile
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from benchmarks.address_sets import LabelledSet, made_up_sets
from localgov_components.address import Gazetteer
from localgov_components.address.matching import explaining
from localgov_components.address.matching.calibration import INTERCEPT, SLOPE
from localgov_components.address.matching.match import MatchOutcome

__all__: list[str] = []

SIZE, TEXTS, SEED = 100_000, 20_000, 2028
SHARE_LACKING = 0.05
PRIOR = 0.01
STEPS = 100
FURTHEST = 50.0


class Case(NamedTuple):
    """The log odds of the properties that were named for a text, which of them was meant, and how much it counts."""

    log_odds: Sequence[float]
    meant: int | None
    weight: float


def main() -> None:
    """Match, fit and print."""
    with tempfile.TemporaryDirectory() as folder:
        whole, lacking = made_up_sets(Path(folder), size=SIZE, texts=TEXTS, seed=SEED)
        cases = [*named(whole, 1 - SHARE_LACKING), *named(lacking, SHARE_LACKING)]
    intercept, slope = fitted(cases)
    wrong = sum(case.meant is None for case in cases)
    print(f"{len(cases):,} texts, of which {wrong:,} mean none that was named: {intercept:.3f} and {slope:.3f}")


def named(set_: LabelledSet, weight: float) -> Iterator[Case]:
    """What is matched, or too uncertain to be, with the evidence in place of its score."""
    path = set_.gazetteer.with_suffix(".gazetteer")
    Gazetteer.build(set_.gazetteer, path)
    with patch.multiple(explaining, calibrated=float, calibrated_together=list), Gazetteer.open(path) as gazetteer:
        for row in set_.rows:
            match = gazetteer.match(row.text)
            if match.uprn is not None:
                evidence = {str(match.uprn): match.score}
            elif match.outcome is MatchOutcome.NOT_FOUND:
                evidence = {str(each.uprn): each.score for each in match.possible}
            else:  # an ambiguous answer may be right though its label says that none can be told
                continue
            if evidence:
                meant = list(evidence).index(row.uprn) if row.uprn in evidence else None
                yield Case(list(evidence.values()), meant, weight)


def fitted(cases: Sequence[Case]) -> tuple[float, float]:
    """Intercept and slope of greatest likelihood, less the prior, by Newton's method."""
    first, second = INTERCEPT, SLOPE
    for _ in range(STEPS):
        gradient = [-PRIOR * first, -PRIOR * (second - 1)]
        a, b, c = PRIOR, 0.0, PRIOR
        for case in cases:
            odds = [exp(min(first + second * each, FURTHEST)) for each in case.log_odds]
            shares = [each / (1 + sum(odds)) for each in odds]
            any_, mean = sum(shares), sum(share * each for share, each in zip(shares, case.log_odds, strict=True))
            square = sum(share * each**2 for share, each in zip(shares, case.log_odds, strict=True))
            if case.meant is not None:
                gradient[0] += case.weight
                gradient[1] += case.weight * case.log_odds[case.meant]
            gradient[0] -= case.weight * any_
            gradient[1] -= case.weight * mean
            a += case.weight * any_ * (1 - any_)
            b += case.weight * mean * (1 - any_)
            c += case.weight * (square - mean**2)
        determinant = a * c - b * b
        first += _bounded((c * gradient[0] - b * gradient[1]) / determinant)
        second += _bounded((a * gradient[1] - b * gradient[0]) / determinant)
    return first, second


def _bounded(step: float) -> float:
    """No more than a step that cannot overshoot by much, far from the best."""
    return max(-0.25, min(0.25, step))


if __name__ == "__main__":
    main()
