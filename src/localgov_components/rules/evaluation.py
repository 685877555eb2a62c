"""The value of an expression for what is known: a value, or unknown and why.

This is the plain meaning of the language, one function for each kind of node; the compiler gives the
same answers, faster. Strong Kleene logic for `all_of`, `any_of`, `not_`, `exists` and `every`; a choice
is settled when all that it could still give is the same; everything else is unknown while a part it
needs is unknown. Numbers are exact fractions until a rule rounds them.

>>> from localgov_components.rules import Fact, Facts, Known, all_of, fact
>>> class Household(Facts, id="household"):
...     adults: Fact[int] = fact("adults")
...     blue_badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> evaluate(all_of(Household.adults > 1, Household.blue_badge), Known({"household.adults": 1}))
False
>>> evaluate(all_of(Household.adults > 1, Household.blue_badge), Known({"household.adults": 2}))
Unknown('not-asked', 'household.blue_badge')
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import reduce
from typing import Any, Protocol, TypeVar

from localgov_components.core.errors import DefinitionError, Fault, NotFoundError
from localgov_components.money import Money
from localgov_components.rules.building import nodes_of, require_sound
from localgov_components.rules.calendar_time import elapsed, shifted
from localgov_components.rules.expressions import Expression
from localgov_components.rules.fact_reading import require_day, require_known, value_of_fact
from localgov_components.rules.known import Known, Members, Unknown, UnknownReason
from localgov_components.rules.measures import IN_A_YEAR
from localgov_components.rules.policy_reading import require_periods, value_of_policy
from localgov_components.rules.scopes import spoken_of
from localgov_components.rules.tree import (
    OPERATORS,
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

__all__ = [
    "NO_POLICY",
    "PolicyLookup",
    "Workings",
    "evaluate",
    "facts_read",
    "policy_read",
    "require_result",
    "valued",
]

T = TypeVar("T")

_PENCE_PLACES = 2


class PolicyLookup(Protocol):
    """Where policy values come from: one already bound to a date."""

    def value(self, key: str) -> Any:
        """The value in force, or `NotFoundError` naming the key: never a default."""


class _NoPolicy:
    """A lookup that holds nothing."""

    def value(self, key: str) -> Any:
        """Refuse every key."""
        raise NotFoundError(f"no policy value '{key}': no policy was given. Pass policy=…", code="policy.missing")


NO_POLICY: PolicyLookup = _NoPolicy()


def evaluate(
    expression: Expression[T], known: Known, *, policy: PolicyLookup = NO_POLICY, on: date | None = None
) -> T | Unknown:
    """The value of an expression, or `Unknown` with the facts on which it hangs.

    `on` is the day of the decision, for rules that read it. Raises `DefinitionError` with every mistake in the rule,
    and `NotFoundError` for a policy value that is missing.
    """
    require_result(expression)
    require_known(known)
    if on is not None:
        require_day(on)
    require_periods(policy_read(expression), policy)
    case = Workings(known, policy, on, spoken_of([expression]))
    return valued(expression, case.value(expression))  # type: ignore[no-any-return]


def require_result(expression: Expression[Any]) -> None:
    """Refuse a rule that has mistakes, or whose result is money with parts of a penny."""
    require_sound(expression)
    if expression.value_type is Money and expression.measure and expression.measure.places > _PENCE_PLACES:
        message = "money with parts of a penny. Say how to round it with rounded(…)"
        raise DefinitionError([Fault("rules", message)])


def valued(expression: Expression[Any], value: Any) -> Any:
    """A value as people and programs hold it, from the exact number that rules reckon with.

    Money with parts of a penny, which only a part of a rule has, is a `Decimal` of pounds.
    """
    if not isinstance(value, Fraction):
        return value
    if expression.value_type is int:
        return int(value)
    places = expression.measure.places if expression.measure else 0
    if expression.value_type is Money and places <= _PENCE_PLACES:
        return Money.from_pence(int(value * 100))
    return Decimal(f"{int(value * 10**places)}e-{places}")  # exact, whatever the caller's context of `decimal`


def facts_read(*expressions: Expression[Any]) -> tuple[str, ...]:
    """Ids of every fact that expressions mention, in the order of first mention."""
    return tuple(dict.fromkeys(node.id for node in nodes_of(*expressions) if isinstance(node, FactRef)))


def policy_read(*expressions: Expression[Any]) -> tuple[PolicyRef[Any], ...]:
    """Every policy value that expressions mention, once for each measure."""
    found = (node for node in nodes_of(*expressions) if isinstance(node, PolicyRef))
    return tuple({(node.key, node.value_type, node.measure): node for node in found}.values())


@dataclass(slots=True)
class Workings:
    """One case, or one of its members: what is known, and what was worked out so far.

    `speaks_of` has the members that each node of the rules speaks of, by its `id`. A number is worked out as an exact
    `Fraction`; see `valued`.
    """

    known: Known
    policy: PolicyLookup
    on: date | None
    speaks_of: Mapping[int, frozenset[Binding]]
    outside: "Workings | None" = None
    binding: Binding | None = None
    path: str = ""
    worked_out: dict[int, Any] = field(default_factory=dict)

    def value(self, node: Expression[Any]) -> Any:
        """Exact value of a node, worked out once for the case, or for each member that it speaks of."""
        key, holder = id(node), self
        while holder.outside is not None and holder.binding not in self.speaks_of.get(key, ()):
            holder = holder.outside
        if key not in holder.worked_out:
            holder.worked_out[key] = _VALUES[type(node)](node, holder)
        return holder.worked_out[key]

    def of(self, binding: Binding | None) -> "Workings":
        """The case itself, or the member that a condition around speaks of."""
        holder = self
        while holder.outside is not None and holder.binding is not binding:
            holder = holder.outside
        return holder

    def member(self, binding: Binding, member: Known, path: str) -> "Workings":
        """The same case while a condition speaks of one member."""
        return Workings(member, self.policy, self.on, self.speaks_of, self, binding, path)


def _fact(node: FactRef[Any], case: Workings) -> Any:
    owner = case.of(node.of)
    path = f"{owner.path}{node.fact.name}" if node.of else node.id
    return _exact(value_of_fact(owner.known.stored.get(node.id), node.fact, case.on, path))


def _exact(value: Any) -> Any:
    if isinstance(value, Money):
        return Fraction(value.pence, 100)
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool | Enum)
    return Fraction(value) if is_number else value


def _comparison(node: Comparison | Arithmetic[Any], case: Workings) -> Any:
    sides = (case.value(node.left), case.value(node.right))
    unknown = _together(sides)
    return OPERATORS[node.operator](*sides) if unknown is None else unknown


def _all_of(node: AllOf, case: Workings) -> bool | Unknown:
    return _join([*map(case.value, node.parts)], decisive=False)


def _any_of(node: AnyOf, case: Workings) -> bool | Unknown:
    return _join([*map(case.value, node.parts)], decisive=True)


def _join(values: list[Any], *, decisive: bool) -> bool | Unknown:
    if decisive in values:
        return decisive
    unknown = _together(values)
    return not decisive if unknown is None else unknown


def _not(node: Not, case: Workings) -> bool | Unknown:
    value = case.value(node.part)
    return value if isinstance(value, Unknown) else not value


def _one_of(node: OneOf, case: Workings) -> bool | Unknown:
    subject, *options = map(case.value, (node.subject, *node.options))
    return _join([_equal(subject, option) for option in options], decisive=True)


def _equal(left: Any, right: Any) -> bool | Unknown:
    unknown = _together((left, right))
    return bool(left == right) if unknown is None else unknown


def _choice(node: Choice[Any], case: Workings) -> Any:
    undecided, possible = [], []
    for condition, value in node.branches:
        holds = case.value(condition)
        if holds is False:
            continue
        possible.append(case.value(value))
        if holds is True:
            break
        undecided.append(holds)
    else:
        possible.append(case.value(node.otherwise))
    if len(possible) == 1 or (_together(possible) is None and all(value == possible[0] for value in possible)):
        return possible[0]
    return _together([*undecided, *possible])


def _extreme(node: Extreme[Any], case: Workings) -> Any:
    values = [*map(case.value, node.parts)]
    unknown = _together(values)
    if unknown is not None:
        return unknown
    return max(values) if node.how == "larger" else min(values)


def _rounded(node: Rounded[Any], case: Workings) -> Any:
    value = case.value(node.subject)
    return value if isinstance(value, Unknown) else _to_places(value, node.places, node)


def _divided(node: Divided[Any], case: Workings) -> Any:
    left, right = case.value(node.left), case.value(node.right)
    if not isinstance(right, Unknown) and right == 0:
        return case.value(node.if_zero)
    unknown = _together((left, right))
    return unknown if unknown is not None else _to_places(left / right, node.places, node)


def _converted(node: Converted[Any], case: Workings) -> Any:
    value = case.value(node.subject)
    if isinstance(value, Unknown):
        return value
    per = node.subject.measure and node.subject.measure.per
    return _to_places(value * IN_A_YEAR[per] / IN_A_YEAR[node.to], node.places, node)  # type: ignore[index]


def _to_places(value: Fraction, places: int, node: Rounded[Any] | Divided[Any] | Converted[Any]) -> Fraction:
    return Fraction(node.rounding.to_whole(value * 10**places), 10**places)


def _elapsed(node: Elapsed, case: Workings) -> Any:
    start, end = case.value(node.start), case.value(node.end)
    unknown = _together((start, end))
    return unknown if unknown is not None else Fraction(elapsed(node.unit, start, end, node.leap_day))


def _shifted(node: Shifted, case: Workings) -> Any:
    day, count = case.value(node.subject), case.value(node.count)
    unknown = _together((day, count))
    return shifted(day, node.unit, int(count)) if unknown is None else unknown


def _quantified(node: Quantified, case: Workings) -> bool | Unknown:
    members = case.value(node.members)
    if isinstance(members, Unknown):
        return members
    values = [row.value(node.condition) for row in _rows(node, members, case)]
    if not members.complete:
        values.append(_incomplete(node, case))
    return _join(values, decisive=node.how == "exists")


def _aggregated(node: Aggregated[Any], case: Workings) -> Any:
    members = case.value(node.members)
    if isinstance(members, Unknown):
        return members
    unknowns = [] if members.complete else [_incomplete(node, case)]
    values = []
    for row in _rows(node, members, case):
        wanted = True if node.where is None else row.value(node.where)
        if wanted is False:
            continue
        value = row.value(node.value)
        unknowns += [each for each in (wanted, value) if isinstance(each, Unknown)]
        values.append(value)
    if unknowns:
        return _together(unknowns)
    if node.if_none is None:
        return Fraction(len(values)) if node.how == "count" else sum(values, Fraction(0))
    if not values:
        return case.value(node.if_none)
    return min(values) if node.how == "min" else max(values)


def _rows(node: Quantified | Aggregated[Any], members: Members, case: Workings) -> Iterator[Workings]:
    path = _path(node, case)
    for number, member in enumerate(members.items, start=1):
        yield case.member(node.binding, member, f"{path}[{number}].")


def _incomplete(node: Quantified | Aggregated[Any], case: Workings) -> Unknown:
    return Unknown(UnknownReason.NOT_ASKED, (_path(node, case),))


def _path(node: Quantified | Aggregated[Any], case: Workings) -> str:
    """Path of the list itself, such as `household.members`."""
    members: FactRef[Any] = node.members  # type: ignore[assignment]  # building refuses anything else
    return members.id if members.of is None else f"{case.of(members.of).path}{members.fact.name}"


def _together(values: Iterable[Any]) -> Unknown | None:
    """One `Unknown` for all that are; None where all are known."""
    unknowns = [value for value in values if isinstance(value, Unknown)]
    if not unknowns:
        return None
    facts = dict.fromkeys(fact for unknown in unknowns for fact in unknown.facts)
    return Unknown(reduce(_first_that_asks, unknowns).reason, tuple(facts))


def _first_that_asks(one: Unknown, other: Unknown) -> Unknown:
    return other if not one.facts and other.facts else one


_VALUES: Mapping[type, Callable[[Any, Workings], Any]] = {
    FactRef: _fact,
    Constant: lambda node, _: _exact(node.value),
    PolicyRef: lambda node, case: _exact(value_of_policy(node, case.policy.value(node.key))),
    DecisionDate: lambda _, case: require_day(case.on),
    Definition: lambda node, case: case.value(node.expression),
    Comparison: _comparison,
    Arithmetic: _comparison,
    OneOf: _one_of,
    AllOf: _all_of,
    AnyOf: _any_of,
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
    Undefined: lambda node, _: Unknown(node.reason),
}
"""One function for each kind of node; a kind without one cannot be built."""
