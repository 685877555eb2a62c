"""Texts that name a property and may mean another, or none: nothing is matched, and the property is told."""

from collections.abc import Mapping

import pytest
from tests.address.matching.town import Row, matcher, row

from localgov_components.address.matching import MatchOutcome
from localgov_components.address.matching.matcher import Matcher

AT = ", Ambleford, DT97 1AF"


def house(uprn: int, number: str, street: str = "Mill Lane", postcode: str = "DT97 1AF", **cells: object) -> Row:
    return row(uprn, building_number=number, street_name=street, postcode=postcode, **cells)


@pytest.fixture(scope="module")
def town() -> Matcher:
    return matcher([
        house(1, "1"),
        house(2, "10"),
        house(3, "12"),
        house(4, "7", "High Street"),
        house(5, "12", "High Street"),
        house(6, "60"),
        house(7, "62"),
        house(8, "21"),
        row(9, building_name="Mill House", sub_building="Flat 30", street_name="Mill Lane", postcode="DT97 1AF"),
    ])  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "10 Mill Lane and 7 High Street",
        "10 Mill Lane & 7 High Street",
        "10 Mill Lane and also 7 High Street",
        "10 Mill Lane / 7 High Street",
        "12 Mill Lane and 12 High Street",
        "10 or 12 Mill Lane",
        "10 and/or 12 Mill Lane",
        "Mill House and 10 Mill Lane",
        "twelve or 10 Mill Lane",
    ],
)
def test_of_two_addresses_neither_is_matched(town: Matcher, text: str) -> None:
    assert town.match(text + AT).uprn is None


@pytest.mark.parametrize("text", ["60-80 Mill Lane", "60 to 80 Mill Lane", "evens 60-80 Mill Lane", "52-62 Mill Lane"])
def test_a_run_of_houses_is_not_the_house_at_its_end(town: Matcher, text: str) -> None:
    match = town.match(text + AT)
    assert (match.uprn, len(match.possible)) == (None, 1)


@pytest.mark.parametrize("number", ["1?", "?1", "1*", "_1", "1_", "1|", "|1", "2|", "|2"])
def test_a_number_that_is_not_legible_is_not_the_part_that_is(town: Matcher, number: str) -> None:
    assert town.match(f"{number} Mill Lane{AT}").outcome is MatchOutcome.NOT_FOUND


@pytest.mark.parametrize("thing", ["Allotment", "Plot", "Garage", "Berth", "Lamp", "Pole", "Locker", "Not", "Formerly"])
def test_a_thing_with_the_number_of_a_house_is_not_the_house(town: Matcher, thing: str) -> None:
    assert town.match(f"{thing} 10, Mill Lane{AT}").uprn is None
    assert town.match(f"{thing} 10 Mill Lane{AT}").uprn is None


@pytest.mark.parametrize(
    "text",
    [
        "10 Mill Lane car park",
        "10 Mill Lane, ATM",
        "Bus stop 10 Mill Lane",
        "Street light no 10 Mill Lane",
        "10 Mill Lane next door",
        "The Loft, 10 Mill Lane",
        "below 10 Mill Lane",
    ],
)
def test_what_is_at_a_house_is_not_the_house(town: Matcher, text: str) -> None:
    assert town.match(text + AT).uprn is None


@pytest.mark.parametrize("text", ["1 2 Mill Lane", "12 ? Mill Lane", "10 Mill Lane Cottages", "10 Mill Lane Villas"])
def test_what_may_be_another_number_or_another_row_is_not_matched(town: Matcher, text: str) -> None:
    assert town.match(text + AT).uprn is None


@pytest.mark.parametrize("flats", ["Flat 30-31", "Flat 30 or 31", "Flats 30 and 31"])
def test_two_flats_are_not_one_of_them(town: Matcher, flats: str) -> None:
    assert town.match(f"{flats} Mill House, Mill Lane{AT}").uprn is None


@pytest.mark.parametrize("text", ["Mr J Sample Flat 1 10 Mill Lane", "FlatA, 10 Mill Lane", "garden ft, 10 Mill Lane"])
def test_a_flat_in_other_words_is_not_the_house(town: Matcher, text: str) -> None:
    assert town.match(text + AT).uprn is None


def test_a_second_number_before_that_of_the_building_is_not_the_flat(town: Matcher) -> None:
    assert town.match(f"Flat 60, Mill House, 30, 34 Mill Lane{AT}").uprn is None


def test_a_name_that_goes_on_is_not_the_house_of_its_first_word() -> None:
    short = row(1, building_name="Y Bwthyn", street_name="Cae Mawr", postcode="LD97 1AF")
    assert matcher([short]).match("Bwthyn Bach, Cae Mawr, Ambleford, LD97 1AF").uprn is None
    assert str(matcher([short]).match("Bwthyn, Cae Mawr, Ambleford, LD97 1AF").uprn) == "1"


def test_a_house_of_a_number_in_words_is_not_the_house_of_that_number(town: Matcher) -> None:
    assert str(town.match(f"twelve Mill Lane{AT}").uprn) == "3"
    assert town.match(f"Seven Oaks House, High Street{AT}").uprn is None
    assert town.match(f"thirteen Mill Lane{AT}").uprn is None


