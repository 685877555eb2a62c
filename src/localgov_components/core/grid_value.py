r"""The value of a cell as the type that is wanted of it, from a typed cell of a workbook or from text.

In CSV everything is text, and people write text in workbooks too. What has one meaning only is read:
`yes`, `2026-04-01`, `16000`. What a spreadsheet may have changed unasked is refused: a number or a date
where text is wanted. No error quotes the cell.

>>> from decimal import Decimal
>>> value_as(GridCell("cases.csv", 2, 1, "0.10"), Decimal)
Decimal('0.10')
>>> value_as(GridCell("cases.csv", 2, 1, "01/04/2026"), date)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a date. Write it like 2026-04-01.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, cast

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.grid_cell import CellValue, GridCell
from localgov_components.core.scalar_text import day_of, looks_like_day, number_of, truth_of, whole_of

__all__ = ["value_as"]

V = TypeVar("V", bound=CellValue)


def value_as(cell: GridCell, kind: type[V]) -> V:
    """The cell's value as the type that is wanted.

    That is text, a whole number, a `Decimal`, true or false, or a date. Raises `InvalidValueError` for another value
    and for an empty cell.
    """
    if cell.value is None:
        raise InvalidValueError("empty. Fill it in.", code="cell.empty")
    return cast("V", _READERS[kind](cell.value))


def _text(value: CellValue) -> str:
    if isinstance(value, str):
        return value
    raise InvalidValueError(
        "not text: the spreadsheet made a number, a date or a truth of it. Format the cell as text, and type it again.",
        code="cell.text",
    )


def _truth(value: CellValue) -> bool:
    truth = truth_of(value.strip()) if isinstance(value, str) else value
    if isinstance(truth, bool):
        return truth
    raise InvalidValueError("neither yes nor no. Write yes, no, true or false.", code="cell.truth")


def _whole(value: CellValue) -> int:
    whole = whole_of(value.strip()) if isinstance(value, str) else value
    if type(whole) is int:
        return whole
    raise InvalidValueError("not a whole number. Write digits only, like 3.", code="cell.whole-number")


def _number(value: CellValue) -> Decimal:
    number = number_of(value.strip()) if isinstance(value, str) else value
    if isinstance(number, Decimal) or type(number) is int:
        return Decimal(number)
    raise InvalidValueError("not a number. Write digits, with a point if need be, like 0.25.", code="cell.number")


def _day(value: CellValue) -> date:
    day = day_of(value.strip()) if isinstance(value, str) else value
    if isinstance(day, date):
        return day
    if isinstance(value, str) and looks_like_day(value.strip()):
        raise InvalidValueError("no such day. Write it like 2026-04-01.", code="cell.date")
    raise InvalidValueError("not a date. Write it like 2026-04-01.", code="cell.date")


_READERS: Mapping[type, Callable[[CellValue], Any]] = {
    str: _text,
    bool: _truth,
    int: _whole,
    Decimal: _number,
    date: _day,
}
