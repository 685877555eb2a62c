import pytest

from localgov_components.address.gazetteer.beginnings import (
    Beginning,
    BesidePostcode,
    beginnings_of,
    beside_postcode,
    postcode_beginnings,
)

KINDS = ("flat", "unit")


def said(typed: str) -> list[str]:
    return [beginning.text for beginning in beginnings_of(typed)]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        (
            "10 mill ln",
            ["10 mill ln", "10 mill lane", *(f"{kind} 10 mill {word}" for kind in KINDS for word in ("ln", "lane"))],
        ),
        ("st johns rd", ["st johns rd", "st johns road"]),
        ("Saint John", ["st john"]),
        ("high stree", ["high stree", "high st"]),
        ("mill lane 1234", ["mill lane 1234", "1234 mill lane"]),
        ("12 b high", ["12 b high", "12b high", "flat 12 b high", "unit 12 b high"]),
        ("12 – 14 high", ["12-14 high", "flat 12-14 high", "unit 12-14 high"]),
        ("high 12-14", ["high 12-14", "12-14 high"]),
        ("12", ["12"]),
        ("mill", ["mill"]),
        ("apartment", ["apartment", "flat"]),
        ("Fflat 2 Cwrt", ["flat 2 cwrt", "2 cwrt"]),
        ("flat 2", ["flat 2", "2 flat", *(f"2{more} flat" for more in "0123456789abcdefgh")]),
        ("no. 12", ["no 12", "12 no", "12", *(f"12{more} no" for more in "0123456789abcdefgh")]),
        ("#12 mill", ["number 12 mill", "12 mill"]),
        ("the", ["the"]),
        ("12 the", ["12 the", "flat 12 the", "unit 12 the"]),
        ("The Old B", ["the old b", "old b"]),
        ("!", []),
    ],
)
def test_what_is_typed_may_mean_several_beginnings(typed: str, texts: list[str]) -> None:
    assert said(typed) == texts


def test_a_number_behind_its_street_may_go_on() -> None:
    exact, *longer = said("mill l 12")[1:]
    assert exact == "12 mill l"
    assert longer == [f"12{more} mill l" for more in "0123456789abcdefgh"]


def test_a_word_that_may_be_short_for_another_ends_there() -> None:
    (_, whole) = beginnings_of("high stree")
    assert whole.is_of("high st\x02ambleford")
    assert whole.is_of("high st")
    assert not whole.is_of("high station road")
    assert Beginning("high st").is_of("high station road")


def test_words_may_be_left_out_between_those_that_are_typed() -> None:
    (typed, *_) = beginnings_of("rose cottage amb")
    assert typed.is_of("rose cottage high st\x02zeal ambleford")
    assert typed.is_of("rose cottage\x02ambleford")
    assert not typed.is_of("rose cottages high st\x02ambleford")
    assert not typed.is_of("rose cottage high st\x02lambleford")
    assert not beginnings_of("mill lane 12")[0].is_of("mill lane\x02zeal 12")


@pytest.mark.parametrize(
    ("text", "beginnings"),
    [
        ("dt97", ["DT97", "DT9 7"]),
        ("DT97 1", ["DT97 1"]),
        ("dt971aa", ["DT97 1AA"]),
        ("b1 1", ["B11", "B1 1"]),
        ("12 mill", []),
        ("d", []),
        ("mill lane", []),
        ("dt971aaa", []),
    ],
)
def test_the_beginning_of_a_postcode_may_have_its_space_or_not(text: str, beginnings: list[str]) -> None:
    assert postcode_beginnings(text) == beginnings


@pytest.mark.parametrize(
    ("typed", "divided"),
    [
        ("12 dt97 1aa", [("12", "dt97 1aa", False)]),
        ("12, DT971A", [("12", "dt97 1a", False)]),
        ("12 dt9", [("12", "dt9", False)]),
        (
            "DT97 1AA, 12 mill ln",
            [
                ("12 mill lane", "dt97 1aa", True),
                ("1aa 12 mill lane", "dt97", True),
                ("1aa 12 mill lane", "dt9 7", True),
            ],
        ),
        ("dt971aa rose cot", [("rose cot", "dt97 1aa", True)]),
        ("55 – 57, dt97", [("55-57", "dt97", False), ("55-57", "dt9 7", False)]),
        ("12 mill", []),
        ("dt97", []),
        ("dt97 1aa", [("1aa", "dt97", True), ("1aa", "dt9 7", True)]),
        ("!", []),
    ],
)
def test_words_may_stand_beside_a_postcode(typed: str, divided: list[tuple[str, str, bool]]) -> None:
    assert beside_postcode(typed) == [BesidePostcode(*each) for each in divided]
