import csv
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.core import InvalidValueError
from localgov_components.councils import FindingKind, Register, lint_codes

REGISTER = Register.load()
DAY = date(2026, 5, 1)


def found(*codes: object, on: date = DAY, allow_repeats: bool = False) -> list[tuple[int, str, str]]:
    rows = [{"gss": code} for code in codes]
    return [
        (finding.line, finding.kind.value, finding.suggestion)
        for finding in lint_codes(rows, columns=["gss"], on=on, allow_repeats=allow_repeats)
    ]


def message(code: str, on: date = DAY) -> str:
    (finding,) = lint_codes([{"gss": code}], columns=["gss"], on=on)
    return finding.message


def named(*rows: tuple[str, str]) -> list[str]:
    cells = [{"gss": code, "name": name} for code, name in rows]
    return [str(finding) for finding in lint_codes(cells, columns=["gss"], name_column="name", on=DAY)]


def test_every_code_in_use_on_a_day_is_clean() -> None:
    for day in (date(2009, 1, 1), date(2019, 4, 1), DAY):
        assert found(*(str(code) for council in REGISTER.on(day) if (code := council.code_on(day))), on=day) == []


@pytest.mark.parametrize(
    ("code", "kind", "suggestion"),
    [
        ("E07999999", "unknown", ""),
        ("E07000154", "retired", "E06000062"),
        ("E10000021", "retired", ""),
        ("E07000097", "retired", "E07000242"),
        ("S12000009", "retired", "S12000045"),
        ("E06000066", "not-yet", ""),
        ("E05000001", "not-a-council", ""),
        ("E12000007", "not-a-council", ""),
        ("E99999999", "not-a-council", ""),
        ("e07000223", "malformed", "E07000223"),
        (" E07000223", "malformed", "E07000223"),
        ("E07000223\u00a0", "malformed", "E07000223"),
        ("E07 000 223", "malformed", "E07000223"),
        ("\uff2507000223", "malformed", "E07000223"),
        ("E0700022", "malformed", ""),
        ("EO7000223", "malformed", ""),
        ("7000223", "malformed", ""),
        ("Adur", "malformed", ""),
        ("#REF!", "malformed", ""),
        (7000224, "malformed", ""),
        (["E07000223"], "malformed", ""),
        ("", "missing", ""),
        ("  ", "missing", ""),
        (None, "missing", ""),
    ],
)
def test_a_wrong_code_is_reported_by_its_kind_and_what_to_write(code: object, kind: str, suggestion: str) -> None:
    day = date(2022, 1, 1) if kind == "not-yet" else DAY
    assert found(code, on=day) == [(1, kind, suggestion)]


def test_a_code_that_is_spoilt_and_retired_is_reported_for_both() -> None:
    assert found("e07000154") == [(1, "malformed", "E07000154"), (1, "retired", "E06000062")]


@pytest.mark.parametrize(
    ("code", "on", "text"),
    [
        ("E07000097", DAY, "ended on 2013-03-31; East Hertfordshire District Council goes on, now E07000242"),
        (
            "E07000187",
            DAY,
            "ended on 2023-03-31 with Mendip District Council; now Somerset Council (E06000066)",
        ),
        (
            "E10000021",
            DAY,
            (
                "ended on 2021-03-31 with Northamptonshire County Council; the address decides between "
                "North Northamptonshire Council (E06000061) and West Northamptonshire Council (E06000062)"
            ),
        ),
        (
            "E07000207",
            date(2027, 4, 1),
            "ended on 2027-03-31 with Elmbridge Borough Council; now East Surrey Council (no code yet)",
        ),
        ("E06000066", date(2023, 3, 31), "Somerset Council has it only from 2023-04-01"),
        ("E05000001", DAY, "it is the code of a ward"),
        ("E92000001", DAY, "it is the code of another sort of area"),
        ("K04000001", DAY, "it is the code of another sort of area"),
    ],
)
def test_a_message_says_what_became_of_a_code(code: str, on: date, text: str) -> None:
    assert message(code, on) == text


