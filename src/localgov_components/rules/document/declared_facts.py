"""The facts of a document, each declared once and in full, so that no Python class is needed to read it.

A fact that is a list names the facts of a member by their ids. What is at its usual value is left out.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, fact
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments", sensitivity="financial")
>>> capital = Household.declarations["capital"]
>>> written = written_fact(capital)
>>> written
{'type': 'money', 'label': 'savings and investments', 'sensitivity': 'financial'}
>>> read_facts({"household.capital": written}, {}, Place("rules.json", []))["household.capital"] == capital
True
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from graphlib import CycleError, TopologicalSorter
from typing import Any, get_args

from pydantic import JsonValue

from localgov_components.core.model import Sensitivity
from localgov_components.rules.building import type_name
from localgov_components.rules.document.enums import enum_fault, is_name
from localgov_components.rules.document.measures import MEASURE_KEYS, read_measure, written_measure
from localgov_components.rules.document.place import Place
from localgov_components.rules.document.shape import MOST_BOUND
from localgov_components.rules.document.value_types import type_words, types_by_word
from localgov_components.rules.facts import FactDeclaration, Facts, Protected, measure_of, wording_fault
from localgov_components.rules.measures import Measure

__all__ = ["Nesting", "fact_fault", "read_facts", "read_type", "type_fault", "written_fact", "written_type"]

_VOCABULARY = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*", re.ASCII)
_TEXTS = ("denied", "meaning", "cites")
_FLAGS = ("actionable", "judgement")
_WORDS = {"sensitivity": get_args(Sensitivity), "protected": get_args(Protected)}
_SAID = (*_TEXTS, *_FLAGS, *_WORDS, "cost", "plural")
_USUAL = FactDeclaration("", "", bool, "")
_MOST_COST = 10**15
_MOST_FACTS = 10_000  # of a member, with those of the members of its own lists
_LONGEST_ID = 200


def written_type(kind: Any, nested: tuple[FactDeclaration, ...] = ()) -> JsonValue:
    """The word of a type, the name of an enum, or the ids of the facts of a member; None where it has none."""
    if nested:
        return {"members": [each.id for each in nested]}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": kind.__name__}
    return type_words().get(kind)


def type_fault(kind: Any) -> str | None:
    """Why a document cannot name a type, or None."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        fault = enum_fault(kind)
        return f"the enum {type_name(kind)} {fault}" if fault else None
    if kind in type_words():
        return None
    words = ", ".join(types_by_word())
    return f"{type_name(kind)} is not a type that a document can name. Use one of: {words}, or an enum"


def written_fact(fact: FactDeclaration) -> dict[str, JsonValue]:
    """What is declared about a fact, without what is usual."""
    said = {key: getattr(fact, key) for key in _SAID}
    return {
        "type": written_type(fact.type, fact.nested),
        "label": fact.label,
        **{key: value for key, value in said.items() if value != getattr(_USUAL, key)},
        **written_measure(fact.type, fact.measure),
    }


def fact_fault(fact: FactDeclaration) -> str | None:
    """Why a document cannot hold a declaration, or None; those of its members apart."""
    if not _is_id(fact.id) or fact.name != fact.id.rpartition(".")[2]:
        return "not an id: that of its vocabulary, a point and its name. Declare the fact in a class of Facts"
    if not fact.label or fact.measure != _measure_of(fact):
        return "a fact without a label, or a number without a measure. Declare it with fact(…)"
    return wording_fault(fact) or (None if fact.nested else type_fault(fact.type))


@dataclass(frozen=True, slots=True)
class _Read:
    """An entry that makes sense for itself: the declaration without its members, and their ids."""

    declaration: FactDeclaration
    members: tuple[str, ...]


def read_facts(data: Mapping[str, object], enums: Mapping[str, type[Enum]], place: Place) -> dict[str, FactDeclaration]:
    """The declarations of a document by id; mistakes are noted, and what has one is left out."""
    entries = {id_: _entry(id_, said, enums, place.at(id_)) for id_, said in data.items() if not place.is_full}
    sound = {id_: entry for id_, entry in entries.items() if entry is not None}
    declared: dict[str, FactDeclaration] = {}
    nesting = Nesting()
    for id_ in _members_first(sound, place):
        fact, members = sound[id_].declaration, sound[id_].members
        for each in members:
            if each not in data:
                place.at(id_).at("type").fault(
                    f"no fact '{each[:_LONGEST_ID]}' is declared. Declare it beside this one"
                )
        message = nesting.fault(id_, members)
        if message:
            place.at(id_).fault(message)
            return {}
        declared[id_] = replace(fact, nested=tuple(declared[each] for each in members if each in declared))
    return declared


