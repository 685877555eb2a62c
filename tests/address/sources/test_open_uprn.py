from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.sources.reads import read, refusal, written

from localgov_components.address import OpenUprn
from localgov_components.address.rejects import Rejects
from localgov_components.address.sources import open_uprn

HEADINGS = "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE"
SOUND = "1,333000.50,81000.25,50.6250000,-2.9480000"
POINT = (1, 33_300_050, 8_100_025, 506_250_000, -29_480_000)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_points_are_whole_numbers(tmp_path: Path, mark: str, end: str) -> None:
    ((batch,), rejects) = read(OpenUprn(written(tmp_path, f"{mark}{HEADINGS}{end}{SOUND}{end}")))
    assert (list(batch.points), list(batch.point_lines), rejects) == ([POINT], [2], [])


def test_columns_may_come_in_another_order(tmp_path: Path) -> None:
    text = "LONGITUDE,uprn,LATITUDE,Y_COORDINATE,X_COORDINATE\n-2.948,1,50.625,81000.25,333000.5\n"
    ((batch,), _) = read(OpenUprn(written(tmp_path, text)))
    assert list(batch.points) == [POINT]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("0,1,1,50,-2", "uprn"),
        ("1000000000000,1,1,50,-2", "uprn"),
        ("1_0,1,1,50,-2", "uprn"),
        ("1.5,1,1,50,-2", "uprn"),
        (",1,1,50,-2", "uprn"),
        (f"{'0' * 5_000}1,1,1,50,-2", "uprn"),
        ("1,-1,1,50,-2", "x_coordinate"),
        ("1,nan,1,50,-2", "x_coordinate"),
        ("1,1e3,1,50,-2", "x_coordinate"),
        ("1,1,1300001,50,-2", "y_coordinate"),
        ("1,1,1,48.9,-2", "latitude"),
        ("1,1,1,50,3.1", "longitude"),
        ("1,1,1,50,", "longitude"),
        ("1,1,1,50", None),
        ("1,1,1,50,-2,5", None),
    ],
)
def test_a_row_that_is_no_point_is_rejected_and_its_neighbours_are_kept(
    tmp_path: Path, row: str, column: str | None
) -> None:
    ((batch,), rejects) = read(OpenUprn(written(tmp_path, f"{HEADINGS}\n{SOUND}\n{row}\n\n2,.5,1.,50,-.5\n")))
    assert [(reject.line, reject.column) for reject in rejects] == [(3, column)]
    assert list(batch.points) == [POINT, (2, 50, 100, 500_000_000, -5_000_000)]
    assert list(batch.point_lines) == [2, 5]


def test_quotation_marks_round_cells_are_read(tmp_path: Path) -> None:
    quoted = ",".join(f'"{cell}"' for cell in SOUND.split(","))
    ((batch,), rejects) = read(OpenUprn(written(tmp_path, f"{HEADINGS}\n{quoted}\n")))
    assert (list(batch.points), rejects) == ([POINT], [])


def test_a_return_within_a_line_divides_no_rows(tmp_path: Path) -> None:
    rows = f"{SOUND}\r\n{SOUND.replace('1', '2', 1)}\r{SOUND.replace('1', '3', 1)}\r\n{SOUND.replace('1', '4', 1)}\r"
    batches, rejects = read(OpenUprn(written(tmp_path, f"{HEADINGS}\r\n{rows}")))
    points = [
        (line, point[0]) for batch in batches for line, point in zip(batch.point_lines, batch.points, strict=True)
    ]
    assert points == [(2, 1), (4, 4)]
    assert [(reject.line, reject.column) for reject in rejects] == [(3, None)]


def test_quotation_marks_round_headings_are_read(tmp_path: Path) -> None:
    headings = HEADINGS.replace(",", '","')
    ((batch,), _) = read(OpenUprn(written(tmp_path, f'"{headings}"\n{SOUND}\n')))
    assert list(batch.points) == [POINT]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_another_delimiter_is_refused_by_its_name(tmp_path: Path, delimiter: str) -> None:
    (fault,) = refusal(OpenUprn(written(tmp_path, f"{HEADINGS}\n{SOUND}\n".replace(",", delimiter))))
    assert (fault.line, "divided by commas" in fault.message) == (1, True)


@pytest.mark.parametrize("end", ["2,3330", "2,333000.50,81000.25,50.6250000", "2,333000.50,81000.25,50.6250000,-"])
def test_a_last_line_that_breaks_off_refuses_the_file(tmp_path: Path, end: str) -> None:
    (fault,) = refusal(OpenUprn(written(tmp_path, f"{HEADINGS}\r\n{SOUND}\r\n{end}")))
    assert (fault.line, "cut short" in fault.message) == (3, True)


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n ", "\n,,,,"])
def test_a_last_line_may_lack_its_end_or_be_empty(tmp_path: Path, end: str) -> None:
    batches, rejects = read(OpenUprn(written(tmp_path, f"{HEADINGS}\n{SOUND}{end}")))
    assert [point for batch in batches for point in batch.points] == [POINT]
    assert rejects == []


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    faults = refusal(OpenUprn(written(tmp_path, "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE\n1,1,1,50\n")))
    assert [fault.column for fault in faults] == ["longitude"]


CELL = st.sampled_from(
    ["1", "12", "0", "", "-1", "50", "50.1234567", "-2", "3", "1e5", "nan", "1_0", " 1", "x", "\uff17"]
)


@given(st.lists(st.lists(CELL, min_size=4, max_size=6).map(",".join), min_size=1, max_size=6))
def test_what_the_fast_way_takes_the_careful_way_takes_too(rows: list[str]) -> None:
    text, lines, order = "\n".join([*rows, ""]).encode(), range(2, len(rows) + 2), [0, 1, 2, 3, 4]
    rejects, others = Rejects(), Rejects()
    fast = open_uprn._batch(text, order, lines, rejects)  # noqa: SLF001 - either way
    careful = open_uprn._checked_batch(text, order, lines, others)  # noqa: SLF001 - and the other
    assert (list(fast.points), list(fast.point_lines)) == (list(careful.points), list(careful.point_lines))
    assert (fast.read, rejects.take()) == (careful.read, others.take())
