"""A value holds from a day, and is known from an instant; what was known on any day can be asked for ever."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.policy.scenery import NUMBER, instant, prices, value, values_of_a_number

from localgov_components.core import NotFoundError
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicySet, PolicyValue, changes, policy_gaps, variations

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)
DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(8)]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
INSTANTS = [NOON + timedelta(microseconds=number) for number in range(4)]

records = values_of_a_number(DAYS[:-3], INSTANTS)


@given(records, st.sampled_from(DAYS), st.sampled_from(INSTANTS))
def test_what_was_known_is_the_policy_of_what_was_recorded_by_then(
    drawn: Sequence[PolicyValue], day: date, known_at: datetime
) -> None:
    now = PolicySet([NUMBER], drawn).on(day, known_at=known_at)
    then = PolicySet([NUMBER], [each for each in drawn if each.recorded <= known_at]).on(day)
    assert now.find("number") == then.find("number")
    assert now.in_layers("number") == then.in_layers("number")
    assert [now.inherited("number", layer) for layer in Layer] == [then.inherited("number", layer) for layer in Layer]


@given(records, records, st.sampled_from(DAYS), st.sampled_from(INSTANTS))
def test_nothing_that_is_recorded_later_changes_what_was_known(
    drawn: Sequence[PolicyValue], later: Sequence[PolicyValue], day: date, known_at: datetime
) -> None:
    policy = PolicySet([NUMBER], drawn)
    added = [replace(each, recorded=each.recorded + timedelta(days=1)) for each in later]
    assert policy.extended(added).on(day, known_at=known_at).find("number") == policy.on(day, known_at=known_at).find(
        "number"
    )


@given(records, st.sampled_from(DAYS))
def test_all_that_is_recorded_is_what_is_known_at_the_last_instant(drawn: Sequence[PolicyValue], day: date) -> None:
    policy = PolicySet([NUMBER], drawn)
    assert policy.on(day).find("number") == policy.on(day, known_at=INSTANTS[-1]).find("number")


def test_a_value_is_known_from_its_instant_on_and_not_a_microsecond_before() -> None:
    policy = prices(value("48", recorded=NOON))
    assert policy.on(MAY, known_at=NOON).value("price") == Money("48")
    summer = NOON.astimezone(timezone(timedelta(hours=5, minutes=45)))
    assert policy.on(MAY, known_at=summer).value("price") == Money("48")
    with pytest.raises(NotFoundError):
        policy.on(MAY, known_at=NOON - timedelta(microseconds=1)).value("price")


def test_an_allowance_that_was_published_wrongly_is_put_right_and_both_answers_stay() -> None:
    """A published set of parameters gave a couple's pension-age allowance for 2025/26 as £357.98; it is £366.00."""
    wrong = value("357.98", date(2025, 4, 1), layer=Layer.UK, recorded=instant(2025, 3, 1))
    right = value("366.00", date(2025, 4, 1), layer=Layer.UK, recorded=instant(2025, 9, 1))
    policy = prices(wrong, right)
    day = date(2025, 6, 1)
    assert policy.on(day, known_at=instant(2025, 8, 31)).value("price") == Money("357.98")
    assert policy.on(day).value("price") == Money("366.00")
    assert prices(wrong).edition != policy.edition


def test_a_correction_can_itself_be_corrected() -> None:
    policy = prices(*(value(amount, recorded=instant(2026, month)) for month, amount in enumerate("123", start=1)))
    assert [policy.on(MAY, known_at=instant(2026, month)).value("price") for month in (1, 2, 3)] == [
        Money("1"),
        Money("2"),
        Money("3"),
    ]


def test_a_value_that_begins_on_another_day_than_was_recorded_is_withdrawn_and_recorded_again() -> None:
    early = value("48", APRIL)
    recorded = instant(2026, 3, 1)
    withdrawn = replace(early, recorded=recorded, effective_until=APRIL)
    policy = prices(early, withdrawn, value("48", MAY, recorded=recorded))
    assert policy.on(APRIL, known_at=instant(2026, 2, 1)).value("price") == Money("48")
    assert policy.on(APRIL).find("price") is None
    assert policy.on(MAY).value("price") == Money("48")


def test_a_value_that_was_withdrawn_can_be_put_back() -> None:
    local = value("54", layer=Layer.COUNCIL)
    withdrawn = replace(local, recorded=instant(2026, 2, 1), effective_until=local.effective_from)
    policy = prices(value("48"), local, withdrawn, replace(local, recorded=instant(2026, 3, 1)))
    known = [policy.on(MAY, known_at=instant(2026, month)).value("price") for month in (1, 2, 3)]
    assert known == [Money("54"), Money("48"), Money("54")]


def test_a_value_that_was_recorded_after_the_day_it_holds_from_was_not_known_on_that_day() -> None:
    backdated = value("48", APRIL, recorded=instant(2026, 6, 1))
    assert prices(backdated).on(MAY, known_at=instant(2026, 5, 1)).find("price") is None
    assert prices(backdated).on(MAY, known_at=instant(2026, 6, 1)).value("price") == Money("48")


def test_an_end_that_was_recorded_too_early_can_be_taken_back() -> None:
    ended = value("48", effective_until=MAY)
    policy = prices(ended, replace(ended, recorded=instant(2026, 2, 1), effective_until=None))
    assert policy.on(MAY, known_at=instant(2026, 1, 2)).find("price") is None
    assert policy.on(MAY).value("price") == Money("48")
    assert policy_gaps(policy, ["price"], known_at=instant(2026, 1, 2)) != policy_gaps(policy, ["price"]) == ()


def test_a_mistake_that_was_corrected_is_neither_a_variation_nor_a_change() -> None:
    shared, slip = value("48"), value("84", layer=Layer.COUNCIL)
    corrected = replace(slip, value=Money("48"), recorded=instant(2026, 2, 1))
    policy = prices(shared, slip, corrected)
    assert variations(policy, on=MAY) == ()
    assert changes(prices(shared), policy, on=MAY) == ()
