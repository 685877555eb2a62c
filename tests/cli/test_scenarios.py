"""`localgov scenarios`."""

import json
from pathlib import Path

import pytest

from localgov_components.core.grid import Grid
from localgov_components.eligibility.scenarios import parse_scenarios
from localgov_components.eligibility.scheme_files import load_scheme

from .conftest import Localgov


def test_scenarios_of_a_folder_are_found_and_pass(run: Localgov, examples: Path) -> None:
    assert "6 passed, 0 failed" in run("scenarios", "garden_waste").output
    assert "4 passed, 0 failed" in run("scenarios", "brackwater").output


def test_a_scheme_by_itself_is_tested_by_all_its_tables(run: Localgov, support: Path) -> None:
    result = run("scenarios", "council_support")
    assert result.exit_code == 0
    assert result.output.startswith("ok    Nobody applied\n")
    assert "10 passed, 0 failed" in result.output


def test_a_scenario_that_fails_says_what_differs_and_exits_1(run: Localgov, examples: Path) -> None:
    result = run("scenarios", "brackwater", "garden_waste/scenarios.yaml")
    assert result.exit_code == 1
    assert "total: expected £96.00, was £108.00" in result.output


def test_scenarios_without_a_table_say_what_to_write(run: Localgov, examples: Path) -> None:
    result = run("scenarios", "ambleford")
    assert result.exit_code == 3
    assert "Write scenarios.csv or scenarios.xlsx or scenarios.yaml." in result.stderr


def test_mistakes_of_every_table_are_told_together(run: Localgov, support: Path) -> None:
    Path("a.csv").write_text("name,date,outcome\nA,2026-05-01,maybe\n", encoding="utf-8")
    Path("b.yaml").write_text("- name: B\n  date: soon\n  expect: {outcome: refer}\n", encoding="utf-8")
    result = run("scenarios", "council_support", "a.csv", "b.yaml")
    assert result.exit_code == 3
    assert "a.csv, cell C2: not an outcome" in result.stderr
    assert "b.yaml, line 2, column date: not a day" in result.stderr
    assert result.stdout == ""


def test_a_sheet_of_a_workbook_is_chosen(run: Localgov, support: Path) -> None:
    rows = [["name", "date", "household.applied", "outcome"], ["A", "2026-05-01", "no", "not-eligible"]]
    Grid.of(rows, name="x.xlsx", sheet="May").write(Path("x.xlsx"))
    assert run("scenarios", "council_support", "x.xlsx", "--sheet", "May").exit_code == 0
    assert "no such sheet" in run("scenarios", "council_support", "x.xlsx", "--sheet", "June").stderr


# Coverage


def test_coverage_says_what_is_not_shown_and_what_would_show_it(run: Localgov, support: Path) -> None:
    (support / "scenarios.csv").unlink()
    result = run("scenarios", "council_support", "--coverage")
    assert result.exit_code == 0
    assert "not shown, with a case that would:\n" in result.output
    assert "  rule not-applied: holds\n" in result.output
    assert '    facts: {"household.applied": false}\n' in result.output


def test_coverage_as_json_has_every_part(run: Localgov, support: Path) -> None:
    (support / "scenarios.csv").unlink()
    data = json.loads(run("scenarios", "council_support", "--coverage", "--json").output)
    assert (data["scheme"], data["passed"], data["failed"]) == ("council-support", 4, 0)
    assert data["scenarios"][0]["place"] == "scenarios.yaml, scenario 1"
    parts = {f"{part['place']}: {part['words']}": part for part in data["coverage"]["parts"]}
    assert parts["rule not-applied: holds"]["suggestion"] == {"household.applied": False}
    assert parts["rule not-applied: holds"]["shown_by"] == []
    assert "A couple with little saved" in parts["rule low-income: holds"]["shown_by"]
    assert data["coverage"]["of"] == len(parts)
    assert data["coverage"]["shown"] == sum(bool(part["shown_by"]) for part in parts.values())


def test_scenarios_alone_as_json_have_no_coverage(run: Localgov, support: Path) -> None:
    assert "coverage" not in json.loads(run("scenarios", "council_support", "--json").output)


def test_strict_fails_while_a_scenario_could_show_what_none_does(run: Localgov, support: Path) -> None:
    assert run("scenarios", "council_support").exit_code == 0
    assert run("scenarios", "council_support", "--strict").exit_code == 1


@pytest.mark.parametrize("name", ["more.yaml", "more.csv", "more.xlsx"])
def test_suggestions_are_written_for_a_person_to_finish(run: Localgov, support: Path, name: str) -> None:
    written = run("scenarios", "council_support", "--suggest", name)
    assert written.exit_code == 0
    assert f"suggested: say in {name} what is expected of each" in written.output
    refused = run("scenarios", "council_support", name)
    assert refused.exit_code == 3
    assert "no outcome: it is for a person to say what is expected" in refused.stderr


def test_what_is_suggested_and_finished_shows_the_rest(run: Localgov, support: Path) -> None:
    run("scenarios", "council_support", "--suggest", "council_support/more.yaml")
    drafts = (support / "more.yaml").read_text(encoding="utf-8")
    found = load_scheme(support)
    cases = parse_scenarios(
        drafts.replace("outcome: }", "outcome: refer}").encode(), name="m.yaml", scheme=found.scheme
    )
    parts = drafts.split("  expect: {outcome: }\n")
    outcomes = [found.scheme.decide(each.known, on=each.on, policy=found.policy).outcome for each in cases]
    finished = "".join(f"{part}  expect: {{outcome: {each}}}\n" for part, each in zip(parts, outcomes, strict=False))
    (support / "more.yaml").write_text(finished, encoding="utf-8")
    tables = [f"council_support/{name}" for name in ("scenarios.csv", "scenarios.yaml", "more.yaml")]
    result = run("scenarios", "council_support", *tables, "--strict", "--coverage")
    assert result.exit_code == 0
    assert "not shown" not in result.output


def test_suggestions_need_no_scenarios_to_begin_with(run: Localgov, support: Path) -> None:
    for name in ("scenarios.csv", "scenarios.yaml"):
        (support / name).unlink()
    result = run("scenarios", "council_support", "--suggest", "first.csv", "--on", "2026-06-01")
    assert result.exit_code == 0
    assert ",2026-06-01," in Path("first.csv").read_text(encoding="utf-8-sig")


def test_nothing_is_written_over(run: Localgov, support: Path) -> None:
    Path("mine.yaml").write_text("my work", encoding="utf-8")
    result = run("scenarios", "council_support", "--suggest", "mine.yaml")
    assert result.exit_code == 2
    assert "'mine.yaml' is there already. Give another name: nothing is written over." in result.stderr
    assert Path("mine.yaml").read_text(encoding="utf-8") == "my work"


def test_suggestions_of_a_day_without_policy_say_so(run: Localgov, support: Path) -> None:
    result = run("scenarios", "council_support", "--coverage", "--on", "2020-01-01")
    assert result.exit_code == 3
    assert "no value of 'capital_limit' for 1 January 2020" in result.stderr


def test_suggestions_of_a_service_may_be_a_table_too(run: Localgov, examples: Path) -> None:
    result = run("scenarios", "brackwater", "--suggest", "more.csv")
    assert result.exit_code == 0
    assert "household.universal_credit" in Path("more.csv").read_text(encoding="utf-8-sig")
