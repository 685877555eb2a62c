"""For each fact that rules read, the values worth trying: on either side of every threshold.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact, when
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
...     couple: Fact[bool] = fact("the applicant has a partner")
>>> limit = when(Household.couple, Money("16000")).otherwise(Money("10000"))
>>> found = boundary_values(Household.capital > limit)
>>> [str(amount) for amount in found.values["household.capital"]]
['9999.99', '10000.00', '10000.01', '15999.99', '16000.00', '16000.01']
>>> found.sampled
frozenset()
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from localgov_components.rules.boundaries.place import judged, places_of, with_value
from localgov_components.rules.boundaries.scale import Scale, closed_values, is_open, other_value, start_value
from localgov_components.rules.boundaries.telling import MOST_CONTEXTS, tells_all
from localgov_components.rules.boundaries.threshold import Threshold, Watch, sides_in, thresholds_of
from localgov_components.rules.boundaries.turning import turning_values
from localgov_components.rules.building import nodes_of, require_sound
from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.fact_reading import require_day
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Known, Members
from localgov_components.rules.tree import DecisionDate, FactRef

__all__ = ["BoundaryValues", "boundary_values", "plain_case"]

_MOST_LISTED = 100
"""Lists of members that are given for one fact at most."""
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class BoundaryValues:
    """Values by fact id, of the case and of members.

    Trying all of them in every combination shows all that the rules can do, but for those facts that are
    `sampled`: facts that are added to one another, compared with one another, gone over in lists, or `unmade`, which
    are those of which no value can be made up beside the ones that rules name.
    """

    values: Mapping[str, tuple[Any, ...]]
    sampled: frozenset[str]
    unmade: frozenset[str]
    _found: "_Found" = field(repr=False, compare=False)

    def near(self, *parts: Expression[Any]) -> Mapping[str, Sequence[Any]]:
        """The values that pass a threshold in some parts of the rules, by fact id."""
        merged: dict[str, list[Any]] = defaultdict(list)
        for node in nodes_of(*parts):
            for sides in sides_in(node):
                for id_, values in self._found.get(_mark(*sides), {}).items():
                    merged[id_] += values
        return merged


def boundary_values(
    *expressions: Expression[Any], policy: PolicyLookup = NO_POLICY, on: date | None = None
) -> BoundaryValues:
    """Work them out under the policy values of a day, which may be left out where no rule reads it.

    A fact that is true or false, or an enumeration, has all its values. Raises `DefinitionError` for rules with
    mistakes and `NotFoundError` for a policy value that is missing.
    """
    require_sound(*expressions)
    day = _day_for(on, *expressions)
    facts = {node.id: node.fact for node in nodes_of(*expressions) if isinstance(node, FactRef)}
    thresholds = thresholds_of(*expressions)
    at_thresholds = _found(thresholds, policy, day)
    found: dict[str, list[Any]] = defaultdict(list)
    for each in at_thresholds.values():
        for id_, values in each.items():
            found[id_] += values
    single = {id_: _values(fact, found[id_], day) for id_, fact in facts.items() if not fact.nested}
    listed = {id_: _lists(fact, found[id_], single, day) for id_, fact in facts.items() if fact.nested}
    unmade = {id_ for id_ in single if is_open(facts[id_]) and other_value(facts[id_], found[id_]) is None}
    sampled = {id_ for id_, fact in facts.items() if not tells_all(fact, thresholds)} | unmade
    return BoundaryValues({**single, **listed}, frozenset(sampled), frozenset(unmade), at_thresholds)


def plain_case(facts: Sequence[FactDeclaration], day: date) -> Known:
    """A case in which every fact has a plain value, and every list one such member."""
    values = {fact.id: judged(fact, start_value(fact, day)) for fact in facts}
    return Known(values | {fact.id: Members([plain_case(fact.nested, day)]) for fact in facts if fact.nested})


_Found: TypeAlias = Mapping[frozenset[int], Mapping[str, Sequence[Any]]]
"""For two sides that are compared, the values of each fact that pass the threshold between them."""


def _mark(left: Expression[Any], right: Expression[Any]) -> frozenset[int]:
    return frozenset((id(left), id(right)))


def _day_for(on: date | None, *expressions: Expression[Any]) -> date:
    """The day, or any where no rule reads it; raises `InvalidValueError` where one does and none was given."""
    if on is None and not any(isinstance(node, DecisionDate) for node in nodes_of(*expressions)):
        return _ANY_DAY
    return require_day(on)


def _found(thresholds: Sequence[Threshold], policy: PolicyLookup, day: date) -> _Found:
    """Every value that passes a threshold, whatever the closed facts that decide the same threshold are."""
    found: dict[frozenset[int], dict[str, list[Any]]] = {}
    for threshold in thresholds:
        watch = Watch(threshold, on=day, policy=policy)
        here = found.setdefault(_mark(threshold.left, threshold.right), defaultdict(list))
        inner = [found[_mark(*sides)] for node in nodes_of(threshold.left, threshold.right) for sides in sides_in(node)]
        for case in _contexts(threshold, day):
            for ref in (ref for ref in threshold.refs if closed_values(ref.fact) is None):
                tried = [value for each in inner for value in each.get(ref.id, ())] if Scale.of(ref.fact) else []
                for place in places_of(ref, case, threshold.lists):
                    here[ref.id] += turning_values(watch, case, place, ref.fact, tried=tried)
    return found


def _contexts(threshold: Threshold, day: date) -> Iterator[Known]:
    """Plain cases with every value of the closed facts that decide the side."""
    outermost = [ref.fact for ref in threshold.refs if ref.of is None]
    outermost += [loop.members.fact for loop in threshold.loops if loop.members.of is None]  # type: ignore[attr-defined]
    plain = plain_case(outermost, day)
    places = [
        (place, ref.fact)
        for ref in threshold.refs
        if closed_values(ref.fact) is not None
        for place in places_of(ref, plain, threshold.lists)
    ]
    choices = itertools.product(*(closed_values(fact) or () for _, fact in places))
    for values in itertools.islice(choices, MOST_CONTEXTS):
        case = plain
        for (place, fact), value in zip(places, values, strict=True):
            case = with_value(case, place, judged(fact, value))
        yield case


def _values(fact: FactDeclaration, found: Sequence[Any], day: date) -> tuple[Any, ...]:
    if is_open(fact):
        other = other_value(fact, found)
        return tuple(dict.fromkeys([*found, *([] if other is None else [other])]))
    return closed_values(fact) or tuple(sorted(set(found))) or (start_value(fact, day),)


def _lists(
    fact: FactDeclaration, found: Sequence[Members], values: Mapping[str, tuple[Any, ...]], day: date
) -> tuple[Members, ...]:
    """Lists of none, one, two plain members and as many as matter, and of one member with each value worth trying."""
    plain = plain_case(fact.nested, day)
    lists = [Members([plain] * length) for length in sorted({0, 1, 2, *map(len, found)})]
    for each in fact.nested:
        lists += [Members([plain | {each.id: judged(each, value)}]) for value in values.get(each.id, ())]
    return tuple(lists[:_MOST_LISTED])
