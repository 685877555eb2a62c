"""The mistakes of one file: the first hundred in words, the rest by number.

A file of a million rows in the wrong form has millions of mistakes; a person reads the first few.

>>> faults = FaultList("addresses.csv")
>>> faults.add("not a postcode.", line=14, column="postcode")
>>> faults.raise_if_any()
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  addresses.csv, line 14, column postcode: not a postcode.
"""

from localgov_components.core import DefinitionError, Fault

__all__ = ["FaultList"]

MOST_LISTED = 100


class FaultList:
    """Collects faults of the file `source`; `count` is how many there were in all."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.count = 0
        self._listed: list[Fault] = []

    def add(self, message: str, *, line: int | None = None, column: str | None = None, times: int = 1) -> None:
        """Record a mistake; `times` counts others that would read the same and are not to be listed."""
        self.count += times
        if len(self._listed) < MOST_LISTED:
            self._listed.append(Fault(self.source, message, line=line, column=column))

    def raise_if_any(self) -> None:
        """Raise one `DefinitionError` with all of them in the order of the lines."""
        faults = sorted(self._listed, key=lambda fault: fault.line or 0)
        more = self.count - len(faults)
        if more:
            faults.append(Fault(self.source, f"{more} more mistakes are not listed. Put these right and build again."))
        if faults:
            raise DefinitionError(faults, code="gazetteer.source")
