import pickle
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.matching.town import Row, line, matcher, row
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.address.matching import How, Match, MatchOutcome
from localgov_components.address.matching.matcher import Matcher
from localgov_components.address.parsing.parts import MOST_CHARACTERS
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Postcode

MILL, HIGH = "Mill Lane", "High Street"


def house(uprn: int, number: str, street: str = MILL, postcode: str = "DT97 1AF", **cells: object) -> Row:
    return row(uprn, building_number=number, street_name=street, postcode=postcode, **cells)


def flat(uprn: int, name: str, number: str, street: str = MILL, postcode: str = "DT97 1AF", **cells: object) -> Row:
    return house(uprn, number, street, postcode, sub_building=name, **cells)


def answer(match: Match) -> tuple[str, str | None]:
    """The outcome and the UPRN or parent that it names."""
    named = match.uprn or match.parent
    return match.outcome.value, str(named) if named else None


def how(match: Match) -> dict[str, How]:
    return {each.element: each.how for each in match.explanation}


WRITTEN = ("organisation", "sub_building", "building_name", "building_number", "street_name", "post_town", "postcode")
TOWN = [
    house(1, "10"),
    house(2, "12"),
    row(3, building_name="12A", street_name=MILL, postcode="DT97 1AF"),
    house(4, "14"),
    row(5, building_name="16-20", street_name=MILL, postcode="DT97 1AF"),
    row(6, building_name="Rose Cottage", street_name=MILL, postcode="DT97 1AF"),
    flat(7, "Flat A", "22"),
    flat(8, "Flat B", "22"),
    house(9, "30", classification_code="PP"),
    flat(10, "Flat 1", "30", parent_uprn=9),
    flat(11, "Flat 2", "30", parent_uprn=9),
    house(12, "10", HIGH, "DT97 1AB"),
    row(13, organisation="Brackwater Bakery", building_number="2", street_name=HIGH, postcode="DT97 1AB"),
    row(14, building_name="Mill House", building_number="40", street_name=MILL, postcode="DT97 1AG"),
    flat(15, "Ground Floor Flat", "50", postcode="DT97 1AG"),
    flat(16, "First Floor Flat", "50", postcode="DT97 1AG"),
]


ANY_TOWN = matcher(TOWN)
PIECES = ("Flat", "2", "10", "12A", "12-14", "2/1", ",", "Mill", "Lane", "Rose", "Cottage", "DT97", "1AF", "Ambleford")


@pytest.fixture(scope="module")
def town() -> Matcher:
    return matcher(TOWN)


@pytest.mark.parametrize(
    ("text", "uprn"),
    [
        ("10 Mill Lane, Ambleford, DT97 1AF", "1"),
        ("10 mill ln ambleford dt971af", "1"),
        ("10 Mlil Lane, Ambleford, DT97 1AF", "1"),
        ("DT97 1AF, 10 Mill Lane", "1"),
        ("12 Mill Lane, Ambleford, DT97 1AF", "2"),
        ("12A Mill Lane, Ambleford, DT97 1AF", "3"),
        ("Flat A, 12 Mill Lane, Ambleford, DT97 1AF", "3"),
        ("18 Mill Lane, Ambleford, DT97 1AF", "5"),
        ("16-20 Mill Lane, Ambleford, DT97 1AF", "5"),
        ("Rose Cottage, Mill Lane, Ambleford, DT97 1AF", "6"),
        ("Rose Cottage, 8 Mill Lane, Ambleford, DT97 1AF", "6"),
        ("22A Mill Lane, Ambleford, DT97 1AF", "7"),
        ("Apartment B, 22 Mill Lane, Ambleford, DT97 1AF", "8"),
        ("Flat 2, 30 Mill Lane, Ambleford, DT97 1AF", "11"),
        ("Brackwater Bakery, High Street, Ambleford, DT97 1AB", "13"),
        ("2 High Street, Ambleford, DT97 1AB", "13"),
        ("Mill House, Mill Lane, Ambleford, DT97 1AG", "14"),
        ("40 Mill Lane, Ambleford, DT97 1AG", "14"),
        ("Dovecote, 10 Mill Lane, Ambleford, DT97 1AF", "1"),
        ("GFF 50 Mill Lane, Ambleford, DT97 1AG", "15"),
        ("1st fl, 50 Mill Lane, Ambleford, DT97 1AG", "16"),
        # The postcode is wrong, a typing fault away, or missing.
        ("10 Mill Lane, Ambleford, DT97 1AB", "1"),
        ("10 Mill Lane, Ambleford, DT97 1FA", "1"),
        ("10 Mill Lane, Ambleford, DT97 IAF", "1"),
        ("10 Mill Lane, Ambleford", "1"),
        ("10 Milll Lane, Ambleford", "1"),
    ],
)
def test_an_address_is_matched_however_it_is_written(text: str, uprn: str, town: Matcher) -> None:
    match = town.match(text)
    assert answer(match) == ("matched", uprn)
    assert match.score > 0.5
    assert How.CONFLICTING not in {how(match)[element] for element in how(match).keys() - {"postcode", "place"}}


