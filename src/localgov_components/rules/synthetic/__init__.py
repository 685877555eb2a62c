"""Made-up households for demonstrations and benchmarks, drawn from declared marginals.

>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     adults: Fact[int] = fact("adults")
...     blue_badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> population = SyntheticPopulation(
...     Household,
...     {
...         "household.adults": between(1, 4),
...         "household.blue_badge": shares({True: "0.1", False: "0.9"}, unknown="0.02"),
...     },
...     seed=1,
... )
>>> population.draw(3).frame["household.adults"].to_list()
[3, 1, 3]
"""

from localgov_components.rules.synthetic.marginals import (
    NUMBER,
    Between,
    Given,
    Marginal,
    MemberCounts,
    Quantiles,
    Shares,
    between,
    given,
    member_counts,
    quantiles,
    shares,
)
from localgov_components.rules.synthetic.population import Drawn, SyntheticPopulation

__all__ = [
    "NUMBER",
    "Between",
    "Drawn",
    "Given",
    "Marginal",
    "MemberCounts",
    "Quantiles",
    "Shares",
    "SyntheticPopulation",
    "between",
    "given",
    "member_counts",
    "quantiles",
    "shares",
]
