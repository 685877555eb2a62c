"""Every case of a frame decided twice, and counted by what becomes of it.

One query does it all: whatever holds the frame decides, groups and adds up, and only the groups are read. A group is a
value of each column that the comparison is told by, with what becomes of its cases, how far their award moves, and
which facts are missing. Sums are of whole pence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.comparing.bands import Bands, BandStart
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
_MADE = frozenset((*_RESULT, *_MISSING, *(f"before_{each}" for each in _RESULT)))
"""Columns that deciding adds."""
_SUMS = ("number", "before", "after", "most_before", "most_after", "most_change")
_LARGEST = 2**62
"""Below what a sum of 64 bits holds."""

_NOT_KNOWN = "not known"
_TOLD = "told_by_"


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
    columns = [each if isinstance(each, str) else each.column for each in by]
    both, schema = _decided_twice(sides, frame, columns, deciding)
    groupings = [_Grouping.of(each, place, schema) for place, each in enumerate(by)]
    keyed = both.select(
        *(each.expression().alias(f"group_{place}") for place, each in enumerate(groupings)),
        _change(sides, schema).alias("change"),
        *_awards(has_money=all(map(_has_money, sides))),
        nw.when(nw.col("may_qualify")).then(nw.col("still_needed")).otherwise(nw.lit("")).alias("missing"),
    )
    rows = _grouped(keyed, len(groupings), steps)
    names = tuple(each.names(row[place] for row in rows) for place, each in enumerate(groupings))
    return Counted(names, tuple(_alike(groupings, row) for row in rows))


def _decided_twice(
    sides: tuple[SchemeOn, SchemeOn], frame: "IntoFrame", by: Sequence[str], deciding: Deciding
) -> "tuple[Frame, Mapping[str, nw.dtypes.DType]]":
    """The frame with the outputs of both sides, and its columns as they were called.

    Those of the first side are called `before_…`. Columns that it is told by have a name without a dot, which Spark
    takes for a part of a column.
    """
    first = _decided(sides, 0, frame, deciding, _RESULT)
    names = nw.from_native(first).collect_schema().names()
    made = {each: f"before_{each}" for each in _RESULT if each in names}
    if taken := [each for each in (*made.values(), *(f"{_TOLD}{place}" for place in range(len(by)))) if each in names]:
        raise InvalidValueError(f"the frame has a column '{taken[0]}'. Rename it.", code="comparison.column")
    both = _decided(sides, 1, _renamed(first, made), deciding, _RESULT + _MISSING)
    schema = dict(nw.from_native(both).collect_schema())
    told = {name: f"{_TOLD}{place}" for place, name in enumerate(by) if name in schema and name not in _MADE}
    return nw.from_native(_renamed(both, told)), schema


def _decided(
    sides: tuple[SchemeOn, SchemeOn], place: int, frame: "IntoFrame", deciding: Deciding, only: Sequence[str]
) -> "IntoFrame":
    """The frame as one side decides it, to which a fact of the other side alone is a column like any other."""
    bound, columns = sides[place], deciding.columns or {}
    own, other = (declarations_of(each.scheme.vocabularies) for each in (bound, sides[1 - place]))
    foreign = [columns.get(id_, id_) for id_ in other if id_ not in own]
    names = nw.from_native(frame).collect_schema().names() if foreign else []
    aside = {name: f"not_read_{number}" for number, name in enumerate(foreign) if name in names}
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


def _change(sides: tuple[SchemeOn, SchemeOn], schema: "Mapping[str, nw.dtypes.DType]") -> "nw.Expr":
    """What becomes of a row, as its place among the kinds of change."""
    before, after = (nw.col(name) for name in ("before_outcome", "outcome"))
    eligible_before, eligible_after = (each == Outcome.ELIGIBLE.value for each in (before, after))
    kinds = [
        (nw.col("may_qualify"), OutcomeChange.MIGHT_QUALIFY),
        (_is_open(sides[0], "before_") | _is_open(sides[1], ""), OutcomeChange.UNDECIDED),
        ((before == Outcome.REFER.value) | (after == Outcome.REFER.value), OutcomeChange.REFERRED),
        (eligible_after & ~eligible_before, OutcomeChange.BECOMES_ELIGIBLE),
        (eligible_before & ~eligible_after, OutcomeChange.STOPS_BEING_ELIGIBLE),
        (~eligible_before, OutcomeChange.NOT_ELIGIBLE),
    ]
    if all(map(_has_money, sides)):
        more, less = nw.col("award") > nw.col("before_award"), nw.col("award") < nw.col("before_award")
        kinds += [(more, OutcomeChange.GETS_MORE), (less, OutcomeChange.GETS_LESS)]
    kinds += [(each, OutcomeChange.SOMETHING_ELSE) for each in _differences(sides[0], schema)]
    found: nw.Expr = nw.lit(_CHANGES.index(OutcomeChange.STAYS))
    for holds, change in reversed(kinds):
        found = nw.when(holds).then(nw.lit(_CHANGES.index(change))).otherwise(found)
    return found


def _is_open(side: SchemeOn, prefix: str) -> "nw.Expr":
    """Whether outcome, tier or award is not settled."""
    outcome = nw.col(f"{prefix}outcome")
    found = outcome == Outcome.UNDECIDED.value
    for result in side.scheme.result_rules:
        found = found | ((outcome == Outcome.ELIGIBLE.value) & nw.col(f"{prefix}{result.id}").is_null())
    return found


def _differences(side: SchemeOn, schema: "Mapping[str, nw.dtypes.DType]") -> "Iterator[nw.Expr]":
    """Whether the tier is another, or an award that is no money."""
    for result in side.scheme.result_rules:
        if result.condition.value_type is Money:
            continue
        before, after = nw.col(f"before_{result.id}"), nw.col(result.id)
        if schema[f"before_{result.id}"] != schema[result.id]:
            before, after = before.cast(nw.String), after.cast(nw.String)
        yield before != after


def _awards(*, has_money: bool) -> "list[nw.Expr]":
    """Awards in pence before and after."""
    before, after = (nw.col("before_award"), nw.col("award")) if has_money else (nw.lit(0), nw.lit(0))
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


def _alike(groupings: "Sequence[_Grouping]", row: tuple[Any, ...]) -> Alike:
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


@dataclass(frozen=True, slots=True)
class _Grouping:
    """A column that the comparison is told by, as it is called while it is, and where its bands begin."""

    column: str
    starts: tuple[BandStart, ...] = ()
    bands: tuple[str, ...] = ()

    @classmethod
    def of(cls, by: str | Bands, place: int, schema: "Mapping[str, nw.dtypes.DType]") -> "_Grouping":
        column = by if isinstance(by, str) else by.column
        kind = schema.get(column)
        if kind is None or column in _MADE:
            raise InvalidValueError(f"the frame has no column '{column}'. Check its name.", code="comparison.column")
        if isinstance(by, Bands):
            _refuse_other_bands(by, kind)
            return cls(f"{_TOLD}{place}", by.starts, by.labels(whole=kind.is_integer()))
        if kind.is_float() or kind.is_decimal() or kind.is_nested():
            raise InvalidValueError(
                f"the column '{column}' holds no names. Give bands of it, like Bands(\"{column}\", (0, 100)).",
                code="comparison.bands",
            )
        return cls(f"{_TOLD}{place}")

    def expression(self) -> "nw.Expr":
        """The value, or the number of its band."""
        value = nw.col(self.column)
        if not self.starts:
            return value
        starts = [each.pence if isinstance(each, Money) else each for each in self.starts]
        reached = nw.sum_horizontal(*((value >= nw.lit(each)).cast(nw.Int64) for each in starts))
        return nw.when(~value.is_null()).then(reached)

    def names(self, values: Iterator[Any]) -> tuple[str, ...]:
        """The names of all groups, in order; what is not known comes last."""
        if self.bands:
            return (*self.bands, _NOT_KNOWN)
        known = {each for each in values if not _is_missing(each)}
        return (*dict.fromkeys(self.name(each) for each in sorted(known)), _NOT_KNOWN)

    def name(self, value: object) -> str:
        """What a group is called."""
        match value:
            case _ if _is_missing(value):
                return _NOT_KNOWN
            case int() | float() if self.bands:
                return self.bands[int(value)]
            case bool():
                return "yes" if value else "no"
            case _:
                return value.isoformat() if isinstance(value, date) else str(value)


def _refuse_other_bands(bands: Bands, kind: "nw.dtypes.DType") -> None:
    """Refuse bands of dates where a column holds numbers, of numbers where it holds dates, and any of text."""
    if kind in (nw.Object, nw.Unknown):  # what pandas says of dates, and Polars where nothing is known
        return
    are_dates = isinstance(bands.starts[0], date)
    if not (kind in (nw.Date, nw.Datetime) if are_dates else kind.is_numeric()):
        raise InvalidValueError(
            f"the column '{bands.column}' holds no {'dates' if are_dates else 'numbers'}. Give bands of what it "
            "holds; where it was read by a mapping, give the id of the fact.",
            code="comparison.bands",
        )


def _is_missing(value: object) -> bool:
    return value is None or value != value  # noqa: PLR0124 - pandas has no null among numbers
