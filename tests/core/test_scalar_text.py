from datetime import date
from decimal import localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.core.scalar_text import MOST_DIGITS, day_of, is_unicode, number_of, truth_of, whole_of

READERS = (truth_of, whole_of, number_of, day_of)


@pytest.mark.parametrize("text", ["true", "True", "YES", "yes"])
def test_yes_and_true_say_that_something_is_so(text: str) -> None:
    assert truth_of(text) is True


@pytest.mark.parametrize("text", ["false", "FALSE", "no", "No"])
def test_no_and_false_say_that_it_is_not(text: str) -> None:
    assert truth_of(text) is False


@pytest.mark.parametrize(
    "text", ["on", "off", "1", "0", "y", "n", "t", "f", "", " yes", "yes.", "ye\u017f", "ja", "ie"]
)
def test_no_other_word_says_either(text: str) -> None:
    assert truth_of(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("-3", -3), ("007", 7), ("9" * MOST_DIGITS, 10**MOST_DIGITS - 1)]
)
def test_digits_are_a_whole_number_and_a_number(text: str, number: int) -> None:
    assert whole_of(text) == number_of(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "+3", " 3", "3 ", "1_000", "1_0", "1,000", "1e3", "1E+3", "0x10", "0b1",
        "\u0663", "\uff13", "3.", ".3", "--3", "3-", "1 000", "Infinity", "nan", "9" * (MOST_DIGITS + 1), "three",
        "\u22123", "3\n", "\ud800",
    ],
)  # fmt: skip
def test_what_python_or_a_spreadsheet_would_take_is_no_number(text: str) -> None:
    assert whole_of(text) is None
    assert number_of(text) is None


def test_a_number_with_a_point_keeps_its_digits_whatever_a_program_does_with_decimals() -> None:
    with localcontext() as context:
        context.prec = 2
        assert str(number_of("-12345.67890")) == "-12345.67890"
    assert whole_of("3.0") is None


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert day_of(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-5-1", "20260501", "2026-W18-5", "2026-121", "01/05/2026", "2026-05-01T00:00", "2026-02-30",
        "0000-01-01", " 2026-05-01", "2026-05-01 ", "1 May 2026", "\u0662\u0660\u0662\u0666-05-01", "2026-05-01Z",
        "86400",
        "-2026-05-01",
    ],
)  # fmt: skip
def test_no_other_writing_is_a_day(text: str) -> None:
    assert day_of(text) is None


@given(st.one_of(st.text(), TEXT, st.sampled_from([each for each in HOSTILE if isinstance(each, str)])))
def test_nothing_is_read_but_what_is_written_plainly(text: str) -> None:
    assert truth_of(text) is None or text.lower() in {"true", "yes", "false", "no"}
    assert whole_of(text) is None or set(text) <= set("-0123456789")
    assert number_of(text) is None or set(text) <= set("-.0123456789")
    assert day_of(text) is None or str(day_of(text)) == text


@given(st.one_of(st.text(), st.text(st.characters(categories=["Cs", "Ll"]), max_size=4)))
def test_text_is_made_of_characters_when_utf_8_can_hold_it(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        assert not is_unicode(text)
    else:
        assert is_unicode(text)
