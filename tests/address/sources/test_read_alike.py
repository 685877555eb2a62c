"""Lists that a gazetteer is built from and lists that are matched are read by two rooms, and alike."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.table import SourceTable
from localgov_components.core import DefinitionError
from localgov_components.tables.blanks import heading
from localgov_components.tables.csv_table import CsvTable
from localgov_components.tables.first_line import named_of
from localgov_components.tables.table import open_table

WANTED = ("uprn", "address", "postcode")
CELLS = st.sampled_from(
    [
        "UPRN",
        "Address",
        "postcode",
        "1",
        "12 Mill Lane",
        "a;b",
        "a, b",
        "a|b",
        "x\ty",
        'so "called"',
        "",
        " ",
        "Tŷ",
        "two\nlines",
    ]
)
LINES = st.lists(CELLS, min_size=1, max_size=5)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])


def built(path: Path) -> tuple[list[str], list[list[str]]] | None:
    """Headings and sound rows as a build reads them; None for a file that is refused.

    A row that is not CSV is a reject of a build, and refuses a file that is matched, as it does one about people.
    """
    rejects = Rejects()
    try:
        table = SourceTable(SourceReading(path), named_of(WANTED))
        rows = [cells for _, cells in table.rows(rejects) if cells is not None]
    except DefinitionError:
        return None
    is_csv = not any(reject.why.startswith("not CSV") for reject in rejects.take())
    return (list(map(heading, table.first)), rows) if is_csv else None


def matched(path: Path) -> tuple[list[str], list[list[str]]] | None:
    """The same as matching reads them."""
    try:
        table = CsvTable(path, wanted=WANTED)
        headings = list(table.headings)
        names = [f"{place}" for place, _ in enumerate(headings)]
        table.headings = names  # a name may be there twice
        return headings, [list(row) for batch in table.batches(names, rows=100) for row in batch.frame.iter_rows()]
    except DefinitionError:
        return None


def written(lines: list[list[str]], divider: str, end: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=divider, lineterminator=end).writerows(lines)
    return text.getvalue()


@given(
    st.sampled_from(["", "\n", " \r\n\n", "sep=;\n", "SEP=|\r\n", "sep=,\n\n"]),
    st.lists(LINES, max_size=2),
    st.lists(LINES, min_size=1, max_size=5),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    ENCODINGS,
)
@example("", [["A title"]], [["UPRN", "Address"], ["1", "a, b"]], ",", "\n", "utf-8")
@example("", [], [["a;b\tc"], ["1;2\t3"]], ",", "\n", "utf-8")
@example("", [], [["UPRN", "Address, all of it, in one"], ["1", "2"]], ";", "\n", "utf-8")
@example("sep=;\n", [], [["a", "b,c,d"], ["1", "2"]], ";", "\n", "utf-8")
def test_headings_and_rows_are_the_same(
    before: str, title: list[list[str]], lines: list[list[str]], divider: str, end: str, encoding: str
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes((before + written([*title, *lines], divider, end)).encode(encoding))
        assert built(path) == matched(path)


@pytest.mark.parametrize("title", ["Addresses of Ambleford", "Addresses of Ambleford,,", "Ambleford\n\n,,"])
def test_a_title_above_the_headings_is_told_in_the_same_words(tmp_path: Path, title: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{title}\nUPRN,Address,Postcode\n1,2 Mill Lane,DT97 1AA\n", encoding="utf-8")
    told = []
    for read in (lambda: SourceTable(SourceReading(path), named_of(WANTED)), lambda: open_table(path, wanted=WANTED)):
        with pytest.raises(DefinitionError) as refused:
            read()
        told += [each.message for each in refused.value.faults]
    assert told == [f"the headings seem to be on line {title.count(chr(10)) + 2}. Delete what stands above them"] * 2
