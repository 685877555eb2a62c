"""Expressions without parts, read: facts, policy values, written values, and what a table does not say.

>>> here = Here(Place("rules.json", []), {})
>>> read_leaf({"policy": "limit", "type": "money", "per": "week"}, here, Vocabulary({}, {})).measure.per
<Per.WEEK: 'week'>
>>> read_leaf({"money": "9"}, here, Vocabulary({}, {})) is UNREADABLE, str(here.place.faults[0])
(True, 'rules.json, column money: not money as it is written here. Write "12.34"')
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from localgov_components.core.errors import Fault
from localgov_components.rules.building import as_expression
from localgov_components.rules.document.declared_facts import read_type
from localgov_components.rules.document.measures import MEASURE_KEYS, read_measure_keys, read_whole
from localgov_components.rules.document.place import Place
from localgov_components.rules.document.value_types import POLICY_TYPES, read_value, spelling_of, value_words
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import UnknownReason
from localgov_components.rules.references import policy_value
from localgov_components.rules.tree import Binding, FactRef, Mistake, Undefined

__all__ = ["LEAF_KEYS", "REASONS", "UNREADABLE", "Here", "Vocabulary", "read_leaf"]

UNREADABLE: Expression[Any] = Mistake(Fault("", ""))
"""Stands for an expression whose mistake is noted; whatever is made of it says nothing more."""

REASONS = (UnknownReason.CONTRADICTION, UnknownReason.GAP)
"""Why a table may say nothing."""

LEAF_KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "fact": (("fact",), ("of",)),
    "policy": (("policy", "type"), MEASURE_KEYS),
    "enum": (("enum", "value"), ()),
    "undefined": (("undefined", "table", "type"), ("measure",)),
}
"""By the key that a leaf is known by, the keys that it needs and those that it may have; plain values apart."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The enums and the facts that a document declares."""

    enums: Mapping[str, type[Enum]]
    facts: Mapping[str, FactDeclaration]


@dataclass(frozen=True, slots=True)
class Here:
    """Where we are: the place, the members that have a name there, and how deep in the rules it is."""

    place: Place
    members: Mapping[str, Binding]
    depth: int = 0

    def at(self, key: str) -> "Here":
        """What stands under a key."""
        return Here(self.place.at(key), self.members, self.depth)

    def item(self, number: int) -> "Here":
        """An item of a list, counted from 1."""
        return Here(self.place.item(number), self.members, self.depth)

    def inside(self) -> "Here":
        """One deeper in the rules."""
        return Here(self.place, self.members, self.depth + 1)

    def with_member(self, name: str, binding: Binding) -> "Here":
        """The same place, where one more member has a name."""
        return Here(self.place, {**self.members, name: binding}, self.depth)

    def member(self, name: object) -> Binding | None:
        """The member that a name stands for here; None, with the mistake noted, where it stands for none."""
        binding = self.members.get(name) if isinstance(name, str) else None
        if binding is None:
            self.place.fault(f"no member has this name here. There are: {', '.join(self.members) or 'none'}")
        return binding


def read_leaf(data: Mapping[str, Any], here: Here, vocabulary: Vocabulary) -> Expression[Any] | None:
    """The leaf that an object says; `UNREADABLE`, with its mistakes noted; None where it says something else."""
    for head, (needed, optional) in LEAF_KEYS.items():
        if head in data:
            is_sound = here.place.has_keys(data, needed, optional)
            return _LEAVES[head](data, here, vocabulary) if is_sound else UNREADABLE
    word = next((key for key in data if key in value_words()), None)
    if word is None:
        return None
    return _value(word, data, here) if here.place.has_keys(data, (word,)) else UNREADABLE


def _value(word: str, data: Mapping[str, Any], here: Here) -> Expression[Any]:
    value = read_value(word, data[word])
    if value is None:
        here.at(word).place.fault(f"not {word} as it is written here. Write {spelling_of(word)}")
    return UNREADABLE if value is None else as_expression(value)


def _fact(data: Mapping[str, Any], here: Here, vocabulary: Vocabulary) -> Expression[Any]:
    id_, at = data["fact"], here.at("fact").place
    if "of" in data:
        binding = here.at("of").member(data["of"])
        if binding is None:
            return UNREADABLE
        found = next((each for each in binding.of.nested if each.id == id_), None)
        if found is None:
            at.fault(f"a member of '{binding.of.id}' has no such fact")
        return UNREADABLE if found is None else FactRef(found, binding)
    if not isinstance(id_, str) or id_ not in vocabulary.facts:
        at.fault("no such fact is declared. Declare it under facts")
        return UNREADABLE
    return FactRef(vocabulary.facts[id_])


def _policy(data: Mapping[str, Any], here: Here, _: Vocabulary) -> Expression[Any]:
    key, word = data["policy"], data["type"]
    before = len(here.place.faults)
    if not isinstance(key, str) or not key:
        here.at("policy").place.fault("not a key of policy. Write text")
    if not isinstance(word, str) or word not in POLICY_TYPES:
        here.at("type").place.fault(f"not a type of policy value. There are: {', '.join(POLICY_TYPES)}")
    said = read_measure_keys(data, here.place)
    return policy_value(key, POLICY_TYPES[word], **said) if len(here.place.faults) == before else UNREADABLE


def _enum_value(data: Mapping[str, Any], here: Here, vocabulary: Vocabulary) -> Expression[Any]:
    kind = read_type({"enum": data["enum"]}, vocabulary.enums, here.at("enum").place)
    if kind is None:
        return UNREADABLE
    value = data["value"]
    found = next((each for each in kind if type(each.value) is type(value) and each.value == value), None)
    if found is None:
        here.at("value").place.fault("not a value of this enum")
    return UNREADABLE if found is None else as_expression(found)


def _undefined(data: Mapping[str, Any], here: Here, vocabulary: Vocabulary) -> Expression[Any]:
    before = len(here.place.faults)
    if data["undefined"] not in REASONS:
        here.at("undefined").place.fault(f"not one of: {', '.join(REASONS)}")
    if not isinstance(data["table"], str):
        here.at("table").place.fault("not the name of a table. Write text")
    kind = read_type(data["type"], vocabulary.enums, here.at("type").place)
    measure = read_whole(data["measure"], here.at("measure").place) if "measure" in data else None
    if len(here.place.faults) > before:
        return UNREADABLE
    return Undefined(UnknownReason(data["undefined"]), data["table"], kind, measure)


_LEAVES: Mapping[str, Callable[[Mapping[str, Any], Here, Vocabulary], Expression[Any]]] = {
    "fact": _fact,
    "policy": _policy,
    "enum": _enum_value,
    "undefined": _undefined,
}
