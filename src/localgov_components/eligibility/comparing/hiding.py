"""Which figures to hide, so that nobody can work a secret one out from those that are shown.

A figure that stands for few people is a secret. Hiding it alone does not keep it: a table has totals, and a total less
what is shown gives what is hidden. So others are hidden with it. How well that keeps a secret is found out as somebody
would who is after it, and who knows every figure that is shown, every sum, the rule, and even which of the hidden
figures are secrets and which were hidden beside them.

Tables are looked at as networks. Every figure belongs to two sums: it is paid into one, its `head`, and out of another,
its `tail`, and each sum comes to nothing in the end. A secret figure can be larger by one where one more can flow back
from its head to its tail through other hidden figures, so the least and the largest that it could be are two greatest
flows (Ford and Fulkerson). They are exact for whole numbers: an attacker with a program for integer equations finds the
same bounds.

>>> few = Figure("ward", OUTSIDE, 3, 3, doubt=4, least=1, most=9)
>>> many, more = Figure("ward", OUTSIDE, 50, 50), Figure("ward", OUTSIDE, 80, 80)
>>> sorted(hide({"few": few, "many": many, "more": more}, threshold=10).hidden)
['few', 'many']
"""

from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["OUTSIDE", "Figure", "Hiding", "hide"]

K = TypeVar("K", bound=Hashable)

OUTSIDE = "outside"
"""The end of a figure that belongs to one sum only."""

_NO_END = 1 << 200
"""More than any figure: by how much one without a least or a most could be another."""


_MOST_ASKED = 2000
"""How often at most a secret is asked after again, to find figures hidden beside it that can be spared."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, with the two sums that it belongs to and how many people it stands for.

    `doubt` is how far apart the least and the largest that it could be must lie, 0 for one that is no secret. `least`
    and `most` are what anybody knows of it once it is hidden, None where that is nothing. `worth` says how many times
    more than its people readers care to see it.
    """

    tail: Hashable
    head: Hashable
    amount: int
    people: int
    doubt: int = 0
    least: int | None = 0
    most: int | None = None
    worth: int = 1

    @property
    def cost(self) -> int:
        """How much hiding it costs those who read."""
        return self.people * self.worth

    @property
    def can_fall(self) -> int:
        """By how much it could be less."""
        return _NO_END if self.least is None else self.amount - self.least

    @property
    def can_rise(self) -> int:
        """By how much it could be more."""
        return _NO_END if self.most is None else self.most - self.amount


@dataclass(frozen=True, slots=True)
class Hiding(Generic[K]):
    """The figures to hide, and the secrets that are not kept even so."""

    hidden: frozenset[K]
    not_kept: tuple[K, ...]


def hide(
    figures: Mapping[K, Figure],
    *,
    threshold: int,
    hidden: Iterable[K] = (),
    fixed: Collection[K] = (),
    balances: Collection[Hashable] = (),
) -> Hiding[K]:
    """Hide every secret, what is in `hidden` already, and as many others as it takes; nothing that is `fixed`.

    Of every sum, either nothing is hidden, or two figures at least; and where all that is hidden of it can be added up,
    it stands for `threshold` people or more. This is not asked of `balances`, sums of different things about the same
    people, each of which is a figure of its own. What turns out not to be needed for that is shown after all.
    """
    search = _Search(figures, threshold, frozenset(fixed), frozenset(balances))
    secrets = sorted((key for key in figures if figures[key].doubt), key=lambda key: figures[key].amount)
    for key in dict.fromkeys([*hidden, *secrets]):
        search.hide(key)
    search.close()
    not_kept = [key for key in secrets if not search.keeps(key)]
    not_kept += [key for key in search.given_away if key not in not_kept]
    kept = [key for key in secrets if key not in not_kept]
    asked = frozenset((*hidden, *secrets))
    others = sorted((key for key in search.hidden if key not in asked), key=lambda key: -figures[key].cost)
    for place, key in enumerate(others):
        search.spare(key, kept, thorough=place * len(kept) < _MOST_ASKED)
    return Hiding(frozenset(search.hidden), tuple(not_kept))


