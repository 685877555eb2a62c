"""What is timed of our rules: a bare result, and a decision of which nothing is put off until somebody asks."""

from collections.abc import Sequence

from localgov_components.eligibility import Decision, SchemeOn
from localgov_components.rules import Known

__all__ = ["decisions", "decisions_in_words", "results"]


def results(bound: SchemeOn, known: Sequence[Known]) -> object:
    """Outcome and award of each case."""
    return [bound.result(each) for each in known]


def decisions(bound: SchemeOn, known: Sequence[Known]) -> object:
    """Decision on each case, with what its reasons rest on and the facts still needed."""
    return [(rests_on(decision), decision.missing.ways) for decision in map(bound.decide, known)]


def decisions_in_words(bound: SchemeOn, known: Sequence[Known]) -> object:
    """Decision on each case, with the same and the sentences in which its reasons are told."""
    return [(rests_on(decision), statements(decision)) for decision in map(bound.decide, known)]


def rests_on(decision: Decision) -> object:
    """Facts, definitions and policy values, with layer and source, of each rule that settled outcome or award."""
    reasons = (*decision.reasons, *decision.award_reasons)
    return [(reason.rule, reason.holds, reason.facts, reason.definitions, reason.policy) for reason in reasons]


def statements(decision: Decision) -> object:
    """What settled outcome and award, in plain words."""
    return [reason.statements for reason in (*decision.reasons, *decision.award_reasons)]
