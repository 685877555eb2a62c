"""How a decision becomes a record: its reasons read, and everything that they name told once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from localgov_components.core.messages import LANGUAGES
from localgov_components.core.model import Sensitivity
from localgov_components.eligibility.decision import Decision
from localgov_components.eligibility.reason import Reason
from localgov_components.eligibility.record.decision_record import DecisionRecord
from localgov_components.eligibility.record.effect import Effect
from localgov_components.eligibility.record.fact_path import fact_at
from localgov_components.eligibility.record.reason_record import ConditionRecord, MissingRecord, ReasonRecord
from localgov_components.eligibility.record.used import (
    DefinitionUsed,
    FactUsed,
    JudgedBy,
    MemberAt,
    PolicyUsed,
    SetAsideBy,
)
from localgov_components.eligibility.record.words import RecordedValue, Words, recorded_value, spoken
from localgov_components.eligibility.scheme_on import SchemeOn
from localgov_components.money import Money
from localgov_components.policy import PolicyDeclaration, PolicyValue
from localgov_components.rules import (
    Explanation,
    Expression,
    FactDeclaration,
    Judgement,
    Known,
    Members,
    Per,
    Unknown,
)
from localgov_components.rules.compiling.vocabulary import Columns
from localgov_components.rules.document import LANGUAGE_VERSION
from localgov_components.rules.explanation import explained
from localgov_components.rules.fact_data import write_known
from localgov_components.rules.fact_reading import value_of_fact
from localgov_components.rules.reading.reader import Asked
from localgov_components.rules.reading.sentence import reader_for
from localgov_components.rules.reading.template import Template

__all__ = ["recorded"]

_MOST_REMEMBERED = 4096
"""Sentences that are remembered: the same reasons are given again and again. They have nobody's facts in them."""


def recorded(decision: Decision, *, decided: datetime | None = None, effect: Effect | None = None) -> DecisionRecord:
    """The record of a decision, made at an instant, with effect from its own day unless said otherwise."""
    return _Writing(decision).record(decided, effect or Effect(decision.on, notified=decision.on))


