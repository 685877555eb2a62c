"""Static checks: mistakes of a scheme that show before anybody applies.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, fact, not_
>>> class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("somebody has a Blue Badge", cites="SI 2000/682")
>>> rules = [rule("badge", Household.badge, cites="Minute 47"), rule("again", Household.badge, cites="Minute 48")]
>>> found = check_scheme(Scheme("concession", facts=[Household], eligible=rules), on=date(2026, 5, 1))
>>> print(*found.mistakes)
concession, column again: says the same as 'badge', and so decides nothing. Correct one of them
>>> found.notes
()
"""

from localgov_components.eligibility.checking.check import Checked, check_scheme

__all__ = ["Checked", "check_scheme"]
