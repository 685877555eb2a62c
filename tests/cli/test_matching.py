"""`localgov gazetteer match` and `localgov gazetteer review`."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.address.bulk.files import written
from tests.address.review.town import BUILDING, built

from .conftest import Localgov

MATCH = (
    "gazetteer", "match", "bins.csv", "--gazetteer", "addresses.gazetteer", "--address", "addr", "--postcode", "PC",
    "--output", "out.csv",
)  # fmt: skip
REVIEW = (
    "gazetteer",
    "review",
    "review.csv",
    "--decisions",
    "decisions.csv",
    "--role",
    "Officer",
    "--on",
    "2026-11-27",
)
SHEET = "address,postcode,uprn,decision,note,epoch\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    built(tmp_path)
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_totals_are_told_and_written(run: Localgov, folder: Path) -> None:
    result = run(*MATCH, "--review", "review.xlsx", "--queries", "queries.csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "read 10 = matched 3 + ambiguous 0 + parent only 2 + not found 3 + rejected 2",
        "for a person to look at: 5 rows, 4 different addresses",
        "for the custodian: 3 different addresses",
        "bins.csv: more or fewer cells than there are headings, in 1 row: 8",
        "bins.csv: Addr: no address, in 1 row: 7",
    ]
    assert json.loads((folder / "out.summary.json").read_text(encoding="utf-8"))["read"] == 10


def test_rejected_rows_are_a_no_where_it_is_strict(run: Localgov, folder: Path) -> None:
    assert run(*MATCH, "--strict").exit_code == 1
    written(folder, ("1,12 Mill Lane,DT97 1AF,1",))
    assert run(*MATCH, "--strict", "--overwrite").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (MATCH[:-2], 2, "Missing option '--output'"),
        ((*MATCH, "--processes", "0"), 2, "0 is not in the range"),
        ((*MATCH, "--review", "nowhere/review.csv"), 2, "There is no folder 'nowhere'"),
        ((*MATCH, "--address", "road"), 3, "column road: there is no such column"),
        ((*MATCH, "--resume"), 3, "there is no run to go on with"),
        ((*MATCH, "--decisions", "bins.csv"), 3, "2 cells where the first row has 4"),
        ((*REVIEW[:2], "bins.csv", *REVIEW[3:]), 3, "Is it a review sheet"),
    ],
)
def test_a_call_that_cannot_be_is_told_why(
    run: Localgov, folder: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    result = run(*words)
    assert (result.exit_code, says in result.stderr) == (code, True)
    assert not (folder / "out.csv").exists()


def test_an_output_that_is_there_stays_unless_it_may_be_written_over(run: Localgov, folder: Path) -> None:
    run(*MATCH)
    before = (folder / "out.csv").read_bytes()
    assert "Give another name, or --overwrite" in run(*MATCH, "--keep", "ref").stderr
    assert (folder / "out.csv").read_bytes() == before
    assert run(*MATCH, "--keep", "ref", "--overwrite").exit_code == 0
    assert (folder / "out.csv").read_text(encoding="utf-8-sig").startswith("Ref,uprn,")


def test_a_sheet_is_taken_in_whole_or_not_at_all(run: Localgov, folder: Path) -> None:
    (folder / "review.csv").write_text(
        f"{SHEET}10 Mill Lane,,{BUILDING},accept,,120\nX Lane,,,maybe,,\n", encoding="utf-8"
    )
    result = run(*REVIEW)
    assert (result.exit_code, (folder / "decisions.csv").exists()) == (3, False)
    assert "review.csv, line 3, column decision: neither a decision nor a UPRN" in result.stderr
    (folder / "review.csv").write_text(f"{SHEET}10 Mill Lane,,{BUILDING},accept,,120\nX Lane,,,,,\n", encoding="utf-8")
    assert run(*REVIEW).stdout == "decisions.csv: 1 decision added\nwithout a decision: 1 address\n"
    assert run(*REVIEW).stdout.startswith("decisions.csv: 0 decisions added, 1 there already\n")
    decided = (folder / "decisions.csv").read_text(encoding="utf-8").splitlines()
    assert decided[1:] == [f"10 MILL LANE,,accepted,{BUILDING},Officer,2026-11-27,120,"]


def test_a_sheet_that_is_taken_in_late_undoes_nothing_and_says_so(run: Localgov, folder: Path) -> None:
    (folder / "decisions.csv").write_text(
        f"address,postcode,decision,uprn,role,on,epoch,note\n10 Mill Lane,,rejected,{BUILDING},Officer,2027-01-02,,\n",
        encoding="utf-8",
    )
    (folder / "review.csv").write_text(f"{SHEET}10 Mill Lane,,{BUILDING},accept,,120\n", encoding="utf-8")
    told = ["decisions.csv: 1 decision added", "overtaken by decisions of a later day, and not in force: 1"]
    assert run(*REVIEW).stdout.splitlines() == told


def test_a_uprn_that_the_gazetteer_does_not_have_is_refused(run: Localgov, folder: Path) -> None:
    (folder / "review.csv").write_text(f"{SHEET}10 Mill Lane,,,999900105060999,,\n", encoding="utf-8")
    assert run(*REVIEW).exit_code == 3
    (folder / "review.csv").write_text(f"{SHEET}10 Mill Lane,,,999900999999,,\n", encoding="utf-8")
    result = run(*REVIEW, "--gazetteer", "addresses.gazetteer")
    assert "line 2, column decision: a UPRN that the gazetteer does not have" in result.stderr
    assert run(*REVIEW).exit_code == 0


def test_a_full_disk_is_told_with_how_to_go_on(run: Localgov, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "out.csv")

    with monkeypatch.context() as patched:
        patched.setattr("localgov_components.address.bulk.run._Run._write_output", full)
        result = run(*MATCH)
    assert result.exit_code == 3
    assert result.stderr.splitlines() == [
        "Stopped; nothing was written to out.csv. Go on with the same call and --resume.",
        f"out.csv: {os.strerror(errno.ENOSPC)}. Make room on the disk.",
    ]
    assert run(*MATCH, "--resume").exit_code == 0


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL.")
def test_a_run_that_was_killed_goes_on_to_the_same_bytes(folder: Path) -> None:
    written(folder, times=600)
    call = [sys.executable, "-m", "localgov_components", *MATCH, "--review", "review.csv", "--processes", "2"]
    subprocess.run(call, check=True, capture_output=True, timeout=300)
    names = ("out.csv", "out.rejects.csv", "out.summary.json", "review.csv")
    whole = {name: (folder / name).read_bytes() for name in names}
    for name in names:
        (folder / name).unlink()
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as begun:
        until = time.monotonic() + 120
        while not list(folder.glob("out.unfinished/matched-000001.arrow")):
            assert begun.poll() is None
            assert time.monotonic() < until
        os.kill(begun.pid, signal.SIGSTOP)
        try:
            others = [
                subprocess.run([*call, *more], check=False, capture_output=True, text=True, timeout=300)
                for more in ([], ["--resume"])
            ]
        finally:
            os.kill(begun.pid, signal.SIGKILL)
    assert [(each.returncode, "another run is at work in" in each.stderr) for each in others] == [(3, True)] * 2
    assert not (folder / "out.csv").exists()
    pieces = {each.name: each.stat().st_mtime_ns for each in folder.glob("out.unfinished/matched-*.arrow")}
    resumed = subprocess.run([*call, "--resume"], check=True, capture_output=True, text=True, timeout=300)
    assert {name: (folder / name).read_bytes() for name in names} == whole
    assert resumed.stdout.startswith("read 6,000 = ")
    assert len(pieces) > 1
    assert not (folder / "out.unfinished").exists()


def test_answers_are_scored_against_labels_with_a_report_and_without_an_address(run: Localgov, folder: Path) -> None:
    (folder / "labelled.csv").write_text('typed,right\n"12 Mill Lane, DT97 1AF",1\n"Nowhere Row",\n', encoding="utf-8")
    score = (
        *("gazetteer", "score", "labelled.csv", "--gazetteer", "addresses.gazetteer", "--address", "typed"),
        *("--label", "right", "--report", "report.html"),
    )
    result = run(*score, "--json")
    assert result.exit_code == 0
    (group,) = json.loads(result.stdout)["groups"]
    assert (group["declined"], sum(value for name, value in group.items() if name != "name")) == (1, 2)
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "Mill Lane" not in page


@pytest.mark.parametrize("report", ["labelled.csv", "./labelled.csv", "addresses.gazetteer"])
def test_a_report_is_not_written_over_what_is_read(run: Localgov, folder: Path, report: str) -> None:
    (folder / "labelled.csv").write_text("typed,right\n12 Mill Lane,\n", encoding="utf-8")
    before = (folder / report).read_bytes()
    result = run(
        *("gazetteer", "score", "labelled.csv", "--gazetteer", "addresses.gazetteer", "--address", "typed"),
        *("--label", "right", "--report", report),
    )
    assert (result.exit_code, "would be written over" in result.stderr) == (2, True)
    assert (folder / report).read_bytes() == before


def test_a_label_that_is_no_uprn_is_refused_by_its_row(run: Localgov, folder: Path) -> None:
    (folder / "labelled.csv").write_text("typed,right\n12 Mill Lane,x\n", encoding="utf-8")
    result = run(
        *("gazetteer", "score", "labelled.csv", "--gazetteer", "addresses.gazetteer", "--address", "typed"),
        *("--label", "right"),
    )
    assert result.exit_code == 3
    assert "labelled.csv, line 2, column right: not a UPRN" in result.stderr