class _Search(Generic[K]):
    """What is hidden so far. Hiding more never makes a secret less well kept, so each needs looking at only once."""

    def __init__(
        self, figures: Mapping[K, Figure], threshold: int, fixed: frozenset[K], balances: frozenset[Hashable]
    ) -> None:
        self.hidden: dict[K, None] = {}  # in order, so that the same figures are hidden every time
        self.given_away: dict[K, None] = {}
        self._figures = figures
        self._threshold = threshold
        self._fixed = fixed
        self._balances = balances
        self._at: dict[Hashable, list[K]] = {}
        for key, figure in figures.items():
            self._at.setdefault(figure.tail, []).append(key)
            self._at.setdefault(figure.head, []).append(key)
        self._hidden_at: dict[Hashable, list[K]] = {node: [] for node in self._at}
        self._waiting: list[Hashable] = []

    def hide(self, key: K) -> None:
        if key not in self.hidden:
            self.hidden[key] = None
            for node in (self._figures[key].tail, self._figures[key].head):
                self._hidden_at[node].append(key)
                self._waiting.append(node)

    def close(self) -> None:
        """Hide more until no sum gives anything away by itself; note secrets of sums that give it away even so."""
        while self._waiting:
            node = self._waiting.pop()
            while self._gives_away(node):
                more = self._cheapest([node], self._lacking(node))
                if more is None:
                    self.given_away |= dict.fromkeys(key for key in self._hidden_at[node] if self._figures[key].doubt)
                    break
                self.hide(more)

    def keeps(self, key: K) -> bool:
        """Hide more until a secret is kept; False where there is nothing left that would help."""
        figure = self._figures[key]
        while (found := self._doubt(key)) < figure.doubt:
            more = self._cheapest([figure.tail, figure.head], figure.doubt - found)
            more = self._cheapest(self._reached(key), figure.doubt - found) if more is None else more
            if more is None:
                return False
            self.hide(more)
            self.close()
        return True

    def spare(self, key: K, secrets: Iterable[K], *, thorough: bool) -> None:
        """Show a figure that can be worked out anyway; if `thorough`, any without which all secrets are kept too."""
        if self._is_known(key):
            self._show(key)
        elif thorough:
            self._show(key)
            ends = (self._figures[key].tail, self._figures[key].head)
            if any(map(self._gives_away, ends)) or any(
                self._doubt(each) < self._figures[each].doubt for each in secrets
            ):
                self.hide(key)
                self._waiting.clear()

    def _show(self, key: K) -> None:
        del self.hidden[key]
        for node in (self._figures[key].tail, self._figures[key].head):
            self._hidden_at[node].remove(key)

    def _is_known(self, key: K) -> bool:
        """Whether a hidden figure can be worked out."""
        figure = self._figures[key]
        rises = self._flow(figure.head, figure.tail, key, min(figure.can_rise, 1))
        return not (rises or self._flow(figure.tail, figure.head, key, min(figure.can_fall, 1)))

    def _gives_away(self, node: Hashable) -> bool:
        """Whether what is hidden of a sum is one figure, or can be added up and stands for too few people."""
        found = self._hidden_at[node]
        if node == OUTSIDE or not found:
            return False
        if len(found) == 1 or node in self._balances:
            return len(found) == 1
        sides = {self._figures[key].tail == node for key in found}
        return len(sides) == 1 and sum(self._figures[key].people for key in found) < self._threshold

    def _lacking(self, node: Hashable) -> int:
        """How much another figure must be able to fall, so that the worst kept secret of a sum is kept by it."""
        figures = [self._figures[key] for key in self._hidden_at[node]]
        return max((each.doubt - each.can_fall for each in figures), default=0)

    def _cheapest(self, nodes: Iterable[Hashable], lacking: int) -> K | None:
        """Of what is shown at some sums, the figure of the fewest people and least worth that is large enough."""
        shown = [
            key
            for node in nodes
            for key in self._at[node]
            if key not in self.hidden and key not in self._fixed and self._figures[key].people
        ]
        return min(shown, key=lambda key: self._cost(self._figures[key], lacking), default=None)

    @staticmethod
    def _cost(figure: Figure, lacking: int) -> tuple[bool, int]:
        return figure.can_fall < lacking, figure.cost

    def _reached(self, key: K) -> list[Hashable]:
        """Every sum that hangs together with a figure through hidden ones."""
        found = dict.fromkeys([self._figures[key].tail, self._figures[key].head])
        waiting = list(found)
        while waiting:
            node = waiting.pop()
            for each in self._hidden_at[node]:
                for end in (self._figures[each].tail, self._figures[each].head):
                    if end not in found:
                        found[end] = None
                        waiting.append(end)
        return list(found)

    def _doubt(self, key: K) -> int:
        """How far apart the least and the largest that a hidden figure could be lie, as far as it is asked for."""
        figure = self._figures[key]
        rises = self._flow(figure.head, figure.tail, key, min(figure.can_rise, figure.doubt))
        falls = self._flow(figure.tail, figure.head, key, min(figure.can_fall, figure.doubt - rises))
        return rises + falls

    def _flow(self, start: Hashable, end: Hashable, without: K, most: int) -> int:
        """How much can flow from one sum to another through hidden figures, up to a most."""
        moved: dict[K, int] = {}
        total = 0
        while total < most:
            way = self._way(start, end, without, moved)
            if not way:
                break
            amount = min(most - total, *(self._room(key, forward, moved) for key, forward in way))
            for key, forward in way:
                moved[key] = moved.get(key, 0) + (amount if forward else -amount)
            total += amount
        return total

    def _room(self, key: K, forward: bool, moved: Mapping[K, int]) -> int:  # noqa: FBT001 - which way it flows
        figure, already = self._figures[key], moved.get(key, 0)
        return figure.can_rise - already if forward else figure.can_fall + already

    def _way(self, start: Hashable, end: Hashable, without: K, moved: Mapping[K, int]) -> list[tuple[K, bool]]:
        """The shortest way with room on it, as figures and which way each is gone through."""
        came: dict[Hashable, tuple[K, bool] | None] = {start: None}
        waiting = deque([start])
        while waiting and end not in came:
            node = waiting.popleft()
            for key in self._hidden_at[node]:
                forward = self._figures[key].tail == node
                beyond = self._figures[key].head if forward else self._figures[key].tail
                if key != without and beyond not in came and self._room(key, forward, moved) > 0:
                    came[beyond] = (key, forward)
                    waiting.append(beyond)
        way: list[tuple[K, bool]] = []
        node = end
        while (step := came.get(node)) is not None:
            way.append(step)
            figure = self._figures[step[0]]
            node = figure.tail if step[1] else figure.head
        return way
