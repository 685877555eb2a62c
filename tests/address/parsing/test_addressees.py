import pytest

from localgov_components.address.parsing.addressees import take_addressee, take_directions
from localgov_components.address.parsing.folding import fold


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("The Occupier, 10 Mill Lane", "10 MILL LANE"),
        ("FAO Finance, 10 Mill Lane", "10 MILL LANE"),
        ("Accounts Department, 10 Mill Lane", "10 MILL LANE"),
        ("Mr & Mrs Sample, 10 Mill Lane", "10 MILL LANE"),
        ("MR J SAMPLE 10 MILL LANE", "10 MILL LANE"),
        ("Mr J Sample Flat 2 10 Mill Lane", "FLAT 2 10 MILL LANE"),
        ("My address is 10 Mill Lane", "10 MILL LANE"),
        ("Address: 10 Mill Lane", ", 10 MILL LANE"),
    ],
)
def test_whom_a_letter_is_for_is_no_part_of_an_address(text: str, rest: str) -> None:
    assert " ".join(take_addressee(fold(text))[0]).removeprefix(", ") == rest.removeprefix(", ")


@pytest.mark.parametrize(
    "text", ["Rose Cottage, Mill Lane", "Reception House", "10 Mill Lane, Mr Sample", "Owner Road"]
)
def test_an_address_is_left_whole(text: str) -> None:
    assert take_addressee(fold(text)) == (fold(text), [])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("10 Mill Lane behind the garage, Ambleford", "10 MILL LANE , AMBLEFORD"),
        ("10 Mill Lane (opposite the chapel), Ambleford", "10 MILL LANE , , , AMBLEFORD"),
        ("10 Mill Lane, off High Street, Ambleford", "10 MILL LANE , , AMBLEFORD"),
        ("10 Mill Lane adjacent to the school", "10 MILL LANE"),
        ("10 Mill Lane, bins at the front", "10 MILL LANE , BINS"),
        ("10 Mill Lane, two doors from the shop, Ambleford", "10 MILL LANE , TWO DOORS , AMBLEFORD"),
    ],
)
def test_where_a_property_is_is_no_name_of_it(text: str, kept: str) -> None:
    assert " ".join(take_directions(fold(text))[0]) == kept


@pytest.mark.parametrize(
    "text",
    [
        "10 Smithy Lane, Near Sawrey, Ambleford",  # a village
        "10 Behind Berry, Ambleford",  # a street
        "Land opposite the chapel, Mill Lane",  # what is asked for
        "Behind the garage, 10 Mill Lane",
        "10 Mill Lane, adjacent plot",
        "10 Mill Lane, Flat at the rear",
        "Bins at the front, 10 Mill Lane",
        "10 Mill Lane, Stow at the Park Gate",
        "10 Mill Lane, land adjacent",
    ],
)
def test_names_and_things_beside_a_property_stay(text: str) -> None:
    assert take_directions(fold(text)) == (fold(text), [])
