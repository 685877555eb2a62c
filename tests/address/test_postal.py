import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from localgov_components.address import PostalAddress, postal_address_problems
from localgov_components.core import InvalidValueError


def codes(lines: list[str], town: str = "Ambleford", postcode: str = "DT97 1AA") -> list[tuple[str, str]]:
    found = postal_address_problems(lines, town, postcode)
    return [(problem.field, problem.code.removeprefix("postal-address.")) for problem in found]


@pytest.mark.parametrize(
    "lines",
    [
        ["The Lighthouse"],
        ["", "The Lighthouse"],
        ["1"],
        ["Ty'n-y-Coed", "Ŷ"],
        ["Flat 2", "10 Mill Lane", "Nether Ambleford", "Dorset", "England"],
        ["Narrow Boat Kingfisher", "Mooring 2, Canal Basin"],
        ["'Dunroamin'", "Mill Lane"],
        ["Nfahouse", "Infanta Close"],
        ["No Fixed Road"],
        ["🏠 12"],
        ["x" * 10_000],
        ["شارع ١٢"],
    ],
)
def test_an_odd_address_is_an_address(lines: list[str]) -> None:
    assert codes(lines) == []


@pytest.mark.parametrize(
    ("lines", "town", "postcode", "found"),
    [
        ([], "", "", [("line1", "line-empty"), ("town", "town-empty"), ("postcode", "postcode-empty")]),
        (["\u200b", " \t"], "Ambleford", "DT97 1AA", [("line1", "line-empty")]),
        (["1 Mill Lane"], "Ambleford", "DT97", [("postcode", "postcode")]),
        (["1", "2", "3", "4", "5", "6"], "Ambleford", "DT97 1AA", [("line1", "too-many-lines")]),
        (["(rear of) 1 Mill Lane"], "Ambleford", "DT97 1AA", [("line1", "first-character")]),
        (
            ["1 Mill Lane", "", "~"],
            "<Ambleford",
            "DT97 1AA",
            [("line3", "first-character"), ("town", "first-character")],
        ),
        (["1 Mill Lane", "---"], "Ambleford", "DT97 1AA", [("line2", "no-letters")]),
        (["Mill House", "1 Mill Lane", "---"], "Ambleford", "DT97 1AA", []),
        (["NFA"], "Ambleford", "DT97 1AA", [("line1", "no-fixed-abode")]),
        (["Flat 1", "Of No Fixed  Address"], "Ambleford", "DT97 1AA", [("line2", "no-fixed-abode")]),
    ],
)
def test_every_problem_is_found_at_once_in_the_order_of_the_page(
    lines: list[str], town: str, postcode: str, found: list[tuple[str, str]]
) -> None:
    assert codes(lines, town, postcode) == found


@pytest.mark.parametrize(
    ("lines", "town", "postcode"),
    [(["2 Troop", "BFPO 801"], "", ""), (["2 Troop"], "B.F.P.O. 12", ""), (["2 Troop", "BFPO c/o 5"], "", "BF1 2AU")],
)
def test_a_bfpo_number_stands_for_town_and_postcode(lines: list[str], town: str, postcode: str) -> None:
    assert codes(lines, town, postcode) == []


def test_a_bfpo_number_alone_is_not_an_address() -> None:
    assert codes(["BFPO 801"], "", "") == [("line1", "line-empty")]


def test_a_problem_belongs_to_the_control_of_the_page() -> None:
    (problem,) = postal_address_problems(["1 Mill Lane"], "", "DT97 1AA", prefix="home-")
    assert problem.field == "home-town"


def test_what_is_read_is_tidied() -> None:
    read = PostalAddress.read(["  12a  Mill\nLane ", "", "Nether\u200b Ambleford"], " Ambleford", "dt971aa ")
    assert read.post_lines == ("12a Mill Lane", "Nether Ambleford", "Ambleford", "DT97 1AA")
    assert read.label == "12a Mill Lane, Nether Ambleford, Ambleford, DT97 1AA"


def test_of_two_bfpo_numbers_none_is_lost() -> None:
    assert PostalAddress.read_block("2 Troop\nBFPO 801\nBFPO C/O 5").post_lines == ("2 Troop", "BFPO C/O 5", "BFPO 801")
    assert PostalAddress.read_block("2 Troop\nBFPO 801\nbfpo 801").post_lines == ("2 Troop", "BFPO 801")


def test_a_bfpo_address_ends_with_its_number() -> None:
    assert PostalAddress.read(["2 Troop", "BFPO 801"], "", "").post_lines == ("2 Troop", "BFPO 801")


def test_what_has_a_problem_is_not_read_nor_quoted() -> None:
    with pytest.raises(InvalidValueError) as refused:
        PostalAddress.read(["~ Mill Lane"], "Ambleford", "DT97 1AA")
    assert refused.value.code == "postal-address.first-character"
    assert "Mill" not in str(refused.value)


def test_stored_data_with_a_problem_is_refused_without_being_quoted() -> None:
    with pytest.raises(ValidationError, match="not a postal address") as refused:
        PostalAddress.model_validate({"lines": ["Mill Lane"], "town": "", "postcode": "DT97 1AA"})
    assert "Mill" not in str(refused.value)


def test_repr_shows_no_line() -> None:
    assert repr(PostalAddress.read(["Mill Lane"], "Ambleford", "DT97 1AA")) == (
        "PostalAddress(lines=•••, town=•••, postcode=•••, country=•••)"
    )


@given(st.lists(st.text(max_size=40), max_size=7), st.text(max_size=20), st.sampled_from(["DT97 1AA", "", "x"]))
def test_what_is_read_is_stored_and_read_again_unchanged(lines: list[str], town: str, postcode: str) -> None:
    if postal_address_problems(lines, town, postcode):
        with pytest.raises(InvalidValueError):
            PostalAddress.read(lines, town, postcode)
    else:
        read = PostalAddress.read(lines, town, postcode)
        assert PostalAddress.model_validate_json(read.model_dump_json()) == read
