from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from localgov_components.address.review import AddressDecision, Verdict
from localgov_components.address.review.latest import Latest

from .held import DECISIONS, holding
from .town import FLAT_1, FLAT_2, TWELVE, decision

FIRST = decision("12 Mill Lane, Ambleford", TWELVE)
DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 3))


@given(st.lists(st.builds(lambda each, on: replace(each, on=on), DECISIONS, DAYS), max_size=10))
@example([FIRST, replace(FIRST, uprn=FLAT_1), replace(FIRST, uprn=FLAT_1, verdict=Verdict.REJECTED)])
def test_the_latest_are_those_that_hold_one_after_another(decisions: list[AddressDecision]) -> None:
    latest = Latest(decisions)
    given_, rejected = holding(decisions)
    assert {key: each.uprn for key, each in latest.given.items()} == given_
    assert {(key, uprn) for key, uprns in latest.rejected.items() for uprn in uprns} == rejected
    for each in filter(latest.holds, decisions):
        assert (each.key, each.uprn) in (rejected if each.verdict is Verdict.REJECTED else given_.items())


@pytest.mark.parametrize(
    ("then", "holds"),
    [
        ([Verdict.ACCEPTED], Verdict.ALIAS),
        ([Verdict.REJECTED, Verdict.ACCEPTED], Verdict.ACCEPTED),
        ([Verdict.ACCEPTED, Verdict.ACCEPTED], Verdict.ALIAS),
    ],
)
def test_an_alias_that_is_accepted_stays_one_until_it_is_rejected(then: list[Verdict], holds: Verdict) -> None:
    later = [replace(FIRST, verdict=each) for each in then]
    assert Latest([replace(FIRST, verdict=Verdict.ALIAS), *later]).given[FIRST.key].verdict is holds


def test_an_alias_that_is_accepted_on_a_later_day_still_holds() -> None:
    alias = replace(FIRST, verdict=Verdict.ALIAS)
    accepted = replace(FIRST, on=FIRST.on + timedelta(days=1))
    latest = Latest([alias, accepted])
    assert latest.holds(alias)
    assert latest.holds(accepted)


def test_what_another_property_took_the_place_of_was_overtaken_though_that_was_rejected_since() -> None:
    other = replace(FIRST, uprn=FLAT_2, on=FIRST.on + timedelta(days=1))
    latest = Latest([FIRST, other, replace(other, verdict=Verdict.REJECTED, on=FIRST.on + timedelta(days=2))])
    assert not latest.given
    assert latest.is_overtaken(FIRST)
