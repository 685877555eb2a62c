"""What was decided, why, and what could still change it.

A decision is data. It is shown in plain words to the person it is about, and in rule ids, law and
policy values to an auditor; both come from the same reasons.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.reason import Reason
from localgov_components.rules import Known

if TYPE_CHECKING:
    from localgov_components.eligibility.changes import NearestChanges
    from localgov_components.eligibility.record import DecisionRecord, Effect
    from localgov_components.eligibility.scheme_on import SchemeOn

__all__ = ["Decision", "StillNeeded"]


@dataclass(frozen=True, slots=True)
class StillNeeded:
    """Unknown facts that could settle a case, by id or path.

    `facts` are all that could still matter, the one to ask for first at the head. `ways` are sets of them, each of
    which could settle the case alone and needs every fact in it, the fewest first; `cut` says that there were more than
    were searched for. `next_question` is the fact to ask for first, None when nobody can be asked (declined, awaiting
    evidence, an officer's judgement). `expected_cost` is what asking in the best order is expected to cost, in the
    units of the facts' own costs, where each thing unknown is as likely to hold as not. `contradictions` name tables
    that give two answers or none, which no fact can mend.
    """

    facts: tuple[str, ...] = ()
    ways: tuple[tuple[str, ...], ...] = ()
    cut: bool = False
    next_question: str | None = None
    expected_cost: float = 0
    contradictions: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)  # not frozen, as `Reason` is not
class Decision:
    """The outcome of one case on one day.

    `tier` and `award` are what an eligible case gets, where the scheme has them and they are settled. `reasons` are a
    smallest set of rules and facts that settle the outcome; `award_reasons` the same for tier and award. `repr` shows
    neither reasons nor award.
    """

    scheme: str
    on: date
    outcome: Outcome
    tier: Any = field(repr=False)
    award: Any = field(repr=False)
    reasons: tuple[Reason, ...] = field(repr=False)
    award_reasons: tuple[Reason, ...] = field(repr=False)
    missing: StillNeeded
    known: Known
    rules_hash: str
    policy_edition: str
    known_at: datetime | None
    made_by: "SchemeOn" = field(repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the scheme and the facts, from which it is made again; a record is lighter to send."""
        return self.made_by.decide, (self.known,)

    @property
    def is_settled(self) -> bool:
        """Whether no further fact can change the outcome."""
        return self.outcome is not Outcome.UNDECIDED

    @property
    def settled_by(self) -> tuple[Reason, ...]:
        """The reasons to give first: the rule that holds, or else all that do not."""
        return tuple(each for each in self.reasons if each.holds) or self.reasons

    @property
    def still_needed(self) -> tuple[str, ...]:
        """Facts that could still settle the outcome, or the award of an eligible case, in the order to ask.

        Empty once both are settled. `missing.ways` says which of them go together.
        """
        return self.missing.facts

    @property
    def next_question(self) -> str | None:
        """The fact to ask for next, or None when nothing more is needed or nobody can be asked.

        A fact that somebody declined, or that waits for evidence or an officer, is not asked again.
        """
        return self.missing.next_question

    @property
    def nearest_changes(self) -> "NearestChanges":
        """For a case that is not eligible, or is referred: the smallest change of each fact that makes it eligible.

        Searched for when it is asked for. An applicant may be told of `nearest_changes.for_applicant` only.
        """
        from localgov_components.eligibility.changes import nearest_changes

        return nearest_changes(self)

    def record(self, *, decided: datetime | None = None, effect: "Effect | None" = None) -> "DecisionRecord":
        """Everything needed to understand the decision years later, as data to keep.

        `decided` is the instant at which it was made; it has effect from its own day, unless `effect` says otherwise.
        """
        from localgov_components.eligibility.record.writing import recorded

        return recorded(self, decided=decided, effect=effect)
