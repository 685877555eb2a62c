import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.eligibility.population.files.support_files import BOUND, CASES, MAPPING, PEOPLE, Folder, mapping

from localgov_components.core.errors import ConflictError, DefinitionError, NotFoundError
from localgov_components.core.grid import Grid
from localgov_components.eligibility.population.files import Summary, decide_file
from localgov_components.eligibility.population.files.work import Work


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_everybody_in_a_file_is_decided(folder: Folder) -> None:
    summary = folder.decide(keep=["ward"])
    assert folder.decided == [
        ["Claim", "Ward", "outcome", "tier", "award", "reason", "still_needed", "may_qualify"],
        ["1", "North", "eligible", "", "30.00", "support-left", "", "false"],
        ["2", "South", "not-eligible", "", "", "pension-age", "", "false"],
        ["3", "South", "not-eligible", "", "", "too-much-capital", "", "false"],
        ["4", "North", "undecided", "", "", "", "household.capital", "true"],
    ]
    assert folder.rejects == []
    assert (summary.read, summary.decided, summary.undecided, summary.rejected) == (4, 3, 1, 0)
    assert summary.outcomes == {"eligible": 1, "not-eligible": 2, "refer": 0, "undecided": 1}
    assert summary.unknown == {
        "household.pension_age": 0,
        "household.capital": 2,
        "household.income": 1,
        "household.council_tax": 0,
        "household.members": 2,
    }
    assert folder.names == {"decided.csv", "decided.rejects.csv", "decided.summary.json"}


def test_the_summary_is_written_with_checksums_and_without_values(folder: Folder) -> None:
    summary = folder.decide()
    data = json.loads((folder.path / "decided.summary.json").read_text(encoding="utf-8"))
    assert data == json.loads(summary.json())
    assert (data["summary_format"], data["scheme"], data["on"]) == (1, "council-support", "2026-05-01")
    assert data["rules_hash"] == BOUND.scheme.rules_hash
    assert [(each["name"], each["members_of"], each["read"], each["used"]) for each in data["files"]] == [
        ("households.csv", "", 4, 4),
        ("people.csv", "household.members", 3, 3),
    ]
    assert data["files"][0]["unused"] == ["Ward"]
    assert summary.text().splitlines() == [
        "read 4 = decided 3 + undecided 1 + rejected 0",
        "  eligible: 1",
        "  not-eligible: 2",
        "  undecided: 1",
        "not known: household.capital, in 2 cases",
        "not known: household.income, in 1 case",
        "not known: household.members, in 2 cases",
        "households.csv: columns that nothing reads: Ward",
        "people.csv: read 3 = used 3 + of rejected cases 0 + rejected 0",
    ]


def test_totals_that_do_not_add_up_are_a_defect(folder: Folder) -> None:
    summary = folder.decide()
    with pytest.raises(AssertionError, match="rows read"):
        Summary(**{name: getattr(summary, name) for name in summary.__slots__} | {"read": 5})


SPOILT = """\
Claim,Ward,Pensioner,Savings,Income,Council tax,All told
1,North,N,"£1,000.00",100,3000,Y
2,South,maybe,inf,100.005,3000,
3,South,Y,1,1,1,
3,South,Y,1,1,1,
,South,Y,1,1,1,
5,South,Y
6,South,Y,1,1,1,N
7,South,Y,1,1,99999999999999,Y
"""


def test_rejected_rows_are_listed_with_number_column_code_and_key_alone(tmp_path: Path) -> None:
    folder = Folder(tmp_path, cases=SPOILT, people=PEOPLE + "6;no;31/02/1980;1\n2;no;1/2/1980;1\n;no;1/2/1980;1\n")
    summary = folder.decide()
    assert folder.rejects == [
        ["households.csv", "3", "Pensioner", "cell.truth", "2"],
        ["households.csv", "3", "Savings", "cell.not-finite", "2"],
        ["households.csv", "3", "Income", "cell.places", "2"],
        ["households.csv", "4", "Claim", "key.duplicate", "3"],
        ["households.csv", "5", "Claim", "key.duplicate", "3"],
        ["households.csv", "6", "Claim", "key.missing", ""],
        ["households.csv", "7", "", "row.cells", ""],
        ["households.csv", "8", "household.members", "members.rejected", "6"],
        ["households.csv", "9", "Council tax", "cell.range", "7"],
        ["people.csv", "4", "Claim", "members.orphan", "4"],
        ["people.csv", "5", "DOB", "cell.date", "6"],
        ["people.csv", "7", "Claim", "key.missing", ""],
    ]
    assert [row[0] for row in folder.decided] == ["Claim", "1"]
    assert (summary.read, summary.decided, summary.undecided, summary.rejected) == (8, 1, 0, 7)
    people = summary.files[1]
    assert (people.read, people.used, people.rejected) == (6, 2, 3)
    assert "households.csv: Claim: the key of another row too, in 2 rows: 4, 5\n" in summary.text()
    assert "people.csv: read 6 = used 2 + of rejected cases 1 + rejected 3\n" in summary.text()


