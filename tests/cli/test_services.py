"""`localgov check`, `scenarios`, `decide` and `diagram`."""

import json
from pathlib import Path

import pytest

from .conftest import Localgov

KNOWN = {
    "household.council_tax_reduction": False,
    "household.universal_credit": False,
    "household.pension_credit": False,
    "household.blue_badge": True,
}


def test_check_finds_no_mistakes_in_the_examples(run: Localgov, examples: Path) -> None:
    result = run("check", "garden_waste", "ambleford", "brackwater")
    assert result.exit_code == 0
    assert result.output.count("no mistakes") == 3


def test_check_lists_every_mistake_of_every_folder(run: Localgov, examples: Path) -> None:
    (examples / "garden_waste" / "policy.toml").write_text("layer = 3", encoding="utf-8")
    (examples / "brackwater" / "variations.toml").write_text("[[variation]]\nkey = 1", encoding="utf-8")
    result = run("check", "garden_waste", "ambleford", "brackwater")
    assert result.exit_code == 3
    assert "ambleford: no mistakes" in result.stdout
    assert "garden_waste/policy.toml, column layer" in result.stderr
    assert "variations.toml, column variation.0.key" in result.stderr


def test_scenarios_of_a_folder_are_found_and_pass(run: Localgov, examples: Path) -> None:
    assert "6 passed, 0 failed" in run("scenarios", "garden_waste").output
    assert "4 passed, 0 failed" in run("scenarios", "brackwater").output


def test_a_scenario_that_fails_says_what_differs_and_exits_1(run: Localgov, examples: Path) -> None:
    result = run("scenarios", "brackwater", "garden_waste/scenarios.yaml")
    assert result.exit_code == 1
    assert "total: expected £96.00, was £108.00" in result.output


def test_scenarios_without_a_table_say_what_to_write(run: Localgov, examples: Path) -> None:
    result = run("scenarios", "ambleford")
    assert result.exit_code == 3
    assert "Write scenarios.yaml or scenarios.csv" in result.stderr


def test_decide_gives_outcome_and_reasons_in_plain_words(run: Localgov, examples: Path) -> None:
    (examples / "facts.json").write_text(json.dumps(KNOWN), encoding="utf-8")
    result = run("decide", "garden_waste", "facts.json", "--on", "2026-05-01", "--explain")
    assert result.exit_code == 0
    assert "garden-waste-concession: eligible" in result.output
    assert "because someone in your household has a Blue Badge" in result.output
    assert "rule blue-badge" in result.output


def test_decide_says_what_is_charged_once_everything_that_sets_it_is_known(run: Localgov, examples: Path) -> None:
    with_bins = run(
        "decide", "brackwater", "-", "--on", "2026-05-01", typed=json.dumps({**KNOWN, "subscription.bins": 3})
    )
    assert "charge: £54.00 (3 × Garden waste bin, one year)" in with_bins.output
    assert "charge" not in run("decide", "brackwater", "-", "--on", "2026-05-01", typed=json.dumps(KNOWN)).output


def test_decide_says_what_is_still_needed(run: Localgov, examples: Path) -> None:
    result = run("decide", "garden_waste", "-", typed='{"household.universal_credit": false}')
    assert "undecided" in result.output
    assert "ask next: household.council_tax_reduction" in result.output


def test_decide_writes_the_record_as_json(run: Localgov, examples: Path) -> None:
    result = run("decide", "garden_waste", "-", "--json", "--on", "2026-05-01", typed=json.dumps(KNOWN))
    record = json.loads(result.output)
    assert (record["outcome"], record["on"], record["facts"]) == ("eligible", "2026-05-01", KNOWN)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ('{"household.blue_bagde": true}', "no such fact"),
        ('{"household.blue_badge": "perhaps"}', "household.blue_badge"),
    ],
)
def test_decide_refuses_facts_with_a_mistake(run: Localgov, examples: Path, typed: str, said: str) -> None:
    result = run("decide", "garden_waste", "-", typed=typed)
    assert result.exit_code == 3
    assert said in result.stderr
    assert "perhaps" not in result.output


def test_diagram_draws_the_routes_in_the_councils_words(run: Localgov, examples: Path) -> None:
    result = run("diagram", "brackwater", "--output", "routes.mmd")
    assert result.exit_code == 0
    drawn = (examples / "routes.mmd").read_text(encoding="utf-8")
    assert drawn.startswith("flowchart")
    assert "What is the postcode of the property?" in drawn


def test_every_command_explains_itself(run: Localgov) -> None:
    names = ["check", "decide", "demo", "diagram", "gazetteer", "income", "pay-sandbox", "plugins", "policy"]
    for words in [[name] for name in [*names, "resolve", "scenarios", "serve"]] + [["policy", "upgrade"]]:
        result = run(*words, "--help")
        assert result.exit_code == 0
        assert result.output.startswith(f"Usage: localgov {' '.join(words)}")


def test_an_unknown_folder_is_a_usage_error(run: Localgov) -> None:
    assert run("check", "nowhere").exit_code == 2
