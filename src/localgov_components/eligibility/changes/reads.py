"""Which parts of some rules read a fact, found once for all facts.

>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     adults: Fact[int] = fact("adults")
...     bins: Fact[int] = fact("bins")
>>> rule = Household.adults * 2 > Household.bins
>>> [type(part).__name__ for part in Reads([rule]).parts([rule], "household.adults")]
['FactRef', 'Arithmetic', 'Comparison']
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from localgov_components.rules import Expression
from localgov_components.rules.boundaries.place import lists_in
from localgov_components.rules.scopes import parts_first
from localgov_components.rules.tree import FactRef, children

__all__ = ["Reads"]


class Reads:
    """What each part of some rules reads. `lists` are the lists that bindings go over."""

    def __init__(self, expressions: Sequence[Expression[Any]]) -> None:
        self.lists = lists_in(*expressions)
        self._bits: dict[str, int] = {}
        self._of: dict[int, int] = {}  # by the `id` of a part, the bits of the facts in it
        for node in parts_first(expressions):
            bits = self._bits.setdefault(node.id, 1 << len(self._bits)) if isinstance(node, FactRef) else 0
            for part in children(node):
                bits |= self._of[id(part)]
            self._of[id(node)] = bits

    def reads(self, node: Expression[Any], id_: str) -> bool:
        """Whether a part reads a fact, or one of a member."""
        return bool(self._of.get(id(node), 0) & self._bits.get(id_, 0))

    def parts(
        self, roots: Iterable[Expression[Any]], id_: str, *, without: Collection[int] = ()
    ) -> Iterator[Expression[Any]]:
        """The parts that read a fact, each once after its own parts; none of those `without`, given by their `id`."""
        seen: set[int] = set()
        waiting = [(each, False) for each in roots]
        while waiting:
            node, ready = waiting.pop()
            if ready:
                yield node
            elif id(node) not in seen and id(node) not in without and self.reads(node, id_):
                seen.add(id(node))
                waiting.append((node, True))
                waiting.extend((part, False) for part in children(node))
