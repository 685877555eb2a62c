"""Boundary cases: what to try so that nothing about a threshold is left untried.

>>> from datetime import date
>>> from localgov_components.rules import Fact, Facts, age_on, fact
>>> class Person(Facts, id="person"):
...     born: Fact[date] = fact("date of birth", protected="age")
>>> adult = age_on(Person.born) >= 18
>>> days = {case["person.born"] for case in boundary_cases(adult, facts=[Person], on=date(2026, 2, 28))}
>>> sorted(str(day) for day in days if day.year == 2008)
['2008-02-27', '2008-02-28', '2008-02-29', '2008-03-01']
"""

from localgov_components.rules.boundaries.cases import boundary_cases
from localgov_components.rules.boundaries.threshold import Threshold, Watch, thresholds_of
from localgov_components.rules.boundaries.values import BoundaryValues, boundary_values

__all__ = ["BoundaryValues", "Threshold", "Watch", "boundary_cases", "boundary_values", "thresholds_of"]
