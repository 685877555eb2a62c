"""A scenario: one case on one day, and what is expected to come of it.

>>> from datetime import date
>>> from localgov_components.rules import Known
>>> Scenario("A badge holder", date(2026, 5, 1), Known({"household.badge": True}), Expected(Outcome.ELIGIBLE))
Scenario(name='A badge holder', on=datetime.date(2026, 5, 1), place='')
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from localgov_components.eligibility.outcome import Outcome
from localgov_components.rules import Known

__all__ = ["NONE", "Expected", "Scenario"]

NONE = "none"
"""The next question of a case in which there is nothing to ask, or nobody who can be."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a scenario should lead to; what is None is not compared.

    `reasons` are ids of the rules that settle it, and `still_needed` ids or paths of facts, both in any order;
    `next_question` may be `NONE`. `also` holds what a service expects beside the decision, such as a total.
    """

    outcome: Outcome
    tier: Any = field(default=None, kw_only=True)
    award: Any = field(default=None, kw_only=True)
    reasons: tuple[str, ...] | None = field(default=None, kw_only=True)
    still_needed: tuple[str, ...] | None = field(default=None, kw_only=True)
    next_question: str | None = field(default=None, kw_only=True)
    also: Mapping[str, Any] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One case on one day, and what is expected of it.

    With `known_at` it is decided by the policy as it was recorded at that instant. `place` says where it was read, such
    as `winter.csv, row 3`. `repr` does not show the facts.
    """

    name: str
    on: date
    known: Known = field(repr=False)
    expect: Expected = field(repr=False)
    known_at: datetime | None = field(default=None, kw_only=True, repr=False)
    place: str = field(default="", kw_only=True)
