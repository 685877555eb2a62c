"""Each kind of node of a rule as a formula, with the meaning that `evaluate` gives it.

A part that speaks of no bound member is worked out once, and any other once for each member that it speaks of, as the
interpreter does. Rounding, quotients by nothing, choices and calendar time are exact; what policy and the day decide is
decided here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from localgov_components.rules.expressions import Expression
from localgov_components.rules.fact_reading import require_day
from localgov_components.rules.measures import IN_A_YEAR
from localgov_components.rules.policy_reading import value_of_policy
from localgov_components.rules.proofs.days import Calendar
from localgov_components.rules.proofs.formula import (
    Truth,
    all_true,
    any_true,
    chosen,
    negated,
    to_whole,
    total,
)
from localgov_components.rules.proofs.ground import Ground
from localgov_components.rules.proofs.symbols import Owner, Symbols
from localgov_components.rules.proofs.term import (
    Term,
    compared,
    every_true,
    plain_term,
    some_true,
    together,
    undefined_in,
    whole,
)
from localgov_components.rules.tree import (
    Aggregated,
    AllOf,
    AnyOf,
    Arithmetic,
    Binding,
    Choice,
    Comparison,
    Constant,
    Converted,
    DecisionDate,
    Definition,
    Divided,
    Elapsed,
    Extreme,
    FactRef,
    Not,
    OneOf,
    PolicyRef,
    Quantified,
    Rounded,
    Shifted,
    Undefined,
)

__all__ = ["Reading", "Surroundings"]


@dataclass(slots=True)
class Surroundings:
    """What the rules of one case are read with."""

    ground: Ground
    symbols: Symbols
    calendar: Calendar


@dataclass(slots=True)
class Reading:
    """Rules of one case, or of one member of it: what was worked out so far."""

    given: Surroundings
    owner: Owner
    outside: "Reading | None" = None
    binding: Binding | None = None
    worked_out: dict[int, Term] = field(default_factory=dict)

    def term(self, node: Expression[Any]) -> Term:
        """A node as a formula."""
        key, holder = id(node), self
        while holder.outside is not None and holder.binding not in self.given.ground.rules.speaks_of.get(key, ()):
            holder = holder.outside
        if key not in holder.worked_out:
            holder.worked_out[key] = _TERMS[type(node)](node, holder)
        return holder.worked_out[key]

    def of(self, binding: Binding | None) -> "Reading":
        """The case itself, or the member that a condition around speaks of."""
        holder = self
        while holder.outside is not None and holder.binding is not binding:
            holder = holder.outside
        return holder

    def members(self, node: Quantified | Aggregated[Any]) -> "list[tuple[Reading, Truth]]":
        """The members that a condition or an amount is over, each with whether there is one."""
        members: FactRef[Any] = node.members  # type: ignore[assignment]  # building refuses anything else
        owner = self.of(members.of).owner
        found = self.given.symbols.members(owner, members.id)
        return [(Reading(self.given, each, self, node.binding), is_there) for each, is_there in found]


def _fact(node: FactRef[Any], case: Reading) -> Term:
    return case.given.symbols.of(case.of(node.of).owner, node.id)


def _policy(node: PolicyRef[Any], case: Reading) -> Term:
    ground = case.given.ground
    return plain_term(value_of_policy(node, ground.policy.value(node.key)), ground.names)


def _comparison(node: Comparison, case: Reading) -> Term:
    return compared(node.operator, case.term(node.left), case.term(node.right))


def _arithmetic(node: Arithmetic[Any], case: Reading) -> Term:
    left, right = case.term(node.left), case.term(node.right)
    undefined = undefined_in((left, right))
    if node.operator == "*":
        return Term(whole(left) * whole(right), left.places + right.places, undefined)
    left, right = together((left, right))
    value = whole(left) + whole(right) if node.operator == "+" else whole(left) - whole(right)
    return Term(value, left.places, undefined)


def _one_of(node: OneOf, case: Reading) -> Term:
    subject = case.term(node.subject)
    return some_true([compared("==", subject, case.term(option)) for option in node.options])


def _not(node: Not, case: Reading) -> Term:
    part = case.term(node.part)
    return Term(negated(part.value), undefined=part.undefined)


def _choice(node: Choice[Any], case: Reading) -> Term:
    conditions = [case.term(condition) for condition, _ in node.branches]
    values = [case.term(value) for _, value in node.branches]
    *branches, last = together([*values, case.term(node.otherwise)])
    value, undefined = whole(last), last.undefined
    for condition, branch in reversed([*zip(conditions, branches, strict=True)]):
        value = chosen(condition.holds, whole(branch), value)
        undefined = chosen(condition.holds, branch.undefined, undefined)
    return Term(value, last.places, any_true([undefined, *_unsettled(conditions, branches, value)]))


def _unsettled(conditions: "list[Term]", branches: "list[Term]", settled: Any) -> "list[Truth]":
    """When a branch of which it is undefined whether it is taken could give something else than the choice does."""
    found: list[Truth] = []
    reached: list[Truth] = []
    for condition, branch in zip(conditions, branches, strict=True):
        if condition.undefined is not False:
            differs = any_true([branch.undefined, whole(branch) != settled])
            found.append(all_true([*reached, condition.undefined, differs]))
        reached.append(negated(condition.holds))
    return found


def _extreme(node: Extreme[Any], case: Reading) -> Term:
    first, *others = together([*map(case.term, node.parts)])
    value = whole(first)
    for other in map(whole, others):
        value = _further(value, other, larger=node.how == "larger")
    return Term(value, first.places, undefined_in([first, *others]))


def _further(one: Any, other: Any, *, larger: bool) -> Any:
    return chosen(one >= other if larger else one <= other, one, other)


def _rounded(node: Rounded[Any], case: Reading) -> Term:
    subject = case.term(node.subject)
    if node.places >= subject.places:
        return subject
    divisor = 10 ** (subject.places - node.places)
    return Term(to_whole(whole(subject), divisor, node.rounding), node.places, subject.undefined)


def _divided(node: Divided[Any], case: Reading) -> Term:
    left, right, if_zero = case.term(node.left), case.term(node.right), case.term(node.if_zero)
    divisor = whole(right)
    is_zero = divisor == 0
    if is_zero is True:
        return Term(if_zero.value, if_zero.places, undefined_in((right, if_zero)))
    below_zero = divisor < 0
    number = whole(left) * 10 ** (node.places + right.places)
    size = chosen(below_zero, -divisor, divisor) * 10**left.places
    quotient = Term(to_whole(chosen(below_zero, -number, number), size, node.rounding), node.places)
    quotient, if_zero = together((quotient, if_zero))
    is_zero = all_true([is_zero, negated(right.undefined)])
    value = chosen(is_zero, whole(if_zero), quotient.value)
    return Term(value, quotient.places, chosen(is_zero, if_zero.undefined, undefined_in((left, right))))


def _converted(node: Converted[Any], case: Reading) -> Term:
    subject = case.term(node.subject)
    per = node.subject.measure and node.subject.measure.per
    rate = Fraction(IN_A_YEAR[per], IN_A_YEAR[node.to]) * Fraction(10) ** (node.places - subject.places)  # type: ignore[index]
    value = to_whole(whole(subject) * rate.numerator, rate.denominator, node.rounding)
    return Term(value, node.places, subject.undefined)


def _elapsed(node: Elapsed, case: Reading) -> Term:
    start, end = case.term(node.start), case.term(node.end)
    value = case.given.calendar.elapsed(node.unit, start.value, end.value, node.leap_day)
    return Term(value, undefined=undefined_in((start, end)))


def _shifted(node: Shifted, case: Reading) -> Term:
    day, count = case.term(node.subject), case.term(node.count)
    value = case.given.calendar.shifted(node.unit, day.value, whole(count))
    return Term(value, undefined=undefined_in((day, count)))


def _quantified(node: Quantified, case: Reading) -> Term:
    terms = []
    for member, is_there in case.members(node):
        holds = member.term(node.condition)
        undefined = all_true([is_there, holds.undefined])
        if node.how == "exists":
            terms.append(Term(all_true([is_there, holds.value]), undefined=undefined))
        else:
            terms.append(Term(any_true([negated(is_there), holds.value]), undefined=undefined))
    return some_true(terms) if node.how == "exists" else every_true(terms)


def _aggregated(node: Aggregated[Any], case: Reading) -> Term:
    counted, values, undefined = [], [], []
    for member, is_there in case.members(node):
        wanted = Term(value=True) if node.where is None else member.term(node.where)
        value = member.term(node.value)
        may_count = any_true([wanted.value, wanted.undefined])
        undefined.append(all_true([is_there, may_count, undefined_in((wanted, value))]))
        counted.append(all_true([is_there, wanted.value]))
        values.append(value)
    if node.if_none is None:
        nothing, *values = together([Term(0), *values])
        numbers = [1] * len(values) if node.how == "count" else [whole(value) for value in values]
        added = total(chosen(counts, number, 0) for counts, number in zip(counted, numbers, strict=True))
        return Term(added, nothing.places, any_true(undefined))
    if_none, *values = together([case.term(node.if_none), *values])
    value = whole(if_none)
    some: Truth = False
    for counts, other in zip(counted, map(whole, values), strict=True):
        value = chosen(counts, chosen(some, _further(value, other, larger=node.how == "max"), other), value)
        some = any_true([some, counts])
    undefined.append(all_true([negated(some), if_none.undefined]))
    return Term(value, if_none.places, any_true(undefined))


_TERMS: Mapping[type, Callable[[Any, Reading], Term]] = {
    FactRef: _fact,
    Constant: lambda node, case: plain_term(node.value, case.given.ground.names),
    PolicyRef: _policy,
    DecisionDate: lambda _, case: Term(require_day(case.given.ground.on).toordinal()),
    Definition: lambda node, case: case.term(node.expression),
    Comparison: _comparison,
    Arithmetic: _arithmetic,
    OneOf: _one_of,
    AllOf: lambda node, case: every_true([*map(case.term, node.parts)]),
    AnyOf: lambda node, case: some_true([*map(case.term, node.parts)]),
    Not: _not,
    Choice: _choice,
    Extreme: _extreme,
    Rounded: _rounded,
    Divided: _divided,
    Converted: _converted,
    Elapsed: _elapsed,
    Shifted: _shifted,
    Quantified: _quantified,
    Aggregated: _aggregated,
    Undefined: lambda node, _: Term(False if node.value_type is bool else 1, undefined=True),  # 1 is a day, too
}
"""One function for each kind of node; a kind without one cannot be proved anything about."""
