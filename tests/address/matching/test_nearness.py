import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address.matching.match import How
from localgov_components.address.matching.nearness import Nearness, compare_postcodes

POSTCODES = st.sampled_from(["DT97 1AF", "DT97 1FA", "DT9 1AF", "DT98 1AF", "D1 1AF", "EC1A 1BB", "EC1A 1BA", "E1 1BB"])


@pytest.mark.parametrize(
    ("typed", "known", "nearness"),
    [
        ("DT97 1AF", "DT97 1AF", Nearness.SAME),
        ("DT97 1AF", "DT97 1AG", Nearness.ONE_FAULT),
        ("DT97 1AF", "DT97 1FA", Nearness.ONE_FAULT),
        ("DT97 1AF", "DT79 1AF", Nearness.ONE_FAULT),
        ("DT97 1AF", "DT97 1ZZ", Nearness.SECTOR),
        ("DT97 1AF", "DT97 2ZZ", Nearness.DISTRICT),
        ("DT97 1AF", "DT9 2ZZ", Nearness.AREA),
        ("D97 1AF", "DT97 2ZZ", Nearness.NONE),
        ("DT97 1AF", "BA1 1AA", Nearness.NONE),
        ("DT97 1AF", None, Nearness.UNSAID),
        (None, "DT97 1AF", Nearness.UNSAID),
        ("", "", Nearness.UNSAID),
        ("DT97 1AF", "?", Nearness.NONE),
    ],
)
def test_postcodes_are_near_by_what_they_have_in_common(
    typed: str | None, known: str | None, nearness: Nearness
) -> None:
    assert compare_postcodes(typed, known)[1] is nearness


@given(POSTCODES, POSTCODES)
def test_nearness_is_the_same_both_ways(one: str, other: str) -> None:
    assert compare_postcodes(one, other) == compare_postcodes(other, one)
    assert (compare_postcodes(one, other)[0] is How.EQUAL) == (one == other)
