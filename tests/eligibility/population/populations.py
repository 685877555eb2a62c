"""Random schemes with cases as frames, and what each case's own decision says in columns' own terms."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st
from tests.eligibility.cases import ON, POLICY_SET, schemes
from tests.rules.frames.frames import KEYS, frames_of, within_64_bits
from tests.rules.vocabulary import Household, complete_for, partial_for

from localgov_components.eligibility import Decision, Scheme, SchemeOn
from localgov_components.money import Money
from localgov_components.rules import Expression, Known, facts_of
from localgov_components.rules.frames import in_declared_order
from localgov_components.rules.frames.kinds import raw_of

__all__ = ["COLUMNS", "bound", "decided", "decisions", "populations"]

COLUMNS = ("outcome", "tier", "award", "reason", "still_needed", "may_qualify")

_ORDER = list(in_declared_order(facts_of(Household)))
_OWNERS = {2: "member", 3: "income"}


@st.composite
def populations(draw: st.DrawFn, *, most: int = 8) -> tuple[Scheme, list[Known]]:
    """A scheme, and what is known of some cases."""
    scheme = draw(schemes(gaps=True))
    known = draw(st.sampled_from([partial_for, partial_for, complete_for]))
    rules = [*scheme.expressions.values()]
    return scheme, draw(st.lists(known(*rules), min_size=1, max_size=most))


def decided(bound: SchemeOn, cases: Sequence[Known], convert: Callable[[pl.DataFrame], Any]) -> Any:  # noqa: ANN401
    """The frame of some cases, decided by an engine."""
    frames = frames_of(cases).by(convert)
    with within_64_bits():
        return bound.decide_many(frames.cases, members=frames.lists, **KEYS)


def bound(scheme: Scheme) -> SchemeOn:
    """A scheme on the day of every decision."""
    return scheme.on(ON, policy=POLICY_SET)


def decisions(scheme: SchemeOn, cases: Sequence[Known]) -> list[tuple[Any, ...]]:
    """For each case, what the columns should say."""
    return [_told(scheme, scheme.decide(known)) for known in cases]


def _told(bound: SchemeOn, decision: Decision) -> tuple[Any, ...]:
    scheme = bound.scheme
    first = decision.settled_by[0].rule if decision.settled_by else None
    needed = sorted({_fact(path) for path in decision.still_needed}, key=_ORDER.index)
    results = (_held(decision.tier, scheme.tier), _held(decision.award, scheme.award))
    return (str(decision.outcome), *results, first, " ".join(needed), _may_qualify(bound, decision))


def _held(value: Any, rule: Expression[Any] | None) -> Any:  # noqa: ANN401 - a result has any type
    if value is None or rule is None or isinstance(value, date):
        return value
    return value.pence if isinstance(value, Money) else raw_of(value, rule.measure.places if rule.measure else 0)


def _may_qualify(bound: SchemeOn, decision: Decision) -> bool:
    """Whether an eligible rule holds or may hold, and no rule that comes before it is known to."""
    if decision.is_settled:
        return False
    trace = bound.trace(decision.known)
    of_kind = [[trace.raw(rule.condition) for rule in rules] for rules in (bound.scheme.refer, bound.scheme.eligible)]
    return True not in of_kind[0] and (not of_kind[1] or any(value is not False for value in of_kind[1]))


def _fact(path: str) -> str:
    """The id of a fact, of its path: `member.age` for `household.members[2].age`."""
    steps = path.split("].")
    return path if len(steps) == 1 else f"{_OWNERS[len(steps)]}.{steps[-1]}"
