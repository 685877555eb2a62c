"""Where in a document we are, and what is wrong there.

A path has a point before each key and counts the items of a list from 1, as the paths of facts do:
`definitions.applicable_amount.as.choose[1].when`.

>>> faults = []
>>> Place("rules.json", faults).at("rules").at("small").at("all_of").item(2).fault("no such fact is declared")
>>> print(faults[0])
rules.json, column rules.small.all_of[2]: no such fact is declared
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from localgov_components.core.errors import Fault

__all__ = ["MOST_FAULTS", "Place"]

MOST_FAULTS = 100
"""Mistakes that are told at most."""

_LONGEST_KEY = 60  # characters of a key that a path shows


@dataclass(frozen=True, slots=True)
class Place:
    """A path within a document, and the mistakes found so far."""

    source: str
    faults: list[Fault]
    path: str = ""

    def at(self, key: str) -> "Place":
        """The value under a key."""
        shown = key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}…"
        return Place(self.source, self.faults, f"{self.path}.{shown}" if self.path else shown)

    def item(self, number: int) -> "Place":
        """An item of a list, counted from 1."""
        return Place(self.source, self.faults, f"{self.path}[{number}]")

    def fault(self, message: str) -> None:
        """Note a mistake; past `MOST_FAULTS`, once, that there are more."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self.source, message, column=self.path or None))
        elif not self.is_full:
            self.faults.append(Fault(self.source, f"more mistakes than these {MOST_FAULTS}"))

    @property
    def is_full(self) -> bool:
        """Whether no more mistakes are told, so that looking for them can stop."""
        return len(self.faults) > MOST_FAULTS

    def has_keys(self, data: Mapping[str, object], needed: Iterable[str], optional: Iterable[str] = ()) -> bool:
        """Whether an object has every key that it needs and no others; each that is wrong is noted."""
        missing = sorted({*needed} - set(data))
        others = sorted(set(data) - {*needed, *optional})
        for key in missing:
            self.at(key).fault("is not there")
        for key in others:
            self.at(key).fault(f"no such key here. There are: {', '.join(sorted({*needed, *optional}))}")
        return not missing and not others
