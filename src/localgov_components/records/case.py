"""A case: what was applied for, what was decided, and what happened since.

>>> CaseStatus.AWAITING_PAYMENT.value
'awaiting-payment'
>>> CaseStatus.WITHDRAWN.may_become(CaseStatus.COMPLETE)
False
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue

from localgov_components.identifiers import CaseReference

__all__ = ["Case", "CaseEvent", "CaseStatus", "NewCase"]


class CaseStatus(StrEnum):
    """Where a case stands."""

    AWAITING_PAYMENT = "awaiting-payment"
    COMPLETE = "complete"
    WITHDRAWN = "withdrawn"

    def may_become(self, other: "CaseStatus") -> bool:
        """Whether a case may go there from here: on, or stay, but never back."""
        order = list(CaseStatus)
        return order.index(other) >= order.index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """What a case is opened with.

    `answers`, `decision` and `charge` are JSON values, kept as they are.
    `edition` names the version of the service's form, scheme and prices that decided.
    """

    reference: CaseReference
    service: str
    council: str
    edition: str
    answers: Mapping[str, JsonValue] = field(repr=False)
    decision: JsonValue = field(repr=False)
    charge: JsonValue = field(repr=False)
    status: CaseStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(NewCase):
    """A case as it stands. `chain_head` is the hash of its last event."""

    opened_at: datetime
    updated_at: datetime
    chain_head: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """One thing that happened to a case, and the status it left the case in.

    `number` counts from 1. `hash` covers everything here and `previous`, the hash of the event
    before; the first event's `previous` is the hash of what the case was opened with.
    """

    reference: CaseReference
    number: int
    event: str
    status: CaseStatus
    data: JsonValue = field(repr=False)
    at: datetime
    previous: str = field(repr=False)
    hash: str = field(repr=False)
