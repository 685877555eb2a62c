"""Where a case turns as one fact in it moves: the numbers at which it passes a threshold of the rules."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from localgov_components.eligibility.changes.behaviour import Behaviour, Behaviours
from localgov_components.eligibility.changes.difference import Moving
from localgov_components.eligibility.changes.turns import turns_of
from localgov_components.rules.boundaries.threshold import Threshold
from localgov_components.rules.tree import Choice, Comparison, OneOf

__all__ = ["FactTurns"]


class FactTurns:
    """The turns of a fact, by its thresholds, those of parts first.

    `start` is the number of the value that it has. `are_all` says that between two turns nothing changes. Of what is
    not negative, nothing negative is tried.
    """

    def __init__(self, moving: Moving, reading: Sequence[Threshold]) -> None:
        scale = moving.scale
        self.start = scale.number(moving.fact.value)
        self._lowest = scale.lowest if self.start < 0 or scale.kind is date else 0
        self._highest = scale.highest
        self._moving, self._id = moving, moving.fact.declaration.id
        self._behaviours = Behaviours(moving.reads, self._id)
        self.are_all = self._behaviours.are_followed(reading)
        self._deciding: set[int] = set()
        self._inside: dict[int, set[int]] = {}
        for threshold in reading:
            found = self._turns(threshold)
            self._inside.setdefault(id(threshold.node), set()).update(found)
            if isinstance(threshold.node, Comparison | OneOf):
                self._deciding |= found

    def beyond(self, way: int) -> list[int]:
        """The first number after each turn on one side of the start (1 is up, -1 down), the nearest first."""
        tried = {number + 1 for number in self._deciding} if way > 0 else self._deciding
        if not self.are_all:
            tried = tried | {*self._probes()}
        return sorted((each for each in tried if (each - self.start) * way > 0), reverse=way < 0)

    def _turns(self, threshold: Threshold) -> set[int]:
        """The last numbers before the turns of one threshold; none of one that only turns where a part of it does."""
        sides = (threshold.left, threshold.right)
        moves = sum(map(self._behaviours.of, sides))
        if not moves:
            return set()
        parts = [*self._moving.reads.parts(sides, self._id)]
        self._moving.work.spend(len(parts))
        inside = {number for part in parts for number in self._inside.get(id(part), ())}
        tried = {self._lowest, self.start, self._highest, *inside, *(number + 1 for number in inside)}
        if moves >= Behaviour.FREE:
            tried.update(self._probes())
        found: set[int] = set()
        for difference in self._moving.differences(threshold):
            at = cache(difference.at)
            found.update(turns_of(at, tried))
            # A choice that nobody knows is settled only where its values happen to be one: no turn tells of that.
            if any(isinstance(part, Choice) for part in parts) and None in map(at, tried):
                self.are_all = False
        return found

    def _probes(self) -> Iterator[int]:
        """Numbers to look between where nothing else tells: twice as far from the start each time, on either side."""
        step = 1
        while step < self._highest - self._lowest:
            both = (self.start - step, self.start + step)
            yield from (number for number in both if self._lowest <= number <= self._highest)
            step *= 2
