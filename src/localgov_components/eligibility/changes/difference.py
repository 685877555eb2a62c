"""By how much one side of a threshold is more than the other, as one fact of a case takes other values.

Only what reads the fact is worked out again; everything beside it is taken from the case as it is.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from localgov_components.eligibility.changes.places import KnownFact
from localgov_components.eligibility.changes.reads import Reads
from localgov_components.eligibility.changes.work import Work
from localgov_components.rules import Expression, Unknown
from localgov_components.rules.boundaries.place import held
from localgov_components.rules.boundaries.scale import Scale
from localgov_components.rules.boundaries.threshold import Loop, Threshold
from localgov_components.rules.evaluation import Workings
from localgov_components.rules.tree import Binding, FactRef, children

__all__ = ["Difference", "Moving"]

_INTERPRETED, _COPIED = 150, 20
"""How many parts compiled code works out, about, while the interpreter works out one, or while one member is copied."""

_Seeds = Sequence[dict[int, Any]]
"""Values that stay as they are, of the case and of each member that a threshold speaks of."""


@dataclass(frozen=True, slots=True)
class Moving:
    """A case, as it was worked out, of which one fact takes other values.

    `times` is how often each part of the rules is worked out for the case, by its `id`.
    """

    case: Workings
    fact: KnownFact
    scale: Scale
    reads: Reads
    times: Mapping[int, int]
    work: Work

    def differences(self, threshold: Threshold) -> "Iterator[Difference]":
        """Those of a threshold that the fact can change: one, or one for each member that it speaks of."""
        read = [*self.reads.parts((threshold.left, threshold.right), self.fact.declaration.id)]
        parts = sum(self.times[id(node)] for node in read) // max(self.times[id(threshold.node)], 1)
        copied = len(held(self.case.known, self.fact.place[:1])) * _COPIED if len(self.fact.place) > 1 else 0
        again = {id(node) for node in read}
        beside = [part for node in read for part in children(node) if id(part) not in again]
        stays = {id(part) for part in beside if not self._holds_the_fact(part)}
        for members in self._members(threshold.loops, [node for node in read if isinstance(node, FactRef)]):
            levels = _levels(self.case, threshold.loops, members)
            _, _ = levels[-1].value(threshold.left), levels[-1].value(threshold.right)
            seeds = [{key: each.worked_out[key] for key in stays & each.worked_out.keys()} for each in levels]
            yield Difference(self, threshold, members, seeds, parts * _INTERPRETED + copied)

    def _holds_the_fact(self, node: Expression[Any]) -> bool:
        """Whether a part is a list in which the fact is."""
        return isinstance(node, FactRef) and node.id in self.fact.place[:-1]

    def _members(self, loops: Sequence[Loop], refs: Sequence[FactRef[Any]]) -> Iterable[Sequence[int]]:
        """The members, by their numbers for each loop, for which some of the references are to the fact."""
        found = (_numbers(self.case, loops, at) for ref in refs if (at := self._at(ref, loops)) is not None)
        return dict.fromkeys(itertools.chain.from_iterable(found))

    def _at(self, ref: FactRef[Any], loops: Sequence[Loop]) -> dict[Binding, int] | None:
        """The members that loops have to be at for a reference to be to the fact; None where it never is."""
        lists: dict[Binding, FactRef[Any]] = {loop.binding: loop.members for loop in loops}  # type: ignore[misc]
        found, place, binding = {}, list(self.fact.place[:-1]), ref.of
        while binding in lists:
            id_, number = place[-2:] or (None, 0)
            if id_ != lists[binding].id:
                return None
            found[binding], place, binding = int(number), place[:-2], lists[binding].of
        return found


@dataclass(slots=True)
class Difference:
    """The left side of a threshold less the right, for certain members: a number for each number of steps of the fact.

    Days count as numbers. It is None where a side is unknown.
    """

    moving: Moving
    threshold: Threshold
    members: Sequence[int]
    seeds: _Seeds
    parts: int

    def at(self, number: int) -> Fraction | int | None:
        """The difference with another value of the fact."""
        moving, case = self.moving, self.moving.case
        moving.work.spend(self.parts)
        known = moving.fact.changed(case.known, moving.scale.value(number))
        changed = Workings(known, case.policy, case.on, case.speaks_of, worked_out=dict(self.seeds[0]))
        innermost = _levels(changed, self.threshold.loops, self.members, self.seeds[1:])[-1]
        left, right = innermost.value(self.threshold.left), innermost.value(self.threshold.right)
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return None
        if isinstance(left, date):
            return int(left.toordinal() - right.toordinal())
        return left - right  # type: ignore[no-any-return]  # exact numbers


def _numbers(case: Workings, loops: Sequence[Loop], at: Mapping[Binding, int]) -> Iterator[tuple[int, ...]]:
    """The members that loops go over, by their numbers, counting from 0; some loops are only at one."""
    if not loops:
        yield ()
        return
    members = case.value(loops[0].members)
    if isinstance(members, Unknown):
        return
    only = at.get(loops[0].binding)
    for number in range(len(members)) if only is None else (only,):
        inner = case.member(loops[0].binding, members.items[number], "")
        yield from ((number, *rest) for rest in _numbers(inner, loops[1:], at))


def _levels(case: Workings, loops: Sequence[Loop], members: Sequence[int], seeds: _Seeds = ()) -> list[Workings]:
    """The case, and within it each member that loops are at."""
    levels = [case]
    for place, (loop, number) in enumerate(zip(loops, members, strict=True)):
        member = levels[-1].value(loop.members).items[number]
        levels.append(levels[-1].member(loop.binding, member, ""))
        levels[-1].worked_out.update(seeds[place] if seeds else {})
    return levels
