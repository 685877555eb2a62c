"""Random schemes over the vocabulary of the language's tests, and the policy that they read."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st
from tests.rules.trees import LUMP, TENURE, TRUTH, WEEKLY, Household, rules_together
from tests.rules.vocabulary import ON, POLICY

from localgov_components.eligibility import Scheme, rule
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue, Signature
from localgov_components.rules import policy_read

__all__ = ["ON", "POLICY_SET", "RECORDED", "correction", "schemes"]

RECORDED = datetime(2026, 1, 15, 9, tzinfo=UTC)
"""When every value of `POLICY_SET` was recorded."""

POLICY_SET = PolicySet(
    [PolicyDeclaration(key, type(value), f"Label of {key}", "Budget 2026") for key, value in POLICY.items()],
    [
        PolicyValue(
            key,
            value,
            Layer.COUNCIL,
            "Ambleford",
            date(2026, 4, 1),
            RECORDED,
            signature=Signature(decision="Minute 47"),
        )
        for key, value in POLICY.items()
    ],
)
"""The policy of the language's tests, in force on the day of every decision."""


def correction(key: str, value: Any) -> PolicyValue:  # noqa: ANN401 - a policy value has any type
    """A value recorded later than all others, from the same day."""
    recorded = datetime(2026, 6, 1, 9, tzinfo=UTC)
    return PolicyValue(
        key, value, Layer.COUNCIL, "Ambleford", date(2026, 4, 1), recorded, signature=Signature(decision="Minute 60")
    )


@st.composite
def schemes(draw: st.DrawFn, *, parts: int = 12, gaps: bool = False) -> Scheme:
    """A scheme with up to two rules of each kind, and perhaps a tier and an award, which share definitions."""
    numbers = [draw(st.integers(0, 2)) for _ in range(3)]
    results = {"tier": draw(st.sampled_from([None, TENURE])), "award": draw(st.sampled_from([None, LUMP, WEEKLY]))}
    wanted = {name: kind for name, kind in results.items() if kind is not None}
    rules = [*[TRUTH] * sum(numbers), *wanted.values()]
    found = list(draw(rules_together(*rules, parts=parts, gaps=gaps))) if rules else []
    read = sorted({each.key for each in policy_read(*found)})
    kinds: dict[str, Any] = {
        name: [rule(f"{name}-{number}", found.pop(0), cites="a law") for number in range(count)]
        for name, count in zip(("ineligible", "refer", "eligible"), numbers, strict=True)
    }
    last: dict[str, Any] = dict(zip(wanted, found, strict=True))
    return Scheme("any", facts=[Household], policy=read, cites="a regulation", **kinds, **last)
