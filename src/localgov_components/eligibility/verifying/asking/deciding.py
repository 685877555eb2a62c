"""What a scheme makes of a case, as expressions and as formulas.

The outcome is one expression of the language: a choice among the kinds of rule, in the order in which they are tried.
Since a choice is settled when all that it could give is the same, it is undefined exactly where a decision would be
undecided.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from localgov_components.core.errors import NotSupportedError
from localgov_components.eligibility.outcome import Outcome
from localgov_components.rules import Expression, any_of
from localgov_components.rules.building import NUMBERS, as_expression
from localgov_components.rules.measures import Measure
from localgov_components.rules.tree import Choice

if TYPE_CHECKING:
    import z3

    from localgov_components.eligibility.scheme import Rule, Scheme
    from localgov_components.rules.proofs import Case

__all__ = ["Deciding", "differ", "outcome_of"]

_NUMBERS: Mapping[Outcome, int] = {Outcome.NOT_ELIGIBLE: 0, Outcome.REFER: 1, Outcome.ELIGIBLE: 2}


def outcome_of(scheme: "Scheme", *, without: "Rule | None" = None) -> Expression[int]:
    """The outcome as a number, perhaps without one of the rules."""
    kinds = zip((scheme.ineligible, scheme.refer, scheme.eligible), scheme.in_order, strict=True)
    branches = []
    for rules, (conditions, outcome) in kinds:
        kept = [each.condition for each in rules if each is not without] if rules else conditions
        if kept:
            branches.append((any_of(*kept), as_expression(_NUMBERS[outcome])))
    last = as_expression(_NUMBERS[Outcome.NOT_ELIGIBLE])
    return Choice(tuple(branches), last, int, Measure(most=max(_NUMBERS.values())))


class Deciding:
    """The decision of a scheme in one symbolic case."""

    def __init__(self, scheme: "Scheme", case: "Case", outcome: Expression[int] | None = None) -> None:
        self.scheme, self.case = scheme, case
        self.outcome = outcome_of(scheme) if outcome is None else outcome

    def comes_to(self, outcome: Outcome) -> "z3.BoolRef":
        """Whether the case has an outcome, settled."""
        return self.is_settled & (self.case.value(self.outcome) == _NUMBERS[outcome])

    @cached_property
    def is_settled(self) -> "z3.BoolRef":
        """Whether the outcome is settled."""
        return ~self.case.undefined(self.outcome)

    @cached_property
    def is_eligible(self) -> "z3.BoolRef":
        """Whether the case is eligible."""
        return self.comes_to(Outcome.ELIGIBLE)

    @property
    def results(self) -> Mapping[str, Expression[Any]]:
        """Tier and award, as far as the scheme has them."""
        return {each.id: each.condition for each in self.scheme.result_rules}

    @cached_property
    def is_undecided(self) -> "z3.BoolRef":
        """Whether something that the case should get is not settled: outcome, tier or award."""
        open_results = [self.is_eligible & self.case.undefined(each) for each in self.results.values()]
        return _any([~self.is_settled, *open_results])

    @cached_property
    def gets(self) -> "z3.ArithRef":
        """The award, in the places of its measure; nothing where the case is not eligible."""
        import z3

        return z3.If(self.is_eligible, self.case.value(self.results["award"]), 0)

    @cached_property
    def is_paid(self) -> "z3.BoolRef":
        """Whether what the case gets is settled by the rules alone: an award or nothing, and no officer."""
        is_award = self.is_eligible & ~self.case.undefined(self.results["award"])
        return is_award | self.comes_to(Outcome.NOT_ELIGIBLE)


def differ(one: Deciding, other: Deciding) -> "z3.BoolRef":
    """Whether two decisions differ: in outcome, or in tier or award where both are eligible."""
    ways = [*_unlike(one.case, one.outcome, other.case, other.outcome)]
    eligible = one.is_eligible & other.is_eligible
    for name in dict.fromkeys([*one.results, *other.results]):
        pair = one.results.get(name), other.results.get(name)
        if pair[0] is None or pair[1] is None:
            ways.append(eligible)
        else:
            ways += [eligible & way for way in _unlike(one.case, pair[0], other.case, pair[1])]
    return _any(ways)


def _unlike(case: "Case", value: Expression[Any], there: "Case", other: Expression[Any]) -> Iterator["z3.BoolRef"]:
    """How the value of one expression may differ from another's: one is undefined, or they are not the same."""
    undefined, undefined_there = case.undefined(value), there.undefined(other)
    yield undefined != undefined_there
    left, right = case.value(value), there.value(other)
    if _family(value.value_type) is not _family(other.value_type):
        raise NotSupportedError(
            "the results of two schemes are of two types. Compare schemes that give the same kind of thing.",
            code="proof.results",
        )
    if value.measure and other.measure:
        places = max(value.measure.places, other.measure.places)
        left *= 10 ** (places - value.measure.places)
        right *= 10 ** (places - other.measure.places)
    yield ~undefined & ~undefined_there & (left != right)


def _family(kind: object) -> object:
    """Types whose values are compared: whole numbers with decimals, and members of any two enumerations."""
    if kind in NUMBERS:
        return Decimal
    return Enum if isinstance(kind, type) and issubclass(kind, Enum) else kind


def _any(ways: "Sequence[z3.BoolRef]") -> "z3.BoolRef":
    import z3

    return z3.Or(*ways)
