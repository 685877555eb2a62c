from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.councils.small_register import TABLES, write

from localgov_components.core import NotFoundError
from localgov_components.councils import RELIABLE_FROM, Council, Register, Succession

REGISTER = Register.load()
DAYS = st.dates(RELIABLE_FROM, date(2030, 1, 1))


def routes(succession: Succession) -> list[str]:
    return [" > ".join(council.slug for council in route) for route in succession.routes]


def test_successors_are_followed_across_several_changes() -> None:
    assert routes(REGISTER.successors("taunton-deane", on=date(2024, 1, 1))) == [
        "taunton-deane > somerset-west-and-taunton > somerset"
    ]
    assert routes(REGISTER.successors("taunton-deane", on=date(2020, 1, 1))) == [
        "taunton-deane > somerset-west-and-taunton"
    ]
    assert routes(REGISTER.successors("taunton-deane", on=date(2018, 1, 1))) == ["taunton-deane"]


def test_where_an_area_was_divided_the_address_decides() -> None:
    dorset = REGISTER.successors("dorset-county", on=date(2024, 1, 1))
    assert routes(dorset) == ["dorset-county > bournemouth-christchurch-and-poole", "dorset-county > dorset"]
    assert dorset.address_decides
    assert not REGISTER.successors("christchurch", on=date(2024, 1, 1)).address_decides


def test_predecessors_are_those_in_being_on_the_day() -> None:
    before = REGISTER.predecessors("somerset", on=date(2018, 1, 1))
    assert set(routes(before)) == {
        "somerset",
        "somerset > mendip",
        "somerset > sedgemoor",
        "somerset > south-somerset",
        "somerset > somerset-west-and-taunton > taunton-deane",
        "somerset > somerset-west-and-taunton > west-somerset",
    }
    assert routes(REGISTER.predecessors("cornwall", on=date(2020, 1, 1))) == ["cornwall"]


def test_a_council_that_has_not_begun_leads_nowhere() -> None:
    nothing = REGISTER.successors("east-surrey", on=date(2026, 1, 1))
    assert nothing.councils == ()
    assert str(nothing) == "East Surrey Council: none is recorded"


@given(st.sampled_from(list(REGISTER)), DAYS)
def test_whoever_is_named_is_in_being_and_each_step_is_recorded(council: Council, on: date) -> None:
    for succession, step in (
        (REGISTER.successors(council.slug, on=on), lambda one, next_: next_.slug in one.successors),
        (REGISTER.predecessors(council.slug, on=on), lambda one, next_: one.slug in next_.successors),
    ):
        for route in succession.routes:
            assert route[0] == council
            assert route[-1].in_being_on(on)
            assert all(map(step, route, route[1:]))


@given(st.sampled_from(list(REGISTER)), DAYS)
def test_an_ended_council_always_has_successors_in_being(council: Council, on: date) -> None:
    if council.end and council.end < on:
        assert REGISTER.successors(council.slug, on=on).councils


@given(st.sampled_from(list(REGISTER)), DAYS, DAYS)
def test_successors_and_predecessors_are_each_others_converse(council: Council, one: date, other: date) -> None:
    earlier, later = sorted([one, other])
    if council.in_being_on(earlier):
        for after in REGISTER.successors(council.slug, on=later).councils:
            assert council in REGISTER.predecessors(after.slug, on=earlier).councils


def test_a_body_reached_by_two_ways_is_named_once_by_the_shortest(tmp_path: Path) -> None:
    rows = [
        "coldbeck,Coldbeck Council,,england,unitary,,2010-03-31,ambleford;dimmock,",
        "dimmock,Dimmock Council,,england,unitary,,2011-03-31,ambleford;westmarch,",
    ]
    text = TABLES["councils.csv"].replace("\ncoldshire,", f"\n{rows[0]}\ncoldshire,")
    text = text.replace("\nwestmarch,", f"\n{rows[1]}\nwestmarch,")
    register = Register.load(write(tmp_path, {"councils.csv": text}))
    assert routes(register.successors("coldbeck", on=date(2024, 1, 1))) == [
        "coldbeck > ambleford > westmarch",
    ]


def test_a_recode_is_no_new_council() -> None:
    recode = REGISTER.code_succession("E07000097", on=date(2024, 1, 1))
    assert recode.is_recode
    assert not recode.is_current
    assert [code.text for code in recode.codes] == ["E07000242"]
    assert REGISTER.code_succession("E07000097", on=date(2013, 3, 31)).is_current


def test_the_code_of_an_ended_council_leads_to_others_codes() -> None:
    northampton = REGISTER.code_succession("E10000021", on=date(2024, 1, 1))
    assert not northampton.is_recode
    assert [code.text for code in northampton.codes] == ["E06000061", "E06000062"]
    assert str(northampton).startswith("E10000021 → E06000061 (North Northamptonshire Council) or E06000062")


def test_a_council_that_waits_for_its_code_is_named_without_one() -> None:
    elmbridge = REGISTER.code_succession("E07000207", on=date(2027, 4, 1))
    assert elmbridge.codes == ()
    assert str(elmbridge) == "E07000207 → no code yet (East Surrey Council)"


def test_a_code_that_nobody_had_is_not_found() -> None:
    with pytest.raises(NotFoundError) as caught:
        REGISTER.code_succession("E07999999", on=date(2024, 1, 1))
    assert caught.value.code == "councils.code"


def test_a_code_whose_first_day_is_unknown_is_in_use_no_earlier_than_its_body() -> None:
    assert not REGISTER.code_succession("E47000016", on=date(2020, 1, 1)).is_current
    assert REGISTER.code_succession("E47000016", on=date(2025, 2, 5)).is_current
