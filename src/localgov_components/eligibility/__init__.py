"""Decisions made by rules: an outcome, its reasons, and what is still needed while facts are missing.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     universal_credit: Fact[bool] = fact("somebody gets Universal Credit")
>>> concession = Scheme("concession", facts=[Household], eligible=[rule("benefit", Household.universal_credit)])
>>> concession.decide(Known({"household.universal_credit": True}), on=date(2026, 5, 1)).outcome
<Outcome.ELIGIBLE: 'eligible'>
"""

from localgov_components.eligibility.decision import (
    Decision,
    DecisionRecord,
    Outcome,
    PolicyUsed,
    Reason,
    ReasonRecord,
)
from localgov_components.eligibility.scheme import Rule, Scheme, rule

__all__ = [
    "Decision",
    "DecisionRecord",
    "Outcome",
    "PolicyUsed",
    "Reason",
    "ReasonRecord",
    "Rule",
    "Scheme",
    "rule",
]