def test_a_repeated_code_is_reported_with_the_line_of_the_first() -> None:
    rows = [{"gss": "E07000223"}, {"gss": "E07000224"}, {"gss": " e07000223"}, {"gss": "E07000223"}]
    findings = [str(finding) for finding in lint_codes(rows, columns=["gss"], on=DAY)]
    assert findings == [
        "line 3, column gss: malformed: it is written with small letters or spaces. Write E07000223",
        "line 3, column gss: duplicated: it is in line 1 already",
        "line 4, column gss: duplicated: it is in line 1 already",
    ]


def test_repeats_may_be_allowed_and_each_column_has_its_own() -> None:
    assert found("E07000223", "E07000223", allow_repeats=True) == []
    row = {"from": "E07000223", "to": "E07000223"}
    assert list(lint_codes([row], columns=["from", "to"], on=DAY)) == []


def test_a_name_is_held_against_its_code() -> None:
    assert named(
        ("E07000223", "Adur"),
        ("E07000224", "Adur DC"),
        ("E09000012", "LB of Hackney"),
        ("E07000154", "Northampton (the town)"),
        ("E06000059", "Dorset"),
        ("E07000226", ""),
    ) == [
        (
            "line 2, column name: name-mismatched: "
            "the name is Adur District Council's, and the code Arun District Council's"
        ),
        (
            "line 4, column gss: retired: ended on 2021-03-31 with Northampton Borough Council; "
            "now West Northamptonshire Council (E06000062)"
        ),
        "line 4, column name: name-unknown: the register knows no such name; the code is Northampton Borough Council's",
    ]


def test_a_missing_code_is_named_by_its_council_and_no_fault_where_there_is_none() -> None:
    assert named(("", "Adur"), ("", "West Surrey"), ("", "Nowhere")) == [
        "line 1, column gss: missing: there is no code. Adur District Council has E07000223",
        "line 2, column gss: missing: there is no code",
        "line 3, column gss: missing: there is no code",
    ]
    rows = [{"gss": "", "name": "West Surrey"}]
    assert list(lint_codes(rows, columns=["gss"], name_column="name", on=date(2027, 4, 1))) == []


def test_the_name_belongs_to_the_first_column_of_codes() -> None:
    rows = [{"new": "E06000066", "old": "E10000023", "name": "Somerset"}]
    findings = list(lint_codes(rows, columns=["new", "old"], name_column="name", on=DAY))
    assert [(finding.column, finding.kind) for finding in findings] == [("old", FindingKind.RETIRED)]


def test_rows_of_the_standard_librarys_reader_are_taken() -> None:
    reader = csv.DictReader(["gss,name", "E07000154,Northampton"])
    assert [finding.kind for finding in lint_codes(reader, columns=["gss"], on=DAY)] == [FindingKind.RETIRED]


@pytest.mark.parametrize("columns", [[], (), "gss"])
def test_columns_are_a_list_with_something_in_it(columns: Sequence[str]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        lint_codes([], columns=columns, on=DAY)
    assert caught.value.code == "councils.columns"


def test_a_day_too_early_is_refused_before_anything_is_read() -> None:
    rows = iter([{"gss": "E07000223"}])
    with pytest.raises(InvalidValueError, match="not complete"):
        lint_codes(rows, columns=["gss"], on=date(2008, 1, 1))
    assert len(list(rows)) == 1


@given(st.lists(st.tuples(st.one_of(TEXT, st.sampled_from(HOSTILE)), TEXT), max_size=4))
def test_no_message_repeats_a_cell_that_is_no_code(rows: list[tuple[str, str]]) -> None:
    cells = [{"gss": f"{code}Jane Doe", "name": f"Jane Doe {name}"} for code, name in rows]
    for finding in lint_codes(cells, columns=["gss"], name_column="name", on=DAY):
        assert "Jane" not in finding.message