def test_an_empty_cell_for_completeness_means_these_at_least_where_there_are_rows(tmp_path: Path) -> None:
    cases = CASES.replace('1,North,N,"£1,000.00",100,3000,Y', '1,North,N,"£1,000.00",100,3000,')
    folder = Folder(tmp_path, cases=cases)
    folder.decide()
    assert folder.decided[1][1:] == ["undecided", "", "", "", "household.members", "true"]


def test_all_lists_may_be_said_to_be_complete(folder: Folder) -> None:
    text = MAPPING.replace('complete = { column = "All told", yes = ["Y"], no = ["N"] }', 'complete = "all"')
    folder.decide(text=text)
    assert folder.decided[1][1] == "eligible"


def test_what_no_file_has_is_unknown(folder: Folder) -> None:
    text = MAPPING.partition("[members")[0] + '[facts."household.members"]\nnot_in_file = true\n'
    summary = folder.decide(text=text, members={})
    assert summary.outcomes["undecided"] == 2
    assert folder.decided[1][5] == "household.members"


def test_all_columns_may_be_kept(folder: Folder) -> None:
    folder.decide(keep=["all"])
    assert folder.decided[0][:7] == CASES.split("\n", maxsplit=1)[0].split(",")


def test_columns_to_keep_may_be_divided_by_commas_and_are_there_once(folder: Folder) -> None:
    folder.decide(keep=["Income , ward", "Income", "claim"])
    assert folder.decided[0][:4] == ["Claim", "Income", "Ward", "outcome"]


def test_what_would_run_as_a_formula_is_written_as_text(tmp_path: Path) -> None:
    folder = Folder(tmp_path, cases=CASES.replace("2,South", "=2+3,@South").replace("3,South", "-3,South"))
    folder.decide(keep=["Ward"])
    assert folder.decided[2][:2] == ["'=2+3", "'@South"]
    assert folder.decided[3][:2] == ["-3", "South"]


def test_parquet_has_pence_and_says_what_decided(tmp_path: Path) -> None:
    folder = Folder(tmp_path, output="decided.parquet")
    folder.decide()
    frame = pl.read_parquet(folder.output)
    assert frame["award"].dtype == pl.Int64
    assert frame["award"].to_list() == [3000, None, None, None]
    assert frame["may_qualify"].to_list() == [False, False, False, True]
    told = pq.read_schema(folder.output).metadata
    assert (told[b"scheme"], told[b"rules_hash"]) == (b"council-support", BOUND.scheme.rules_hash.encode())


def test_a_workbook_has_pounds_as_numbers(tmp_path: Path) -> None:
    folder = Folder(tmp_path, output="decided.xlsx")
    folder.decide()
    grid = Grid.read(folder.output)
    assert [grid.cell(2, column).value for column in (1, 2, 4, 7)] == ["1", "eligible", 30, False]


def test_workbooks_and_parquet_come_to_the_same(folder: Folder) -> None:
    folder.decide()
    by_csv = folder.output.read_bytes()
    rows = [line.split(",") for line in CASES.replace('"£1,000.00"', "1000").splitlines()]
    book = folder.path / "cases.xlsx"
    Grid.of([[cell or None for cell in row] for row in rows], name=book.name).write(book)
    parquet = folder.path / "cases.parquet"
    pl.DataFrame(rows[1:], schema=rows[0], orient="row").with_columns(
        pl.col("Income").cast(pl.Float64, strict=False)
    ).write_parquet(parquet)
    for path in (book, parquet):
        decide_file(folder.job(cases=path, overwrite=True))
        assert folder.output.read_bytes() == by_csv


