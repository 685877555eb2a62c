import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.core_files import address

from localgov_components.address import address_label, address_lines

PLACE = {"town_name": "Nether Ambleford", "post_town": "Ambleford", "postcode": "DT97 2AA"}
TAIL = ("Nether Ambleford", "Ambleford", "DT97 2AA")


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ({"building_number": "1", "street_name": "Church Walk"}, ("1 Church Walk",)),
        ({"building_name": "Fernlea", "street_name": "Green Lane"}, ("Fernlea", "Green Lane")),
        ({"building_name": "12A", "street_name": "Green Lane"}, ("12A Green Lane",)),
        ({"building_name": "12-14", "street_name": "Green Lane"}, ("12-14 Green Lane",)),
        ({"building_name": "2 Forge Cottages", "street_name": "Green Lane"}, ("2 Forge Cottages", "Green Lane")),
        ({"sub_building": "Flat 2", "building_number": "10", "street_name": "Mill Lane"}, ("Flat 2", "10 Mill Lane")),
        ({"building_number": "0", "building_name": "7", "street_name": "Mill Lane"}, ("7 Mill Lane",)),
        ({"organisation": "Village Hall", "street_name": "Church Walk"}, ("Village Hall", "Church Walk")),
        ({"organisation": "Council", "po_box": "12"}, ("Council", "PO Box 12")),
        ({"organisation": "Council", "po_box": "PO BOX 12"}, ("Council", "PO Box 12")),
        ({"building_name": "Ridge Farm"}, ("Ridge Farm",)),
        ({"building_number": "3", "locality": "Hagworth"}, ("3 Hagworth",)),
        ({"building_name": "Barn", "locality": "Hagworth"}, ("Barn", "Hagworth")),
        ({"building_number": "3"}, ("3",)),
        ({"building_name": "Barn", "island": "Samphire Island"}, ("Barn", "Nether Ambleford", "Samphire Island")),
        (
            {
                "organisation": "Sails",
                "sub_building": "Unit 3",
                "building_name": "The Net Loft",
                "building_number": "4",
                "street_name": "Quay Street",
                "locality": "Old Quay",
            },
            ("Sails", "Unit 3", "The Net Loft", "4 Quay Street", "Old Quay"),
        ),
    ],
)
def test_lines_come_in_the_order_of_an_envelope(cells: dict[str, str], lines: tuple[str, ...]) -> None:
    tail = TAIL[1:] if "island" in cells else TAIL
    assert address_lines(address(**PLACE, **cells)) == lines + tail


def test_a_place_that_is_repeated_is_kept_at_its_last_mention() -> None:
    cells = {"building_name": "Barn", "locality": "AMBLEFORD", "town_name": "Ford End", "post_town": "Ambleford"}
    assert address_lines(address(**cells)) == ("Barn", "Ford End", "Ambleford")


def test_an_address_known_only_as_a_line_is_that_line_and_what_it_lacks() -> None:
    line = {"single_line_address": "Old Mooring, Canal Basin, Ambleford DT97 2AF", "postcode": "DT97 2AF"}
    assert address_label(address(**line, post_town="Brackwater")) == (
        "Old Mooring, Canal Basin, Ambleford DT97 2AF, Brackwater"
    )


@pytest.mark.parametrize(
    ("line", "town", "label"),
    [
        ("2 Ash Road, DT97 2AF", "Ash", "2 Ash Road, DT97 2AF, Ash"),
        ("The Mooring, Washford", "Ash", "The Mooring, Washford, Ash, DT97 2AF"),
        ("The Mooring, Nether Ash", "Ash", "The Mooring, Nether Ash, DT97 2AF"),
        ("The Mooring ASH dt972af", "Ash", "The Mooring ASH dt972af"),
        ("The Mooring, Ash.", "Ash", "The Mooring, Ash., DT97 2AF"),
        ("The Mooring, Ash, Kent DT97 2AF", "Ash", "The Mooring, Ash, Kent DT97 2AF"),
        ("The Mooring", "Ash (West)", "The Mooring, Ash (West), DT97 2AF"),
    ],
)
def test_a_place_is_in_the_line_only_as_a_word_that_ends_a_part_of_it(line: str, town: str, label: str) -> None:
    assert address_label(address(single_line_address=line, post_town=town, postcode="DT97 2AF")) == label


def test_a_label_is_the_lines_in_one() -> None:
    assert address_label(address(**PLACE, building_name="Fernlea")) == "Fernlea, Nether Ambleford, Ambleford, DT97 2AA"


WORDS = (
    st.text(alphabet="abcdefgh -", min_size=1, max_size=12).map(str.strip).filter(bool).map(lambda text: f"X{text}X")
)
PARTS = ("organisation", "po_box", "sub_building", "building_name", "building_number", "street_name", "locality")
PLACES = ("town_name", "island", "post_town")


@given(st.dictionaries(st.sampled_from(PARTS + PLACES), WORDS))
def test_no_part_of_an_address_is_lost(cells: dict[str, str]) -> None:
    shown = address_label(address(**cells)).casefold()
    assert [name for name, value in cells.items() if " ".join(value.split()).casefold() not in shown] == []


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ({"building_name": "Flower House 189A", "street_name": "Mill Lane"}, ("Flower House", "189A Mill Lane")),
        ({"sub_building": "A", "building_name": "Priory Court"}, ("A, Priory Court",)),
        ({"sub_building": "A", "building_number": "12", "street_name": "Mill Lane"}, ("12A Mill Lane",)),
        ({"building_name": "Unit 3-4", "street_name": "Mill Lane"}, ("Unit 3-4", "Mill Lane")),
    ],
)
def test_what_stands_before_the_street_follows_royal_mail_s_rules(
    cells: dict[str, str], lines: tuple[str, ...]
) -> None:
    assert address_lines(address(**cells, post_town="Ambleford")) == (*lines, "Ambleford")
