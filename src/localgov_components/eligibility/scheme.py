"""A scheme: the rules by which one kind of help is given, decided for one case at a time.

Outcomes are tried in this order, and a case is undecided while more than one is still possible:

1. *not eligible*, when any `ineligible` rule holds;
2. *refer*, when any `refer` rule holds: an officer decides;
3. *eligible*, when any `eligible` rule holds, or there are none;
4. *not eligible* otherwise.

A settled outcome asks for nothing more, and learning another fact never unsettles it.

>>> from datetime import date
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     blue_badge: Fact[bool] = fact("somebody has a Blue Badge", denied="nobody has a Blue Badge")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("blue-badge", Household.blue_badge)])
>>> decision = scheme.decide(Known({"household.blue_badge": False}), on=date(2026, 5, 1))
>>> decision.outcome.value, decision.reasons[0].statements
('not-eligible', ('nobody has a Blue Badge',))
>>> scheme.decide(Known(), on=date(2026, 5, 1)).next_question
'household.blue_badge'
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from pydantic import JsonValue

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.eligibility.decision import Decision, Outcome, Reason
from localgov_components.policy import PolicyOn, PolicySet
from localgov_components.rules import (
    Condition,
    Expression,
    Facts,
    Known,
    Unknown,
    evaluate,
    explain,
    facts_of,
    facts_read,
    policy_read,
)
from localgov_components.rules.canonical import LANGUAGE_VERSION, as_json, canonical_hash

__all__ = ["Rule", "Scheme", "rule"]

_ID = re.compile(r"[a-z][a-z0-9-]{0,63}", re.ASCII)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A condition with an id and the law or decision behind it."""

    id: str
    condition: Condition
    cites: str = ""


def rule(id: str, condition: Condition, *, cites: str = "") -> Rule:
    """Name a condition so that reasons can speak of it."""
    return Rule(id, condition, cites)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A rule with its value for one case: True, False or `Unknown`."""

    rule: Rule
    value: Any


@dataclass(frozen=True, eq=False)  # without slots, so that its hash is computed once
class Scheme:
    """Rules over facts, and the policy keys they read.

    Raises `DefinitionError` with every mistake: ids used twice, facts outside the vocabulary, policy
    keys not listed or listed and never read. Like its rules, a scheme equals only itself; `rules_hash`
    tells whether two say the same.
    """

    id: str
    facts: Sequence[type[Facts]] = field(kw_only=True)
    policy: Sequence[str] = field(default=(), kw_only=True)
    eligible: Sequence[Rule] = field(default=(), kw_only=True)
    ineligible: Sequence[Rule] = field(default=(), kw_only=True)
    refer: Sequence[Rule] = field(default=(), kw_only=True)
    award: Expression[Any] | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        """Refuse a scheme that cannot be right."""
        DefinitionError.raise_for(list(self._faults()))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order in which outcomes are tried."""
        return (*self.ineligible, *self.refer, *self.eligible)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Settled outcomes that some case can have."""
        possible = {
            Outcome.ELIGIBLE: True,
            Outcome.NOT_ELIGIBLE: bool(self.ineligible or self.eligible),
            Outcome.REFER: bool(self.refer),
        }
        return tuple(outcome for outcome, can_be in possible.items() if can_be)

    @cached_property
    def rules_hash(self) -> str:
        """SHA-256 that names the scheme's rules for good."""
        named: dict[str, JsonValue] = {
            kind: [[each.id, as_json(each.condition), each.cites] for each in rules]
            for kind, rules in (("ineligible", self.ineligible), ("refer", self.refer), ("eligible", self.eligible))
        }
        award: JsonValue = None if self.award is None else as_json(self.award)
        return canonical_hash({"language": LANGUAGE_VERSION, "scheme": self.id, "award": award, **named})

    def decide(
        self, known: Known, *, on: date, policy: PolicySet | None = None, known_at: datetime | None = None
    ) -> Decision:
        """Decide one case on a day, by the policy of that day as recorded by `known_at`.

        Raises `NotFoundError` when policy has no value for the day: never a default.
        """
        policy = policy or PolicySet([], [])
        today = policy.on(on, known_at=known_at)
        ineligible, refer, eligible = (
            [_Found(each, evaluate(each.condition, known, policy=today)) for each in rules]
            for rules in (self.ineligible, self.refer, self.eligible)
        )
        outcome = _outcome(_any(ineligible), _any(refer), _any(eligible) if eligible else True)
        settling = list(_settling(outcome, ineligible, refer, eligible))
        award = None
        if self.award is not None and outcome is Outcome.ELIGIBLE:
            award = evaluate(self.award, known, policy=today)
        unknown = [value for value in [*(each.value for each in settling), award] if isinstance(value, Unknown)]
        return Decision(
            scheme=self.id,
            on=on,
            outcome=outcome,
            reasons=() if outcome is Outcome.UNDECIDED else tuple(_reason(each, known, today) for each in settling),
            still_needed=tuple(dict.fromkeys(id_ for each in unknown for id_ in each.facts)),
            award=None if isinstance(award, Unknown) else award,
            known=known,
            rules_hash=self.rules_hash,
            policy_edition=policy.edition,
            known_at=known_at,
        )

    def _faults(self) -> Iterator[Fault]:
        if not _ID.fullmatch(self.id):
            yield Fault("scheme", "not an id: give small letters, digits and hyphens", column=self.id)
        ids = [each.id for each in self.rules]
        for id_ in sorted({each for each in ids if ids.count(each) > 1}):
            yield Fault(self.id, "two rules have this id", column=id_)
        vocabulary = [each.id for vocabulary in self.facts for each in facts_of(vocabulary)]
        declared = set(vocabulary)
        for id_ in sorted(id_ for id_ in declared if vocabulary.count(id_) > 1):
            yield Fault(self.id, "two facts have this id", column=id_)
        parts = [each.condition for each in self.rules] + ([self.award] if self.award is not None else [])
        for id_ in sorted({id_ for part in parts for id_ in facts_read(part)} - declared):
            yield Fault(self.id, "reads a fact that is in none of its vocabularies", column=id_)
        read = {each.key for part in parts for each in policy_read(part)}
        for key in sorted(read - set(self.policy)):
            yield Fault(self.id, "reads a policy value that is not listed in policy=", column=key)
        for key in sorted(set(self.policy) - read):
            yield Fault(self.id, "lists a policy value that no rule reads", column=key)


