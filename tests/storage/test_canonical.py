"""Canonical JSON is one text for one value, and nothing is changed on the way."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from localgov_components.core import InvalidValueError
from localgov_components.money import Money
from localgov_components.storage import canonical_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_what_is_written_is_what_is_read(value: JsonValue) -> None:
    assert json.loads(canonical_json(value)) == value


@given(JSON)
def test_what_is_written_is_utf_8(value: JsonValue) -> None:
    assert canonical_json(value).encode("utf-8")


@given(st.dictionaries(TEXTS, JSON, min_size=2, max_size=4))
def test_the_order_in_which_keys_were_given_does_not_count(value: dict[str, JsonValue]) -> None:
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


def test_welsh_is_kept_as_it_is_written() -> None:
    assert canonical_json("Llanfair-ym-Muallt, tŷ bach") == '"Llanfair-ym-Muallt, tŷ bach"'


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (float("nan"), "storage.not-finite"),
        (float("inf"), "storage.not-finite"),
        ((1, 2), "storage.not-json"),
        ({1, 2}, "storage.not-json"),
        (b"text", "storage.not-json"),
        (Decimal("1.00"), "storage.not-json"),
        (Money("1.00"), "storage.not-json"),
        (date(2026, 3, 2), "storage.not-json"),
        ({1: "a"}, "storage.not-json"),
        ("\ud800", "storage.not-utf-8"),
        ({"\udfff": 1}, "storage.not-utf-8"),
    ],
)
@pytest.mark.parametrize("depth", [0, 2])
def test_what_json_does_not_have_is_refused_however_deep(value: object, code: str, depth: int) -> None:
    for _ in range(depth):
        value = {"list": [value]}
    with pytest.raises(InvalidValueError) as refused:
        canonical_json(value)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_refusal_names_the_type_and_not_the_value() -> None:
    with pytest.raises(InvalidValueError) as refused:
        canonical_json({"email": b"resident@example.com"})  # type: ignore[dict-item]
    assert "resident" not in str(refused.value)
