import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE

from localgov_components.core.lettering import one_line, width_of, wrapped


@given(st.text(), st.integers(60, 400))
def test_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    for line in wrapped(text, width, size=13):
        assert width_of(line, size=13) <= width


@given(st.text(), st.integers(60, 400))
def test_no_letter_is_lost_in_wrapping(text: str, width: int) -> None:
    assert "".join(wrapped(text, width, size=13)).replace(" ", "") == one_line(text).replace(" ", "")


def test_words_that_fit_stay_together() -> None:
    assert wrapped("one two three", 1000, size=13) == ["one two three"]
    assert wrapped("one two three", 40, size=13) == ["one", "two", "three"]


def test_a_word_longer_than_a_line_is_cut() -> None:
    lines = wrapped("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", 100, size=13)
    assert len(lines) > 3
    assert all(len(line) > 5 for line in lines[:-1])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("two\nlines\tand  more", "two lines and more"),
        ("bell\x07", "bell\ufffd"),
        ("half a pair \ud800", "half a pair \ufffd"),
        ("no character \uffff", "no character \ufffd"),
        ("turned \u202eround", "turned \ufffdround"),
        ("👩‍👧 Siân", "👩‍👧 Siân"),
    ],
)
def test_what_cannot_be_drawn_shows_that_it_cannot(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize("text", [each for each in HOSTILE if isinstance(each, str)])
def test_hostile_text_is_one_line(text: str) -> None:
    assert one_line(text).encode().decode() == one_line(text)
    assert "\n" not in one_line(text)


def test_letters_of_different_widths_are_measured() -> None:
    assert width_of("iii", size=10) < width_of("aaa", size=10) < width_of("WWW", size=10)
    assert width_of("漢字", size=10) > width_of("ab", size=10)
    assert width_of("e\u0301", size=10) == width_of("e", size=10)
