import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.spreadsheets import plain_cell


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run_becomes_text(begins: str) -> None:
    assert plain_cell(f"{begins}1+1") == f"'{begins}1+1"


@given(st.text())
def test_no_cell_begins_like_a_formula_and_no_text_is_lost(text: str) -> None:
    cell = plain_cell(text)
    assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert cell.removeprefix("'") == text.removeprefix("'")
