from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from localgov_components.core.errors import NotFoundError
from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import (
    DecisionTable,
    Expression,
    Fact,
    Facts,
    HitPolicy,
    Output,
    Row,
    Unknown,
    UnknownReason,
    age_on,
    count_of,
    define,
    evaluate,
    fact,
    row,
    years,
)
from localgov_components.rules.proofs import Budget, TableFindings, Unsettled, check_table

ON = date(2026, 5, 1)


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented"
    SHARED = "shared"


class Member(Facts, id="member"):
    age: Fact[int] = fact("age")


class Household(Facts, id="household"):
    capital: Fact[Money] = fact("savings")
    share: Fact[Decimal] = fact("share of the rent", places=2, at_most=1)
    born: Fact[date] = fact("date of birth")
    moved: Fact[date] = fact("day of moving in")
    frail: Fact[bool] = fact("an officer finds somebody frail", judgement=True)
    tenure: Fact[Tenure] = fact("how the home is held")
    band: Fact[str] = fact("council tax band")
    postcode: Fact[Postcode] = fact("postcode of the home")
    members: Fact[list[Member]] = fact("members of the household")


class Policy:
    """A lookup of the policy values of these tables."""

    def value(self, key: str) -> Any:  # noqa: ANN401 - as the protocol has it
        """The value under a key."""
        values = {"limit": Money("16000"), "lower_limit": Money("6000"), "price": 5}
        if key not in values:
            raise NotFoundError("no such policy value. Declare it.", code="policy.missing")
        return values[key]


age = define("age", age_on(Household.born))
age_at_move = define("age_at_move", age_on(Household.born, Household.moved))
adult_from = define("adult_from", Household.born + years(18))
members = define("number_of_members", count_of(Household.members))


def table(*rows: Row, inputs: Sequence[Expression[Any]], **options: Any) -> DecisionTable:  # noqa: ANN401 - as the table
    return DecisionTable("price", inputs=inputs, outputs=[Output("pounds", int)], rows=rows, **options)


def checked(*rows: Row, inputs: Sequence[Expression[Any]], **options: Any) -> TableFindings:  # noqa: ANN401 - as above
    made = table(*rows, inputs=inputs, **options)
    found = check_table(made, on=ON, policy=Policy(), seconds=60)
    cases = [(gap.known, UnknownReason.GAP) for gap in found.gaps]
    cases += [(overlap.known, UnknownReason.CONTRADICTION) for overlap in found.overlaps]
    for known, reason in cases:
        assert evaluate(made.expression, known, on=ON, policy=Policy()) == Unknown(reason)
    return found


def told(*rows: Row, inputs: Sequence[Expression[Any]], **options: Any) -> list[str]:  # noqa: ANN401 - as above
    return str(checked(*rows, inputs=inputs, **options)).splitlines()[1:]


def test_a_table_without_mistakes_is_proved() -> None:
    found = checked(row("<= 6000", then=1), row("> 6000", then=2), inputs=[Household.capital])
    assert found.is_proved
    assert str(found) == "price: sound"


def test_a_gap_is_told_as_the_row_that_is_missing() -> None:
    inputs: Sequence[Expression[Any]] = [Household.capital, Household.band, Household.tenure]
    rows = [row("< 6000", "-", "-", then=1), row(">= 6000", "-", "not(rented)", then=2)]
    missing = row("[£6,000.00..£16,000.00]", "-", "rented", then=4)
    lines = told(*rows, row("> 16000", "-", "rented", then=3), inputs=inputs)
    assert lines == ["no row for: household.capital [£6,000.00..£16,000.00], household.tenure rented"]
    assert checked(*rows, row("> 16000", "-", "rented", then=3), missing, inputs=inputs).is_proved


def test_gaps_do_not_overlap() -> None:
    inputs: Sequence[Expression[Any]] = [Household.capital, Household.tenure]
    rows = [row("< 6000", "-", then=1), row("-", "owned", then=2), row("> 16000", "rented", then=3)]
    gaps = check_table(table(*rows, inputs=inputs, hit=HitPolicy.FIRST)).gaps
    missing = [row(*(each.cells.get(column.heading, "-") for column in _columns(inputs)), then=9) for each in gaps]
    assert check_table(table(*missing, inputs=inputs)).overlaps == ()
    assert check_table(table(*rows, *missing, inputs=inputs, hit=HitPolicy.FIRST)).is_proved


def _columns(inputs: Sequence[Expression[Any]]) -> tuple[Any, ...]:
    return table(row(*["-"] * len(inputs), then=1), inputs=inputs).input_columns