def test_nothing_is_written_over_unless_it_is_asked_for(folder: Folder) -> None:
    folder.decide()
    with pytest.raises(ConflictError, match=r"decided\.csv, decided\.rejects\.csv, .* there already") as refused:
        folder.decide()
    assert refused.value.code == "population.output"
    folder.decide(overwrite=True)


def test_every_mistake_of_the_files_is_told_before_anything_is_done(tmp_path: Path) -> None:
    folder = Folder(
        tmp_path,
        cases="Claim,Pensioners,savings,Income,INCOME ,All told,outcome\n1,Y,1,1,1,Y,x\n",
        people="Claim;DOB\n",
    )
    found = [str(each) for each in folder.faults(keep=["outcome", "nowhere"])]
    there = "Claim, Pensioners, savings, Income, INCOME, All told, outcome"
    assert found == [
        "households.csv, column Pensioner: there is no such column. Is it 'Pensioners'?",
        f"households.csv, column Council tax: there is no such column. There are: {there}",
        f"households.csv, column nowhere: there is no such column. There are: {there}",
        "households.csv, column outcome: the output has a column of this name. Rename it, or do not keep it",
        "people.csv, column Partner: there is no such column. There are: Claim, DOB",
        "people.csv, column Earnings: there is no such column. There are: Claim, DOB",
    ]
    assert folder.names == set()


def test_a_column_that_is_there_twice_is_refused_where_it_is_used(tmp_path: Path) -> None:
    folder = Folder(tmp_path, cases=CASES.replace("Ward", "Income"))
    assert [each.message for each in folder.faults()] == ["the column is there 2 times. Rename one"]
    folder = Folder(tmp_path, cases=CASES.replace("Ward", "x").replace("Claim", "x,Claim", 1))
    assert "Rename one, or keep others" in folder.faults(keep=["all"])[0].message


@pytest.mark.parametrize(
    ("members", "says"),
    [({}, "no file. Give one with --members"), ({"household.people": "people.csv"}, "a file, and no word of it")],
)
def test_files_of_members_and_the_mapping_go_together(folder: Folder, members: dict[str, str], says: str) -> None:
    given = {id_: folder.path / name for id_, name in members.items()}
    assert says in " ".join(each.message for each in folder.faults(members=given))


def test_an_output_is_known_by_its_name(tmp_path: Path) -> None:
    (fault,) = Folder(tmp_path, output="decided.txt").faults()
    assert "neither Parquet nor CSV nor XLSX" in fault.message


def test_a_file_that_cannot_be_read_to_its_end_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = Folder(tmp_path, cases=CASES + '5,"never closed\n')
    (fault,) = folder.faults()
    assert fault.line == 6
    assert folder.names == set()


def test_a_file_that_changes_while_it_is_read_is_refused(folder: Folder) -> None:
    def watch(doing: str, *_: int) -> None:
        if doing == "Reading people.csv":
            folder.cases.write_text(CASES, encoding="utf-8")
            os.utime(folder.cases, (1, 1))

    (fault,) = folder.faults(watch=watch)
    assert (fault.source, "changed while it was read" in fault.message) == ("households.csv", True)
    assert folder.names == set()


def many_cases() -> str:
    """Households of every kind, some of whom cannot be decided as they are."""
    rows = [
        f"{number},W,{'NNY'[number % 3]},{number * 37 % 20000}.50,{number * 11 % 300},3000,{'YN'[number % 2]}"
        for number in range(1, 400)
    ]
    return "\n".join([CASES.splitlines()[0], *rows, "5,x,N,1,1,1,Y", "9,x,q,1,1,1,Y", ""])


def many_people() -> str:
    """People of those households and of some that are not there."""
    rows = [f"{number * 7 % 450};no;1/2/{1960 + number % 60};{number}" for number in range(1, 300)]
    return "\n".join([PEOPLE.splitlines()[0], *rows, ""])


MANY, MANY_PEOPLE = many_cases(), many_people()
SMALL: dict[str, Any] = {"rows_in_batch": 50, "rows_in_partition": 150}


