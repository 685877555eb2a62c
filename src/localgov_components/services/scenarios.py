r"""Scenarios: a table of applicants with the outcome, the price and the reasons expected for each.

Whoever decides the policy can read the table and write another line. A CSV table has the columns
`name`, `date`, one for each fact id, and `outcome`, `total` and `reasons` (rule ids, divided by
semicolons); an empty cell is a fact that is not known. In YAML a scenario is a mapping:

    - name: Somebody gets Universal Credit, two bins
      date: 2026-05-01
      facts: {household.universal_credit: true, subscription.bins: 2}
      expect: {outcome: eligible, total: "48.00", reasons: [gets-a-benefit]}

>>> read_scenarios("name,date,outcome\nNobody,2026-05-01,maybe", source="scenarios.csv")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  scenarios.csv, scenario 1, column expect.outcome: Input should be 'eligible', 'not-eligible', 'refer' or 'undecided'
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.libraries import needs_extra
from localgov_components.core.model import Model
from localgov_components.eligibility import Decision, Outcome
from localgov_components.money import Money
from localgov_components.policy import PolicySet
from localgov_components.rules import Known
from localgov_components.services.service import Service

__all__ = ["Expected", "Scenario", "ScenarioResult", "read_scenarios", "run_scenarios"]

_EXPECTED = ("outcome", "total", "reasons")
_HEADINGS = ("name", "date", *_EXPECTED)


class Expected(Model):
    """What a scenario should lead to; what is left out is not compared."""

    outcome: Outcome
    total: Money | None = None
    reasons: tuple[str, ...] | None = None


class Scenario(Model):
    """One applicant on one day."""

    name: Annotated[str, Field(min_length=1)]
    on: Annotated[date, Field(alias="date")]
    facts: dict[str, JsonValue]
    expect: Expected


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """A scenario and where it came out differently: nothing when it passed."""

    scenario: Scenario
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.differences


def read_scenarios(text: str, *, source: str) -> tuple[Scenario, ...]:
    """Read a CSV or YAML table, by the ending of its name.

    Raises `DefinitionError` with every mistake.
    """
    rows = list(_csv_rows(text) if source.endswith(".csv") else _yaml_rows(text, source))
    faults, scenarios = [], []
    for number, row in enumerate(rows, start=1):
        try:
            scenarios.append(Scenario.model_validate(row))
        except ValidationError as error:
            where = f"{source}, scenario {number}"
            faults += [
                Fault(where, item["msg"], column=".".join(map(str, item["loc"])) or None) for item in error.errors()
            ]
    DefinitionError.raise_for(faults)
    return tuple(scenarios)


def run_scenarios(scenarios: Sequence[Scenario], *, service: Service, policy: PolicySet) -> Iterator[ScenarioResult]:
    """Decide and charge each scenario by the policy of its day, and say what differs."""
    for scenario in scenarios:
        try:
            known = Known.parse(scenario.facts, facts=service.facts, source=scenario.name)
        except DefinitionError as error:
            yield ScenarioResult(scenario, tuple(str(fault) for fault in error.faults))
            continue
        decision = service.scheme.decide(known, on=scenario.on, policy=policy)
        yield ScenarioResult(scenario, tuple(_differences(scenario.expect, decision, service, policy)))


def _differences(expect: Expected, decision: Decision, service: Service, policy: PolicySet) -> Iterator[str]:
    if decision.outcome is not expect.outcome:
        yield f"outcome: expected {expect.outcome}, was {decision.outcome}"
        return
    reasons = tuple(reason.rule for reason in decision.reasons)
    if expect.reasons is not None and set(reasons) != set(expect.reasons):
        yield f"reasons: expected {', '.join(expect.reasons) or 'none'}, were {', '.join(reasons) or 'none'}"
    if expect.total is not None:
        charge = service.charge.charge(decision, policy=policy.on(decision.on), description="scenario")
        if charge.total != expect.total:
            yield f"total: expected {expect.total.format()}, was {charge.total.format()}"


def _csv_rows(text: str) -> Iterator[dict[str, Any]]:
    for row in csv.DictReader(io.StringIO(text)):
        expect: dict[str, Any] = {name: row[name] for name in _EXPECTED if row.get(name)}
        if "reasons" in expect:
            expect["reasons"] = tuple(part.strip() for part in expect["reasons"].split(";"))
        facts = {name: cell for name, cell in row.items() if name not in _HEADINGS and cell}
        yield {"name": row.get("name"), "date": row.get("date"), "facts": facts, "expect": expect}


def _yaml_rows(text: str, source: str) -> Sequence[Mapping[str, Any]]:
    with needs_extra("cli"):
        import yaml
    try:
        return TypeAdapter(list[dict[str, Any]]).validate_python(yaml.safe_load(text))
    except (yaml.YAMLError, ValidationError) as error:
        message = "not a YAML list of scenarios. Begin each with: - name:"
        raise DefinitionError([Fault(source, message)]) from error
