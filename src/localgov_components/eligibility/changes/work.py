"""How much a search may work out. Parts of rules are counted, and no time, so that every machine finds the same.

>>> work = Work(100)
>>> work.spend(60)
>>> work.spend(60)
Traceback (most recent call last):
    ...
localgov_components.eligibility.changes.work.SpentError
"""

__all__ = ["SpentError", "Work"]


class SpentError(Exception):
    """As much was worked out as may be."""


class Work:
    """What a search may still work out."""

    def __init__(self, most: int) -> None:
        self._left = most

    def spend(self, parts: int) -> None:
        """Take so many parts off what is left. Raises `SpentError` where there are not so many."""
        if parts > self._left:
            raise SpentError
        self._left -= parts