def _any(found: Iterable[_Found]) -> bool | None:
    values = [each.value for each in found]
    if any(value is True for value in values):
        return True
    return None if any(isinstance(value, Unknown) for value in values) else False


def _outcome(ineligible: bool | None, refer: bool | None, eligible: bool | None) -> Outcome:  # noqa: FBT001
    possible: set[Outcome] = set()
    for value, outcome in ((ineligible, Outcome.NOT_ELIGIBLE), (refer, Outcome.REFER), (eligible, Outcome.ELIGIBLE)):
        if value is not False:
            possible.add(outcome)
        if value is True:
            break
    else:
        possible.add(Outcome.NOT_ELIGIBLE)
    return possible.pop() if len(possible) == 1 else Outcome.UNDECIDED


def _settling(
    outcome: Outcome, ineligible: list[_Found], refer: list[_Found], eligible: list[_Found]
) -> Iterator[_Found]:
    if outcome is Outcome.UNDECIDED:
        yield from _undecided(ineligible, refer, eligible)
        return
    tried = {Outcome.REFER: refer, Outcome.ELIGIBLE: eligible}.get(outcome, ineligible)
    holding = [each for each in tried if each.value is True][:1]
    if holding:
        yield from holding
    elif outcome is Outcome.NOT_ELIGIBLE:
        yield from (each for each in eligible if each.value is False)
    else:  # eligible because nothing speaks against it
        yield from (*ineligible, *refer)


def _undecided(*tried: list[_Found]) -> Iterator[_Found]:
    """Rules that can still change the outcome: none in a kind of which one holds, nor in kinds tried after it."""
    for found in tried:
        if _any(found) is True:
            return
        yield from (each for each in found if isinstance(each.value, Unknown))


def _reason(found: _Found, known: Known, today: PolicyOn) -> Reason:
    explanation = explain(found.rule.condition, known, policy=today)
    return Reason(
        rule=found.rule.id,
        holds=found.value is True,
        cites=found.rule.cites,
        statements=explanation.statements(),
        facts=explanation.facts(),
        policy=tuple(today.get(key) for key in explanation.policy()),
    )
