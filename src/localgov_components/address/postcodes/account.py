"""What became of the rows of one source: how many were read, how many rejected, and whether it is the right file.

>>> account = SourceAccount(Path("ONSPD.csv"), most_rejected=0.01)
>>> account.rejects.add(2, [("postcode", "not a postcode.")])
>>> account.took(50)
>>> account.require_sound()
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 2 mistakes; nothing was loaded:
  ONSPD.csv, line 2, column postcode: not a postcode.
  ONSPD.csv: 1 of 50 rows cannot be used, more than the 1.0% allowed: this may be another file.
"""

from pathlib import Path

from localgov_components.address.rejects import Reject, Rejects
from localgov_components.core import DefinitionError, Fault
from localgov_components.core.plurals import counted

__all__ = ["SourceAccount"]

_FIRST = 20
"""Mistakes that are listed of a file that is refused."""

_MANY = 100_000
"""Rejects from which on a file is not read to its end if it has too many for what was read so far."""


class SourceAccount:
    """Rows of the file `path`; rejects are collected in `rejects`, and listed as they come."""

    def __init__(self, path: Path, *, most_rejected: float) -> None:
        self.path = path
        self.read = 0
        self.rejects = Rejects()
        self.listed: list[Reject] = []
        self._most_rejected = most_rejected

    @property
    def rejected(self) -> int:
        """How many rows were rejected."""
        return self.rejects.rows

    def took(self, rows: int) -> None:
        """Count rows that were read, rejected ones among them."""
        self.read += rows
        self.listed += self.rejects.take()
        if self.rejected > _MANY:
            self.require_sound()

    def require_sound(self) -> None:
        """Raise `DefinitionError`, with the first mistakes, where too many rows were rejected or there are none."""
        if self.read and self.rejected <= self.read * self._most_rejected:
            return
        why = (
            f"{self.rejected:,} of {counted(self.read, 'row')} cannot be used, more than the "
            f"{self._most_rejected:.1%} allowed: this may be another file."
            if self.read
            else "there are no rows under the headings."
        )
        first = [Fault(self.path.name, each.why, line=each.line, column=each.column) for each in self.listed[:_FIRST]]
        raise DefinitionError([*first, Fault(self.path.name, why)], code="postcodes.source")
