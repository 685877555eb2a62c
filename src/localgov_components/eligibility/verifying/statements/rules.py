"""Statements about rules, branches and outcomes."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from localgov_components.eligibility.coverage.target import Target, targets_of
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.verifying import wording
from localgov_components.eligibility.verifying.asking.deciding import Deciding, differ, outcome_of
from localgov_components.eligibility.verifying.asking.found_table import tables_in
from localgov_components.eligibility.verifying.asking.workbench import Workbench
from localgov_components.eligibility.verifying.proof import ProofKind, Subject, Verdict
from localgov_components.eligibility.verifying.statements.statement import Shown, Statement, promised, refused
from localgov_components.rules import Condition, any_of, not_
from localgov_components.rules.building import nodes_of
from localgov_components.rules.reading import read_value
from localgov_components.rules.tree import AllOf, Choice, Comparison, Constant, Definition, Undefined

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Rule, Scheme

__all__ = ["statements_of_rules"]


def statements_of_rules(scheme: "Scheme") -> Iterator[Statement]:
    """That every rule decides something, every branch is taken, every outcome is reached, and nothing stays open."""
    tried: list[Condition] = []
    for rules in (scheme.ineligible, scheme.refer, scheme.eligible):
        for rule in rules:
            subject = Subject("rule", rule.id)
            yield Statement(ProofKind.RULE_FIRES, subject, partial(_fires, rule, tuple(tried)))
        tried += [each.condition for each in rules]
    for rule in scheme.rules:
        yield Statement(ProofKind.RULE_NEEDED, Subject("rule", rule.id), partial(_is_needed, rule))
    for outcome in scheme.outcomes:
        subject = Subject("outcome", outcome.value)
        yield Statement(ProofKind.OUTCOME_REACHED, subject, partial(_is_reached, outcome))
    for value in _tiers(scheme):
        subject = Subject("tier", read_value(value.value))
        yield Statement(ProofKind.OUTCOME_REACHED, subject, partial(_is_given, value))
    tables = {f"definition {name}" for table in tables_in(*scheme.expressions.values()) for name in table.results}
    for target in targets_of(scheme):
        if target.kind == "branch" and target.place not in tables:
            yield Statement(ProofKind.BRANCH_TAKEN, _subject(target), partial(_is_taken, target))
    if any(isinstance(node, Undefined) for node in nodes_of(*scheme.expressions.values())):
        yield Statement(ProofKind.ALWAYS_SETTLED, Subject("scheme", scheme.id), _is_settled)


def _fires(rule: "Rule", before: tuple[Condition, ...], bench: Workbench) -> Shown:
    case = bench.case
    fires = AllOf((rule.condition, not_(any_of(*before)))) if before else rule.condition
    shown = promised(bench, case.holds(fires), proved=wording.FIRES, refuted=wording.FIRES_NOT)
    if shown.verdict is Verdict.REFUTED and before:
        alone = promised(bench, case.holds(rule.condition), proved=wording.FIRES, refuted=wording.FIRES_NOT)
        if alone.verdict is Verdict.PROVED:
            return shown._replace(words=wording.FIRES_TOO_LATE)
    return shown


def _is_needed(rule: "Rule", bench: Workbench) -> Shown:
    without = Deciding(bench.scheme, bench.case, outcome_of(bench.scheme, without=rule))
    return promised(bench, differ(bench.deciding, without), proved=wording.NEEDED, refuted=wording.NEEDED_NOT)


def _is_reached(outcome: Outcome, bench: Workbench) -> Shown:
    has_it = bench.deciding.comes_to(outcome)
    return promised(bench, has_it, proved=wording.REACHED, refuted=wording.REACHED_NOT)


def _tiers(scheme: "Scheme") -> Iterator[Constant[Any]]:
    """The tiers that stand in the rules, each once."""
    found: dict[object, Constant[Any]] = {}
    waiting = [] if scheme.tier is None else [scheme.tier]
    while waiting:
        match waiting.pop(0):
            case Definition(expression=inner):
                waiting.append(inner)
            case Choice() as choice:
                waiting += [*(value for _, value in choice.branches), choice.otherwise]
            case Constant() as constant:
                found.setdefault(constant.value, constant)
            case _:
                pass  # what a fact or a policy value is worth, nobody can list
    yield from found.values()


def _is_given(value: Constant[Any], bench: Workbench) -> Shown:
    tier = bench.deciding.results["tier"]
    given = bench.deciding.is_eligible & bench.case.holds(Comparison("==", tier, value))
    return promised(bench, given, proved=wording.GIVEN, refuted=wording.GIVEN_NOT)


def _subject(target: Target) -> Subject:
    """The rule, the definition or the result in which a branch stands."""
    noun, _, name = target.place.partition(" ")
    return Subject(noun, f"{name}, {target.words()}".removeprefix(", "))


def _is_taken(target: Target, bench: Workbench) -> Shown:
    taken = bench.case.holds(target.condition)
    if target.roots <= {each.id for each in bench.scheme.result_rules}:  # worked out for those who are eligible
        refuted = wording.TAKEN_NOT_BY_ELIGIBLE
        return promised(bench, taken, bench.deciding.is_eligible, proved=wording.TAKEN, refuted=refuted)
    return promised(bench, taken, proved=wording.TAKEN, refuted=wording.TAKEN_NOT)


def _is_settled(bench: Workbench) -> Shown:
    shown = refused(bench, bench.deciding.is_undecided, proved=wording.SETTLED, refuted=wording.SETTLED_NOT)
    if shown.verdict is not Verdict.REFUTED:
        return shown
    decision = bench.bound.decide(shown.examples[0].known)
    return shown._replace(words=wording.undecided_by(decision.missing.contradictions))
