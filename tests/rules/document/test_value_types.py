from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import TEXT

from localgov_components import identifiers
from localgov_components.core.canonical import canonical_json
from localgov_components.money import Money
from localgov_components.rules import from_document, to_document
from localgov_components.rules.building import as_expression
from localgov_components.rules.document.value_types import read_value, types_by_word, value_words, written_value

KINDS = [kind for kind in types_by_word().values() if issubclass(kind, identifiers.Identifier)]


def test_every_identifier_has_a_word_of_its_own() -> None:
    named = {getattr(identifiers, name) for name in identifiers.__all__}
    kinds = {kind for kind in named if isinstance(kind, type) and issubclass(kind, identifiers.Identifier)}
    assert {*KINDS} == kinds - {identifiers.Identifier}
    assert len(types_by_word()) == 6 + len(KINDS)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "examples" in kind.json_schema])
def test_an_identifier_is_read_as_it_was(kind: Any) -> None:  # noqa: ANN401 - a class of identifiers
    value = kind.parse(kind.json_schema["examples"][0], allow_example=True)
    written = written_value(value)
    assert written == {kind.slug: str(value)}
    assert read_value(kind.slug, str(value)) == value
    document = to_document({"rule": as_expression(value)})
    assert canonical_json(to_document(from_document(document, source="rules.json"))) == canonical_json(document)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**15), max_value=10**15)
    | st.integers(1 - 10**17, 10**17 - 1).map(Money.from_pence)
    | st.dates()
)
def test_a_value_is_read_as_it_was(value: Any) -> None:  # noqa: ANN401 - a value of any type
    written: Any = written_value(value)
    ((word, text),) = written.items()
    found = read_value(word, text)
    assert (type(found), found) == (type(value), value)
    assert written_value(found) == written


@pytest.mark.parametrize(("value", "text"), [("1E+3", "1000"), ("-0.00", "0.00"), ("0E+5", "0"), ("1.10", "1.10")])
def test_a_number_is_written_with_its_places_and_no_exponent(value: str, text: str) -> None:
    assert written_value(Decimal(value)) == {"decimal": text}


@given(st.sampled_from(value_words()), TEXT | st.none() | st.integers() | st.lists(st.none()))
def test_what_has_not_the_one_spelling_is_no_value(word: str, text: object) -> None:
    value = read_value(word, text)
    assert value is None or written_value(value) == {word: text}


def test_a_date_has_one_spelling() -> None:
    assert read_value("date", "0999-12-31") == date(999, 12, 31)
    for text in ("2026-W14-3", "20260401", "2026-4-1", "2026-04-01T00:00:00"):
        assert read_value("date", text) is None
