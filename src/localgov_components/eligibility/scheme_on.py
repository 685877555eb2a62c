"""A scheme bound to a day and its policy: decides one case after another.

Binding costs once. `outcome` and `result` are the fast way, for those who need no reasons; `decide` gives
the same with all of them.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from localgov_components.eligibility.decision import Decision, StillNeeded
from localgov_components.eligibility.needed import Kind, outcome_needed, results_needed
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.reason import Reason
from localgov_components.policy import PolicySet, PolicyValue
from localgov_components.rules import Known, PolicyLookup
from localgov_components.rules.compiling import Valuation
from localgov_components.rules.compiling.anatomy import Marks
from localgov_components.rules.compiling.raw import restorer
from localgov_components.rules.compiling.remembered import MOST_SHAPES, Remembered
from localgov_components.rules.fact_reading import require_known
from localgov_components.rules.settling import costs_of_unknown
from localgov_components.rules.support import Case, Grounds, supporting
from localgov_components.rules.tree import Definition

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Rule, Scheme

__all__ = ["Result", "SchemeOn"]

F = TypeVar("F")
"""A data frame of some library."""


class Result(NamedTuple):
    """What a case gets, without the reasons."""

    outcome: Outcome
    tier: Any = None
    award: Any = None


_NOT_ELIGIBLE, _REFER, _UNDECIDED = map(Result, (Outcome.NOT_ELIGIBLE, Outcome.REFER, Outcome.UNDECIDED))

_NOTHING = StillNeeded()

_MOST_ALIKE = 64
"""Facts of members in a case that is remembered by its shape: of larger households hardly two are alike."""


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
        self._verdicts: Remembered[_Verdict] = Remembered()
        self._told: Remembered[_Told] = Remembered()
        self._needed: Remembered[StillNeeded] = Remembered()
        self._named: dict[Marks, _Named] = {}
        self._refused = [_NOT_ELIGIBLE] * len(scheme.ineligible) + [_REFER] * len(scheme.refer)
        self._tier = None if scheme.tier is None else restorer(scheme.tier)
        self._award = None if scheme.award is None else restorer(scheme.award)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without the code, which is made again."""
        return type(self), (self.scheme, self.policy, self.on, self.known_at)

    def outcome(self, known: Known) -> Outcome:
        """Where the case stands."""
        return self.result(known).outcome

    def result(self, known: Known) -> Result:
        """Outcome, tier and award, without the reasons. Tier and award are None while they are not settled."""
        if type(known) is not Known:
            require_known(known)
        decided = self._bound.decide(known)
        if decided is None:
            return self._result(Case(self.scheme.program, self._bound.trace(known), known))
        number: int = decided[0]
        if number < len(self._refused):
            return self._refused[number]
        return _NOT_ELIGIBLE if number > len(self._refused) else self._eligible(decided[1:])

    @property
    def policy_on_the_day(self) -> PolicyLookup:
        """The policy of the day, as rules look values up in it."""
        return self.policy.on(self.on, known_at=self.known_at)

    @cached_property
    def frames(self) -> dict[object, object]:
        """What is kept of frames that were decided, for the next that is like one of them."""
        return {}

    def decide_many(
        self,
        frame: F,
        *,
        key: str | None = None,
        members: Mapping[str, object] | None = None,
        member_keys: Mapping[str, str] | None = None,
        columns: Mapping[str, str] | None = None,
        unknown: Collection[str] = (),
        trusted: bool = False,
        only: Collection[str] | None = None,
    ) -> F:
        """The decision on every row of a data frame: the same frame with columns of what each case gets.

        Frames are of Polars (also lazy), pandas, PyArrow, DuckDB or Spark. A column is called by its fact's id, or as
        `columns` says. Money is whole pence, a `Decimal` whole numbers of its places, null unknown. Facts that no frame
        has are listed in `unknown`. `members` has a frame for each list, which belongs to the cases by the column
        `key`; the column of the list itself says whether these are all. A list inside members belongs to them by their
        own key in `member_keys`, by list.

        Columns made are `outcome`, `tier`, `award` (money in pence), `reason`, `still_needed` and `may_qualify`, or
        `only` some of them. `trusted` promises that numbers are within their declared limits and keys belong together;
        nothing is then checked. Raises `FrameError` with every mistake, and `MissingLibraryError`.
        """
        from localgov_components.eligibility.population.deciding import decide_frame

        decided: F = decide_frame(
            self,
            frame,
            key=key,
            members=members,
            member_keys=member_keys,
            columns=columns,
            unknown=unknown,
            trusted=trusted,
            only=only,
        )
        return decided

    def trace(self, known: Known) -> Valuation:
        """The value of every part of the rules in a case; what is unknown has none."""
        require_known(known)
        return self._bound.trace(known)

    def decide(self, known: Known) -> Decision:
        """The decision on a case, with its reasons, or with what is still needed."""
        require_known(known)
        scheme = self.scheme
        case = Case(scheme.program, self._bound.trace(known), known)
        told = self._told.get(case.shape) or self._tell(case)
        verdict, reasons, award_reasons = told
        outcome = verdict.outcome
        result = self._eligible(self._raw_results(case)) if outcome is Outcome.ELIGIBLE else _UNDECIDED
        grounds = Grounds(case, verdict.rests_at)
        return Decision(
            scheme.id,
            self.on,
            outcome,
            result.tier,
            result.award,
            tuple([Reason(*each, grounds, self) for each in reasons]),
            tuple([Reason(*each, grounds, self) for each in award_reasons]),
            self._missing(outcome, case) if verdict.is_open else _NOTHING,
            known,
            scheme.rules_hash,
            self.policy.edition,
            self.known_at,
            self,
        )

    def _tell(self, case: Case) -> "_Told":
        """What is told of every case of one shape; it is remembered by that."""
        values = case.shape[1 : 1 + case.program.resting.roots]
        verdict = self._verdicts.get(values) or self._verdicts.put(values, self._verdict(case))
        stated = self._stated(verdict, case)
        first = len(verdict.settling)
        told = _Told(verdict, stated[:first], stated[first:])
        return told if len(case.more) > _MOST_ALIKE else self._told.put(case.shape, told)

    def _verdict(self, case: Case) -> "_Verdict":
        """What follows from what the rules come to."""
        outcome, top = self._result(case).outcome, case.values.top
        settling = self._settling(outcome, top)
        results = self._placed[3] if outcome is Outcome.ELIGIBLE else ()
        settled = [each for each in results if top[each.value_at] is not None]
        rests_at = tuple([each.rests_at for each in (*settling, *settled)])
        is_open = outcome is Outcome.UNDECIDED or len(settled) < len(results)
        return _Verdict(outcome, settling, settled, rests_at, is_open)

    @cached_property
    def _results_at(self) -> tuple[int, ...]:
        """Where the trace notes tier and award."""
        return tuple(self.scheme.program.noted_at(each.condition) for each in self.scheme.result_rules)

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
    def _kinds(self) -> tuple[Kind, ...]:
        """The rules that lead to each outcome, in the order in which outcomes are tried."""
        where = self.scheme.program.noted_at
        return tuple(Kind(outcome, rules, tuple(map(where, rules))) for rules, outcome in self.scheme.in_order)

    def _eligible(self, values: Sequence[Any]) -> Result:
        award = self._award and self._award(values[-1])
        return Result(Outcome.ELIGIBLE, self._tier and self._tier(values[0]), award)

    def _result(self, case: Case) -> Result:
        """Outcome, tier and award where something may be unknown: settled when only one outcome is possible."""
        top = case.values.top
        possible: Outcome | None = None
        for outcome, _, numbers in self._kinds:
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
        return self._eligible(self._raw_results(case))

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

    def _raw_results(self, case: Case) -> list[Any]:
        top = case.values.top
        return [top[number] for number in self._results_at]

    def _stated(self, verdict: "_Verdict", case: Case) -> "tuple[_Stated, ...]":
        """What the reasons say."""
        if not verdict.rests_at:
            return ()
        marks = supporting(verdict.rests_at, case).marks.top
        values, stated = case.values.top, []
        for rule, value_at, rests_at in (*verdict.settling, *verdict.settled):
            mark = marks[rests_at]
            facts, policy, definitions = self._named.get(mark) or self._name(mark)
            if case.more:
                facts = case.facts_in(mark)
            stated.append((rule.id, values[value_at] is not False, facts, policy, definitions, rule))
        return tuple(stated)

    def _name(self, marks: Marks) -> "_Named":
        """Facts, policy values with layer and source, and definitions in a set of marks."""
        if len(self._named) >= MOST_SHAPES:  # the same sets come again and again
            self._named.clear()
        facts, policy, definitions = self.scheme.program.anatomy.named(marks)
        named = self._named[marks] = facts, tuple([self.policy_values[key] for key in policy]), definitions
        return named

    def _missing(self, outcome: Outcome, case: Case) -> StillNeeded:
        program = case.program
        if program.has_lists:  # what can be asked of their members is no part of the shape
            return self._still_needed(outcome, case)
        key = program.settling.shape(case.values.top) + costs_of_unknown(case)
        return self._needed.get(key) or self._needed.put(key, self._still_needed(outcome, case))

    def _still_needed(self, outcome: Outcome, case: Case) -> StillNeeded:
        if outcome is Outcome.UNDECIDED:
            return outcome_needed(self._kinds, case)
        return results_needed([each.condition for each in self.scheme.result_rules], case)


