"""The award of one household against one amount of it: where it bends, where it falls off an edge.

The household is decided at every whole pound of the amount, and around an edge at every penny. An edge is where a
pound more of the amount takes more than a pound of award: the whole household is worse off for having more.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Per, fact, when
>>> class Household(Facts, id="household"):
...     income: Fact[Money] = fact("net income", per=Per.WEEK)
>>> award = when(Household.income <= Money("100.00"), Money("12.00")).otherwise(Money("0.00"))
>>> scheme = Scheme("support", facts=Household, eligible=[rule("low", award > Money("0.00"))], award=award)
>>> curve = Curve.of(scheme.on(date(2026, 5, 1)), Known({"household.income": Money("99.50")}), ("household.income",))
>>> curve.edges
(Edge(begin=Money('100.00'), end=Money('100.01'), before=Money('12.00'), after=Money('0.00')),)
>>> [(str(x), str(y)) for x, y in curve.points]
[('0.00', '12.00'), ('100.00', '12.00'), ('100.01', '0.00'), ('120.00', '0.00')]
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.scheme_on import Result
from localgov_components.money import Money
from localgov_components.rules import FactDeclaration, Known, Per
from localgov_components.rules.boundaries.place import Place, held, judged, with_value
from localgov_components.rules.fact_data import declarations_of
from localgov_components.rules.labels import in_sentence
from localgov_components.rules.measures import IN_A_YEAR

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme_on import SchemeOn

__all__ = ["Curve", "Edge", "fact_at", "gets", "is_worse", "path_of"]

_POUND = 100
_MOST_STEPS = 20_000
"""Whole pounds that are looked at: £20,000 a week is beyond every scheme that is tapered."""

_FIRST_LOOKED_AT = 1_000
_LEAST_SHOWN = 100 * _POUND
_ROUND = 20 * _POUND
"""A chart ends at a multiple of this."""

_Point: TypeAlias = tuple[int, int | None]
"""An amount and the award, in pence; no award where the case is referred or not settled."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where the award falls faster than the amount grows: from `begin` to `end`.

    They are a penny apart, or the whole stretch where the award falls so steeply throughout.
    """

    begin: Money
    end: Money
    before: Money
    after: Money

    @property
    def loss(self) -> Money:
        """How much award is lost."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Curve:
    """What one household gets as one amount grows and all else stays.

    `points` are amounts with the award there, as few as draw it exactly to the pound, and to the penny at each edge;
    where an officer would have to decide there is no award. `edges` are in the order of the amount. `fact` is the path
    of the amount, `label` what it is called, `per` and `award_per` the periods that amount and award are for.
    """

    fact: str
    label: str
    per: Per | None
    award_per: Per | None
    points: tuple[tuple[Money, Money | None], ...]
    edges: tuple[Edge, ...]

    @classmethod
    def of(cls, bound: "SchemeOn", known: Known, place: Place, *, looking: tuple[int, int] | None = None) -> "Curve":
        """Decide a household again and again, with the amount at a place from nothing to where the award ends.

        `looking` are two amounts in pence between which there is known to be an edge.
        """
        fact, award = fact_at(bound.scheme.vocabularies, place), bound.scheme.award
        per = fact.measure.per if fact.measure else None
        award_per = award.measure.per if award is not None and award.measure else None
        look = _Look(bound, known, place, fact)
        points = look.around(held(known, place).pence)
        worse = partial(is_worse, per=per, award_per=award_per)
        edges = [*_edges(points, look, worse)]
        if looking and not any(begin < looking[1] and looking[0] < end for begin, end in edges):
            edges = sorted([*edges, _penny(look, *looking, worse) or looking])  # two falls, each less than a pound
        exact = {*points, *((each, look.at(each)) for edge in edges for each in edge), *_turns(points, look)}
        return cls(
            path_of(place),
            in_sentence(fact.label),
            per,
            award_per,
            tuple((Money.from_pence(x), None if y is None else Money.from_pence(y)) for x, y in _bends(exact)),
            tuple(_edge(look, *each) for each in edges),
        )

    def is_still_so(self, bound: "SchemeOn", known: Known, place: Place) -> bool:
        """Whether a household gets just this at every point and edge, when it is decided again."""
        look = _Look(bound, known, place, fact_at(bound.scheme.vocabularies, place))
        edges = ((edge.begin, edge.before, edge.end, edge.after) for edge in self.edges)
        return all(look.at(x.pence) == (None if y is None else y.pence) for x, y in self.points) and all(
            ((look.at(begin.pence) or 0), (look.at(end.pence) or 0)) == (before.pence, after.pence)
            for begin, before, end, after in edges
        )

    @property
    def largest(self) -> Edge | None:
        """The edge at which most is lost, the first of several; None where there is none."""
        return max(self.edges, key=lambda edge: edge.loss.pence, default=None)


def path_of(place: Place) -> str:
    """A place as it is read: `household.members[1].earnings`."""
    first, *rest = place
    steps = [f"[{step + 1}]" if isinstance(step, int) else f".{step.rpartition('.')[2]}" for step in rest]
    return f"{first}{''.join(steps)}"


def fact_at(vocabularies: Iterable[object], place: Place) -> FactDeclaration:
    """The declaration of the fact at a place."""
    declared = declarations_of(vocabularies)  # type: ignore[arg-type]  # vocabularies of a scheme
    *lists, last = (str(step) for step in place if isinstance(step, str))
    for id_ in lists:
        declared = {each.id: each for each in declared[id_].nested}
    return declared[last]


