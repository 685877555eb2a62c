import contextlib
import json
import os
import shutil
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
from tests.eligibility.population.files.support_files import BOUND, CASES, DAY, MAPPING, PEOPLE, Folder, mapping
from tests.rules.vocabulary import Household, Tenure

from localgov_components.core.errors import ConflictError, DefinitionError, NotFoundError, NotSupportedError
from localgov_components.core.grid import Grid
from localgov_components.eligibility import Scheme, rule
from localgov_components.eligibility.population.files import Job, Summary, decide_file, read_mapping
from localgov_components.identifiers import Postcode


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
    assert data["files"][0]["unused"] == [{"column": "Ward", "place": 2, "rows": 4, "first": [2, 3, 4, 5]}]
    assert summary.text().splitlines() == [
        "read 4 = decided 3 + undecided 1 + rejected 0",
        "  eligible: 1",
        "  not-eligible: 2",
        "  undecided: 1",
        "not known: household.capital, in 2 cases",
        "not known: household.income, in 1 case",
        "not known: household.members, in 2 cases",
        "households.csv: columns that nothing reads:",
        "  Ward: a value in 4 of 4 rows: 2, 3, 4, 5",
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
    assert refused.value.code == "work.output"
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


def test_a_column_is_refused_that_is_read_for_two_facts_or_is_the_key_too(folder: Folder) -> None:
    text = MAPPING.replace('column = "Income"', 'column = " savings"').replace('column = "DOB"', 'column = "Earnings"')
    advice = "Give each a column of its own, or words of its own"
    assert [str(each) for each in folder.faults(text=text.replace('"Council tax"', '"claim"'))] == [
        f"households.csv, column Savings: is read for household.capital and household.income. {advice}",
        "households.csv, column Claim: is the key, and is read for household.council_tax too. Give that its own",
        f"people.csv, column Earnings: is read for member.born and member.earnings. {advice}",
    ]


TENURES = """\
format = 1
key = "Home"
[facts]
"household.tenure" = { column = "Tenure", values = { "Council tenant" = "rented", "Owner" = "owned" } }
"household.credit" = { column = "Tenure", yes = ["Council tenant"], no = ["Owner"] }
"household.postcode" = { column = "Home" }
"""


def test_a_column_of_words_may_stand_for_several_facts_and_the_key_for_an_identifier(tmp_path: Path) -> None:
    scheme = Scheme(
        "tenures",
        facts=Household,
        eligible=[
            rule("a", Household.tenure == Tenure.RENTED), rule("b", Household.credit),
            rule("c", Household.postcode == Postcode("SW1A 1AA")),
        ],
    )  # fmt: skip
    cases = tmp_path / "homes.csv"
    cases.write_text("Home,Tenure\nSW1A 1AA,Council tenant\nSW1A 2AA,owner\n", encoding="utf-8")
    bound = scheme.on(DAY)

    def decided(text: str, output: str) -> Summary:
        found = read_mapping(text.encode(), scheme=scheme, source="m.toml")
        return decide_file(Job(bound, cases, found, tmp_path / output))

    summary = decided(TENURES, "a.csv")
    assert (summary.outcomes["eligible"], summary.outcomes["not-eligible"]) == (1, 1)
    assert "homes.csv: Tenure is read for household.tenure and household.credit." in summary.text().splitlines()
    alike = TENURES.replace('"household.credit" = { column = "Tenure", ', '"household.credit" = { column = "Home", ')
    with pytest.raises(DefinitionError, match=r"is the key, and is read for household\.credit too"):
        decided(alike, "b.csv")


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
        assert stopped.names == {"decided.unfinished"}
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
        assert killed.names == {"decided.unfinished"}
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
        assert "decided.unfinished" in folder.names
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
    assert refused.value.code == "work.unfinished"


def test_a_folder_of_somebody_elses_is_left_alone(folder: Folder) -> None:
    own = folder.path / "decided.unfinished" / "letter.txt"
    own.parent.mkdir()
    own.write_text("mine", encoding="utf-8")
    with pytest.raises(ConflictError, match="delete the folder"):
        folder.decide()
    assert own.exists()


def test_there_is_nothing_to_go_on_with_when_none_was_begun(folder: Folder) -> None:
    with pytest.raises(NotFoundError, match="no run to go on with") as refused:
        folder.decide(resume=True)
    assert refused.value.code == "work.missing"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b"\0" * 10])
