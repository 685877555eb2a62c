"""Days on which a council is closed by its own decision: a layer over its own service standards.

A council may shut between Christmas and New Year, or for a local holiday. That moves what it promised of its
own accord. It does not move a clock that the law or a scheme sets: days on which offices close for privilege
days are working days for the Freedom of Information Act 2000 all the same (Information Commissioner's Office,
line to take LTT47). So closures can be laid over a regime that the council itself made, and over no other.

>>> closing = Closures("Christmas closure 2026", frozenset({date(2026, 12, 29)}), decided_by="Head of Paid Service")
>>> date(2026, 12, 29) in closing.days
True
>>> Closures("Christmas closure 2026", frozenset({date(2026, 12, 29)}), decided_by="")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: closures need a name, at least one day, and the role that \
decided them. Give all three.
"""

from dataclasses import dataclass
from datetime import date

from localgov_components.calendars.day import ordinal_of
from localgov_components.core.errors import InvalidValueError

__all__ = ["Closures"]


@dataclass(frozen=True, slots=True)
class Closures:
    """Named days on which the council is closed, who decided that, and when.

    `decided_by` is a role, not a person. `decided` is the day of the decision.
    """

    name: str
    days: frozenset[date]
    decided_by: str
    decided: date | None = None

    def __post_init__(self) -> None:
        """Refuse closures that nobody answers for."""
        if not (self.name and self.days and self.decided_by):
            raise InvalidValueError(
                "closures need a name, at least one day, and the role that decided them. Give all three.",
                code="calendar.closures",
            )
        for day in self.days:
            ordinal_of(day)
