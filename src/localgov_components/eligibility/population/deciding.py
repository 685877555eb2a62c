"""A scheme over a whole population: the decision on every row of a frame, as columns.

They are those that `SchemeOn.decide` gives, row by row: the same outcome, tier and award, the first rule of
`Decision.settled_by`, and the facts of `still_needed` in the order in which they are declared.

>>> from datetime import date
>>> import polars as pl
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     bins: Fact[int] = fact("number of bins", at_most=50)
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
>>> scheme = Scheme("bins", facts=[Household], ineligible=[rule("too-many", Household.bins > 4)],
...     eligible=[rule("credit", Household.credit)])
>>> frame = pl.DataFrame({"household.bins": [2, 5, None], "household.credit": [True, None, True]})
>>> decided = scheme.on(date(2026, 5, 1)).decide_many(frame)
>>> decided.select("outcome", "reason", "still_needed").rows()
[('eligible', 'credit', ''), ('not-eligible', 'too-many', ''), ('undecided', None, 'household.bins')]
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.outcome import Outcome
from localgov_components.money import Money
from localgov_components.rules import Expression, FactDeclaration, Facts, facts_of
from localgov_components.rules.frames import (
    CASES,
    FALSE,
    TRUE,
    UNKNOWN,
    Asked,
    Column,
    FrameError,
    FrameFault,
    Kept,
    Listed,
    Made,
    Places,
    Plan,
    Tables,
    Translation,
    Worded,
    Written,
    all_true,
    any_true,
    carried_out,
    day_of,
    dtype_of,
    facts_by_list,
    given_back,
    in_declared_order,
    literal,
    mattering,
    negated,
    not_false,
    read_tables,
    scaled,
    truly,
    when_true,
)
from localgov_components.rules.measures import PENCE_PLACES

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Rule
    from localgov_components.eligibility.scheme_on import SchemeOn

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["MADE", "decide_frame"]

F = TypeVar("F")

MADE = ("outcome", "tier", "award", "reason", "still_needed", "may_qualify")
"""Columns that are made, in this order; tier and award where the scheme has them."""


def decide_frame(  # noqa: PLR0913 - each is one thing to say about frames, and all have defaults
    bound: "SchemeOn",
    frame: F,
    *,
    key: str | None = None,
    members: Mapping[str, Any] | None = None,
    member_keys: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    unknown: Collection[str] = (),
    trusted: bool = False,
    only: Collection[str] | None = None,
) -> F:
    """Decide every row of a frame; see `SchemeOn.decide_many`."""
    _require_made(only)
    read = _read_by(bound)
    made = tuple(name for name in _made(bound) if only is None or name in only)
    names = key, member_keys or {}, columns or {}, frozenset(unknown)
    asked = Asked(read.facts, read.declared, *names, made, trusted, read.queries)
    tables = read_tables(frame, members or {}, asked, number_members=read.places.has_pairs)
    plan = _planned(bound, read, asked, tables)
    table = carried_out(plan.plan, tables.sources)[CASES]
    decided: F = given_back(tables.cases.given, table, plan.made, is_joined=len(tables.sources) > 1)
    return decided


@dataclass(frozen=True)
class _Read:
    """What a scheme reads, and how frames were decided."""

    places: Places
    facts: Mapping[str, Mapping[str, FactDeclaration]]
    declared: Mapping[str, FactDeclaration]
    queries: Kept[Written] = field(default_factory=Kept)
    plans: "Kept[_Planned]" = field(default_factory=Kept)


def _read_by(bound: "SchemeOn") -> _Read:
    """What a scheme reads, found when the first frame is decided."""
    found = bound.frames.get(_Read)
    if not isinstance(found, _Read):
        roots = list(bound.scheme.expressions.values())
        places = Places(roots)
        facts = [each for vocabulary in bound.scheme.vocabularies for each in _declarations(vocabulary)]
        found = bound.frames[_Read] = _Read(places, facts_by_list(roots, places), in_declared_order(facts))
    return found


@dataclass(frozen=True)
class _Planned:
    """What is to be worked out, and the columns that are made."""

    plan: Plan
    made: Made


def _planned(bound: "SchemeOn", read: _Read, asked: Asked, tables: Tables) -> _Planned:
    """The plan for frames of this kind; one that was made for a like frame serves again."""
    likeness = (
        tuple(asked.made),
        *((place, id_, *column.likeness) for place, facts in tables.facts.items() for id_, column in facts.items()),
    )
    return read.plans.of(likeness, lambda: _plan(bound, asked, tables))


def _plan(bound: "SchemeOn", asked: Asked, tables: Tables) -> _Planned:
    roots = list(bound.scheme.expressions.values())
    translation = Translation(roots, tables.facts, bound.policy_on_the_day, bound.on)
    decided = _Decided(bound, translation, asked)
    return _Planned(translation.plan, Made({name: getattr(decided, name) for name in asked.made}))


def _require_made(only: Collection[str] | None) -> None:
    """Refuse names of columns that nothing makes, and no name at all."""
    wrong = [name for name in only or () if name not in MADE]
    if wrong or (only is not None and not only):
        message = f"only= names {', '.join(wrong) or 'nothing'}, and none is made. There are: {', '.join(MADE)}"
        raise FrameError([FrameFault("what is asked", None, message, code="frame.only")])


def _made(bound: "SchemeOn") -> Iterator[str]:
    absent = {name for name in ("tier", "award") if getattr(bound.scheme, name) is None}
    return (name for name in MADE if name not in absent)


def _declarations(vocabulary: type[Facts] | FactDeclaration) -> Sequence[FactDeclaration]:
    return facts_of(vocabulary) if isinstance(vocabulary, type) else (vocabulary,)


@dataclass(frozen=True)
class _Decided:
    """The columns of a decision."""

    bound: "SchemeOn"
    translation: Translation
    asked: Asked

    @property
    def tier(self) -> "nw.Expr":
        """What tier an eligible case is of."""
        return self._result(self.bound.scheme.tier)

    @property
    def award(self) -> "nw.Expr":
        """What an eligible case gets."""
        return self._result(self.bound.scheme.award)

    @property
    def outcome(self) -> Worded:
        """Where each case stands."""
        named = [(self._is(each), str(each)) for each in (Outcome.ELIGIBLE, Outcome.REFER, Outcome.UNDECIDED)]
        return Worded(named, str(Outcome.NOT_ELIGIBLE))

    @property
    def reason(self) -> Worded:
        """The rule to name first: the one that holds, or else the first of those that do not."""
        scheme = self.bound.scheme
        last = next((each.id for each in (*scheme.ineligible, *scheme.refer)), None)
        branches: list[tuple[Column, str | None]] = [
            *self._by_rule(scheme.ineligible),
            (self._is(Outcome.UNDECIDED), None),
            *self._by_rule(scheme.refer),
        ]
        if scheme.eligible:
            branches.append((self._is(Outcome.NOT_ELIGIBLE), scheme.eligible[0].id))
        return Worded([*branches, *self._by_rule(scheme.eligible)], last)

    @property
    def may_qualify(self) -> "nw.Expr":
        """Where a case is undecided and may turn out to be eligible."""
        _, refer, eligible = self._kinds
        may = all_true([self._is(Outcome.UNDECIDED), negated(truly(refer)), not_false(eligible)])
        return literal(may, nw.Boolean)

    @property
    def still_needed(self) -> Listed:
        """The facts that could still matter."""
        return Listed(tuple((id_, literal(where, nw.Boolean)) for id_, where in self._mattering))

    @cached_property
    def _mattering(self) -> list[tuple[str, Column]]:
        """Facts that could matter in some row, in the order of declaration."""
        _, refer, eligible = self._kinds
        undecided = self._is(Outcome.UNDECIDED)
        open_for_refer = all_true([undecided, negated(truly(refer))])
        scheme = self.bound.scheme
        asked_in = [
            (scheme.ineligible, undecided),
            (scheme.refer, open_for_refer),
            (scheme.eligible, all_true([open_for_refer, negated(truly(eligible))])),
            (scheme.result_rules, self._is(Outcome.ELIGIBLE)),
        ]
        open_ = [(rule.condition, self._named(where)) for rules, where in asked_in for rule in rules]
        found = mattering(self.translation, open_)
        return [
            (id_, self._named(found[id_])) for id_ in self.asked.declared if id_ in found and not found[id_].is_false
        ]

    def _by_rule(self, rules: "Sequence[Rule]") -> list[tuple[Column, str | None]]:
        return [(self._holds(rule), rule.id) for rule in rules]

    def _holds(self, rule: "Rule") -> Column:
        """Where a rule holds, under a name: outcome and reason ask for it."""
        return self._named(self.translation.column(rule.condition))

    def _result(self, result: Expression[Any] | None) -> "nw.Expr":
        """What an eligible case gets: pence for money."""
        if result is None:  # it is asked for of schemes that have it
            return nw.lit(None)
        value = self.translation.column(result)
        if result.value_type is Money:
            value = scaled(value, PENCE_PLACES)
        made = when_true([(self._is(Outcome.ELIGIBLE), value)], UNKNOWN, result.value_type)
        if result.value_type is date:
            return literal(_as_date(made), nw.Date)
        return literal(made, dtype_of(result.value_type))

    @cached_property
    def _kinds(self) -> tuple[Column, Column, Column]:
        """Whether a rule of each kind holds: ineligible, refer, eligible."""
        scheme = self.bound.scheme
        kinds = [any_true([*map(self._holds, rules)]) for rules in (scheme.ineligible, scheme.refer)]
        eligible = any_true([*map(self._holds, scheme.eligible)]) if scheme.eligible else TRUE
        refused, refer = map(self._named, kinds)
        return refused, refer, self._named(eligible)

    @cached_property
    def _outcomes(self) -> dict[Outcome, Column]:
        refused, refer, eligible = self._kinds
        found = {
            Outcome.NOT_ELIGIBLE: any_true([refused, all_true([negated(refer), negated(eligible)])]),
            Outcome.REFER: all_true([negated(refused), refer]),
            Outcome.ELIGIBLE: all_true([negated(refused), negated(refer), eligible]),
        }
        settled = {outcome: self._named(truly(column)) for outcome, column in found.items()}
        is_open = any(column.nullable for column in self._kinds)
        undecided = negated(any_true([*settled.values()])) if is_open else FALSE
        return {**settled, Outcome.UNDECIDED: self._named(undecided)}

    def _is(self, outcome: Outcome) -> Column:
        return self._outcomes[outcome]

    def _named(self, column: Column) -> Column:
        return self.translation.named((), column)


def _as_date(column: Column) -> Column:
    """Dates again, of whole numbers."""
    if column.is_unknown:
        return column
    if column.expr is None:
        return replace(column, expr=nw.lit(day_of(column.value)))
    text = column.expr.cast(nw.String).str.zfill(8)
    return replace(column, expr=text.str.to_date(format="%Y%m%d"), name="")
