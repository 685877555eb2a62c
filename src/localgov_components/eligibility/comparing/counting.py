"""Every case of a frame decided twice, and counted by what becomes of it.

One query does it all: whatever holds the frame decides, groups and adds up, and only the groups are read. A group is a
value of each column that the comparison is told by, with what becomes of its cases, how far their award moves, and
which facts are missing. Sums are of whole pence.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.comparing.bands import Bands
from localgov_components.eligibility.comparing.grouping import Grouping
from localgov_components.eligibility.comparing.outcome_change import AFTER, BEFORE, OutcomeChange
from localgov_components.eligibility.comparing.tally import Tally
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.scheme_on import SchemeOn
from localgov_components.money import Money
from localgov_components.rules.fact_data import declarations_of

with needs_extra("population"):
    import narwhals as nw

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

    Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]

__all__ = ["Alike", "Counted", "Deciding", "counted"]

_CHANGES = tuple(OutcomeChange)
_RESULT = ("outcome", "tier", "award")
_MISSING = ("still_needed", "may_qualify")
_SUMS = ("number", "before", "after", "most_before", "most_after", "most_change")
_LARGEST = 2**62
"""Below what a sum of 64 bits holds."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """How the rows of a frame are decided: what `decide_many` is told beside the frame."""

    key: str | None = None
    members: "Mapping[str, IntoFrame] | None" = None
    member_keys: Mapping[str, str] | None = None
    columns: Mapping[str, str] | None = None
    unknown: Sequence[str] = ()
    trusted: bool = False


class Alike(NamedTuple):
    """Cases that are alike: by group, by what becomes of them, by how far their award moves, by what is missing."""

    groups: tuple[str, ...]
    change: OutcomeChange
    step: int
    missing: str
    tally: Tally


class Counted(NamedTuple):
    """Every case, counted among those that are like it, and the names of the groups of each column, in order."""

    names: tuple[tuple[str, ...], ...]
    alike: tuple[Alike, ...]


def counted(
    sides: tuple[SchemeOn, SchemeOn],
    frame: "IntoFrame",
    by: Sequence[str | Bands],
    steps: Sequence[int],
    deciding: Deciding,
) -> Counted:
    """Decide every row on both sides and count it. `steps` are distances, in pence, at which a move is a larger one."""
    both = _decided_twice(sides, frame, [each if isinstance(each, str) else each.column for each in by], deciding)
    groupings = [Grouping.of(each, column, both.schema[column]) for each, column in zip(by, both.told, strict=True)]
    keyed = both.frame.select(
        *(each.expression().alias(f"group_{place}") for place, each in enumerate(groupings)),
        _change(sides, both).alias("change"),
        *_awards(both, has_money=all(map(_has_money, sides))),
        nw.when(nw.col("may_qualify")).then(nw.col("still_needed")).otherwise(nw.lit("")).alias("missing"),
    )
    rows = _grouped(keyed, len(groupings), steps)
    names = tuple(each.names(row[place] for row in rows) for place, each in enumerate(groupings))
    found = Counted(names, tuple(_alike(groupings, row) for row in rows))
    for place, each in enumerate(groupings):
        each.require_read(_rows_by_group(found.alike, place))
    return found


def _rows_by_group(alike: Iterable[Alike], place: int) -> Mapping[str, int]:
    numbers: Counter[str] = Counter()
    for each in alike:
        numbers[each.groups[place]] += each.tally.number
    return numbers


class _Twice(NamedTuple):
    """A frame decided by both sides, and the types of its columns.

    `before` are the columns of the first side by what it calls them, and `told` those by which a comparison is told.
    Both have names that nobody else gave, and without a dot, which Spark takes for a part of a column.
    """

    frame: "Frame"
    schema: "Mapping[str, nw.dtypes.DType]"
    before: Mapping[str, str]
    told: Sequence[str]


def _decided_twice(
    sides: tuple[SchemeOn, SchemeOn], frame: "IntoFrame", by: Sequence[str], deciding: Deciding
) -> _Twice:
    """The frame with what both sides make of it."""
    first = _decided(sides, 0, frame, deciding, _RESULT)
    names = _names(first)
    own, results = _own(names), ("outcome", *(each.id for each in sides[0].scheme.result_rules))
    for column in by:
        if column not in names or column in results:
            raise InvalidValueError(f"the frame has no column '{column}'. Check its name.", code="comparison.column")
    before = {each: f"{own}{each}" for each in results}
    told = {column: f"{own}{place}" for place, column in enumerate(by)}
    both = _decided(sides, 1, _renamed(first, before), deciding, _RESULT + _MISSING)
    made = nw.from_native(_renamed(both, told))
    return _Twice(made, dict(made.collect_schema()), before, tuple(told.values()))


def _names(frame: "IntoFrame") -> Sequence[str]:
    return nw.from_native(frame).collect_schema().names()


def _own(names: Iterable[str]) -> str:
    """What no name begins with, whatever its capitals: some engines do not tell them apart."""
    taken, own = {str(each).casefold() for each in names}, "compared_"  # pandas has names that are no text
    while any(each.startswith(own) for each in taken):
        own = f"{own}_"
    return own


def _decided(
    sides: tuple[SchemeOn, SchemeOn], place: int, frame: "IntoFrame", deciding: Deciding, only: Sequence[str]
) -> "IntoFrame":
    """The frame as one side decides it, to which a fact of the other side alone is a column like any other."""
    bound, columns = sides[place], deciding.columns or {}
    own, other = (declarations_of(each.scheme.vocabularies) for each in (bound, sides[1 - place]))
    foreign = [columns.get(id_, id_) for id_ in other if id_ not in own]
    names = _names(frame) if foreign else []
    aside = {name: f"{_own(names)}{number}" for number, name in enumerate(foreign) if name in names}
    decided = bound.decide_many(
        _renamed(frame, aside),
        key=deciding.key,
        members=deciding.members,
        member_keys=deciding.member_keys,
        columns={id_: column for id_, column in columns.items() if id_ in own},
        unknown=[id_ for id_ in deciding.unknown if id_ in own],
        trusted=deciding.trusted,
        only=only,
    )
    return _renamed(decided, {new: old for old, new in aside.items()})


def _renamed(frame: "IntoFrame", names: Mapping[str, str]) -> "IntoFrame":
    """A frame with other names for some columns; of Spark, in its own way, which does not mind dots."""
    all_at_once = getattr(frame, "toDF", None)
    if not names or all_at_once is None:
        return nw.from_native(frame).rename(dict(names)).to_native() if names else frame
    renamed: IntoFrame = all_at_once(*(names.get(each, each) for each in frame.columns))
    return renamed


def _has_money(side: SchemeOn) -> bool:
    return side.scheme.award is not None and side.scheme.award.value_type is Money


def _change(sides: tuple[SchemeOn, SchemeOn], both: _Twice) -> "nw.Expr":
    """What becomes of a row, as its place among the kinds of change."""
    same = {each: each for each in both.before}
    before, after = nw.col(both.before["outcome"]), nw.col("outcome")
    eligible_before, eligible_after = (each == Outcome.ELIGIBLE.value for each in (before, after))
    kinds = [
        (nw.col("may_qualify"), OutcomeChange.MIGHT_QUALIFY),
        (_is_open(sides[0], both.before) | _is_open(sides[1], same), OutcomeChange.UNDECIDED),
        ((before == Outcome.REFER.value) | (after == Outcome.REFER.value), OutcomeChange.REFERRED),
        (eligible_after & ~eligible_before, OutcomeChange.BECOMES_ELIGIBLE),
        (eligible_before & ~eligible_after, OutcomeChange.STOPS_BEING_ELIGIBLE),
        (~eligible_before, OutcomeChange.NOT_ELIGIBLE),
    ]
    if all(map(_has_money, sides)):
        old, new = nw.col(both.before["award"]), nw.col("award")
        kinds += [(new > old, OutcomeChange.GETS_MORE), (new < old, OutcomeChange.GETS_LESS)]
    kinds += [(each, OutcomeChange.SOMETHING_ELSE) for each in _differences(sides[0], both)]
    found: nw.Expr = nw.lit(_CHANGES.index(OutcomeChange.STAYS))
    for holds, change in reversed(kinds):
        found = nw.when(holds).then(nw.lit(_CHANGES.index(change))).otherwise(found)
    return found


def _is_open(side: SchemeOn, names: Mapping[str, str]) -> "nw.Expr":
    """Whether outcome, tier or award, by what their columns are called, is not settled."""
    outcome = nw.col(names["outcome"])
    found = outcome == Outcome.UNDECIDED.value
    for result in side.scheme.result_rules:
        found = found | ((outcome == Outcome.ELIGIBLE.value) & nw.col(names[result.id]).is_null())
    return found


def _differences(side: SchemeOn, both: _Twice) -> "Iterator[nw.Expr]":
    """Whether the tier is another, or an award that is no money."""
    for result in side.scheme.result_rules:
        if result.condition.value_type is Money:
            continue
        before, after = nw.col(both.before[result.id]), nw.col(result.id)
        if both.schema[both.before[result.id]] != both.schema[result.id]:
            before, after = before.cast(nw.String), after.cast(nw.String)
        yield before != after


def _awards(both: _Twice, *, has_money: bool) -> "list[nw.Expr]":
    """Awards in pence before and after."""
    before, after = (nw.col(both.before["award"]), nw.col("award")) if has_money else (nw.lit(0), nw.lit(0))
    return [before.alias("paid_before"), after.alias("paid_after")]


def _grouped(keyed: "Frame", width: int, steps: Sequence[int]) -> list[tuple[Any, ...]]:
    """The groups, with what adds up in each."""
    sides = (("paid_before", BEFORE), ("paid_after", AFTER))
    paid = keyed.with_columns(*(_paid(name, kinds) for name, kinds in sides))
    moved = paid.with_columns(moved=(nw.col("paid_after") - nw.col("paid_before")).abs())
    far = [(nw.col("moved") >= each).cast(nw.Int64) for each in steps]
    stepped = moved.with_columns(step=nw.sum_horizontal(nw.lit(0), *far))
    keys = [*(f"group_{place}" for place in range(width)), "change", "step", "missing"]
    sums = [nw.col(name).sum().alias(new) for name, new in (("paid_before", "before"), ("paid_after", "after"))]
    largest = {"most_before": "paid_before", "most_after": "paid_after", "most_change": "moved"}
    most = [nw.col(name).max().alias(new) for new, name in largest.items()]
    found = stepped.group_by(*keys).agg(nw.len().alias("number"), *sums, *most).select(*keys, *_SUMS)
    read = found.collect(backend="pyarrow") if isinstance(found, nw.LazyFrame) else found
    return list(zip(*(column.to_pylist() for column in read.to_arrow().columns), strict=True))


def _paid(name: str, kinds: Sequence[OutcomeChange]) -> "nw.Expr":
    """An award, of those cases only that have one on this side."""
    has_one = nw.col("change").is_in([_CHANGES.index(each) for each in kinds])
    return nw.when(has_one).then(nw.col(name)).otherwise(nw.lit(0)).cast(nw.Int64).alias(name)


def _alike(groupings: Sequence[Grouping], row: tuple[Any, ...]) -> Alike:
    width = len(groupings)
    change, step, missing = row[width : width + 3]
    tally = Tally(*map(int, row[width + 3 :]))
    if tally.number * max(tally.most_before, tally.most_after) > _LARGEST:
        raise InvalidValueError(
            "awards whose sum is more than 64 bits hold. Limit the award with smaller_of(…).",
            code="comparison.too-large",
        )
    groups = tuple(group.name(value) for group, value in zip(groupings, row[:width], strict=True))
    return Alike(groups, _CHANGES[int(change)], int(step), missing or "", tally)
