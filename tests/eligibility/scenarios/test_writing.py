from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.vocabulary import Household, complete, partial

from localgov_components.core.errors import DefinitionError, NotSupportedError
from localgov_components.core.grid import Grid
from localgov_components.eligibility import Outcome, Scheme, rule
from localgov_components.eligibility.scenarios import (
    Draft,
    drafts_as_yaml,
    grid_of_drafts,
    parse_scenarios,
    read_scenarios,
    write_drafts,
)
from localgov_components.rules import Fact, Facts, Judgement, Known, Members, Unknown, UnknownReason, fact

SCHEME = Scheme("any", facts=[Household], eligible=[rule("credit", Household.credit)])
DAY = date(2026, 5, 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)


def plain(value: Any, *, judged: bool) -> Any:  # noqa: ANN401
    """What a file keeps: reasons, values and lists; in a table, of a judgement the value."""
    match value:
        case Known():
            found = {id_: plain(each, judged=judged) for id_, each in value.stored.items()}
            return {
                id_: each
                for id_, each in found.items()
                if each not in (None, UnknownReason.GAP, UnknownReason.CONTRADICTION)
            }
        case Members():
            return [plain(each, judged=judged) for each in value.items], value.complete
        case Unknown():
            return value.reason
        case Judgement() if not judged:
            return value.value
        case _:
            return value


def asked(known: Known) -> Known:
    """Without the reasons that only tables have for being unknown."""
    gone = (UnknownReason.GAP, UnknownReason.CONTRADICTION)

    def kept(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, Members):
            return Members([asked(each) for each in value.items], complete=value.complete)
        return None if getattr(value, "reason", value) in gone else value

    return Known({id_: found for id_, value in known.stored.items() if (found := kept(value)) is not None})


@settings(max_examples=60)
@given(TEXT, st.one_of(complete, partial).map(asked))
def test_a_yaml_list_reads_back_as_it_was(name: str, known: Known) -> None:
    text = drafts_as_yaml([Draft(name, DAY, known)]).replace("{outcome: }", "{outcome: refer}")
    (scenario,) = parse_scenarios(text.encode(), name="x.yaml", scheme=SCHEME)
    assert (scenario.name, scenario.on, scenario.expect.outcome) == (name, DAY, Outcome.REFER)
    assert plain(scenario.known, judged=True) == plain(known, judged=True)


@settings(max_examples=60)
@given(st.sampled_from(["csv", "xlsx"]), st.lists(st.one_of(complete, partial).map(asked), min_size=1, max_size=3))
def test_a_table_reads_back_as_it_was(kind: str, cases: list[Known]) -> None:
    drafts = [Draft(f"Case {number}", DAY, known) for number, known in enumerate(cases)]
    grid = grid_of_drafts(drafts, facts=[Household], name=f"x.{kind}")
    outcomes = {(row, grid.width): "refer" for row in range(2, len(drafts) + 2)}
    content = Grid(grid.name, "", grid.cells | outcomes).encode(kind=kind)
    scenarios = parse_scenarios(content, name=f"x.{kind}", scheme=SCHEME)
    assert [plain(each.known, judged=False) for each in scenarios] == [plain(known, judged=False) for known in cases]


def test_columns_stand_in_the_order_of_the_vocabulary_with_members_after_their_list() -> None:
    members = Members([Known({"member.age": 3}), Known({"member.partner": True})])
    known = Known({"household.members": members, "household.credit": True})
    grid = grid_of_drafts([Draft("A", DAY, known)], facts=[Household], name="x.csv")
    assert [grid.cell(1, column).value for column in range(1, grid.width + 1)] == [
        "name", "date", "household.credit", "household.members", "household.members[1].age",
        "household.members[2].partner", "outcome",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["more.yaml", "more.yml", "more.csv", "more.xlsx"])
def test_what_is_written_lacks_only_what_a_person_has_to_say(tmp_path: Path, name: str) -> None:
    write_drafts([Draft("A", DAY, Known({"household.bins": 2}))], tmp_path / name, facts=[Household])
    with pytest.raises(DefinitionError) as caught:
        read_scenarios(tmp_path / name, scheme=SCHEME)
    assert [fault.message.partition(":")[0] for fault in caught.value.faults] == ["no outcome"]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="neither a CSV file nor an XLSX workbook by its name"):
        write_drafts([Draft("A", DAY, Known())], tmp_path / "more.txt", facts=[Household])


def test_what_no_cell_holds_is_refused_in_a_table() -> None:
    class Road(Facts, id="road"):
        names: Fact[list[str]] = fact("names")

    with pytest.raises(NotSupportedError, match="Write a YAML file"):
        grid_of_drafts([Draft("A", DAY, Known({"road.names": ["High Street"]}))], facts=[Road], name="x.csv")


def test_a_draft_shows_no_fact() -> None:
    assert repr(Draft("A", DAY, Known({"household.bins": 2}))) == "Draft(name='A', on=datetime.date(2026, 5, 1))"
