"""Scenarios of every form of file: what is read, and what is refused and where."""

import contextlib
import json
import re
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import TEXT

from localgov_components.core.errors import DefinitionError
from localgov_components.core.grid import Grid
from localgov_components.eligibility import Outcome, Scheme, rule
from localgov_components.eligibility.scenarios import NONE, Scenario, parse_scenarios, read_scenarios
from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import (
    Fact,
    Facts,
    Judgement,
    Known,
    Members,
    Unknown,
    UnknownReason,
    any_of,
    exists,
    fact,
    when,
)


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented"


class Income(Facts, id="income"):
    amount: Fact[Money] = fact("amount")


class Member(Facts, id="member"):
    age: Fact[int] = fact("age")
    partner: Fact[bool] = fact("partner")
    incomes: Fact[list[Income]] = fact("incomes")


class Household(Facts, id="household"):
    applied: Fact[bool] = fact("applied")
    adults: Fact[int] = fact("adults")
    rate: Fact[Decimal] = fact("rate")
    capital: Fact[Money] = fact("capital")
    moved: Fact[date] = fact("moved")
    tenure: Fact[Tenure] = fact("tenure")
    band: Fact[str] = fact("band")
    postcode: Fact[Postcode] = fact("postcode")
    frail: Fact[bool] = fact("frail", judgement=True)
    members: Fact[list[Member]] = fact("members")
    streets: Fact[list[str]] = fact("streets")


SCHEME = Scheme(
    "support",
    facts=[Household],
    ineligible=[rule("too-much", Household.capital > Money("16000"))],
    eligible=[rule("applied", any_of(Household.applied, exists(Household.members, lambda member: member.partner)))],
    tier=when(Household.tenure == Tenure.OWNED, Tenure.OWNED).otherwise(Tenure.RENTED),
    award=Household.capital,
)
HEAD = "name,date,outcome"
ROW = "A,2026-05-01,eligible"


def csv(headings: str, *rows: str) -> tuple[Scenario, ...]:
    lines = [f"{HEAD},{headings}", *(f"{ROW},{row}" for row in rows)]
    return parse_scenarios("\n".join(lines).encode(), name="x.csv", scheme=SCHEME)


def xlsx(headings: list[str], values: list[Any]) -> tuple[Scenario, ...]:
    rows = [["name", "date", "outcome", *headings], ["A", date(2026, 5, 1), "eligible", *values]]
    return parse_scenarios(Grid.of(rows, name="x.xlsx").encode(kind="xlsx"), name="x.xlsx", scheme=SCHEME)


def yaml(text: str) -> tuple[Scenario, ...]:
    return parse_scenarios(text.encode(), name="x.yaml", scheme=SCHEME)


def one(facts: str, expect: str = "{outcome: eligible}") -> Scenario:
    (scenario,) = yaml(f"- name: A\n  date: 2026-05-01\n  facts:\n    {facts}\n  expect: {expect}\n")
    return scenario


def mistakes(read: Any, *arguments: Any) -> list[str]:  # noqa: ANN401
    with pytest.raises(DefinitionError) as caught:
        read(*arguments)
    return [str(fault) for fault in caught.value.faults]


JUDGED = Judgement(value=True, role="officer", reason="as the scenario has it")

