"""Two ways of deciding the same cases, compared: who gains, who loses, what it costs, and what may be published."""

from localgov_components.eligibility.comparing.bands import Bands, BandStart
from localgov_components.eligibility.comparing.comparison import MOST_GROUPS, THRESHOLD, Comparison, compare
from localgov_components.eligibility.comparing.outcome_change import AFTER, BEFORE, GAINING, LOSING, OutcomeChange
from localgov_components.eligibility.comparing.proposing import proposed
from localgov_components.eligibility.comparing.published import (
    Breakdown,
    BreakdownRow,
    ChangeRow,
    ComparedSide,
    Cost,
    MightQualify,
    MissingFact,
    MissingTogether,
    MoveRow,
    NotBrokenDown,
    PolicyDifference,
    PublishedComparison,
    ValueInForce,
    comparison_schema,
)
from localgov_components.eligibility.comparing.tally import Tally

__all__ = [
    "AFTER",
    "BEFORE",
    "GAINING",
    "LOSING",
    "MOST_GROUPS",
    "THRESHOLD",
    "BandStart",
    "Bands",
    "Breakdown",
    "BreakdownRow",
    "ChangeRow",
    "ComparedSide",
    "Comparison",
    "Cost",
    "MightQualify",
    "MissingFact",
    "MissingTogether",
    "MoveRow",
    "NotBrokenDown",
    "OutcomeChange",
    "PolicyDifference",
    "PublishedComparison",
    "Tally",
    "ValueInForce",
    "compare",
    "comparison_schema",
    "proposed",
]
