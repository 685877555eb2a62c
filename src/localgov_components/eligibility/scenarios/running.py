"""Scenarios decided, and how what came of each differs from what was expected.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.eligibility.scenarios.scenario import Expected
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("blue-badge", Household.badge)])
>>> nobody = Scenario("No badge", date(2026, 5, 1), Known({"household.badge": False}), Expected(Outcome.ELIGIBLE))
>>> [result.differences for result in run_scenarios([nobody], scheme=scheme)]
[('outcome: expected eligible, was not-eligible (blue-badge)',)]
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localgov_components.core.errors import LocalGovError
from localgov_components.eligibility.decision import Decision
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.scenarios.scenario import NONE, Scenario
from localgov_components.policy import PolicySet
from localgov_components.rules.reading import read_value

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Scheme

__all__ = ["ScenarioResult", "run_scenarios"]


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """A scenario and where it came out differently: nothing when it passed.

    `decision` is None when none could be made, for want of a policy value.
    """

    scenario: Scenario
    differences: tuple[str, ...]
    decision: Decision | None = field(repr=False)

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.differences


def run_scenarios(
    scenarios: Iterable[Scenario],
    *,
    scheme: "Scheme",
    policy: PolicySet | None = None,
    also: Callable[[Scenario, Decision], Iterable[str]] | None = None,
) -> Iterator[ScenarioResult]:
    """Decide each scenario by the policy of its day, and say what differs.

    `also` says what differs beside the decision, where the outcome is as expected.
    """
    for scenario in scenarios:
        decision = None
        try:
            decision = scheme.decide(scenario.known, on=scenario.on, policy=policy, known_at=scenario.known_at)
            differences = list(_differences(scenario, decision))
            if also is not None and decision.outcome is scenario.expect.outcome:
                differences += also(scenario, decision)
        except LocalGovError as error:
            differences = [f"not decided: {error}"]
        yield ScenarioResult(scenario, tuple(differences), decision)


def _differences(scenario: Scenario, decision: Decision) -> Iterator[str]:
    expect = scenario.expect
    if decision.outcome is not expect.outcome:
        yield f"outcome: expected {expect.outcome}, was {decision.outcome}{_why(decision)}"
        return
    for name, wanted, found in (("tier", expect.tier, decision.tier), ("award", expect.award, decision.award)):
        if wanted is not None and found != wanted:
            yield f"{name}: expected {read_value(wanted)}, was {NONE if found is None else read_value(found)}"
    settled = tuple(reason.rule for reason in decision.settled_by)
    yield from _sets_differ("reasons", expect.reasons, settled)
    yield from _sets_differ("still needed", expect.still_needed, decision.still_needed)
    question = decision.next_question or NONE
    if expect.next_question is not None and question != expect.next_question:
        yield f"next question: expected {expect.next_question}, was {question}"


def _sets_differ(name: str, wanted: tuple[str, ...] | None, found: tuple[str, ...]) -> Iterator[str]:
    if wanted is not None and set(wanted) != set(found):
        yield f"{name}: expected {', '.join(wanted) or NONE}, were {', '.join(found) or NONE}"


def _why(decision: Decision) -> str:
    """The rules that settled it, or what is still needed, in brackets."""
    if decision.outcome is Outcome.UNDECIDED:
        return f" (still needed: {', '.join(decision.still_needed) or NONE})"
    rules = ", ".join(reason.rule for reason in decision.settled_by)
    return f" ({rules})" if rules else ""
