import contextlib
import csv
import io
import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core import DefinitionError
from localgov_components.councils import CodeFile, lint_codes

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
DAY = date(2026, 5, 1)


def written(folder: Path, content: str | bytes, name: str = "codes.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def cells(path: Path, *columns: str) -> list[tuple[object, tuple[int, int]]]:
    return [(row[column], row.place(column)) for row in CodeFile(path, columns) for column in columns]


def refusal(path: Path, *columns: str) -> str:
    with pytest.raises(DefinitionError) as caught:
        list(CodeFile(path, columns))
    (fault,) = caught.value.faults
    return str(fault)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_is_read_whatever_divides_it(tmp_path: Path, delimiter: str, end: str, mark: str) -> None:
    text = mark + end.join([f"gss{delimiter}name", f"E07000223{delimiter}Adur", "", f"E07000224{delimiter}Arun", ""])
    assert cells(written(tmp_path, text), "gss", "name") == [
        ("E07000223", (2, 1)),
        ("Adur", (2, 11)),
        ("E07000224", (4, 1)),
        ("Arun", (4, 11)),
    ]


def test_a_cell_of_several_lines_does_not_shift_the_count(tmp_path: Path) -> None:
    text = 'name,gss\n"Adur\nby the ""sea"", south",E07000223\nArun,"E07000224"\n'
    assert cells(written(tmp_path, text), "gss") == [("E07000223", (3, 24)), ("E07000224", (4, 6))]


def test_a_heading_is_found_whatever_its_case_unless_one_is_exact(tmp_path: Path) -> None:
    assert cells(written(tmp_path, "GSS , Gss\na,b\n"), "Gss") == [("b", (2, 3))]
    assert cells(written(tmp_path, " Gss Code ,x\na,b\n"), "gss code") == [("a", (2, 1))]


def test_the_delimiter_is_that_which_finds_the_headings(tmp_path: Path) -> None:
    assert cells(written(tmp_path, "a,b,c;gss\n1,2,3;E07000223\n"), "gss") == [("E07000223", (2, 7))]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "codes.csv, line 1: there is no column 'gss'. It has: "),
        (b"code,name\n", "codes.csv, line 1: there is no column 'gss'. It has: code, name"),
        (b"x" * 200_000 + b"\ny\n", "codes.csv, line 1: there is no column 'gss'. It has: "),
        (b'gss,name\n"' + b"x" * 200_000 + b'",y\n', "codes.csv, line 2: not CSV: field larger than field limit"),
        (b"gss,gss\n", "codes.csv, line 1: the column 'gss' is there 2 times"),
        (b'gss,name\nE07000223,"Adur\n', "codes.csv, line 2: not CSV: unexpected end of data"),
        (b'gss,name\n\n"E07000223"x,Adur\n', "codes.csv, line 3: not CSV: "),
        ("gss\nx\n".encode("utf-16"), "codes.csv: this is UTF-16. Save it as 'CSV UTF-8'"),
        (b"gss\n\x00\n", "codes.csv: a NUL byte: this is not a text file"),
        (b"gss\n\x81\n", "codes.csv: neither UTF-8 nor Windows-1252. Save it as 'CSV UTF-8'"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_and_where(tmp_path: Path, content: bytes, fault: str) -> None:
    assert refusal(written(tmp_path, content), "gss").startswith(fault)


def test_what_is_not_utf_8_is_read_as_windows_1252_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, "gss,name\nW06000001,Ynys Môn\n".encode("cp1252"))
    assert CodeFile(path, ["name"]).encoding == "cp1252"
    assert cells(path, "name") == [("Ynys Môn", (2, 11))]
    assert CodeFile(written(tmp_path, "gss\nô\n"), ["gss"]).encoding == "utf-8-sig"
    assert CodeFile(written(tmp_path, "gss\nô".encode()[:-1]), ["gss"]).encoding == "cp1252"


def test_a_row_of_another_shape_is_a_finding_and_nothing_else_of_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "name,gss\nBarrow, Cumbria,E07000027\nAdur\n\nArun,E07000224\n")
    findings = list(lint_codes(CodeFile(path, ["gss"]), columns=["gss"], on=DAY))
    assert [str(finding) for finding in findings] == [
        "line 2, column gss: row-shape: the row has 3 cells where the first line names 2",
        "line 3, column gss: row-shape: the row has 1 cells where the first line names 2",
    ]


def test_a_file_may_be_read_again(tmp_path: Path) -> None:
    file = CodeFile(written(tmp_path, "gss\nE07000223\n"), ["gss"])
    assert list(file) == list(file) == [{"gss": "E07000223"}]


