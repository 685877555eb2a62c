from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.eligibility.comparing.samples import DAY, SUPPORT, Household, policy, side

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility import Bands, Outcome, OutcomeChange, Scheme, SchemeOn, compare, proposed, rule
from localgov_components.eligibility.comparing import Comparison, Tally
from localgov_components.money import Money, Rounding
from localgov_components.policy import Layer
from localgov_components.rules import Fact, Facts, Known, Per, converted, fact
from localgov_components.rules.frames import FrameError

C = OutcomeChange
CASES = pl.DataFrame(
    {
        "household.income": [6000, 2000, 2000, 9500, 20000, None, 2000, 30000, None],
        "household.capital": [0, 1200000, 2000000, 0, 0, 0, None, 1200000, 1200000],
        "household.pension_age": [False, False, False, False, False, False, False, True, False],
        "ward": ["Elm", "Elm", "Oak", "Oak", None, "Elm", "Elm", "Elm", "Oak"],
        "age": [17, 18, 24, 25, 64, 65, 99, None, 30],
    },
    schema_overrides={"household.income": pl.Int64, "household.capital": pl.Int64},
)
RAISED = {"capital_limit": "16000.00", "allowance": "95.00"}
FRAMES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
    "pyarrow": lambda frame: frame.to_arrow(),
}


def becomes(before: SchemeOn, after: SchemeOn, known: Known) -> OutcomeChange:
    """What becomes of one case, from its two decisions."""
    old, new = before.decide(known), after.decide(known)
    if new.outcome is Outcome.UNDECIDED and may_qualify(after, known):
        return C.MIGHT_QUALIFY
    outcomes = (old.outcome, new.outcome)
    if Outcome.UNDECIDED in outcomes or any(
        each.outcome is Outcome.ELIGIBLE and each.award is None for each in (old, new)
    ):
        return C.UNDECIDED
    if Outcome.REFER in outcomes:
        return C.REFERRED
    if outcomes == (Outcome.ELIGIBLE, Outcome.ELIGIBLE):
        return C.STAYS if old.award == new.award else C.GETS_MORE if new.award > old.award else C.GETS_LESS
    return {
        (Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE): C.STOPS_BEING_ELIGIBLE,
        (Outcome.NOT_ELIGIBLE, Outcome.ELIGIBLE): C.BECOMES_ELIGIBLE,
    }.get(outcomes, C.NOT_ELIGIBLE)


def may_qualify(side: SchemeOn, known: Known) -> bool:
    frame = pl.DataFrame(
        [{each: pence(known.get(each)) for each in CASES.columns[:3]}],
        schema={each: CASES.schema[each] for each in CASES.columns[:3]},
    )
    return bool(side.decide_many(frame)["may_qualify"][0])


def pence(value: object) -> object:
    return value.pence if isinstance(value, Money) else value if isinstance(value, bool) else None


def known_of(row: dict[str, Any]) -> Known:
    values = {name: row[name] for name in CASES.columns[:3] if row[name] is not None}
    return Known(
        {name: value if isinstance(value, bool) else Money.from_pence(value) for name, value in values.items()}
    )


ROWS = st.fixed_dictionaries(
    {
        "household.income": st.sampled_from([None, 0, 5000, 9000, 9499, 9500, 9999, 10000, 20000]),
        "household.capital": st.sampled_from([None, 0, 1000000, 1000001, 1600000, 1600001]),
        "household.pension_age": st.sampled_from([None, True, False]),
    }
)


