"""The same cases decided in two ways, and what differs.

Two schemes, two policies and two dates are one thing here: a scheme bound to a day and its policy, before and after.

>>> from datetime import date
>>> import polars
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     adults: Fact[int] = fact("adults in the home")
>>> day = date(2026, 5, 1)
>>> one = Scheme("alone", facts=[Household], eligible=[rule("alone", Household.adults == 1)])
>>> two = Scheme("up-to-two", facts=[Household], eligible=[rule("few", Household.adults <= 2)])
>>> homes = polars.DataFrame({"household.adults": [1] * 50 + [2] * 40 + [3] * 12 + [None] * 15})
>>> compared = compare(one.on(day), two.on(day), homes)
>>> compared.number(OutcomeChange.BECOMES_ELIGIBLE), compared.number(OutcomeChange.MIGHT_QUALIFY)
(40, 15)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility.comparing.bands import Bands
from localgov_components.eligibility.comparing.outcome_change import GAINING, LOSING, OutcomeChange
from localgov_components.eligibility.comparing.tally import NONE, Tally, added
from localgov_components.eligibility.scheme_on import SchemeOn
from localgov_components.money import Money
from localgov_components.rules import Expression, Per

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

    from localgov_components.eligibility.comparing.counting import Alike, Counted
    from localgov_components.eligibility.comparing.published import PublishedComparison

__all__ = ["MOST_GROUPS", "THRESHOLD", "Comparison", "compare"]

THRESHOLD = 10
"""Fewer people than this are not shown: the first half of the 10-5 rule of the ONS, which hides numbers below ten (ONS,
Comparison of post-tabular statistical disclosure control methods)."""

MOST_GROUPS = 500
"""Groups that one column may have."""

_STEPS: Mapping[Per | None, tuple[Money, ...]] = {
    Per.DAY: (Money("1"), Money("2"), Money("5"), Money("10")),
    Per.WEEK: (Money("5"), Money("10"), Money("20"), Money("50")),
    Per.MONTH: (Money("20"), Money("50"), Money("100"), Money("200")),
    Per.YEAR: (Money("100"), Money("250"), Money("500"), Money("1000")),
    None: (Money("100"), Money("250"), Money("500"), Money("1000")),
}


@dataclass(frozen=True, eq=False, repr=False)  # without slots, so that its sums are made once
class Comparison:
    """Every number of a comparison, to the last case and penny: not for publication.

    `published` gives what may be shown to others.
    """

    before: SchemeOn
    after: SchemeOn
    by: tuple[str | Bands, ...]
    steps: tuple[Money, ...]
    counted: "Counted"

    def __repr__(self) -> str:
        """Schemes and days; no number."""
        sides = " and ".join(f"{each.scheme.id!r} on {each.on}" for each in (self.before, self.after))
        return f"Comparison({sides})"

    @cached_property
    def changes(self) -> Mapping[OutcomeChange, Tally]:
        """How many cases each kind of change has, with their awards."""
        return _by_change(self.counted.alike)

    @property
    def rows(self) -> int:
        """How many cases were decided or tried."""
        return self.total().number

    @property
    def has_money(self) -> bool:
        """Whether the award is an amount of money."""
        return _is_money(self.after.scheme.award)

    @property
    def per(self) -> Per | None:
        """The period that the award is for."""
        return _period(self.after)

    def number(self, *changes: OutcomeChange) -> int:
        """How many cases there are of some kinds of change, or of one."""
        return sum(self.changes[each].number for each in changes)

    def total(self, *changes: OutcomeChange) -> Tally:
        """The cases of some kinds of change together, or of all."""
        return added(self.changes[each] for each in changes or OutcomeChange)

    @property
    def cost_before(self) -> Money:
        """What is awarded before, for the award's period, to cases that the rules decide on both sides."""
        return Money.from_pence(self.total().before)

    @property
    def cost_after(self) -> Money:
        """What is awarded after, for the award's period, to cases that the rules decide on both sides."""
        return Money.from_pence(self.total().after)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it is told by."""
        return tuple(map(_column, self.by))

    def groups(self, column: str) -> Mapping[str, Mapping[OutcomeChange, Tally]]:
        """The same by the groups of a column, in order. Raises `InvalidValueError` for another column than in `by`."""
        if column not in self.columns:
            raise InvalidValueError(f"not told by '{column}'. Give it in by=[…].", code="comparison.column")
        place = self.columns.index(column)
        found: dict[str, list[Alike]] = {name: [] for name in self.counted.names[place]}
        for each in self.counted.alike:
            found[each.groups[place]].append(each)
        return {name: _by_change(alike) for name, alike in found.items() if alike}

    @cached_property
    def moves(self) -> Mapping[tuple[bool, int], int]:
        """How many cases gain (True) or lose, by how many of `steps` their award moves at least."""
        found = {(gains, step): 0 for gains in (False, True) for step in range(len(self.steps) + 1)}
        for each in self.counted.alike:
            if each.change in (*GAINING, *LOSING):
                found[each.change in GAINING, each.step] += each.tally.number
        return found

    @cached_property
    def missing(self) -> Mapping[tuple[str, ...], int]:
        """How many of those who might qualify lack which facts, by all that could still matter to them."""
        found: dict[tuple[str, ...], int] = {}
        for each in self.counted.alike:
            if each.change is OutcomeChange.MIGHT_QUALIFY:
                facts = tuple(each.missing.split())
                found[facts] = found.get(facts, 0) + each.tally.number
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def published(
        self, *, title: str = "", counted: str = "cases", threshold: int = THRESHOLD, rejected: int = 0
    ) -> "PublishedComparison":
        """What may be shown to others: what stands for fewer than `threshold` cases is hidden, and what gives it away.

        `counted` is what a row is, in the plural, such as `households`. A threshold of 0 hides nothing, and says so.
        `rejected` is how many rows could not be read, and so are in no number. Raises `InvalidValueError` for a
        threshold of 1 or 2, which keeps nothing, and where there are too few cases to show any number.
        """
        from localgov_components.eligibility.comparing.publishing import publish

        return publish(self, title=title, counted=counted, threshold=threshold, rejected=rejected)


def compare(  # noqa: PLR0913 - what decide_many is told, and how the comparison is told
    before: SchemeOn,
    after: SchemeOn,
    frame: "IntoFrame",
    *,
    by: Iterable[str | Bands] = (),
    steps: Sequence[Money] | None = None,
    key: str | None = None,
    members: "Mapping[str, IntoFrame] | None" = None,
    member_keys: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    unknown: Sequence[str] = (),
    trusted: bool = False,
) -> Comparison:
    """Decide every row of a frame before and after, and count what becomes of it.

    `by` are columns, or bands of them, by which it is told too; `steps` are amounts from which on a change of award
    counts as a larger one. The others are those of `SchemeOn.decide_many`. A column may be a fact of one side only.

    Raises `InvalidValueError` where the awards cannot be compared, as of a week and of a month, for a column that is
    not there or has too many groups, and for all that `decide_many` refuses. Needs the extra `[population]`.
    """
    from localgov_components.eligibility.comparing.counting import Deciding, counted

    sides, told = (before, after), tuple(by)
    _refuse_other_awards(sides)
    if twice := sorted({each for each in map(_column, told) if list(map(_column, told)).count(each) > 1}):
        raise InvalidValueError(f"told by the column '{twice[0]}' twice. Give it once.", code="comparison.column")
    chosen = tuple(_STEPS[_period(after)] if steps is None else steps)
    if list(chosen) != sorted(set(chosen)) or any(each.pence <= 0 for each in chosen):
        raise InvalidValueError("steps that do not rise. Give amounts, the lowest first.", code="comparison.steps")
    deciding = Deciding(key, members, member_keys, columns, unknown, trusted)
    found = counted(sides, frame, told, [each.pence for each in chosen], deciding)
    for name, names in zip(map(_column, told), found.names, strict=True):
        if len(names) - 1 > MOST_GROUPS:
            raise InvalidValueError(
                f"the column '{name}' has more than {MOST_GROUPS} groups. Give bands of it, or larger groups.",
                code="comparison.groups",
            )
    return Comparison(before, after, told, chosen, found)


def _column(by: str | Bands) -> str:
    return by if isinstance(by, str) else by.column


def _by_change(alike: "Iterable[Alike]") -> Mapping[OutcomeChange, Tally]:
    found = dict.fromkeys(OutcomeChange, NONE)
    for each in alike:
        found[each.change] += each.tally
    return found


def _is_money(result: Expression[Any] | None) -> bool:
    return result is not None and result.value_type is Money


def _period(side: SchemeOn) -> Per | None:
    award = side.scheme.award
    return None if award is None or award.measure is None else award.measure.per


def _refuse_other_awards(sides: tuple[SchemeOn, SchemeOn]) -> None:
    """Awards of two kinds have no difference."""
    before, after = ([(each.id, _is_money(each.condition)) for each in side.scheme.result_rules] for side in sides)
    if before != after or _period(sides[0]) != _period(sides[1]):
        raise InvalidValueError(
            "results that cannot be compared: a tier or an award on one side only, or awards in two units. Give both "
            "sides the same, with converted(…) for another period.",
            code="comparison.award",
        )