SAME = [
    ("household.applied", "yes", True, True),
    ("household.applied", "False", False, False),
    ("household.adults", "2", 2, 2),
    ("household.rate", "0.10", Decimal("0.1"), Decimal("0.1")),
    ("household.capital", "5000", 5000, Money("5000")),
    ("household.capital", "£16000.01", Decimal("16000.01"), Money("16000.01")),
    ("household.moved", "2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ("household.tenure", "rented", "rented", Tenure.RENTED),
    ("household.band", "no", "no", "no"),
    ("household.band", "007", "007", "007"),
    ("household.postcode", "DT97 1AA", "DT97 1AA", Postcode.parse("DT97 1AA")),
    ("household.frail", "yes", True, JUDGED),
    ("household.adults", "unknown: declined", "unknown: declined", UnknownReason.DECLINED),
]


@pytest.mark.parametrize(("id_", "written", "typed", "value"), SAME)
def test_a_value_reads_the_same_in_every_form_of_file(id_: str, written: str, typed: object, value: object) -> None:
    (of_csv,), (of_xlsx,) = csv(id_, written), xlsx([id_], [typed])
    in_yaml = "{unknown: declined}" if value is UnknownReason.DECLINED else written
    assert of_csv.known.stored == of_xlsx.known.stored == one(f"{id_}: {in_yaml}").known.stored == {id_: value}


@pytest.mark.parametrize(
    ("id_", "written", "told"),
    [
        ("household.applied", "perhaps", "neither yes nor no. Write yes, no, true or false"),
        ("household.adults", "2.5", "not a whole number. Write digits only, like 3"),
        ("household.rate", "NaN", "not a number. Write digits, with a point if need be, like 0.25"),
        ("household.capital", "1.234", "not an amount of money: write pounds with at most two decimal places"),
        ("household.moved", "1 May 2026", "not a date. Write it like 2026-04-01"),
        ("household.tenure", "squatted", "not one of: owned, rented"),
        ("household.postcode", "nowhere", "not a postcode"),
        ("household.frail", "perhaps", "neither yes nor no. Write yes, no, true or false"),
        ("household.adults", "9999999999", "larger than the 1000000000 that it may be. Check the number"),
        ("household.streets", "High Street", "not a list. Write […]"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_its_place_and_not_quoted(id_: str, written: str, told: str) -> None:
    (of_csv,), (of_yaml,) = mistakes(csv, id_, written), mistakes(one, f"{id_}: {written}")
    assert of_csv.startswith(f"x.csv, cell D2: {told}")
    assert of_yaml.startswith(f"x.yaml, line 4, column {id_}: {told}")
    assert written not in of_csv + of_yaml


@pytest.mark.parametrize(("id_", "value"), [("household.band", 7), ("household.postcode", 1), ("household.band", True)])
def test_what_a_spreadsheet_made_of_text_is_refused(id_: str, value: object) -> None:
    (told,) = mistakes(xlsx, [id_], [value])
    assert told.startswith("x.xlsx, sheet 'Sheet1', cell D2: not text: the spreadsheet made a number")


def test_a_list_of_texts_is_read_from_yaml() -> None:
    assert one("household.streets: [High Street, Low Street]").known["household.streets"] == [
        "High Street",
        "Low Street",
    ]


def test_an_empty_cell_and_a_null_are_facts_that_are_not_known() -> None:
    (of_csv,) = csv("household.adults,household.band", ",")
    assert dict(of_csv.known) == dict(one("household.adults: ~").known) == {}


# Members


def test_members_are_columns_by_their_paths() -> None:
    (scenario,) = csv("household.members[1].age,household.members[1].partner,household.members[2].age", "40,yes,41")
    members = Members([Known({"member.age": 40, "member.partner": True}), Known({"member.age": 41})])
    assert scenario.known["household.members"] == members
    listed = one("household.members: [{member.age: 40, member.partner: yes}, {member.age: 41}]")
    assert listed.known["household.members"] == members


@pytest.mark.parametrize(
    ("row", "members"),
    [
        (",", None),
        ("0,", Members([])),
        ("0+,", Members([], complete=False)),
        (",40", Members([Known({"member.age": 40})])),
        ("1,40", Members([Known({"member.age": 40})])),
        ("1+,40", Members([Known({"member.age": 40})], complete=False)),
        ("2,40", Members([Known({"member.age": 40}), Known()])),
        ("2,", Members([Known(), Known()])),
    ],
)
def test_a_list_may_say_how_many_it_has_and_whether_that_is_all(row: str, members: Members | None) -> None:
    (scenario,) = csv("household.members,household.members[1].age", row)
    assert scenario.known.stored.get("household.members") == members


def test_lists_of_members_may_be_within_members() -> None:
    headings = "household.members[1].age,household.members[1].incomes[1].amount,household.members[1].incomes[2].amount"
    (scenario,) = csv(headings, "40,1.00,2.00")
    (member,) = scenario.known["household.members"].items
    assert [each["income.amount"] for each in member["member.incomes"].items] == [Money("1"), Money("2")]


def test_whether_a_list_is_complete_is_a_truth_in_yaml_too() -> None:
    listed = one("household.members: {members: [{member.age: 40}], complete: no}")
    assert listed.known["household.members"].complete is False


@pytest.mark.parametrize(
    ("headings", "row", "told"),
    [
        (
            "household.members[2].age",
            "40",
            "cell D2: nothing is known of member 1. Say in a column 'household.members'",
        ),
        ("household.members,household.members[2].age", "1,40", "cell D2: fewer members than the row tells of"),
        ("household.members", "several", "cell D2: not a number of members. Write 2, or 2+ where there may be more"),
        ("household.members,household.members[1].age", "unknown: declined,40", "cell D2: fewer members than"),
        ("household.members", "unknown: lost", "cell D2: not a reason for a fact that is unknown. Write unknown: and"),
        ("household.adults", "unknown: gap", "cell D2: not a reason for a fact that is unknown. Write unknown: and"),
        (
            "household.members",
            "9999",
            "cell D2: more than 1000 members, those of lists within them counted too. Check the list",
        ),
        ("household.members[1].ag", "1", "cell D1: no such fact of a member. There are: age, partner, incomes"),
        ("household.members[1001].age", "1", "cell D1: a list has at most 1000 members"),
        ("household.members[0].age", "1", "cell D1: no such heading. There are: name, date, known_at, outcome"),
        ("household.members[1]", "1", "cell D1: no such heading. There are: name, date, known_at, outcome"),
        ("household.adults[1].age", "1", "cell D1: no such list of members. There are: household.members"),
        ("household.member.age", "1", "cell D1: no such heading. There are: name, date, known_at, outcome"),
        ("total", "1", "cell D1: no such heading. There are: name, date, known_at, outcome, tier, award, reasons"),
    ],
)
def test_members_that_make_no_sense_are_told_with_their_cell(headings: str, row: str, told: str) -> None:
    assert mistakes(csv, headings, row)[0].startswith(f"x.csv, {told}")


def test_a_mistake_of_a_member_has_its_own_place() -> None:
    assert mistakes(csv, "household.members[1].age,household.members[2].age", "40,old")[0].startswith(
        "x.csv, cell E2: "
    )
    listed = mistakes(
        one, "household.members:\n    - {member.age: 40}\n    - member.partner: yes\n      member.age: old"
    )
    assert listed[0].startswith("x.yaml, line 7, column household.members[2].member.age: not a whole number")
    unheard = mistakes(one, "household.members:\n    - {member.age: 40}\n    - {age: 3}")
    there_are = "There are: member.age, member.partner, member.incomes"
    assert unheard == [f"x.yaml, line 6, column household.members[2].age: no such fact. {there_are}"]


# What is expected


def expected(**fields: str) -> Any:  # noqa: ANN401
    (scenario,) = csv(",".join(fields), ",".join(fields.values()))
    listed = ", ".join(f"{name}: {json.dumps(re.split('; *', value))}" for name, value in fields.items())
    assert one("household.adults: 1", f"{{outcome: eligible, {listed}}}").expect == scenario.expect
    return scenario.expect


def test_everything_that_a_decision_has_may_be_expected() -> None:
    found = expected(
        tier="owned",
        award="24.00",
        reasons="applied; too-much",
        still_needed="household.capital;household.members[2].age",
        next_question="household.members[1].incomes[2].amount",
    )
    assert (found.outcome, found.tier, found.award) == (Outcome.ELIGIBLE, Tenure.OWNED, Money("24"))
    assert found.reasons == ("applied", "too-much")
    assert found.still_needed == ("household.capital", "household.members[2].age")
    assert found.next_question == "household.members[1].incomes[2].amount"


def test_nothing_at_all_may_be_expected_in_so_many_words() -> None:
    found = expected(reasons="none", still_needed="none", next_question="none")
    assert (found.reasons, found.still_needed, found.next_question) == ((), (), NONE)


def test_what_is_left_out_is_not_compared() -> None:
    (scenario,) = csv("award,reasons,still_needed,next_question", ",,,")
    found = scenario.expect
    assert (found.tier, found.award, found.reasons, found.still_needed, found.next_question) == (None,) * 5


@pytest.mark.parametrize(
    ("heading", "written", "told"),
    [
        ("tier", "leased", "not one of: owned, rented"),
        ("award", "much", "not an amount of money"),
        ("reasons", "apply", "no such rule. There are: applied, award, tier, too-much"),
        ("still_needed", "household.capitol", "no such fact. There are: household.adults"),
        ("next_question", "household.members[0].age", "no such fact. There are: household.adults"),
        ("known_at", "2026-05-01", "not an instant with its time zone. Write it like 2026-02-01T09:00:00Z"),
        ("known_at", "in May", "not an instant with its time zone. Write it like 2026-02-01T09:00:00Z"),
    ],
)
def test_what_nobody_can_expect_is_told_with_its_cell(heading: str, written: str, told: str) -> None:
    (found,) = mistakes(csv, heading, written)
    assert found.startswith(f"x.csv, cell D2: {told}")


def test_a_scheme_without_an_award_has_none_to_expect() -> None:
    bare = Scheme("bare", facts=[Household], eligible=[rule("applied", Household.applied)])
    with pytest.raises(DefinitionError, match=r"cell D2: the scheme gives no award\. Leave it out"):
        parse_scenarios(f"{HEAD},award\n{ROW},1\n".encode(), name="x.csv", scheme=bare)


def test_an_instant_is_read_in_its_time_zone() -> None:
    (scenario,) = csv("known_at", "2026-02-01T09:00:00+01:00")
    assert scenario.known_at == datetime(2026, 2, 1, 8, tzinfo=UTC)


# The scenario itself


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (",2026-05-01,eligible", "row 2: no name. Say in a few words who it is"),
        ("A,,eligible", "row 2: no date. Give the day of the decision"),
        ("A,1 May 2026,eligible", "cell B2: not a day. Write it like 2026-05-01"),
        ("A,2026-02-30,eligible", "cell B2: no such day. Write it like 2026-05-01"),
        ("A,2026-05-01,", "row 2: no outcome: it is for a person to say what is expected. Write one of: eligible"),
        ("A,2026-05-01,maybe", "cell C2: not an outcome. Write one of: eligible, not-eligible, refer, undecided"),
    ],
)
def test_a_scenario_lacks_nothing(line: str, told: str) -> None:
    found = mistakes(parse_scenarios_of, f"{HEAD}\n{line}\n")
    assert found[0].startswith(f"x.csv, {told}")


def parse_scenarios_of(text: str, name: str = "x.csv") -> tuple[Scenario, ...]:
    return parse_scenarios(text.encode(), name=name, scheme=SCHEME)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("x.csv", "name,outcome\nA,eligible\n", "x.csv: no column 'date'. Add one"),
        ("x.csv", f"{HEAD}\n", "x.csv: no scenarios: there is nothing below the headings"),
        ("x.csv", "name;date\n", "x.csv: divided by semicolons. Save it as CSV divided by commas"),
        ("x.yaml", "", "x.yaml, line 1: not a list of scenarios. Begin each with: - name: …"),
        ("x.yaml", "name: A", "x.yaml, line 1: not a list of scenarios. Begin each with: - name: …"),
        ("x.yaml", "[]", "x.yaml, line 1: not a list of scenarios. Begin each with: - name: …"),
        ("x.yaml", "- A\n", "x.yaml, line 1: not a scenario. Begin it with: - name: …"),
        ("x.yaml", "- name: A\n  fact: {}\n", "x.yaml, line 2, column fact: not known here. There are: name, date"),
        ("x.yaml", "- name: A\n  facts: 3\n", "x.yaml, line 2, column facts: not a mapping. Write {…: …}"),
        (
            "x.yaml",
            "- name: A\n  expect: {oucome: x}\n",
            "x.yaml, line 2, column oucome: not known here. There are: out",
        ),
        ("x.yaml", "- name: {}\n", "x.yaml, line 1, column name: neither text nor a list of texts"),
        ("x.json", "[]", "x.json: neither YAML, CSV nor XLSX by its name. Save it under a name that ends so"),
        ("x.xlsx", "PK", "x.xlsx: damaged, or not an XLSX workbook"),
    ],
)
def test_a_file_of_another_shape_is_refused(name: str, text: str, told: str) -> None:
    assert any(found.startswith(told) for found in mistakes(parse_scenarios_of, text, name))


