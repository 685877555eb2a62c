"""Cases that would show what no scenario shows yet, with as few facts as will do.

They stand on either side of thresholds, where mistakes are. What should come of each is for a person to say: an
outcome that was computed would only say that the scheme does what it does.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
>>> scheme = Scheme("support", facts=[Household], ineligible=[rule("too-much", Household.capital > Money("16000"))])
>>> for suggestion in suggest(Coverage.of(scheme, []), on=date(2026, 5, 1)).suggestions:
...     print(suggestion.known["household.capital"], suggestion.name)
0.00 rule too-much: does not hold; savings and investments are less than £16,000.00
16000.00 rule too-much: savings and investments are £16,000.00
16000.01 rule too-much: holds; savings and investments are more than £16,000.00
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from localgov_components.eligibility.coverage.coverage import Coverage, Seen
from localgov_components.eligibility.coverage.target import Target
from localgov_components.money import Money
from localgov_components.policy import PolicySet
from localgov_components.rules import Condition, Expression, Known, Members, PolicyLookup, UnknownReason, any_of
from localgov_components.rules.boundaries import boundary_cases
from localgov_components.rules.boundaries.place import Place, held, with_value
from localgov_components.rules.building import as_expression, faults_in
from localgov_components.rules.tree import AllOf, Choice, Not, Undefined

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Scheme
    from localgov_components.eligibility.scheme_on import SchemeOn

__all__ = ["Suggestion", "Suggestions", "suggest"]

_MOST_TRIED = 2_000
"""Cases that are tried for one scheme."""

_MOST_SUGGESTED = 100
"""Cases that are suggested at once: more than anybody writes outcomes for in a day."""

_MOST_NAMED = 3
_OUTCOMES = ("ineligible", "refer", "eligible", "none of these")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A case, and what it would show. `repr` does not show the facts."""

    name: str
    known: Known = field(repr=False)
    targets: tuple[Target, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Cases that would show what is missing.

    `unreached` is what no case showed that was tried: perhaps no case can. Where the search `is_cut`, there was more to
    try, and there is more to be shown once these are.
    """

    suggestions: tuple[Suggestion, ...]
    unreached: tuple[Target, ...]
    is_cut: bool


def suggest(
    coverage: Coverage,
    *,
    on: date,
    policy: PolicySet | None = None,
    known_at: datetime | None = None,
    most: int = _MOST_TRIED,
) -> Suggestions:
    """Look for cases on a day, by the policy of that day, that show what is missing.

    At most so many cases are tried, and a hundred suggested. Raises `NotFoundError` for a policy value that is missing
    on the day.
    """
    bound = coverage.scheme.on(on, policy=policy, known_at=known_at)
    search = _Search(bound, coverage.missing, most)
    search.around_the_whole()
    search.around_each()
    return Suggestions(tuple(search.found), tuple(search.wanted), search.is_cut)


class _Search:
    """The search on one day: what is still wanted, what was found, and how many cases are left to try."""

    def __init__(self, bound: "SchemeOn", wanted: Iterable[Target], most: int) -> None:
        self.wanted, self.left = list(wanted), most
        self.found: list[Suggestion] = []
        self._bound = bound
        self._today = bound.policy.on(bound.on, known_at=bound.known_at)
        self._contexts: dict[str, Known] = {}

    @property
    def is_cut(self) -> bool:
        """Whether something is wanted for which no more is tried."""
        return bool(self.wanted) and (self.left <= 0 or len(self.found) >= _MOST_SUGGESTED)

    def around_the_whole(self) -> None:
        """Try the cases around every threshold of the scheme."""
        for case in self._cases(*_wholes(self._bound.scheme)):
            self._take(case)

    def around_each(self) -> None:
        """Try, for what is still wanted, cases around that and the rules which must fail for it to be tried."""
        for target in self.wanted[:]:
            if self.is_cut or target not in self.wanted:
                continue
            contexts = (self._contexts[id_] for id_ in sorted(target.roots) if id_ in self._contexts)
            whole = self._guarded(target)
            for case in chain.from_iterable(self._cases(whole, base=context) for context in contexts):
                if target not in self.wanted:
                    break
                self._take(case)

    def _guarded(self, target: Target) -> Expression[Any]:
        """What must hold for a target to be shown: its own condition, and that no rule stands before it."""
        scheme = self._bound.scheme
        kinds = [{each.id for each in rules} for rules in (scheme.ineligible, scheme.refer, scheme.eligible)]
        number = next((at for at, ids in enumerate(kinds) if not ids.isdisjoint(target.roots)), len(kinds))
        guards: list[Condition] = [Not(any_of(*rules)) for rules, _ in scheme.in_order[: min(number, 2)] if rules]
        if number == len(kinds):  # of tier or award only
            guards.append(any_of(*scheme.in_order[2][0]))
        whole = AllOf((*guards, target.condition))
        return target.condition if any(True for _ in faults_in([whole])) else whole

    def _cases(self, *expressions: Expression[Any], base: Known | None = None) -> Iterator[Known]:
        """Cases around some rules, while there is anything to look for; none with a negative number."""
        facts, on = self._bound.scheme.vocabularies, self._bound.on
        cases = boundary_cases(*expressions, facts=facts, on=on, policy=self._today, base=base)
        while self.wanted and not self.is_cut and (case := next(cases, None)) is not None:
            self.left -= 1
            if not _has_negative(case):
                yield case

    def _take(self, case: Known) -> None:
        """Make suggestions of a case as long as it shows something that is wanted; note which rules took part."""
        seen = Seen.of(self._bound, case)
        for id_ in seen.took_part:
            self._contexts.setdefault(id_, case)
        while not self.is_cut and (shown := seen.shown(self.wanted)):
            known = _fewest(case, shown[0], self._bound)
            targets = tuple(Seen.of(self._bound, known).shown(self.wanted))
            self.found.append(Suggestion(_name(targets, self._today), known, targets))
            self.wanted = [target for target in self.wanted if target not in targets]


def _wholes(scheme: "Scheme") -> list[Expression[Any]]:
    """The whole scheme as rules: the outcome, and tier and award as they stand behind it.

    So in a case that is made for a part of one rule, the rules that are tried before it do not hold.
    """
    never = as_expression(value=False)
    conditions = [any_of(*rules) if rules else never for rules, _ in scheme.in_order]

    def whole(values: Sequence[Expression[Any]], kind: Expression[Any]) -> Expression[Any]:
        *before, last = values
        return Choice(tuple(zip(conditions, before, strict=True)), last, kind.value_type, kind.measure)

    wholes = [whole([as_expression(text) for text in _OUTCOMES], as_expression(""))]
    for each in scheme.result_rules:
        nothing: Expression[Any] = Undefined(
            UnknownReason.GAP, each.id, each.condition.value_type, each.condition.measure
        )
        wholes.append(whole([nothing, nothing, each.condition, nothing], each.condition))
    is_too_deep = any(True for _ in faults_in(wholes))
    return [*scheme.expressions.values()] if is_too_deep else wholes


def _fewest(case: Known, target: Target, bound: "SchemeOn") -> Known:
    """The case without the facts that are needed neither for the same result nor to show a target.

    Facts are left out many at a time, and fewer where that is too many.
    """
    result, left = bound.result(case), list(_places(case))
    size = len(left)
    while size:
        kept: list[Place] = []
        for begin in range(0, len(left), size):
            places = left[begin : begin + size]
            fewer = _without(case, places)
            if bound.result(fewer) == result and Seen.of(bound, fewer).shown([target]):
                case = fewer
            else:
                kept += places
        left, size = kept, size // 2
    return _tidy(case)


def _without(case: Known, places: Iterable[Place]) -> Known:
    """The case without some facts, of which one may be within a list that is gone."""
    for place in places:
        lists = range(1, len(place), 2)  # there is a list before each number of a member
        if all(held(case, place[:at]) is not None for at in lists):
            case = with_value(case, place, None)
    return case


def _tidy(case: Known) -> Known:
    """The case without the facts that are gone."""
    return Known({id_: _tidied(value) for id_, value in case.stored.items() if value is not None})


def _tidied(value: object) -> object:
    return Members(map(_tidy, value.items), complete=value.complete) if isinstance(value, Members) else value


def _has_negative(case: Known) -> bool:
    """Whether a number in a case is negative, as the far side of a threshold at nothing would have it."""
    return any(_is_negative(case[id_]) for id_ in case)


def _is_negative(value: object) -> bool:
    match value:
        case Members():
            return any(map(_has_negative, value.items))
        case Money():
            return value.pence < 0
        case int() | Decimal():
            return value < 0
        case _:
            return False


def _places(case: Known, within: Place = ()) -> Iterator[Place]:
    """Every fact that is known, those of the case before those of members."""
    for id_ in case:
        yield (*within, id_)
    for id_ in case:
        members = held(case, (id_,))
        if isinstance(members, Members):
            for number, member in enumerate(members.items):
                yield from _places(member, (*within, id_, number))


def _name(targets: Sequence[Target], policy: PolicyLookup) -> str:
    """What a case shows: rule by rule, and not more than can be read at a glance."""
    named = targets[:_MOST_NAMED]
    groups = groupby(named, key=lambda target: target.place)
    said = [f"{place}: {'; '.join(target.words(policy) for target in group)}" for place, group in groups]
    more = len(targets) - len(named)
    return ". ".join([*said, f"And {more} more"] if more else said)
