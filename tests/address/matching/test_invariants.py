"""What must not change which property a text means, and that no text is too strange to be answered."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.hard.test_made_up import ADDRESSES, IDS, NONE, TEXTS, answered, town

from localgov_components.address.matching.match import MatchOutcome

TOWN = town()
EXPECTED = {text["text"]: text["expected"] for text in TEXTS}
ASKED = st.sampled_from(sorted({*EXPECTED, *ADDRESSES.values()}))
PIECES = """
    FLAT 2 10 12A 12-14 2/1 / - ( ) & MILL LANE HARROW QUERN ST ROAD HOUSE COURT THE GROUND FLOOR UNIT NO A B F G L R
    AMBLEFORD DT97 1AF 1AG PO BOX HEOL Y BONT REAR OF AT ON IN 1ST 2ND FL FF GFF GFL 1F2 GF2 PF1 ABOVE OVER SHOP N
    COTTAGE OFFICE LEFT FRONT 80A C 80C TO AND LAND ADJ NEAR OPPOSITE PARK CAR MR FAO OCCUPIER DEPARTMENT 01632 960001
    1/2/2020 R/O C/O G/F O/S AB1 31QUERN FLAT2 UNITS 6B 6C . 10000 9999 80A/C 1A/2 1ST/2 , ,
"""
WORDS = [*PIECES.split(), "\N{BANKNOTE WITH POUND SIGN}", "\x00", "\u00e9", "9" * 20]
"""What addresses are made of, and what they are not made of."""
LONGEST = 10_000
STRANGE = (
    "A", ",", ", ", "10 Mill Lane ", "12 Harrow Lane, ", "12 Harrow Lane, DT97 1AF ", "🏠", "\u200f", "\u202e",
    "\u0301", "e\u0301", "\x00", "\ud800", "!?", "DT97 1AF ", "DT971AF", "12 ", "9", "0", "1/", "1-", "A/",
    "A ", "F ", "G/F/", "%", "_", "&", "( ", "½", "ﬁ", "ß", "İ", "\r\n", "Y ", "YR HEOL ", "\uff0c", "12A/C ",
    "FLAT ", "FLOOR ", "FIRST FLOOR ", "THE ", "FLAT ABOVE ", "PO BOX ", "PO BOX 1 ", "UNIT 1-", "ST ",
    "Near the ", "AT ", "1 st ", "1ST", "Mlil Lnae ", "Harrow ", "' OR 1=1; DROP TABLE reading; -- ",
)  # fmt: skip


def meaning(text: str) -> str:
    return answered(TOWN.match(text))


@given(ASKED, st.integers(0, 2**20))
def test_capitals_and_spaces_change_nothing(text: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - which letters, nothing secret
    other = "".join(letter.upper() if chance.random() < 0.5 else letter.lower() for letter in text if letter != "ß")
    assert meaning(re.sub(" ", lambda _: " " * chance.randint(1, 3), f" {other} ")) == meaning(text)


@given(ASKED)
def test_marks_for_commas_and_lines_change_nothing(text: str) -> None:
    assert meaning(text.replace(", ", "\n")) == meaning(text.replace(", ", " ;")) == meaning(text)


@given(ASKED)
def test_without_commas_nothing_else_is_meant(text: str) -> None:
    assert meaning(re.sub(r"[\s,;|]+", " ", text)) in (meaning(text), NONE)


@given(st.sampled_from(sorted(IDS.values())), st.randoms(use_true_random=False))
def test_lines_in_another_order_mean_the_same_or_nothing(row: str, chance: random.Random) -> None:
    lines = ADDRESSES[row].split(", ")
    chance.shuffle(lines)
    assert meaning("\n".join(lines)) in (row, NONE)


@given(st.sampled_from(sorted(IDS.values())), st.sampled_from(["DT97 1AF", "BN97 1AA", "DT97 9ZZ", "LL78 1AB"]))
def test_a_postcode_of_others_never_leads_to_them(row: str, postcode: str) -> None:
    text = f"{ADDRESSES[row].rpartition(',')[0]}, {postcode}"
    assert meaning(text) in (row, NONE)


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.integers(0, 4))
def test_words_of_addresses_in_any_order_are_answered(words: list[str], joined: int) -> None:
    assert TOWN.match(" ".join(words).replace(" ", "", joined)).outcome in MatchOutcome


@pytest.mark.parametrize("text", STRANGE)
def test_the_same_thing_ten_thousand_letters_long_is_no_property_but_its_own(text: str) -> None:
    assert meaning((text * LONGEST)[:LONGEST]) in (NONE, meaning(text))


@pytest.mark.parametrize("text", ["\uff11\uff12 Harrow Lane DT97 1AF", "\u202e12 Harrow Lane\u202c, DT97 1AF"])
def test_what_looks_like_an_address_is_read_as_one(text: str) -> None:
    assert meaning(text) == "h12"


@pytest.mark.parametrize("text", ["DT97 1AF", "12", "Ambleford", "!", "Flat", "Flat 2"])
def test_a_part_of_an_address_is_no_property(text: str) -> None:
    assert TOWN.match(text).uprn is None


def test_number_and_postcode_are_enough_where_one_property_has_them() -> None:
    assert meaning("12 DT97 1AF") == "h12"
    assert meaning("10 DT97 1AF") == NONE
