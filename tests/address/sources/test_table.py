from pathlib import Path

import pytest
from tests.address.sources.reads import written

from localgov_components.address.rejects import Reject, Rejects
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.table import SourceTable, TableRow, heading_key
from localgov_components.core import DefinitionError


def rows_of(path: Path, *, after: int = 0) -> tuple[list[TableRow], list[Reject]]:
    rejects = Rejects()
    rows = list(SourceTable(SourceReading(path, after=after)).rows(rejects))
    return rows, rejects.take()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = written(tmp_path, f'uprn{delimiter}"address, in a line"\n1{delimiter}"10, Mill Lane"\n')
    assert rows_of(path) == ([(2, ["1", "10, Mill Lane"])], [])


def test_a_hint_for_excel_is_passed_over(tmp_path: Path) -> None:
    table = SourceTable(SourceReading(written(tmp_path, "sep=;\nuprn;address\n1;a\n")))
    assert table.first == ["uprn", "address"]
    assert list(table.rows(Rejects())) == [(3, ["1", "a"])]


def test_rows_come_with_the_line_they_start_on(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,b\r\n1,x\r\n2,"two\r\nlines"\r\n\r\n,\r\n3,y\r\n')
    assert rows_of(path) == ([(2, ["1", "x"]), (3, ["2", "two\r\nlines"]), (7, ["3", "y"])], [])


def test_rows_that_an_earlier_build_has_are_passed_over_with_their_rejects(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n1,x\n2\n3,y\n4\n5,z\n")
    assert rows_of(path, after=4) == (
        [(5, None), (6, ["5", "z"])],
        [Reject(5, None, "1 cell where the first line has 2.")],
    )


def test_a_row_with_too_few_or_too_many_cells_is_rejected(tmp_path: Path) -> None:
    rows, rejects = rows_of(written(tmp_path, "a,b\n1\n1,2,3\n1,2\n"))
    assert rows == [(2, None), (3, None), (4, ["1", "2"])]
    assert [(reject.line, reject.why[:8]) for reject in rejects] == [(2, "1 cell w"), (3, "3 cells ")]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ('"closed"wrongly,2', "something follows the quotation mark that closes a cell; write one of the text"),
        ('"never closed,2', "a quotation mark is not closed."),
        ('1,"' + "x" * 200_000 + '"', "a cell is too long."),
    ],
)
def test_a_line_that_is_not_csv_costs_no_other(tmp_path: Path, bad: str, why: str) -> None:
    others = "".join(f"{number},y\n" for number in range(200))
    rows, rejects = rows_of(written(tmp_path, f"a,b\n1,x\n{bad}\n{others}"))
    assert rows[:3] == [(2, ["1", "x"]), (3, None), (4, ["0", "y"])]
    assert len(rows) == 202
    assert [reject.line for reject in rejects] == [3]
    assert rejects[0].why.startswith(f"not CSV: {why}")


def test_many_lines_that_are_not_csv_are_each_a_reject(tmp_path: Path) -> None:
    rows, rejects = rows_of(written(tmp_path, "a,b\n" + '"open,1\n' * 301 + "1,2\n"))
    assert sum(cells is None for _, cells in rows) == len(rejects) > 0
    read = {line for line, _ in rows}
    assert max(read) == 303


@pytest.mark.parametrize("end", ["2", '"2,Mill La'])
def test_a_last_line_that_breaks_off_refuses_the_file(tmp_path: Path, end: str) -> None:
    with pytest.raises(DefinitionError, match="line 3: cut short"):
        rows_of(written(tmp_path, f"a,b\n1,x\n{end}"))
    rows, rejects = rows_of(written(tmp_path, f"a,b\n1,x\n{end}\n"))
    assert (rows[-1], len(rejects)) == ((3, None), 1)


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", " \r\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(DefinitionError, match="nothing in it"):
        rows_of(written(tmp_path, content))


def test_headings_are_compared_without_case_spaces_and_punctuation() -> None:
    assert {heading_key(text) for text in ("UPRN No.", "uprn_no", " Uprn-No ")} == {"uprnno"}
