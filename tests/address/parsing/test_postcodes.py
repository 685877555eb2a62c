import pytest

from localgov_components.address.parsing.folding import fold
from localgov_components.address.parsing.postcodes import read_postcode, take_postcode


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("dt971af", "DT97 1AF"),
        ("DT97 1 AF", "DT97 1AF"),
        ("DT97-1AF", "DT97 1AF"),
        ("DT97 OHP", "DT97 0HP"),
        ("DT97 1DR", "DT97 1DR"),
        ("EC1 3MO", "EC1 3MO"),
        ("Ambleford", None),
        ("DT97", None),
        ("", None),
        ("9" * 100_000, None),
    ],
)
def test_a_postcode_of_its_own_is_read_forgivingly(text: str, postcode: str | None) -> None:
    assert read_postcode(text) == postcode


@pytest.mark.parametrize(
    "text",
    ["DT97/1AF", "D T97 1AF", "D T971AF", "DT9 71AF", "DT971 AF", "D T 9 7 1 A F", "DT97 1A F"],
)
def test_a_postcode_is_found_however_it_is_spaced(text: str) -> None:
    tokens, postcode, _ = take_postcode(fold(f"10 Mill Lane, {text}"))
    assert (tokens[:3], postcode) == (["10", "MILL", "LANE"], "DT97 1AF")


@pytest.mark.parametrize("text", ["DT97", "DT97 1", "DT97 1A"])
def test_the_beginning_of_a_postcode_is_no_place(text: str) -> None:
    assert take_postcode(fold(f"10 Mill Lane {text}")) == (["10", "MILL", "LANE"], None, text.split())


def test_the_last_of_two_postcodes_counts() -> None:
    tokens, postcode, _ = take_postcode(["DT97", "1AA", "MILL", "LANE", "DT97", "1AF"])
    assert (tokens, postcode) == (["DT97", "1AA", "MILL", "LANE"], "DT97 1AF")


def test_a_mark_between_two_words_is_no_figure_of_a_postcode() -> None:
    tokens = ["DT97", ",", "ST", ",", "AMBLEFORD"]
    assert take_postcode(tokens) == (tokens, None, [])


def test_a_name_is_not_taken_for_a_postcode() -> None:
    assert take_postcode(["MILL", "LANE", "BOSTON"]) == (["MILL", "LANE", "BOSTON"], None, [])
