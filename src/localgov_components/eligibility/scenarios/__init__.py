r"""Scenarios: the policy in examples, which people can read and a computer can check.

>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("blue-badge", Household.badge)])
>>> table = b"name,date,household.badge,outcome\nA badge,2026-05-01,yes,eligible\nNobody asked,2026-05-01,,undecided\n"
>>> scenarios = parse_scenarios(table, name="cases.csv", scheme=scheme)
>>> [result.passed for result in run_scenarios(scenarios, scheme=scheme)]
[True, True]
"""

from localgov_components.eligibility.scenarios.reading import parse_scenarios, read_scenarios
from localgov_components.eligibility.scenarios.running import ScenarioResult, run_scenarios
from localgov_components.eligibility.scenarios.scenario import NONE, Expected, Scenario
from localgov_components.eligibility.scenarios.writing import Draft, drafts_as_yaml, grid_of_drafts, write_drafts

__all__ = [
    "NONE",
    "Draft",
    "Expected",
    "Scenario",
    "ScenarioResult",
    "drafts_as_yaml",
    "grid_of_drafts",
    "parse_scenarios",
    "read_scenarios",
    "run_scenarios",
    "write_drafts",
]