@given(st.lists(ROWS, max_size=30))
@settings(max_examples=40)
def test_every_case_is_counted_by_what_its_two_decisions_say(rows: list[dict[str, Any]]) -> None:
    before, after = side(), side(**RAISED)
    frame = pl.DataFrame(rows, schema={name: CASES.schema[name] for name in CASES.columns[:3]})
    found = compare(before, after, frame)
    cases = [known_of(row) for row in rows]
    expected = Counter(becomes(before, after, case) for case in cases)
    assert {change: found.number(change) for change in C} == {change: expected[change] for change in C}
    decided = [case for case in cases if becomes(before, after, case) not in (C.UNDECIDED, C.MIGHT_QUALIFY, C.REFERRED)]
    nothing = Money("0.00")
    assert found.cost_before == sum((before.decide(case).award or nothing for case in decided), nothing)
    assert found.cost_after == sum((after.decide(case).award or nothing for case in decided), nothing)


@pytest.mark.parametrize("kind", FRAMES)
def test_every_kind_of_frame_gives_the_same(kind: str) -> None:
    found = compare(side(), side(**RAISED), FRAMES[kind](CASES), by=["ward", Bands("age", (18, 25, 65))])
    assert {change.value: tally.number for change, tally in found.changes.items() if tally.number} == {
        "becomes-eligible": 1,
        "stops-being-eligible": 1,
        "gets-less": 1,
        "not-eligible": 2,
        "referred": 1,
        "might-qualify": 3,
    }
    expected = compare(side(), side(**RAISED), CASES, by=["ward", Bands("age", (18, 25, 65))])
    assert found.changes == expected.changes
    assert found.missing == expected.missing
    assert found.moves == expected.moves
    for column in ("ward", "age"):
        assert found.groups(column) == expected.groups(column)
        assert list(found.groups(column)) == list(expected.groups(column))


def test_groups_stand_in_order_and_what_is_not_known_comes_last() -> None:
    found = compare(side(), side(**RAISED), CASES, by=["ward", Bands("age", (18, 25, 65))])
    assert list(found.groups("ward")) == ["Elm", "Oak", "not known"]
    assert list(found.groups("age")) == ["under 18", "18 to 24", "25 to 64", "65 and over", "not known"]
    with pytest.raises(InvalidValueError) as refused:
        found.groups("tenure")
    assert refused.value.code == "comparison.column"


def test_two_dates_are_compared_as_two_policies_are() -> None:
    values = policy().values
    later = [
        replace(each, value=Money("16000"), effective_from=date(2027, 4, 1))
        for each in values
        if each.key == "capital_limit"
    ]
    dated = policy().extended(later)
    found = compare(SUPPORT.on(DAY, policy=dated), SUPPORT.on(date(2027, 4, 1), policy=dated), CASES)
    assert found.number(C.BECOMES_ELIGIBLE) == 1


def test_a_fact_that_only_one_scheme_reads_may_be_a_column() -> None:
    class Carers(Facts, id="household"):
        carer: Fact[bool] = fact("somebody is a carer")

    old = Scheme("old", facts=[Carers], eligible=[rule("carer", Carers.carer)])
    new = Scheme("new", facts=[Household], eligible=[rule("pension-age", Household.pension_age)])
    frame = pl.DataFrame({"household.carer": [True, False, None], "household.pension_age": [False, True, True]})
    found = compare(old.on(DAY), new.on(DAY), frame, by=["household.carer"])
    assert [found.number(each) for each in (C.STOPS_BEING_ELIGIBLE, C.BECOMES_ELIGIBLE, C.UNDECIDED)] == [1, 1, 1]
    assert list(found.groups("household.carer")) == ["no", "yes", "not known"]
    taken = compare(old.on(DAY), new.on(DAY), frame.with_columns(compared_0=pl.lit("a"), not_read_0=pl.lit("b")))
    assert taken.changes == found.changes


def test_another_tier_is_something_else() -> None:
    class Home(Facts, id="home"):
        bins: Fact[int] = fact("number of bins", at_most=9)

    def tiered(most: int) -> SchemeOn:
        return Scheme("bins", facts=[Home], tier=Home.bins > most, award=Home.bins).on(DAY)

    found = compare(tiered(2), tiered(4), pl.DataFrame({"home.bins": [1, 3, 9, None]}))
    assert [found.number(each) for each in (C.STAYS, C.SOMETHING_ELSE, C.UNDECIDED)] == [2, 1, 1]
    assert not found.has_money


