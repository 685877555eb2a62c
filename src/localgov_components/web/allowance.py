"""How often suggestions are given: to one draft, and to all drafts of a service in one process.

Suggestions are a convenience, asked for by a script with every few letters; whoever is refused one presses the button
and is answered by a page. So the bound is there for what is no person: a script gone wrong, or one
that collects addresses. It is kept in memory, of the latest drafts only.

>>> allowance = Allowance(each=2, all_together=3)
>>> [allowance.take("one draft", now=0), allowance.take("one draft", now=1), allowance.take("one draft", now=2)]
[True, True, False]
>>> allowance.take("another", now=3), allowance.take("a third", now=4), allowance.take("one draft", now=61)
(True, False, True)
"""

from collections import OrderedDict
from threading import Lock

from localgov_components.transport import RateLimit

__all__ = ["Allowance"]

EACH = 90
"""A minute, for one draft: a fast typist's pauses."""

ALL_TOGETHER = 1200
"""A minute, for one service in one process."""

MOST_DRAFTS = 4096
"""Drafts that are remembered, the latest ones."""


class Allowance:
    """Lets so many suggestions in any minute be given. Times are seconds of one clock."""

    def __init__(self, *, each: int = EACH, all_together: int = ALL_TOGETHER) -> None:
        self._each = each
        self._all = RateLimit(all_together)
        self._drafts: OrderedDict[str, RateLimit] = OrderedDict()
        self._lock = Lock()

    def take(self, draft: str, *, now: float) -> bool:
        """Whether a draft may be given suggestions now; if so, that counts."""
        return _has_turn(self._limit_of(draft), now) and _has_turn(self._all, now)

    def _limit_of(self, draft: str) -> RateLimit:
        with self._lock:
            limit = self._drafts.setdefault(draft, RateLimit(self._each))
            self._drafts.move_to_end(draft)
            if len(self._drafts) > MOST_DRAFTS:
                self._drafts.popitem(last=False)
            return limit

    def __repr__(self) -> str:
        """Nothing of whose drafts they are."""
        return f"Allowance(each={self._each})"


def _has_turn(limit: RateLimit, now: float) -> bool:
    return limit.reserve(now=now, within=0) is not None
