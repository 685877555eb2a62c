import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.spreadsheets import STARTERS, plain_cell


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", *"\uff1d\uff0b\uff0d\uff20", "\t", "\r", "\n", "\0"])
def test_what_a_spreadsheet_would_run_becomes_text(begins: str) -> None:
    assert plain_cell(f"{begins}1+1") == f"'{begins}1+1"


@given(st.one_of(st.text(), st.builds("{}{}".format, st.sampled_from([*STARTERS, "'"]), st.text())))
def test_no_cell_begins_like_a_formula_and_no_text_is_lost(text: str) -> None:
    cell = plain_cell(text)
    assert not cell.startswith(STARTERS)
    assert cell.removeprefix("'") == text.removeprefix("'")
