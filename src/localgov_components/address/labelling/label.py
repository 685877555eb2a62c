"""A label: which property a text means, and what may come of asking the matcher.

>>> AddressLabel(None, group="street alone")
AddressLabel(uprn=•••, group='street alone')
"""

from dataclasses import dataclass, field
from enum import StrEnum

from localgov_components.core.redaction import REDACTED
from localgov_components.identifiers import Uprn

__all__ = ["AddressLabel", "LabelResult", "MissKind"]


class LabelResult(StrEnum):
    """What came of one text."""

    RIGHT = "right"
    """Matched with the label's property."""

    DECLINED = "declined"
    """Matched with none, where the label says that none can be told."""

    MISSED = "missed"
    """Matched with none, where the label names one."""

    WRONG = "wrong"
    """Matched with another property than the label's."""

    OVERREACHED = "overreached"
    """Matched with a property, where the label says that none can be told."""


class MissKind(StrEnum):
    """How a text failed."""

    ANOTHER_PROPERTY = "another property"
    NONE_CAN_BE_TOLD = "matched, and none can be told"
    AMONG_POSSIBLE = "ambiguous, the right one among them"
    NOT_AMONG_POSSIBLE = "ambiguous, without the right one"
    PARENT_ONLY = "parent only"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True, repr=False)
class AddressLabel:
    """The right answer to one text: a UPRN, or None where no one property can be told from it.

    `group` is what results are told by, such as the kind of difficulty; empty where there are no groups.
    """

    uprn: Uprn | None
    group: str = field(default="", kw_only=True)

    def __repr__(self) -> str:
        """Without the UPRN: it is somebody's home."""
        return f"AddressLabel(uprn={REDACTED!r}, group={self.group!r})"
