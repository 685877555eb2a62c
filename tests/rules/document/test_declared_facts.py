from dataclasses import fields
from typing import Any

from tests.rules.document.examples import Household, Member, Tenure

from localgov_components.rules import FactDeclaration, Facts, facts_of
from localgov_components.rules.document.declared_facts import read_facts, written_fact
from localgov_components.rules.document.place import Place

_SAID_BY = {"id": "key", "name": "key", "measure": "per, places, at_most", "nested": "type"}


def test_everything_that_is_declared_about_a_fact_is_written() -> None:
    unlike: dict[str, Any] = {
        "denied": "x", "cites": "x", "sensitivity": "public", "meaning": "x", "actionable": True,
        "protected": "age", "cost": 2, "judgement": True, "plural": False,
    }  # fmt: skip
    usual = FactDeclaration("household.x", "x", bool, "x")
    for name in {field.name for field in fields(FactDeclaration)} - {*_SAID_BY, "type", "label"}:
        written = written_fact(FactDeclaration("household.x", "x", bool, "x", **{name: unlike[name]}))
        assert written == {**written_fact(usual), name: unlike[name]}


def test_declarations_are_read_as_they_were() -> None:
    declared = [fact for vocabulary in (Household, Member) for fact in facts_of(vocabulary) if not fact.nested]
    place = Place("rules.json", [])
    enums = {"Tenure": Tenure, "Bedrooms": Household.declarations["bedrooms"].type}
    found = read_facts({fact.id: written_fact(fact) for fact in declared}, enums, place)
    assert place.faults == []
    assert list(found.values()) == declared


def test_a_list_is_read_with_the_facts_of_its_members() -> None:
    place = Place("rules.json", [])
    data = {
        "household.members": {"type": {"members": ["member.age", "member.pets"]}, "label": "members"},
        "member.pets": {"type": {"members": ["pet.weight"]}, "label": "pets"},
        "pet.weight": {"type": "decimal", "label": "weight", "places": 1},
        "member.age": {"type": "integer", "label": "age"},
    }
    found = read_facts(data, {}, place)["household.members"]
    assert found.type == list[Facts]
    assert [each.id for each in found.nested] == ["member.age", "member.pets"]
    assert [each.id for each in found.nested[1].nested] == ["pet.weight"]
    assert written_fact(found) == data["household.members"]
