import pytest

from localgov_components.address.matching.flats import Fit, compare_flats
from localgov_components.address.parsing.folding import fold
from localgov_components.address.parsing.items import read_items
from localgov_components.address.parsing.unit import Unit


def unit(text: str) -> Unit:
    found, *_ = read_items(fold(f"{text}, 10 Mill Lane"))
    assert isinstance(found, Unit)
    return Unit("", found.name) if found.kind == "/" else found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Second Floor Flat 1", "2/1"),
        ("2F1", "2/1"),
        ("Flat 2-1", "2/1"),
        ("GF2", "Flat 0/2"),
        ("GF2", "Ground Floor Flat 2"),
        ("BF1", "Basement Flat 1"),
        ("First Floor Left", "Flat 1L"),
        ("Ground Floor Right", "Flat 0/R"),
        ("First Floor Left", "Left First Floor"),
        ("Unit 9-10", "Unit 9/10"),
        ("Unit 6B-C", "Units 6B & 6C"),
        ("Upper Flat", "Flat Above"),
        ("Upper Flat", "First Floor Flat"),
        ("Lower Flat", "Ground Floor Flat"),
    ],
)
def test_two_names_of_one_flat_fit(one: str, other: str) -> None:
    assert compare_flats(unit(one), unit(other))[0] in (Fit.EQUAL, Fit.WEAKER)
    assert compare_flats(unit(other), unit(one))[0] in (Fit.EQUAL, Fit.WEAKER)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2/1", "1/2"),
        ("2/1", "2/2"),
        ("Second Floor Flat 1", "Second Floor Flat 2"),
        ("First Floor Left", "First Floor Right"),
        ("First Floor Left", "Ground Floor Left"),
        ("First Floor Flat", "Flat 1"),
        ("Flats 1-2", "Flat 1/2"),
        ("Unit 4B", "Unit 4C"),
        ("Unit 11", "Units 9-10"),
        ("Flat F3", "Flat 2"),
        ("Garden Flat", "Top Floor Flat"),
    ],
)
def test_two_flats_are_two(one: str, other: str) -> None:
    assert compare_flats(unit(one), unit(other))[0] is Fit.NONE
    assert compare_flats(unit(other), unit(one))[0] is Fit.NONE


def test_a_unit_let_with_others_is_within_them() -> None:
    assert compare_flats(unit("Unit 9"), unit("Units 9-10")) == (Fit.WEAKER, "within the gazetteer's range")
    assert compare_flats(unit("Units 9-10"), unit("Unit 9"))[0] is Fit.NONE
    assert compare_flats(unit("Flat 3"), unit("Flats 1-6"))[0] is Fit.NONE


def test_a_letter_may_stand_for_flat_in_what_is_typed_only() -> None:
    typed, known = Unit("", "F2"), Unit("FLAT", "2")
    assert compare_flats(typed, known)[0] is Fit.WEAKER
    assert compare_flats(known, typed)[0] is Fit.NONE
