"""What scenarios should show of a scheme: each rule and condition both ways, each branch, each side of a threshold.

>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
>>> scheme = Scheme("support", facts=[Household], ineligible=[rule("too-much", Household.capital > Money("16000"))])
>>> for target in targets_of(scheme):
...     print(target.place, "-", target.words())
rule too-much - holds
rule too-much - does not hold
rule too-much - savings and investments are less than £16,000.00
rule too-much - savings and investments are £16,000.00
rule too-much - savings and investments are more than £16,000.00
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from localgov_components.rules import Condition, Expression, PolicyLookup
from localgov_components.rules.boundaries.threshold import (
    Loop,
    Side,
    Threshold,
    each_member,
    nodes_with_loops,
    side_of,
    thresholds_of,
)
from localgov_components.rules.building import ORDERED, nodes_of
from localgov_components.rules.compiling import Valuation
from localgov_components.rules.reading.reader import Asked
from localgov_components.rules.reading.sentence import reader_for
from localgov_components.rules.scopes import spoken_of
from localgov_components.rules.tree import (
    AllOf,
    Choice,
    Comparison,
    Definition,
    Divided,
    Extreme,
    FactRef,
    Not,
    OneOf,
    Quantified,
    Undefined,
    children,
)

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Scheme

__all__ = ["Target", "TargetKind", "places_of", "targets_of"]

TargetKind: TypeAlias = Literal["rule", "definition", "condition", "branch", "threshold"]

_Said: TypeAlias = Callable[[PolicyLookup | None], str]
_Shows: TypeAlias = Callable[[Valuation], bool]

_LESS, _EQUAL, _MORE = -1, 0, 1
_SIDES: Mapping[Literal["<", "==", "!=", ">"], tuple[Side, ...]] = {
    "<": (_LESS,), "==": (_EQUAL,), "!=": (_LESS, _MORE), ">": (_MORE,),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """One thing that scenarios should show.

    `place` is the rule, the definition or the result that it is a part of. `roots` are the ids of the rules and results
    that it takes part in: a case shows it only where one of them was tried. `condition` holds in the cases that show
    it; where it is about members, for one of them.
    """

    kind: TargetKind
    place: str
    roots: frozenset[str]
    condition: Condition = field(repr=False)
    _said: _Said = field(repr=False)
    _shows: _Shows = field(repr=False)
    _loops: tuple[Loop, ...] = field(repr=False)

    def words(self, policy: PolicyLookup | None = None) -> str:
        """What is to be shown, in words; with a policy, its values are read in brackets."""
        return self._said(policy)

    def is_shown(self, noted: Valuation, tried: Iterable[str]) -> bool:
        """Whether a case shows it, of which the value of every part was noted and in which some rules were tried."""
        return not self.roots.isdisjoint(tried) and any(map(self._shows, each_member(noted, self._loops)))


def targets_of(scheme: "Scheme") -> tuple[Target, ...]:
    """Everything that scenarios of a scheme should show, in the order of its rules.

    Nothing is in it twice in the same words. What a table gives only where it contradicts itself or says nothing is
    left out: nobody can expect it.
    """
    found: dict[tuple[str, str], Target] = {}
    for target in _Finder(scheme).targets():
        found.setdefault((target.place, target.words()), target)
    return tuple(found.values())


class _Finder:
    """Finds the targets of a scheme, part by part."""

    def __init__(self, scheme: "Scheme") -> None:
        self._scheme = scheme
        expressions = scheme.expressions
        self._roots: dict[int, set[str]] = {}
        for id_, expression in expressions.items():
            for node in nodes_of(expression):
                self._roots.setdefault(id(node), set()).add(id_)
        self._places = places_of(scheme)
        self._spoken_of = spoken_of(expressions.values())
        self._loops = {id(node): loops for node, loops in nodes_with_loops([*expressions.values()])}
        self._thresholds: dict[int, list[Threshold]] = {}
        for each in thresholds_of(*expressions.values()):
            self._thresholds.setdefault(id(each.node), []).append(each)

    def targets(self) -> Iterator[Target]:
        passed = {id(each.condition) for each in self._scheme.rules} | self._never_expected()
        for each in self._scheme.rules:
            for wanted in (True, False):
                said = _always("holds" if wanted else "does not hold")
                yield self._truth("rule", each.condition, said, f"rule {each.id}", wanted=wanted)
        for node in nodes_of(*self._scheme.expressions.values()):
            if id(node) not in passed:
                yield from self._of_truth(node)
            yield from self._of_branches(node)
            yield from self._of_sides(node)

    def _never_expected(self) -> set[int]:
        """Conditions under which a table gives nothing, since its rows contradict each other."""
        choices = (node for node in nodes_of(*self._scheme.expressions.values()) if isinstance(node, Choice))
        return {id(condition) for each in choices for condition, value in each.branches if isinstance(value, Undefined)}

    def _of_truth(self, node: Expression[Any]) -> Iterator[Target]:
        if node.value_type is bool and isinstance(node, Definition | FactRef):
            kind: TargetKind = "definition" if isinstance(node, Definition) else "condition"
            for wanted in (True, False):
                yield self._truth(kind, node, _spoken(node, holds=wanted), self._places[id(node)], wanted=wanted)

    def _of_branches(self, node: Expression[Any]) -> Iterator[Target]:
        if not isinstance(node, Choice):
            return
        before: list[Condition] = []
        for number, (condition, value) in enumerate(node.branches, start=1):
            if not isinstance(value, Undefined):
                taken = AllOf((*map(Not, before), condition))
                yield self._target("branch", node, taken, _branch_said(number, condition), _branch(before, condition))
            before.append(condition)
        if not isinstance(node.otherwise, Undefined):
            said = _always(f"the last branch, after {len(before)}")
            yield self._target("branch", node, AllOf((*map(Not, before),)), said, _branch(before, None))

    def _of_sides(self, node: Expression[Any]) -> Iterator[Target]:
        for each in self._thresholds.get(id(node), ()):
            for operator in _operators(each):
                compared = Comparison(operator, each.left, each.right)
                shows = _side(each, _SIDES[operator])
                yield self._target("threshold", node, compared, _spoken(compared, holds=True), shows, loops=each.loops)

    def _truth(self, kind: TargetKind, node: Condition, said: _Said, place: str, *, wanted: bool) -> Target:
        condition = node if wanted else Not(node)
        return self._target(kind, node, condition, said, _truth(node, wanted=wanted), place=place)

    def _target(
        self,
        kind: TargetKind,
        node: Expression[Any],
        condition: Condition,
        said: _Said,
        shows: _Shows,
        *,
        place: str = "",
        loops: tuple[Loop, ...] | None = None,
    ) -> Target:
        around = self._around(node) if loops is None else loops
        for loop in reversed(around):
            condition = Quantified("exists", loop.members, loop.binding, condition)
        roots = frozenset(self._roots[id(node)])
        return Target(kind, place or self._places[id(node)], roots, condition, said, shows, around)

    def _around(self, node: Expression[Any]) -> tuple[Loop, ...]:
        """The loops whose members a part speaks of, and those around them."""
        loops, members = self._loops[id(node)], self._spoken_of.get(id(node), ())
        needed = [number for number, loop in enumerate(loops, start=1) if loop.binding in members]
        return loops[: max(needed, default=0)]


def places_of(scheme: "Scheme") -> dict[int, str]:
    """For each part the rule, result or definition in which it is first met."""
    results = {each.id for each in scheme.result_rules}
    named = [(node, id_ if id_ in results else f"rule {id_}") for id_, node in scheme.expressions.items()]
    found: dict[int, str] = {}
    waiting = named[::-1]
    while waiting:
        node, place = waiting.pop()
        if id(node) not in found:
            place = f"definition {node.name}" if isinstance(node, Definition) else place
            found[id(node)] = place
            waiting += [(part, place) for part in reversed(children(node))]
    return found


def _operators(threshold: Threshold) -> tuple[Literal["<", "==", "!=", ">"], ...]:
    """The sides that matter, as comparisons."""
    if isinstance(threshold.node, Extreme):
        return ("<", ">")
    is_ordered = threshold.left.value_type in ORDERED
    return ("<", "==", ">") if is_ordered and not isinstance(threshold.node, OneOf | Divided) else ("==", "!=")


def _spoken(expression: Expression[Any], *, holds: bool) -> _Said:
    return lambda policy: _read(expression, policy, holds=holds)


def _branch_said(number: int, condition: Expression[Any]) -> _Said:
    return lambda policy: f"branch {number}, where {_read(condition, policy)}"


def _read(expression: Expression[Any], policy: PolicyLookup | None, *, holds: bool = True) -> str:
    """A part of a scheme's rules in words: it may speak of a member whose condition stands around it."""
    return reader_for("en", policy=policy).text(expression, Asked(holds))


def _always(words: str) -> _Said:
    return lambda _: words


def _truth(node: Expression[Any], *, wanted: bool) -> _Shows:
    return lambda at: at.raw(node) is wanted


def _side(threshold: Threshold, sides: tuple[Side, ...]) -> _Shows:
    return lambda at: side_of(threshold.left, threshold.right, at) in sides


def _branch(before: Sequence[Condition], condition: Condition | None) -> _Shows:
    """Whether no condition before it holds, and its own does, if it has one."""
    tried = tuple(before)
    return lambda at: all(at.raw(each) is False for each in tried) and (condition is None or at.raw(condition) is True)
