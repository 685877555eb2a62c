import csv
import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.councils.small_register import TABLES, write

from localgov_components.core import DefinitionError
from localgov_components.councils import Register
from localgov_components.councils.contents import read_contents

DATA = Path(read_contents.__code__.co_filename).with_name("data")
FILES = sorted(path.name for path in DATA.iterdir())


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package's register, in which a test may change a file and must put it back."""
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("register") / "data"))


def refused(folder: Path) -> DefinitionError:
    with pytest.raises(DefinitionError) as caught:
        Register.load(folder)
    return caught.value


def faults(folder: Path, table: str, old: str, new: str) -> list[str]:
    """What is said of the small register after one replacement in one table."""
    assert TABLES[table].count(old) >= 1
    return [str(fault) for fault in refused(write(folder, {table: TABLES[table].replace(old, new, 1)})).faults]


def test_a_register_of_ones_own_is_loaded(tmp_path: Path) -> None:
    register = Register.load(write(tmp_path))
    assert [council.slug for council in register.on(date(2023, 4, 1))] == ["brackwater", "coldshire", "westmarch"]
    assert (register.compiled, register.attribution) == (date(2026, 1, 1), ("Invented.",))
    assert register.sources[0].name == "Nobody"


@pytest.mark.parametrize(
    ("table", "old", "new", "fault"),
    [
        ("councils.csv", ",nation,", ",", "councils.csv, line 1, column nation: this column is missing"),
        ("councils.csv", ",nation,", ",nation,mood,", "councils.csv, line 1, column 5: column 5 is none of this table"),
        ("councils.csv", "slug,name,", "name,slug,", "councils.csv, line 1: the columns are not in order: slug,name,"),
        ("councils.csv", "\nwestmarch,", "\nWestmarch,", "councils.csv, line 5, column slug: not a slug"),
        ("councils.csv", "Coldshire County Council", "", "councils.csv, line 4, column name: this cell is empty"),
        ("councils.csv", "Coldshire County", "Coldshire  County", "councils.csv, line 4, column name: a space before"),
        ("councils.csv", "england", "England", "councils.csv, line 2, column nation: not one of england, wales"),
        ("councils.csv", "county,", "shire,", "councils.csv, line 4, column kind: not one of county, district"),
        ("councils.csv", "2023-03-31", "2023-02-30", "councils.csv, line 2, column end: not a date such as"),
        ("councils.csv", "2023-03-31", "20230331", "councils.csv, line 2, column end: not a date such as"),
        (
            "councils.csv",
            "unitary,2023-04-01,,",
            "unitary,2023-04-01,2022-01-01,",
            "line 5, column end: the end is bef",
        ),
        ("councils.csv", "9902", "902", "councils.csv, line 4, column local_custodian_code: not four digits"),
        ("councils.csv", "westmarch,\n", "westmarch;eastmarch,\n", "column successors: slugs out of order or twice"),
        ("councils.csv", "westmarch,\n", "West march,\n", "column successors: not slugs divided by semicolons"),
        ("councils.csv", "westmarch,\n", "eastmarch,\n", "column successors: no council has the slug 'eastmarch'"),
        ("councils.csv", "westmarch,\n", "ambleford,\n", "successors go round in a circle at 'ambleford'"),
        (
            "councils.csv",
            "county,,,,",
            "county,,,westmarch,",
            "column successors: successors of a body that does not end",
        ),
        ("councils.csv", "\ncoldshire,", "\naldshire,", "line 4, column slug: out of order: rows are sorted by slug"),
        ("councils.csv", "\ncoldshire,", "\nbrackwater,", "line 4, column slug: a second row for the same slug"),
        ("councils.csv", ",,,,9901", ",,,9901", "councils.csv, line 3: 8 cells where the first line names 9"),
        ("councils.csv", "Brackwater", '"Brackwater', "councils.csv, line 3: not CSV: unexpected end of data"),
        ("area_codes.csv", "E10999001", "E1099900", "area_codes.csv, line 5, column gss_code: not a code of nine"),
        ("area_codes.csv", "coldshire,", "coldmoor,", "area_codes.csv, line 5, column slug: no council has the slug"),
        ("area_codes.csv", "2013-03-31", "2013-04-01", "line 4, column start: another code of this council holds"),
        ("area_codes.csv", "E06999001", "E10999001", "line 6, column gss_code: another council has this code"),
        (
            "area_codes.csv",
            "01,2023-03-31",
            "01,",
            "area_codes.csv, line 2, column end: this code outlives its council",
        ),
        ("area_codes.csv", "2023-04-01", "2023-03-01", "area_codes.csv, line 6, column start: this code is older than"),
        ("former_names_and_kinds.csv", "2013-01-01", "2013-01-02", "line 3, column start: a row of this body does not"),
        ("former_names_and_kinds.csv", "Borough", "Town", "line 3, column name: the last row is not what councils.csv"),
        (
            "former_names_and_kinds.csv",
            "district,,2012",
            "district,2010-01-01,2012",
            "column start: the first row does",
        ),
        (
            "district_counties.csv",
            "brackwater,coldshire",
            "brackwater,westmarch",
            "column county: this body was never a",
        ),
        ("district_counties.csv", "ambleford,coldshire\n", "", None),
        ("structural_changes.csv", "2023-04-01", "2023-04-02", "column predecessors: 'ambleford' does not end the day"),
        ("structural_changes.csv", "2023-04-01", "", "structural_changes.csv, line 2, column date: this cell is empty"),
        (
            "structural_changes.csv",
            ",westmarch,,",
            ",westmarch,coldshire,",
            "column continuing: a body that goes on is",
        ),
        ("structural_changes.csv", ",westmarch,,", ",coldshire,,", "column successors: 'coldshire' does not begin on"),
        (
            "responsibilities.csv",
            "yes,438",
            "maybe,438",
            "responsibilities.csv, line 2, column answers: not one of yes",
        ),
        ("responsibilities.csv", "yes,438", "yes,438a", "line 2, column lgsl_ids: not numbers divided by semicolons"),
        ("responsibilities.csv", "no,524", "no,438;524", "column lgsl_ids: 438 is an id of libraries too"),
        ("responsibilities.csv", "county,libraries", "county,Libraries", "column service_family: not a name"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_column(
    tmp_path: Path, table: str, old: str, new: str, fault: str | None
) -> None:
    if fault is None:
        assert len(Register.load(write(tmp_path, {table: TABLES[table].replace(old, new, 1)}))) == 4
    else:
        found = faults(tmp_path, table, old, new)
        assert any(fault in each for each in found), found


def test_every_mistake_is_listed_at_once(tmp_path: Path) -> None:
    changed = {
        "councils.csv": TABLES["councils.csv"].replace("england", "mercia").replace("9902", "x"),
        "responsibilities.csv": TABLES["responsibilities.csv"].replace("no,", "nay,"),
    }
    assert len(refused(write(tmp_path, changed)).faults) == 4 + 1 + 2


def test_a_circle_of_several_bodies_is_refused(tmp_path: Path) -> None:
    text = TABLES["councils.csv"].replace("westmarch,,england,unitary,2023-04-01,,,", "")
    text = text.replace("unitary,2023-04-01,,,9903", "unitary,2023-04-01,2024-01-01,ambleford,9903")
    found = [str(fault) for fault in refused(write(tmp_path, {"councils.csv": text})).faults]
    assert "councils.csv, line 2, column successors: successors go round in a circle at 'ambleford'" in found


def test_a_newer_format_is_refused_with_what_to_do_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path)
    path = tmp_path / "manifest.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("format = 1", "format = 2\nmood = 1"), encoding="utf-8")
    (fault,) = refused(tmp_path).faults
    assert (fault.source, fault.column) == ("manifest.toml", "format")
    assert fault.message == "made for format 2; this version reads 1: update localgov-components"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("format = 1", "format = 0", "column format: there was never a format 0"),
        ("format = 1", "format = true", "column format: not a int"),
        ("format = 1", "", "column format: this is missing"),
        ("\n[source", "\n[source.x]\n[source.x.y]\n[source", "column x.y: there is no such key in this format"),
        ('[file."councils.csv"]', '[file]\nx = 1\n[file."councils.csv"]', "column file.x: not a table"),
        ("compiled = 2026-01-01", "compiled = 2026-01-01T00:00:00Z", "column compiled: not a date"),
        ('["Invented."]', "[1]", "column attribution: not a list of texts"),
        ("format = 1", "format = 1\nmood = 1", "column mood: there is no such key in this format"),
        ('[file."councils.csv"]', '[file."council.csv"]', "column file.councils.csv: this file is not listed"),
        ("rows = 4", 'rows = "4"', "column councils.csv.rows: not a int"),
        ('licence = "none"', "", "column Nobody.licence: this is missing"),
        ("format = 1", "format 1", "not TOML in UTF-8"),
        ("sources = 1", "sources = 2", "column sources: 1 sources where 2 are said to be"),
    ],
)
def test_a_mistake_in_the_manifest_is_named_by_key(tmp_path: Path, old: str, new: str, fault: str) -> None:
    path = write(tmp_path) / "manifest.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert fault in str(refused(tmp_path))