class Nesting:
    """How deep lists of members stand within each other, and how many facts they come to: bounded, as in the rules."""

    def __init__(self) -> None:
        self._levels: dict[str, int] = {}
        self._sizes: dict[str, int] = {}

    def fault(self, id_: str, members: Iterable[str]) -> str | None:
        """What is wrong with a list, or None; to be asked of the facts of its members first."""
        known = [each for each in members if each in self._levels]
        self._levels[id_] = 1 + max((self._levels[each] for each in known), default=-1)
        self._sizes[id_] = 1 + sum(self._sizes[each] for each in known)
        if self._levels[id_] > MOST_BOUND:
            return f"lists of members more than {MOST_BOUND} within each other. Make it flatter"
        return f"a list of more than {_MOST_FACTS:,} facts. Divide it" if self._sizes[id_] > _MOST_FACTS else None


def read_type(data: object, enums: Mapping[str, type[Enum]], place: Place) -> Any:
    """The type that a word or the name of an enum stands for; None, with the mistake noted, where there is none."""
    if isinstance(data, str) and data in types_by_word():
        return types_by_word()[data]
    if isinstance(data, dict) and set(data) == {"enum"} and isinstance(data["enum"], str):
        if data["enum"] not in enums:
            place.fault("no such enum is declared. Declare it under enums")
        return enums.get(data["enum"])
    place.fault(
        f'not a type. Write one of: {", ".join(types_by_word())}; {{"enum": …}}; or {{"members": […]}} for a list'
    )
    return None


def _entry(id_: str, data: object, enums: Mapping[str, type[Enum]], place: Place) -> _Read | None:
    before = len(place.faults)
    if not _is_id(id_):
        place.fault("not the id of a fact. Write that of its vocabulary, a point and its name: household.capital")
    if not isinstance(data, dict):
        place.fault('not a declaration. Write {"type": …, "label": …}')
        return None
    place.has_keys(data, ("type", "label"), (*_SAID, *MEASURE_KEYS))
    members = _member_ids(data.get("type"), place.at("type"))
    kind = list[Facts] if members else read_type(data.get("type"), enums, place.at("type"))
    said = _said(data, place)
    measure = None if kind is None else read_measure(kind, data, place)
    declaration = FactDeclaration(id_, id_.rpartition(".")[2], kind, measure=measure, **said)
    message = wording_fault(declaration)
    if message:
        place.fault(message)
    return _Read(declaration, members) if len(place.faults) == before else None


def _said(data: Mapping[str, object], place: Place) -> dict[str, Any]:
    """Everything but the type and the measure, with what is left out at its usual value."""
    said: dict[str, Any] = {"label": data.get("label", "")}
    if not isinstance(said["label"], str) or not said["label"]:
        place.at("label").fault("no text. Say what the fact is called")
        said["label"] = "?"
    for key in _SAID:
        if key not in data:
            continue
        message = _said_fault(key, data[key])
        if message:
            place.at(key).fault(message)
        else:
            said[key] = data[key]
    return said


def _said_fault(key: str, value: object) -> str | None:
    if key in _WORDS:
        return None if value in _WORDS[key] else f"not one of: {', '.join(_WORDS[key])}"
    if key in _FLAGS:
        return None if value is True else "not true. Leave it out where it is not"
    if key == "plural":
        return None if isinstance(value, bool) else "not true or false"
    if key == "cost":
        return None if type(value) is int and 0 <= value <= _MOST_COST else "not a whole number from 0"
    return None if isinstance(value, str) else "not text"


def _member_ids(data: object, place: Place) -> tuple[str, ...]:
    """Ids of the facts of a member, all of one vocabulary; none where the type is not a list."""
    if not isinstance(data, dict) or set(data) != {"members"}:
        return ()
    ids = data["members"]
    if not isinstance(ids, list) or not ids or not all(isinstance(each, str) for each in ids):
        place.fault("not the ids of the facts of a member. Give at least one")
        return ()
    if len(set(ids)) < len(ids) or len({each.rpartition(".")[0] for each in ids}) > 1:
        place.fault("facts of a member that are given twice, or are not of one vocabulary. Give each once, of one")
    return tuple(ids)


def _members_first(entries: Mapping[str, _Read], place: Place) -> list[str]:
    graph = {id_: [each for each in entry.members if each in entries] for id_, entry in entries.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        place.at(error.args[1][0]).fault("a list whose members have that same list. A member has facts of its own")
        return []


def _measure_of(fact: FactDeclaration) -> Measure | None:
    """The measure that a fact has by what would be written of it."""
    said = fact.measure or Measure()
    usual = measure_of(fact.type)
    return usual and measure_of(fact.type, per=said.per, places=said.places, at_most=said.most)


def _is_id(text: str) -> bool:
    vocabulary, _, name = text.rpartition(".")
    return len(text) <= _LONGEST_ID and bool(_VOCABULARY.fullmatch(vocabulary)) and is_name(name)