def test_the_size_of_pieces_changes_nothing(tmp_path: Path) -> None:
    whole = Folder(tmp_path, cases=MANY, people=MANY_PEOPLE)
    summary = whole.decide(keep=["all"])
    names = sorted(whole.names)
    expected = [(whole.path / name).read_bytes() for name in names]
    for pieces in (SMALL, {"rows_in_batch": 1000, "rows_in_partition": 20}):
        assert whole.decide(keep=["all"], overwrite=True, **pieces) == summary
        assert [(whole.path / name).read_bytes() for name in names] == expected
    assert [row[0] for row in whole.decided[1:6]] == ["1", "2", "3", "4", "6"]


class _Stopped(BaseException):
    """Somebody stops the run."""


STEPS = ("Checking", "Reading households", "Reading people", "Deciding", "Writing")


def stopping_at(step: int) -> Any:  # noqa: ANN401
    told = 0

    def watch(*_: object) -> None:
        nonlocal told
        told += 1
        if told == step:
            raise _Stopped

    return watch


def steps_of(folder: Folder) -> list[str]:
    told: list[str] = []
    folder.decide(keep=["all"], watch=lambda doing, *_: told.append(doing), **SMALL)
    return told


@pytest.mark.slow
def test_a_run_that_is_stopped_anywhere_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    expected = Folder(tmp_path, cases=MANY, people=MANY_PEOPLE)
    steps = steps_of(expected)
    assert {each for each in STEPS if any(step.startswith(each) for step in steps)} == set(STEPS)
    names = sorted(expected.names)
    content = [(expected.path / name).read_bytes() for name in names]
    for step in range(steps.index("Reading households.csv") + 1, len(steps) + 1):
        place = tmp_path / str(step)
        place.mkdir()
        stopped = Folder(place, cases=MANY, people=MANY_PEOPLE)
        with pytest.raises(_Stopped):
            stopped.decide(keep=["all"], watch=stopping_at(step), **SMALL)
        assert stopped.names == {"decided.csv.unfinished"}
        stopped.decide(keep=["all"], resume=True, **SMALL)
        assert [(place / name).read_bytes() for name in names] == content
        assert sorted(stopped.names) == names


def test_what_was_done_is_not_done_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path, cases=MANY, people=MANY_PEOPLE)
    steps = steps_of(folder)
    last = len(steps) - steps[::-1].index("Deciding")
    with pytest.raises(_Stopped):
        folder.decide(keep=["all"], overwrite=True, watch=stopping_at(last), **SMALL)
    told: list[str] = []
    folder.decide(keep=["all"], resume=True, watch=lambda doing, *_: told.append(doing), **SMALL)
    assert not [each for each in told if each.startswith("Reading")]


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from tests.eligibility.population.files.support_files import Folder
from tests.eligibility.population.files.test_run import MANY, MANY_PEOPLE, SMALL

left = int(sys.argv[4])

def count(*_):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

watch = count if sys.argv[3] == "step" else lambda *_: None
if sys.argv[3] == "flush":
    os.fsync = count  # a piece is written, and is not in its place yet
Folder(Path(sys.argv[2]), cases=MANY, people=MANY_PEOPLE).decide(keep=["all"], watch=watch, **SMALL)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_process_that_is_killed_leaves_a_run_to_go_on_with(tmp_path: Path) -> None:
    expected = Folder(tmp_path, cases=MANY, people=MANY_PEOPLE)
    steps = steps_of(expected)
    names = sorted(expected.names)
    content = [(expected.path / name).read_bytes() for name in names]
    killed_at = [("step", steps.index(doing) + 1) for doing in ("Reading households.csv", "Deciding", "Writing")]
    for what, number in (*killed_at, ("flush", 3), ("flush", 40)):
        place = tmp_path / f"{what}-{number}"
        place.mkdir()
        command = [sys.executable, "-c", KILLED, str(Path(__file__).parents[4]), str(place), what, str(number)]
        assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
        killed = Folder(place, cases=MANY, people=MANY_PEOPLE)
        assert killed.names == {"decided.csv.unfinished"}
        killed.decide(keep=["all"], resume=True, **SMALL)
        assert [(place / name).read_bytes() for name in names] == content


