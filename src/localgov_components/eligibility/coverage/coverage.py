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

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from localgov_components.eligibility.coverage.target import Target, targets_of
from localgov_components.rules import Known
from localgov_components.rules.compiling import Valuation

if TYPE_CHECKING:
    from localgov_components.eligibility.decision import Decision
    from localgov_components.eligibility.scheme import Scheme
    from localgov_components.eligibility.scheme_on import SchemeOn

__all__ = ["Coverage", "Seen"]


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
            for target in Seen.of(decision.made_by, decision.known).shown(shown):
                shown[target].append(name)
        return cls(scheme, {target: tuple(names) for target, names in shown.items()})

    @property
    def missing(self) -> tuple[Target, ...]:
        """What no case shows."""
        return tuple(target for target, names in self.shown.items() if not names)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one case: the value of every part, and ids of the rules and results that took part."""

    noted: Valuation
    took_part: frozenset[str]

    @classmethod
    def of(cls, bound: "SchemeOn", known: Known) -> "Seen":
        """Look at a case, as a scheme decides it on a day."""
        noted = bound.trace(known)
        return cls(noted, frozenset(_taking_part(bound.scheme, noted)))

    def shown(self, targets: Iterable[Target]) -> list[Target]:
        """Those targets that the case shows."""
        return [target for target in targets if target.is_shown(self.noted, self.took_part)]


def _taking_part(scheme: "Scheme", noted: Valuation) -> Iterator[str]:
    """Rules up to the first kind of which one holds; and tier and award, where the case is eligible."""
    is_open = False
    for rules in (scheme.ineligible, scheme.refer):
        yield from (each.id for each in rules)
        holds = [noted.raw(each.condition) for each in rules]
        if True in holds:
            return
        is_open = is_open or None in holds
    yield from (each.id for each in scheme.eligible)
    holds = [noted.raw(each.condition) for each in scheme.eligible]
    if not is_open and (True in holds or not holds):
        yield from (each.id for each in scheme.result_rules)
