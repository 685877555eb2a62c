import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.core_files import address

from localgov_components.address import walking_order
from localgov_components.address.gazetteer.typeahead import (
    keys_of,
    postcode_beginnings,
    street_of,
    street_text,
    typed_in_full,
    typed_text,
    typed_turned,
)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("12A St. Mary's Rd,", "12a st marys rd"),
        ("  TŶ’R   Ysgol ", "tyr ysgol"),
        ("Llanfair-ym-Muallt", "llanfair ym muallt"),
        ("Straße_1", "strasse 1"),
        ("!?", ""),
    ],
)
def test_case_accents_and_punctuation_do_not_count(text: str, typed: str) -> None:
    assert typed_text(text) == typed


@given(st.text())
def test_typed_text_is_settled(text: str) -> None:
    once = typed_text(text)
    assert typed_text(once) == once


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_is_read_as_any_other(text: str) -> None:
    assert typed_text(f"{text} é") == f"{typed_text(text)} e".strip()


def test_a_number_behind_a_street_is_put_before_it() -> None:
    assert typed_turned("mill lane 12a") == "12a mill lane"
    assert typed_turned("mill lane") is None
    assert typed_turned("12") is None


def test_what_is_short_is_also_read_in_full() -> None:
    assert typed_in_full("10 mill ln") == "10 mill lane"
    assert typed_in_full("st johns rd") == "st johns road"
    assert typed_in_full("high street") is None
    assert typed_in_full("") is None


def test_a_line_is_found_from_its_number_and_its_street_on_as_they_are_written() -> None:
    line = address(single_line_address="Flat 2, 10 High Street, Ambleford, DT97 1AA")
    keys = [key.partition("\x01")[0] for key in keys_of(line, street_of(line))]
    assert keys == [
        "flat 2 10 high street ambleford dt97 1aa",
        "10 high street ambleford dt97 1aa",
        "high street ambleford dt97 1aa",
    ]
    short = address(single_line_address="10 Mill Ln, Ambleford")
    assert [key.partition("\x01")[0] for key in keys_of(short, street_of(short))] == [
        "10 mill ln ambleford",
        "mill ln ambleford",
    ]
    assert keys_of(address(single_line_address="Barn End"), None) == ["barn end"]


@pytest.mark.parametrize(
    ("text", "beginnings"),
    [
        ("dt97", ["DT97", "DT9 7"]),
        ("DT97 1", ["DT97 1"]),
        ("dt971aa", ["DT97 1AA"]),
        ("b1 1", ["B11", "B1 1"]),
        ("12 mill", []),
        ("d", []),
        ("mill lane", []),
        ("dt971aaa", []),
    ],
)
def test_the_beginning_of_a_postcode_may_have_its_space_or_not(text: str, beginnings: list[str]) -> None:
    assert postcode_beginnings(text) == beginnings


def test_a_street_is_known_by_its_usual_abbreviations() -> None:
    assert street_text("Mill Ln.") == street_text("MILL LANE") == "mill lane"
    assert street_text(" - ") is None


def test_the_street_of_a_line_alone_is_read_from_it() -> None:
    assert street_of(address(single_line_address="2 Mill Lane, Ambleford, DT97 1AF")) == "mill lane"
    assert street_of(address(single_line_address="Barn End, Ambleford", building_name="Barn End")) is None


def test_an_address_that_begins_with_its_street_has_one_key() -> None:
    depot = address(street_name="Mill Lane", post_town="Ambleford")
    (key,) = keys_of(depot, "mill lane")
    assert key.startswith("mill lane ambleford\x01")


NUMBERS = st.sampled_from(["1", "2", "10", "12", "12A", "100", "2-4", ""])
NAMES = st.sampled_from(["", "Mill House", "12", "The 2 Barns", "The 10 Barns"])
FLATS = st.sampled_from(["", "Flat 2", "Flat 10", "Flat A"])
HOUSES = st.builds(
    lambda number, name, flat: address(
        building_number=number, building_name=name, sub_building=flat, street_name="Mill Lane", post_town="Ambleford"
    ),
    NUMBERS,
    NAMES,
    FLATS,
)


@given(st.lists(HOUSES, max_size=12))
def test_on_a_street_keys_stand_in_walking_order(houses: list[object]) -> None:
    by_key = sorted(houses, key=lambda house: keys_of(house, "mill lane")[0])  # type: ignore[arg-type]
    assert [walking_order(house)[:-1] for house in by_key] == sorted(walking_order(house)[:-1] for house in houses)  # type: ignore[arg-type]
