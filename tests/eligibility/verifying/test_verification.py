"""Everything that was asked of a scheme, and its text, JSON and SARIF."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.eligibility.verifying.made_up import DAY, Household, proved, scheme_of

from localgov_components.eligibility.verifying import (
    Proof,
    ProofKind,
    Severity,
    SourcePlace,
    Subject,
    Verdict,
    Verification,
)
from localgov_components.eligibility.verifying.asking.workbench import Workbench
from localgov_components.eligibility.verifying.limits import ProofLimits
from localgov_components.eligibility.verifying.proving import statements_of
from localgov_components.eligibility.verifying.telling.proof_data import proof_data, read_proof
from localgov_components.eligibility.verifying.telling.sarif import sarif_log
from localgov_components.money import Money
from localgov_components.rules import when
from localgov_components.rules.proofs import Budget
from localgov_components.rules.tables import DecisionTable, Output, row

STEPPED = when(Money("100.00") >= Household.income, Money("12.00")).otherwise(Money("0.00"))
TABLE = DecisionTable(
    "tariff",
    inputs=[Household.capital],
    outputs=[Output("weekly", Money)],
    rows=[row("< 5", then="1.00")],
    otherwise="0",
)
SCHEME = scheme_of(ineligible=[Household.adults > 9], refer=[Household.badge], award=STEPPED)


@pytest.fixture(scope="module")
def found() -> Verification:
    return proved(SCHEME)


def test_errors_and_warnings_are_told_apart(found: Verification) -> None:
    assert [each.kind for each in found.errors] == [ProofKind.RULE_FIRES, ProofKind.OUTCOME_REACHED]
    assert {each.severity for each in found.warnings} == {Severity.WARNING}
    assert found.undecided == ()
    assert len(found) == len(found.proofs) == len([*found])
    assert found[0] == found.proofs[0]
    assert found[:2] == found.proofs[:2]


def test_the_summary_counts_each_verdict(found: Verification) -> None:
    refuted = sum(each.is_fault for each in found)
    assert found.summary == f"{len(found) - refuted} proved, {refuted} refuted"
    assert Verification("x", DAY, "", (), ()).summary == "nothing to prove"


def test_the_text_has_what_is_refuted_first_and_its_households(found: Verification) -> None:
    text = found.text()
    assert text.startswith(f"support on 1 May 2026: {found.summary}\n\nWithin these limits:\n- every fact is known")
    assert text.index("\nRefuted\n-------\nerror: rule ineligible-1") < text.index("\nProved\n------\n")
    assert "  with net income of £100.00: eligible, award £12.00\n    nobody has a Blue Badge\n" in text
    assert "  with net income of £100.01: eligible, award £0.00\n    net income: £100.01 a week\n" in text
    assert "    From £100.00 to £100.01 a week the award falls by £12.00, from £12.00 to £0.00." in text


def test_the_json_is_json_and_says_everything(found: Verification) -> None:
    data = json.loads(json.dumps(found.data()))
    assert {key: data[key] for key in ("verification_format", "scheme", "on")} == {
        "verification_format": 1, "scheme": "support", "on": "2026-05-01",
    }  # fmt: skip
    assert data["rules_hash"] == SCHEME.rules_hash
    assert [each["verdict"] for each in data["proofs"]] == [each.verdict for each in found]


def test_every_proof_is_read_back_as_it_was(found: Verification) -> None:
    bound = SCHEME.on(DAY)
    for proof in found:
        assert read_proof(json.loads(json.dumps(proof_data(proof))), [bound]) == proof


@pytest.mark.parametrize(
    "spoil", [{"kind": "no-such"}, {"verdict": 3}, {"examples": None}, {"curve": {}}, {"subject": []}]
)
def test_what_is_no_proof_is_not_read(found: Verification, spoil: dict[str, Any]) -> None:
    data = proof_data(found.warnings[-1])
    assert read_proof(data | spoil, [SCHEME.on(DAY)]) is None
    assert read_proof(None, []) is None


def results(log: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    (run,) = log["runs"]
    listed: list[dict[str, Any]] = run["results"]
    return listed


def test_sarif_has_a_result_for_each_proof(found: Verification) -> None:
    log: Any = found.sarif()
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    for proof, result in zip(found, results(log), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == proof.kind
        assert (result["kind"], result["level"]) == (
            ("fail", proof.severity.value) if proof.is_fault else ("pass", "none")
        )
        assert str(proof.subject) in result["message"]["text"]
    prints = [each["partialFingerprints"]["statement/v1"] + each["ruleId"] for each in results(log)]
    assert len(set(prints)) == len(prints)


def test_runs_of_several_schemes_in_one_log_are_told_apart(found: Verification) -> None:
    log: Any = sarif_log([(found, {}), (replace(found, scheme="another"), {})])
    ids = [run["automationDetails"]["id"] for run in log["runs"]]
    assert ids == [f"localgov-check-prove/{found.scheme}/", "localgov-check-prove/another/"]


def test_sarif_points_at_the_line_of_what_it_is_about(found: Verification) -> None:
    places = {"ineligible-1": SourcePlace("a folder/scheme.py", 12), "support": SourcePlace("a folder/scheme.py", 40)}
    first, *others = results(found.sarif(places))
    physical = first["locations"][0]["physicalLocation"]
    assert physical == {"artifactLocation": {"uri": "a%20folder/scheme.py"}, "region": {"startLine": 12}}
    assert {each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in others} == {12, 40}
    assert "physicalLocation" not in results(found.sarif())[0]["locations"][0]


def test_what_is_open_is_open_in_sarif() -> None:
    open_ = Proof(ProofKind.MONOTONE, Subject("fact", "a.b"), Verdict.NOT_DECIDED, "", reason="the time was up")
    (result,) = results(Verification("x", date(2026, 5, 1), "", (), (open_,)).sarif())
    assert (result["kind"], result["level"], result["message"]["text"]) == (
        "open",
        "none",
        "fact a.b: the time was up.",
    )


def test_a_household_is_told_only_by_facts_that_are_read(found: Verification) -> None:
    assert all(
        "council tax" not in line for proof in found for each in proof.examples for line in found.household(each)
    )


def test_a_statement_may_be_asked_twice_on_one_bench() -> None:
    scheme = scheme_of(eligible=[TABLE.expression > Money("0.00")], award=STEPPED)
    bench = Workbench(scheme.on(DAY), ProofLimits(), Budget(60))
    for statement in statements_of(scheme, None):
        assert statement.prove(bench).verdict is statement.prove(bench).verdict


def test_a_word_names_a_kind() -> None:
    assert ProofKind.of("cliff-edge") is ProofKind.CLIFF_EDGE
    with pytest.raises(KeyError):
        ProofKind.of("cliff")


STANDARD = {
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "automationDetails", "invocations", "columnKind", "language", "results", "properties"},
    "driver": {"name", "version", "rules"},
    "rule": {"id", "shortDescription", "defaultConfiguration"},
    "result": {
        "ruleId", "ruleIndex", "kind", "level", "message", "locations", "partialFingerprints", "properties",
    },
    "location": {"logicalLocations", "physicalLocation"},
    "logical": {"name", "fullyQualifiedName"},
    "physical": {"artifactLocation", "region"},
}  # fmt: skip
"""Properties that are used of those that SARIF 2.1.0 has for each object, which may have no others."""


def test_sarif_has_no_property_that_the_standard_has_not_and_all_that_it_requires(found: Verification) -> None:
    log: Any = found.sarif({"support": SourcePlace("scheme.py", 3)})
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert set(log) == STANDARD["log"]
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    assert set(run) == STANDARD["run"]
    assert set(run["tool"]) == {"driver"}
    assert set(driver) == STANDARD["driver"]
    assert all(set(each) == STANDARD["rule"] for each in driver["rules"])
    for result in results(log):
        assert set(result) == STANDARD["result"]
        assert set(result["message"]) == {"text"}
        (location,) = result["locations"]
        assert set(location) == STANDARD["location"]
        assert set(location["logicalLocations"][0]) == STANDARD["logical"]
        assert set(location["physicalLocation"]) == STANDARD["physical"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert result["kind"] in {"pass", "fail", "open"}
        assert (result["level"] == "none") is (result["kind"] != "fail")