def test_a_run_of_which_nobody_can_tell_what_it_was_begun_with_is_left_as_it_is(
    stopped: Folder, content: bytes
) -> None:
    unfinished = stopped.path / "decided.unfinished"
    begun = unfinished / "begun.json"
    before, pieces = begun.read_bytes(), sorted(unfinished.iterdir())
    begun.write_bytes(content)
    with pytest.raises(ConflictError, match=r"is damaged.* Put it back from a copy, or delete the folder") as refused:
        stopped.decide(resume=True)
    assert refused.value.code == "work.damaged"
    assert sorted(unfinished.iterdir()) == pieces
    begun.write_bytes(before)
    assert stopped.decide(resume=True).read == 4


@pytest.mark.slow
@pytest.mark.parametrize("how", ["cut", "emptied"])
def test_a_piece_that_is_damaged_is_named_and_made_again_once_it_is_deleted(tmp_path: Path, how: str) -> None:
    folder = Folder(tmp_path, cases=MANY, people=MANY_PEOPLE)
    steps = steps_of(folder)
    names = sorted(folder.names)
    content = [(tmp_path / name).read_bytes() for name in names]
    unfinished = tmp_path / "decided.unfinished"
    last = len(steps) - steps[::-1].index("Deciding")
    options: dict[str, Any] = {"keep": ["all"], "overwrite": True, **SMALL}
    with pytest.raises(_Stopped):
        folder.decide(watch=stopping_at(last), **options)
    pieces = sorted(each.name for each in unfinished.glob("*.arrow"))
    shutil.copytree(unfinished, tmp_path / "copy")
    for name in pieces:
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(tmp_path / "copy", unfinished)
        whole = (unfinished / name).read_bytes()
        (unfinished / name).write_bytes(whole[: len(whole) // 2] if how == "cut" else b"")
        with pytest.raises(ConflictError, match=rf"{name}' is damaged\. Delete this one file") as refused:
            folder.decide(resume=True, **options)
        assert refused.value.code == "work.damaged"
        (unfinished / name).unlink()
        folder.decide(resume=True, **options)
        assert [(tmp_path / each).read_bytes() for each in names] == content


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
        assert refused.value.code == "work.changed"


def test_another_scheme_policy_or_day_is_another_run(stopped: Folder) -> None:
    from dataclasses import replace
    from datetime import timedelta

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
    assert (stopped.path / "decided.unfinished").stat().st_mode & 0o077 == 0


def test_a_mapping_alone_names_the_files_it_needs() -> None:
    assert [each.name for each in mapping().members] == ["household.members"]


def test_a_sheet_is_not_begun_that_cannot_hold_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localgov_components.eligibility.population.files.job.MOST_SHEET_ROWS", 4)
    (fault,) = Folder(tmp_path, output="decided.xlsx").faults()
    assert "more rows than a sheet has" in fault.message


def test_a_text_too_long_for_a_workbook_is_named_and_the_run_goes_on_to_another_kind(tmp_path: Path) -> None:
    fits, long, wide = "x" * 32_767, "x" * 32_768, "\U0001f600" * 16_384
    cases = CASES.replace("1,North", f"1,{fits}").replace("2,South", f"2,{wide}").replace("4,North", f"4,{long}")
    folder = Folder(tmp_path, cases=cases, output="decided.xlsx")
    with pytest.raises(NotSupportedError, match=r"households\.csv, column Ward: .* in row 3, 5\. Go on") as refused:
        folder.decide(keep=["Ward"])
    assert refused.value.code == "population.cell"
    assert "--output decided.csv and --resume" in str(refused.value)
    assert folder.names == {"decided.unfinished"}
    folder.output = tmp_path / "decided.csv"
    with pytest.raises(_Stopped):
        folder.decide(keep=["Ward"], resume=True, watch=stopping_at(4))
    folder.output = tmp_path / "decided.xlsx"
    with pytest.raises(NotSupportedError):
        folder.decide(keep=["Ward"], resume=True)
    folder.output = tmp_path / "decided.csv"
    assert folder.decide(keep=["Ward"], resume=True).read == 4
    assert folder.decided[4][1] == long
    folder.cases.write_text(CASES.replace("1,North", f"1,{fits}"), encoding="utf-8")
    folder.output = tmp_path / "short.xlsx"
    folder.decide(keep=["Ward"])
    assert Grid.read(folder.output).cell(2, 2).value == fits


MESSY = """\
Claim,Ward,,Pensioner,Savings,Income,Council tax,All told,Notes,Notes,,
1,North,,N,1,100,3000,Y,,,,
2,,x,Y,n/k,,3000,, ,\u00a0,,
3,South,,N,20000,10.50
4,North,,N,n/k,10.50,3000,Y,called,,,y
5,North,,N,n/k,10.50,3000,Y,,called,,
"""


def test_what_is_in_columns_that_nothing_reads_is_counted_by_row(tmp_path: Path) -> None:
    folder = Folder(tmp_path, cases=MESSY)
    summary = folder.decide()
    assert [(each.column, each.place, each.rows, each.first) for each in summary.files[0].unused] == [
        ("Ward", 2, 3, (2, 5, 6)),
        ("", 3, 1, (3,)),
        ("Notes", 9, 1, (5,)),
        ("Notes", 10, 1, (6,)),
        ("", 12, 1, (5,)),
    ]
    assert "  column C, which has no heading: a value in 1 of 5 rows: 3" in summary.text().splitlines()
    assert "called" not in summary.json()


def test_columns_that_nothing_reads_are_counted_alike_in_every_kind_of_file_and_in_pieces(tmp_path: Path) -> None:
    width, some = 30, [None, "", " ", "x"]
    header, *lines = CASES.replace('"£1,000.00"', "1000").splitlines()
    rows = [line.split(",") for line in lines]
    more = [[some[(row * 7 + column * column) % 4] for column in range(width)] for row in range(300)]
    table = [[str(number), *rows[number % 4][1:], *more[number]] for number in range(300)]
    names = [*header.split(","), *(f"more {number}" for number in range(width))]
    folder = Folder(tmp_path, people=PEOPLE.splitlines()[0] + "\n")
    frame = pl.DataFrame(table, schema=dict.fromkeys(names, pl.String), orient="row")
    frame.write_csv(folder.cases)
    book, parquet = tmp_path / "cases.xlsx", tmp_path / "cases.parquet"
    Grid.of([names, *([cell or None for cell in row] for row in table)], name=book.name).write(book)
    frame.with_columns(pl.col("more 1").cast(pl.Categorical)).write_parquet(parquet, row_group_size=70)
    found = folder.decide().files[0].unused
    assert [(each.column, each.rows) for each in found[1:]] == [
        (name, frame[name].str.strip_chars().replace("", None).count()) for name in names[7:]
    ]
    for pieces in ({}, {"rows_in_batch": 11}, {"rows_in_batch": 100}):
        assert folder.decide(overwrite=True, **pieces).files[0].unused == found
        assert folder.decide(cases=book, overwrite=True, **pieces).files[0].unused == found
        by_parquet = folder.decide(cases=parquet, overwrite=True, **pieces).files[0].unused
        assert [(each.column, each.rows) for each in by_parquet] == [(each.column, each.rows) for each in found]
        assert [each.first for each in by_parquet] == [tuple(row - 1 for row in each.first) for each in found]


def test_columns_of_lists_bytes_and_any_type_are_counted_where_nothing_reads_them(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    parquet = tmp_path / "cases.parquet"
    frame = pl.DataFrame(
        {
            **{each: ["1", "2", "3"] if each == "Claim" else [None] * 3 for each in PARQUET},
            "photo": [b"x" * 100_000, None, b""],
            "lists": [[1], None, []],
            "parts": [{"a.b": 1}, None, {"a.b": None}],
            "days": [timedelta(1), None, None],
            "float": [float("nan"), None, 1.0],
            "none": [None] * 3,
        }
    )
    frame.write_parquet(parquet)
    summary = folder.decide(cases=parquet, text=ALL_HERE)
    assert [(each.column, each.rows, each.first) for each in summary.files[0].unused] == [
        ("photo", 2, (1, 3)), ("lists", 2, (1, 3)), ("parts", 2, (1, 3)), ("days", 1, (1,)), ("float", 2, (1, 3)),
        ("none", 0, ()),
    ]  # fmt: skip
    assert "  none: empty" in summary.text().splitlines()


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
    assert [each.column for each in summary.files[0].unused] == ["W\ufffdrd"]
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
    unfinished = folder.path / "decided.unfinished"
    unfinished.mkdir()
    (unfinished / "read-0.read").touch()
    with pytest.raises(NotFoundError, match=r"Delete the folder, and leave --resume out\."):
        folder.decide(resume=True)


@pytest.mark.parametrize("first", ["Secret,N,100.00", "Secret,Harbour,Couple", "Secret,Wardle,Savingsy"])
def test_a_first_line_about_somebody_is_not_shown(tmp_path: Path, first: str) -> None:
    faults = Folder(tmp_path, cases=f"{first}\nHidden,N,5\n").faults()
    message = (
        "there is no such column. Does the first line name the columns? It may be about somebody, and is not shown"
    )
    assert {each.message for each in faults} == {message}
    assert not [each for each in faults for cell in first.split(",") if cell != "N" and cell in str(each)]


def test_marks_that_nobody_can_see_are_no_part_of_headings_keys_and_cells(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.decide()
    expected = folder.decided
    people = "\n".join(f"\ufeff{line}\u200b" for line in PEOPLE.replace(";", "\u2060; ").splitlines())
    folder = Folder(tmp_path, people=f"\ufeff{people}", cases=CASES.replace("n/k", "\u00a0N/K\u200b"))
    assert folder.decide(overwrite=True).files[1].used == 3
    assert folder.decided == expected


def test_headings_below_a_title_are_found_and_told_of(tmp_path: Path) -> None:
    title = "Council tax support,,,\n,,,\nRun on 1 May 2026\n"
    (fault,) = Folder(tmp_path, cases=title + CASES).faults()
    assert str(fault) == ("households.csv, line 1: the headings seem to be on line 4. Delete what stands above them")
    folder = Folder(tmp_path, people=f"People\n{PEOPLE}")
    assert [str(each) for each in folder.faults()] == [
        "people.csv, line 1: the headings seem to be on line 2. Delete what stands above them"
    ]
    book = tmp_path / "people.xlsx"
    Grid.of([["People"], [], *(line.split(";") for line in PEOPLE.splitlines())], name=book.name).write(book)
    (fault,) = folder.faults(members={"household.members": book})
    assert "the headings seem to be on line 3" in fault.message


def test_a_line_that_tells_excel_how_others_are_divided_is_passed_over(tmp_path: Path) -> None:
    folder = Folder(tmp_path, people=f"sep=;\r\n{PEOPLE}")
    expected = Folder(tmp_path)
    expected.decide()
    by_itself = expected.decided
    summary = folder.decide(overwrite=True)
    assert folder.decided == by_itself
    assert summary.files[1].read == 3
    folder = Folder(tmp_path, people=f'sep=;\n{PEOPLE}9;"never;1/2/1980;1\n')
    assert [each.line for each in folder.faults(overwrite=True)] == [6]
