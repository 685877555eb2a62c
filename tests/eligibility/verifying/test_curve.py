"""The award of one household against one amount."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.eligibility.verifying.made_up import DAY, Household, scheme_of

from localgov_components.eligibility import Outcome, Result
from localgov_components.eligibility.verifying import Curve
from localgov_components.eligibility.verifying.curve import fact_at, gets, is_worse, path_of
from localgov_components.money import Money, Rounding
from localgov_components.rules import Expression, Known, Members, Per, larger_of, rounded, taper, when
from localgov_components.rules.tables import DecisionTable, Output, row

NOTHING = Money("0.00")
NOBODY = Known()
PLACE = ("household.income",)
income = Household.income


def curve_of(award: Expression[Money], at: str = "0.00", facts: Known = NOBODY) -> Curve:
    known = Known({"household.income": Money(at), "household.council_tax": Money("30.00")}) | facts
    return Curve.of(scheme_of(award=award).on(DAY), known, PLACE)


def points_of(curve: Curve) -> list[tuple[str, str | None]]:
    return [(str(x), None if y is None else str(y)) for x, y in curve.points]


def test_a_taper_is_three_lines() -> None:
    award = taper(Household.council_tax, income - Money("92.00"), Decimal("0.25"), rounding=Rounding.HALF_UP)
    curve = curve_of(award)
    assert points_of(curve) == [("0.00", "30.00"), ("92.00", "30.00"), ("212.00", "0.00"), ("240.00", "0.00")]
    assert (curve.edges, curve.largest) == ((), None)


@given(st.integers(0, 50_000))
def test_a_curve_reaches_past_the_amount_that_was_asked_about(pence: int) -> None:
    curve = curve_of(when(income > Money("10.00"), NOTHING).otherwise(Money("5.00")), at=str(Money.from_pence(pence)))
    assert curve.points[-1][0].pence >= pence


def test_a_leap_up_is_told_to_the_penny_and_is_no_edge() -> None:
    curve = curve_of(when(income > Money("10.50"), Money("20.00")).otherwise(Money("5.00")))
    assert ("10.50", "5.00") in points_of(curve)
    assert ("10.51", "20.00") in points_of(curve)
    assert curve.edges == ()


def test_where_rules_alone_settle_nothing_there_is_no_award() -> None:
    table = DecisionTable(
        "tariff",
        inputs=[income],
        outputs=[Output("weekly", Money)],
        rows=[row("<= 50", then="5.00"), row("> 60", then="4.00")],
    )
    curve = curve_of(table.expression)
    assert points_of(curve) == [
        ("0.00", "5.00"), ("50.00", "5.00"), ("50.01", None), ("60.00", None), ("60.01", "4.00"), ("120.00", "4.00"),
    ]  # fmt: skip


def test_an_amount_that_nobody_has_is_looked_around() -> None:
    limit = Money("5000000.00")
    curve = curve_of(when(income <= limit, Money("9.00")).otherwise(NOTHING), at="5000000.00")
    assert [str(edge.begin) for edge in curve.edges] == ["5000000.00"]


def test_an_edge_between_given_amounts_is_found_where_no_whole_pound_shows_it() -> None:
    award = (
        when(income >= Money("51.10"), Money("8.80"))
        .when(income >= Money("50.90"), Money("9.40"))
        .otherwise(Money("10.00"))
    )
    bound = scheme_of(award=award).on(DAY)
    known = Known({"household.income": Money("50.50")})
    assert Curve.of(bound, known, PLACE).edges == ()
    (edge,) = Curve.of(bound, known, PLACE, looking=(5050, 5150)).edges
    assert (edge.before, edge.after) == (Money("10.00"), Money("8.80"))


def test_rounding_bends_nothing() -> None:
    award = larger_of(Money("30.00") - rounded(income * Decimal("0.125"), Rounding.HALF_UP), NOTHING)
    assert len(curve_of(award).points) == 3


def test_paths_and_facts_of_places() -> None:
    place = ("household.members", 1, "member.earnings")
    assert path_of(place) == "household.members[2].earnings"
    assert fact_at([Household], place).label == "gross earnings"


def test_a_member_is_changed_alone() -> None:
    award = when(income > Money("10.00"), NOTHING).otherwise(Money("5.00"))
    members = Members([Known({"member.earnings": NOTHING, "member.born": date(1990, 1, 1)})])
    assert curve_of(award, facts=Known({"household.members": members})).edges[0].loss == Money("5.00")


def test_what_a_household_gets() -> None:
    assert gets(Result(Outcome.NOT_ELIGIBLE)) == 0
    assert gets(Result(Outcome.ELIGIBLE, award=Money("1.00"))) == 100
    assert gets(Result(Outcome.ELIGIBLE)) is gets(Result(Outcome.REFER)) is gets(Result(Outcome.UNDECIDED)) is None


def test_a_loss_is_held_against_a_gain_of_its_own_period() -> None:
    assert is_worse(101, 100, per=None, award_per=Per.WEEK)
    assert not is_worse(100, 100, per=Per.WEEK, award_per=Per.WEEK)
    assert is_worse(24, 100, per=Per.MONTH, award_per=Per.WEEK)
    assert not is_worse(23, 100, per=Per.MONTH, award_per=Per.WEEK)
