"""Complete cases that stand on either side of every threshold of some rules.

For each part of a rule that compares, the case is first changed so that this part decides, then every fact in
it is moved to where it passes the threshold: a penny, a unit or a day below, at and above. Facts that are true
or false and enumerations take every value, and lists of members have none, one and two.

>>> from datetime import date
>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, all_of, evaluate, fact, not_
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
...     exempt: Fact[bool] = fact("somebody is exempt")
>>> rule = all_of(Household.capital > Money("16000"), not_(Household.exempt))
>>> for case in boundary_cases(rule, facts=[Household], on=date(2026, 5, 1)):
...     print(case["household.capital"], case["household.exempt"], evaluate(rule, case))
0.00 False False
15999.99 False False
16000.00 False False
16000.01 False True
16000.01 True False
"""

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from localgov_components.rules.boundaries.place import Place, held, judged, lists_in, places_of, with_value
from localgov_components.rules.boundaries.reaching import Root
from localgov_components.rules.boundaries.scale import Scale, closed_values, is_open
from localgov_components.rules.boundaries.threshold import Watch, nodes_with_loops, thresholds_of
from localgov_components.rules.boundaries.turning import turning_values
from localgov_components.rules.boundaries.values import boundary_values, plain_case
from localgov_components.rules.building import nodes_of, require_sound
from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup, policy_read
from localgov_components.rules.expressions import Expression
from localgov_components.rules.fact_data import declarations_of
from localgov_components.rules.facts import FactDeclaration, Facts
from localgov_components.rules.known import Known, Members
from localgov_components.rules.tree import Extreme, FactRef

__all__ = ["boundary_cases"]

_MOST_TRIED, _MOST_CHANGED = 300, 50


def boundary_cases(
    *expressions: Expression[Any],
    facts: Iterable[type[Facts] | FactDeclaration],
    on: date,
    policy: PolicyLookup = NO_POLICY,
    base: Known | None = None,
    most: int = 10_000,
) -> Iterator[Known]:
    """Cases in which every fact has a value, none twice, those of the first rule first, and at most so many.

    `base` gives facts that should have another value than a plain one wherever no threshold moves them; a list in it
    that is empty is only one of those tried. A fact of which no value can be made up (an identifier without a
    documented example) is unknown unless `base` has it.
    Raises `DefinitionError` for rules with mistakes and `NotFoundError` for a policy value that is missing.
    """
    require_sound(*expressions)
    for ref in policy_read(*expressions):
        policy.value(ref.key)
    declared = declarations_of(facts)
    given = {id_: value for id_, value in (base or Known()).stored.items() if value != Members(())}
    read = {ref.id: ref.fact for ref in nodes_of(*expressions) if isinstance(ref, FactRef) and ref.of is None}
    start = plain_case([*{**declared, **read}.values()], on) | given
    around = (_Explorer(expression, start, on=on, policy=policy).cases() for expression in expressions)
    cases = itertools.chain([start], itertools.chain.from_iterable(around))
    return itertools.islice(_each_once(cases), most)


def _each_once(cases: Iterable[Known]) -> Iterator[Known]:
    seen: set[object] = set()
    for case in cases:
        mark = _frozen(case)
        if mark not in seen:
            seen.add(mark)
            yield case


class _Explorer:
    """One rule, the values worth trying for its facts, and a plain case to begin with."""

    def __init__(self, expression: Expression[Any], start: Known, *, on: date, policy: PolicyLookup) -> None:
        self.expression, self.start = expression, start
        self.on, self.policy = on, policy
        self.found = boundary_values(expression, policy=policy, on=on)
        self.root = Root(expression, self.found, on=on, policy=policy)
        self.lists = lists_in(expression)
        self.watches: dict[int, list[Watch]] = {}
        for threshold in thresholds_of(expression):
            self.watches.setdefault(id(threshold.node), []).append(Watch(threshold, on=on, policy=policy))

    def cases(self) -> Iterator[Known]:
        """Cases around every part of the rule at which something turns, with that part deciding."""
        for node, _ in nodes_with_loops([self.expression]):
            turning: list[tuple[FactRef[Any], Watch | None]] = [
                (ref, watch) for watch in self.watches.get(id(node), ()) for ref in watch.threshold.refs
            ]
            if isinstance(node, FactRef) and (node.fact.nested or closed_values(node.fact)):
                turning.append((node, None))
            if turning:
                case = self.root.case_for(node, self.start)
                yield case
                for ref, watch in turning:
                    yield from self._moved(case, ref, watch)

    def _moved(self, case: Known, ref: FactRef[Any], watch: Watch | None) -> Iterator[Known]:
        """The case with each value of a fact that turns something; where the rule does not tell, others beside it."""
        for place in places_of(ref, case, self.lists):
            start, values = self._turning(case, place, ref.fact, watch)
            for context in [start] if len(place) == 1 else [start, _with_another(start, place)]:
                moved = [with_value(context, place, value) for value in values]
                yield from moved
                if not self.root.tells_apart(moved):
                    others = itertools.islice(self.root.variants(context, self.expression), _MOST_TRIED)
                    telling = ([with_value(other, place, value) for value in values] for other in others)
                    yield from next((each for each in telling if self.root.tells_apart(each)), ())

    def _turning(
        self, case: Known, place: Place, fact: FactDeclaration, watch: Watch | None
    ) -> tuple[Known, list[Any]]:
        """The values that turn something, and the case in which they do: changed, where in this one none does."""
        others: Iterable[Known] = ()
        if watch is not None and Scale.of(fact) is not None:
            others = itertools.islice(self.root.variants(case, watch.threshold.node), _MOST_CHANGED)
        for each in itertools.chain([case], others):
            values = [judged(fact, value) for value in self._turning_values(each, place, fact, watch)]
            if values:
                return each, values
        return case, []

    def _turning_values(self, case: Known, place: Place, fact: FactDeclaration, watch: Watch | None) -> Iterator[Any]:
        if fact.nested:
            yield from _lists(held(case, place), plain_case(fact.nested, self.on))
        if watch is None or closed_values(fact):
            yield from closed_values(fact) or ()
            return
        scale = Scale.of(fact)
        tried = self.found.near(watch.threshold.left, watch.threshold.right).get(fact.id, ()) if scale else ()
        found = turning_values(watch, case, place, fact, tried=tried)
        yield from found
        if is_open(fact):
            yield from self.found.values[fact.id]
        elif scale and found and isinstance(watch.threshold.node, Extreme):  # a floor or a cap shows far beyond it
            yield from (scale.far_from(found[0], -1), scale.far_from(found[-1], 1))


def _with_another(case: Known, place: Place) -> Known:
    """The case with a second member beside the first, and like it, in the outermost list of a place."""
    members: Members = held(case, place[:1])
    return with_value(case, place[:1], Members([*members.items[:1], *members.items[:1]]))


def _lists(members: Members | None, plain: Known) -> Iterator[Members]:
    """Lists of no member, of one, and of two that are alike or not."""
    first = members.items[0] if members else plain
    yield from (Members(each) for each in ([], [first], [first, plain], [first, first]))


def _frozen(value: Any) -> object:
    """What tells one case from another."""
    if isinstance(value, Known):
        return frozenset((id_, _frozen(inner)) for id_, inner in value.stored.items())
    if isinstance(value, Members):
        return value.complete, tuple(_frozen(member) for member in value.items)
    return type(value), tuple(value) if isinstance(value, list) else value
