import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.eligibility.population.files.support_files import BOUND, CASES, PEOPLE
from tests.rules.vocabulary import Household

from localgov_components.core.errors import DefinitionError
from localgov_components.eligibility import Scheme, rule
from localgov_components.eligibility.population.files import open_table, read_mapping, suggest_mapping
from localgov_components.eligibility.population.files.suggesting.likeness import likeness, paired
from localgov_components.eligibility.population.files.suggesting.sampling import sampled
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, exists, fact


class Claim(Facts, id="claim"):
    council_tax: Fact[Money] = fact("council tax on the home")
    universal_credit: Fact[bool] = fact("somebody gets Universal Credit")
    born: Fact[date] = fact("your date of birth")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("council_tax", "council_tax"), ("CTax", "council_tax"), ("Weekly council tax", "council_tax"),
        ("COUNCIL TAX", "council_tax"), ("claim.council_tax", "council_tax"),
        ("UC", "universal_credit"), ("UniversalCredit", "universal_credit"), ("Gets UC?", "universal_credit"),
        ("DOB", "born"), ("Date of Birth", "born"), ("dateofbirth", "born"),
    ],
)  # fmt: skip
def test_headings_are_like_the_facts_that_they_are_meant_for(heading: str, name: str) -> None:
    scores = {each.name: likeness(heading, each) for each in Claim.declarations.values()}
    assert max(scores, key=lambda each: scores[each]) == name
    assert scores[name] >= 0.6


@pytest.mark.parametrize("heading", ["", "Ward", "Notes", "Reference", "£", "12"])
def test_other_headings_are_like_nothing(heading: str) -> None:
    assert [likeness(heading, each) for each in Claim.declarations.values()] == [0.0] * 3


def test_the_best_pairs_come_first_and_nothing_is_paired_twice() -> None:
    scores = [(0.7, "a", "x"), (0.9, "b", "x"), (0.65, "a", "y"), (0.0, "c", "z")]
    assert paired(scores) == {"b": "x", "a": "y"}


def keys(cells: Any, what: str) -> dict[str, Any]:  # noqa: ANN401
    return dict(sampled(pl.Series("c", cells), Household.declarations[what]).keys)


def test_how_a_column_is_written_is_seen_from_its_cells() -> None:
    assert keys(["Y", "N", "n/k", ""], "credit") == {"yes": ["y"], "no": ["n"], "unknown": ["n/k"]}
    assert keys(["yes", "No", "TRUE"], "credit") == {}
    assert keys([1, 0, None], "credit") == {"yes": ["1"], "no": ["0"]}
    assert keys(["12.50", "13"], "capital") == keys(["£12"], "capital") == {"amounts": "pounds"}
    assert keys([12.5], "capital") == keys([Decimal("12.50")], "capital") == {"amounts": "pounds"}
    assert keys([1250, 13], "capital") == {"amounts": None}
    assert keys(["1980-02-01"], "born") == {}
    assert keys(["01/02/1980", "31/12/1980"], "born") == {"dates": "DD/MM/YYYY"}
    assert keys(["01/02/1980", "12/31/1980", "11/30/1980"], "born") == {"dates": "MM/DD/YYYY"}
    assert keys(["01-Feb-1980"], "born") == {"dates": "DD-Mon-YYYY"}
    assert keys([19800201], "born") == {"dates": "YYYYMMDD"}
    assert keys(["Owned", "RENTED "], "tenure") == {}


def test_what_cannot_be_read_is_counted_and_not_shown() -> None:
    found = sampled(pl.Series("c", ["Y", "N", "Tithebarn", "Tithebarn", "maybe"]), Household.declarations["credit"])
    assert (found.other, round(found.share, 3)) == (2, 0.4)
    assert "ithebarn" not in repr(found)
    assert sampled(pl.Series("c", [[1]]), Household.declarations["bins"]).share == 0