@pytest.mark.parametrize(
    ("text", "conflict"),
    [
        ("11 Mill Lane, Ambleford, DT97 1AF", "number"),
        ("12B Mill Lane, Ambleford, DT97 1AF", "number"),
        ("17 Mill Lane, Ambleford, DT97 1AF", "number"),  # the other side of 16-20
        ("10A Mill Lane, Ambleford, DT97 1AF", "number"),
        ("10-12 Mill Road, Ambleford, DT97 1AF", "street"),
        ("10 Mill Road, Ambleford, DT97 1AF", "street"),
        ("10 Upper Mill Lane, Ambleford, DT97 1AF", "street"),
        ("Ivy Cottage, Mill Lane, Ambleford, DT97 1AF", "name"),
        ("Mill House, 10 Mill Lane, Brackwater, DT98 1AA", "name"),
        ("Land adjacent to 10 Mill Lane, Ambleford, DT97 1AF", "name"),
        ("Garage rear of, 10 Mill Lane, Ambleford, DT97 1AF", "name"),
        ("Mill Lane, Ambleford, DT97 1AF", "name"),
    ],
)
def test_a_neighbour_is_never_the_answer(text: str, conflict: str, town: Matcher) -> None:
    match = town.match(text)
    assert match.uprn is None
    assert match.outcome is MatchOutcome.NOT_FOUND
    assert conflict in how(match) or not match.explanation


def test_flat_2_at_10_is_not_flat_10_at_2() -> None:
    gazetteer = matcher([flat(1, "Flat 2", "10", HIGH), flat(2, "Flat 10", "2", HIGH)])
    assert answer(gazetteer.match("Flat 2, 10 High Street, Ambleford, DT97 1AF")) == ("matched", "1")
    assert answer(gazetteer.match("Flat 10, 2 High Street, Ambleford, DT97 1AF")) == ("matched", "2")
    assert gazetteer.match("Flat 2, 2 High Street, Ambleford, DT97 1AF").uprn is None


@pytest.mark.parametrize("columns", [True, False], ids=["columns", "line"])
def test_the_number_in_a_row_of_houses_is_not_that_of_the_street(columns: bool) -> None:  # noqa: FBT001 - a parameter
    cottage = (
        row(1, sub_building="3", building_name="Albert Terrace", street_name=MILL, postcode="DT97 1AF")
        if columns
        else line(1, "3 Albert Terrace, Mill Lane, Ambleford", "DT97 1AF")
    )
    gazetteer = matcher([cottage, house(2, "1")])
    assert answer(gazetteer.match("3 Albert Terrace, Mill Lane, Ambleford, DT97 1AF")) == ("matched", "1")
    assert answer(gazetteer.match("Flat 3, Albert Terrace, Mill Lane, Ambleford, DT97 1AF")) == ("matched", "1")
    assert gazetteer.match("3 Mill Lane, Ambleford, DT97 1AF").uprn is None


def test_a_name_within_that_of_a_street_or_a_place_is_no_house() -> None:
    houses = [
        row(1, building_name="Mill House", postcode="DT97 1AF"),
        row(2, building_name="Hillside", street_name=HIGH, postcode="DT97 1AF"),
    ]
    assert matcher(houses).match("12 Mill House Lane, Ambleford, DT97 1AF").uprn is None
    assert matcher(houses).match("12 High Street, Hillside, Ambleford, DT97 1AF").uprn is None
    assert answer(matcher(houses).match("Hillside, High Street, Ambleford, DT97 1AF")) == ("matched", "2")


