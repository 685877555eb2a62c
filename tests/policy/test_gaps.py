"""A gap is exactly the days for which no value is found, in stretches that are as long as they can be."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.policy.scenery import CONCESSION, NUMBER, PRICE, instant, prices, value, values_of_a_number

from localgov_components.policy import Gap, Layer, PolicySet, PolicyValue, policy_gaps

APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)
NEXT_YEAR = date(2027, 4, 1)

DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(12)]
INSTANTS = [instant(2026, 1, day) for day in range(1, 5)]
policies = values_of_a_number(DAYS[1:-3], INSTANTS)


@given(policies, st.sampled_from(DAYS), st.sampled_from(DAYS), st.none() | st.sampled_from(INSTANTS))
def test_a_day_is_in_a_gap_exactly_when_no_value_is_found_for_it(
    drawn: Sequence[PolicyValue], from_: date, until: date, known_at: datetime | None
) -> None:
    policy = PolicySet([NUMBER], drawn)
    gaps = policy_gaps(policy, ["number"], from_=from_, until=until, known_at=known_at)
    for day in DAYS:
        inside = any(gap.begin is not None and gap.begin <= day < (gap.until or date.max) for gap in gaps)
        missing = policy.on(day, known_at=known_at).find("number") is None
        assert inside == (missing and from_ <= day < until)


@given(policies)
def test_gaps_never_touch_and_none_is_empty(drawn: Sequence[PolicyValue]) -> None:
    gaps = policy_gaps(PolicySet([NUMBER], drawn), ["number"], from_=DAYS[0])
    assert all(gap.begin and (gap.until is None or gap.begin < gap.until) for gap in gaps)
    assert all(one.until and other.begin and one.until < other.begin for one, other in pairwise(gaps))


@given(policies)
def test_what_is_left_out_begins_with_the_first_value_and_never_ends(drawn: Sequence[PolicyValue]) -> None:
    policy = PolicySet([NUMBER], drawn)
    first = next((day for day in DAYS if policy.on(day).find("number")), None)
    expected = policy_gaps(policy, ["number"], from_=first) if first else (Gap("number", None, None),)
    assert policy_gaps(policy, ["number"]) == expected


def test_a_value_without_an_end_leaves_no_gap() -> None:
    assert policy_gaps(prices(value("48")), ["price"]) == ()


def test_a_value_that_ends_without_a_successor_leaves_one_that_goes_on() -> None:
    policy = prices(value("48", effective_until=NEXT_YEAR))
    assert policy_gaps(policy, ["price"]) == (Gap("price", NEXT_YEAR, None),)


def test_a_successor_that_begins_late_leaves_the_days_between() -> None:
    policy = prices(value("48", effective_until=MAY), value("50", JUNE))
    assert policy_gaps(policy, ["price"]) == (Gap("price", MAY, JUNE),)


def test_a_wider_layer_fills_what_a_nearer_one_leaves() -> None:
    policy = prices(value("48"), value("40", MAY, layer=Layer.COUNCIL, effective_until=JUNE))
    assert policy_gaps(policy, ["price"]) == ()


def test_a_gap_is_clipped_to_the_days_asked_about() -> None:
    policy = prices(value("48", effective_until=MAY))
    assert policy_gaps(policy, ["price"], from_=date(2026, 3, 1), until=JUNE) == (
        Gap("price", date(2026, 3, 1), APRIL),
        Gap("price", MAY, JUNE),
    )
    assert policy_gaps(policy, ["price"], until=MAY) == ()
    assert policy_gaps(policy, ["price"], from_=JUNE, until=MAY) == ()


def test_a_key_is_looked_at_from_the_day_on_which_the_first_of_all_keys_begins() -> None:
    policy = PolicySet([PRICE, CONCESSION], [value("48"), value("40", JUNE, key="concession")])
    assert policy_gaps(policy, ["concession", "price"]) == (Gap("concession", APRIL, JUNE),)
    assert policy_gaps(policy, ["concession"]) == ()


def test_a_key_without_any_value_is_a_gap_from_the_first_day_of_the_others() -> None:
    policy = PolicySet([PRICE, CONCESSION], [value("48")])
    assert policy_gaps(policy, ["price", "concession", "nowhere"]) == (
        Gap("concession", APRIL, None),
        Gap("nowhere", APRIL, None),
    )


def test_where_nothing_has_a_value_the_gap_has_always_been() -> None:
    assert policy_gaps(prices(), ["price"]) == (Gap("price", None, None),)
    assert policy_gaps(prices(), ["price"], until=MAY) == (Gap("price", None, MAY),)
    assert policy_gaps(prices(), ["price"], from_=MAY) == (Gap("price", MAY, None),)
    assert policy_gaps(prices(), []) == ()


def test_a_key_asked_for_twice_is_looked_at_once() -> None:
    assert policy_gaps(prices(), ["price", "price"]) == (Gap("price", None, None),)


def test_a_gap_that_a_correction_made_was_not_there_before_it_was_recorded() -> None:
    local = value("48")
    withdrawn = replace(local, recorded=instant(2026, 3, 1), effective_until=local.effective_from)
    policy = prices(local, withdrawn, value("50", NEXT_YEAR))
    assert policy_gaps(policy, ["price"], from_=APRIL) == (Gap("price", APRIL, NEXT_YEAR),)
    assert policy_gaps(policy, ["price"], from_=APRIL, known_at=instant(2026, 2, 1)) == ()


def test_the_first_and_the_last_day_there_are_can_be_asked_about() -> None:
    policy = prices(value("48", date.min, effective_until=MAY), value("50", date.max))
    assert policy_gaps(policy, ["price"]) == (Gap("price", MAY, date.max),)
