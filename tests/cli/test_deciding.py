"""`localgov decide`."""

import json
from pathlib import Path
from typing import Any

import pytest

from localgov_components.core.canonical import canonical_json
from localgov_components.eligibility.scheme_files import load_scheme
from localgov_components.policy import policy_document

from .conftest import Localgov

KNOWN = {
    "household.council_tax_reduction": False,
    "household.universal_credit": False,
    "household.pension_credit": False,
    "household.blue_badge": True,
}
COUPLE: dict[str, Any] = {
    "household.applied": True,
    "household.capital": "5000.00",
    "household.council_tax": "30.00",
    "household.hardship": {"value": False, "role": "officer", "reason": "visit"},
    "household.members": [
        {"member.age": 40, "member.income": "100.00", "member.partner": False},
        {"member.age": 41, "member.income": "44.65", "member.partner": True},
    ],
}
MAY = ("--on", "2026-05-01")


def test_a_decision_is_told_as_the_applicant_reads_it(run: Localgov, examples: Path) -> None:
    (examples / "facts.json").write_text(json.dumps(KNOWN), encoding="utf-8")
    result = run("decide", "garden_waste", "facts.json", *MAY, "--about", "a cheaper bin")
    assert result.exit_code == 0
    assert result.output.startswith("You can get a cheaper bin\n=====")
    assert "- Someone in your household has a Blue Badge" in result.output
    assert "blue-badge" not in result.output
    assert "blue_badge" not in result.output


def test_the_help_is_called_by_the_id_of_the_scheme_when_nothing_better_is_given(run: Localgov, examples: Path) -> None:
    result = run("decide", "garden_waste", "-", *MAY, typed=json.dumps(KNOWN))
    assert result.output.startswith("You can get garden waste concession\n")


def test_an_explanation_has_rules_law_and_values(run: Localgov, examples: Path) -> None:
    result = run("decide", "garden_waste", "-", *MAY, "--explain", typed=json.dumps(KNOWN))
    assert "blue-badge (Fees and charges policy, garden waste concession, paragraph 2): holds" in result.output
    assert "household.blue_badge" in result.output


def test_what_is_charged_is_told_once_everything_that_sets_it_is_known(run: Localgov, examples: Path) -> None:
    with_bins = json.dumps({**KNOWN, "subscription.bins": 3})
    for options in ([], ["--explain"]):
        found = run("decide", "brackwater", "-", *MAY, *options, typed=with_bins).output
        assert found.endswith("\n\nCharge: £54.00 (3 × Garden waste bin, one year)\n")
    assert "Charge" not in run("decide", "brackwater", "-", *MAY, typed=json.dumps(KNOWN)).output


def test_what_is_still_needed_is_told_in_words_and_explained_by_id(run: Localgov, examples: Path) -> None:
    typed = '{"household.universal_credit": false}'
    told = run("decide", "garden_waste", "-", *MAY, typed=typed).output
    assert "- Someone in your household gets Council Tax Reduction" in told
    explained = run("decide", "garden_waste", "-", *MAY, "--explain", typed=typed).output
    assert "To be asked next: household.council_tax_reduction" in explained


def test_a_scheme_by_itself_decides_with_members_and_judgements(run: Localgov, support: Path) -> None:
    told = run("decide", "council_support", "-", *MAY, "--about", "council support", typed=json.dumps(COUPLE))
    assert told.exit_code == 0
    assert "You can get council support" in told.output
    assert "£25.50" in told.output


def test_an_officer_sees_what_one_change_would_do_and_an_applicant_what_is_theirs(run: Localgov, support: Path) -> None:
    refused = json.dumps(COUPLE | {"household.capital": "20000.00"})
    explained = run("decide", "council_support", "-", *MAY, "--explain", typed=refused).output
    assert "One change that would make the case eligible\n" in explained
    assert explained.rstrip().endswith("- household.capital: £16,000.00")
    assert "16,000.00" not in run("decide", "council_support", "-", *MAY, typed=refused).output.partition("Why")[0]
    nobody_applied = json.dumps(COUPLE | {"household.applied": False})
    assert "omebody has applied" in run("decide", "council_support", "-", *MAY, typed=nobody_applied).output