@pytest.mark.parametrize("name", FILES)
def test_an_absent_file_is_named(copy: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(copy, tmp_path / "register"))
    (folder / name).unlink()
    (fault,) = refused(folder).faults
    assert fault.source == name
    assert "cannot be read" in fault.message


@given(st.data())
def test_a_file_cut_anywhere_is_refused(copy: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    whole = (copy / name).read_bytes()
    _refused_when(copy, name, whole[: data.draw(st.integers(0, len(whole) - 1))])


@given(st.data())
def test_a_file_with_two_lines_swapped_is_refused(copy: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([each for each in FILES if each.endswith(".csv")]))
    lines = (copy / name).read_bytes().splitlines(keepends=True)
    one, other = data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=2, max_size=2, unique=True))
    lines[one], lines[other] = lines[other], lines[one]
    error = _refused_when(copy, name, b"".join(lines))
    assert any(fault.line is not None for fault in error.faults)


@given(st.data())
def test_a_file_without_one_of_its_columns_is_refused(copy: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([each for each in FILES if each.endswith(".csv")]))
    rows = list(csv.reader((copy / name).read_text(encoding="utf-8").splitlines()))
    dropped = data.draw(st.integers(0, len(rows[0]) - 1))
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows([*row[:dropped], *row[dropped + 1 :]] for row in rows)
    error = _refused_when(copy, name, target.getvalue().encode())
    assert any(fault.line == 1 and fault.message == "this column is missing" for fault in error.faults)


@given(st.data())
def test_a_file_with_any_bytes_changed_is_refused(copy: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([each for each in FILES if each.endswith(".csv")]))
    whole = (copy / name).read_bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    put = data.draw(st.binary(max_size=8))
    if (changed := whole[:start] + put + whole[start + len(put) :]) != whole:
        _refused_when(copy, name, changed)


@given(st.binary(max_size=400))
def test_a_manifest_of_any_bytes_is_refused(copy: Path, content: bytes) -> None:
    _refused_when(copy, "manifest.toml", content)


def _refused_when(folder: Path, name: str, content: bytes) -> DefinitionError:
    whole = (folder / name).read_bytes()
    try:
        (folder / name).write_bytes(content)
        error = refused(folder)
    finally:
        (folder / name).write_bytes(whole)
    assert all(fault.source in FILES for fault in error.faults)
    assert name in {fault.source for fault in error.faults}
    return error
