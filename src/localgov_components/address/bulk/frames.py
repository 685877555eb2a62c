"""A data frame whose addresses are matched: the same rows, with UPRNs beside the caller's own columns.

>>> import polars as pl
>>> from localgov_components.address import Gazetteer
>>> _ = Gazetteer.build("examples/addresses.csv", "addresses.gazetteer")
>>> frame = pl.DataFrame({"house": ["Flat 2, 10", None], "street": ["Mill Lane", None], "pc": ["DT97 1AF", None]})
>>> with Gazetteer.open("addresses.gazetteer") as gazetteer:
...     found = match_frame(frame, gazetteer, address=["house", "street"], postcode="pc")
>>> found["uprn"].to_list(), found["match_outcome"].to_list()
(['999900105069', None], ['matched', 'not-found'])
"""

from collections.abc import Iterator, Sequence
from contextlib import closing

from localgov_components.address.bulk.columns import MATCH_COLUMNS, match_columns
from localgov_components.address.bulk.texts import text_of
from localgov_components.address.matching.many import Matching, match_many
from localgov_components.core.errors import InvalidValueError, NotSupportedError
from localgov_components.core.libraries import needs_extra

with needs_extra("population"):
    import narwhals.stable.v2 as nw
    from narwhals.stable.v2.typing import IntoDataFrameT

__all__ = ["addresses_of_rows", "match_frame", "require_columns"]

_TYPES = (nw.String(), nw.String(), nw.Float64(), nw.String())


def match_frame(
    frame: IntoDataFrameT,
    matching: Matching,
    *,
    address: Sequence[str],
    postcode: str | None = None,
    processes: int = 1,
) -> IntoDataFrameT:
    """Match the address in each row of a frame of Polars, pandas or PyArrow, to a frame of the same kind.

    `matching` is a `Gazetteer`, or a `ReviewedGazetteer` whose decisions win. The address is read from the columns
    `address`, in their order; a row without one is not found. Added are `uprn`, `match_outcome`, `match_score` (the
    probability, to four places) and `parent_uprn`. Raises `InvalidValueError` for columns that are not there or would
    be there twice, and for an address of more than 10,000 characters; `NotSupportedError` for a frame that is not in
    memory, such as one of Spark, for which there is `match_on_spark`.
    """
    try:
        given = nw.from_native(frame, eager_only=True)
    except TypeError:
        raise NotSupportedError(
            "not a data frame in memory. Collect it first, or match a frame of Spark with match_on_spark.",
            code="matching.frame",
        ) from None
    require_columns(given.columns, address, postcode)
    columns = [given.get_column(each).to_list() for each in address]
    postcodes = [None] * len(given) if postcode is None else given.get_column(postcode).to_list()
    addresses = addresses_of_rows(columns, postcodes)
    with closing(match_many(matching, addresses, processes=processes)) as matches:
        cells = list(zip(*map(match_columns, matches), strict=True)) or [()] * len(MATCH_COLUMNS)
    added = [
        nw.new_series(name, list(values), kind, backend=given.implementation)
        for name, values, kind in zip(MATCH_COLUMNS, cells, _TYPES, strict=True)
    ]
    return given.with_columns(*added).to_native()


def require_columns(there: Sequence[str], address: Sequence[str], postcode: str | None) -> None:
    """Raise `InvalidValueError` where a frame lacks a column that is read, or has one that is to be added.

    Spark, and much else that frames are written to, does not tell capitals apart.
    """
    if not address:
        raise InvalidValueError("no column of the address is named. Name one or more.", code="matching.columns")
    asked = [*address, *([] if postcode is None else [postcode])]
    if missing := [each for each in asked if each not in there]:
        raise InvalidValueError(
            f"the frame has no column {', '.join(missing)}. Name those that it has.", code="matching.columns"
        )
    if taken := [each for each in there if each.lower() in MATCH_COLUMNS]:
        raise InvalidValueError(
            f"the frame has a column {', '.join(taken)} already. Rename it, or leave it out.", code="matching.columns"
        )


def addresses_of_rows(
    columns: Sequence[Sequence[object]], postcodes: Sequence[object]
) -> Iterator[tuple[str, str | None]]:
    """The address of each row, its parts divided by commas, and its postcode; an empty text where there is none."""
    for *cells, postcode in zip(*columns, postcodes, strict=True):
        yield ", ".join(filter(None, map(text_of, cells))), text_of(postcode)
