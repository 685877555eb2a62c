"""What was decided, why, and what could still change it.

A decision is data. It is shown in plain words to the person it is about, and in rule ids, law and
policy values to an auditor; both come from the same reasons.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import JsonValue
from pydantic_core import to_jsonable_python

from localgov_components.core.model import Model, Sensitive
from localgov_components.policy import PolicyValue
from localgov_components.rules import Known, UnknownReason
from localgov_components.rules.reading import read_value

__all__ = ["Decision", "DecisionRecord", "Outcome", "PolicyUsed", "Reason", "ReasonRecord"]


class Outcome(StrEnum):
    """Where a decision stands; `UNDECIDED` is not a no.

    While undecided, facts that matter are still unknown.
    """

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not-eligible"
    REFER = "refer"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that settled the outcome, with what made it so.

    `statements` are plain words; `facts` are ids, never values; `policy` are the values that took part,
    each with its layer and source. `repr` shows only the rule: whether it holds is somebody's own business.
    """

    rule: str
    holds: bool = field(repr=False)
    cites: str
    statements: tuple[str, ...] = field(repr=False)
    facts: tuple[str, ...] = field(repr=False)
    policy: tuple[PolicyValue, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of one case on one day.

    `still_needed` are ids of facts that could still settle the outcome, or the award of an eligible case,
    in the order to ask; empty once both are settled. `award` is the amount for an eligible case where the
    scheme has one. `repr` shows neither the reasons nor the award.
    """

    scheme: str
    on: date
    outcome: Outcome
    reasons: tuple[Reason, ...] = field(repr=False)
    still_needed: tuple[str, ...]
    award: Any = field(repr=False)
    known: Known
    rules_hash: str
    policy_edition: str
    known_at: datetime | None

    @property
    def is_settled(self) -> bool:
        """Whether no further fact can change the outcome."""
        return self.outcome is not Outcome.UNDECIDED

    @property
    def next_question(self) -> str | None:
        """Id of the fact to ask for next, or None when nothing more is needed.

        A fact that somebody declined, or that waits for evidence or an officer, is not asked again.
        """
        unasked = (id_ for id_ in self.still_needed if self.known[id_].reason is UnknownReason.NOT_ASKED)
        return next(unasked, None)

    def record(self) -> "DecisionRecord":
        """Everything needed to understand the decision years later, as data to keep."""
        return DecisionRecord(
            scheme=self.scheme,
            on=self.on,
            known_at=self.known_at,
            outcome=self.outcome,
            award=None if self.award is None else str(self.award),
            facts={id_: _plain(self.known[id_]) for id_ in self.known if id_ in self.known},
            unknown={id_: self.known[id_].reason for id_ in self.known if id_ not in self.known},
            reasons=tuple(ReasonRecord.of(reason) for reason in self.reasons),
            rules_hash=self.rules_hash,
            policy_edition=self.policy_edition,
        )


class PolicyUsed(Model):
    """A policy value that took part in a decision, as it stood.

    `set_aside` is the legal basis of its own on which a council went beyond a bound.
    """

    key: str
    value: str
    layer: str
    owner: str
    effective_from: date
    decision: str
    set_aside: str | None = None


class ReasonRecord(Model):
    """A reason as it is kept."""

    rule: str
    holds: Annotated[bool, Sensitive("personal")]
    cites: str
    statements: Annotated[tuple[str, ...], Sensitive("personal")]
    facts: tuple[str, ...]
    policy: tuple[PolicyUsed, ...]

    @classmethod
    def of(cls, reason: Reason) -> "ReasonRecord":
        """Keep a reason."""
        used = (
            PolicyUsed(
                key=each.key,
                value=read_value(each.value),
                layer=each.layer,
                owner=each.owner,
                effective_from=each.effective_from,
                decision=each.signature.decision,
                set_aside=each.set_aside.basis if each.set_aside else None,
            )
            for each in reason.policy
        )
        return cls(
            rule=reason.rule,
            holds=reason.holds,
            cites=reason.cites,
            statements=reason.statements,
            facts=reason.facts,
            policy=tuple(used),
        )


class DecisionRecord(Model):
    """A decision as it is kept: facts by id, reasons, and hashes.

    The hashes name the rules and the policy for good.

    `unknown` are the facts that were left without a value for a reason, such as declined.
    """

    scheme: str
    on: date
    known_at: datetime | None
    outcome: Outcome
    award: Annotated[str | None, Sensitive("financial")]
    facts: Annotated[dict[str, JsonValue], Sensitive("personal")]
    unknown: Annotated[dict[str, UnknownReason], Sensitive("personal")]
    reasons: Annotated[tuple[ReasonRecord, ...], Sensitive("personal")]
    rules_hash: str
    policy_edition: str


def _plain(value: object) -> JsonValue:
    plain: JsonValue = to_jsonable_python(value, fallback=str)  # values of our own are their canonical text
    return plain
