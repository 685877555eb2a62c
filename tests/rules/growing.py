"""How random rules are grown: one maker for each way to write a rule, and what its parts may refer to.

Everything is built as an author builds it, by operators and the functions of the room. Types and units fit; the one
mistake that may be made is a number that could need too many digits, and a smaller rule then takes its place.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st
from tests.rules.vocabulary import (
    DAYS,
    MONEY,
    NUMBERS,
    POLICY_VALUES,
    POSTCODES,
    RATES,
    TENURES,
    TEXTS,
    Household,
    Tenure,
)

from localgov_components.calendars import LeapDayBirthday
from localgov_components.identifiers import Postcode
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Condition,
    Expression,
    Per,
    UnknownReason,
    age_on,
    all_of,
    any_of,
    bands,
    converted,
    count_of,
    days,
    days_between,
    decision_date,
    define,
    divided,
    every,
    exists,
    facts_of,
    is_one_of,
    larger_of,
    max_of,
    min_of,
    months,
    months_between,
    not_,
    rounded,
    smaller_of,
    sum_of,
    taper,
    weeks,
    weeks_between,
    when,
    years,
)
from localgov_components.rules.building import as_expression, faults_in, nodes_of
from localgov_components.rules.measures import Measure
from localgov_components.rules.tree import Aggregated, Binding, Definition, FactRef, Mistake, Quantified, Undefined

__all__ = [
    "DAILY", "DAY", "KINDS", "LUMP", "MONTHLY", "NUMBER", "POSTCODE", "TENURE", "TEXT", "TRUTH", "VISITS", "WEEKLY",
    "WHOLE", "YEARLY", "Grower", "Kind", "below",
]  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """The type of a rule's value, and the period that it is for."""

    type: Any
    per: Per | None = None


TRUTH, WHOLE, NUMBER, DAY = Kind(bool), Kind(int), Kind(Decimal), Kind(date)
TEXT, TENURE, POSTCODE = Kind(str), Kind(Tenure), Kind(Postcode)
VISITS = Kind(int, Per.WEEK)
LUMP, DAILY, WEEKLY, MONTHLY, YEARLY = (Kind(Money, per) for per in (None, *Per))
ORDERED = (WHOLE, NUMBER, LUMP, WEEKLY, DAY, MONTHLY, VISITS)
COMPARED = (*ORDERED, TEXT, TENURE, POSTCODE, TRUTH)
KINDS = (*COMPARED, DAILY, YEARLY)
AMOUNTS = (LUMP, WEEKLY, MONTHLY, DAILY, YEARLY)

Scope = tuple[Any, ...]
"""The members that are bound, outermost first."""

Maker = Callable[["Grower", Kind, Scope], Expression[Any]]

_CONSTANTS: Mapping[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(), int: NUMBERS, Decimal: RATES, Money: MONEY, date: DAYS, str: TEXTS, Tenure: TENURES,
    Postcode: POSTCODES,
}  # fmt: skip
_EQUALITY = st.sampled_from([operator.eq, operator.ne])
_ORDER = st.sampled_from([operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne])
_ROUNDINGS = st.sampled_from(Rounding)
_PERIODS = st.sampled_from([days, weeks, months, years])
_ELAPSED: st.SearchStrategy[Any] = st.sampled_from([days_between, weeks_between, months_between, age_on])
_MOST_NESTED = 2


class Grower:
    """Grows one set of rules: what may still be grown, and the definitions that its parts share."""

    def __init__(self, draw: st.DrawFn, parts: int, *, gaps: bool) -> None:
        self.draw, self.parts, self.gaps = draw, parts, gaps
        self.defined: list[tuple[Kind, Definition[Any], set[Any]]] = []

    def grow(self, kind: Kind, scope: Scope = ()) -> Expression[Any]:
        """A rule of a kind, small or large."""
        self.parts -= 1
        if self.parts < 0:
            return self.leaf(kind, scope)
        found = self.draw(_makers_of(kind, may_bind=len(scope) < _MOST_NESTED))(self, kind, scope)
        if isinstance(found, Mistake):
            others = [fault for fault in faults_in([found]) if "digits" not in fault.message]
            assert others == []  # nothing else is wrong with what is made here
            return self.leaf(kind, scope)
        return found

    def leaf(self, kind: Kind, scope: Scope) -> Expression[Any]:
        """A constant, or something to refer to."""
        references = self.references(kind, scope)
        if self.draw(below(len(references) + 1)):
            return references[self.draw(below(len(references)))]
        return as_expression(self.draw(_CONSTANTS[kind.type]))

    def references(self, kind: Kind, scope: Scope) -> list[Expression[Any]]:
        """Facts of the case and of bound members, policy values, the day, and definitions made before."""
        found = [*_references(kind)]
        found += [
            getattr(bound, each.name)
            for bound in scope
            for each in _binding(bound).of.nested
            if _is(kind, each.type, each.measure)
        ]
        known = {_binding(bound) for bound in scope}
        found += [part for of, part, free in self.defined if of == kind and free <= known]
        if self.gaps:
            reason = UnknownReason.GAP if len(found) % 2 else UnknownReason.CONTRADICTION
            found.append(Undefined(reason, "a_table", kind.type, found[0].measure))
        return found

    def of_unit(self, kind: Kind, scope: Scope) -> Expression[Any]:
        """A rule that is per its period, where a written number would be per whatever it meets."""
        found = self.grow(kind, scope)
        if kind.per is None or (found.measure and found.measure.per):
            return found
        return found + _references(kind)[0]

    def number(self, scope: Scope) -> Expression[Any]:
        """A whole number or a decimal."""
        return self.grow(self.draw(_NUMBER_KINDS), scope)

    def another(self, kind: Kind, scope: Scope) -> Expression[Any]:
        """A rule that goes with one of a kind."""
        return self.number(scope) if kind == NUMBER else self.grow(kind, scope)


