"""`localgov population`."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from tests.eligibility.population.files.support_files import CASES, EXAMPLE, MAPPING, PEOPLE

from .conftest import Localgov

CALL = (
    "population", "council_support", "--input", "households.csv", "--members", "household.members=people.csv",
    "--on", "2026-05-01",
)  # fmt: skip
DECIDE = (*CALL, "--mapping", "mapping.toml", "--output", "decided.csv")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "council_support")
    (tmp_path / "households.csv").write_text(CASES, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_totals_are_told_and_written(run: Localgov, folder: Path) -> None:
    result = run(*DECIDE, "--keep", "ward")
    assert result.exit_code == 0
    assert result.stdout.startswith("read 4 = decided 3 + undecided 1 + rejected 0\n")
    assert json.loads((folder / "decided.summary.json").read_text(encoding="utf-8"))["read"] == 4
    assert (folder / "decided.csv").read_text(encoding="utf-8-sig").splitlines()[1] == (
        "1,North,eligible,,30.00,support-left,,false"
    )


def test_a_scheme_document_decides_as_its_folder(run: Localgov, folder: Path) -> None:
    from localgov_components.core.canonical import canonical_json
    from localgov_components.eligibility.scheme_files import load_scheme

    run(*DECIDE)
    found = load_scheme(folder / "council_support")
    (folder / "scheme.json").write_text(canonical_json(found.scheme.document), encoding="utf-8")
    words = ["scheme.json" if each == "council_support" else each for each in DECIDE]
    words[-1] = "by_document.csv"
    assert run(*words, "--policy", "council_support/policy.toml").exit_code == 0
    assert (folder / "by_document.csv").read_bytes() == (folder / "decided.csv").read_bytes()


def test_a_mapping_is_drafted_from_the_headings(run: Localgov, folder: Path) -> None:
    result = run(*CALL, "--suggest", "draft.toml")
    assert (result.exit_code, result.output) == (0, "Drafted in draft.toml: look through every line\n")
    draft = (folder / "draft.toml").read_text(encoding="utf-8")
    assert '[facts."household.capital"]\n# savings and investments\ncolumn = "Savings"\namounts = "pounds"' in draft
    refused = run(*DECIDE, "--mapping", "draft.toml")
    assert refused.exit_code == 3
    assert "neither pounds nor pence" in refused.stderr
    again = run(*CALL, "--suggest", "draft.toml")
    assert again.exit_code == 2
    assert "there already" in again.stderr


def test_mistakes_are_told_together_with_exit_code_3(run: Localgov, folder: Path) -> None:
    (folder / "mapping.toml").write_text(MAPPING.replace("pounds", "p").replace("format = 1", ""), encoding="utf-8")
    result = run(*DECIDE)
    assert result.exit_code == 3
    assert result.stderr.startswith(
        "4 mistakes; nothing was loaded:\n  mapping.toml, column format: missing. Write format = 1\n"
    )
    assert not (folder / "decided.csv").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (CALL, "--mapping and --output are needed"),
        ((*CALL, "--mapping", "mapping.toml"), "--mapping and --output are needed"),
        ((*DECIDE, "--members", "people.csv"), "Write the list and its file"),
        ((*DECIDE, "--members", "household.members=nobody.csv"), "does not exist"),
        ((*DECIDE, "--members", "household.members=households.csv"), "'household.members' is there 2 times. Give one."),
        ((*DECIDE, "--sheet", "A", "--sheet", "B"), "the input is there 2 times. Give one."),
        (("population", "council_support"), "Missing option '--input'"),
        ((*CALL, "--suggest", "nowhere/draft.toml"), "There is no folder 'nowhere'"),
        ((*DECIDE, "--output", "nowhere/decided.csv"), "There is no folder 'nowhere'"),
    ],
)
def test_a_call_that_lacks_something_is_told_what(
    run: Localgov, folder: Path, words: tuple[str, ...], says: str
) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert says in result.stderr


def test_an_output_that_is_there_stays_unless_it_may_be_written_over(run: Localgov, folder: Path) -> None:
    run(*DECIDE)
    before = (folder / "decided.csv").stat().st_mtime_ns
    result = run(*DECIDE)
    assert result.exit_code == 3
    assert "Give another name, or --overwrite" in result.stderr
    assert (folder / "decided.csv").stat().st_mtime_ns == before
    assert run(*DECIDE, "--overwrite").exit_code == 0


def test_rejected_rows_are_a_no_where_it_is_strict(run: Localgov, folder: Path) -> None:
    assert run(*DECIDE, "--strict").exit_code == 0
    (folder / "people.csv").write_text(f"{PEOPLE}99;no;1/2/1980;1\n", encoding="utf-8")
    result = run(*DECIDE, "--overwrite", "--strict")
    assert result.exit_code == 1
    assert "people.csv: Claim: no case, or no member, has this key, in 1 row: 5" in result.stdout


def test_what_should_be_known_of_a_file_is_told(run: Localgov, folder: Path) -> None:
    (folder / "households.csv").write_bytes(CASES.encode("cp1252"))
    assert "households.csv is not UTF-8 and was read as Windows-1252" in run(*DECIDE).stdout


def test_the_scheme_of_a_service_decides_too(run: Localgov, examples: Path) -> None:
    facts = ("council_tax_reduction", "universal_credit", "pension_credit", "blue_badge")
    lines = [f'"household.{name}" = {{ column = "{name}" }}' for name in facts]
    (examples / "mapping.toml").write_text(
        "\n".join(["format = 1", 'key = "home"', "[facts]", *lines]), encoding="utf-8"
    )
    rows = ["1,no,no,yes,", "2,no,no,no,no", "3,no,no,no,"]
    (examples / "homes.csv").write_text("\n".join([f"home,{','.join(facts)}", *rows]), encoding="utf-8")
    words = ("--input", "homes.csv", "--mapping", "mapping.toml", "--on", "2026-05-01", "--output", "out.csv")
    result = run("population", "brackwater", *words)
    assert result.exit_code == 0
    lines = (examples / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == ["eligible", "not-eligible", "undecided"]


def test_a_full_disk_leaves_a_run_to_go_on_with(run: Localgov, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "decided.unfinished")

    with monkeypatch.context() as patch:
        patch.setattr("localgov_components.eligibility.population.files.run.decided", full)
        result = run(*DECIDE)
    assert result.exit_code == 3
    assert result.stderr == (
        "Stopped; nothing was written to decided.csv. Go on with the same call and --resume.\n"
        f"decided.unfinished: {os.strerror(errno.ENOSPC)}. Make room on the disk.\n"
    )
    assert run(*DECIDE, "--resume").exit_code == 0


def test_a_workbook_of_several_sheets_is_asked_for_one_as_the_command_is_told_it(run: Localgov, folder: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Notes")
    book.save(folder / "people.xlsx")
    words = ["household.members=people.xlsx" if "people.csv" in each else each for each in DECIDE]
    assert "Name one with --sheet household.members=…: Sheet, Notes" in run(*words).stderr


INTERRUPTED = """
import os, signal, sys
from localgov_components.cli import localgov
from localgov_components.eligibility.population.files import run

def interrupted(*args, **options):
    os.kill(os.getpid(), signal.SIGINT)

run.decided = interrupted
localgov(sys.argv[1:], prog_name="localgov")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to one process")
def test_a_run_that_is_interrupted_says_how_to_go_on_and_goes_on(run: Localgov, folder: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, *DECIDE], check=False, capture_output=True, encoding="utf-8", env=os.environ
    )
    assert ended.returncode == 128 + signal.SIGINT
    assert ended.stderr == ("Stopped; nothing was written to decided.csv. Go on with the same call and --resume.\n")
    assert {each.name for each in folder.glob("decided*")} == {"decided.unfinished"}
    assert "Go on with it with --resume" in run(*DECIDE).stderr
    assert run(*DECIDE, "--resume").exit_code == 0
    assert {each.name for each in folder.glob("decided*")} == {
        "decided.csv", "decided.rejects.csv", "decided.summary.json"
    }  # fmt: skip
