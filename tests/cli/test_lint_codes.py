"""`localgov lint-codes`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Localgov

CODES = "gss;name\nE07000223;Adur\nE07000154;Northampton\nE07000223;Adur\n"


@pytest.fixture
def codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of codes in the current folder, with one retired and one repeated."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "codes.csv"
    path.write_text(CODES, encoding="utf-8")
    return path


def test_a_clean_file_ends_with_0(run: Localgov, codes: Path) -> None:
    codes.write_text("gss\nE07000223\n", encoding="utf-8")
    result = run("lint-codes", "codes.csv", "--column", "gss", "--on", "2026-05-01")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "codes.csv: no findings" in result.stderr


def test_findings_are_shown_line_by_line_and_end_with_1(run: Localgov, codes: Path) -> None:
    result = run("lint-codes", "codes.csv", "--column", "gss", "--name-column", "name", "--on", "2026-05-01")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        (
            "codes.csv, line 3, column gss: retired: ended on 2021-03-31 with Northampton Borough Council; "
            "now West Northamptonshire Council (E06000062)"
        ),
        "codes.csv, line 4, column gss: duplicated: it is in line 2 already",
    ]


def test_the_day_decides_and_repeats_may_be_allowed(run: Localgov, codes: Path) -> None:
    assert run("lint-codes", "codes.csv", "--column", "gss", "--on", "2020-05-01", "--allow-repeats").exit_code == 0


def test_annotations_name_file_line_and_character(run: Localgov, codes: Path) -> None:
    result = run("lint-codes", "codes.csv", "--column", "gss", "--on", "2026-05-01", "--format", "github")
    assert result.stdout.splitlines()[1] == (
        "::warning file=codes.csv,line=4,col=1,title=gss%3A duplicated::it is in line 2 already"
    )


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_form_for_programs_is_whole_and_alone_on_the_screen(run: Localgov, codes: Path, form: str) -> None:
    result = run("lint-codes", "codes.csv", "--column", "gss", "--on", "2026-05-01", "--format", form)
    assert result.exit_code == 1
    read = json.loads(result.stdout)
    assert len(read if form == "json" else read["runs"][0]["results"]) == 2


def test_several_columns_are_checked(run: Localgov, codes: Path) -> None:
    codes.write_text("new,old\nE07000242,E07000097\n", encoding="utf-8")
    result = run("lint-codes", "codes.csv", "--column", "new", "--column", "old", "--on", "2026-05-01")
    assert result.stdout.startswith("codes.csv, line 2, column old: retired: ")


def test_a_file_that_is_not_utf_8_is_read_with_a_word(run: Localgov, codes: Path) -> None:
    codes.write_bytes("gss,name\nW06000001,Ynys Môn\n".encode("cp1252"))
    result = run("lint-codes", "codes.csv", "--column", "gss", "--name-column", "name", "--on", "2026-05-01")
    assert result.exit_code == 0
    assert "codes.csv is not UTF-8 and was read as Windows-1252" in result.stderr


@pytest.mark.parametrize("content", ["code\nE07000223\n", 'gss\n"E07000223\n'])
def test_a_file_that_cannot_be_read_ends_with_3_and_a_sentence(run: Localgov, codes: Path, content: str) -> None:
    codes.write_text(content, encoding="utf-8")
    result = run("lint-codes", "codes.csv", "--column", "gss")
    assert result.exit_code == 3
    assert "codes.csv, line" in result.stderr
    assert "Traceback" not in result.output


def test_a_day_before_the_register_is_complete_ends_with_3(run: Localgov, codes: Path) -> None:
    result = run("lint-codes", "codes.csv", "--column", "gss", "--on", "2008-12-31")
    assert result.exit_code == 3
    assert "2009-01-01" in result.stderr


def test_without_a_column_the_call_is_off(run: Localgov, codes: Path) -> None:
    assert run("lint-codes", "codes.csv").exit_code == 2


def test_whoever_stops_reading_the_output_ends_the_command_quietly(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("gss\n" + "E07000154\n" * 50_000, encoding="utf-8")
    command = [sys.executable, "-m", "localgov_components", "lint-codes", str(path), "--column", "gss"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
