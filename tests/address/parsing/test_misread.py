import pytest

from localgov_components.address.parsing.misread import other_reading


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Twelve Mill Lane", "12 Mill Lane"),
        ("twenty-four Mill Lane", "24 Mill Lane"),
        ("Flat 2, ninety Mill Lane", "Flat 2, 90 Mill Lane"),
        ("FLAT A SIXTY ONE MILL LANE", "FLAT A 61 MILL LANE"),
        ("l2 Mill Lane", "12 Mill Lane"),
        ("I04 Mill Lane", "104 Mill Lane"),
        ("Flat 2, l5 Mill Lane", "Flat 2, 15 Mill Lane"),
        ("2O Mill Lane", "20 Mill Lane"),
        ("1O4 Mill Lane", "104 Mill Lane"),
        ("  twelve  Mill Lane", "  12  Mill Lane"),
        ("Flat 2,     ninety   Mill Lane", "Flat 2,     90   Mill Lane"),
        ("F\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}VE Mill Lane", "5 Mill Lane"),
        ("10 Ist Avenue", "10 1st Avenue"),
        ("10 Ember9ate Road", "10 Embergate Road"),
        ("10 HARR0WFIELD VIEVV", "10 HARRoWFIELD VIEW"),
    ],
)
def test_what_was_misread_is_put_right(text: str, read: str) -> None:
    assert other_reading(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "12 Mill Lane, Ambleford, DT97 1AF",
        "Flat 2, Seven Oaks House, Mill Lane",  # the number is that of the oaks
        "Seven Oaks House Mill Lane",
        "The Four Winds, Mill Lane",
        "l2 Mill House, Mill Lane",  # may be a flat
        "Flat I2, 10 Mill Lane",
        "12L Mill Lane",  # a suffix
        "12I Mill Lane",
        "Flat1a, 10 Mill Lane",
        "Unit5b Mill Yard",
        "B1A Mill Court",
        "Mill Lane, London, EC1A1BB",  # a postcode has figures
        "mill lane, london, w1a1aa",
        "mill lane, liverpool, l15 5bb",
        "l1 5bb",
    ],
)
def test_what_may_stand_as_it_is_is_left(text: str) -> None:
    assert other_reading(text) is None
