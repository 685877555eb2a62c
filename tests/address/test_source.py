import codecs
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.address.core_files import COLUMNS, EXAMPLES, HOUSE, core_file, core_text, house

from localgov_components.address.source import AddressBaseCore
from localgov_components.core import DefinitionError, Fault

SECRETS = ("Tithebarn", "Ambleford", "DT97", "9999000", "333000")


def faults_of(path: Path) -> tuple[Fault, ...]:
    source = AddressBaseCore(path)
    list(source)
    with pytest.raises(DefinitionError) as refused:
        source.faults.raise_if_any()
    assert not [secret for secret in SECRETS if secret in str(refused.value)]
    return refused.value.faults


def where(path: Path) -> list[tuple[int | None, str | int | None]]:
    return [(fault.line, fault.column) for fault in faults_of(path)]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "addresses.csv"
    path.write_bytes(content)
    return path


def test_rows_come_with_the_line_they_start_on(tmp_path: Path) -> None:
    text = core_text([HOUSE, house(uprn="2", organisation="Two\nlines"), house(uprn="3")]).replace("\n", "\r\n")
    source = AddressBaseCore(written(tmp_path, text.encode() + b"\r\n"))
    rows = list(source)
    assert [row.line for row in rows] == [2, 3, 5]
    assert [row.address and row.address.organisation for row in rows] == [None, "Two lines", None]
    assert source.faults.count == 0


def test_the_checksum_is_of_the_file() -> None:
    source = AddressBaseCore(EXAMPLES)
    list(source)
    assert source.sha256 == hashlib.sha256(EXAMPLES.read_bytes()).hexdigest()


def test_columns_are_known_by_name_in_any_order_and_case_with_or_without_a_mark(tmp_path: Path) -> None:
    text = core_text([HOUSE], columns=reversed(COLUMNS))
    heading, rest = text.split("\n", 1)
    path = written(tmp_path, codecs.BOM_UTF8 + f" {heading.upper()} \n{rest}".encode())
    (row,) = AddressBaseCore(path)
    assert row.address
    assert (row.address.building_number, row.address.gss_code) == ("12A", "E07999001")


def test_progress_ends_with_the_whole_file(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = core_file(tmp_path, *(house(uprn=str(number)) for number in range(1, 2501)))
    list(AddressBaseCore(path, progress=lambda done, total: told.append((done, total))))
    size = path.stat().st_size
    assert [total for _, total in told] == [size] * 3
    assert 0 < told[0][0] < told[1][0] < told[2][0] == size


def test_a_row_does_not_show_its_uprn(tmp_path: Path) -> None:
    (row,) = AddressBaseCore(core_file(tmp_path, HOUSE))
    assert "9999" not in repr(row)


def headings(change: Callable[[list[str]], object]) -> str:
    columns = list(COLUMNS)
    change(columns)
    return ",".join(columns)


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
    (fault,) = faults_of(written(tmp_path, f"{heading}\nanything\n".encode()))
    assert (fault.line, fault.column) == (1, column)
    assert says in fault.message


def test_a_renamed_column_is_recognised(tmp_path: Path) -> None:
    missing, renamed = faults_of(written(tmp_path, core_text([]).replace("postcode", "post_code").encode()))
    assert missing.column == "postcode"
    assert "Is it postcode?" in renamed.message


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_file_with_another_delimiter_has_no_headings(tmp_path: Path, delimiter: str) -> None:
    (fault,) = faults_of(written(tmp_path, core_text([HOUSE]).replace(",", delimiter).encode()))
    assert "separated by commas" in fault.message


def test_a_first_line_that_is_an_address_is_not_quoted(tmp_path: Path) -> None:
    body = core_text([HOUSE]).split("\n", 1)[1]
    assert where(written(tmp_path, body.encode())) == [(1, None)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "nothing in it"),
        (codecs.BOM_UTF8, "must name the columns"),
        (core_text([]).encode(), "no addresses under"),
        (core_text([]).encode() + b"\n\n", "no addresses under"),
        (core_text([HOUSE]).encode("utf-16"), "UTF-16"),
        (b"x" * 1_000_001, "this is not CSV"),
        (core_text([HOUSE]).encode() + b'"never closed\n', "not CSV"),
        (core_text([HOUSE]).encode() + b'"closed"wrongly\n', "not CSV"),
        (core_text([HOUSE]).encode() + b'"' + b"x" * 200_000 + b'"\n', "not CSV"),
    ],
)
def test_what_is_not_such_a_file_is_one_fault(tmp_path: Path, content: bytes, says: str) -> None:
    (fault,) = faults_of(written(tmp_path, content))
    assert says in fault.message


