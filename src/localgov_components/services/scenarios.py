r"""Scenarios of a service: what a case costs beside what is decided.

They are those of its scheme, with a heading more: `total`, what is charged. Facts may be of any vocabulary of the
service, since what somebody asks for sets the charge too.

>>> from localgov_components.services import load
>>> found = load(Path("examples/garden_waste"))
>>> headings = b"name,date,household.universal_credit,subscription.bins,outcome,total\n"
>>> table = headings + b"Two bins,2026-05-01,yes,2,eligible,50\n"
>>> scenarios = parse_scenarios(table, name="cases.csv", service=found.service)
>>> [result.differences for result in run_scenarios(scenarios, service=found.service, policy=found.policy)]
[('total: expected £50.00, was £48.00',)]
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from localgov_components.eligibility import Decision, scenarios
from localgov_components.eligibility.scenarios import Scenario, ScenarioResult
from localgov_components.money import Money
from localgov_components.policy import PolicySet
from localgov_components.rules.reading import read_value
from localgov_components.services.service import Service

__all__ = ["parse_scenarios", "read_scenarios", "run_scenarios"]

_ALSO: Mapping[str, Any] = {"total": Money}


def read_scenarios(path: Path, *, service: Service, sheet: str | None = None) -> tuple[Scenario, ...]:
    """Read a YAML, CSV or XLSX file, as its name says.

    `sheet` names one of several sheets. Raises `DefinitionError` with every mistake.
    """
    return scenarios.read_scenarios(path, scheme=service.scheme, facts=service.facts, also=_ALSO, sheet=sheet)


def parse_scenarios(content: bytes, *, name: str, service: Service, sheet: str | None = None) -> tuple[Scenario, ...]:
    """Read the content of such a file."""
    return scenarios.parse_scenarios(
        content, name=name, scheme=service.scheme, facts=service.facts, also=_ALSO, sheet=sheet
    )


def run_scenarios(cases: Iterable[Scenario], *, service: Service, policy: PolicySet) -> Iterator[ScenarioResult]:
    """Decide and charge each scenario by the policy of its day, and say what differs."""

    def total_differs(scenario: Scenario, decision: Decision) -> Iterator[str]:
        wanted = scenario.expect.also.get("total")
        if wanted is not None:
            today = policy.on(decision.on, known_at=decision.known_at)
            charge = service.charge.charge(decision, policy=today, description="scenario")
            if charge.total != wanted:
                yield f"total: expected {read_value(wanted)}, was {read_value(charge.total)}"

    return scenarios.run_scenarios(cases, scheme=service.scheme, policy=policy, also=total_differs)
