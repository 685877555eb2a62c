"""`localgov check --prove`."""

import json
from pathlib import Path

import pytest

from .conftest import Localgov

DAY = ("--on", "2026-05-01")
PROVE = ("check", "council_support", "--prove", *DAY)


@pytest.fixture
def faulty(support: Path) -> Path:
    """The scheme with a rule that decides nobody, and one that another makes needless."""
    text = (support / "scheme.py").read_text(encoding="utf-8")
    dead = 'rule("dead", all_of(Household.capital * 2 > Money("10"), Household.capital < Money("5")), cites=ORDER)'
    (support / "scheme.py").write_text(text.replace("refer=[", f"refer=[{dead}, "), encoding="utf-8")
    return support


def test_what_is_proved_is_told_after_what_is_seen_without_proofs(run: Localgov, support: Path) -> None:
    result = run(*PROVE)
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "council_support: no mistakes\n  1 note: see it with --notes\ncouncil-support on 1 May 2026: "
    )
    assert "warning: fact member.income: £" in result.stdout
    assert "[cliff-edge]" in result.stdout


def test_a_fault_ends_with_3_and_a_warning_only_where_it_is_strict(run: Localgov, faulty: Path) -> None:
    result = run(*PROVE)
    assert result.exit_code == 3
    assert "error: rule dead: no household meets it [rule-fires]" in result.stdout


def test_warnings_end_with_3_where_it_is_strict(run: Localgov, support: Path) -> None:
    assert run(*PROVE, "--strict").exit_code == 3
    assert run("check", "council_support", "--prove", *DAY, "--strict", "--seconds", "0.1").exit_code == 3


def test_proofs_as_json_are_all_that_standard_output_has(run: Localgov, support: Path) -> None:
    result = run(*PROVE, "--format", "json", "--members", "1")
    (found,) = json.loads(result.stdout)
    assert found["scheme"] == "council-support"
    assert "no list has more than 1 member" in found["limits"]
    assert result.stderr.startswith("council_support: no mistakes")


def test_sarif_points_into_the_file_of_the_scheme(run: Localgov, faulty: Path) -> None:
    result = run(*PROVE, "--format", "sarif")
    (log,) = json.loads(result.stdout)["runs"]
    (dead,) = [each for each in log["results"] if each["kind"] == "fail" and each["level"] == "error"]
    physical = dead["locations"][0]["physicalLocation"]
    line = (faulty / "scheme.py").read_text(encoding="utf-8").splitlines()[physical["region"]["startLine"] - 1]
    assert physical["artifactLocation"]["uri"] == "council_support/scheme.py"
    assert 'rule("dead"' in line


def test_a_document_and_a_service_have_a_place_in_sarif_too(run: Localgov, examples: Path) -> None:
    result = run("check", "garden_waste", "ambleford", "--prove", *DAY, "--format", "sarif", "--output", "log.sarif")
    assert result.exit_code == 0
    runs = json.loads(Path("log.sarif").read_text(encoding="utf-8"))["runs"]
    files = [
        {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]} for run in runs
    ]
    assert files == [{"garden_waste/service.py"}, {"ambleford/council.toml"}]
    assert "garden_waste: no mistakes" in result.stdout


def test_proofs_are_kept_where_it_is_said(run: Localgov, support: Path) -> None:
    first = run(*PROVE, "--format", "json", "--cache", "proofs")
    again = run(*PROVE, "--format", "json", "--cache", "proofs")
    told = [json.loads(each.stdout)[0]["proofs"] for each in (first, again)]
    assert {each["kept"] for each in told[0]} == {False}
    assert {each["kept"] for each in told[1]} == {True}


def test_charts_are_drawn_for_awards_against_incomes(run: Localgov, support: Path) -> None:
    result = run(*PROVE, "--charts", "charts")
    (chart,) = Path("charts").iterdir()
    assert chart.name == "council-support-cliff-edge-household-members-1-income.svg"
    assert chart.read_text(encoding="utf-8").startswith("<svg ")
    assert f"Written to {chart}" in result.stderr


def test_incomes_may_be_named(run: Localgov, support: Path) -> None:
    result = run(*PROVE, "--against", "household.council_tax")
    assert "warning: fact household.council_tax: a household gets less for having less" in result.stdout
    refused = run(*PROVE, "--against", "household.rent")
    assert refused.exit_code == 3
    assert "no amount 'household.rent' is read by a rule" in refused.stderr


def test_two_versions_are_proved_the_same_or_shown_to_differ(run: Localgov, support: Path, faulty: Path) -> None:
    Path("other").mkdir()
    for name in ("scheme.py", "policy.toml", "band.csv"):
        text = (support / name).read_text(encoding="utf-8")
        Path("other", name).write_text(text.replace('"0.85"', '"0.80"'), encoding="utf-8")
    result = run(*PROVE, "--same-as", "council_support")
    assert "scheme council-support and council-support: every household gets the same" in result.stdout
    differs = run(*PROVE, "--same-as", "other")
    assert "error: scheme council-support and council-support: a household gets different things" in differs.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--strict"], "--strict is for proofs. Give --prove too."),
        (["--format", "json", "--seconds", "3"], "--seconds, --format are for proofs. Give --prove too."),
    ],
)
def test_options_of_proofs_without_proofs_are_refused(
    run: Localgov, support: Path, words: list[str], said: str
) -> None:
    result = run("check", "council_support", *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_scheme_that_does_not_open_leaves_the_others(run: Localgov, support: Path) -> None:
    Path("empty").mkdir()
    result = run("check", "empty", "council_support", "--prove", *DAY)
    assert result.exit_code == 3
    assert "no scheme in 'empty'" in result.stderr
    assert "council-support on 1 May 2026" in result.stdout
    assert run("check", "empty", "--prove", "--format", "sarif").exit_code == 3


@pytest.mark.parametrize("form", ["json", "sarif", "text"])
def test_nothing_is_written_of_a_scheme_that_cannot_be_loaded(run: Localgov, support: Path, form: str) -> None:
    (support / "scheme.py").write_text("SCHEME = (", encoding="utf-8")
    result = run(*PROVE, "--format", form)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "not Python" in result.stderr
    assert run(*PROVE, "--format", form, "--output", "proofs.txt").exit_code == 3
    assert not Path("proofs.txt").exists()
