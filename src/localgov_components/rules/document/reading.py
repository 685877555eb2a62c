"""Reading a document of rules, which may come from anybody.

>>> empty = {"language": 1, "enums": {}, "facts": {}, "definitions": {}, "rules": {}}
>>> rules = from_document({**empty, "rules": {"opened": {"policy": "opened", "type": "date"}}}, source="rules.json")
>>> rules["opened"].value_type
<class 'datetime.date'>
>>> dear = {"compare": ">", "left": {"money": "9.00"}, "right": {"policy": "bins", "type": "integer"}}
>>> from_document({**empty, "rules": {"dear": {"not": dear}}}, source="rules.json")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  rules.json, column rules.dear.not: Money cannot be compared with int. Give both sides one type
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.rules.document.declared_facts import read_facts
from localgov_components.rules.document.enums import read_enums
from localgov_components.rules.document.expression_reading import ExpressionReading
from localgov_components.rules.document.forms import member_name
from localgov_components.rules.document.leaves import Here, Vocabulary
from localgov_components.rules.document.place import Place
from localgov_components.rules.document.shape import ABSENT, differences, shape_fault
from localgov_components.rules.document.writing import LANGUAGE_VERSION, to_document
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.tree import Binding

__all__ = ["from_document"]

_SECTIONS = ("enums", "facts", "definitions", "rules")


def from_document(data: object, *, source: str) -> dict[str, Expression[Any]]:
    """The rules of a document by name, built as they were.

    Facts are declared anew and enums are made anew: what is known of a case is read with `Known.parse` in the terms of
    the facts that the rules mention. Raises one `DefinitionError` with every mistake and its path. A document that says
    something in another way than `to_document` does is refused too, and so is what no rule uses: one rule has one
    spelling, and one hash. Time and memory are bounded.
    """
    faults: list[Fault] = []
    place = Place(source, faults)
    _require_shape(data, place)
    rules = _read(data, place)
    if not faults:
        _check_whole(data, rules, place)
    DefinitionError.raise_for(faults)
    return rules


def _require_shape(data: object, place: Place) -> None:
    """Refuse at once what there is no reading on in."""
    message = shape_fault(data)
    if message:
        place.fault(message)
    elif not isinstance(data, dict) or "language" not in data:
        place.fault('not a document of rules, which has {"language": 1, …}')
    elif type(data["language"]) is not int or data["language"] != LANGUAGE_VERSION:
        place.at("language").fault(
            f"not version {LANGUAGE_VERSION} of the language, the one that is read here. "
            "Read it with the version of localgov-components that wrote it"
        )
    elif place.has_keys(data, ("language", *_SECTIONS)):
        for key in _SECTIONS:
            if not isinstance(data[key], dict):
                place.at(key).fault("not an object. Write {} where there are none")
    DefinitionError.raise_for(place.faults)


def _read(data: Any, place: Place) -> dict[str, Expression[Any]]:
    """Every rule; definitions that none uses are read for their mistakes."""
    enums = read_enums(data["enums"], place.at("enums"))
    facts = read_facts(data["facts"], enums, place.at("facts"))
    reading = ExpressionReading(data["definitions"], Vocabulary(enums, facts), place.at("definitions"))
    here = Here(place.at("rules"), {})
    rules = {name: reading.expression(rule, here.at(name)) for name, rule in data["rules"].items()}
    for name in reading.unused():
        members = _members_of(data["definitions"][name], facts)
        mention = {"definition": name, **({"of": [*members]} if members else {})}
        reading.expression(mention, Here(place.at("definitions").at(name), members))
    return rules


def _members_of(definition: object, facts: Mapping[str, FactDeclaration]) -> dict[str, Binding]:
    """Members such as a definition speaks of, by the names that they have in it."""
    of = definition.get("of") if isinstance(definition, dict) else None
    lists = [each for each in of if isinstance(each, str) and each in facts] if isinstance(of, list) else []
    return {member_name(number): Binding(facts[each]) for number, each in enumerate(lists, start=1)}


def _check_whole(data: object, rules: Mapping[str, Expression[Any]], place: Place) -> None:
    """Note what only shows in all the rules together, and whatever would be written in another way."""
    try:
        written = to_document(rules)
    except DefinitionError as error:
        place.faults.extend(replace(each, source=place.source) for each in error.faults)
        return
    for where, in_data, in_written in differences(data, written, place):
        if in_written is ABSENT:
            where.fault("nothing uses it, or it is as usual. Leave it out")
        elif in_data is ABSENT:
            where.fault("is not there")
        else:
            where.fault("not spelled as to_document(…) spells it. Write the rules with that")
        if where.is_full:
            return
