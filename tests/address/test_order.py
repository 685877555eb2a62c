import re
import string
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.core_files import address

from localgov_components.address import GazetteerAddress, address_lines, walking_order
from localgov_components.address.gazetteer.tables import ADDRESS_COLUMNS, row_of, row_order
from localgov_components.address.order import natural_order

MILL = {"street_name": "Mill Lane"}


@pytest.mark.parametrize(
    "texts",
    [
        ("2", "10"),
        ("12", "12-14", "12A", "12B", "14"),
        ("Flat 2", "Flat 10"),
        ("Flat 2", "flat 2a", "FLAT 3"),
        ("", "1", "01A", "Annexe"),
        ("9", "9" * 5000),
    ],
)
def test_numbers_in_text_count_as_numbers(texts: tuple[str, ...]) -> None:
    assert sorted(set(texts), key=natural_order) == list(texts)


def test_a_street_is_walked_numbers_first_with_flats_before_the_next_number() -> None:
    street = [
        address(**MILL, building_number="2"),
        address(**MILL, building_number="10"),
        address(**MILL, building_number="10", sub_building="Flat 1"),
        address(**MILL, building_number="10", sub_building="Flat 2"),
        address(**MILL, building_number="10", sub_building="Flat 11"),
        address(**MILL, building_number="12"),
        address(**MILL, building_number="12", sub_building="Flat 1"),
        address(**MILL, building_name="12-14"),
        address(**MILL, building_number="12", sub_building="A"),
        address(**MILL, building_name="Old Bakery 12B"),
        address(**MILL, building_number="14"),
        address(**MILL, building_name="Barn End"),
        address(**MILL, building_name="Mill House"),
        address(**MILL, building_name="Mill House", sub_building="The Annexe"),
        address(**MILL, organisation="Anglers' Club"),
        address(street_name="Tithebarn Street", building_number="1"),
        address(building_name="Ridge Farm"),
    ]
    street_mixed = street[::-2] + street[-2::-2]
    walked = sorted(street_mixed, key=walking_order)
    assert list(map(address_lines, walked)) == list(map(address_lines, street))


CELLS = st.fixed_dictionaries(
    {"uprn": st.integers(min_value=1, max_value=30).map(str)},
    optional={
        "street_name": st.sampled_from(["Mill Lane", "mill lane", "1st Street"]),
        "building_number": st.from_regex(r"[0-9]{1,3}[AB]?", fullmatch=True),
        "building_name": st.sampled_from(["Mill House", "12A", "2 Cottages"]),
        "sub_building": st.from_regex(r"Flat [0-9]{1,2}", fullmatch=True),
        "organisation": st.sampled_from(["Bakery", "٣ Sails", "²"]),
    },
).map(lambda cells: address(**cells))


@given(st.lists(CELLS, max_size=12, unique_by=lambda found: found.uprn), st.randoms())
def test_the_order_is_total_whatever_the_order_before(addresses: list[GazetteerAddress], random: Random) -> None:
    walked = sorted(addresses, key=walking_order)
    random.shuffle(addresses)
    assert sorted(addresses, key=walking_order) == walked
    assert all(walking_order(first) < walking_order(second) for first, second in pairwise(walked))


def runs(text: str) -> list[tuple[int, int, str]]:
    """What the order says of a text, run by run: digits before the rest, by their number before their value."""
    found = re.findall(r"[0-9]+|[^0-9]+", text.casefold(), re.ASCII)
    return [(0, len(run.lstrip("0")), run.lstrip("0")) if run[0] in string.digits else (1, 0, run) for run in found]


TEXTS = st.text(st.sampled_from("0019aAbß -\x00٣²"), max_size=8) | st.text(max_size=8)


@given(TEXTS, TEXTS)
def test_texts_are_compared_run_by_run(first: str, second: str) -> None:
    assert (natural_order(first) < natural_order(second)) == (runs(first) < runs(second))
    assert (natural_order(first) == natural_order(second)) == (runs(first) == runs(second))


@given(CELLS)
def test_a_row_of_a_gazetteer_stands_where_its_address_stands(found: GazetteerAddress) -> None:
    row = row_of(found, source=0, line=2)[: len(ADDRESS_COLUMNS)]
    assert row_order(row) == walking_order(found)
