"""Frames that are given: cases, and the members of their lists, whichever engine holds them.

Polars, pandas and PyArrow frames are decided by Polars, which takes their columns as they are. Polars' lazy frames,
DuckDB relations and Spark frames stay where they are, and nothing of them is read but what is checked.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from localgov_components.core.errors import NotSupportedError
from localgov_components.core.libraries import needs_extra
from localgov_components.rules.frames.plan import OWN

with needs_extra("population"):
    import narwhals.stable.v2 as nw
    import polars as pl

__all__ = ["Given", "given", "in_order"]

_IN_MEMORY = ("polars", "pandas", "pyarrow")
_ELSEWHERE = ("polars", "duckdb", "pyspark", "pyspark[connect]")
_DIGITS = 38


@dataclass(frozen=True, slots=True)
class Given:
    """One frame that is given.

    `frame` has its columns under names that are safe everywhere, `names` those by their own; `is_ordered` says that its
    rows have an order, and `is_eager` that they are in memory. `twice` are names that two columns have,
    `mixed` columns whose values are of several types or of one that Polars has not, and `patterns` names of columns
    that Polars takes for patterns of names.
    """

    native: Any
    frame: "nw.LazyFrame[Any]"
    names: Mapping[str, str]
    dtypes: Mapping[str, Any]
    engine: str
    is_eager: bool
    is_ordered: bool
    twice: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()

    @property
    def ignores_case(self) -> bool:
        """Whether its engine takes two names for one that differ in capitals only."""
        return not self.is_ordered


def given(native: Any, *, needed: "frozenset[str] | None" = None) -> Given:
    """A frame by its columns; of one in memory that Polars does not hold, those that are needed.

    Raises `NotSupportedError` for anything else.
    """
    twice = _twice(native)
    frame: Any = nw.from_native(native, pass_through=True) if not twice else nw.from_native(_renamed(native))
    if not isinstance(frame, nw.DataFrame | nw.LazyFrame):
        raise _not_supported(type(native).__name__)
    engine = str(frame.implementation)
    if isinstance(frame, nw.DataFrame):
        if engine not in _IN_MEMORY:
            raise _not_supported(engine)
        return replace(_in_memory(native, frame, needed), twice=twice)
    if engine not in _ELSEWHERE:
        raise _not_supported(engine)
    return replace(_elsewhere(native, frame, engine), twice=twice)


def _twice(native: Any) -> tuple[str, ...]:
    """Names that two columns have: all but Polars allow it."""
    counted = Counter(_names(native))
    return tuple(name for name, count in counted.items() if count > 1)


def _names(native: Any) -> list[str]:
    """The names of its columns, each as often as it is there, where two may have one."""
    library = type(native).__module__.partition(".")[0]
    if library == "pyarrow":
        return list(getattr(native, "column_names", ()))
    if library in ("pandas", "pyspark", "duckdb", "_duckdb"):
        return [str(name) for name in getattr(native, "columns", ())]
    return []


def _renamed(native: Any) -> Any:
    """The same with a name for each column: it is refused, and what else is wrong with it is told as well."""
    names = [f"{name}{number or ''}" for number, name in enumerate(_names(native))]
    if hasattr(native, "rename_columns"):
        return native.rename_columns(names)
    if hasattr(native, "toDF"):
        return native.toDF(*names)
    return native.set_axis(names, axis="columns") if hasattr(native, "set_axis") else native


def in_order(frame: "nw.LazyFrame[Any]", name: str) -> "nw.LazyFrame[Any]":
    """With the number of each row, of a table of Polars: any other has no order."""
    numbered = frame.to_native().with_row_index(name)
    counted: nw.LazyFrame[Any] = nw.from_native(numbered)
    return counted.with_columns(nw.col(name).cast(nw.Int64))


def _in_memory(native: Any, frame: "nw.DataFrame[Any]", needed: "frozenset[str] | None") -> Given:
    wanted = [name for name in frame.columns if needed is None or name in needed]
    taken = [name for name in wanted if not _is_pattern(name)]
    odd = {} if frame.implementation.is_polars() else _odd(frame, taken)
    plain = frame.select(name for name in taken if name not in odd).to_polars()
    held = nw.from_native(pl.DataFrame([*plain, *(column for column in odd.values() if column is not None)]))
    if not held.columns:  # a frame without columns has no rows
        held = nw.from_dict({f"{OWN}nothing": [None] * len(frame)}, backend="polars")
    return Given(
        native,
        held.lazy(),
        {name: name for name in frame.columns if isinstance(name, str)},  # pandas has others too
        dict(held.schema),
        "memory",
        is_eager=True,
        is_ordered=True,
        mixed=tuple(name for name, column in odd.items() if column is None),
        patterns=tuple(filter(_is_pattern, wanted)),
    )


def _is_pattern(name: str) -> bool:
    return name == "*" or (name.startswith("^") and name.endswith("$"))


def _odd(frame: "nw.DataFrame[Any]", names: Iterable[str]) -> "dict[str, pl.Series | None]":
    """Columns of a type that pandas or PyArrow has alone, in Polars; None where Polars has none for their values."""
    return {name: _in_polars(frame[name]) for name in names if frame[name].dtype in (nw.Object, nw.Unknown)}


def _in_polars(column: "nw.Series[Any]") -> "pl.Series | None":
    import pyarrow as pa

    try:
        values = column.to_arrow()
        if pa.types.is_decimal256(values.type):  # Polars has 38 digits: more are refused, and never rounded
            values = values.cast(pa.decimal128(_DIGITS, values.type.scale))
        return pl.Series(column.name, values)
    except Exception:  # noqa: BLE001 - PyArrow and Polars have many words for it
        return None


def _elsewhere(native: Any, frame: "nw.LazyFrame[Any]", engine: str) -> Given:
    schema = frame.collect_schema()
    names = {name: name for name in schema}
    if engine.startswith("pyspark"):  # which takes a dot in a name for a part of it
        names = {name: f"{OWN}given{number}" for number, name in enumerate(schema)}
        frame = nw.from_native(native.toDF(*names.values()))
    dtypes = {name: schema[name] for name in schema}
    patterns = tuple(filter(_is_pattern, names.values()))
    return Given(native, frame, names, dtypes, engine, is_eager=False, is_ordered=engine == "polars", patterns=patterns)


def _not_supported(what: str) -> NotSupportedError:
    return NotSupportedError(
        f"frames of {what} are not decided. Give one of Polars, pandas, PyArrow, DuckDB or Spark.", code="frame.kind"
    )