def test_awards_in_two_units_are_refused() -> None:
    monthly = replace(SUPPORT, award=converted(Household.income, to=Per.MONTH, rounding=Rounding.DOWN))
    without = replace(SUPPORT, award=None)
    for other in (monthly, without):
        with pytest.raises(InvalidValueError) as refused:
            compare(side(), side(other), CASES)
        assert refused.value.code == "comparison.award"


@pytest.mark.parametrize(
    ("by", "code"),
    [
        (["tenure"], "comparison.column"),
        (["outcome"], "comparison.column"),
        ([Bands("tenure", (1,))], "comparison.column"),
        (["share"], "comparison.bands"),
        ([Bands("ward", (1,))], "comparison.bands"),
        ([Bands("ward", (DAY,))], "comparison.bands"),
        ([Bands("household.pension_age", (1,))], "comparison.bands"),
        ([Bands("age", (DAY,))], "comparison.bands"),
        ([Bands("born", (18,))], "comparison.bands"),
        ([Bands("share", (Money("1"),))], "comparison.bands"),
        ([Bands("age", (18,)), Bands("age", (19,))], "comparison.column"),
    ],
)
def test_a_column_that_tells_nothing_or_twice_is_refused(by: list[str | Bands], code: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        compare(side(), side(), CASES.with_columns(share=pl.lit(0.5), born=pl.lit(DAY)), by=by)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "name", ["compared_", "Compared_0", "compared_outcome", "told_by_0", "before_award", "not_read_0", "moved", "moves"]
)
@pytest.mark.parametrize("kind", ["polars", "duckdb"])
def test_a_column_may_have_any_name_but_that_of_a_result(kind: str, name: str) -> None:
    renamed = CASES.rename({"ward": name})
    found = compare(side(), side(**RAISED), FRAMES[kind](renamed), by=[name])
    assert found.groups(name) == compare(side(), side(**RAISED), CASES, by=["ward"]).groups("ward")


def test_columns_of_pandas_whose_names_are_no_text_are_passed_over() -> None:
    found = compare(side(), side(**RAISED), FRAMES["pandas"](CASES).rename(columns={"age": 7}))
    assert found.rows == CASES.height


def test_a_scheme_without_tiers_is_told_by_a_column_of_that_name() -> None:
    found = compare(side(), side(**RAISED), CASES.rename({"ward": "tier"}), by=["tier"])
    assert list(found.groups("tier")) == ["Elm", "Oak", "not known"]


def test_a_column_of_too_many_names_is_refused() -> None:
    many = pl.concat([CASES] * 60).with_row_index("claim")
    with pytest.raises(InvalidValueError) as refused:
        compare(side(), side(), many, by=["claim"])
    assert refused.value.code == "comparison.groups"


def test_a_column_named_as_a_result_is_refused() -> None:
    with pytest.raises(FrameError) as refused:
        compare(side(), side(**RAISED), CASES.with_columns(award=pl.lit(1)))
    assert refused.value.code == "frame.taken"


def test_steps_that_do_not_rise_are_refused() -> None:
    for steps in ([Money("5"), Money("5")], [Money("0")], [Money("9"), Money("2")]):
        with pytest.raises(InvalidValueError) as refused:
            compare(side(), side(), CASES, steps=steps)
        assert refused.value.code == "comparison.steps"


def test_awards_whose_sum_no_column_holds_are_refused() -> None:
    class Home(Facts, id="home"):
        grant: Fact[Money] = fact("grant", at_most=10**13)

    scheme = Scheme("grant", facts=[Home], award=Home.grant).on(DAY)
    with pytest.raises(InvalidValueError) as refused:
        compare(scheme, scheme, pl.DataFrame({"home.grant": [10**15] * 4700}))
    assert refused.value.code == "comparison.too-large"


