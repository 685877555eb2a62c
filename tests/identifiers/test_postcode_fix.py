import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT
from tests.identifiers.kinds_things import THINGS

from localgov_components.identifiers import Postcode

ALIKE = {"0": "O", "1": "I", "2": "Z", "5": "S", "8": "B", "O": "0", "I": "1", "Z": "2", "S": "5", "B": "8"}


@pytest.mark.parametrize(
    ("text", "fixed", "edits"),
    [
        ("SWIA 2AA", "SW1A 2AA", ["character 3, I, is read as 1: the district begins with a digit"]),
        ("sw1a oaa", "SW1A 0AA", ["character 5, O, is read as 0: the sector is a digit"]),
        ("0X1 1AA", "OX1 1AA", ["character 1, 0, is read as O: the area is letters"]),
        ("5W1A 2AA", "SW1A 2AA", ["character 1, 5, is read as S: the area is letters"]),
        ("B1O 2AA", "B10 2AA", ["character 3, O, is read as 0: the outward code may end so"]),
        ("M1 1A8", "M1 1AB", ["character 5, 8, is read as B: the unit is letters"]),
        ("EI6AN", "E1 6AN", ["character 2, I, is read as 1: the district begins with a digit"]),
        ("8X1 1LT", "BX1 1LT", ["character 1, 8, is read as B: the area is letters"]),
        ("A5CN 1ZZ", "ASCN 1ZZ", ["character 2, 5, is read as S: the area is letters"]),
    ],
)
def test_characters_that_look_alike_are_put_right_and_each_change_is_explained(
    text: str, fixed: str, edits: list[str]
) -> None:
    found = Postcode.fix(text)
    assert found.postcode == Postcode.parse(fixed)
    assert [str(edit) for edit in found.edits] == edits
    assert found.readings == (found.postcode,)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("SOI 4QQ", ["S01 4QQ", "SO1 4QQ"]),
        ("L5O 1AA", ["L50 1AA", "LS0 1AA"]),
        ("B8I 1AA", ["B81 1AA", "BB1 1AA"]),
        ("DT9B IAA", ["DT98 1AA", "DT9B 1AA"]),
        ("GIR OAA", ["G1R 0AA", "GIR 0AA"]),
        ("AAA 1AA", []),
        ("SW1A 2CA", []),
        ("SW1A 2A", []),
        ("TOO LONG TO BE A POSTCODE", []),
        ("", []),
        (None, []),
        (5, []),
    ],
)
def test_where_two_readings_are_possible_or_none_nothing_is_guessed(text: str, readings: list[str]) -> None:
    found = Postcode.fix(text)
    assert found.postcode is None
    assert found.edits == ()
    assert [str(each) for each in found.readings] == readings


def test_no_real_postcode_is_changed(suites: Path) -> None:
    with (suites / "address" / "postcodes_visible.csv").open(encoding="utf-8", newline="") as file:
        real = [row["postcode"] for row in csv.DictReader(file)]
    assert [
        text for text in real if Postcode.fix(text).postcode != Postcode.parse(text) or Postcode.fix(text).edits
    ] == []


@given(THINGS[Postcode])
def test_a_postcode_is_never_changed(text: str) -> None:
    found = Postcode.fix(text)
    assert (found.postcode, found.edits) == (Postcode.parse(text), ())


@given(THINGS[Postcode], st.data())
def test_a_postcode_with_one_character_exchanged_is_found_again_or_not_decided(text: str, data: st.DataObject) -> None:
    places = [place for place, character in enumerate(text) if character in ALIKE]
    if not places or not Postcode.parse(text).has_current_area or not Postcode.parse(text).parts.district:
        return
    place = data.draw(st.sampled_from(places))
    spoilt = text[:place] + ALIKE[text[place]] + text[place + 1 :]
    if Postcode.is_valid(spoilt):
        return  # another postcode: nobody can tell
    found = Postcode.fix(spoilt)
    ordinary = text[:2] not in {"XX", "XM", "ZZ"}
    assert not ordinary or Postcode.parse(text) in found.readings


@given(TEXT)
def test_what_is_fixed_stays_fixed_and_the_edits_say_the_whole_difference(text: str) -> None:
    found = Postcode.fix(text)
    if found.postcode is not None:
        again = Postcode.fix(str(found.postcode))
        assert (again.postcode, again.edits) == (found.postcode, ())
        characters = list(str(found.postcode).replace(" ", ""))
        for edit in found.edits:
            assert characters[edit.position - 1] == edit.after == ALIKE[edit.before]
            characters[edit.position - 1] = edit.before
        assert Postcode.fix("".join(characters)) == found


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{len(text)}-{text[:5]!a}")
def test_hostile_text_has_no_reading(text: str) -> None:
    assert Postcode.fix(text).readings == ()