def _binding(bound: Any) -> Binding:  # noqa: ANN401 - what an author's function is given
    return bound._binding  # type: ignore[no-any-return] # noqa: SLF001


def _is(kind: Kind, type_: Any, measure: Measure | None) -> bool:  # noqa: ANN401 - as they are declared
    return kind == Kind(type_, measure.per if measure else None)


@cache
def _references(kind: Kind) -> tuple[Expression[Any], ...]:
    facts = [getattr(Household, each.name) for each in facts_of(Household) if _is(kind, each.type, each.measure)]
    policy = [each for each in POLICY_VALUES if _is(kind, each.value_type, each.measure)]
    return (*facts, *policy, *([decision_date()] if kind == DAY else []))


@cache
def below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


@cache
def _makers_of(kind: Kind, *, may_bind: bool) -> "st.SearchStrategy[Maker]":
    makers: list[Maker] = [_leaf, _leaf, _choice, _definition]
    numeric = kind in (WHOLE, NUMBER, VISITS, *AMOUNTS)
    if kind == TRUTH:
        makers += [_comparison, _comparison, _comparison, _one_of, _joined, _joined, _denied]
        makers += [_quantified, _quantified] if may_bind else []
    if numeric or kind == DAY:
        makers += [_extreme, _banded]
        makers += [_least_or_greatest] if may_bind else []
    if numeric:
        makers += [_sum, _product, _rounded, _quotient]
        makers += [_total] if may_bind else []
    if kind == WHOLE:
        makers += [_elapsed, _elapsed]
        makers += [_count] if may_bind else []
    if kind == DAY:
        makers += [_shifted, _shifted]
    if kind in AMOUNTS:
        makers += [_tapered]
        makers += [_converted] if kind.per else []
    return st.sampled_from(makers)