def draft(folder: Path, scheme: Scheme = BOUND.scheme, people: str | None = PEOPLE, cases: str = CASES) -> str:
    (folder / "cases.csv").write_text(cases, encoding="utf-8")
    members = {}
    if people is not None:
        (folder / "people.csv").write_text(people, encoding="utf-8")
        members["household.members"] = open_table(folder / "people.csv")
    return suggest_mapping(scheme, open_table(folder / "cases.csv"), members)


def test_a_draft_is_read_once_what_it_leaves_open_is_decided(tmp_path: Path) -> None:
    text = draft(tmp_path)
    with pytest.raises(DefinitionError) as refused:
        read_mapping(text.encode(), scheme=BOUND.scheme, source="draft.toml")
    assert {each.column for each in refused.value.faults} == {"facts.household.council_tax.amounts"}
    (line,) = (each.line for each in refused.value.faults)
    assert line
    assert text.splitlines()[line - 1] == 'amounts = "pounds or pence?"'
    found = read_mapping(text.replace("pounds or pence?", "pence").encode(), scheme=BOUND.scheme, source="draft.toml")
    assert {each.fact.id: each.column for each in found.cases.facts} == {
        "household.pension_age": "Pensioner",
        "household.capital": "Savings",
        "household.income": "Income",
        "household.council_tax": "Council tax",
        "household.members": "All told",
    }
    (people,) = found.members
    assert [each.column for each in people.facts] == ["Partner", "DOB", "Earnings"]
    assert "# Columns that nothing reads: Ward." in text.splitlines()


def test_what_no_heading_is_like_is_left_open_with_its_words(tmp_path: Path) -> None:
    text = draft(tmp_path, cases="Claim,Notes\n1,x\n", people=None)
    assert (
        '# savings and investments\n# No heading is like it. Give its column, or not_in_file = true.\ncolumn = ""\n'
        in text
    )
    assert '[facts."household.members"]\n# others in the household\n' in text
    assert "\nnot_in_file = true\n" in text
    with pytest.raises(DefinitionError, match=r"empty\. Give the name of a column"):
        read_mapping(text.encode(), scheme=BOUND.scheme, source="draft.toml")


def test_whether_lists_are_complete_is_never_guessed(tmp_path: Path) -> None:
    text = draft(tmp_path, cases=CASES.replace("All told", "X"))
    assert 'complete = "all, or not?"' in text
    with pytest.raises(DefinitionError, match="complete"):
        read_mapping(text.encode(), scheme=BOUND.scheme, source="draft.toml")


def test_headings_of_any_kind_are_written_as_toml_has_them(tmp_path: Path) -> None:
    heading = 'Sav"ings\\ and\x7f invest\tments'
    cases = CASES.replace("Savings", '"' + heading.replace('"', '""') + '"')
    text = draft(tmp_path, cases=cases)
    assert 'column = "Sav\\"ings\\\\ and\\u007f invest' in text


def test_headings_that_nothing_reads_leave_no_mark_that_toml_refuses(tmp_path: Path) -> None:
    text = draft(tmp_path, cases=CASES.replace("Ward", "W\x07ard"))
    assert "# Columns that nothing reads: W?ard." in text
    assert tomllib.loads(text)["format"] == 1


def test_no_value_of_a_file_is_in_a_draft(tmp_path: Path) -> None:
    cases = CASES.replace("North", "Tithebarn").replace("n/k", "Tithebarn")
    assert "ithebarn" not in draft(tmp_path, cases=cases, people=PEOPLE.replace("10\n", "Tithebarn\n"))


ROWS = [
    "1001,Millbank,N,1250.00,100.00,30.00,Y",
    "Smith,SW1A 1AA,Couple",
    "Smith,AB 12 34 56 C,Couple",
    "Smith,someone@example.com,Couple",
    "AMB-0012345,Smith,Couple",
    "Smith,07700 900123,Couple",
    "17/03/1988,yes,Smith",
    "1980-02-01,M,Harbour",
    "1-Mar-1980,Mr,Harbour",
    "Couple,North,N",
    "Harbour,Harbour,Smith,y",
    "Smith,,,Couple",
    "£5,Smith,Couple",
    "34,2,Smith",
]