def test_every_mistake_is_told_at_once_and_no_more_than_can_be_read() -> None:
    assert len(mistakes(csv, "household.adults,award", *["a,b"] * 5)) == 10
    found = mistakes(csv, "household.adults,award", *["a,b"] * 80)
    assert len(found) == 101
    assert found[-1] == "x.csv: 60 more mistakes are not listed. Put these right first"
    found = mistakes(csv, "household.adults,award", *["a,b"] * 50, "a,1")
    assert found[-1] == "x.csv: 1 more mistake is not listed. Put these right first"


def test_a_scenario_says_where_it_was_read_and_shows_no_fact(tmp_path: Path) -> None:
    (tmp_path / "winter.csv").write_text(f"{HEAD},household.band\n{ROW},secret\n", encoding="utf-8")
    (scenario,) = read_scenarios(tmp_path / "winter.csv", scheme=SCHEME)
    assert repr(scenario) == "Scenario(name='A', on=datetime.date(2026, 5, 1), place='winter.csv, row 2')"
    assert one("household.adults: 1").place == "x.yaml, scenario 1"


def test_a_small_table_of_very_many_members_is_refused_soon() -> None:
    begun = time.process_time()
    assert mistakes(csv, "household.members", *["1000"] * 5000) == [
        "x.csv: more than 100,000 members in all. Divide the file",
    ]
    assert time.process_time() - begun < 20  # bounded, on a slow machine too