_Stated = tuple[str, bool, tuple[str, ...], tuple[PolicyValue, ...], tuple[Definition[Any], ...], "Rule"]
"""What a reason says, in the order of its fields."""


_Named = tuple[tuple[str, ...], tuple[PolicyValue, ...], tuple[Definition[Any], ...]]
"""Facts, policy values and definitions."""


class _Verdict(NamedTuple):
    """What follows from what the rules come to: the outcome, the rules that settle it, and tier and award if settled.

    `rests_at` is where it is noted what each of them rests on. `is_open` says whether anything is still needed.
    """

    outcome: Outcome
    settling: "list[_Placed]"
    settled: "list[_Placed]"
    rests_at: tuple[int, ...]
    is_open: bool


class _Told(NamedTuple):
    """What is the same for all cases of one shape: the verdict, and the reasons for outcome and award."""

    verdict: _Verdict
    reasons: tuple[_Stated, ...]
    award_reasons: tuple[_Stated, ...]


class _Placed(NamedTuple):
    """A rule, and where its value and what it rests on are noted."""

    rule: "Rule"
    value_at: int
    rests_at: int


def _first(rules: "Sequence[_Placed]", top: Sequence[Any]) -> "list[_Placed]":
    return next(([each] for each in rules if top[each.value_at] is True), [])
