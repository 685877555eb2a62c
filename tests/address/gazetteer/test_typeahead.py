import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.core_files import address
from tests.identifiers.hostile import HOSTILE

from localgov_components.address import GazetteerAddress, address_label, walking_order
from localgov_components.address.gazetteer.beginnings import beginnings_of, ranges_of
from localgov_components.address.gazetteer.typeahead import keys_of, texts_of
from localgov_components.address.gazetteer.typed_words import STREET_ENDS, in_order, plain_text


def texts(**cells: str) -> list[str]:
    """The texts of an address, with a bar where its street ends."""
    return [text.replace(STREET_ENDS, " |") for text in texts_of(address(**cells))]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("12A St. Mary's Rd,", "12a st marys road"),
        ("Saint Mary’s Street", "st marys st"),
        ("  TŶ’R   Ysgol ", "tyr ysgol"),
        ("Llanfair-ym-Muallt", "llanfair ym muallt"),
        ("Straße_1", "strasse 1"),
        ("12 – 14 High St", "12-14 high st"),
        ("12a-14b", "12a-14b"),
        ("Flat 2/1", "flat 2-1"),
        ("Apartment 3, The Old Mill", "flat 3 the old mill"),
        ("Smith & Sons", "smith and sons"),
        ("The", "the"),
        ("!?", ""),
    ],
)
def test_words_are_compared_in_plain_form(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_plain_text_is_settled_and_has_nothing_that_marks_a_key(text: str) -> None:
    once = plain_text(text)
    assert plain_text(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789- ")


def test_a_house_may_be_begun_at_its_number_its_street_and_its_postcode() -> None:
    assert texts(building_number="12", street_name="High Street", post_town="Ambleford", postcode="dt971aa") == [
        "high st |ambleford",
        "12 high st |ambleford dt97 1aa",
        "@12 dt97 1aa",
    ]


def test_a_named_building_in_a_line_may_be_begun_at_its_name() -> None:
    assert texts(single_line_address="Flat 2, The Maltings, 5 Mill Ln, Ambleford, DT97 1AF") == [
        "mill lane |ambleford",
        "flat 2 the maltings 5 mill lane |ambleford dt97 1af",
        "flat 2 maltings 5 mill lane |ambleford dt97 1af",
        "the maltings 5 mill lane |ambleford dt97 1af",
        "maltings 5 mill lane |ambleford dt97 1af",
        "5 mill lane |ambleford dt97 1af",
        "flat 2 5 mill lane |ambleford dt97 1af",
        "@5 dt97 1af",
    ]
    assert texts(single_line_address="Rose Cottage, High Street, Ambleford") == [
        "high st |ambleford",
        "rose cottage high st |ambleford",
    ]


def test_a_line_is_read_alike_with_commas_and_without() -> None:
    with_commas = texts(single_line_address="Flat 2, The Maltings, 5 Mill Lane, Ambleford, DT97 1AF")
    without = texts(single_line_address="FLAT 2 THE MALTINGS 5 MILL LANE AMBLEFORD DT971AF")
    assert without == with_commas


def test_a_line_has_the_texts_of_the_same_address_in_columns() -> None:
    cells = {
        "sub_building": "Flat 2",
        "building_name": "The Maltings",
        "building_number": "5",
        "street_name": "Mill Lane",
        "post_town": "Ambleford",
        "postcode": "DT97 1AF",
    }
    line = address_label(address(**cells))
    assert sorted(texts(**cells)) == sorted(texts(single_line_address=line))


def test_a_street_stands_where_it_follows_the_number_and_not_in_the_name_of_a_house() -> None:
    (street, *_) = texts(single_line_address="Mill Lane House, 5 Mill Lane, Ambleford")
    assert street == "mill lane |ambleford"
    assert "5 mill lane |ambleford" in texts(single_line_address="Mill Lane House, 5 Mill Lane, Ambleford")


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("12-14", ["12", "12-14", "14"]),
        ("12-18", ["12", "12-18", "14", "16", "18"]),
        ("12-15", ["12", "12-15", "13", "14", "15"]),
        ("12A-12C", ["12a", "12a-12c", "12c"]),
        ("1-99", ["1", "1-99", "99"]),
        ("14-12", ["12", "14", "14-12"]),
        ("12A", ["12a"]),
    ],
)
def test_a_range_is_found_by_the_numbers_that_it_holds(number: str, found: list[str]) -> None:
    of_columns = texts(building_number=number, street_name="High Street", post_town="Ambleford")
    of_line = texts(single_line_address=f"{number} High Street, Ambleford")
    assert sorted(of_columns) == sorted(of_line)
    assert sorted(of_columns) == sorted(["high st |ambleford", *(f"{each} high st |ambleford" for each in found)])


def test_a_letter_apart_from_its_number_belongs_to_it() -> None:
    assert texts(single_line_address="12 A High Street, Ambleford") == ["high st |ambleford", "12a high st |ambleford"]
    assert texts(single_line_address="Flat A High Street")[1:] == ["flat a high st"]


def test_a_name_is_found_with_the_word_the_and_without() -> None:
    assert texts(building_number="7", street_name="The Avenue", post_town="Ambleford") == [
        "the avenue |ambleford",
        "avenue |ambleford",
        "7 the avenue |ambleford",
        "7 avenue |ambleford",
    ]
    assert texts(single_line_address="7 The Avenue") == ["the avenue", "avenue", "7 the avenue", "7 avenue"]
    assert texts(single_line_address="Bathe Cottage") == ["bathe cottage"]


