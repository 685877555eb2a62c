from datetime import date
from decimal import Decimal

import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.grid_cell import CellValue, GridCell
from localgov_components.core.grid_value import value_as


def cell(value: CellValue | None) -> GridCell:
    return GridCell("cases.xlsx", 2, 2, value)


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [
        ("a text", str, "a text"),
        (" a text ", str, " a text "),
        (3, int, 3),
        (" -3 ", int, -3),
        ("007", int, 7),
        (Decimal("0.1"), Decimal, Decimal("0.1")),
        (5, Decimal, Decimal(5)),
        ("0.10", Decimal, Decimal("0.10")),
        (True, bool, True),
        ("YES", bool, True),
        (" no ", bool, False),
        ("False", bool, False),
        (date(2026, 4, 1), date, date(2026, 4, 1)),
        ("2024-02-29", date, date(2024, 2, 29)),
    ],
)
def test_a_value_is_read_as_the_type_that_is_wanted(value: CellValue, kind: type, read: object) -> None:
    found: object = value_as(cell(value), kind)
    assert (found, type(found)) == (read, kind)


@pytest.mark.parametrize(
    ("values", "kind", "code"),
    [
        ((3, Decimal("0.1"), True, date(2026, 4, 1)), str, "cell.text"),
        (
            (True, "3.0", "1e3", "\u0663", "1,000", "", "+3", "9" * 37, Decimal("0.5"), date(2026, 4, 1)),
            int,
            "cell.whole-number",
        ),
        ((True, "1,5", "£1", ".5", "5.", "1e3", "NaN", "", date(2026, 4, 1)), Decimal, "cell.number"),
        ((1, 0, "1", "y", "maybe", date(2026, 4, 1)), bool, "cell.truth"),
        (
            (46113, True, "01/04/2026", "1 April 2026", "2026-4-1", "2026-02-29", "20260401", "2026-04-01T00:00"),
            date,
            "cell.date",
        ),
        *[((None,), kind, "cell.empty") for kind in (str, int, Decimal, bool, date)],
    ],
)
def test_what_a_spreadsheet_may_have_changed_or_leaves_open_is_refused(
    values: tuple[CellValue | None, ...], kind: type, code: str
) -> None:
    for value in values:
        with pytest.raises(InvalidValueError) as refused:
            value_as(cell(value), kind)
        assert refused.value.code == code
        assert len(str(value)) < 3 or str(value) not in str(refused.value)
