"""Proofs within a time, kept between runs."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.eligibility.verifying.made_up import DAY, Household, proved, scheme_of

from localgov_components.core.canonical import canonical_hash
from localgov_components.core.errors import LocalGovError, NotFoundError
from localgov_components.eligibility import Scheme, rule
from localgov_components.eligibility.verifying import Proof, ProofKind, ProofLimits, Subject, Verdict, Verification
from localgov_components.eligibility.verifying.asking.workbench import reproduced
from localgov_components.eligibility.verifying.kept import KeptProofs
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
from localgov_components.rules import policy_value, when

RICH = Household.capital > policy_value("limit", Money)
SCHEME = Scheme("support", facts=Household, policy=["limit"], ineligible=[rule("rich", RICH)])
STEPPED = when(Household.income <= Money("100.00"), Money("12.00")).otherwise(Money("0.00"))


def policy(limit: str) -> PolicySet:
    recorded = datetime(2026, 1, 1, tzinfo=UTC)
    value = PolicyValue("limit", Money(limit), Layer.COUNCIL, "Ambleford", date(2026, 4, 1), recorded)
    return PolicySet([PolicyDeclaration("limit", Money, "limit")], [value])


def kept(found: Verification) -> int:
    return sum(proof.kept for proof in found)


def test_without_time_nothing_is_decided_and_everything_is_said_to_be_open() -> None:
    found = proved(scheme_of(ineligible=[Household.badge]), seconds=0)
    assert {each.verdict for each in found} == {Verdict.NOT_DECIDED}
    assert {each.reason for each in found} == {"the time was up"}
    assert found.undecided == found.proofs
    assert "Not decided" in found.text()


def test_progress_is_told_before_each_statement() -> None:
    told: list[tuple[int, int, str]] = []
    found = proved(scheme_of(ineligible=[Household.badge]), progress=lambda *said: told.append(said))
    assert [done for done, _, _ in told] == [*range(len(found))]
    assert {total for _, total, _ in told} == {len(found)}
    assert told[0][2] == "rule-fires rule ineligible-1"


def test_proofs_that_were_kept_are_not_made_again(tmp_path: Path) -> None:
    scheme = scheme_of(award=STEPPED)
    first, again = (proved(scheme, cache=tmp_path / "proofs") for _ in range(2))
    assert (kept(first), kept(again)) == (0, len(first))
    assert again.proofs == first.proofs
    assert again.text() == first.text()
    assert [each.seconds for each in again] == [round(each.seconds, 3) for each in first]


def test_nothing_is_told_of_what_was_kept(tmp_path: Path) -> None:
    proved(scheme_of(award=STEPPED), cache=tmp_path)
    told: list[object] = []
    proved(scheme_of(award=STEPPED), cache=tmp_path, progress=lambda *said: told.append(said))
    assert told == []


def test_a_proof_rests_on_rules_policy_day_and_limits(tmp_path: Path) -> None:
    def again(limit: str = "6000.00", on: date = DAY, scheme: Scheme = SCHEME, most_members: int = 3) -> int:
        limits = ProofLimits(most_members=most_members)
        return kept(scheme.verify(on=on, policy=policy(limit), cache=tmp_path, limits=limits))

    assert again() == 0
    assert again() > 0
    assert again(limit="7000.00") == 0
    assert again(on=date(2026, 6, 1)) == 0
    assert again(most_members=2) == 0
    assert again(scheme=Scheme("other", facts=Household, policy=["limit"], ineligible=[rule("rich", RICH)])) == 0
    assert again() > 0


def test_which_facts_are_incomes_is_part_of_what_a_proof_rests_on(tmp_path: Path) -> None:
    scheme = scheme_of(award=Household.council_tax)
    assert not proved(scheme, cache=tmp_path).warnings
    assert proved(scheme, cache=tmp_path, against=[Household.council_tax]).warnings


def test_what_is_told_in_part_is_not_kept(tmp_path: Path) -> None:
    kept_proofs = KeptProofs(tmp_path, {}, bounds=())
    for is_partial in (True, False):
        kept_proofs.keep(
            Proof(ProofKind.AWARD_BOUNDS, Subject("award"), Verdict.PROVED, "is so", is_partial=is_partial)
        )
        assert len([*tmp_path.iterdir()]) == (not is_partial)


def test_what_was_not_decided_is_not_kept(tmp_path: Path) -> None:
    proved(scheme_of(award=STEPPED), cache=tmp_path, seconds=0)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("spoil", ["", "{", "[]", "null", '{"rests_on": {}}'])
def test_a_spoilt_file_is_as_good_as_none(tmp_path: Path, spoil: str) -> None:
    scheme = scheme_of(award=STEPPED)
    proved(scheme, cache=tmp_path)
    for file in tmp_path.iterdir():
        file.write_text(spoil, encoding="utf-8")
    assert kept(proved(scheme, cache=tmp_path)) == 0
    assert kept(proved(scheme, cache=tmp_path)) > 0


Edit = Callable[[dict[str, Any]], object]


def edited(folder: Path, edit: Edit, *, is_forged: bool) -> int:
    """Proofs in a folder changed by somebody, who may make their hashes anew; how many."""
    many = 0
    for file in folder.iterdir():
        data = json.loads(file.read_text(encoding="utf-8"))
        before = json.dumps(data)
        edit(data["proof"])
        if is_forged:
            data["hash"] = canonical_hash({name: data["proof"][name] for name in data["proof"] if name != "seconds"})
        many += json.dumps(data) != before
        file.write_text(json.dumps(data), encoding="utf-8")
    return many


def has_badges_changed(proof: dict[str, Any]) -> None:
    for example in proof["examples"]:
        example["facts"]["household.badge"] = not example["facts"]["household.badge"]


def test_a_kept_household_that_comes_out_differently_is_not_shown(tmp_path: Path) -> None:
    scheme = scheme_of(ineligible=[Household.badge])
    proved(scheme, cache=tmp_path)
    assert edited(tmp_path, has_badges_changed, is_forged=True) > 0
    found = proved(scheme, cache=tmp_path)
    assert not any(each.kept for each in found if each.examples)


def is_steeper(proof: dict[str, Any]) -> None:
    if proof["curve"]:
        proof["curve"]["edges"] = [[*edge[:2], "99.00", edge[3]] for edge in proof["curve"]["edges"]]


def bends_elsewhere(proof: dict[str, Any]) -> None:
    if proof["curve"]:
        proof["curve"]["points"][-1][1] = "1.00"


def is_of_another_fact(proof: dict[str, Any]) -> None:
    if proof["curve"]:
        proof["curve"]["fact"] = "household.no_such_fact"


@pytest.mark.parametrize("edit", [is_steeper, bends_elsewhere, is_of_another_fact])
def test_a_kept_curve_that_comes_out_differently_is_not_shown(tmp_path: Path, edit: Edit) -> None:
    first = proved(scheme_of(award=STEPPED), cache=tmp_path)
    assert edited(tmp_path, edit, is_forged=True) > 0
    again = proved(scheme_of(award=STEPPED), cache=tmp_path)
    assert [each.kept for each in again] == [each.curve is None for each in again]
    assert again.proofs == first.proofs


def test_a_kept_proof_that_was_edited_is_made_again(tmp_path: Path) -> None:
    scheme = scheme_of(award=STEPPED)
    first = proved(scheme, cache=tmp_path)
    faults = sum(each.is_fault for each in first)
    assert edited(tmp_path, lambda proof: proof.update(verdict="proved"), is_forged=False) == faults > 0
    again = proved(scheme, cache=tmp_path)
    assert [each.verdict for each in again] == [each.verdict for each in first]
    assert kept(again) == len(first) - faults


def test_a_policy_value_that_is_missing_is_named() -> None:
    with pytest.raises(NotFoundError, match="limit"):
        SCHEME.verify(on=date(2025, 1, 1), policy=policy("1.00"))


def test_a_household_that_does_not_show_what_it_was_found_for_is_a_defect() -> None:
    with pytest.raises(LocalGovError) as error:
        reproduced(holds=False)
    assert error.value.code == "proof.not-reproduced"
