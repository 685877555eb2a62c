"""What of a scheme some cases show: those of its scenarios.

A rule is tried in a case while no rule of an earlier kind holds, and tier and award are worked out for an eligible
case only. What takes no part in a case is not shown by it, whatever its value would be.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("blue-badge", Household.badge)])
>>> with_badge = scheme.decide(Known({"household.badge": True}), on=date(2026, 5, 1))
>>> coverage = Coverage.of(scheme, [("With a badge", with_badge)])
>>> [target.words() for target in coverage.missing]
['does not hold']
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localgov_components.eligibility.coverage.target import Target, targets_of
from localgov_components.eligibility.outcome import Outcome
from localgov_components.rules import Known

if TYPE_CHECKING:
    from localgov_components.eligibility.decision import Decision
    from localgov_components.eligibility.scheme import Scheme
    from localgov_components.eligibility.scheme_on import SchemeOn

__all__ = ["Coverage", "shown_by", "tried_in"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every target of a scheme, with the names of the cases that show it."""

    scheme: "Scheme"
    shown: Mapping[Target, tuple[str, ...]] = field(repr=False)

    @classmethod
    def of(cls, scheme: "Scheme", decisions: "Iterable[tuple[str, Decision]]") -> "Coverage":
        """What some decisions of a scheme show, each with the name of its case."""
        shown: dict[Target, list[str]] = {target: [] for target in targets_of(scheme)}
        for name, decision in decisions:
            for target in shown_by(shown, decision.made_by, decision.known):
                shown[target].append(name)
        return cls(scheme, {target: tuple(names) for target, names in shown.items()})

    @property
    def missing(self) -> tuple[Target, ...]:
        """What no case shows."""
        return tuple(target for target, names in self.shown.items() if not names)


def shown_by(targets: Iterable[Target], bound: "SchemeOn", known: Known) -> list[Target]:
    """Those targets that a case shows, decided by a scheme on a day."""
    noted = bound.trace(known)
    tried = tried_in(bound, known)
    return [target for target in targets if target.is_shown(noted, tried)]


def tried_in(bound: "SchemeOn", known: Known) -> tuple[str, ...]:
    """Ids of the rules that were tried in a case, and of the results that were worked out."""
    scheme, noted = bound.scheme, bound.trace(known)
    tried: list[str] = []
    for rules in (scheme.ineligible, scheme.refer, scheme.eligible):
        tried += [each.id for each in rules]
        if any(noted.raw(each.condition) is True for each in rules):
            break
    if bound.outcome(known) is Outcome.ELIGIBLE:
        tried += [each.id for each in scheme.result_rules]
    return tuple(tried)