@pytest.mark.parametrize(
    ("of", "cells", "expected"),
    [
        (Household.capital, ["< 0", "(0..{limit}]"], ["household.capital £0.00, > £16,000.00"]),
        (Household.share, ["<= 0.25", "> 0.265"], ["household.share 0.26"]),
        (Household.born, ["< 2000-01-01", "> 2000-01-02"], ["household.born [2000-01-01..2000-01-02]"]),
        (Household.frail, ["yes"], ["household.frail no"]),
        (Household.tenure, ["owned"], ["household.tenure rented, shared"]),
        (Household.band, ["A", "not(A, B)"], ["household.band B"]),
        (Household.band, ["A, B"], ["household.band not(A, B)"]),
        (Household.postcode, ["not(SW1A 1AA)"], ["household.postcode SW1A 1AA"]),
        (age, ["< 18", "[20..60]"], ["age [18..20), > 60"]),
        (adult_from, ["< 2020-01-01", ">= 2020-02-01"], ["adult_from [2020-01-01..2020-02-01)"]),
        (members, ["0", "1", "3"], ["number_of_members 2"]),
    ],
)
def test_gaps_of_every_type_are_found(of: Expression[Any], cells: list[str], expected: list[str]) -> None:
    rows = [row(cell, then=number) for number, cell in enumerate(cells)]
    assert sorted(told(*rows, inputs=[of])) == sorted(f"no row for: {each}" for each in expected)
    assert told(*rows, inputs=[of], otherwise=9) == []


@pytest.mark.parametrize(
    ("of", "cells"),
    [
        (Household.capital, ["<= 6000", ">= {lower_limit}"]),
        (Household.share, ["<= 0.25", ">= 0.25"]),
        (Household.born, ["<= 2000-01-01", ">= 2000-01-01"]),
        (Household.frail, ["-", "yes", "no"]),
        (Household.tenure, ["owned, rented", "not(owned)"]),
        (Household.band, ["A, B", "not(A)"]),
        (Household.postcode, ["SW1A 1AA, SW1A 2AA", "not(SW1A 1AA)"]),
        (age, ["<= 18", "[18..60]", "> 60"]),
        (members, ["<= 1", ">= 1"]),
    ],
)
def test_overlaps_of_every_type_are_found(of: Expression[Any], cells: list[str]) -> None:
    rows = [row(cell, then=number) for number, cell in enumerate(cells)]
    found = checked(*rows, inputs=[of])
    assert found.overlaps[0].rows == (1, 2)
    assert found.gaps == ()
    assert told(*rows, inputs=[of])[0] == "rows 1 and 2 apply at once"


def test_columns_that_hang_on_one_another_are_seen_together() -> None:
    inputs: Sequence[Expression[Any]] = [age, Household.born]
    rows = [row("< 18", "-", then=1), row("-", "<= 2008-05-01", then=2)]
    assert checked(*rows, inputs=inputs).is_proved
    assert told(row("< 18", "< 2000-01-01", then=1), *rows, inputs=inputs) == [
        "row 1 never applies: age, household.born"
    ]
    meeting = checked(row("< 18", "-", then=1), row("-", "<= 2008-05-02", then=2), inputs=inputs)
    assert meeting.overlaps[0].known["household.born"] == date(2008, 5, 2)


def test_ages_on_a_day_that_is_a_fact_are_reckoned_by_the_calendar() -> None:
    inputs: Sequence[Expression[Any]] = [age_at_move, Household.born, Household.moved]
    rows = [row("18", "2008-02-29", "-", then=1), row("-", "-", "< 2026-03-01", then=2)]
    rows += [row("-", "-", ">= 2027-03-01", then=3)]
    found = check_table(table(*rows, inputs=inputs, otherwise=0), seconds=60)
    assert found.overlaps == ()
    assert found.dead == ()


def test_a_row_that_cannot_hold_is_dead_and_its_cells_are_named() -> None:
    rows = [row("> 1.5", "-", then=1), row("-", "-", then=2)]
    assert told(*rows, inputs=[Household.share, Household.band]) == ["row 1 never applies: household.share"]
    impossible = row("[{limit}..{lower_limit}]", then=1)
    assert told(impossible, row("-", then=2), inputs=[Household.capital]) == ["row 1 never applies: household.capital"]
    assert told(row("> 3", then=1), row("<= 3", then=2), inputs=[members]) == ["row 1 never applies: number_of_members"]


