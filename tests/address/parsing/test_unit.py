import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.address.parsing.folding import fold
from localgov_components.address.parsing.unit import Unit, read_unit
from localgov_components.address.parsing.vocabulary import UNIT_KINDS


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Flat 2", Unit("FLAT", "2")),
        ("Flt 2A", Unit("FLAT", "2A")),
        ("Fl 6", Unit("FLAT", "6")),
        ("Fl Above", Unit("FLAT", "ABOVE")),
        ("Flat above shop", Unit("FLAT", "ABOVE")),
        ("The Flat", Unit("FLAT")),
        ("The Annexe, 10", Unit("ANNEXE")),
        ("Flats 1-12, 10", Unit("FLATS", "1-12")),
        ("Flat A-2", Unit("FLAT", "A2")),
        ("Unit 7 10", Unit("UNIT", "7")),
        ("GFF, 10", Unit("FLAT", "GROUND")),
        ("Flat 2nd Fl 20", Unit("FLAT", "2F")),
        ("Flat 2 of 10", Unit("FLAT", "2")),
        ("Flat 28 - 117 - 119", Unit("FLAT", "28")),
        ("Grd Flr Fl 36", Unit("FLAT", "GROUND")),
        ("Gr Fl 36", Unit("", "GROUND")),
        ("Upstairs, 10", Unit("", "UPPER")),
        ("Top Floor Front Flat, 10", Unit("FLAT", "TOP FRONT")),
        ("Penthouse, 10", Unit("PENTHOUSE")),
        ("Shop 2 10", Unit("SHOP", "2")),
    ],
)
def test_a_unit_is_read_in_the_words_people_use(text: str, unit: Unit) -> None:
    read = read_unit(fold(text), 0)
    assert read is not None
    assert read[0] == unit


@pytest.mark.parametrize(
    "text",
    [
        "Garden Street",
        "Upper Street",
        "Ground Lane",
        "Shop Street",
        "Flat Lane",
        "Mill House",
        "North Road",
        "First Avenue",
    ],
)
def test_names_that_begin_like_a_unit_are_none(text: str) -> None:
    assert read_unit(fold(text), 0) is None


def test_the_number_after_a_floor_is_that_of_the_building() -> None:
    assert read_unit(fold("First Floor Flat 17 Mill Lane"), 0) == (Unit("FLAT", "1F"), 3)
    assert read_unit(fold("First Floor Flat 2 17 Mill Lane"), 0) == (Unit("FLAT", "1F 2"), 4)


def test_a_kind_after_a_word_belongs_to_a_name() -> None:
    assert read_unit(fold("Alderwood Office 28 Mill Lane"), 1) is None
    assert read_unit(fold("Alderwood Office 2 28 Mill Lane"), 1) == (Unit("OFFICE", "2"), 3)


@given(
    st.sampled_from(sorted(UNIT_KINDS)),
    st.sampled_from(["2", "02", "12", "100", "123456"]),
    st.lists(
        st.sampled_from([",", "MILL", "10", "A", "AND", "TO", "OF", "FLOOR", "GROUND", "GFF", "LANE"]), max_size=3
    ),
)
def test_no_before_a_number_changes_nothing(kind: str, number: str, after: list[str]) -> None:
    plain, announced = read_unit([kind, number, *after], 0), read_unit([kind, "NO", number, *after], 0)
    assert (plain and (plain[0], plain[1] + 1)) == announced