def test_utf_16_without_a_mark_is_recognised_by_its_nul_bytes(tmp_path: Path) -> None:
    assert "NUL byte" in faults_of(written(tmp_path, core_text([HOUSE]).encode("utf-16-le")))[0].message


def test_every_line_that_is_not_utf_8_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = [
        house(uprn="1", street_name="Weaver’s Row"),
        house(uprn="2"),
        house(uprn="3", street_name="Tŷ"),
        house(uprn="x"),
    ]
    content = core_text(rows).replace("ŷ", "\udcff").encode("cp1252", errors="surrogateescape")
    faults = faults_of(written(tmp_path, content))
    assert [fault.line for fault in faults] == [2, 4, 5]
    assert "0x92" in faults[0].message
    assert "CSV UTF-8" in faults[0].message


def test_a_nul_byte_is_named_once(tmp_path: Path) -> None:
    content = core_text([house(street_name="Tithebarn\0Street")])
    assert where(written(tmp_path, content.encode())) == [(2, None)]


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"uprn": "9.999E+11"}, "uprn", "lost digits"),
        ({"uprn": ""}, "uprn", "empty"),
        ({"single_line_address": " "}, "single_line_address", "empty"),
        ({"postcode": "DT97 1CI"}, "postcode", "not a postcode"),
        ({"easting": "7000000.00"}, "easting", "out of range"),
        ({"last_update_date": "2023-13-01"}, "last_update_date", "not a date"),
        ({"change_code": "D"}, "change_code", "full supply"),
        ({"northing": ""}, None, "together"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column(
    tmp_path: Path, cells: dict[str, str], column: str | None, says: str
) -> None:
    (fault,) = faults_of(core_file(tmp_path, house(uprn="1"), house(**cells)))
    assert (fault.source, fault.line, fault.column) == ("addresses.csv", 3, column)
    assert says in fault.message


def test_every_wrong_cell_of_a_row_is_named(tmp_path: Path) -> None:
    path = core_file(tmp_path, house(rpc="x", usrn="y", gss_code="z"))
    assert sorted(where(path)) == [(2, "gss_code"), (2, "rpc"), (2, "usrn")]


@pytest.mark.parametrize(("line", "cells"), [("999900000017,,", 3), (core_text([HOUSE]).split("\n")[1] + ",", 28)])
def test_a_row_with_too_few_or_too_many_cells_is_named(tmp_path: Path, line: str, cells: int) -> None:
    (fault,) = faults_of(written(tmp_path, f"{core_text([house(uprn='1')])}{line}\n".encode()))
    assert (fault.line, fault.message) == (3, f"{cells} cells where the first line names 27.")


@pytest.mark.parametrize("change", ["append", "truncate", "touch"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, change: str) -> None:
    path = core_file(tmp_path, *(house(uprn=str(number)) for number in range(1, 500)))
    source = AddressBaseCore(path)
    rows = iter(source)
    next(rows)
    if change == "append":
        with path.open("a", encoding="utf-8") as file:
            file.write(core_text([house(uprn="9999")]).split("\n", 1)[1])
    elif change == "truncate":
        content = path.read_bytes()
        path.write_bytes(content[: content.rindex(b"\n", 0, 70_000) + 1])
    else:
        path.touch()
    list(rows)
    with pytest.raises(DefinitionError, match="changed while it was read"):
        source.faults.raise_if_any()


@pytest.mark.parametrize("name", ["absent.csv", "."])
def test_what_cannot_be_read_is_a_fault(tmp_path: Path, name: str) -> None:
    (fault,) = faults_of(tmp_path / name)
    assert "cannot be read" in fault.message


def test_a_fault_of_the_progress_display_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    def display(*_: int) -> None:
        raise BrokenPipeError

    source = AddressBaseCore(core_file(tmp_path, HOUSE), progress=display)
    with pytest.raises(BrokenPipeError):
        list(source)
    assert source.faults.count == 0