def gets(result: Result) -> int | None:
    """Pence that a household gets: nothing where it is not eligible; None where that is not settled."""
    if result.outcome is Outcome.NOT_ELIGIBLE:
        return 0
    return result.award.pence if result.outcome is Outcome.ELIGIBLE and result.award is not None else None


def is_worse(loss: int, gain: int, *, per: Per | None, award_per: Per | None) -> bool:
    """Whether a loss of award is more than a gain of the amount, each for its own period where both have one."""
    if per is None or award_per is None:
        return loss > gain
    return loss * IN_A_YEAR[award_per] > gain * IN_A_YEAR[per]


class _Look:
    """One household, decided for any amount at one place."""

    def __init__(self, bound: "SchemeOn", known: Known, place: Place, fact: FactDeclaration) -> None:
        self._bound, self._known, self._place, self._fact = bound, known, place, fact
        self._found: dict[int, int | None] = {}
        self._most = fact.measure.most * _POUND if fact.measure else 0

    def at(self, pence: int) -> int | None:
        """The award for an amount."""
        if pence not in self._found:
            value = judged(self._fact, Money.from_pence(pence))
            self._found[pence] = gets(self._bound.result(with_value(self._known, self._place, value)))
        return self._found[pence]

    def around(self, pence: int) -> list[_Point]:
        """The award at every whole pound, from nothing to a little after it last changes, at least past one amount.

        It is looked for twice as far as it was seen to change. Where the amount is further than can be looked at, half
        of what is looked at lies on each side of it.
        """
        first = max(0, pence // _POUND - _MOST_STEPS // 2) if pence > _MOST_STEPS * _POUND else 0
        most = min(first + _MOST_STEPS, self._most // _POUND)
        last = min(max(2 * pence // _POUND, _FIRST_LOOKED_AT), most)
        while True:
            points = [(each * _POUND, self.at(each * _POUND)) for each in range(first, last + 1)]
            changes = [after[0] for before, after in pairwise(points) if before[1] != after[1]]
            changed = max(changes[-1] if changes else 0, pence, _LEAST_SHOWN)
            if last == most or 2 * changed <= last * _POUND:
                end = -(-changed * 11 // 10 // _ROUND) * _ROUND
                return [point for point in points if point[0] <= end]
            last = min(2 * last, most)


def _edges(points: Sequence[_Point], look: _Look, worse: "partial[bool]") -> Iterator[tuple[int, int]]:
    """Where more is lost than gained, to the penny; a stretch that is steep throughout is one."""
    stretch: tuple[int, int] | None = None
    for (begin, before), (end, after) in pairwise(points):
        is_edge = before is not None and after is not None and worse(before - after, end - begin)
        if not is_edge:
            if stretch:
                yield stretch
            stretch = None
        elif stretch:
            stretch = (stretch[0], end)
        else:
            stretch = (begin, end)
            if (found := _penny(look, begin, end, worse)) is not None:
                yield found
                stretch = None
    if stretch:
        yield stretch


def _turns(points: Sequence[_Point], look: _Look) -> Iterator[_Point]:
    """Where the award begins, stops or leaps up within a pound, to the penny."""
    for (begin, before), (end, after) in pairwise(points):
        if (before is None) is not (after is None):
            place = next(each for each in range(begin, end) if (look.at(each + 1) is None) is not (before is None))
        elif before is not None and after is not None and after - before > end - begin:
            place = max(range(begin, end), key=lambda each: -_loss(look, each))
        else:
            continue
        yield from ((each, look.at(each)) for each in (place, place + 1))


def _penny(look: _Look, begin: int, end: int, worse: "partial[bool]") -> tuple[int, int] | None:
    """The penny at which a pound's worth is lost at once; None where the loss is spread."""
    losses = {each: _loss(look, each) for each in range(begin, end)}
    place = max(losses, key=lambda each: losses[each])
    return (place, place + 1) if worse(losses[place], end - begin) else None


def _loss(look: _Look, pence: int) -> int:
    before, after = look.at(pence), look.at(pence + 1)
    return 0 if before is None or after is None else before - after


def _edge(look: _Look, begin: int, end: int) -> Edge:
    amounts = (begin, end, look.at(begin) or 0, look.at(end) or 0)
    return Edge(*map(Money.from_pence, amounts))


def _bends(points: Iterable[_Point]) -> Iterator[_Point]:
    """The points between which the award is a straight line; rounding to the penny is taken for straight."""
    ordered = sorted(set(points))
    yield ordered[0]
    line = _Line(ordered[0])
    for before, point in pairwise(ordered):
        if not line.goes_to(point):
            if before != line.begin:
                yield before
            line = _Line(before)
            if not line.goes_to(point):  # from an award to none, or back
                line = _Line(point)
                yield point
    if ordered[-1] != line.begin:
        yield ordered[-1]


@dataclass(slots=True)
class _Line:
    """A line from a point, which may still rise at any rate from `low` to `high` and pass within a penny of others."""

    begin: _Point
    low: Fraction | None = None
    high: Fraction | None = None

    def goes_to(self, point: _Point) -> bool:
        """Whether a line to another point passes within a penny of all before; then they count from now on."""
        (x, y), (from_x, from_y) = point, self.begin
        if y is None or from_y is None:
            return y is None and from_y is None
        across, up = x - from_x, y - from_y
        slope = Fraction(up, across)
        if (self.low is not None and slope < self.low) or (self.high is not None and slope > self.high):
            return False
        low, high = Fraction(up - 1, across), Fraction(up + 1, across)
        self.low = low if self.low is None else max(self.low, low)
        self.high = high if self.high is None else min(self.high, high)
        return True
