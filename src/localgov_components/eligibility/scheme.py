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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from pydantic import JsonValue

from localgov_components.core.canonical import canonical_hash
from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.eligibility.decision import Decision
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.scheme_on import SchemeOn
from localgov_components.money import Money
from localgov_components.policy import PolicySet
from localgov_components.rules import (
    Condition,
    Expression,
    FactDeclaration,
    Facts,
    Known,
    any_of,
    policy_read,
)
from localgov_components.rules.building import faults_in, nodes_of
from localgov_components.rules.compiling import Branch, Program
from localgov_components.rules.expressions import Printer
from localgov_components.rules.fact_data import declarations_of
from localgov_components.rules.fact_reading import require_day
from localgov_components.rules.measures import PENCE_PLACES
from localgov_components.rules.tree import Constant, Definition, Elapsed, FactRef

if TYPE_CHECKING:
    from localgov_components.eligibility.population.frames_given import FramesGiven
    from localgov_components.eligibility.verifying import ProofLimits, Verification
    from localgov_components.eligibility.verifying.proving import Progress

__all__ = ["Rule", "Scheme", "rule"]

F = TypeVar("F")
"""A data frame of some library."""

_ID = re.compile(r"[a-z][a-z0-9-]{0,63}", re.ASCII)

_NO_POLICY = PolicySet([], [])

_ALWAYS: Condition = Constant(value=True)
"""What stands for the eligible rules of a scheme without any: whoever is not refused or referred is eligible."""

_DAYS_KEPT = 8
"""Days for which a scheme stays bound."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A condition with an id and the law or decision behind it.

    A `prescribed` rule is fixed by the law in `cites`: an officer who decides otherwise says by what power.
    """

    id: str
    condition: Condition
    cites: str = ""
    prescribed: bool = False


def rule(id: str, condition: Condition, *, cites: str = "", prescribed: bool = False) -> Rule:
    """Name a condition so that reasons can speak of it."""
    return Rule(id, condition, cites, prescribed)


