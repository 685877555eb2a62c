import re

import pytest

from localgov_components.identifiers.lookalikes import advice

TWO_AND_TWO = re.compile("[A-Z]{2}[0-9]{2}").fullmatch


@pytest.mark.parametrize("compact", ["A012", "0012", "ABO1", "AB1I", "A1OI"])
def test_an_exchange_that_would_make_it_read_is_named(compact: str) -> None:
    assert "O and 0" in advice(compact, TWO_AND_TWO, otherwise="Copy it.")


@pytest.mark.parametrize("compact", ["", "AB1", "AB12", "AB1S", "A212", "O0" * 50])
def test_otherwise_something_else_is_advised(compact: str) -> None:
    assert advice(compact, TWO_AND_TWO, otherwise="Copy it.") == "Copy it."


def test_no_more_readings_are_tried_than_eight_places_give() -> None:
    tried: list[str] = []
    advice("O0I1O0I1", tried.append, otherwise="")
    assert len(tried) == len(set(tried)) == 2**8 - 1
    advice("O0I1O0I1O", tried.append, otherwise="")
    assert len(tried) == 2**8 - 1