def test_two_firms_at_one_number_are_told_apart() -> None:
    firms = [house(n, "5", HIGH, organisation=name) for n, name in ((1, "Wrendene Plumbing"), (2, "Wrendene Nursery"))]
    assert answer(matcher(firms).match("Wrendene Plumbing, 5 High Street, Ambleford, DT97 1AF")) == ("matched", "1")
    assert matcher(firms).match("5 High Street, Ambleford, DT97 1AF").outcome is MatchOutcome.AMBIGUOUS
    assert matcher(firms[1:]).match("Wrendene Plumbing, 5 High Street, Ambleford, DT97 1AF").uprn is None


def test_a_firm_elsewhere_on_the_way_is_not_the_address_that_has_its_number() -> None:
    firms = [
        line(1, "Brackwater Bakery, 101 Stryd Fawr, High Street Green, Brackwater, DT97 1AF"),
        line(2, "Brackwater Bakery, Albert Court, Green Lane, High Street Green, Brackwater, DT97 1AF"),
    ]
    for each in firms:
        assert answer(matcher(firms).match(str(each["single_line_address"]))) == ("matched", str(each["uprn"]))


def test_a_firm_in_another_building_than_the_typed_one_is_doubted() -> None:
    firm = row(1, organisation="Brackwater Bakery", building_name="Tower House", postcode="DT97 1AF")
    match = matcher([firm]).match("Brackwater Bakery, The Three Horseshoes, Over Fallow, Brackwater, DT97 1AF")
    assert (match.outcome, [str(each.uprn) for each in match.possible]) == (MatchOutcome.AMBIGUOUS, ["1"])


def test_a_number_of_its_own_goes_before_a_range_that_holds_it() -> None:
    ranges = row(1, building_name="10-14", street_name=HIGH, postcode="DT97 1AF")
    text = "12 High Street, Ambleford, DT97 1AF"
    alone = matcher([ranges]).match(text)
    assert answer(alone) == ("matched", "1")
    assert how(alone)["number"] is How.EQUIVALENT
    assert answer(matcher([ranges, house(2, "12", HIGH)]).match(text)) == ("matched", "2")


def street_of(*numbers: str) -> Matcher:
    """High Street with these numbers, whose UPRNs are their places."""
    rows = enumerate(numbers, start=1)
    return matcher(row(uprn, building_name=each, street_name=HIGH, postcode="DT97 1AF") for uprn, each in rows)


@pytest.mark.parametrize(
    ("numbers", "typed", "expected"),
    [
        (("12-14", "16"), "14-16", {"1", "2"}),  # each has one end: nobody can tell
        (("12-14",), "14-16", {"1"}),  # and none has the range
        (("16", "20"), "14-16", "1"),  # nothing else has the other end
        (("12-18",), "14-16", "1"),  # within it
        (("12-18", "14-16"), "14-16", "2"),
        (("14", "16"), "14-16", {"1", "2"}),
        (("12-14", "16-18"), "14-18", {"1", "2"}),
        (("13-15", "17"), "14-16", set()),  # the other side of the street
        (("15",), "14-16", set()),
        (("10-12", "18"), "14-16", set()),
    ],
)
def test_a_typed_range_is_a_property_only_where_no_other_has_its_numbers(
    numbers: tuple[str, ...], typed: str, expected: str | set[str]
) -> None:
    match = street_of(*numbers).match(f"{typed} High Street, Ambleford, DT97 1AF")
    if isinstance(expected, str):
        assert answer(match) == ("matched", expected)
    else:
        assert (match.uprn, {str(each.uprn) for each in match.possible}) == (None, expected)


def test_a_suffix_and_a_flat_of_one_letter_are_ambiguous_where_the_gazetteer_has_both() -> None:
    suffix = row(1, building_name="12A", street_name=HIGH, postcode="DT97 1AF")
    lettered = flat(2, "Flat A", "12", HIGH)
    for text in ("12A High Street, Ambleford, DT97 1AF", "Flat A, 12 High Street, Ambleford, DT97 1AF"):
        assert matcher([suffix]).match(text).outcome is MatchOutcome.MATCHED
        assert matcher([lettered]).match(text).outcome is MatchOutcome.MATCHED
        match = matcher([suffix, lettered]).match(text)
        assert (match.outcome, {str(each.uprn) for each in match.possible}) == (MatchOutcome.AMBIGUOUS, {"1", "2"})


def test_a_building_that_is_only_a_shell_is_a_parent_and_its_flats_are_named(town: Matcher) -> None:
    match = town.match("30 Mill Lane, Ambleford, DT97 1AF")
    assert answer(match) == ("parent-only", "9")
    assert [str(each.uprn) for each in match.possible] == ["10", "11"]