def test_an_empty_frame_has_nobody_in_it() -> None:
    found = compare(side(), side(**RAISED), CASES.clear(), by=["ward"])
    assert found.rows == 0
    assert found.changes == dict.fromkeys(C, Tally())
    assert found.published().rows == 0


def test_a_comparison_shows_no_number_of_itself() -> None:
    assert repr(compare(side(), side(), CASES)) == "Comparison('support' on 2026-05-01 and 'support' on 2026-05-01)"


def test_a_proposed_value_counts_before_all_others_and_is_recorded_after_them() -> None:
    with_service = policy().extended([replace(policy().values[0], layer=Layer.SERVICE, effective_from=DAY)])
    found = proposed(with_service, {"capital_limit": Money("20000")}, on=DAY)
    assert found.on(DAY).value("capital_limit") == Money("20000")
    assert found.on(DAY, known_at=with_service.values[0].recorded).value("capital_limit") == Money("10000")
    assert proposed(with_service, {}, on=DAY).edition == with_service.edition


def test_decimals_are_told_by_bands_without_a_gap() -> None:
    frame = CASES.with_columns(share=pl.lit(Decimal("0.5")).cast(pl.Decimal(10, 2)))
    found = compare(side(), side(), frame, by=[Bands("share", (0, 1))])
    assert list(found.groups("share")) == ["0 to under 1"]


WRITTEN = ["17", " 18", "24.999", "25", "-3", "1,234", "n/k", "", None]
"""Cells as somebody types them."""


@pytest.mark.parametrize("kind", FRAMES)
def test_numbers_that_are_written_as_text_are_told_by_bands(kind: str) -> None:
    frame = CASES.with_columns(age=pl.Series(WRITTEN))
    found = compare(side(), side(**RAISED), FRAMES[kind](frame), by=[Bands("age", (18, 25))])
    assert sizes(found, "age") == {
        "under 18": 2,
        "18 to under 25": 2,
        "25 and over": 2,
        "not a number": 1,
        "not known": 2,
    }


@pytest.mark.parametrize(
    ("starts", "cells", "expected"),
    [
        (
            (Money("10"), Money("1234.50")),
            ["£9.99", "10", "£ 1,234.49", "1234.5", "-£20", "£", "1,23", "ten", "1e3"],
            {"under £10": 2, "£10 to £1,234.49": 2, "£1,234.50 and over": 1, "not an amount": 4},
        ),
        (
            (date(1960, 4, 1),),
            ["1960-03-31", "1960-04-01", "01/04/1960", "1960-13-01", None, None, None, None, None],
            {"before 1 April 1960": 1, "1 April 1960 and later": 1, "not a date": 2, "not known": 5},
        ),
        (
            (Decimal("0.1"),),
            ["0.1", "0.10", "0.09", "0.0999999999999", ".1", "9" * 15, "9" * 16, "9" * 400, "inf"],
            {"under 0.1": 2, "0.1 and over": 3, "not a number": 4},
        ),
    ],
)
@pytest.mark.parametrize("kind", ["polars", "duckdb", "pyarrow"])
def test_amounts_days_and_decimals_are_read_too(
    kind: str, starts: tuple[Any, ...], cells: list[str | None], expected: dict[str, int]
) -> None:
    frame = CASES.with_columns(told=pl.Series(cells))
    assert sizes(compare(side(), side(), FRAMES[kind](frame), by=[Bands("told", starts)]), "told") == expected


def test_bands_of_text_of_which_nothing_can_be_read_are_refused_with_how_many_rows() -> None:
    with pytest.raises(InvalidValueError, match="holds no amount: 8 rows have something else") as refused:
        compare(side(), side(), CASES, by=[Bands("ward", (Money("1"),))])
    assert refused.value.code == "comparison.bands"


def sizes(found: Comparison, column: str) -> dict[str, int]:
    """How many rows each group has."""
    groups = found.groups(column).items()
    return {name: sum(tally.number for tally in changes.values()) for name, changes in groups}