def test_a_postcode_that_is_nowhere_says_nothing(town: Matcher) -> None:
    for postcode in ("ZZ99 3VZ", "XX1 1XX", "AA1 1AA"):
        assert str(town.match(f"10 Mill Lane, Ambleford, {postcode}").uprn) == "2"


def test_a_postcode_that_is_nowhere_does_not_hide_that_of_the_text() -> None:
    two = matcher([house(1, "10", locality="Newtown"), house(2, "10", postcode="DT97 9ZZ", locality="Westgate")])
    for postcode in ("ZZ99 3VZ", "unknown", ""):
        assert str(two.match("10 Mill Lane, Ambleford, DT97 9ZZ", postcode).uprn) == "2"


@pytest.mark.parametrize(
    ("text", "uprn"),
    [
        ("10, 10 Mill Lane", "2"),
        ("10 10 Mill Lane", "2"),
        ("House 10, Mill Lane", "2"),
        ("10 Mill Rode", "2"),
        ("10 Mill Lain", "2"),
        ("10 Milllane", "2"),
        ("12 HighStreet", "5"),
        ("Mill House No 30, Mill Lane", "9"),
        ("Flat 30 of Mill House, Mill Lane", "9"),
    ],
)
def test_what_says_one_property_in_other_words_is_matched(town: Matcher, text: str, uprn: str) -> None:
    assert str(town.match(text + AT).uprn) == uprn


@pytest.mark.parametrize("text", ["12, The Lodge, Mill Lane", '12 "The Lodge", Mill Lane', "Lodge (The), 12 Mill Lane"])
def test_number_and_name_of_a_house_stand_in_any_order(text: str) -> None:
    rows = [house(1, "12", building_name="The Lodge"), house(2, "14", building_name="The Gables")]
    assert str(matcher(rows).match(text + AT).uprn) == "1"
    assert matcher(rows).match(text.replace("12", "14") + AT).uprn is None


def test_of_two_places_with_the_same_number_a_firm_tells_which_and_else_nobody_can() -> None:
    baker = house(1, "6", organisation="Brackwater Bakery", locality="Newtown")
    other = house(2, "6", postcode="DT97 9ZZ", organisation="Sample Cycles", locality="Westgate")
    text = "6 Mill Lane, Westgate, Ambleford, DT97 1AF"
    assert matcher([baker, other]).match(text).uprn is None
    assert str(matcher([baker, other]).match(f"Brackwater Bakery, {text}").uprn) == "1"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ({"organisation": "The Wine Cellar"}, "The Wine Cellar, 10 Mill Lane"),
        ({"organisation": "Wine Cellar Ltd"}, "Wine Cellar, 10 Mill Lane"),
        ({"organisation": "Sample Land Survey"}, "Sample Land Survey, 10 Mill Lane"),
        ({"organisation": "Hair Studio"}, "10 Mill Lane, Hair Studio"),
        ({"building_name": "The Old Workshop"}, "10 Mill Lane, The Old Workshop"),
        ({"building_name": "The Wine Cellar"}, "The Wine Cellar, 10 Mill Lane"),
    ],
)
def test_a_word_in_the_name_of_a_firm_or_a_house_does_not_say_that_it_is_beside_it(
    name: Mapping[str, str], text: str
) -> None:
    town = matcher([house(1, "10", **name), house(2, "12")])
    assert str(town.match(text + AT).uprn) == "1"
    assert town.match(text.replace("10", "12") + AT).uprn is None
    assert town.match(f"Land at {text}{AT}").uprn is None
    assert town.match(f"{text}, land adjacent{AT}").uprn is None


def test_a_house_named_like_a_thing_is_matched_where_its_name_stands_last() -> None:
    town = matcher([house(1, "10", building_name="The Wine Cellar"), house(2, "12", building_name="Rear Of")])
    assert str(town.match(f"10 Mill Lane, The Wine Cellar{AT}").uprn) == "1"
    assert town.match(f"12 (rear of) Mill Lane{AT}").uprn is None


@pytest.mark.parametrize("street", ["Bin Lane", "Column Road", "Not Lane", "Land Street", "Pole Street", "Under Road"])
def test_a_street_that_begins_like_a_thing_beside_a_house_is_matched(street: str) -> None:
    town = matcher([house(1, "10", street), house(2, "12", street), house(3, "14")])
    assert str(town.match(f"10 {street}{AT}").uprn) == "1"
    assert town.match(f"Land adjacent to 10 {street}{AT}").uprn is None
    assert town.match(f"14 {street.partition(' ')[0]} Mill Lane{AT}").uprn is None


@pytest.mark.parametrize("name", ["Almshouses", "Cottages"])
def test_a_row_of_houses_after_its_street_is_matched(name: str) -> None:
    town = matcher([house(1, "10", building_name=name), house(2, "12")])
    assert str(town.match(f"10 Mill Lane, {name}{AT}").uprn) == "1"
    assert town.match(f"12 Mill Lane, {name}{AT}").uprn is None
