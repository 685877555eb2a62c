"""Frames given back: the frame that was given, with the columns that were made."""

from collections.abc import Mapping
from typing import Any

from localgov_components.core.libraries import needs_extra
from localgov_components.rules.frames.given import Given
from localgov_components.rules.frames.listing import Words
from localgov_components.rules.frames.running import CASE, ROW

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["given_back"]


def given_back(
    given: Given, frame: "nw.LazyFrame[Any]", made: "Mapping[str, nw.Expr | Words]", *, is_joined: bool
) -> Any:
    """The given frame with columns made of the table of cases, in its own order.

    `is_joined` says that others were joined to the table, after which the order is looked after.
    """
    if given.is_eager:
        return _in_memory(given, frame, made, is_joined=is_joined)
    exprs = {name: each.text if isinstance(each, Words) else each for name, each in made.items()}
    names = [nw.col(safe).alias(name) for name, safe in given.names.items() if safe == name]
    if len(names) == len(given.names):
        if is_joined and given.is_ordered:
            frame = frame.sort(ROW)
        return frame.select(*names, **exprs).to_native()
    safe = frame.select(*map(nw.col, given.names.values()), **exprs).to_native()
    return safe.toDF(*given.names, *made)


def _in_memory(
    given: Given, frame: "nw.LazyFrame[Any]", made: "Mapping[str, nw.Expr | Words]", *, is_joined: bool
) -> Any:
    coded = {name: each for name, each in made.items() if isinstance(each, Words) and each.code is not None}
    exprs = {name: _in_row(each) for name, each in made.items()}
    frame = frame.with_columns(**exprs)  # before they are taken out: a literal by itself would have one row
    found = frame.select(*([CASE] if is_joined else []), *made).collect()
    if is_joined:
        found = (found if found[CASE].is_sorted() else found.sort(CASE)).drop(CASE)
    found = found.with_columns(**{name: listed.decoded(found[name]) for name, listed in coded.items()})
    whole: Any = nw.from_native(given.native)
    if whole.implementation.is_polars():
        return given.native.hstack(found.to_native().get_columns())
    if whole.implementation.is_pyarrow():
        table = given.native
        for name in made:
            table = table.append_column(name, found[name].to_arrow())
        return table
    return given.native.assign(**_pandas_columns(found, given.native.index, nw.get_native_namespace(whole)))


def _in_row(made: "nw.Expr | Words") -> "nw.Expr":
    """What is worked out for each row: a whole number for words, where one can hold them."""
    if not isinstance(made, Words):
        return made
    code = made.code
    return made.text if code is None else code


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