def test_a_flat_that_the_gazetteer_does_not_know_has_its_building_as_parent(town: Matcher) -> None:
    assert answer(town.match("Flat 3, 30 Mill Lane, Ambleford, DT97 1AF")) == ("parent-only", "9")
    assert answer(town.match("Room 5, 10 Mill Lane, Ambleford, DT97 1AF")) == ("parent-only", "1")


def test_a_building_with_flats_and_no_row_of_its_own_is_ambiguous(town: Matcher) -> None:
    match = town.match("22 Mill Lane, Ambleford, DT97 1AF")
    assert (match.outcome, [str(each.uprn) for each in match.possible]) == (MatchOutcome.AMBIGUOUS, ["7", "8"])


def test_a_building_that_is_an_address_is_matched_although_it_has_flats() -> None:
    shop = house(1, "30", HIGH, classification_code="CR08")
    match = matcher([shop, flat(2, "Flat 1", "30", HIGH, parent_uprn=1)]).match("30 High Street, Ambleford, DT97 1AF")
    assert answer(match) == ("matched", "1")


def test_siblings_name_the_parent_that_has_no_address() -> None:
    flats = [flat(uprn, f"Flat {uprn}", "30", HIGH, parent_uprn=9) for uprn in (1, 2)]
    assert answer(matcher(flats).match("Flat 7, 30 High Street, Ambleford, DT97 1AF")) == ("parent-only", "9")


def test_two_houses_of_one_name_are_both_named_where_nothing_tells_them_apart() -> None:
    houses = [
        row(1, building_name="Rose Cottage", street_name=MILL, postcode="DT97 1AF"),
        row(2, building_name="Rose Cottage", street_name=HIGH, postcode="DT97 1AF"),
    ]
    match = matcher(houses).match("Rose Cottage, Ambleford, DT97 1AF")
    assert (match.outcome, len(match.possible)) == (MatchOutcome.AMBIGUOUS, 2)
    assert answer(matcher(houses).match("Rose Cottage, High Street, Ambleford, DT97 1AF")) == ("matched", "2")


def test_a_longer_name_is_another_house() -> None:
    farm = row(1, building_name="Home Farm", street_name=MILL, postcode="DT97 1AF")
    cottage = row(2, building_name="Home Farm Cottage", street_name=MILL, postcode="DT97 1AF")
    text = "Home Farm Cottage, Mill Lane, Ambleford, DT97 1AF"
    assert answer(matcher([farm, cottage]).match(text)) == ("matched", "2")
    assert matcher([farm]).match(text).uprn is None


def test_the_same_number_and_street_in_two_places_need_the_place() -> None:
    houses = [
        house(1, "10", HIGH, "DT97 1AF", locality="Millbank"),
        house(2, "10", HIGH, "DT97 2ZZ", locality="Whitecross"),
    ]
    both = matcher(houses)
    assert answer(both.match("10 High Street, Whitecross, Ambleford")) == ("matched", "2")
    assert both.match("10 High Street, Ambleford").outcome is MatchOutcome.AMBIGUOUS
    assert matcher(houses[:1]).match("10 High Street, Whitecross, Ambleford, DT97 2ZZ").uprn is None


def test_a_postcode_of_another_district_needs_more_than_number_and_street() -> None:
    gazetteer = matcher([house(1, "10", HIGH, "DT97 1AF")])
    assert answer(gazetteer.match("10 High Street, Ambleford, DT97 1ZZ")) == ("matched", "1")
    assert gazetteer.match("10 High Street, Ambleford, BA1 1AA").uprn is None
    assert gazetteer.match("10 High Street, DT97 9ZZ").uprn is None


def test_a_street_of_the_typed_name_elsewhere_makes_a_misspelling_another_street() -> None:
    houses = [house(1, "10", "Harrow Lane", "DT97 1AF"), house(2, "8", "Harrows Lane", "DT97 1AG")]
    assert matcher(houses).match("10 Harrows Lane, Ambleford, DT97 1AG").uprn is None
    assert answer(matcher(houses[:1]).match("10 Harrows Lane, Ambleford, DT97 1AF")) == ("matched", "1")


def test_a_street_of_one_name_and_another_kind_at_the_postcode_is_a_reason_to_doubt() -> None:
    houses = [house(1, "10", "Mill Road", "DT97 1AF"), house(2, "10", "Mill Close", "DT97 1AG")]
    match = matcher(houses).match("10 Mill Road, Ambleford, DT97 1AG")
    assert match.uprn is None