class _Writing:
    """One decision being written down."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.bound = decision.made_by
        self.scheme = decision.made_by.scheme
        self.reasons = (*decision.reasons, *decision.award_reasons)
        self.prescribed = {each.id for each in self.scheme.rules if each.prescribed}

    def record(self, decided: datetime | None, effect: Effect) -> DecisionRecord:
        """Everything, in its place."""
        decision, scheme, missing = self.decision, self.scheme, self.decision.missing
        return DecisionRecord(
            scheme=decision.scheme,
            cites=scheme.cites,
            on=decision.on,
            known_at=decision.known_at,
            decided=decided,
            outcome=decision.outcome,
            tier=_result(scheme.tier, decision.tier),
            award=_result(scheme.award, decision.award),
            facts=write_known(self._read()),
            reasons=tuple(self._reason(each) for each in decision.reasons),
            award_reasons=tuple(self._reason(each) for each in decision.award_reasons),
            definitions=tuple(self._definitions()),
            policy=tuple(self._policy()),
            used=tuple(self._fact(path) for path in self._paths()),
            missing=MissingRecord(
                facts=missing.facts,
                ways=missing.ways,
                cut=missing.cut,
                next_question=missing.next_question,
                contradictions=missing.contradictions,
            ),
            rules_hash=decision.rules_hash,
            rules_language=LANGUAGE_VERSION,
            policy_edition=decision.policy_edition,
            effect=effect,
        )

    def _read(self) -> Known:
        """What is known of the facts that the rules read, and of no others."""
        vocabulary, stored = self.scheme.program.vocabulary, self.decision.known.stored
        read = {id_: fact for id_, fact in vocabulary.facts.items() if id_ in stored}
        return Known(
            {
                id_: _only(stored[id_], vocabulary.columns_of(fact)) if fact.nested else stored[id_]
                for id_, fact in read.items()
            }
        )

    def _reason(self, reason: Reason) -> ReasonRecord:
        leaves = (each for each in reason.explanation.leaves() if not isinstance(each.value, Unknown))
        conditions = {_said_once(each): each for each in map(self._condition, leaves)}
        return ReasonRecord(
            rule=reason.rule,
            holds=reason.holds,
            cites=reason.cites,
            prescribed=reason.rule in self.prescribed,
            conditions=tuple(conditions.values()),
            facts=reason.facts,
            policy=tuple(each.key for each in reason.policy),
            definitions=tuple(dict.fromkeys(each.name for each in reason.definitions)),
        )

    def _condition(self, leaf: Explanation) -> ConditionRecord:
        rule = leaf.expression
        sentence = _sentence(rule, Asked(leaf.value is not False), self.bound)
        return ConditionRecord(
            says=sentence.says,
            shows=spoken(lambda language: sentence.shows[language].filled(self.decision.known)),
            value=None if rule.value_type is bool else _result(rule, leaf.value),
            facts=leaf.facts,
            policy=leaf.policy,
        )

    def _definitions(self) -> Iterator[DefinitionUsed]:
        """Each definition that took part, once: within a scheme one name has one meaning."""
        found = {node.name: (node, reason) for reason in reversed(self.reasons) for node in reason.definitions}
        names = dict.fromkeys(node.name for reason in self.reasons for node in reason.definitions)
        for name in names:
            node, reason = found[name]
            is_of_case = node in reason.support.case.values
            yield DefinitionUsed(
                name=name,
                label=node.label,
                cites=node.cites,
                value=_result(node, reason.support.case.values.value(node)) if is_of_case else None,
                facts=explained(node, reason.support).facts if is_of_case else (),
            )

    def _policy(self) -> Iterator[PolicyUsed]:
        values = {each.key: each for reason in self.reasons for each in reason.policy}
        periods = {key: measure.per if measure else None for key, _, measure in self.scheme.program.vocabulary.policy}
        for key, value in values.items():
            yield _policy_used(value, self.bound.policy.declarations[key], periods[key])

    def _paths(self) -> Iterable[str]:
        """Every fact that something rests on, or that is missing."""
        rested_on = (path for reason in self.reasons for path in reason.facts)
        return dict.fromkeys([*rested_on, *self.decision.missing.facts])

    def _fact(self, path: str) -> FactUsed:
        at = fact_at(path, self.decision.known, self.scheme.program.vocabulary.facts)
        value = value_of_fact(at.stored, at.declaration, self.decision.on, path)
        per = at.declaration.measure.per if at.declaration.measure else None
        judged = at.stored if isinstance(at.stored, Judgement) else None
        return FactUsed(
            path=path,
            label=at.declaration.label,
            cites=at.declaration.cites,
            sensitivity=_sensitivity(at.declaration),
            judgement=at.declaration.judgement,
            members=tuple(MemberAt(members=label, number=number) for label, number in at.members),
            says=None if isinstance(value, Unknown) else recorded_value(value, per).says,
            unknown=value.reason if isinstance(value, Unknown) else None,
            judged=JudgedBy(role=judged.role, reason=judged.reason, until=judged.until) if judged else None,
        )


class _Sentence(NamedTuple):
    """A condition in words, with the values of policy, and with gaps for those of a case."""

    says: Words
    shows: Mapping[str, Template]


@lru_cache(maxsize=_MOST_REMEMBERED)
def _sentence(rule: Expression[Any], asked: Asked, bound: SchemeOn) -> _Sentence:
    """What is the same for everybody whom a scheme decides on one day."""
    today = bound.policy.on(bound.on, known_at=bound.known_at)
    says = spoken(lambda language: reader_for(language, policy=today).text(rule, asked))
    return _Sentence(says, {language: Template.of(rule, asked, language, policy=today) for language in LANGUAGES})


def _said_once(condition: ConditionRecord) -> tuple[object, ...]:
    """What tells a condition from another: some are met more than once."""
    says, shows = condition.says, condition.shows
    value = condition.value and condition.value.says.en
    return says.en, says.cy, shows.en, shows.cy, value, condition.facts, condition.policy


def _sensitivity(fact: FactDeclaration) -> Sensitivity:
    return "financial" if fact.type is Money and fact.sensitivity == "personal" else fact.sensitivity


def _result(expression: Expression[Any] | None, value: Any) -> RecordedValue | None:  # noqa: ANN401
    per = expression.measure.per if expression is not None and expression.measure else None
    return None if value is None else recorded_value(value, per)


def _only(stored: Any, columns: Columns) -> Any:  # noqa: ANN401 - a list, or why it is not known
    """A list of members with only those of their facts that the rules read."""
    if isinstance(stored, Judgement):
        return Judgement(_only(stored.value, columns), stored.role, stored.reason, stored.until)
    if not isinstance(stored, Members):
        return stored
    return Members((_of_member(each, columns) for each in stored.items), complete=stored.complete)


def _of_member(member: Known, columns: Columns) -> Known:
    held = member.stored
    read = ((fact.id, inner) for fact, inner in columns if fact.id in held)
    return Known({id_: held[id_] if inner is None else _only(held[id_], inner) for id_, inner in read})


def _policy_used(value: PolicyValue, declaration: PolicyDeclaration, per: Per | None) -> PolicyUsed:
    signature, aside = value.signature, value.set_aside
    return PolicyUsed(
        key=value.key,
        label=declaration.label,
        cites=declaration.cites,
        prescribed=declaration.prescribed,
        value=recorded_value(value.value, per),
        layer=value.layer,
        owner=value.owner,
        effective_from=value.effective_from,
        effective_until=value.effective_until,
        recorded=value.recorded,
        reason=signature.reason,
        decision=signature.decision,
        approved_by=signature.approved_by,
        signed=signature.signed,
        set_aside=SetAsideBy(basis=aside.basis, role=aside.role, date=aside.date) if aside else None,
    )
