"""Frames given back: the frame that was given, with the columns that were made."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from localgov_components.core.libraries import needs_extra
from localgov_components.rules.frames.given import Given
from localgov_components.rules.frames.listing import Words
from localgov_components.rules.frames.running import CASE, ROW
from localgov_components.rules.frames.written import Written

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["Made", "given_back"]


class Made:
    """The columns that are made, by name."""

    def __init__(self, columns: "Mapping[str, nw.Expr | Words]") -> None:
        self.columns = columns

    @cached_property
    def texts(self) -> "Mapping[str, nw.Expr]":
        """Each as the engine makes it."""
        return {name: each.text if isinstance(each, Words) else each for name, each in self.columns.items()}

    @cached_property
    def coded(self) -> Mapping[str, Words]:
        """Those that are numbers first, and looked up when all rows are there."""
        return {name: self._words[name] for name in self._codes}

    @cached_property
    def numbers(self) -> Written:
        """Each as it is worked out in memory."""
        return Written({**self.texts, **self._codes})

    @cached_property
    def _words(self) -> Mapping[str, Words]:
        return {name: each for name, each in self.columns.items() if isinstance(each, Words)}

    @cached_property
    def _codes(self) -> "Mapping[str, nw.Expr]":
        codes = {name: each.code for name, each in self._words.items()}
        return {name: code for name, code in codes.items() if code is not None}


def given_back(given: Given, frame: "nw.LazyFrame[Any]", made: Made, *, is_joined: bool) -> Any:
    """The given frame with columns made of the table of cases, in its own order.

    `is_joined` says that others were joined to the table, after which the order is looked after.
    """
    if given.is_eager:
        return _in_memory(given, frame, made, is_joined=is_joined)
    names = [nw.col(safe).alias(name) for name, safe in given.names.items() if safe == name]
    if len(names) == len(given.names):
        if is_joined and given.is_ordered:
            frame = frame.sort(ROW)
        return frame.select(*names, **made.texts).to_native()
    safe = frame.select(*map(nw.col, given.names.values()), **made.texts).to_native()
    return safe.toDF(*given.names, *made.columns)


def _in_memory(given: Given, frame: "nw.LazyFrame[Any]", made: Made, *, is_joined: bool) -> Any:
    frame = made.numbers.beside(frame)  # before they are taken out: a literal by itself would have one row
    found = frame.select(*([CASE] if is_joined else []), *made.columns).collect()
    if is_joined:
        found = (found if found[CASE].is_sorted() else found.sort(CASE)).drop(CASE)
    found = found.with_columns(**{name: listed.decoded(found[name]) for name, listed in made.coded.items()})
    whole: Any = nw.from_native(given.native)
    if whole.implementation.is_polars():
        return given.native.hstack(found.to_native().get_columns())
    if whole.implementation.is_pyarrow():
        table = given.native
        for name in made.columns:
            table = table.append_column(name, found[name].to_arrow())
        return table
    return given.native.assign(**_pandas_columns(found, given.native.index, nw.get_native_namespace(whole)))


def _pandas_columns(found: Any, index: Any, pd: Any) -> dict[str, Any]:
    """Columns as pandas holds what may be missing: its own nullable types."""
    import pyarrow as pa

    types = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    texts = {pa.string(), pa.large_string(), pa.string_view()}

    def held(kind: Any) -> Any:
        return pd.StringDtype(na_value=pd.NA) if kind in texts else types.get(kind)

    table = found.to_arrow().to_pandas(types_mapper=held)
    table.index = index
    return {name: table[name] for name in table}
