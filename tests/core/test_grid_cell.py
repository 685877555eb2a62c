import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import DefinitionError
from localgov_components.core.grid_cell import (
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    GridCell,
    GridFaults,
    address_of,
    column_letters,
    plain_text,
    position_of,
    size_fault,
    text_fault,
)


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_are_lettered_as_in_spreadsheets(column: int, letters: str) -> None:
    assert column_letters(column) == letters


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_an_address_says_its_place(row: int, column: int) -> None:
    assert position_of(address_of(row, column)) == (row, column)


@pytest.mark.parametrize("address", ["", "A", "1", "A0", "a1", "A01", "AAAA1", "A1:B2", "$A$1", "A\u0661", "A12345678"])
def test_what_is_no_address_has_no_place(address: str) -> None:
    assert position_of(address) is None


def test_a_fault_names_the_cell_and_neither_it_nor_repr_shows_the_value() -> None:
    cell = GridCell("cases.csv", 2, 28, "Zuleika Dobson")
    assert str(cell.fault("not a date")) == "cases.csv, cell AB2: not a date"
    assert "Zuleika" not in repr(cell)


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u00a0", "\u2003\u00a0"])
def test_a_text_of_spaces_only_is_no_text(text: str) -> None:
    assert plain_text(text) is None


def test_line_ends_are_one_kind_and_spaces_stay() -> None:
    assert plain_text(" two\r\nlines\rand more ") == " two\nlines\nand more "


@pytest.mark.parametrize("text", ["£16,000", "Llŷr", "a\nb", "क्‍ष", "👨\u200d👩\u200d👧", "it’s – a dash"])
def test_text_that_can_be_seen_is_sound(text: str) -> None:
    assert text_fault(text) is None


@pytest.mark.parametrize(
    "character", ["\0", "\t", "\x1b", "\u00a0", "\u00ad", "\u200b", "\u202e", "\u2028", "\u3000", "\ufeff", "\ud800"]
)
def test_a_character_that_cannot_be_seen_is_named_and_the_text_is_not(character: str) -> None:
    message = text_fault(f"secret{character}")
    assert message
    assert f"U+{ord(character):04X}" in message
    assert "secret" not in message


def test_no_character_that_unicode_calls_a_control_or_a_space_slips_through() -> None:
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
    characters = (chr(number) for number in range(sys.maxunicode + 1))
    passed = {each for each in characters if unicodedata.category(each) in unseen and text_fault(each) is None}
    assert passed == {" ", "\n", "\u200c", "\u200d"}


def test_a_text_longer_than_a_cell_is_refused() -> None:
    assert text_fault("x" * MOST_CHARACTERS) is None
    assert text_fault("x" * (MOST_CHARACTERS + 1)) == "longer than the 32,767 characters of a cell"


def test_there_is_room_up_to_the_limits() -> None:
    assert size_fault(MOST_ROWS, MOST_COLUMNS, MOST_CELLS - 1) is None
    assert "10,000 rows" in (size_fault(MOST_ROWS + 1, 1, 0) or "")
    assert "256 columns" in (size_fault(1, MOST_COLUMNS + 1, 0) or "")
    assert "500,000 cells" in (size_fault(1, 1, MOST_CELLS) or "")


def test_a_hundred_faults_are_listed_and_the_others_counted() -> None:
    faults = GridFaults("cases.csv")
    faults.raise_if_any()
    for number in range(1, 131):
        faults.add("empty", f"row {number}")
    with pytest.raises(DefinitionError) as refused:
        faults.raise_if_any()
    assert [fault.source for fault in refused.value.faults[98:]] == [
        "cases.csv, row 99",
        "cases.csv, row 100",
        "cases.csv",
    ]
    assert refused.value.faults[-1].message == "30 more mistakes are not listed. Put these right first"
