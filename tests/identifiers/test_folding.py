import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.identifiers.folding import fold, unspoilt, without


@given(st.text(string.printable))
def test_plain_text_is_put_in_capitals(text: str) -> None:
    assert fold(text) == text.upper()


@given(st.text())
def test_folding_twice_changes_nothing_more_and_adds_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert len(fold(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("\uff21\uff42\uff19\uff0d", "AB9-"),
        ("a\u00a0b\u2003c\u3000d\u202fe", "A B C D E"),
        ("a\u200bb\ufeffc\u2060d\u00ade\u202ef", "ABCDEF"),
        ("1\u20132\u20143\u22124\u20105", "1-2-3-4-5"),
    ],
)
def test_what_is_the_same_to_a_reader_becomes_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("letter", "\u0421\u0391\u00df\u0131\u017f\u212a\u0663\u0967\u00bd\u00b2\u2163\ufb01")
def test_a_character_that_only_looks_like_another_is_not_taken_for_it(letter: str) -> None:
    assert not fold(f"{letter}1").isascii()


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("'00123", "00123"),
        ("123.0", "123"),
        ("123.00", "123"),
        (" 123.0 ", "123"),
        ("12 34-56.0", "12 34-56"),
        ("(01632) 960001.00", "(01632) 960001"),
        ("01632 960.001", "01632 960.001"),
        ("01632 960.000", "01632 960.000"),
        ("123.5", "123.5"),
        ("12.3.0", "12.3.0"),
        (".0", ".0"),
        ("A1.0", "A1.0"),
        ("O'B", "O'B"),
    ],
)
def test_what_a_spreadsheet_added_goes_and_nothing_else(text: str, bare: str) -> None:
    assert unspoilt(text) == bare


def test_characters_are_taken_out_wherever_they_stand() -> None:
    assert without(" 1-2 3", " -") == "123"
    assert without("1 2", "") == "1 2"
