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

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing

from localgov_components.address.bulk.columns import MATCH_COLUMNS, REJECTED, match_columns
from localgov_components.address.bulk.texts import text_of
from localgov_components.address.matching.many import AddressGiven, Matching, match_many
from localgov_components.address.parsing.parts import MOST_CHARACTERS
from localgov_components.core.errors import InvalidValueError, NotSupportedError
from localgov_components.core.libraries import needs_extra

with needs_extra("population"):
    import narwhals.stable.v2 as nw
    from narwhals.stable.v2.typing import IntoDataFrameT

__all__ = ["addresses_of_rows", "match_frame", "matched_rows", "require_columns"]

_TYPES = (nw.String(), nw.String(), nw.Float64(), nw.String())
_ROWS_AT_ONCE = 10_000


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
    `address`, in their order; a row without one is not found, and one of more than 10,000 characters is rejected. Added
    are `uprn`, `match_outcome`, `match_score` (the probability, to four places) and `parent_uprn`. Raises
    `InvalidValueError` for columns that are not there, would be there twice or hold no text or numbers;
    `NotSupportedError` for a frame that is not in memory, such as one of Spark, for which there is `match_on_spark`.
    """
    given = _in_memory(frame)
    odd = [name for name, kind in given.schema.items() if kind.is_nested() or kind == nw.Binary]
    require_columns(given.columns, address, postcode, odd=odd)
    cells: tuple[list[object], ...] = tuple([] for _ in MATCH_COLUMNS)
    with closing(matched_rows(_addresses(given, address, postcode), matching, processes=processes)) as rows:
        for row in rows:
            for column, value in zip(cells, row, strict=True):
                column.append(value)
    added = [
        nw.new_series(name, values, kind, backend=given.implementation)
        for name, values, kind in zip(MATCH_COLUMNS, cells, _TYPES, strict=True)
    ]
    return given.with_columns(*added).to_native()


def matched_rows(
    addresses: Iterator[tuple[str, str | None]], matching: Matching, *, processes: int = 1
) -> Generator[tuple[str | None, str, float | None, str | None], None, None]:
    """What the columns that are added hold, for each address; one that is too long to be matched is rejected."""
    too_long: set[int] = set()

    def short() -> Iterator[AddressGiven]:
        for number, (text, postcode) in enumerate(addresses):
            if len(text) > MOST_CHARACTERS:
                too_long.add(number)
            yield ("", None) if number in too_long else (text, postcode)

    with closing(match_many(matching, short(), processes=processes)) as matches:
        for number, match in enumerate(matches):
            yield (None, REJECTED, None, None) if number in too_long else match_columns(match)


def _in_memory(frame: IntoDataFrameT) -> "nw.DataFrame[IntoDataFrameT]":
    try:
        return nw.from_native(frame, eager_only=True)
    except TypeError:
        raise NotSupportedError(
            "not a data frame in memory. Collect it first, or match a frame of Spark with match_on_spark.",
            code="matching.frame",
        ) from None
    except nw.exceptions.DuplicateError:
        raise _twice() from None


def _twice() -> InvalidValueError:
    return InvalidValueError(
        "the frame has two columns of one name. Rename one, or leave it out.", code="matching.columns"
    )


def _addresses(
    given: "nw.DataFrame[IntoDataFrameT]", address: Sequence[str], postcode: str | None
) -> Iterator[tuple[str, str | None]]:
    """The address of each row; some rows at a time, so that a long frame is not held twice."""
    for first in range(0, len(given), _ROWS_AT_ONCE):
        part = given[first : first + _ROWS_AT_ONCE]
        postcodes = [None] * len(part) if postcode is None else part.get_column(postcode).to_list()
        yield from addresses_of_rows([part.get_column(each).to_list() for each in address], postcodes)


def require_columns(
    there: Sequence[str], address: Sequence[str], postcode: str | None, *, odd: Sequence[str] = ()
) -> None:
    """Raise `InvalidValueError` where a frame lacks a column that is read, or has one that is to be added.

    `odd` are columns that hold lists, structures or bytes, and cannot be read. Spark, and much else that frames are
    written to, does not tell capitals apart.
    """
    if not address or isinstance(address, str):
        raise InvalidValueError(
            "no list of columns of the address. Name one or more, such as ['address'].", code="matching.columns"
        )
    asked = [*address, *([] if postcode is None else [postcode])]
    if missing := [each for each in asked if each not in there]:
        raise InvalidValueError(
            f"the frame has no column {', '.join(missing)}. Name those that it has.", code="matching.columns"
        )
    if any(there.count(each) > 1 for each in asked):
        raise _twice()
    if unread := [each for each in asked if each in odd]:
        raise InvalidValueError(
            f"the column {', '.join(unread)} holds lists, structures or bytes. Write it as text.",
            code="matching.columns",
        )
    if taken := [each for each in there if str(each).lower() in MATCH_COLUMNS]:
        raise InvalidValueError(
            f"the frame has a column {', '.join(taken)} already. Rename it, or leave it out.", code="matching.columns"
        )


def addresses_of_rows(
    columns: Sequence[Sequence[object]], postcodes: Sequence[object]
) -> Iterator[tuple[str, str | None]]:
    """The address of each row, its parts divided by commas, and its postcode; an empty text where there is none."""
    for *cells, postcode in zip(*columns, postcodes, strict=True):
        yield ", ".join(filter(None, map(text_of, cells))), text_of(postcode)