@pytest.mark.parametrize("row", ROWS)
def test_a_file_without_headings_is_refused_and_nothing_of_its_first_line_is_shown(tmp_path: Path, row: str) -> None:
    cases = f"{row}\n{row.replace('Smith', 'Jones').replace(',,', ',x,')}\n{row.rpartition(',')[0]},other\n"
    with pytest.raises(DefinitionError) as refused:
        draft(tmp_path, cases=cases, people=None)
    (fault,) = refused.value.faults
    assert fault.message.startswith("the first line does not seem to name the columns, but to be about somebody. Write")
    assert (fault.source, fault.line) == ("cases.csv", 1)
    assert not [cell for cell in row.split(",") if len(cell) > 1 and cell in str(refused.value)]
    with pytest.raises(DefinitionError, match=r"the first line does not seem"):
        draft(tmp_path, people=cases)


HEADINGS = [
    "Claim,Savings",
    "No,Name,Savings",
    "Claim,2023,2024,2024/25,Savings 2025-26,Balance 31/03/2026,Q1,Week 12",
    "Claim,Notes,Notes,,",
    "Claim No.,D.O.B.,M/F,£,%,Adults (18+)",
    "Yes/No,UPRN,E-mail,Savings @ 31/03",
    "Claim,31/03/2026,Savings,Income",
]


@pytest.mark.parametrize("headings", HEADINGS)
def test_headings_are_not_taken_for_values(tmp_path: Path, headings: str) -> None:
    lines = [",".join(f"{row}.{column}" for column in range(headings.count(",") + 1)) for row in range(9)]
    text = "\n".join([headings, *(line.replace(f"{row}.3,{row}.4", ",") for row, line in enumerate(lines)), headings])
    assert "format = 1" in draft(tmp_path, cases=text)


def test_what_may_be_a_value_is_not_named_among_headings(tmp_path: Path) -> None:
    text = draft(tmp_path, cases="Claim,Savings,Millbank,31/03/2026,No\n1,2,3,4,5\n", people=None)
    assert "# Columns that nothing reads: Millbank and 2 more, which are not named here: they may be values." in (
        text.splitlines()
    )


def test_headings_of_which_none_is_like_a_fact_are_not_named(tmp_path: Path) -> None:
    text = draft(tmp_path, cases="Smith,Harbour,Couple\nJones,Millbank,Single\n", people=None)
    assert 'key = ""' in text
    assert "# No heading is like a fact. Does the first line name the columns?" in text.splitlines()
    assert not [name for name in ("Smith", "Harbour", "Couple") if name in text]
    assert 'key = "Claim ref"' in draft(tmp_path, cases="Claim ref,Harbour\n1,Millbank\n2,x\n", people=None)


def test_members_of_members_are_drafted_too(tmp_path: Path) -> None:
    scheme = Scheme(
        "all",
        facts=Household,
        eligible=[rule("a", exists(Household.members, lambda m: exists(m.incomes, lambda i: i.earned)))],
    )
    for name in ("cases", "people", "incomes"):
        (tmp_path / f"{name}.csv").write_text("claim,person,it is earned\n1,1,yes\n", encoding="utf-8")
    tables = {name: open_table(tmp_path / f"{name}.csv") for name in ("cases", "people", "incomes")}
    text = suggest_mapping(
        scheme, tables["cases"], {"household.members": tables["people"], "member.incomes": tables["incomes"]}
    )
    assert 'id = ""' in text
    assert 'key = ["claim", ""]' in text
    assert '[members."member.incomes".facts."income.earned"]' in text