@dataclass(frozen=True, eq=False, repr=False)  # without slots, so that its hash and its code are made once
class Scheme:
    """Rules over facts, and the policy keys they read.

    `facts` is a vocabulary or several, or declarations of facts. `tier` and `award` are what an eligible case gets:
    any expression, money to the penny. Raises `DefinitionError` with every mistake: of type and unit, ids used twice,
    facts outside the vocabulary, definitions of one name that differ, policy keys not listed or listed and never read.
    Like its rules, a scheme equals only itself; `rules_hash` tells whether two say the same.
    """

    id: str
    facts: type[Facts] | Sequence[type[Facts] | FactDeclaration] = field(kw_only=True)
    policy: Sequence[str] = field(default=(), kw_only=True)
    eligible: Sequence[Rule] = field(default=(), kw_only=True)
    ineligible: Sequence[Rule] = field(default=(), kw_only=True)
    refer: Sequence[Rule] = field(default=(), kw_only=True)
    tier: Expression[Any] | None = field(default=None, kw_only=True)
    award: Expression[Any] | None = field(default=None, kw_only=True)
    cites: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        """Refuse a scheme that cannot be right."""
        DefinitionError.raise_for(list(self._faults()))

    def __getstate__(self) -> dict[str, Any]:
        """What it is made of: to pickle it, or copy it, without the code, which is made again."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def __repr__(self) -> str:
        """Id only."""
        return f"Scheme({self.id!r})"

    def _repr_pretty_(self, printer: Printer, cycle: bool) -> None:  # noqa: ARG002, FBT001 - as notebooks call it
        printer.text(repr(self))

    @property
    def vocabularies(self) -> tuple[type[Facts] | FactDeclaration, ...]:
        """The facts that it may read: classes of them, or declarations."""
        return (self.facts,) if isinstance(self.facts, type) else tuple(self.facts)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order in which outcomes are tried."""
        return (*self.ineligible, *self.refer, *self.eligible)

    @cached_property
    def result_rules(self) -> tuple[Rule, ...]:
        """Tier and award, as far as it has them, named as reasons name them."""
        named = (("tier", self.tier), ("award", self.award))
        return tuple(Rule(name, each, self.cites) for name, each in named if each is not None)

    @cached_property
    def in_order(self) -> tuple[tuple[tuple[Condition, ...], Outcome], ...]:
        """Conditions by the outcome that they lead to, in the order in which outcomes are tried."""
        eligible = tuple(each.condition for each in self.eligible) or (_ALWAYS,)
        return (
            (tuple(each.condition for each in self.ineligible), Outcome.NOT_ELIGIBLE),
            (tuple(each.condition for each in self.refer), Outcome.REFER),
            (eligible, Outcome.ELIGIBLE),
        )

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Settled outcomes that some case can have."""
        possible = {
            Outcome.ELIGIBLE: True,
            Outcome.NOT_ELIGIBLE: bool(self.ineligible or self.eligible),
            Outcome.REFER: bool(self.refer),
        }
        return tuple(outcome for outcome, can_be in possible.items() if can_be)

    @property
    def expressions(self) -> Mapping[str, Expression[Any]]:
        """Every rule, and tier and award, by name."""
        return {each.id: each.condition for each in (*self.rules, *self.result_rules)}

    @cached_property
    def definitions(self) -> tuple[Definition[Any], ...]:
        """Named definitions that its rules use, once each."""
        return tuple(node for node in nodes_of(*self.expressions.values()) if isinstance(node, Definition))

    @cached_property
    def document(self) -> dict[str, JsonValue]:
        """Everything that it decides by, as JSON; see `scheme_document`."""
        from localgov_components.eligibility.document import scheme_document

        return scheme_document(self)

    @cached_property
    def rules_hash(self) -> str:
        """SHA-256 of its document, which names the scheme's rules for good."""
        return canonical_hash(self.document)

    @cached_property
    def program(self) -> Program:
        """The rules, compiled once."""
        results = tuple(each.condition for each in self.result_rules)
        eligible = any_of(*(each.condition for each in self.eligible)) if len(self.eligible) > 1 else None
        if len(self.eligible) == 1:
            eligible = self.eligible[0].condition
        refusing = (*self.ineligible, *self.refer)
        branches = [*(Branch(each.condition) for each in refusing), Branch(eligible, results), Branch(None)]
        every = [each for rules, _ in self.in_order for each in rules]
        return Program(branches[: len(branches) - (eligible is None)], also=every, are_sound=True)

    def on(self, day: date, *, policy: PolicySet | None = None, known_at: datetime | None = None) -> SchemeOn:
        """The scheme on a day, by the policy of that day as recorded by `known_at`: decides any number of cases.

        Raises `NotFoundError` when policy has no value for the day: never a default.
        """
        require_day(day)
        policy = policy or _NO_POLICY
        bound = self._bound.get((day, known_at))
        if bound is None or bound.policy is not policy:
            bound = SchemeOn(self, policy, day, known_at)
            while len(self._bound) >= _DAYS_KEPT:
                self._bound.pop(next(iter(self._bound)), None)
            self._bound[(day, known_at)] = bound
        return bound

    def decide(
        self, known: Known, *, on: date, policy: PolicySet | None = None, known_at: datetime | None = None
    ) -> Decision:
        """Decide one case on a day, by the policy of that day as recorded by `known_at`.

        Raises `NotFoundError` when policy has no value for the day: never a default.
        """
        return self.on(on, policy=policy, known_at=known_at).decide(known)

    def verify(
        self,
        *,
        on: date,
        policy: PolicySet | None = None,
        known_at: datetime | None = None,
        seconds: float = 60.0,
        against: "Sequence[str | Expression[Any]] | None" = None,
        limits: "ProofLimits | None" = None,
        cache: Path | None = None,
        progress: "Progress | None" = None,
    ) -> "Verification":
        """Prove or refute what should be true of every scheme, for every household within some limits, on a day.

        Rules that decide nobody, outcomes that nobody has, tables with overlaps, gaps and dead rows, facts that change
        nothing, awards below nothing, less award for less income, and edges at which a pound more loses more than a
        pound: `ProofKind` has them all. `against` are the incomes; when left out, every amount that is no capital and
        no cost. `seconds` is the time for all of it, `cache` a folder where proofs are kept, and `progress` is told of
        each statement. Needs `localgov-components[proofs]`. Raises `NotFoundError` as `on` does, and for a fact in
        `against` that no rule reads.
        """
        from localgov_components.eligibility.verifying.proving import verify_scheme

        bound = self.on(on, policy=policy, known_at=known_at)
        return verify_scheme(bound, seconds=seconds, against=against, limits=limits, cache=cache, progress=progress)

    def decide_many(
        self,
        frame: F,
        *,
        on: date,
        policy: PolicySet | None = None,
        known_at: datetime | None = None,
        **given: Unpack["FramesGiven"],
    ) -> F:
        """Decide every row of a data frame on a day; see `SchemeOn.decide_many`."""
        return self.on(on, policy=policy, known_at=known_at).decide_many(frame, **given)

    @cached_property
    def _bound(self) -> dict[tuple[date, datetime | None], SchemeOn]:
        return {}

    def _faults(self) -> Iterator[Fault]:
        if not _ID.fullmatch(self.id):
            yield Fault("scheme", "not an id: give small letters, digits and hyphens", column=self.id)
        ids = [each.id for each in (*self.rules, *self.result_rules)]
        for id_ in sorted({each for each in ids if ids.count(each) > 1}):
            yield Fault(self.id, "two rules have this id", column=id_)
        parts = [each.condition for each in (*self.rules, *self.result_rules)]
        faults = list(faults_in(parts))
        yield from faults
        if not faults:
            yield from self._fact_faults(parts)
            yield from self._document_faults()
            yield from self._policy_faults(parts)
            yield from self._result_faults()

    def _fact_faults(self, parts: Sequence[Expression[Any]]) -> Iterator[Fault]:
        ids = [id_ for each in self.vocabularies for id_ in declarations_of([each])]
        for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            yield Fault(self.id, "two facts have this id", column=id_)
        read: dict[str, FactDeclaration] = {}
        for node in nodes_of(*parts):
            if isinstance(node, FactRef) and node.of is None:
                read.setdefault(node.id, node.fact)
            if isinstance(node, Elapsed) and node.unit == "years":
                yield from self._age_faults(node)
        for id_ in sorted(set(read) - set(ids)):
            yield Fault(self.id, "reads a fact that is in none of its vocabularies", column=id_)

    def _age_faults(self, node: Elapsed) -> Iterator[Fault]:
        if isinstance(node.start, FactRef) and node.start.fact.actionable:
            yield Fault(self.id, "an age is worked out from it, and nobody can change that", column=node.start.id)

    def _document_faults(self) -> Iterator[Fault]:
        """What no document can hold: definitions or facts of one name that differ, or a type without a word."""
        try:
            _ = self.document
        except DefinitionError as error:
            yield from (Fault(self.id, each.message, column=each.column) for each in error.faults)

    def _policy_faults(self, parts: Sequence[Expression[Any]]) -> Iterator[Fault]:
        read = {each.key for each in policy_read(*parts)}
        for key in sorted(read - set(self.policy)):
            yield Fault(self.id, "reads a policy value that is not listed in policy=", column=key)
        for key in sorted(set(self.policy) - read):
            yield Fault(self.id, "lists a policy value that no rule reads", column=key)

    def _result_faults(self) -> Iterator[Fault]:
        for each in self.rules:
            if each.condition.value_type is not bool:
                yield Fault(self.id, "not a condition. Compare it with something", column=each.id)
            if each.prescribed and not each.cites:
                yield Fault(self.id, "prescribed without the law that prescribes it. Give cites=…", column=each.id)
        for each in self.result_rules:
            measure = each.condition.measure
            if each.condition.value_type is Money and measure and measure.places > PENCE_PLACES:
                yield Fault(self.id, "money with parts of a penny. Say how to round it with rounded(…)", column=each.id)
