import pytest

from localgov_components.address.matching.match import How
from localgov_components.address.matching.words import Found, find_name, find_street, same_word


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("HAWMILL", "HAWMLIL"),
        ("HAWMILL", "HAWMIL"),
        ("VICTORIA", "VCTORAI"),
        ("ST", "STRET"),
        ("LANE", "LNE"),
        ("BRIDGE", "BRDG"),
        ("GARDENS", "GARDNES"),
    ],
)
def test_a_word_with_a_fault_or_cut_short_is_the_same(known: str, typed: str) -> None:
    assert same_word(known, typed)


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("OAK", "ASH"),
        ("ROAD", "ROW"),
        ("LANE", "CLOSE"),
        ("NORTH", "SOUTH"),
        ("12", "13"),
        ("HAWHILL", "HILL"),
        ("HILL", "MILL L"),
    ],
)
def test_another_word_is_not(known: str, typed: str) -> None:
    assert not same_word(known, typed)


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("MILL LANE", "10 MILL LANE AMBLEFORD", Found(How.EQUAL, 1, 3)),
        ("MILL LANE", "MILL LNE", Found(How.SPELLING, 0, 2)),
        ("MILLFIELD LANE", "MILL FIELD LANE", Found(How.SPELLING, 0, 3)),
        ("MILL FIELD LANE", "MILLFIELD LANE", Found(How.SPELLING, 0, 2)),
        ("HAWMILL LANE", "HAWMILL AMBLEFORD", Found(How.EQUIVALENT, 0, 1)),
    ],
)
def test_a_street_is_found_in_typed_words(name: str, typed: str, found: Found) -> None:
    assert find_street(name, typed.split(), find_name(name, typed.split())) == found


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("MILL LANE", "MILL CLOSE"),
        ("MILL LANE", "MILL CLOES"),
        ("HARROWBOURNE ROW", "HARROWBOURNE ST"),
        ("THE PADDOCK", "THE LODGE"),
        ("MILL LANE", ""),
    ],
)
def test_another_street_is_not(name: str, typed: str) -> None:
    assert find_street(name, typed.split(), find_name(name, typed.split())) is None
