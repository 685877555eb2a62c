"""Rule coverage: what of a scheme its scenarios show, what they do not, and cases that would.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("blue-badge", Household.badge)])
>>> with_badge = scheme.decide(Known({"household.badge": True}), on=date(2026, 5, 1))
>>> coverage = Coverage.of(scheme, [("With a badge", with_badge)])
>>> (suggestion,) = suggest(coverage, on=date(2026, 5, 1)).suggestions
>>> dict(suggestion.known)
{'household.badge': False}
"""

from localgov_components.eligibility.coverage.coverage import Coverage
from localgov_components.eligibility.coverage.suggesting import Suggestion, Suggestions, suggest
from localgov_components.eligibility.coverage.target import Target

__all__ = ["Coverage", "Suggestion", "Suggestions", "Target", "suggest"]
