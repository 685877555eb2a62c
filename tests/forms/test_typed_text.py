import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.forms.typed_text import first, tidy

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY_TEXT)
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(ANY_TEXT)
def test_tidied_text_is_one_composed_line_that_can_be_stored(text: str) -> None:
    tidied = tidy(text)
    tidied.encode("utf-8")
    assert unicodedata.is_normalized("NFC", tidied)
    assert not any(unicodedata.category(character) == "Cc" for character in tidied)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\x00", "\ud800"])
def test_a_mark_that_cannot_be_seen_is_taken_out(mark: str) -> None:
    assert tidy(f"A{mark} Resident") == "A Resident"


@pytest.mark.parametrize("name", ["Siân", "O’Neill", "Zoë-Ann d'Arcy", "नमस्ते", "می\u200cروم", "李", "Nguyễn", "Ng"])
def test_a_name_in_any_script_is_kept_as_it_is_spelt(name: str) -> None:
    assert tidy(name) == name


@pytest.mark.parametrize("text", ["", " ", "\u200d", "\u3000\u200c"])
def test_text_that_shows_nothing_is_nothing(text: str) -> None:
    assert tidy(text) == ""


def test_the_first_of_several_values_is_read() -> None:
    assert first({"name": ["A", "B"]}, "name") == "A"
    assert first({"name": []}, "name") == first({}, "name") == ""
