from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.document.examples import RULES, small_document
from tests.rules.trees import (
    LUMP,
    ON,
    TENURE,
    TRUTH,
    FixedPolicy,
    any_rule,
    partial,
    rules_together,
    rules_with_gaps,
)
from tests.rules.vocabulary import Household

from localgov_components.core.canonical import canonical_json
from localgov_components.core.errors import DefinitionError
from localgov_components.core.json_text import read_json
from localgov_components.rules import (
    Expression,
    FactDeclaration,
    Judgement,
    Known,
    Members,
    Unknown,
    UnknownReason,
    content_hash,
    evaluate,
    facts_of,
    from_document,
    to_document,
)
from localgov_components.rules.building import nodes_of
from localgov_components.rules.tree import FactRef


def read(text: str) -> dict[str, Expression[Any]]:
    return from_document(read_json(text, source="rules.json"), source="rules.json")


@given(rules_with_gaps)
def test_what_is_read_is_written_as_it_was(rule: Expression[Any]) -> None:
    written = canonical_json(to_document({"rule": rule}))
    assert canonical_json(to_document(read(written))) == written
    assert content_hash(read(written)["rule"]) == content_hash(rule)


@given(rules_together(TRUTH, LUMP, TENURE, TRUTH))
def test_rules_that_share_definitions_are_written_as_they_were(rules: tuple[Expression[Any], ...]) -> None:
    written = canonical_json(to_document({f"rule {number}": rule for number, rule in enumerate(rules)}))
    assert canonical_json(to_document(read(written))) == written


@given(any_rule)
def test_what_is_read_has_the_type_and_the_measure_that_it_had(rule: Expression[Any]) -> None:
    found = read(canonical_json(to_document({"rule": rule})))["rule"]
    assert found.measure == rule.measure
    assert found.value_type == rule.value_type or issubclass(rule.value_type, Enum)


@given(rules_with_gaps, partial)
def test_what_is_read_has_the_value_that_it_had(rule: Expression[Any], known: Known) -> None:
    found = read(canonical_json(to_document({"rule": rule})))["rule"]
    declared = {fact.id: fact for fact in [*facts_of(Household), *declared_in(found)]}
    expected = evaluate(rule, known, policy=FixedPolicy(), on=ON)
    value = evaluate(found, in_terms_of(declared, known), policy=FixedPolicy(), on=ON)
    assert in_plain_terms(value) == in_plain_terms(expected)


@given(rules_together(TRUTH, LUMP, TRUTH))
def test_the_order_of_the_rules_is_not_part_of_a_document(rules: tuple[Expression[Any], ...]) -> None:
    named = [(f"rule {number}", rule) for number, rule in enumerate(rules)]
    assert canonical_json(to_document(dict(reversed(named)))) == canonical_json(to_document(dict(named)))


def declared_in(rule: Expression[Any]) -> Iterable[FactDeclaration]:
    return (node.fact for node in nodes_of(rule) if isinstance(node, FactRef) and node.of is None)


def in_terms_of(declared: Mapping[str, FactDeclaration], known: Known) -> Known:
    """The same facts, with the values of the enums that are declared."""
    return Known({id_: _value_of(declared[id_], value) for id_, value in known.stored.items()})


def _value_of(fact: FactDeclaration, value: Any) -> Any:  # noqa: ANN401 - a fact has any type
    match value:
        case Members():
            nested = {each.id: each for each in fact.nested}
            return Members((in_terms_of(nested, each) for each in value.items), complete=value.complete)
        case Judgement():
            return replace(value, value=_value_of(fact, value.value))
        case Enum() if not isinstance(value, UnknownReason):
            return fact.type(value.value)
        case _:
            return value


def in_plain_terms(value: Any) -> Any:  # noqa: ANN401 - a rule has any type
    return value.value if isinstance(value, Enum) and not isinstance(value, Unknown) else value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_WHOLE = to_document(RULES)


def _parts(data: Any) -> list[Any]:  # noqa: ANN401 - JSON
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [data, *(part for each in inner for part in _parts(each))]


PARTS = st.sampled_from([*_parts(_WHOLE), *_parts(small_document())])


@st.composite
def spoiled_documents(draw: st.DrawFn) -> Any:  # noqa: ANN401 - JSON
    """A document in which something else stands in some places: parts of documents, or anything."""

    def spoil(data: Any) -> Any:  # noqa: ANN401 - JSON
        if not isinstance(data, dict | list) or not data or draw(st.integers(0, 4)) == 0:
            return draw(PARTS | JSON)
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        key = draw(st.sampled_from(keys))
        if draw(st.integers(0, 9)) == 0:
            return {each: data[each] for each in keys if each != key} if isinstance(data, dict) else data[:-1]
        changed = spoil(data[key])
        if isinstance(data, dict):
            return {**data, key: changed}
        return [*data[:key], changed, *data[key + 1 :]]

    document = draw(st.sampled_from([_WHOLE, small_document()]))
    for _ in range(draw(st.integers(1, 2))):
        document = spoil(document)
    return document


@given(spoiled_documents() | JSON)
def test_any_other_data_is_refused_or_is_a_document(data: Any) -> None:  # noqa: ANN401 - JSON
    try:
        rules = from_document(data, source="rules.json")
    except DefinitionError:
        return
    assert canonical_json(to_document(rules)) == canonical_json(data)
