"""Nearest changes: what one fact would have to be for a case to be eligible.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Person(Facts, id="person"):
...     hours: Fact[int] = fact("hours of work a week", actionable=True)
>>> working = Scheme("working", facts=[Person], eligible=[rule("works", Person.hours >= 16)])
>>> decision = working.decide(Known({"person.hours": 12}), on=date(2026, 5, 1))
>>> [(change.fact, change.value) for change in nearest_changes(decision).for_applicant]
[('person.hours', 16)]
"""

from localgov_components.eligibility.changes.nearest import NearestChange, NearestChanges, nearest_changes

__all__ = ["NearestChange", "NearestChanges", "nearest_changes"]