def test_a_run_killed_between_its_last_moves_goes_on(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.decide()
    names = sorted(folder.names)
    content = [(folder.path / name).read_bytes() for name in names]
    real = Path.replace
    for last in ("decided.rejects.csv", "decided.summary.json", "decided.csv"):

        def replace(path: Path, target: Path, *, last: str = last) -> Path:
            moved = real(path, target)
            if Path(target).name == last:
                raise _Stopped
            return moved

        with monkeypatch.context() as patch, contextlib.suppress(_Stopped):
            patch.setattr(Path, "replace", replace)
            folder.decide(overwrite=True)
        assert "decided.csv.unfinished" in folder.names
        folder.decide(resume=True)
        assert sorted(folder.names) == names
        assert [(folder.path / name).read_bytes() for name in names] == content


@pytest.fixture
def stopped(folder: Folder) -> Folder:
    with pytest.raises(_Stopped):
        folder.decide(watch=stopping_at(3))
    return folder


def test_a_run_that_is_not_finished_is_not_begun_again(stopped: Folder) -> None:
    with pytest.raises(ConflictError, match="--resume, or delete the folder") as refused:
        stopped.decide()
    assert refused.value.code == "population.unfinished"


def test_a_folder_of_somebody_elses_is_left_alone(folder: Folder) -> None:
    own = folder.path / "decided.csv.unfinished" / "letter.txt"
    own.parent.mkdir()
    own.write_text("mine", encoding="utf-8")
    with pytest.raises(ConflictError, match="delete the folder"):
        folder.decide()
    assert own.exists()


def test_there_is_nothing_to_go_on_with_when_none_was_begun(folder: Folder) -> None:
    with pytest.raises(NotFoundError, match="no run to go on with") as refused:
        folder.decide(resume=True)
    assert refused.value.code == "population.no-run"


def changes(folder: Folder) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "the mapping", {"text": MAPPING + "\n# a comment"}
    yield "the columns that are kept", {"keep": ["Ward"]}
    yield "the size of pieces", {"rows_in_batch": 7}
    folder.people.write_text(PEOPLE + "1;no;1/2/1990;5\n", encoding="utf-8")
    yield "the input", {}


def test_a_run_goes_on_only_with_what_it_was_begun_with(stopped: Folder) -> None:
    for what, options in changes(stopped):
        with pytest.raises(ConflictError, match=rf"run was begun: {what}\.") as refused:
            stopped.decide(resume=True, **options)
        assert refused.value.code == "population.changed"


def test_another_scheme_policy_or_day_is_another_run(stopped: Folder) -> None:
    from dataclasses import replace
    from datetime import timedelta

    from localgov_components.eligibility.scheme import Scheme

    job = stopped.job(resume=True)
    scheme = BOUND.scheme
    other = Scheme(
        scheme.id, facts=scheme.facts, policy=scheme.policy, eligible=scheme.eligible, ineligible=scheme.ineligible,
        award=scheme.award, cites="another",
    )  # fmt: skip
    for bound, what in (
        (other.on(BOUND.on, policy=BOUND.policy), "the scheme"),
        (scheme.on(BOUND.on + timedelta(1), policy=BOUND.policy), "the day"),
    ):
        with pytest.raises(ConflictError, match=f"run was begun: {what}"):
            decide_file(replace(job, bound=bound))


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_the_folder_of_a_run_is_its_owners_alone(stopped: Folder) -> None:
    assert (stopped.path / "decided.csv.unfinished").stat().st_mode & 0o077 == 0


def test_a_piece_of_work_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    work = Work.begin(tmp_path / "x.unfinished", {}, resume=False)

    def half(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - the one above
        work.make("piece", half)
    assert [each.name for each in work.folder.iterdir()] == ["begun.json"]


def test_parts_that_a_killed_run_left_are_cleared_away(tmp_path: Path) -> None:
    work = Work.begin(tmp_path / "x.unfinished", {}, resume=False)
    (work.folder / "piece.0123.part").write_bytes(b"half")
    Work.begin(work.folder, {}, resume=True)
    assert [each.name for each in work.folder.iterdir()] == ["begun.json"]


def test_a_mapping_alone_names_the_files_it_needs() -> None:
    assert [each.name for each in mapping().members] == ["household.members"]


def test_a_sheet_is_not_begun_that_cannot_hold_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localgov_components.eligibility.population.files.job.MOST_SHEET_ROWS", 4)
    (fault,) = Folder(tmp_path, output="decided.xlsx").faults()
    assert "more rows than a sheet has" in fault.message


def test_columns_of_any_name_may_be_kept(tmp_path: Path) -> None:
    odd = [
        "row",
        "case",
        "parent",
        "id",
        "rejected",
        "kept_0",
        "column",
        "code",
        "key",
        "household.capital",
        "partition",
    ]
    header, *rows = CASES.splitlines()
    more = "\n".join(",".join([line, *(f"{name}!" for name in odd)]) for line in rows)
    folder = Folder(tmp_path, cases=f"{header},{','.join(odd)}\n{more}\n")
    folder.decide(keep=["all"])
    assert folder.decided[2][7:19] == [*(f"{name}!" for name in odd), "not-eligible"]


def test_columns_of_lists_and_bytes_are_refused_where_they_are_used(folder: Folder) -> None:
    path = folder.path / "cases.parquet"
    columns = {
        "Claim": ["1"],
        "Pensioner": [b"Y"],
        "Savings": [[1]],
        "Income": [1.0],
        "Council tax": [1],
        "All told": ["Y"],
    }
    pl.DataFrame({**columns, "notes": [["x"]], "more": [{"a": 1}]}).write_parquet(path)
    assert [each.column for each in folder.faults(cases=path, keep=["notes"])] == ["Pensioner", "Savings", "notes"]


def test_the_input_is_never_written_over(folder: Folder) -> None:
    folder.output = folder.cases
    (fault,) = folder.faults(overwrite=True)
    assert (fault.source, "would be written over" in fault.message) == ("households.csv", True)
    folder.output = folder.path / "people.parquet"
    folder.people = folder.people.rename(folder.path / "people.rejects.csv")
    assert [each.source for each in folder.faults(overwrite=True)] == ["people.rejects.csv"]


def test_columns_of_any_type_are_read_by_what_they_say(folder: Folder) -> None:
    folder.decide()
    expected = folder.decided
    frame = pl.read_csv(folder.cases, infer_schema=False).with_columns(
        pl.col("Claim").cast(pl.Int32),
        pl.col("Pensioner").cast(pl.Categorical),
        pl.col("Savings").replace("£1,000.00", "1000").cast(pl.Decimal(18, 4), strict=False),
        pl.col("Income").cast(pl.Float32, strict=False),
        pl.col("Council tax").cast(pl.UInt64),
        pl.col("All told").replace_strict({"Y": True}, default=None, return_dtype=pl.Boolean),
    )
    people = pl.read_csv(folder.people, separator=";", infer_schema=False).with_columns(
        pl.col("Claim").cast(pl.Float64),
        pl.col("Partner") == "yes",
        pl.col("DOB").str.to_datetime("%d/%m/%Y"),
        pl.col("Earnings").cast(pl.Float64),
    )
    cases, members = folder.path / "cases.parquet", folder.path / "people.parquet"
    frame.write_parquet(cases)
    people.write_parquet(members)
    summary = folder.decide(cases=cases, members={"household.members": members}, overwrite=True)
    assert summary.rejected == 0
    assert folder.decided == expected


@settings(max_examples=25)
@given(st.data())
def test_every_row_of_a_spoilt_file_is_decided_or_rejected_once(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = Folder(tmp_path_factory.mktemp("spoilt"))
    for path, text in ((folder.cases, CASES), (folder.people, PEOPLE)):
        content = text.encode("cp1252") if data.draw(st.booleans()) else text.encode()
        for _ in range(data.draw(st.integers(0, 4))):
            start = data.draw(st.integers(len(text.split("\n", maxsplit=1)[0]) + 1, len(content)))
            end = data.draw(st.integers(start, min(start + 6, len(content))))
            new = data.draw(st.sampled_from([b"", b",", b"\n", b'"', b"1", b"\xa3", "ŷ".encode(), b"'", b";", b"inf"]))
            content = content[:start] + new + content[end:]
        path.write_bytes(content)
    try:
        summary = folder.decide(keep=["Ward"])
    except DefinitionError:
        assert folder.names == set()
        return
    rejected = pl.read_csv(folder.output.with_name("decided.rejects.csv"), infer_schema=False)
    rows = {name: rejected.filter(file=name)["row"].n_unique() for name in ("households.csv", "people.csv")}
    decided = pl.read_csv(folder.output, infer_schema=False)
    assert (decided.height + rows["households.csv"], rows["households.csv"]) == (summary.read, summary.rejected)
    assert decided["Claim"].is_unique().all()
    people = summary.files[1]
    assert rows["people.csv"] == people.rejected <= people.read - people.used


def test_headings_may_be_names_that_polars_takes_for_patterns(tmp_path: Path) -> None:
    folder = Folder(tmp_path, cases=CASES.replace("Ward", "*").replace("Income", "^x$"))
    folder.decide(text=MAPPING.replace('"Income"', '"^x$"'), keep=["all"])
    assert folder.decided[0][:7] == ["Claim", "*", "Pensioner", "Savings", "^x$", "Council tax", "All told"]
    assert folder.decided[4][7:] == ["undecided", "", "", "", "household.capital", "true"]
    parquet = tmp_path / "cases.parquet"
    pl.DataFrame({"Claim": ["1"], "*": ["a"], **{each: [None] for each in PARQUET[1:]}}).write_parquet(parquet)
    folder.decide(cases=parquet, keep=["all"], overwrite=True, text=ALL_HERE)
    assert folder.decided[0][:2] == ["Claim", "*"]


PARQUET = ("Claim", "Pensioner", "Savings", "Income", "Council tax")
ALL_HERE = MAPPING.replace('complete = { column = "All told", yes = ["Y"], no = ["N"] }', 'complete = "all"')


def test_a_heading_that_is_not_in_the_encoding_of_the_file_is_told_of(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    heading, rest = CASES.split("\n", maxsplit=1)
    folder.cases.write_bytes(
        heading.replace("Ward", "W\u00e4rd").encode("cp1252") + f"\n{rest}5,\u0176,N,1,1,1,Y\n".encode()
    )
    summary = folder.decide()
    assert summary.files[0].unused == ("W\ufffdrd",)
    assert "households.csv is UTF-8, but not on every line: see 1." in summary.text()


@pytest.mark.parametrize("output", ["decided.csv", "decided.xlsx", "decided.parquet"])
def test_lengths_of_time_are_kept_as_text_and_are_no_amounts(tmp_path: Path, output: str) -> None:
    folder = Folder(tmp_path, output=output)
    parquet = tmp_path / "cases.parquet"
    values = {"Claim": ["1", "2"], "Ward": [timedelta(days=2)] * 2, "Savings": [timedelta(1), None]}
    pl.DataFrame({**{each: [None, None] for each in PARQUET}, **values}).write_parquet(parquet)
    summary = folder.decide(cases=parquet, keep=["Ward"], text=ALL_HERE)
    assert [each.code for each in summary.files[0].rejects] == ["cell.money"]
    assert (summary.read, summary.undecided, summary.rejected) == (2, 1, 1)


def test_what_is_no_number_is_no_key(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    parquet = tmp_path / "cases.parquet"
    pl.DataFrame({**{each: [None, None] for each in PARQUET}, "Claim": [1.0, float("nan")]}).write_parquet(parquet)
    folder.decide(cases=parquet, text=ALL_HERE)
    assert ["cases.parquet", "2", "Claim", "key.missing", ""] in folder.rejects
    assert [row[0] for row in folder.decided[1:]] == ["1.0"]


def test_a_folder_that_is_not_there_and_a_sheet_of_no_list_are_refused(folder: Folder) -> None:
    (fault,) = folder.faults(sheets={"household.people": "People"})
    assert (fault.column, fault.message) == (
        "household.people", "no list of the mapping, and a sheet of it. Leave it out"
    )  # fmt: skip
    (folder.path / "decided.rejects.csv").mkdir()
    (fault,) = folder.faults(overwrite=True)
    assert (fault.source, fault.message) == ("decided.rejects.csv", "a folder has this name. Give the output another")
    folder.output = folder.path / "nowhere" / "decided.csv"
    (fault,) = folder.faults()
    assert "Make it first, or name another" in fault.message


def test_what_is_left_of_a_folder_cannot_be_gone_on_with(folder: Folder) -> None:
    unfinished = folder.path / "decided.csv.unfinished"
    unfinished.mkdir()
    (unfinished / "read-0.read").touch()
    with pytest.raises(NotFoundError, match=r"Delete the folder, and leave --resume out\."):
        folder.decide(resume=True)


def test_a_first_line_about_somebody_is_not_shown(tmp_path: Path) -> None:
    faults = Folder(tmp_path, cases="Secret,N,100.00\nHidden,N,5\n").faults()
    assert "there is no such column. Does the first line name the columns? It has numbers in it" in {
        each.message for each in faults
    }
    assert not [each for each in faults if "Secret" in str(each)]