def _leaf(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    return grower.leaf(kind, scope)


def _choice(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    begun = when(grower.grow(TRUTH, scope), grower.grow(kind, scope))
    if grower.draw(st.booleans()):
        begun = begun.when(grower.grow(TRUTH, scope), grower.another(kind, scope))
    return begun.otherwise(grower.another(kind, scope))


def _definition(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    part = grower.grow(kind, scope)
    made = define(f"part_{len(grower.defined)}", part, label="a part", cites="a law")
    nodes = list(nodes_of(made))
    inside = {node.binding for node in nodes if isinstance(node, Quantified | Aggregated)}
    free = {node.of for node in nodes if isinstance(node, FactRef) and node.of} - inside
    grower.defined.append((kind, made, free))
    return made


def _comparison(grower: Grower, kind: Kind, scope: Scope) -> Condition:
    of = grower.draw(_COMPARED_KINDS)
    compare = grower.draw(_ORDER if of in ORDERED else _EQUALITY)
    return compare(grower.grow(of, scope), grower.another(of, scope))  # type: ignore[no-any-return]


def _one_of(grower: Grower, kind: Kind, scope: Scope) -> Condition:
    of = grower.draw(_COMPARED_KINDS)
    return is_one_of(grower.grow(of, scope), *(grower.another(of, scope) for _ in range(grower.draw(_FEW))))


def _joined(grower: Grower, kind: Kind, scope: Scope) -> Condition:
    join = grower.draw(_JOIN)
    return join(*(grower.grow(kind, scope) for _ in range(grower.draw(_FEW))))


def _denied(grower: Grower, kind: Kind, scope: Scope) -> Condition:
    return not_(grower.grow(kind, scope))


def _members(grower: Grower, scope: Scope) -> Any:  # noqa: ANN401 - an expression for a list of any members
    lists = [Household.members, *(bound.incomes for bound in scope if _binding(bound).of.name == "members")]
    return lists[grower.draw(below(len(lists)))]


def _quantified(grower: Grower, kind: Kind, scope: Scope) -> Condition:
    quantify = grower.draw(_QUANTIFY)
    return quantify(_members(grower, scope), lambda each: grower.grow(TRUTH, (*scope, each)))


def _where(grower: Grower, scope: Scope) -> Any:  # noqa: ANN401 - a function of a bound member, or None
    return (lambda each: grower.grow(TRUTH, (*scope, each))) if grower.draw(st.booleans()) else None


def _count(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    return count_of(_members(grower, scope), _where(grower, scope))


def _total(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    value = lambda each: grower.grow(kind, (*scope, each))  # noqa: E731 - as a rule is written
    return sum_of(_members(grower, scope), value, where=_where(grower, scope))


def _least_or_greatest(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    value = lambda each: grower.grow(kind, (*scope, each))  # noqa: E731 - as a rule is written
    members, where, if_none = _members(grower, scope), _where(grower, scope), grower.another(kind, scope)
    return grower.draw(_LEAST_OR_GREATEST)(members, value, where=where, if_none=if_none)


def _extreme(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    extreme = grower.draw(_EXTREME)
    others = [grower.another(kind, scope) for _ in range(grower.draw(_FEW))]
    return extreme(grower.grow(kind, scope), *others)


def _banded(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    of = grower.draw(_ORDERED_KINDS)
    starts = sorted(grower.draw(st.sets(_CONSTANTS[of.type], min_size=1, max_size=2)))
    steps = [(start, grower.grow(kind, scope)) for start in starts]
    return bands(grower.grow(of, scope), *steps, below=grower.another(kind, scope))


def _sum(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    sign = grower.draw(_SIGN)
    return sign(grower.grow(kind, scope), grower.another(kind, scope))  # type: ignore[no-any-return]


def _product(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    amount, factor = grower.of_unit(kind, scope), _factor(grower, kind, scope)
    return factor * amount if grower.draw(st.booleans()) else amount * factor


def _factor(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    return grower.grow(WHOLE, scope) if kind.type is int else grower.number(scope)


def _rounded(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    return rounded(grower.grow(kind, scope), grower.draw(_ROUNDINGS), places=grower.draw(_PLACES))


def _quotient(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    options: dict[str, Any] = {"rounding": grower.draw(_ROUNDINGS), "if_zero": grower.grow(kind, scope)}
    if kind == NUMBER or kind.type is Money:
        options["places"] = grower.draw(_PLACES if kind.type is Money else below(4))
    of = kind if kind not in (WHOLE, NUMBER) else grower.draw(_DIVIDED_KINDS)
    if of in (WHOLE, NUMBER) or kind == of:
        sides = (grower.of_unit(of, scope), _factor(grower, NUMBER, scope))
    else:
        sides = (grower.of_unit(of, scope), grower.of_unit(of, scope))
    return divided(*sides, **options)


def _converted(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    assert kind.per
    subject = grower.of_unit(grower.draw(_PERIODIC_KINDS), scope)
    return converted(subject, to=kind.per, rounding=grower.draw(_ROUNDINGS), places=grower.draw(_PLACES))


def _tapered(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    full, excess = grower.grow(kind, scope), grower.of_unit(kind, scope)
    return taper(full, excess, grower.grow(NUMBER, scope), rounding=grower.draw(_ROUNDINGS))


def _elapsed(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    start, end = grower.grow(DAY, scope), grower.grow(DAY, scope)
    between = grower.draw(_ELAPSED)
    options = {"leap_day": grower.draw(_LEAP_DAYS)} if between is age_on else {}
    return between(start, end, **options)  # type: ignore[no-any-return]


def _shifted(grower: Grower, kind: Kind, scope: Scope) -> Expression[Any]:
    period = grower.draw(_PERIODS)(grower.grow(WHOLE, scope))
    return grower.draw(_SIGN)(grower.grow(kind, scope), period)  # type: ignore[no-any-return]


_FEW = st.integers(1, 3)
_PLACES = st.sampled_from([None, 0, 1, 2, 3, 4])
_SIGN = st.sampled_from([operator.add, operator.sub])
_JOIN = st.sampled_from([all_of, any_of])
_QUANTIFY = st.sampled_from([exists, every])
_LEAST_OR_GREATEST = st.sampled_from([min_of, max_of])
_EXTREME = st.sampled_from([larger_of, smaller_of])
_LEAP_DAYS = st.sampled_from(LeapDayBirthday)
_NUMBER_KINDS = st.sampled_from([WHOLE, NUMBER])
_COMPARED_KINDS, _ORDERED_KINDS = st.sampled_from(COMPARED), st.sampled_from(ORDERED)
_DIVIDED_KINDS = st.sampled_from([WHOLE, NUMBER, LUMP, WEEKLY, MONTHLY])
_PERIODIC_KINDS = st.sampled_from([WEEKLY, MONTHLY, DAILY, YEARLY])