def test_alternates_are_found_by_their_own_words_and_said_twice_only_if_they_differ() -> None:
    house = address(building_number="12", street_name="High Street", post_town="Ambleford", postcode="DT97 1AA")
    twins = ["12 HIGH ST, AMBLEFORD", "12 Stryd Fawr, Ambleford", "12 STRYD FAWR, AMBLEFORD, DT97 1AA"]
    alternates = tuple(address(single_line_address=line) for line in twins)
    both = house.model_copy(update={"alternates": alternates})
    more = texts_of(both)[len(texts_of(house)) :]
    assert [text.replace(STREET_ENDS, " |") for text in more] == [
        "stryd fawr |ambleford",
        "12 stryd fawr |ambleford dt97 1aa",
    ]


def test_an_address_that_begins_with_its_street_has_one_key() -> None:
    depot = address(street_name="Mill Lane", post_town="Ambleford")
    (key,) = keys_of(depot)
    assert key.startswith(f"mill lane{STREET_ENDS}ambleford\x01")


def test_an_address_without_street_or_number_is_found_by_its_name() -> None:
    assert keys_of(address(single_line_address="Rose Cottage")) == ["rose cottage"]
    assert texts(building_name="Barn End", post_town="Ambleford") == ["barn end ambleford"]
    assert texts(building_number="4", locality="Zeal", post_town="Ambleford") == ["4 zeal |ambleford"]
    assert texts(single_line_address="!") == []


def test_a_town_is_no_beginning_where_a_line_has_no_street() -> None:
    assert texts(single_line_address="Rose Cottage, Ambleford") == ["rose cottage ambleford"]
    assert texts(single_line_address="Brackwater Bakery, Maltings, Ambleford") == [
        "brackwater bakery maltings ambleford",
        "maltings ambleford",
    ]


@pytest.mark.parametrize(
    "line", ["a, " * 3_000, "flat 1 " * 1_400, "1-9 high street, " * 500, "the " * 2_400, "12 a " * 1_900]
)
def test_a_line_of_any_length_has_few_keys(line: str) -> None:
    keys = keys_of(address(single_line_address=line))
    assert 0 < len(keys) < 30
    assert max(map(len, keys)) <= 160


def test_a_flat_without_the_word_leaves_the_name_of_its_building_to_be_found() -> None:
    assert texts(single_line_address="8 Rook House, 5 Mill Walk, Ambleford") == [
        "mill walk |ambleford",
        "8 rook house 5 mill walk |ambleford",
        "rook house 5 mill walk |ambleford",
        "5 mill walk |ambleford",
        "8 5 mill walk |ambleford",
    ]


def test_numbers_in_an_order_count() -> None:
    parts = ["", "1", "2", "10", "12", "12A", "14", "Annexe", "Flat 2", "Flat 10"]
    assert sorted(parts, key=in_order) == parts
    assert in_order("", "") == ""


NUMBERS = st.sampled_from(["1", "2", "10", "12", "12A", "100", "2-4", ""])
NAMES = st.sampled_from(["", "Mill House", "12", "The 2 Barns", "The 10 Barns"])
FLATS = st.sampled_from(["", "Flat 2", "Flat 10", "Flat A"])
PLACES = st.sampled_from(["", "Zeal", "Ambleford", "Great Pensham"])
POSTCODES = st.sampled_from(["", "DT97 1AA", "DT9 7AF"])


def houses(places: st.SearchStrategy[str]) -> st.SearchStrategy[GazetteerAddress]:
    return st.builds(
        lambda number, name, flat, place, postcode: address(
            building_number=number,
            building_name=name,
            sub_building=flat,
            street_name="Mill Lane",
            locality=place,
            post_town="Ambleford",
            postcode=postcode,
        ),
        NUMBERS,
        NAMES,
        FLATS,
        places,
        POSTCODES,
    )


@given(st.lists(houses(st.just("")), max_size=12))
def test_on_a_street_keys_stand_in_walking_order(several: list[GazetteerAddress]) -> None:
    by_key = sorted(several, key=lambda house: keys_of(house)[0])
    assert [walking_order(house)[:-1] for house in by_key] == sorted(walking_order(house)[:-1] for house in several)


def is_found(found: GazetteerAddress, typed: str) -> bool:
    return any(first <= key < behind for first, behind, *_ in ranges_of(typed) for key in keys_of(found))


@given(houses(PLACES), st.data())
def test_every_beginning_of_a_label_finds_its_address(house: GazetteerAddress, data: st.DataObject) -> None:
    label = address_label(house)
    typed = label[: data.draw(st.integers(1, len(label)))]
    if plain_text(typed):
        assert is_found(house, typed)
        assert is_found(house, typed.upper())
        assert is_found(house, typed.replace(",", ""))


@given(st.one_of(st.text(max_size=200), st.sampled_from(HOSTILE)))
def test_ranges_are_few_and_sound_whatever_is_typed(typed: str) -> None:
    ranges = list(ranges_of(typed))
    assert all(first < behind for first, behind, *_ in ranges)
    assert len(ranges) == len(set(ranges)) < 1_000
    assert bool(beginnings_of(typed)) == any(first for first, *_ in ranges)