@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6), delimiter=st.sampled_from(",;\t"))
def test_every_cell_stands_where_it_is_said_to(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([["a", "b", "c"], *rows])
    path = written(tmp_path_factory.mktemp("csv"), target.getvalue())
    lines = list(io.StringIO(target.getvalue(), newline=""))
    read = list(CodeFile(path, ["a", "b", "c"]))
    assert [list(row.values()) for row in read] == rows
    for row in read:
        for name, cell in row.items():
            line, position = row.place(name)
            rest = "".join([lines[line - 1][position - 1 :], *lines[line:]])
            assert rest.startswith('"' + str(cell).replace('"', '""') + '"')


@given(rows=st.lists(st.dictionaries(st.sampled_from(["gss", "name", "other"]), CELLS), max_size=6), data=st.data())
def test_every_value_of_json_stands_where_it_is_said_to(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], data: st.DataObject
) -> None:
    whole = [{"gss": "", "name": ""}, *rows]
    indent = data.draw(st.sampled_from([None, 0, 2]))
    text = json.dumps(whole, indent=indent, ensure_ascii=data.draw(st.booleans()))
    path = written(tmp_path_factory.mktemp("json"), text, "codes.JSON")
    lines = text.split("\n")
    read = list(CodeFile(path, ["gss", "name"]))
    assert [dict(row) for row in read] == [{key: row[key] for key in row if key != "other"} for row in whole]
    for row in read:
        for name, value in row.items():
            line, position = row.place(name)
            found, _ = json.JSONDecoder().raw_decode(lines[line - 1], position - 1)
            assert found == value


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "codes.json, line 1, column 1: expected [, because the file is an array of objects"),
        ('{"gss": []}', "codes.json, line 1, column 1: expected [, because the file is an array of objects"),
        ("[\n1]", "codes.json, line 2, column 1: expected {, because every item is an object"),
        ('[{"gss": "x",}]', "codes.json, line 1, column 14: not JSON: "),
        ('[{"gss" "x"}]', "codes.json, line 1, column 9: expected :, after a key"),
        ("[{1: 2}]", "codes.json, line 1, column 4: a key is text in quotation marks"),
        ('[{"gss": "x"}', "codes.json, line 1, column 14: expected ], at the end of the array, or a comma"),
        ('[{"gss": "x"', "codes.json, line 1, column 13: expected }, at the end of an object, or a comma"),
        ('[{"gss": "x"}] x', "codes.json, line 1, column 16: more text after the end of the array"),
        ('[{"code": "E07000223"}]', "codes.json: no object has the key 'gss'"),
        ('[{"gss": 1, "gss": 2}]', "codes.json, line 1, column 21: the key 'gss' is given twice in one object"),
        ('[{"gss": ' + "[" * 100_000, "codes.json, line 1, column 10: not JSON that can be read"),
        ('[{"gss": ' + "1" * 100_000 + "}]", "codes.json, line 1, column 10: not JSON that can be read"),
    ],
)
def test_json_of_another_shape_is_refused_with_line_and_character(tmp_path: Path, text: str, fault: str) -> None:
    assert refusal(written(tmp_path, text, "codes.json"), "gss").startswith(fault)


@pytest.mark.parametrize("text", ["[]", " [ ] \n", "\ufeff[]"])
def test_an_empty_array_has_no_rows(tmp_path: Path, text: str) -> None:
    assert list(CodeFile(written(tmp_path, text, "codes.json"), ["gss"])) == []


def test_codes_on_one_line_are_repeated_too(tmp_path: Path) -> None:
    path = written(tmp_path, '[{"gss": "E07000223"}, {"gss": "E07000223"}]', "codes.json")
    (finding,) = lint_codes(CodeFile(path, ["gss"]), columns=["gss"], on=DAY)
    assert (str(finding), finding.position) == ("line 1, column gss: duplicated: it is in line 1 already", 32)


def test_an_object_without_the_key_has_no_code(tmp_path: Path) -> None:
    text = '[{}, {"gss": null, "other": {"gss": [1]}},\n {"gss": "E07000223"}]'
    file = CodeFile(written(tmp_path, text, "codes.json"), ["gss"])
    findings = list(lint_codes(file, columns=["gss"], on=DAY))
    assert [str(finding) for finding in findings] == ["line 1, column gss: missing: there is no code"] * 2
    assert [finding.position for finding in findings] == [2, 14]


@given(st.binary(max_size=60), st.sampled_from(["codes.csv", "codes.json"]))
def test_any_bytes_are_rows_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str) -> None:
    head = b"gss,name\n" if name.endswith("csv") else b'[{"gss": "E07000223"}, '
    path = written(tmp_path_factory.mktemp("any"), head + content, name)
    with contextlib.suppress(DefinitionError):
        for finding in lint_codes(CodeFile(path, ["gss"]), columns=["gss"], on=DAY):
            assert finding.line >= 1


def test_a_mark_inside_a_cell_that_does_not_begin_with_one_is_a_character(tmp_path: Path) -> None:
    text = 'name,gss\nthe 12" road,E07000223\n"the 12"" road, south",E07000224\n'
    assert cells(written(tmp_path, text), "gss") == [("E07000223", (2, 14)), ("E07000224", (3, 24))]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_heading_may_stand_on_two_lines(tmp_path: Path, delimiter: str) -> None:
    text = f'"name\r\n(official)"{delimiter}"GSS\r\ncode"\r\nAdur{delimiter}E07000223\r\n'
    path = written(tmp_path, text)
    assert cells(path, "gss code") == [("E07000223", (4, 6))]
    assert refusal(path, "ons") == "codes.csv, line 1: there is no column 'ons'. It has: name (official), GSS code"


def test_places_in_one_long_line_of_json_are_found_in_time_that_grows_with_it(tmp_path: Path) -> None:
    def seconds(number: int) -> float:
        rows = json.dumps([{"gss": "E07999999", "name": "x" * 100}] * number)
        file = CodeFile(written(tmp_path, rows, "codes.json"), ["gss"])
        begun = time.process_time()
        assert [row.place("gss")[0] for row in file] == [1] * number
        return time.process_time() - begun

    assert min(seconds(16_000) for _ in range(2)) < 12 * min(seconds(4_000) for _ in range(2)) + 0.05
