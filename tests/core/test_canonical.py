"""Canonical JSON is one text for one value, and nothing is changed on the way."""

import json
from collections import OrderedDict
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue
from tests.core.json_values import JSON, TEXTS

from localgov_components.core import InvalidValueError
from localgov_components.core.canonical import MOST_DEPTH, MOST_DIGITS, canonical_hash, canonical_json
from localgov_components.core.json_text import read_json
from localgov_components.money import Money


@given(JSON)
def test_what_is_written_is_what_is_read(value: JsonValue) -> None:
    assert json.loads(canonical_json(value)) == value


@given(JSON)
def test_what_is_written_passes_the_strict_reader_in_utf_8(value: JsonValue) -> None:
    assert as_floats(read_json(canonical_json(value).encode(), source="written")) == value


@given(st.dictionaries(TEXTS, JSON, min_size=2, max_size=4))
def test_the_order_in_which_keys_were_given_does_not_count(value: dict[str, JsonValue]) -> None:
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


def test_welsh_is_kept_as_it_is_written() -> None:
    assert canonical_json("Llanfair-ym-Muallt, tŷ bach") == '"Llanfair-ym-Muallt, tŷ bach"'


@pytest.mark.parametrize(
    ("value", "written", "expected"),
    [
        (None, "null", "74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b"),
        ({}, "{}", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"),
        (
            {"b": [1, 1.0, True, None], "a": "tŷ", "é": {"A": -0.0}},
            '{"a":"tŷ","b":[1,1.0,true,null],"é":{"A":-0.0}}',
            "1de762217d23a80b0eea9be2340b2d17612bdc2b7629232d5c483bbf6c2bfa8d",
        ),
        (
            "\u2028\x00/\U0001f4a9",
            '"\u2028\\u0000/\U0001f4a9"',
            "fdd5c5ebaca027198573b10485c93ace5eba096535ca9ec5a4cf68a2cc9c725c",
        ),
        (
            [1e16, 1e-7, 10**30, 0.1],
            "[1e+16,1e-07,1000000000000000000000000000000,0.1]",
            "cdb9107d8a0d7680188d469e4307e40972295cf7f890677f9dad8a522d60cbdc",
        ),
    ],
)
def test_text_and_hash_never_change(value: JsonValue, written: str, expected: str) -> None:
    assert (canonical_json(value), canonical_hash(value)) == (written, expected)


class Colour(StrEnum):
    RED = "red"


class Count(int):
    pass


def test_what_is_equal_is_written_alike_whatever_its_class() -> None:
    assert canonical_json(OrderedDict({Colour.RED: Colour.RED, "a": Count(3)})) == canonical_json(
        {"a": 3, "red": "red"}
    )


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (float("nan"), "json.not-finite"),
        (float("-inf"), "json.not-finite"),
        (10**MOST_DIGITS, "json.too-long"),
        (-(10**5000), "json.too-long"),
        ((1, 2), "json.type"),
        ({1, 2}, "json.type"),
        (b"text", "json.type"),
        (Decimal("1.00"), "json.type"),
        (Money("1.00"), "json.type"),
        (date(2026, 3, 2), "json.type"),
        ({1: "a"}, "json.key"),
        ({None: "a", "b": 1}, "json.key"),
        ({("a", "b"): 1}, "json.key"),
        ("\ud800", "json.surrogate"),
        ({"\udfff": 1}, "json.surrogate"),
    ],
    ids=range(15),
)
@pytest.mark.parametrize("depth", [0, 2])
def test_what_json_does_not_have_is_refused_however_deep(value: object, code: str, depth: int) -> None:
    for _ in range(depth):
        value = {"list": [value]}
    for write in (canonical_json, canonical_hash):
        with pytest.raises(InvalidValueError) as refused:
            write(value)  # type: ignore[arg-type]
        assert refused.value.code == code


def test_a_refusal_names_the_type_and_not_the_value() -> None:
    with pytest.raises(InvalidValueError, match="a bytes") as refused:
        canonical_json({"email": b"resident@example.com"})  # type: ignore[dict-item]
    assert "resident" not in str(refused.value)


def test_the_longest_number_and_the_deepest_value_are_written_and_the_next_are_not() -> None:
    longest: JsonValue = [10**MOST_DIGITS - 1, -(10**MOST_DIGITS) + 1, 1.7976931348623157e308, 5e-324]
    assert as_floats(read_json(canonical_json(longest), source="written")) == longest
    deepest = nested(MOST_DEPTH)
    assert read_json(canonical_json(deepest), source="written") == deepest
    with pytest.raises(InvalidValueError) as refused:
        canonical_json(nested(MOST_DEPTH + 1))
    assert refused.value.code == "json.too-deep"


def test_what_holds_itself_is_refused_and_not_followed_for_ever() -> None:
    endless: list[JsonValue] = []
    endless += [endless, {"a": endless, "b": endless}]
    with pytest.raises(InvalidValueError) as refused:
        canonical_json(endless)
    assert refused.value.code == "json.too-deep"


def nested(depth: int) -> JsonValue:
    value: JsonValue = "deep"
    for level in range(depth):
        value = [value] if level % 2 else {"a": value}
    return value


def as_floats(value: object) -> object:
    """The same, with the floats that the standard library would have read."""
    match value:
        case Decimal():
            return float(value)
        case list():
            return [as_floats(part) for part in value]
        case dict():
            return {key: as_floats(part) for key, part in value.items()}
        case _:
            return value
