import pytest

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


def test_the_last_of_two_postcodes_counts() -> None:
    tokens, postcode, _ = take_postcode(["DT97", "1AA", "MILL", "LANE", "DT97", "1AF"])
    assert (tokens, postcode) == (["DT97", "1AA", "MILL", "LANE"], "DT97 1AF")


def test_a_name_is_not_taken_for_a_postcode() -> None:
    assert take_postcode(["MILL", "LANE", "BOSTON"]) == (["MILL", "LANE", "BOSTON"], None, [])