def test_a_name_of_nothing_is_none() -> None:
    text = "- name: ''\n  date: 2026-05-01\n  expect: {outcome: eligible}\n"
    assert mistakes(yaml, text) == ["x.yaml, line 1: no name. Say in a few words who it is"]


def test_one_sheet_of_several_is_named() -> None:
    with pytest.raises(DefinitionError, match="a YAML file has no sheets"):
        parse_scenarios(b"[]", name="x.yaml", scheme=SCHEME, sheet="May")


def test_an_unknown_of_yaml_keeps_its_reason() -> None:
    known = one("household.band: {unknown: awaiting-evidence}").known
    assert known["household.band"] == Unknown(UnknownReason.AWAITING_EVIDENCE, ("household.band",))


def test_a_judgement_of_yaml_may_say_whose_it_is() -> None:
    known = one("household.frail: {value: yes, role: nurse, reason: visit, until: 2026-05-31}").known
    assert known.judgement("household.frail") == Judgement(
        value=True, role="nurse", reason="visit", until=date(2026, 5, 31)
    )


@given(st.lists(TEXT, min_size=1, max_size=4), st.sampled_from(["x.csv", "x.yaml"]))
def test_any_file_is_read_or_refused_with_mistakes(lines: list[str], name: str) -> None:
    text = "\n".join([f"{HEAD},household.band", *lines])
    with contextlib.suppress(DefinitionError):
        parse_scenarios(text.encode("utf-8", "replace"), name=name, scheme=SCHEME)