def test_a_column_of_postcodes_goes_before_the_text(town: Matcher) -> None:
    assert answer(town.match("10 Mill Lane, DT97 1AB", Postcode.parse("DT97 1AF"))) == ("matched", "1")
    assert answer(town.match("10 Mill Lane, Ambleford", "dt97 1af")) == ("matched", "1")
    assert answer(town.match("10 Mill Lane, Ambleford", "none")) == ("matched", "1")


def test_further_wordings_of_a_property_are_matched_too() -> None:
    gazetteer = matcher([house(1, "10")], [(1, "10 Lôn y Felin, Ambleford", "DT97 1AF")])
    assert answer(gazetteer.match("10 Lon y Felin, Ambleford, DT97 1AF")) == ("matched", "1")
    assert answer(gazetteer.match("10 Mill Lane, Ambleford, DT97 1AF")) == ("matched", "1")


def test_a_gazetteer_of_single_lines_is_matched_as_one_of_columns() -> None:
    rows = [line(1, "FLAT 2 10 MILL LANE AMBLEFORD", "DT97 1AF"), line(2, "10 Mill Lane, Ambleford, DT97 1AF")]
    gazetteer = matcher(rows)
    assert answer(gazetteer.match("Flat 2, 10 Mill Lane, Ambleford, DT97 1AF")) == ("matched", "1")
    assert gazetteer.match("10 Mill Lane, Ambleford").outcome is MatchOutcome.MATCHED


def test_a_property_without_postcode_in_the_gazetteer_is_found() -> None:
    gazetteer = matcher([row(1, building_number="10", street_name=MILL)])
    assert answer(gazetteer.match("10 Mill Lane, Ambleford, DT97 1AF")) == ("matched", "1")


def test_taking_each_property_out_never_gives_a_neighbour() -> None:
    for gone in TOWN:
        rest = matcher([each for each in TOWN if each["uprn"] != gone["uprn"]])
        text = ", ".join(str(gone[name]) for name in WRITTEN if gone.get(name))
        assert rest.match(text).uprn is None, gone["uprn"]


def test_the_order_of_the_gazetteer_does_not_matter() -> None:
    texts = ["10 Mill Lane, Ambleford", "22 Mill Lane, DT97 1AF", "Flat 3, 30 Mill Lane, DT97 1AF", "nowhere"]
    shuffled = TOWN.copy()
    random.Random(6).shuffle(shuffled)  # noqa: S311 - an order, nothing secret
    one, other = matcher(TOWN), matcher(shuffled)
    assert [one.match(text) for text in texts] == [other.match(text) for text in texts]


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) <= MOST_CHARACTERS])
def test_hostile_text_is_not_found(text: str, town: Matcher) -> None:
    assert town.match(text).outcome is MatchOutcome.NOT_FOUND


@given(st.one_of(TEXT, st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)))
def test_matching_never_raises(text: str) -> None:
    assert ANY_TOWN.match(text).outcome in MatchOutcome


def test_a_text_too_long_is_refused(town: Matcher) -> None:
    with pytest.raises(InvalidValueError) as caught:
        town.match("A" * 10_001)
    assert caught.value.code == "address.too-long"


@pytest.mark.parametrize("text", ["10 Mill Lane " * 700, "A" * 10_000, "Mlil " * 2_000, "Q, " * 3_000, "1/" * 5_000])
def test_the_longest_texts_are_answered(text: str, town: Matcher) -> None:
    assert town.match(text).uprn is None


def test_what_is_remembered_makes_no_difference_when_it_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localgov_components.address.matching.candidates._NAMES_REMEMBERED", 20)
    forgetful = matcher(TOWN)
    texts = ["10 Mill Lane, Ambleford", "10 Mill Lane, Brackwater", "Rose Cottage, Mill Lane", "10 Milll Lane"] * 2
    assert [forgetful.match(text) for text in texts] == [ANY_TOWN.match(text) for text in texts]


def test_a_match_shows_no_property_and_can_be_sent(town: Matcher) -> None:
    match = town.match("10 Mill Lane, Ambleford, DT97 1AF")
    assert "1AF" not in repr(match)
    assert pickle.loads(pickle.dumps(match)) == match  # noqa: S301 - our own bytes
    assert str(match.explanation[0]) == "postcode: equal"