def test_documents_decide_as_the_folder_does(run: Localgov, support: Path) -> None:
    found = load_scheme(support)
    Path("scheme.json").write_text(canonical_json(found.scheme.document), encoding="utf-8")
    Path("policy.json").write_text(json.dumps(policy_document(found.policy)), encoding="utf-8")
    typed = json.dumps(COUPLE)
    by_folder = run("decide", "council_support", "-", *MAY, "--record", typed=typed)
    by_document = run("decide", "scheme.json", "-", *MAY, "--record", "--policy", "policy.json", typed=typed)
    assert by_document.output == by_folder.output


def test_everything_that_is_told_can_be_had_as_json(run: Localgov, support: Path) -> None:
    typed = json.dumps(COUPLE | {"household.capital": "20000.00"})
    notice = json.loads(run("decide", "council_support", "-", *MAY, "--json", typed=typed).output)
    assert notice["outcome"] == "not-eligible"
    data = json.loads(run("decide", "council_support", "-", *MAY, "--explain", "--json", typed=typed).output)
    assert data["report"]["record"]["outcome"] == "not-eligible"
    assert data["nearest_changes"] == {
        "changes": [{"fact": "household.capital", "value": "16000.00", "is_proven": True}],
        "is_cut": False,
    }


def test_the_record_is_written_as_json(run: Localgov, examples: Path) -> None:
    result = run("decide", "garden_waste", "-", "--record", *MAY, typed=json.dumps(KNOWN))
    record = json.loads(result.output)
    assert (record["outcome"], record["on"], record["facts"]) == ("eligible", "2026-05-01", KNOWN)


def test_a_notice_may_be_in_welsh(run: Localgov, examples: Path) -> None:
    english, welsh = (
        run("decide", "garden_waste", "-", *MAY, "--language", language, typed=json.dumps(KNOWN)).output
        for language in ("en", "cy")
    )
    assert english != welsh


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{", "not JSON"),
        ('{"household.blue_badge": true, "household.blue_badge": false}', "line 1, column 32: the key"),
        ("[" * 10_000, "lists and objects within each other"),
        ("[]", "not an object"),
        ('{"household.blue_bagde": true}', "no such fact"),
        ('{"household.blue_badge": "perhaps"}', "household.blue_badge"),
    ],
)
def test_facts_with_a_mistake_are_refused(run: Localgov, examples: Path, typed: str, said: str) -> None:
    result = run("decide", "garden_waste", "-", typed=typed)
    assert result.exit_code == 3
    assert said in result.stderr
    assert "perhaps" not in result.output


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"household.capital": 5000},
            "column household.capital: an amount of money that is not text. Write it in quotes",
        ),
        ({"household.hardship": True}, "column household.hardship: a judgement that an officer makes, with role and"),
        ({"household.members": [{"age": 3}]}, "column household.members[1].age: no such fact. There are: member.age"),
        (
            {"household.capital": {"unknown": "lost"}},
            "column household.capital: not a reason for a fact that is unknown",
        ),
    ],
)
def test_members_and_judgements_with_a_mistake_are_refused(
    run: Localgov, support: Path, facts: dict[str, Any], said: str
) -> None:
    result = run("decide", "council_support", "-", *MAY, typed=json.dumps(facts))
    assert result.exit_code == 3
    assert said in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nowhere", "-"], 2, "Path 'nowhere' does not exist"),
        (["council_support", "nothing.json"], 2, "'nothing.json': No such file"),
        (["council_support", "-", "--record", "--json"], 2, "--record writes all of it as JSON"),
        (["council_support", "-", "--on", "2026-13-01"], 2, "is no day. Give one such as 2026-05-01."),
        (["council_support", "-", "--on", "2020-01-01"], 3, "no value of 'capital_limit' for 1 January 2020"),
        (["council_support/band.csv", "-"], 3, "band.csv, line 1, column 1: not JSON"),
        (["council_support/scheme.py", "-", "--on", "2026-05-01"], 0, ""),
    ],
)
def test_a_call_that_makes_no_sense_is_told_why(
    run: Localgov, support: Path, words: list[str], code: int, said: str
) -> None:
    result = run("decide", *words, typed="{}")
    assert result.exit_code == code
    assert said in result.stderr


def test_a_service_decides_by_its_own_policy_only(run: Localgov, examples: Path) -> None:
    result = run("decide", "garden_waste", "-", "--policy", "garden_waste/policy.toml", typed="{}")
    assert result.exit_code == 2
    assert "--policy is for a scheme by itself: a service has a policy of its own." in result.stderr
