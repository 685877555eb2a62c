"""What is still needed to settle a case: the outcome, or the tier and award of one that is eligible."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from localgov_components.eligibility.decision import StillNeeded
from localgov_components.eligibility.outcome import Outcome
from localgov_components.rules import Expression
from localgov_components.rules.building import nodes_of
from localgov_components.rules.compiling.ways import DONE, NONE, Ways
from localgov_components.rules.settling import Estimate, Settling, in_sequence
from localgov_components.rules.support import Case
from localgov_components.rules.tree import Choice, Undefined

__all__ = ["Kind", "outcome_needed", "results_needed"]


class Kind(NamedTuple):
    """The rules that lead to one outcome, and where a trace notes each of them."""

    outcome: Outcome
    rules: Sequence[Expression[bool]]
    noted_at: tuple[int, ...]


class _Open(NamedTuple):
    """Of one kind of rule: whether one holds, and those whose value is not known."""

    certain: bool
    open: list[Expression[bool]]


def outcome_needed(in_order: Sequence[Kind], case: Case) -> StillNeeded:
    """The unknown facts that could settle the outcome of an undecided case, by kinds of rule as they are tried."""
    settling = Settling.of(case)
    kinds = _open(in_order, case)
    open_rules = [each for kind in kinds[: _first_certain(kinds)] for each in kind.open]
    return _needed(settling, open_rules, _ways(kinds, settling), _estimate(kinds, settling))


def results_needed(results: Sequence[Expression[Any]], case: Case) -> StillNeeded:
    """The unknown facts that could settle tier and award."""
    settling = Settling.of(case)
    unknown = [each for each in results if case.values.raw(each) is None]
    found = [settling.to_know(each) for each in unknown]
    estimate = in_sequence([settling.estimate_of(ways) for ways in found], ends_with=True)
    return _needed(settling, unknown, settling.search.both(*found), estimate)


def _needed(settling: Settling, unknown: Iterable[Expression[Any]], ways: Ways, estimate: Estimate) -> StillNeeded:
    case, relevant = settling.case, 0
    for each in unknown:
        relevant |= settling.relevant(each)
    first = () if estimate.question is None else (estimate.question,)
    return StillNeeded(
        facts=tuple(dict.fromkeys((*first, *case.facts_in(relevant)))),
        ways=tuple([case.facts_in(way) for way in ways]),
        cut=settling.search.cut,
        next_question=estimate.question,
        expected_cost=estimate.cost,
        contradictions=() if ways else tuple(_contradictions(case.program.vocabulary.roots, case)),
    )


def _open(in_order: Sequence[Kind], case: Case) -> list[_Open]:
    """For each kind of rule, whether one holds, and those whose value is not known."""
    top, kinds = case.values.top, []
    for _, rules, noted_at in in_order:
        values = [top[number] for number in noted_at]
        unknown = [rule for rule, value in zip(rules, values, strict=True) if value is None]
        kinds.append(_Open(True in values, unknown))
    return kinds


def _first_certain(kinds: Sequence[_Open]) -> int:
    """How many kinds can still change the outcome: those tried before one of which a rule holds."""
    return next((number for number, kind in enumerate(kinds) if kind.certain), len(kinds))


def _ways(kinds: Sequence[_Open], settling: Settling) -> Ways:
    """Ways to settle the outcome: to one kind of rule that holds, or to none."""
    both, either, to_be = settling.search.both, settling.search.either, settling.to_be
    holds, fails = [], []
    for kind in kinds:
        holds.append(DONE if kind.certain else either(*[to_be(each, True) for each in kind.open]))  # noqa: FBT003
        fails.append(NONE if kind.certain else both(*[to_be(each, False) for each in kind.open]))  # noqa: FBT003
    refused, referred, eligible = holds
    return either(refused, both(fails[0], referred), both(fails[0], fails[1], eligible), both(fails[1], fails[2]))


def _estimate(kinds: Sequence[_Open], settling: Settling) -> Estimate:
    """What settling is expected to cost, beginning with the rules likeliest to end it for their cost."""
    still_open = kinds[: _first_certain(kinds)]  # a question about those after it could change nothing
    found = [in_sequence([settling.estimate(each) for each in kind.open], ends_with=True) for kind in still_open]
    if len(found) == len(kinds):  # that no eligible rule holds would end it
        found[-1] = found[-1]._replace(likely=1 - found[-1].likely)
    return in_sequence(found, ends_with=True)


def _contradictions(roots: Iterable[Expression[Any]], case: Case) -> Iterable[str]:
    """Names of tables that, with what is known, give two answers or none."""
    for node in nodes_of(*roots):
        if isinstance(node, Choice) and node in case.values:
            taken = _taken(node, case)
            if isinstance(taken, Undefined):
                yield taken.name


def _taken(node: Choice[Any], case: Case) -> Expression[Any] | None:
    for condition, value in node.branches:
        holds = case.values.raw(condition)
        if holds is not False:
            return value if holds else None
    return node.otherwise
