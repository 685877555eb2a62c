import re
import string
import time
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import CaseReference, case_reference

LETTERS = string.ascii_uppercase
EVERY_CHARACTER = string.ascii_uppercase + string.digits
AMBIGUOUS = "0OD1IL2Z5S8BUV"
VOWELS = "AEIOU"

prefixes = st.text(LETTERS, min_size=2, max_size=6)


def drawn(prefix: str, seed: int) -> CaseReference:
    return CaseReference.new(prefix, random=Random(seed))  # noqa: S311 - seeded, so that a failure can be repeated


references = st.builds(drawn, prefixes, st.integers(0, 2**64))


def compact(reference: CaseReference) -> str:
    return str(reference).replace("-", "")


@given(references)
def test_every_single_wrong_character_is_caught(reference: CaseReference) -> None:
    text = compact(reference)
    missed = [
        text[:place] + character + text[place + 1 :]
        for place, right in enumerate(text)
        for character in EVERY_CHARACTER
        if character != right and CaseReference.is_valid(text[:place] + character + text[place + 1 :])
    ]
    assert missed == []


@given(references)
def test_every_exchange_of_two_neighbours_is_caught(reference: CaseReference) -> None:
    text = compact(reference)
    missed = [
        place
        for place in range(len(text) - 1)
        if text[place] != text[place + 1]
        and CaseReference.is_valid(text[:place] + text[place + 1] + text[place] + text[place + 2 :])
    ]
    assert missed == []


@given(references, st.data())
def test_every_exchange_of_two_characters_anywhere_is_caught(reference: CaseReference, data: st.DataObject) -> None:
    text = list(compact(reference))
    i, j = sorted(data.draw(st.sets(st.integers(0, len(text) - 1), min_size=2, max_size=2)))
    changed = [*text]
    changed[i], changed[j] = text[j], text[i]
    assert CaseReference.is_valid("".join(changed)) == (text[i] == text[j])


@given(references)
def test_a_reference_is_read_however_it_is_written(reference: CaseReference) -> None:
    text = str(reference)
    for written in (text, text.lower(), compact(reference), text.replace("-", " "), f"  {text.replace('-', '–')}.\n"):
        assert CaseReference.parse(written) == reference
    assert re.fullmatch(r"[A-Z]{2,6}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", text)
    assert reference.format() == text


@given(prefixes, st.integers())
def test_the_prefix_is_the_councils(prefix: str, seed: int) -> None:
    assert drawn(prefix, seed).prefix == prefix


@given(references)
def test_what_is_drawn_holds_no_vowel_and_nothing_ambiguous(reference: CaseReference) -> None:
    random_part = str(reference).removeprefix(reference.prefix)
    assert not set(random_part) & set(AMBIGUOUS + VOWELS)


@given(st.integers(0, 2**32), st.sampled_from(["AMB", "BRA"]))
def test_another_councils_prefix_does_not_fit(seed: int, prefix: str) -> None:
    other = {"AMB": "BRA", "BRA": "AMB"}[prefix]
    text = str(drawn(prefix, seed))
    assert not CaseReference.is_valid(text.replace(prefix, other, 1))


def test_references_do_not_repeat_and_use_every_character_evenly_in_every_place() -> None:
    texts = [compact(drawn("AMB", seed))[3:] for seed in range(2_000)]
    assert len(set(texts)) == len(texts)
    for place in range(9):
        counts = Counter(text[place] for text in texts)
        assert len(counts) == 20
        assert max(counts.values()) < 2.5 * min(counts.values())


@pytest.mark.parametrize("prefix", ["", "A", "ABCDEFG", "amb", "AM1", "A-B", "AMB\u00e9", "\u0391\u0392", "AM\n"])
def test_a_prefix_is_two_to_six_capital_letters(prefix: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        drawn(prefix, 1)
    assert caught.value.code == "case-reference.prefix"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "case-reference.format"),
        ("AMB-3333-3334", "case-reference.format"),
        ("AMB-3333-3334-33", "case-reference.format"),
        ("AMB-OOOO-3334-3", "case-reference.format"),
        ("3333-3334-3", "case-reference.format"),
        ("AMB-3333-3334-3", "case-reference.check"),
        ("A" * 61, "case-reference.too-long"),
        (None, "case-reference.type"),
        (5, "case-reference.type"),
    ],
)
def test_what_is_no_reference_is_refused_for_its_own_reason(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        CaseReference.parse(text)
    assert caught.value.code == code


@given(TEXT)
def test_any_text_is_a_reference_or_an_invalid_value(text: str) -> None:
    try:
        reference = CaseReference.parse(text)
    except InvalidValueError:
        assert not CaseReference.is_valid(text)
    else:
        assert CaseReference.parse(str(reference)) == reference


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{len(text)}-{text[:5]!a}")
def test_hostile_text_is_refused_in_no_time(text: str) -> None:
    begun = time.process_time()
    assert not CaseReference.is_valid(text)
    assert time.process_time() - begun < 1


def test_the_references_in_the_documentation_are_references() -> None:
    shown = re.findall(
        "`([A-Z]+-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])`", f"{case_reference.__doc__}{CaseReference.__str__.__doc__}"
    )
    assert len(shown) == 2
    assert [text for text in shown if not CaseReference.is_valid(text)] == []
