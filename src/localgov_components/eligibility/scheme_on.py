"""A scheme bound to a day and its policy: decides one case after another.

Binding costs once. `outcome` and `result` are the fast way, for those who need no reasons; `decide` gives
the same with all of them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from localgov_components.eligibility.decision import Decision, StillNeeded
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.reason import Reason
from localgov_components.policy import PolicySet, PolicyValue
from localgov_components.rules import Expression, Known
from localgov_components.rules.building import nodes_of
from localgov_components.rules.compiling import Valuation
from localgov_components.rules.compiling.anatomy import Marks
from localgov_components.rules.compiling.raw import restorer
from localgov_components.rules.compiling.ways import DONE, NONE, Ways
from localgov_components.rules.settling import Estimate, Settling, in_sequence
from localgov_components.rules.support import Case, supporting
from localgov_components.rules.tree import Choice, Undefined

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Rule, Scheme

__all__ = ["Result", "SchemeOn"]


class Result(NamedTuple):
    """What a case gets, without the reasons."""

    outcome: Outcome
    tier: Any = None
    award: Any = None


_NOT_ELIGIBLE, _REFER, _UNDECIDED = map(Result, (Outcome.NOT_ELIGIBLE, Outcome.REFER, Outcome.UNDECIDED))


class SchemeOn:
    """A scheme on one day, by the policy of that day as recorded by `known_at`.

    `policy_values` are the values that it reads, by key. Raises `NotFoundError` for one that is missing.
    """

    def __init__(self, scheme: "Scheme", policy: PolicySet, on: date, known_at: datetime | None) -> None:
        self.scheme = scheme
        self.policy = policy
        self.on = on
        self.known_at = known_at
        today = policy.on(on, known_at=known_at)
        self.policy_values: dict[str, PolicyValue] = {key: today.get(key) for key in scheme.policy}
        self._bound = scheme.program.bind(on=on, policy=today)
        self._policy_in: dict[Marks, tuple[PolicyValue, ...]] = {}
        self._refused = [_NOT_ELIGIBLE] * len(scheme.ineligible) + [_REFER] * len(scheme.refer)
        self._tier = None if scheme.tier is None else restorer(scheme.tier)
        self._award = None if scheme.award is None else restorer(scheme.award)

    def policy_in(self, marks: Marks) -> tuple[PolicyValue, ...]:
        """The policy values in a set of marks, each with its layer and source."""
        anatomy = self.scheme.program.anatomy
        read = marks & anatomy.all_policy  # without the facts, of which there are as many sets as cases
        found = self._policy_in.get(read)
        if found is None:
            found = self._policy_in[read] = tuple(self.policy_values[key] for key in anatomy.named(read).policy)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without the code, which is made again."""
        return type(self), (self.scheme, self.policy, self.on, self.known_at)

    def outcome(self, known: Known) -> Outcome:
        """Where the case stands."""
        return self.result(known).outcome

    def result(self, known: Known) -> Result:
        """Outcome, tier and award, without the reasons. Tier and award are None while they are not settled."""
        decided = self._bound.decide(known)
        if decided is None:
            return self._result(Case(self.scheme.program, self._bound.trace(known), known))
        number: int = decided[0]
        if number < len(self._refused):
            return self._refused[number]
        return _NOT_ELIGIBLE if number > len(self._refused) else self._eligible(decided[1:])

    def trace(self, known: Known) -> Valuation:
        """The value of every part of the rules in a case; what is unknown has none."""
        return self._bound.trace(known)

    def decide(self, known: Known) -> Decision:
        """The decision on a case, with its reasons, or with what is still needed."""
        scheme = self.scheme
        case = Case(scheme.program, self._bound.trace(known), known)
        result = self._result(case)
        top = case.values.top
        settling = self._settling(result.outcome, top)
        settled = self._placed[3] if result.outcome is Outcome.ELIGIBLE else ()
        reasons = self._reasons([*settling, *(each for each in settled if top[each.value_at] is not None)], case)
        return Decision(
            scheme.id,
            self.on,
            result.outcome,
            result.tier,
            result.award,
            reasons[: len(settling)],
            reasons[len(settling) :],
            self._missing(result, case),
            known,
            scheme.rules_hash,
            self.policy.edition,
            self.known_at,
            self,
        )

    @cached_property
    def _results(self) -> tuple[Expression[Any], ...]:
        return tuple(each.condition for each in self.scheme.result_rules)

    @cached_property
    def _placed(self) -> "tuple[tuple[_Placed, ...], ...]":
        """The rules of each kind, and tier and award, with where the trace notes them and what they rest on."""
        scheme = self.scheme
        kinds = (scheme.ineligible, scheme.refer, scheme.eligible, scheme.result_rules)
        where, rests = scheme.program.noted_at, scheme.program.rests_at
        return tuple(
            tuple(_Placed(each, where(each.condition), rests(each.condition)) for each in kind) for kind in kinds
        )

    @cached_property
    def _kinds(self) -> tuple[tuple[tuple[int, ...], Outcome], ...]:
        """Where the trace notes the rules that lead to each outcome, in the order in which outcomes are tried."""
        where = self.scheme.program.noted_at
        return tuple((tuple(where(each) for each in rules), outcome) for rules, outcome in self.scheme.in_order)

    def _eligible(self, values: Sequence[Any]) -> Result:
        award = self._award and self._award(values[-1])
        return Result(Outcome.ELIGIBLE, self._tier and self._tier(values[0]), award)

    def _result(self, case: Case) -> Result:
        """Outcome, tier and award where something may be unknown: settled when only one outcome is possible."""
        top = case.values.top
        possible: Outcome | None = None
        for numbers, outcome in self._kinds:
            holds = [top[number] for number in numbers]
            certain = True in holds
            if certain or None in holds:
                if possible is not None and possible is not outcome:
                    return _UNDECIDED
                possible = outcome
            if certain:
                break
        else:
            if possible is not None and possible is not Outcome.NOT_ELIGIBLE:
                return _UNDECIDED
            return _NOT_ELIGIBLE
        if possible is not Outcome.ELIGIBLE:
            return _REFER if possible is Outcome.REFER else _NOT_ELIGIBLE
        return self._eligible([case.values.raw(each) for each in self._results])

    def _settling(self, outcome: Outcome, top: Sequence[Any]) -> "list[_Placed]":
        """The rules that settle an outcome: one that holds, and those tried before it that do not."""
        if outcome is Outcome.UNDECIDED:
            return []
        ineligible, refer, eligible, _ = self._placed
        if outcome is Outcome.NOT_ELIGIBLE:
            return _first(ineligible, top) or [*eligible, *refer]
        if outcome is Outcome.REFER:
            return [*_first(refer, top), *ineligible]
        return [*_first(eligible, top), *ineligible, *refer]

    def _reasons(self, rules: "Sequence[_Placed]", case: Case) -> tuple[Reason, ...]:
        if not rules:
            return ()
        support = supporting([each.rests_at for each in rules], case)
        values, marks, named = case.values.top, support.marks.top, self.scheme.program.anatomy.named
        reasons = []
        for rule, value_at, rests_at in rules:
            mark = marks[rests_at]
            facts, _, definitions = named(mark)
            if case.more:
                facts = case.facts_in(mark)
            policy = self.policy_in(mark)
            reasons.append(Reason(rule.id, values[value_at] is not False, facts, policy, definitions, rule, support))
        return tuple(reasons)

    def _missing(self, result: Result, case: Case) -> StillNeeded:
        if result.outcome is Outcome.UNDECIDED:
            kinds = self._open(case)
            settling = Settling.of(case)
            open_rules = [each for kind in kinds[: _first_certain(kinds)] for each in kind.open]
            return self._still_needed(settling, open_rules, _ways(kinds, settling), _estimate(kinds, settling))
        if result.outcome is not Outcome.ELIGIBLE:
            return _NOTHING
        unknown = [each for each in self._results if case.values.raw(each) is None]
        if not unknown:
            return _NOTHING
        settling = Settling.of(case)
        found = [settling.to_know(each) for each in unknown]
        estimate = in_sequence([settling.estimate_of(ways) for ways in found], ends_with=True)
        return self._still_needed(settling, unknown, settling.search.both(*found), estimate)

    def _still_needed(
        self, settling: Settling, unknown: Iterable[Expression[Any]], ways: Ways, estimate: Estimate
    ) -> StillNeeded:
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
            contradictions=() if ways else tuple(_contradictions(self.scheme.program.vocabulary.roots, case)),
        )

    def _open(self, case: Case) -> "list[_Open]":
        """For each kind of rule, whether one holds, and those whose value is not known."""
        top, kinds = case.values.top, []
        for (numbers, _), (rules, _) in zip(self._kinds, self.scheme.in_order, strict=True):
            values = [top[number] for number in numbers]
            unknown = [rule for rule, value in zip(rules, values, strict=True) if value is None]
            kinds.append(_Open(True in values, unknown))
        return kinds


class _Open(NamedTuple):
    """Of one kind of rule: whether one holds, and those whose value is not known."""

    certain: bool
    open: list[Expression[bool]]


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
    refuse, refer, eligible = (
        in_sequence([settling.estimate(each) for each in kind.open], ends_with=True) for kind in kinds
    )
    return in_sequence([refuse, refer, eligible._replace(likely=1 - eligible.likely)], ends_with=True)


class _Placed(NamedTuple):
    """A rule, and where its value and what it rests on are noted."""

    rule: "Rule"
    value_at: int
    rests_at: int


_NOTHING = StillNeeded()


def _first(rules: "Sequence[_Placed]", top: Sequence[Any]) -> "list[_Placed]":
    return next(([each] for each in rules if top[each.value_at] is True), [])


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