def test_a_masked_row_names_those_that_mask_it() -> None:
    rows = [row("< 18", then=1), row("> 60", then=2), row(">= 18", then=3), row("[17..30]", then=4), row("-", then=5)]
    found = told(*rows, inputs=[age], hit=HitPolicy.FIRST)
    assert found == [
        "row 4 never decides: wherever it applies, rows 1 and 3 stand in its way",
        "row 5 never decides: wherever it applies, rows 1 and 3 stand in its way",
    ]
    by_rank = DecisionTable(
        "rank", inputs=[age], outputs=[Output("rank", str, ["high", "low"])], hit=HitPolicy.PRIORITY,
        rows=[row("> 20", then="low"), row("> 10", then="high")],
    )  # fmt: skip
    lines = str(check_table(by_rank, on=ON)).splitlines()
    assert lines[2:] == ["row 1 never decides: wherever it applies, row 2 stands in its way"]


def test_the_least_and_greatest_mask_the_others() -> None:
    rows = [row("> 20", then=7), row("> 10", then="{price}"), row("-", then=9)]
    assert told(*rows, inputs=[age], hit=HitPolicy.MIN) == [
        "row 1 never decides: wherever it applies, row 2 stands in its way"
    ]
    assert told(*rows, inputs=[age], hit=HitPolicy.MAX) == [
        "row 1 never decides: wherever it applies, row 3 stands in its way",
        "row 2 never decides: wherever it applies, row 3 stands in its way",
    ]


def test_rows_that_give_the_same_may_meet_under_the_policy_any() -> None:
    rows = [row("> 20", then=5), row("> 10", then="{price}"), row("<= 15", then=4)]
    found = checked(*rows, inputs=[age], hit=HitPolicy.ANY)
    assert [each.rows for each in found.overlaps] == [(2, 3)]


def test_lists_and_counts_have_no_overlaps_and_no_gaps() -> None:
    rows = [row("> 20", then=5), row("> 30", then=6)]
    for hit in (HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.COUNT, HitPolicy.SUM):
        found = check_table(table(*rows, inputs=[age], hit=hit, otherwise=0 if hit is HitPolicy.SUM else None), on=ON)
        assert found.is_proved, hit


def test_an_input_that_another_table_leaves_undefined_is_not_this_tables_gap() -> None:
    rows = [row("> 60", then="large"), row("[50..60]", then="small")]
    first = DecisionTable("size", inputs=[age], outputs=[Output("size", str)], rows=rows)
    rows = [row("large", then=1), row("not(large)", then=2)]
    assert checked(*rows, inputs=[first.expression]).is_proved
    assert told(row("large", then=1), row("tiny", then=2), inputs=[first.expression]) == [
        "no row for: size not(large, tiny)",
        "row 2 never applies: size",
    ]


def test_officers_judgements_are_found_as_such() -> None:
    found = checked(row("yes", then=1), inputs=[Household.frail])
    assert found.gaps[0].known.judgement("household.frail") is not None


def test_a_policy_value_that_is_missing_is_named() -> None:
    with pytest.raises(NotFoundError) as raised:
        check_table(table(row("> {other}", then=1), inputs=[Household.capital]), policy=Policy())
    assert raised.value.code == "policy.missing"


def test_what_was_not_settled_in_time_is_listed() -> None:
    rows = [row("> 5", then=1), row("< 7", then=2)]
    found = check_table(
        table(
            *rows,
            inputs=[
                members,
            ][:1],
        ),
        on=ON,
        seconds=Budget(0),
    )
    assert found.unsettled == (
        Unsettled("dead row", (1,)),
        Unsettled("dead row", (2,)),
        Unsettled("gap", ()),
        Unsettled("overlap", (1, 2)),
        Unsettled("masked row", (1,)),
        Unsettled("masked row", (2,)),
    )
    assert not found.is_proved
    assert "not decided: overlap (row 1 and 2)" in str(found)


def test_more_findings_than_are_listed_are_told_of() -> None:
    rows = [row(">= 0", then=number) for number in range(50)]
    found = check_table(table(*rows, inputs=[Household.capital], otherwise=0))
    assert len(found.overlaps) == 1000
    assert found.cut
    assert str(found).splitlines()[-1] == "and more, which are not listed"


def test_no_value_of_a_case_is_shown() -> None:
    found = checked(row("A", then=1), inputs=[Household.band])
    assert "another" not in repr(found)
    assert "another" not in str(found)
    assert found.gaps[0].known["household.band"] == "another 1"


def test_a_table_that_says_nothing_of_any_case_is_one_gap() -> None:
    assert told(row("> 3", then=1), inputs=[members]) == [
        "no row for: any case",
        "row 1 never applies: number_of_members",
    ]
    assert told(row("> 1", then=1), inputs=[Household.share]) == [
        "no row for: any case",
        "row 1 never applies: household.share",
    ]
