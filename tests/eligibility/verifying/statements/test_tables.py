"""Tables that contradict themselves, say nothing, or have rows of no use."""

import pytest
from tests.eligibility.verifying.made_up import Household, proof_of, proved, scheme_of

from localgov_components.eligibility import Scheme, read_scheme_document, scheme_document
from localgov_components.eligibility.verifying import Proof, ProofKind, Verdict
from localgov_components.money import Money
from localgov_components.rules import HitPolicy, exists
from localgov_components.rules.tables import DecisionTable, Output, Row, row

TABLE_KINDS = (ProofKind.TABLE_OVERLAP, ProofKind.TABLE_GAP, ProofKind.TABLE_ROW)

OVERLAPPING = [row("<= 6000", then="1.00"), row("[6000..10000]", then="2.00"), row("> 10000", then="3.00")]
GAPPY = [row("< 6000", then="1.00"), row("> 6000", then="2.00")]
SOUND = [row("<= 6000", then="1.00"), row("> 6000", then="2.00")]
MASKED = [row("<= 6000", then="1.00"), row("< 5000", then="2.00"), row("> 6000", then="3.00")]


def table_of(rows: list[Row], hit: HitPolicy = HitPolicy.UNIQUE, otherwise: str | None = None) -> DecisionTable:
    return DecisionTable(
        "tariff", inputs=[Household.capital], outputs=[Output("weekly", Money)], rows=rows, hit=hit, otherwise=otherwise
    )


def about_tables(scheme: Scheme) -> dict[ProofKind, Proof]:
    return {each.kind: each for each in proved(scheme) if each.kind in TABLE_KINDS}


@pytest.mark.parametrize(
    ("rows", "refuted"),
    [
        (SOUND, set()),
        (OVERLAPPING, {ProofKind.TABLE_OVERLAP}),
        (GAPPY, {ProofKind.TABLE_GAP}),
        (MASKED, {ProofKind.TABLE_OVERLAP, ProofKind.TABLE_ROW}),
    ],
)
def test_what_is_wrong_with_a_table_is_told_by_its_rows(rows: list[Row], refuted: set[ProofKind]) -> None:
    found = about_tables(scheme_of(award=table_of(rows).expression))
    assert {kind for kind, proof in found.items() if proof.is_fault} == refuted
    assert set(found) == set(TABLE_KINDS)


def test_rows_that_contradict_each_other_are_named_with_a_household() -> None:
    proof = about_tables(scheme_of(award=table_of(OVERLAPPING).expression))[ProofKind.TABLE_OVERLAP]
    assert proof.words == "rows contradict each other: 1 and 2"
    assert proof.examples[0].known["household.capital"] == Money("6000.00")


def test_rows_that_give_the_same_may_meet_where_the_hit_policy_allows_it() -> None:
    rows = [row("<= 6000", then="1.00"), row("< 5000", then="1.00"), row("> 6000", then="2.00")]
    assert not any(
        each.is_fault for each in about_tables(scheme_of(award=table_of(rows, HitPolicy.ANY).expression)).values()
    )


def test_of_rows_that_meet_those_that_give_the_same_are_left_out() -> None:
    rows = [row("<= 6000", then="1.00"), row("< 5000", then="1.00"), row("<= 6000", then="2.00")]
    found = about_tables(scheme_of(award=table_of(rows, HitPolicy.ANY, otherwise="0").expression))
    assert found[ProofKind.TABLE_OVERLAP].words == "rows contradict each other: 1 and 3, 2 and 3"


def test_a_row_behind_another_settles_nothing() -> None:
    scheme = scheme_of(award=table_of(MASKED, HitPolicy.FIRST).expression)
    proof = about_tables(scheme)[ProofKind.TABLE_ROW]
    assert proof.verdict is Verdict.REFUTED
    assert proof.words.startswith("row 2 settles nothing")


def test_only_rows_that_no_household_is_left_for_are_idle() -> None:
    cells = ["<= 6000", "[5000..6500]", "> 6200", "[6100..6400]", "6000", "[6000..7000]"]  # 2 keeps 6000.01 to 6500
    rows = [row(cell, then=f"{number}.00") for number, cell in enumerate(cells, start=1)]
    proof = about_tables(scheme_of(award=table_of(rows, HitPolicy.FIRST).expression))[ProofKind.TABLE_ROW]
    assert proof.words.startswith("rows 4, 5, 6 settle nothing")


def test_a_gap_where_no_decision_needs_the_table_is_no_fault() -> None:
    rows = [row("<= 6000", then="1.00"), row("(6000..16000]", then="2.00")]
    needed = scheme_of(award=table_of(rows).expression)
    guarded = scheme_of(ineligible=[Household.capital > Money("16000")], award=table_of(rows).expression)
    assert about_tables(needed)[ProofKind.TABLE_GAP].verdict is Verdict.REFUTED
    assert about_tables(guarded)[ProofKind.TABLE_GAP].words == "a row applies wherever the decision needs one"
    assert about_tables(scheme_of(award=table_of(SOUND).expression))[ProofKind.TABLE_GAP].words == (
        "a row applies to every household"
    )


def test_a_household_that_stays_open_is_told_with_the_table() -> None:
    proof = proof_of(scheme_of(award=table_of(GAPPY).expression), ProofKind.ALWAYS_SETTLED)
    assert proof.words.endswith("the table tariff gives two answers or none")
    assert proof.examples[0].known["household.capital"] == Money("6000.00")


def test_tables_are_found_in_a_document_too() -> None:
    scheme = scheme_of(award=table_of(OVERLAPPING).expression)
    read = read_scheme_document(scheme_document(scheme), source="scheme.json")
    assert about_tables(read)[ProofKind.TABLE_OVERLAP].words == "rows contradict each other: 1 and 2"


def test_branches_of_a_table_are_told_as_its_rows_and_not_again() -> None:
    found = proved(scheme_of(award=table_of(SOUND, HitPolicy.SUM).expression))
    assert ProofKind.BRANCH_TAKEN not in {each.kind for each in found}


def test_a_table_about_a_member_is_asked_of_each() -> None:
    def is_high(member: type) -> object:
        table = DecisionTable(
            "earner",
            inputs=[member.earnings],  # type: ignore[attr-defined]
            outputs=[Output("high", bool)],
            rows=[row("< 100", then="no"), row("(100..200]", then="yes"), row("[150..300]", then="yes")],
        )
        return table.expression

    scheme = scheme_of(refer=[exists(Household.members, is_high)])  # type: ignore[arg-type]
    found = about_tables(scheme)
    assert found[ProofKind.TABLE_OVERLAP].words == "rows contradict each other: 2 and 3"
    assert found[ProofKind.TABLE_GAP].verdict is Verdict.REFUTED
    assert found[ProofKind.TABLE_ROW].verdict is Verdict.PROVED


def test_many_pairs_are_cut_and_said_to_be() -> None:
    rows = [row(f"[0..{number}]", then=f"{number}.00") for number in range(1, 9)]
    proof = about_tables(scheme_of(award=table_of(rows).expression))[ProofKind.TABLE_OVERLAP]
    assert proof.words.endswith(", and perhaps more") or proof.words.count(" and ") == 28
