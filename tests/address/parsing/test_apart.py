import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from localgov_components.address.parsing.apart import is_whole, taken_apart
from localgov_components.address.parsing.folding import fold
from localgov_components.address.parsing.postcodes import take_other_postcodes


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Flat2", "FLAT 2"),
        ("Apt12B", "APARTMENT 12B"),
        ("31Quern Street", "31 QUERN ST"),
        ("1stFloor Flat", "1ST FLOOR FLAT"),
        ("Groundfloor Flat", "GROUND FLOOR FLAT"),
        ("Ground-floor flat", "GROUND FLOOR FLAT"),
        ("Frist Floor", "FIRST FLOOR"),
        ("1 st Floor", "1ST FLOOR"),
        ("3 rd Floor", "3RD FLOOR"),
        ("G.F.F.", "GFF"),
        ("G F F", "GFF"),
        ("F/F Flat", "FF FLAT"),
        ("L/G/F", "LGF"),
        ("1st Flr G/L", "1ST FLOOR GFL"),
        ("R/O 10", "REAR OF 10"),
        ("O/S 10", "OUTSIDE 10"),
        ("F A, 10", "FLAT A , 10"),
        ("F 2, 10", "FLAT 2 , 10"),
        ("F 2 Mill Lane 10", "FLAT 2 MILL LANE 10"),
        ("Garden F, 10", "GARDEN FLAT , 10"),
        ("1st Floor F, 10", "1ST FLOOR FLAT , 10"),
        ("G/2, 10", "GF2 , 10"),
        ("A/24 Mill Lane", "A , 24 MILL LANE"),
        ("Tel 01632 960001", "TEL ,"),
        ("from 01/04/2021", "FROM ,"),
        ("ph 020 7946 0123", "PH ,"),
        ("FlatA, 10", "FLAT A , 10"),
        ("The F, 10", "THE FLAT , 10"),
        ("10 Mill Lane, F A, Ambleford", "10 MILL LANE , FLAT A , AMBLEFORD"),
        ("F Above, 10", "FLAT ABOVE , 10"),
        ("FlatC4", "FLAT C4"),
        ("T.F. Flat", "TOP FLOOR FLAT"),
        ("2 nd Avenue", "2ND AVENUE"),
        ("3 rd Avenue", "3RD AVENUE"),
        ("8to10 Mill Lane", "8 TO 10 MILL LANE"),
        ("0ver Mill", "OVER MILL"),
    ],
)
def test_what_was_run_together_or_cut_short_is_taken_apart(text: str, apart: str) -> None:
    assert " ".join(taken_apart(fold(text))) == apart


@pytest.mark.parametrize(
    "text",
    [
        "10 Mill Lane",
        "12A High Road",
        "2F1, 10 Mill Lane",
        "80A-C",
        "J R Sample",
        "B7, Mill Court",
        "10/12",
        "Mill F",
        "Flats 1",
        "The F Bar, 10",
        "3 Road",
    ],
)
def test_what_stands_as_it_should_is_left(text: str) -> None:
    assert taken_apart(fold(text)) == fold(text)


@given(
    st.lists(
        st.sampled_from(["A", "F", "G", "/", "-", ",", "1", "12", "01632", "960001", "FLAT2", "FLOOR"]), max_size=9
    )
)
def test_taking_apart_again_changes_nothing_but_flats(tokens: list[str]) -> None:
    once = taken_apart(tokens)
    assert set("".join(once)) <= set("".join(tokens)) | set("ABCDEFGHIJKLMNOPQRSTUVWXYZ, ")


@given(
    st.lists(
        st.sampled_from([
            "MILL", "ROAD", "LANE", "ST", "ND", "TH", "FLATB", "FLAT", "GROUNDFLOOR", "GRUOND", "FLOOR", "F", "-", "/",
            ",", "1", "2", "3", "12A", "7AF", "0207", "946", "4021", "01632", "31QUERN", "DT97", "1AF", "0LD", "4TO6",
        ]),
        max_size=7,
    )
)  # fmt: skip
@example(["10", "MILL", "LANE", ",", "12A", "-", "14", "HIGH", "ST"])
def test_in_what_is_whole_there_is_nothing_to_divide_and_no_postcode(tokens: list[str]) -> None:
    if is_whole(tokens):
        for start in range(len(tokens)):
            assert taken_apart(tokens[start:]) == tokens[start:]
        assert take_other_postcodes(tokens, "DT97 1AF") == (tokens, [])
    else:
        assert {*tokens} - {"MILL", "LANE", ",", "-", "1", "2", "12A"}


def test_most_addresses_are_whole() -> None:
    assert is_whole(fold("Flat 2, Mill House, 10A High St, Brackwater-on-Sea, Ambleford"))
