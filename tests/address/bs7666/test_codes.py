from enum import Enum

import pytest

from localgov_components.address import bs7666
from localgov_components.address.bs7666 import Language, LogicalStatus, PostalCode

LISTS = [each for each in vars(bs7666).values() if isinstance(each, type) and issubclass(each, Enum)]
CODED = [each for each in LISTS if hasattr(next(iter(each)), "meaning")]

ALLOWED = {
    1: {1, 3, 5, 6, 7, 8, 9},
    3: set(),
    5: {5},
    6: {6, 7, 8, 9},
    7: {7, 9},
    8: {7, 8, 9},
    9: {7, 9},
}
"""GeoPlace, DEC-Addresses 7.3.4.6; no BLPU has status 3."""


def test_there_are_nine_code_lists() -> None:
    assert len(CODED) == 9


@pytest.mark.parametrize("codes", CODED, ids=lambda codes: codes.__name__)
def test_every_code_says_what_it_means_and_no_two_the_same(codes: type[Enum]) -> None:
    meanings = [member.meaning for member in codes]  # type: ignore[attr-defined]
    assert all(meanings)
    assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize("blpu", list(LogicalStatus))
def test_a_blpu_has_the_lpis_of_the_published_table(blpu: LogicalStatus) -> None:
    assert {lpi.value for lpi in LogicalStatus if blpu.may_have(lpi)} == ALLOWED[blpu.value]


def test_codes_compare_with_what_files_hold() -> None:
    assert LogicalStatus(8) == 8
    assert PostalCode("D") == "D"
    assert Language("CYM") is Language.WELSH
    assert "BIL" not in list(Language)
