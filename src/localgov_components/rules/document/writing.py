"""Writing rules as a document, and the hash that names them for good.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import policy_value
>>> document = to_document({"affordable": policy_value("price", Money) <= Money("10")})
>>> document["rules"]
{'affordable': {'compare': '<=', 'left': {'policy': 'price', 'type': 'money'}, 'right': {'money': '10.00'}}}
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, TypeAlias

from pydantic import JsonValue

from localgov_components.core.canonical import canonical_hash
from localgov_components.core.errors import DefinitionError, Fault, NotSupportedError
from localgov_components.rules.building import MOST_NODES, require_sound
from localgov_components.rules.document.declared_facts import written_type
from localgov_components.rules.document.forms import form_of, member_name
from localgov_components.rules.document.measures import written_measure, written_whole
from localgov_components.rules.document.mentioned import Mentioned
from localgov_components.rules.document.parts import Branches, Form, Many, Nothing, Number, OfMember, Part, Words
from localgov_components.rules.document.place import Place
from localgov_components.rules.document.shape import MOST_BOUND, differences, shape_fault
from localgov_components.rules.document.unrolled import Steps, unrolled
from localgov_components.rules.document.value_types import written_value
from localgov_components.rules.expressions import Expression
from localgov_components.rules.scopes import parts_first
from localgov_components.rules.tree import (
    Aggregated,
    Binding,
    Constant,
    Definition,
    FactRef,
    PolicyRef,
    Quantified,
    Undefined,
    children,
)

__all__ = ["LANGUAGE_VERSION", "content_hash", "to_document"]

LANGUAGE_VERSION = 1
"""Version of the rule language; part of every document, and so of every hash."""

_Names: TypeAlias = Mapping[Binding, str]
_Asked: TypeAlias = tuple[Expression[Any], _Names]
_Steps: TypeAlias = Steps[_Asked, JsonValue]


def to_document(rules: Mapping[str, Expression[Any]]) -> dict[str, JsonValue]:
    """Rules by name as a JSON document, with all that they mention.

    `from_document` reads it back. Equal rules give equal documents, however they were built. Raises one
    `DefinitionError` with every mistake in the rules and whatever a document cannot hold: a type that has no word,
    two definitions of one name, or parts without a name that stand in so many places that the document would grow past
    all bounds.
    """
    require_sound(*rules.values())
    place = Place("rules", [])
    writing = _Writing(rules.values(), place)
    written: dict[str, JsonValue] = {name: writing.expression(rule) for name, rule in rules.items()}
    document: dict[str, JsonValue] = {
        "language": LANGUAGE_VERSION,
        "enums": writing.mentioned.enums,
        "facts": writing.mentioned.facts,
        "definitions": writing.definitions,
        "rules": written,
    }
    message = shape_fault(document)
    if message:
        place.fault(message)
    DefinitionError.raise_for(place.faults)
    return document


def content_hash(expression: Expression[Any]) -> str:
    """SHA-256, in hexadecimal, that names a rule for good.

    It is that of the document of this one rule, called `rule`.
    """
    return canonical_hash(to_document({"rule": expression}))


class _Writing:
    """Expressions being written; definitions, facts and enums are gathered as they are mentioned."""

    def __init__(self, rules: Iterable[Expression[Any]], place: Place) -> None:
        self.place = place
        self.mentioned = Mentioned(place)
        self.definitions: dict[str, JsonValue] = {}
        self._members = _members_spoken_of(rules)
        self._written: set[int] = set()
        self._number = 0

    def expression(self, node: Expression[Any]) -> JsonValue:
        """The whole of a rule."""
        nobody: _Names = {}
        return unrolled(self._steps, (node, nobody))

    def _steps(self, asked: _Asked) -> _Steps:
        node, names = asked
        self._count()
        match node:
            case Constant():
                return self._constant(node.value)
            case FactRef():
                self.mentioned.fact(node.fact)
                return {"fact": node.id} if node.of is None else {"fact": node.id, "of": names[node.of]}
            case PolicyRef():
                measure = written_measure(node.value_type, node.measure)
                return {"policy": node.key, "type": written_type(node.value_type), **measure}
            case Definition():
                return (yield from self._mention(node, names))
            case Undefined():
                return self._undefined(node)
            case _:
                return (yield from self._of_form(_form(node), node, names))

    def _of_form(self, form: Form, node: Any, names: _Names) -> _Steps:
        written: dict[str, JsonValue] = {}
        inner = names
        if form.binds:
            written["as"] = name = member_name(len(names) + 1)
            inner = {**names, node.binding: name}
            if len(inner) > MOST_BOUND:
                self.place.at(node.binding.of.id).fault(
                    f"conditions over members more than {MOST_BOUND} within each other. Make it flatter"
                )
        for field in form.fields:
            value = field.value(node)
            if not (field.is_optional and value is field.usual):
                known = inner if isinstance(field.part, OfMember) else names
                written[field.key] = yield from self._part(field.part, value, known)
        return written

    def _part(self, part: Part, value: Any, names: _Names) -> _Steps:
        match part:
            case Words():
                return value.value if isinstance(value, Enum) else value  # type: ignore[no-any-return]
            case Number() | Nothing():
                return value  # type: ignore[no-any-return]
            case Many():
                found: list[JsonValue] = [None] * len(value)
                for index, each in enumerate(value):
                    found[index] = yield each, names
                return found
            case Branches():
                branches: list[JsonValue] = []
                for condition, then in value:
                    when = yield condition, names
                    branches.append({"when": when, "then": (yield then, names)})
                return branches
            case _:
                return (yield value, names)

    def _constant(self, value: Any) -> JsonValue:
        self.mentioned.type(type(value), self.place)
        if isinstance(value, Enum):
            return {"enum": type(value).__name__, "value": value.value}
        return written_value(value)

    def _mention(self, node: Definition[Any], names: _Names) -> _Steps:
        members = self._members[id(node)]
        if id(node) not in self._written:
            self._written.add(id(node))
            yield from self._define(node, members)
        written: dict[str, JsonValue] = {"definition": node.name}
        if members:
            written["of"] = [names[each] for each in members]
        return written

    def _define(self, node: Definition[Any], members: tuple[Binding, ...]) -> _Steps:
        names = {each: member_name(number) for number, each in enumerate(members, start=1)}
        expression = yield node.expression, names
        written: dict[str, JsonValue] = {"label": node.label, "as": expression}
        said = {"denied": node.denied or None, "cites": node.cites or None, "plural": node.plural}
        written |= {key: value for key, value in said.items() if value is not None}
        if members:
            written["of"] = [each.of.id for each in members]
        place = self.place.at("definitions").at(node.name)
        first = self.definitions.setdefault(node.name, written)
        if first is not written and any(differences(first, written, place)):
            place.fault("two definitions have this name, and say different things. Rename one")
        return None

    def _undefined(self, node: Undefined[Any]) -> JsonValue:
        self.mentioned.type(node.value_type, self.place.at(node.name))
        written: dict[str, JsonValue] = {
            "undefined": node.reason.value,
            "table": node.name,
            "type": written_type(node.value_type),
        }
        if node.measure is not None:
            written["measure"] = written_whole(node.measure)
        return written

    def _count(self) -> None:
        self._number += 1
        if self._number > MOST_NODES:
            message = (
                f"more than {MOST_NODES:,} parts when written out, because parts without a name stand in many places. "
                "Give those a name with define(…)"
            )
            raise DefinitionError([*self.place.faults, Fault(self.place.source, message)])


def _form(node: Expression[Any]) -> Form:
    form = form_of(node)
    if form is None:
        message = f"{type(node).__name__} is not a kind of rule. Build rules with the names of this room."
        raise NotSupportedError(message, code="rule.kind")
    return form


def _members_spoken_of(rules: Iterable[Expression[Any]]) -> dict[int, tuple[Binding, ...]]:
    """For each node by its `id`, the members that it speaks of and does not itself bind, as first mentioned."""
    found: dict[int, tuple[Binding, ...]] = {}
    for node in parts_first(rules):
        members = dict.fromkeys(member for part in children(node) for member in found[id(part)])
        if isinstance(node, FactRef) and node.of is not None:
            members[node.of] = None
        if isinstance(node, Quantified | Aggregated):
            members.pop(node.binding, None)
        found[id(node)] = tuple(members)
    return found
