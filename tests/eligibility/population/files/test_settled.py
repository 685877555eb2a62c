"""Cases and members put together: what is whose, what is there twice, who can be decided."""

from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest
from tests.eligibility.population.files.support_files import MAPPING, mapping
from tests.eligibility.population.files.test_mapping_reading import ALL, NESTED

from localgov_components.eligibility.population.files import read_mapping
from localgov_components.eligibility.population.files.settled import Rows, Settled, settled

CASES, PEOPLE = mapping().cases, mapping().members[0]
COMPLETE = mapping(MAPPING.replace('complete = { column = "All told", yes = ["Y"], no = ["N"] }', 'complete = "all"'))
LIST = "household.members"


def cases(*rows: Sequence[Any]) -> pl.DataFrame:
    """Rows of a key, whether it is rejected, and whether its list is complete."""
    schema = {"row": pl.Int64, "case": pl.String, "rejected": pl.Boolean, LIST: pl.Boolean}
    return pl.DataFrame([(number, *row) for number, row in enumerate(rows, 2)], schema, orient="row")


def people(*rows: Sequence[Any]) -> pl.DataFrame:
    schema = {"row": pl.Int64, "case": pl.String, "rejected": pl.Boolean}
    return pl.DataFrame([(number, *row) for number, row in enumerate(rows, 2)], schema, orient="row")


def put(of_cases: pl.DataFrame, of_people: pl.DataFrame) -> list[Settled]:
    return settled([Rows(CASES, of_cases), Rows(PEOPLE, of_people)])


def test_members_are_of_the_case_whose_key_they_have() -> None:
    whole, members = put(cases(("a", False, True), ("b", False, False)), people(("b", False), ("a", False)))
    assert whole.rows["case"].to_list() == ["a", "b"]
    assert members.rows["case"].to_list() == ["b", "a"]
    assert whole.rejects.is_empty()
    assert (whole.rejected, members.rejected) == (0, 0)


def test_a_key_that_is_there_twice_rejects_every_row_of_it() -> None:
    whole, members = put(cases(("a", False, True), ("b", False, True), ("a", True, True)), people(("a", False)))
    assert whole.rejects.rows() == [(2, "Claim", "key.duplicate", "a"), (4, "Claim", "key.duplicate", "a")]
    assert (whole.rejected, whole.rows["case"].to_list()) == (2, ["b"])
    assert (members.rows.height, members.rejected) == (0, 0)


def test_members_of_nobody_are_orphans_but_not_those_of_a_rejected_case() -> None:
    whole, members = put(cases(("a", True, True)), people(("a", False), ("z", False)))
    assert members.rejects.rows() == [(3, "Claim", "members.orphan", "z")]
    assert (members.rejected, whole.rejected, whole.rejects.height) == (1, 1, 0)


def test_a_rejected_member_rejects_its_case() -> None:
    whole, members = put(cases(("a", False, True), ("b", False, True)), people(("a", True), ("a", False), ("b", False)))
    assert whole.rejects.rows() == [(2, LIST, "members.rejected", "a")]
    assert (whole.rows["case"].to_list(), members.rows["case"].to_list()) == (["b"], ["b"])
    assert members.rejected == 1


def test_too_many_members_reject_their_case() -> None:
    rows = [("a", False)] * 1001 + [("b", False)] * 1000
    whole, _ = put(cases(("a", False, True), ("b", False, True)), people(*rows))
    assert whole.rejects.rows() == [(2, None, "members.too-many", "a")]


@pytest.mark.parametrize(
    ("told", "rows", "means"),
    [(True, 1, True), (False, 1, False), (None, 1, False), (True, 0, True), (False, 0, False), (None, 0, None)],
)
def test_what_an_empty_cell_for_completeness_means_depends_on_the_rows(told: Any, rows: int, means: Any) -> None:  # noqa: ANN401
    whole, _ = put(cases(("a", False, told)), people(*[("a", False)] * rows))
    assert whole.rows[LIST].to_list() == [means]


def test_all_lists_of_a_file_may_be_complete() -> None:
    of_cases = cases(("a", False, None)).drop(LIST)
    whole, _ = settled([Rows(COMPLETE.cases, of_cases), Rows(COMPLETE.members[0], people())])
    assert whole.rows[LIST].to_list() == [True]


def test_cases_without_lists_need_no_members() -> None:
    text = MAPPING.partition("[members")[0] + f'[facts."{LIST}"]\nnot_in_file = true\n'
    (whole,) = settled([Rows(mapping(text).cases, cases(("a", False, None), ("a", False, None)).drop(LIST))])
    assert whole.rejected == 2


DEEP = read_mapping(NESTED.encode(), scheme=ALL, source="m.toml")


def deep(persons: Sequence[Sequence[Any]], incomes: Sequence[Sequence[Any]]) -> list[Settled]:
    of_cases = cases(("a", False, None), ("b", False, None)).drop(LIST)
    of_people = pl.DataFrame(
        [(number, *row) for number, row in enumerate(persons, 2)],
        {"row": pl.Int64, "case": pl.String, "id": pl.String, "rejected": pl.Boolean, "member.incomes": pl.Boolean},
        orient="row",
    )
    of_incomes = pl.DataFrame(
        [(number, *row) for number, row in enumerate(incomes, 2)],
        {"row": pl.Int64, "case": pl.String, "parent": pl.String, "rejected": pl.Boolean},
        orient="row",
    )
    tables = [*DEEP.cases.tables()]
    return settled([Rows(*each) for each in zip(tables, (of_cases, of_people, of_incomes), strict=True)])


def test_members_of_members_are_found_by_both_keys() -> None:
    whole, persons, incomes = deep(
        [("a", "1", False, None), ("b", "1", False, None), ("b", "2", False, True)],
        [("b", "1", False), ("a", "1", False)],
    )
    assert (whole.rejected, persons.rejected, incomes.rejected) == (0, 0, 0)
    assert persons.rows["member.incomes"].to_list() == [False, False, True]
    assert incomes.rows["case"].to_list() == ["b", "a"]


def test_a_member_of_no_member_rejects_the_case_that_it_names() -> None:
    whole, persons, incomes = deep([("a", "1", False, True), ("b", "1", False, True)], [("b", "2", False)])
    assert incomes.rejects.rows() == [(2, "person", "members.orphan", "b")]
    assert whole.rejects.rows() == [(3, "member.incomes", "members.rejected", "b")]
    assert persons.rows["case"].to_list() == ["a"]


def test_two_members_of_a_case_with_one_id_reject_it() -> None:
    whole, persons, _ = deep([("a", "1", False, True), ("a", "1", False, True), ("b", "1", False, True)], [])
    assert persons.rejects["code"].to_list() == ["key.duplicate"] * 2
    assert persons.rejects["column"].to_list() == ["person"] * 2
    assert whole.rows["case"].to_list() == ["b"]
