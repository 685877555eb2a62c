"""Rules as columns: the same meaning as `evaluate`, for every row at once.

Each kind of node has one function. A part that is used twice gets a name; so does all that a guard asks twice. Where
bounds show that a number cannot be what a guard is for, there is none.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules.building import nodes_of
from localgov_components.rules.evaluation import PolicyLookup, facts_read
from localgov_components.rules.expressions import Expression
from localgov_components.rules.frames.column import FALSE, TRUE, UNKNOWN, Column, TooLargeError, constant
from localgov_components.rules.frames.days import Days
from localgov_components.rules.frames.kinds import raw_of
from localgov_components.rules.frames.logic import (
    all_true,
    any_true,
    as_number,
    chosen,
    compared,
    is_unknown,
    negated,
    one_of,
    when_true,
)
from localgov_components.rules.frames.numbers import extreme, minus, plus, scaled, times
from localgov_components.rules.frames.places import Place, Places
from localgov_components.rules.frames.plan import Plan
from localgov_components.rules.frames.quotients import fraction_of, quotient
from localgov_components.rules.measures import IN_A_YEAR, MOST_MEMBERS, Per
from localgov_components.rules.policy_reading import value_of_policy
from localgov_components.rules.scopes import parts_first
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
    children,
)

__all__ = ["SETTLED_BY_SOME", "Translation"]


class Translation:
    """Some rules as columns of tables.

    `facts` are the columns of facts by place and id; a place that is not there has none, and the list is unknown.
    `column` gives what each node became. Raises `InvalidValueError` for a part that could be too large for 64 bits.
    """

    def __init__(
        self,
        roots: Sequence[Expression[Any]],
        facts: Mapping[Place, Mapping[str, Column]],
        policy: PolicyLookup,
        on: date,
    ) -> None:
        self.facts, self.policy, self.on = facts, policy, on
        self.plan, self.places = Plan(), Places(roots)
        self._uses = Counter(id(part) for node in nodes_of(*roots) for part in children(node))
        self._made: dict[int, Column] = {}
        self._days: dict[Place, Days] = {}
        for node in parts_first(roots):
            self._made[id(node)] = self._column(node)

    def column(self, node: Expression[Any]) -> Column:
        """The column of a node, in its own place."""
        return self._made[id(node)]

    def at(self, node: Expression[Any], bindings: Sequence[Binding]) -> Column:
        """The column of a node in the place whose rows speak of some members."""
        return self.spread(self.column(node), self.places.bindings_of(node), bindings)

    def spread(self, column: Column, own: Sequence[Binding], bindings: Sequence[Binding]) -> Column:
        """A column of the place of some members in that of more."""
        places = self.places.place(own), self.places.place(bindings)
        return self.plan.spread(column, *places, tuple(bindings.index(each) for each in own))

    def named(self, bindings: Sequence[Binding], column: Column) -> Column:
        """A column of the place of some members under a name of its own."""
        return self.plan.named(self.places.place(bindings), column)

    def is_there(self, bindings: Sequence[Binding]) -> bool:
        """Whether there are rows for some members; there are none for a list of which nothing is given."""
        return all((self.places.place([each]) in self.facts) for each in bindings)

    def _column(self, node: Expression[Any]) -> Column:
        bindings = self.places.bindings_of(node)
        if not self.is_there(bindings):
            return UNKNOWN
        try:
            made = _COLUMNS[type(node)](_Place(self, bindings), node)
        except TooLargeError:
            raise _too_large(node) from None
        is_kept = self._uses[id(node)] > 1 or (made.nullable and isinstance(node, SETTLED_BY_SOME))
        return self.named(bindings, made) if is_kept else made

    def days(self, bindings: Sequence[Binding]) -> Days:
        """Formulas on dates in a place."""
        place = self.places.place(bindings)
        if place not in self._days:
            self._days[place] = Days(partial(self.plan.named, place))
        return self._days[place]


class _Place:
    """The place in which a node is worked out."""

    def __init__(self, translation: Translation, bindings: tuple[Binding, ...]) -> None:
        self.translation, self.bindings = translation, bindings

    def of(self, node: Expression[Any], *, places: int = 0) -> Column:
        """The column of a part, here; a number with at least so many places."""
        column = self.translation.at(node, self.bindings)
        return scaled(column, places) if _is_number(node) else column

    def named(self, column: Column) -> Column:
        """A column under a name, so that it may be written twice."""
        return self.translation.named(self.bindings, column)

    def aligned(self, nodes: Sequence[Expression[Any]]) -> list[Column]:
        """Columns with the places of the finest."""
        places = max(_places_of(node) for node in nodes)
        return [self.of(node, places=places) for node in nodes]

    def fact(self, node: FactRef[Any]) -> Column:
        """A fact, of the case or of a member."""
        translation = self.translation
        place = translation.places.place(() if node.of is None else (node.of,))
        return translation.facts[place].get(node.id, UNKNOWN)

    def comparison(self, node: Comparison) -> Column:
        """Two sides in one unit, compared."""
        left, right = self.aligned((node.left, node.right))
        return compared(node.operator, left, right, ordered=_is_ordered(node.left))

    def arithmetic(self, node: Arithmetic[Any]) -> Column:
        """A sum in one unit, or a product."""
        if node.operator == "*":
            return times(self.of(node.left), self.of(node.right))
        return (plus if node.operator == "+" else minus)(*self.aligned((node.left, node.right)))

    def one_of(self, node: OneOf) -> Column:
        """Equality with one of several."""
        subject, *options = self.aligned((node.subject, *node.options))
        return one_of(self.named(subject), options, ordered=_is_ordered(node.subject))

    def choice(self, node: Choice[Any]) -> Column:
        """Values under conditions."""
        places = _places_of(node)
        branches = [(self.of(condition), self.of(value, places=places)) for condition, value in node.branches]
        last = self.of(node.otherwise, places=places)
        return chosen(branches, last, node.value_type, self.named, ordered=_is_ordered(node))

    def extreme(self, node: Extreme[Any]) -> Column:
        """The larger or the smaller."""
        parts = [self.of(part, places=_places_of(node)) for part in node.parts]
        are_asked_twice = sum(not part.is_constant for part in parts) > 1
        return extreme(node.how, [self.named(part) for part in parts] if are_asked_twice else parts)

    def rounded(self, node: Rounded[Any]) -> Column:
        """Fewer places, by the named way."""
        subject, places = self.of(node.subject), _places_of(node)
        if _places_of(node.subject) <= places:
            return subject
        divisor = constant(10 ** (_places_of(node.subject) - places))
        return _with_places(quotient(self.named(subject), divisor, node.rounding, self.named), places)

    def divided(self, node: Divided[Any]) -> Column:
        """A quotient, and the value where there is nothing to divide by."""
        places, left, right = _places_of(node), self.of(node.left), self.named(self.of(node.right))
        instead = self.of(node.if_zero, places=places)
        is_nothing = compared("==", right, constant(0), ordered=True)
        if is_nothing.is_true:
            return instead
        divisor = when_true([(is_nothing, constant(1))], right, int)  # whatever it is divided by is not taken
        above, below = 10 ** (_places_of(node.right) + node.places), 10 ** _places_of(node.left)
        number, divisor = fraction_of(left, above, divisor, below)
        rounded = quotient(self.named(number), self.named(divisor), node.rounding, self.named)
        made = scaled(_with_places(rounded, node.places), places)
        if not right.nullable:
            return when_true([(is_nothing, instead)], made, int)
        is_known = compared("!=", right, constant(0), ordered=True)
        return when_true([(is_nothing, instead), (is_known, made)], UNKNOWN, int)

    def converted(self, node: Converted[Any]) -> Column:
        """Times the periods of one kind in a year, over those of the other."""
        per = (node.subject.measure and node.subject.measure.per) or Per.YEAR
        above, below = IN_A_YEAR[per] * 10**node.places, 10 ** _places_of(node.subject)
        number, divisor = fraction_of(self.of(node.subject), above, constant(IN_A_YEAR[node.to]), below)
        return _with_places(quotient(self.named(number), divisor, node.rounding, self.named), node.places)

    def elapsed(self, node: Elapsed) -> Column:
        """Time between two dates."""
        start, end = self.of(node.start), self.of(node.end)
        return self.translation.days(self.bindings).between(start, end, node.unit, node.leap_day)

    def shifted(self, node: Shifted) -> Column:
        """A date moved."""
        return self.translation.days(self.bindings).moved(self.of(node.subject), node.unit, self.of(node.count))

    def quantified(self, node: Quantified) -> Column:
        """One member who decides, or all of them."""
        listed = self.of(node.members)
        if not self.translation.is_there([node.binding]) or listed.is_unknown:
            return UNKNOWN
        members = _Members(self, node, (node.condition,))
        holds = members.of(node.condition)
        decides = holds if node.how == "exists" else negated(holds)
        hit = compared("==", self.or_nothing(members.gathered(as_number(decides), "max")), constant(1), ordered=True)
        doubt = members.doubt(is_unknown(holds))
        return when_true(
            [
                (all_true([hit, negated(is_unknown(listed))]), TRUE if node.how == "exists" else FALSE),
                (all_true([listed, negated(doubt)]), FALSE if node.how == "exists" else TRUE),
            ],
            UNKNOWN,
            bool,
        )

    def aggregated(self, node: Aggregated[Any]) -> Column:
        """A count, a sum, the least or the greatest of those members who count."""
        listed = self.of(node.members)
        if not self.translation.is_there([node.binding]) or listed.is_unknown:
            return UNKNOWN
        members, places = _Members(self, node, (node.value, node.where)), _places_of(node)
        wanted = TRUE if node.where is None else members.named(members.of(node.where))
        value = members.named(members.of(node.value, places=places))
        doubt = members.doubt(any_true([is_unknown(wanted), all_true([wanted, is_unknown(value)])]))
        settled = self.named(all_true([listed, negated(doubt)]))
        how = "sum" if node.how in ("count", "sum") else node.how
        counted = as_number(wanted) if node.how == "count" else when_true([(wanted, value)], UNKNOWN, node.value_type)
        found = self.named(members.gathered(counted, how))
        if how == "sum":
            total = replace(self.or_nothing(found), places=places)
            many = MOST_MEMBERS
            total = total.within(min(0, counted.low * many), max(0, counted.high * many))
            return when_true([(settled, total)], UNKNOWN, int)
        if node.if_none is None:  # building gives the least and the greatest a last resort
            return UNKNOWN
        instead = self.of(node.if_none, places=places)
        has_one = all_true([settled, negated(is_unknown(found))])
        return when_true([(has_one, found), (settled, instead)], UNKNOWN, int)

    def or_nothing(self, column: Column) -> Column:
        """0 where there is no member."""
        if column.expr is None:
            return constant(0) if column.value is None else column
        expr = column.expr.fill_null(0)
        return replace(column, expr=expr, name="", nullable=False, low=min(column.low, 0), high=max(column.high, 0))


class _Members:
    """The members that a node goes over, beside the place in which the node is."""

    def __init__(
        self, outside: _Place, node: Quantified | Aggregated[Any], parts: tuple[Expression[Any] | None, ...]
    ) -> None:
        translation = outside.translation
        bindings = {*translation.places.bindings_of(node.members, *parts), node.binding}
        inner = translation.places.in_order(bindings)
        self.outside, self.inside = outside, _Place(translation, inner)
        self.around = tuple(each for each in inner if each is not node.binding)
        self.of, self.named = self.inside.of, self.inside.named

    def gathered(self, column: Column, how: str) -> Column:
        """What comes of a column over the members, where the node is."""
        translation, inner = self.inside.translation, self.inside.bindings
        places = translation.places.place(inner), translation.places.place(self.around)
        turn = tuple(inner.index(each) for each in self.around)
        found = translation.plan.gathered(column, how, *places, turn)
        return translation.spread(found, self.around, self.outside.bindings)

    def doubt(self, column: Column) -> Column:
        """Whether something is true of one member."""
        if column.is_false:
            return FALSE
        found = self.outside.or_nothing(self.gathered(as_number(column), "max"))
        return self.outside.named(compared("==", found, constant(1), ordered=False))


def _places_of(node: Expression[Any]) -> int:
    return node.measure.places if node.measure else 0


def _is_number(node: Expression[Any]) -> bool:
    return node.measure is not None


def _is_ordered(node: Expression[Any]) -> bool:
    return node.measure is not None or node.value_type is date


def _with_places(column: Column, places: int) -> Column:
    return replace(column, places=places)


def _too_large(node: Expression[Any]) -> InvalidValueError:
    facts = ", ".join(facts_read(node)) or "none"
    return InvalidValueError(
        f"a number of the rules could be larger than 64 bits hold: a {type(node).__name__.lower()} of {facts}. Declare "
        "at_most on these facts, or round before multiplying again.",
        code="frame.too-large",
    )


def _literal(_: _Place, node: Constant[Any]) -> Column:
    places = _places_of(node)
    return constant(raw_of(node.value, places), places=places)


def _policy(place: _Place, node: PolicyRef[Any]) -> Column:
    value = value_of_policy(node, place.translation.policy.value(node.key))
    return constant(raw_of(value, _places_of(node)), places=_places_of(node))


SETTLED_BY_SOME = (AllOf, AnyOf, OneOf, Choice, Divided, Quantified, Aggregated)
"""Kinds of node that may be known while a part is not: which facts matter is asked of them."""

_COLUMNS: Mapping[type, Callable[[_Place, Any], Column]] = {
    FactRef: _Place.fact,
    Constant: _literal,
    PolicyRef: _policy,
    DecisionDate: lambda place, _: constant(raw_of(place.translation.on, 0)),
    Definition: lambda place, node: place.of(node.expression),
    Comparison: _Place.comparison,
    Arithmetic: _Place.arithmetic,
    OneOf: _Place.one_of,
    AllOf: lambda place, node: all_true([place.of(part) for part in node.parts]),
    AnyOf: lambda place, node: any_true([place.of(part) for part in node.parts]),
    Not: lambda place, node: negated(place.of(node.part)),
    Choice: _Place.choice,
    Extreme: _Place.extreme,
    Rounded: _Place.rounded,
    Divided: _Place.divided,
    Converted: _Place.converted,
    Elapsed: _Place.elapsed,
    Shifted: _Place.shifted,
    Quantified: _Place.quantified,
    Aggregated: _Place.aggregated,
    Undefined: lambda _, __: UNKNOWN,
}
"""One function for each kind of node."""
