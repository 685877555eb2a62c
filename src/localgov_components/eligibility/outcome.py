"""Where a decision stands."""

from enum import StrEnum

__all__ = ["Outcome"]


class Outcome(StrEnum):
    """Where a decision stands; `UNDECIDED` is not a no.

    While undecided, facts that matter are still unknown.
    """

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not-eligible"
    REFER = "refer"
    UNDECIDED = "undecided"
