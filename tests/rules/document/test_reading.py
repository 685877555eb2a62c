from copy import deepcopy
from typing import Any

import pytest
from tests.rules.document.examples import RULES, small_document
from tests.rules.document.spoiled import SPOILED, spoiled

from localgov_components.core.canonical import canonical_json
from localgov_components.core.errors import DefinitionError
from localgov_components.core.json_text import read_json
from localgov_components.money import Money
from localgov_components.rules import Known, Members, Unknown, evaluate, facts_read, from_document, to_document
from localgov_components.rules.building import nodes_of
from localgov_components.rules.document.place import MOST_FAULTS
from localgov_components.rules.tree import Definition, FactRef


def read(data: object) -> Any:  # noqa: ANN401 - rules of any type
    return from_document(data, source="rules.json")


def faults(data: object) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        read(data)
    assert all(each.source == "rules.json" for each in caught.value.faults)
    return [f"{each.column}: {each.message}" for each in caught.value.faults]


def test_a_document_is_read_with_no_class_in_python() -> None:
    rules = read(small_document())
    assert evaluate(rules["refused"], Known({"household.capital": Money("10")})) is False
    assert evaluate(rules["weekly"], Known({"household.income": Money("10")})) == Money("11")
    members = Members([Known({"member.age": 17})])
    assert evaluate(rules["child"], Known({"household.members": members})) is True
    assert evaluate(rules["child"], Known({"household.members": Members([Known()])})) == Unknown(
        "not-asked",  # type: ignore[arg-type]
        ("household.members[1].age",),
    )


def test_facts_are_read_from_outside_by_what_a_document_declares() -> None:
    rule = read(small_document())["renting"]
    (declared,) = (node.fact for node in nodes_of(rule) if isinstance(node, FactRef))
    assert evaluate(rule, Known.parse({"household.tenure": "renting"}, facts=[declared])) is True
    with pytest.raises(DefinitionError, match="not one of: renting"):
        Known.parse({"household.tenure": "owning"}, facts=[declared])


def test_what_was_written_is_read_as_it_was() -> None:
    document = to_document(RULES)
    assert canonical_json(to_document(read(document))) == canonical_json(document)
    assert canonical_json(
        to_document(read(read_json(canonical_json(document), source="rules.json")))
    ) == canonical_json(document)


def test_a_definition_is_made_once_for_each_member() -> None:
    rules = read(to_document(RULES))
    named = [node for node in nodes_of(*rules.values()) if isinstance(node, Definition) and node.name == "is_child"]
    assert len(named) == 4
    excess = [node for node in nodes_of(*rules.values()) if isinstance(node, Definition) and node.name == "excess"]
    assert len(excess) == 1


def test_every_fact_that_is_read_was_declared() -> None:
    assert facts_read(*read(small_document()).values()) == (
        "household.capital",
        "household.tenure",
        "household.members",
        "member.age",
        "household.income",
    )


def test_another_version_of_the_language_is_refused_with_what_to_do() -> None:
    (found,) = faults(small_document() | {"language": 2, "rules": {"more": {"new": "things"}}})
    assert found.startswith("language: not version 1 of the language, the one that is read here. ")
    assert found.endswith("Read it with the version of localgov-components that wrote it")


@pytest.mark.parametrize("language", [True, 1.0, "1", None, [1]])
def test_a_version_that_is_not_the_number_is_refused(language: object) -> None:
    assert faults(small_document() | {"language": language})[0].startswith("language: not version 1")


@pytest.mark.parametrize("data", [None, 1, "x", [], {}, {"rules": {}}, (), object()])
def test_what_is_no_document_is_refused(data: object) -> None:
    assert faults(data) == ['None: not a document of rules, which has {"language": 1, …}']


@pytest.mark.parametrize("number", range(len(SPOILED)))
def test_a_document_with_one_mistake_is_refused_with_its_path(number: int) -> None:
    path, value, expected = SPOILED[number]
    found = faults(spoiled(path, value))
    assert any(each.startswith(expected) for each in found), (path, found)


def test_one_mistake_is_told_once() -> None:
    assert len(faults(spoiled("rules/weekly/right", 1))) == 1
    assert len(faults(spoiled("definitions/rich/as/right", 1))) == 1


def test_mistakes_are_told_together() -> None:
    document = small_document()
    document["facts"]["household.capital"]["per"] = "fortnight"
    document["definitions"]["young"]["as"]["right"] = "18"
    document["rules"]["weekly"]["right"] = {"larger_of": [1, True]}
    document["rules"]["more"] = {"eval": "1"}
    columns = [each.split(": ")[0] for each in faults(document)]
    assert columns == [
        "facts.household.capital.per",
        "definitions.rich.as.left.fact",
        "definitions.young.as",
        "rules.weekly.right",
        "rules.more",
    ]


def test_so_many_mistakes_are_told_and_no_more() -> None:
    document = small_document()
    document["rules"] = {f"rule_{number}": {"not": number} for number in range(5000)}
    found = faults(document)
    assert len(found) == MOST_FAULTS + 1
    assert found[-1] == "None: more mistakes than these 100"


def test_a_document_is_not_changed_by_reading_it() -> None:
    document = small_document()
    before = deepcopy(document)
    read(document)
    assert document == before


def test_what_is_written_in_another_order_is_refused() -> None:
    document: Any = to_document(RULES)
    lists = document["definitions"]["heavier"]["of"]
    swapped = {"member": "member_2", "member_2": "member"}
    for side in ("left", "right"):
        part = document["definitions"]["heavier"]["as"][side]
        part["of"] = swapped[part["of"]]
    lists.reverse()
    mention = document["rules"]["heavy"]["condition"]["all_of"][1]["condition"]
    mention["of"].reverse()
    assert f"definitions.heavier.of[1]: {OTHER_SPELLING}" in faults(document)
    assert f"rules.heavy.condition.all_of[2].condition.of[2]: {OTHER_SPELLING}" in faults(document)


OTHER_SPELLING = "not spelled as to_document(…) spells it. Write the rules with that"


def test_what_python_leaves_out_is_written() -> None:
    document: Any = to_document(RULES)
    assert document["rules"]["amount_quotient"]["places"] == 4
    document["rules"]["amount_quotient"].pop("places")
    assert faults(document) == ["rules.amount_quotient.places: is not there"]


def test_so_many_needless_parts_are_told_and_no_more() -> None:
    document = small_document()
    document["definitions"] |= {f"more_{number}": {"label": "x", "as": True} for number in range(200)}
    assert len(faults(document)) == MOST_FAULTS + 1
