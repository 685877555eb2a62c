"""Frames read: every fact as a column with its bounds, and every mistake told at once.

One query of each frame counts what is unknown or wrong and finds the least and the greatest of each column. Rows that
are wrong are looked for only where there are some.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.libraries import needs_extra
from localgov_components.core.value import Value
from localgov_components.money import Money
from localgov_components.rules.building import type_name
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.frames.asked import CASES_NAME, Asked
from localgov_components.rules.frames.column import TRUE, UNKNOWN, Column
from localgov_components.rules.frames.faults import FrameError, FrameFault
from localgov_components.rules.frames.given import Given
from localgov_components.rules.frames.holding import Check, Held, held
from localgov_components.rules.frames.plan import OWN
from localgov_components.rules.frames.pointing import having, pointed
from localgov_components.rules.frames.written import Written

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["Read", "located", "read_frame", "require_sound"]


@dataclass(slots=True)
class Read:
    """One frame read: its rows with the columns of facts, those by id, and what is wrong."""

    given: Given
    frame: "nw.LazyFrame[Any]"
    facts: dict[str, Column] = field(default_factory=dict)
    faults: list[FrameFault] = field(default_factory=list)
    rows: int | None = None


def read_frame(given: Given, asked: Asked, path: str) -> Read:
    """Read the cases, or the members of a list."""
    name = path.rpartition("/")[2] or CASES_NAME
    read = Read(given, given.frame)
    read.faults += asked.faults_of(name, path, given.names, ignores_case=given.ignores_case)
    read.faults += (
        FrameFault(name, column, "two columns have this name", code="frame.twice") for column in given.twice
    )
    read.faults += (
        FrameFault(name, column, "values of several types, or of one that is no fact's. Convert it", code="frame.type")
        for column in given.mixed
    )
    read.faults += (
        FrameFault(name, column, "Polars takes this name for a pattern. Rename the column", code="frame.name")
        for column in given.patterns
    )
    holding: dict[str, Held] = {}
    for id_, fact in asked.facts.get(path, {}).items():
        column = asked.column_of(id_)
        if id_ in asked.unknown or column not in given.dtypes:
            read.facts[id_] = UNKNOWN
            continue
        how = held(fact, nw.col(given.names[column]), given.dtypes[column])
        if isinstance(how, str):
            if _is_empty(given, column):
                read.facts[id_] = UNKNOWN
            else:
                message = f"not {how}, and a column of {kind_said(given.dtypes[column])}. Convert it"
                read.faults.append(FrameFault(name, column, message, code="frame.type"))
        else:
            holding[id_] = how
    if not read.faults:
        _measure(read, asked, path, name, holding)
    return read


def _is_empty(given: Given, column: str) -> bool:
    """Whether there is nothing in a column, whatever type it says that it is of."""
    if not given.is_eager and given.dtypes[column] != nw.Unknown:
        return False
    counted = given.frame.select(nw.len().alias("rows"), nw.col(given.names[column]).is_null().sum().alias("nulls"))
    rows, nulls = counted.collect().row(0)
    return bool(rows == nulls)


def _measure(read: Read, asked: Asked, path: str, name: str, holding: Mapping[str, Held]) -> None:
    """Find out what is known of each column, and what is wrong in its rows."""
    facts, given = asked.facts.get(path, {}), read.given
    found = _nulls(given, asked, holding) if asked.trusted else _counted(given, asked, holding)
    added = {}
    for number, (id_, how) in enumerate(holding.items()):
        column = given.names[asked.column_of(id_)]
        stats = found.get(id_)
        fact = facts[id_]
        if stats is not None:
            read.faults += _faults(given, name, asked.column_of(id_), how, stats, fact)
            if not asked.trusted and _is_identifier(fact.type):
                read.faults += _not_canonical(given, name, asked.column_of(id_), how, fact)
        if stats is not None and stats.nulls == stats.rows:
            read.facts[id_] = UNKNOWN
            continue
        if fact.nested and stats is not None and not stats.nulls and stats.least == 1:
            read.facts[id_] = TRUE
            continue
        if how.is_plain:
            made = column
        else:
            made = f"{OWN}fact{number}"
            added[made] = how.raw
        low, high = (0, 0) if how.bounded is None else _bounds(how, stats)
        read.facts[id_] = Column(
            nw.col(made),
            nullable=stats is None or stats.nulls > 0,
            low=low,
            high=high,
            places=fact.measure.places if fact.measure else 0,
            name=made,
        )
    if added:
        read.frame = read.frame.with_columns(**added)
    if found:
        read.rows = next(iter(found.values())).rows


def _bounds(how: Held, stats: "_Counted | None") -> tuple[int, int]:
    """Bounds of what rules reckon with: what is allowed, or what was found, to the next power of two.

    So that the next frame, which is a little different, may be decided by the same plan.
    """
    least, most = how.as_raw(how.least), how.as_raw(how.most)
    if stats is None or stats.least is None:
        return least, most
    return max(least, -_next(-how.as_raw(stats.least))), min(most, _next(how.as_raw(stats.most)))


def _next(number: int) -> int:
    """The least of 0, 1, 3, 7 … and -1, -2, -4, -8 … that is not less."""
    return (1 << number.bit_length()) - 1 if number >= 0 else -(1 << (-number).bit_length() - 1)


@dataclass(slots=True)
class _Counted:
    """What one query finds of a column."""

    rows: int
    nulls: int
    least: Any = None
    most: Any = None
    wrong: tuple[int, ...] = ()


def _nulls(given: Given, asked: Asked, holding: Mapping[str, Held]) -> dict[str, _Counted]:
    """What a frame in memory tells of its columns without being read."""
    if not given.is_eager:
        return {}
    frame = given.frame.collect()
    told = {id_: how for id_, how in holding.items() if not how.checks}  # of others, what is wrong becomes null
    return {id_: _Counted(len(frame), frame[asked.column_of(id_)].null_count()) for id_ in told}


def _counted(given: Given, asked: Asked, holding: Mapping[str, Held]) -> dict[str, _Counted]:
    columns = {id_: asked.column_of(id_) for id_ in holding}
    likeness = tuple((id_, given.names[column], given.dtypes[column]) for id_, column in columns.items())
    query = asked.queries.of(
        likeness, lambda: _query({id_: given.names[each] for id_, each in columns.items()}, holding)
    )
    row = query.alone(given.frame).collect().rows(named=True)[0]
    return {
        id_: _Counted(
            row["rows"],
            row[f"n{number}"] or 0,
            row.get(f"l{number}"),
            row.get(f"m{number}"),
            tuple(row[f"w{number}_{order}"] or 0 for order in range(len(how.checks))),
        )
        for number, (id_, how) in enumerate(holding.items())
    }


def _query(columns: Mapping[str, str], holding: Mapping[str, Held]) -> Written:
    """What is asked of all columns at once."""
    exprs: dict[str, nw.Expr] = {"rows": nw.len()}
    for number, (id_, how) in enumerate(holding.items()):
        exprs[f"n{number}"] = nw.col(columns[id_]).null_count()
        if how.bounded is not None:
            exprs[f"l{number}"], exprs[f"m{number}"] = how.bounded.min(), how.bounded.max()
        for order, check in enumerate(how.checks):
            exprs[f"w{number}_{order}"] = check.wrong.cast(nw.Int64).sum()
    return Written(exprs)


def _faults(
    given: Given, frame: str, column: str, how: Held, stats: _Counted, fact: FactDeclaration
) -> Iterator[FrameFault]:
    for check, count in zip(how.checks, stats.wrong, strict=False):
        if count:
            yield located(given, frame, column, check, count)
    if how.bounded is None or stats.least is None or fact.nested:
        return
    if stats.least < how.least or stats.most > how.most:
        most = fact.measure.most if fact.measure else 0
        message = (
            f"larger than the {most} that it may be. Check the number"
            if fact.measure
            else "a date before the year 1000 or after 2999. Check the year"
        )
        wrong = (how.bounded < how.least) | (how.bounded > how.most)
        yield located(given, frame, column, Check(message, wrong, code="frame.range"), _count(given, wrong))


def _is_identifier(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Value) and kind is not Money


def _not_canonical(given: Given, frame: str, column: str, how: Held, fact: FactDeclaration) -> Iterator[FrameFault]:
    """Texts that are no identifier, or not as it is written: nothing would be equal to them."""
    met = given.frame.select(how.raw.alias("text")).unique().collect()["text"].to_list()
    wrong = [text for text in met if text is not None and not _is_canonical(text, fact.type)]
    if wrong:
        message = f"not {type_name(fact.type)} in its canonical form. Read it with {type_name(fact.type)}.parse first"
        check = Check(message, how.raw.is_in(wrong), code="frame.identifier")
        yield located(given, frame, column, check, _count(given, check.wrong))


def _is_canonical(text: str, kind: Any) -> bool:
    try:
        return str(kind.parse(text)) == text
    except InvalidValueError:
        return False


def _count(given: Given, wrong: "nw.Expr") -> int:
    return int(given.frame.select(wrong.cast(nw.Int64).sum().alias("n")).collect().item(0, "n"))


def located(given: Given, frame: str, column: str, check: Check, count: int) -> FrameFault:
    """A mistake in the rows that a check finds wrong."""
    return pointed(given, frame, column, check.message, count, having(check.wrong), code=check.code)


def kind_said(dtype: Any) -> str:
    """A type of columns by its name, without the values that it may list."""
    return "Enum" if isinstance(dtype, nw.Enum) else str(dtype)


def require_sound(*frames: Read) -> None:
    """Raise one `FrameError` with every mistake in some frames."""
    faults = [fault for read in frames for fault in read.faults]
    if faults:
        raise FrameError(faults)
