"""What took part in a decision, each told once: facts, definitions and policy values.

Reasons name them, by the path of a fact, the name of a definition and the key of a policy value.
"""

from datetime import date
from typing import Annotated

from localgov_components.core.model import Model, Sensitive, Sensitivity
from localgov_components.eligibility.record.instant import Instant
from localgov_components.eligibility.record.words import RecordedValue, Words
from localgov_components.rules import UnknownReason

__all__ = ["DefinitionUsed", "FactUsed", "JudgedBy", "MemberAt", "PolicyUsed", "SetAsideBy"]


class MemberAt(Model):
    """One member of a list: what the list is called, and which of its members, counted from 1."""

    members: str
    number: int


class JudgedBy(Model):
    """In what role an officer found a fact, why, and the last day on which that stands."""

    role: str
    reason: Annotated[str, Sensitive("personal")]
    until: date | None


class FactUsed(Model):
    """A fact that a decision rests on, or that is still needed.

    `path` is its id, or its path for one of a member, whose place `members` tells, outermost first. `says` is its value
    in words; None while it is `unknown`. The value as data is among the `facts` of the record. An amount of money is
    financial, also where it was declared as merely personal. A `judgement` is for an officer to find.
    """

    path: str
    label: str
    cites: str
    sensitivity: Sensitivity
    judgement: bool
    members: tuple[MemberAt, ...]
    says: Annotated[Words | None, Sensitive("personal")]
    unknown: Annotated[UnknownReason | None, Sensitive("personal")]
    judged: Annotated[JudgedBy | None, Sensitive("personal")]


class DefinitionUsed(Model):
    """A named part of rules, its value, and the facts that it rests on.

    One that speaks of each member of a list has no value of its own.
    """

    name: str
    label: str
    cites: str
    value: Annotated[RecordedValue | None, Sensitive("personal")]
    facts: tuple[str, ...]


class SetAsideBy(Model):
    """The legal basis of its own on which a council went beyond a bound, in what role and when."""

    basis: str
    role: str
    date: date


class PolicyUsed(Model):
    """A policy value that took part in a decision, as it stood.

    `cites` is the law behind its key, `decision` the one by which `owner` set it. A `prescribed` value is fixed by that
    law. `effective_until` is the first day on which it no longer holds.
    """

    key: str
    label: str
    cites: str
    prescribed: bool
    value: RecordedValue
    layer: str
    owner: str
    effective_from: date
    effective_until: date | None
    recorded: Instant
    reason: str
    decision: str
    approved_by: str
    signed: date | None
    set_aside: SetAsideBy | None
