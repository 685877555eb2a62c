from collections.abc import Callable
from pathlib import Path

import pytest
from tests.address.core_files import EXAMPLES, HOUSE, core_file, core_text, house
from tests.address.sources.reads import addresses, read, refusal, written

from localgov_components.address import AddressBaseCore
from localgov_components.address.model import ADDRESSBASE_CORE_COLUMNS


def headings(change: Callable[[list[str]], object]) -> str:
    columns = list(ADDRESSBASE_CORE_COLUMNS)
    change(columns)
    return ",".join(columns)


def test_the_examples_are_read_whole() -> None:
    assert len(addresses(AddressBaseCore(EXAMPLES))) == 421


def test_columns_are_known_by_name_in_any_order_and_case_with_or_without_a_mark(tmp_path: Path) -> None:
    text = core_text([HOUSE], columns=reversed(ADDRESSBASE_CORE_COLUMNS))
    heading, rest = text.split("\n", 1)
    ((line, address),) = addresses(AddressBaseCore(written(tmp_path, f"\ufeff {heading.upper()} \n{rest}")))
    assert (line, address.building_number, address.gss_code) == (2, "12A", "E07999001")


@pytest.mark.parametrize(
    ("heading", "column", "says"),
    [
        (headings(lambda columns: columns.remove("easting")), "easting", "missing"),
        (headings(lambda columns: columns.append("colour")), "colour", "not a column"),
        (headings(lambda columns: columns.append("uprn")), "uprn", "given 2 times"),
        (headings(lambda columns: columns.append("x" * 99)), "x" * 40, "not a column"),
        (headings(lambda columns: columns.append("")), "", "not a column"),
    ],
)
def test_a_wrong_heading_is_named(tmp_path: Path, heading: str, column: str, says: str) -> None:
    (fault,) = refusal(AddressBaseCore(written(tmp_path, f"{heading}\nanything\n")))
    assert (fault.line, fault.column) == (1, column)
    assert says in fault.message


def test_a_renamed_column_is_recognised(tmp_path: Path) -> None:
    missing, renamed = refusal(AddressBaseCore(written(tmp_path, core_text([]).replace("postcode", "post_code"))))
    assert missing.column == "postcode"
    assert "Is it postcode?" in renamed.message


def test_a_first_line_that_is_an_address_is_not_quoted(tmp_path: Path) -> None:
    (fault,) = refusal(AddressBaseCore(written(tmp_path, core_text([HOUSE]).split("\n", 1)[1])))
    assert (fault.line, fault.column) == (1, None)


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"uprn": "9.999E+11"}, "uprn", "lost digits"),
        ({"uprn": ""}, "uprn", "empty"),
        ({"single_line_address": " "}, "single_line_address", "empty"),
        ({"postcode": "DT97 1CI"}, "postcode", "not a postcode"),
        ({"easting": "7000000.00"}, "easting", "out of range"),
        ({"last_update_date": "2023-13-01"}, "last_update_date", "not a date"),
        ({"change_code": "D"}, "change_code", "update"),
        ({"northing": ""}, None, "together"),
        ({"street_name": "Tithebarn\0Street"}, "street_name", "control character"),
    ],
)
def test_a_row_with_a_wrong_cell_is_rejected_by_line_and_column(
    tmp_path: Path, cells: dict[str, str], column: str | None, says: str
) -> None:
    batches, rejects = read(AddressBaseCore(core_file(tmp_path, house(uprn="1"), house(**cells))))
    (reject,) = rejects
    assert (reject.line, reject.column) == (3, column)
    assert says in reject.why
    assert [line for batch in batches for line, _ in batch.addresses] == [2]


def test_every_wrong_cell_of_a_row_is_named(tmp_path: Path) -> None:
    _, rejects = read(AddressBaseCore(core_file(tmp_path, house(rpc="x", usrn="y", gss_code="z"))))
    assert sorted((reject.line, reject.column or "") for reject in rejects) == [
        (2, "gss_code"),
        (2, "rpc"),
        (2, "usrn"),
    ]
