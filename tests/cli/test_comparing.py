"""`localgov compare`."""

import csv
import io
import json
import shutil
from itertools import islice
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from .conftest import EXAMPLES, Localgov

MAPPING = """
format = 1
key = "Claim"
[facts."household.pension_age"]
column = "Pension age"
[facts."household.capital"]
column = "Savings"
amounts = "pounds"
[facts."household.income"]
column = "Net weekly income"
amounts = "pounds"
[facts."household.council_tax"]
column = "Weekly council tax"
amounts = "pounds"
[members."household.members"]
key = "Claim"
complete = "all"
[members."household.members".facts."member.is_partner"]
column = "Partner"
[members."household.members".facts."member.born"]
column = "Born"
dates = "DD/MM/YYYY"
[members."household.members".facts."member.earnings"]
column = "Weekly earnings"
amounts = "pounds"
"""
HOUSEHOLDS = ("--input", "council_support/households.csv", "--mapping", "mapping.toml")
PEOPLE = ("--members", "household.members=council_support/people.csv")
MAY = ("--on", "2026-05-01")
RAISED = ("--set", "capital_limit=16000.00")


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example scheme with its households, in the current folder."""
    shutil.copytree(EXAMPLES / "council_support", tmp_path / "council_support")
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_a_higher_limit_costs_is_told_as_text(run: Localgov, council: Path) -> None:
    result = run("compare", "council_support", *HOUSEHOLDS, *PEOPLE, *MAY, *RAISED, "--counted", "households")
    assert result.exit_code == 0, result.output
    assert "The cost goes up from £" in result.output
    assert "1,500 households were looked at" in result.output
    assert "service: proposed, from 1 May 2026" in result.output


def test_the_document_has_what_was_asked_for(run: Localgov, council: Path) -> None:
    words = (*HOUSEHOLDS, *PEOPLE, *MAY, *RAISED, "--by", "Ward", "--by", "household.capital:£6000,£16000")
    result = run("compare", "council_support", *words, "--format", "json", "--title", "A higher limit")
    document = json.loads(result.output)
    assert document["title"] == "A higher limit"
    assert [each["column"] for each in document["breakdowns"]] == ["Ward", "household.capital"]
    assert document["breakdowns"][1]["label"] == "savings and investments"
    gained = next(each for each in document["changes"] if each["change"] == "becomes-eligible")
    assert document["cost"]["difference"] == gained["amount"]


def test_numbers_of_a_csv_that_are_no_fact_are_told_by_bands(run: Localgov, council: Path) -> None:
    path = council / "council_support" / "households.csv"
    heading, *rows = path.read_text(encoding="utf-8").splitlines()
    bedrooms = [f"{row},{'unknown' if number % 50 == 0 else number % 4 + 1}" for number, row in enumerate(rows)]
    path.write_text("\n".join([f"{heading},Bedrooms", *bedrooms, ""]), encoding="utf-8")
    words = (*HOUSEHOLDS, *PEOPLE, *MAY, *RAISED, "--by", "Bedrooms:2,4", "--threshold", "0", "--format", "json")
    (breakdown,) = json.loads(run("compare", "council_support", *words).output)["breakdowns"]
    names = ["under 2", "2 to under 4", "4 and over", "not a number"]
    assert [(row["name"], row["number"]) for row in breakdown["rows"]] == list(
        zip(names, [360, 735, 375, 30], strict=True)
    )


def test_a_column_may_be_called_as_the_key_is_within(run: Localgov, council: Path) -> None:
    path = council / "council_support" / "households.csv"
    heading, *rows = path.read_text(encoding="utf-8").splitlines()
    cases = [f"{row},{'new' if number % 3 else 'old'}" for number, row in enumerate(rows)]
    path.write_text("\n".join([f"{heading},case", *cases, ""]), encoding="utf-8")
    words = (*HOUSEHOLDS, *PEOPLE, *MAY, *RAISED, "--by", "case", "--format", "json")
    (breakdown,) = json.loads(run("compare", "council_support", *words).output)["breakdowns"]
    assert [(row["name"], row["number"]) for row in breakdown["rows"]] == [("new", 1000), ("old", 500)]


def test_one_workbook_may_have_cases_and_members_on_two_sheets(run: Localgov, council: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in ("households", "people"):
        sheet = book.create_sheet(name)
        with (council / "council_support" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in islice(csv.reader(file), 300):
                sheet.append(row)
    book.save("book.xlsx")
    read = ("--input", "book.xlsx", "--mapping", "mapping.toml", "--members", "household.members=book.xlsx")
    sheets = ("--sheet", "households", "--sheet", "household.members=people")
    result = run("compare", "council_support", *read, *sheets, *MAY, *RAISED)
    assert result.exit_code == 0, result.output
    assert "299 cases were looked at" in result.output
    told = run("compare", "council_support", *read, *sheets[:2], *MAY, *RAISED)
    assert told.exit_code == 3
    assert "--sheet household.members=…" in told.output


def test_a_report_is_written_whole_to_a_file(run: Localgov, council: Path) -> None:
    words = (*HOUSEHOLDS, *PEOPLE, *MAY, *RAISED, "--format", "html", "--output", "report.html")
    result = run("compare", "council_support", *words)
    assert result.output == "Written to report.html\n"
    assert (council / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert not list(council.glob(".report*"))


def test_a_policy_file_a_scheme_or_a_day_may_differ(run: Localgov, council: Path) -> None:
    policy = (council / "council_support" / "policy.toml").read_text(encoding="utf-8")
    (council / "after.toml").write_text(policy.replace('"10000.00"', '"16000.00"'), encoding="utf-8")
    shutil.copytree(council / "council_support", council / "other")
    (council / "other" / "policy.toml").write_text(policy.replace('"10000.00"', '"16000.00"'), encoding="utf-8")
    of_file = run("compare", "council_support", *HOUSEHOLDS, *PEOPLE, *MAY, "--after-policy", "after.toml")
    of_scheme = run("compare", "council_support", *HOUSEHOLDS, *PEOPLE, *MAY, "--after-scheme", "other")
    assert of_file.exit_code == of_scheme.exit_code == 0
    assert of_file.output == of_scheme.output
    later = run("compare", "council_support", *HOUSEHOLDS, *PEOPLE, *MAY, "--after-on", "2027-05-01")
    assert "1 May 2027" in later.output


def test_rows_that_cannot_be_read_are_counted_and_left_out(run: Localgov, council: Path) -> None:
    path = council / "council_support" / "households.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    broken = [f"{row.rsplit(',', 1)[0]},lots" for row in rows[1:21]]
    path.write_text("\n".join([rows[0], *broken, *rows[21:], ""]), encoding="utf-8")
    result = run("compare", "council_support", *HOUSEHOLDS, *PEOPLE, *MAY, *RAISED)
    assert "20 rows could not be read, and are in no number." in result.output
    assert "1,480 cases were looked at" in result.output


def test_parquet_with_facts_under_their_ids_needs_no_mapping(run: Localgov, council: Path) -> None:
    pl.DataFrame(
        {
            "claim": range(120),
            "household.pension_age": [False] * 120,
            "household.capital": [1_200_000] * 40 + [0] * 80,
            "household.income": [9000] * 120,
            "household.council_tax": [3000] * 120,
            "household.members": [True] * 120,
            "ward": ["Elm", "Oak"] * 60,
        }
    ).write_parquet("cases.parquet")
    schema = {"claim": pl.Int64, "member.is_partner": pl.Boolean, "member.born": pl.Date, "member.earnings": pl.Int64}
    pl.DataFrame(schema=schema).write_parquet("people.parquet")
    words = ("--input", "cases.parquet", "--members", "household.members=people.parquet", "--key", "claim")
    result = run("compare", "council_support", *words, *MAY, *RAISED, "--by", "ward", "--format", "csv")
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert {"table": "by ward", "group": "Elm", "of": "becomes-eligible", "figure": "20"} in rows


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Say what differs after"),
        (("--set", "capital_limit"), 2, "Write the policy value and what it should be"),
        (("--set", "capital_limit=lots"), 2, "--set capital_limit: "),
        (("--set", "capital_limits=1.00"), 3, "no policy value 'capital_limits'. There are: "),
        ((*RAISED, "--by", "Tenant"), 3, "there is no such column"),
        ((*RAISED, "--by", "Ward:1,"), 3, "not where a band begins"),
        ((*RAISED, "--threshold", "2"), 3, "a threshold that keeps nothing"),
        ((*RAISED, "--output", "reports/report.html"), 2, "There is no folder 'reports'. Make it, or name another."),
        ((*RAISED, "--output", "council_support/../mapping.toml"), 2, "is read, and would be written over"),
        ((*RAISED, "--sheet", "household.children=Sheet1"), 3, "no list of the mapping, and a sheet of it"),
        ((*RAISED, "--by", "Ward:£6000"), 3, "the column 'Ward' holds no amount: 1,500 rows"),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Localgov, council: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    result = run("compare", "council_support", *HOUSEHOLDS, *PEOPLE, *MAY, *words)
    assert result.exit_code == code
    assert said in result.output


def test_csv_without_a_mapping_and_members_without_a_word_of_them_are_refused(run: Localgov, council: Path) -> None:
    result = run("compare", "council_support", *HOUSEHOLDS[:2], *MAY, *RAISED)
    assert "households.csv: no Parquet file. Give a mapping with --mapping" in result.output
    result = run("compare", "council_support", *HOUSEHOLDS, *MAY, *RAISED)
    assert "column household.members: no file. Give one with --members" in result.output
