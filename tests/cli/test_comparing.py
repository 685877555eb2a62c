"""`localgov compare`."""

import csv
import io
import json
import shutil
from pathlib import Path

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
    assert {"table": "ward", "group": "Elm", "of": "becomes-eligible", "figure": "20"} in rows


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
