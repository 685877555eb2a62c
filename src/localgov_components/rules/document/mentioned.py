"""The facts and the enums that rules mention, gathered while the rules are written.

One id has one declaration, and one name one enum: two that say different things are a mistake.
"""

from enum import Enum
from typing import Any

from pydantic import JsonValue

from localgov_components.rules.document.declared_facts import Nesting, fact_fault, type_fault, written_fact
from localgov_components.rules.document.enums import written_enum
from localgov_components.rules.document.place import Place
from localgov_components.rules.facts import FactDeclaration

__all__ = ["Mentioned"]


class Mentioned:
    """What was mentioned so far; mistakes are noted in the place of a document."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._facts: dict[str, FactDeclaration] = {}
        self._enums: dict[str, type[Enum]] = {}
        self._nesting = Nesting()

    @property
    def facts(self) -> JsonValue:
        """Every declaration by id."""
        return {id_: written_fact(each) for id_, each in self._facts.items()}

    @property
    def enums(self) -> JsonValue:
        """The members of every enum by name."""
        return {name: written_enum(each) for name, each in self._enums.items()}

    def fact(self, fact: FactDeclaration) -> None:
        """Mention a fact, and with it the facts of its members."""
        found = self._facts.get(fact.id)
        if found is fact:
            return
        place = self._place.at("facts").at(fact.id)
        for each in fact.nested:
            self.fact(each)
        if found is None:
            self._facts[fact.id] = fact
            self._check(fact, place)
        elif written_fact(found) != written_fact(fact):
            place.fault("two facts have this id, and say different things. Rename one")

    def type(self, kind: Any, place: Place) -> None:
        """Mention a type."""
        message = type_fault(kind)
        if message:
            place.fault(message)
        elif issubclass(kind, Enum):
            found = self._enums.setdefault(kind.__name__, kind)
            if found is not kind and written_enum(found) != written_enum(kind):
                place.fault(f"two enums have the name {kind.__name__}, and other members. Rename one")

    def _check(self, fact: FactDeclaration, place: Place) -> None:
        message = fact_fault(fact) or self._nesting.fault(fact.id, [each.id for each in fact.nested])
        if message:
            place.fault(message)
        elif not fact.nested:
            self.type(fact.type, place)
