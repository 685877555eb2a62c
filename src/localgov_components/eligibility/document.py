"""A scheme as JSON: everything that it decides by, in one spelling, so that its hash names it for good.

A *scheme document* holds the rules by the outcome they lead to, each with its source; tier and award; and
the document of the rules themselves, which declares every fact that they read. Nothing in it is a Python
class, so it can be read where the scheme was never written, years later. Facts that a vocabulary has and
no rule reads are left out: they cannot change a decision.

>>> from localgov_components.eligibility import rule
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     blue_badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("badge", Household.blue_badge, cites="Minute 47")])
>>> document = scheme_document(scheme)
>>> document["eligible"], list(document["rules"]["facts"])
([{'rule': 'badge', 'cites': 'Minute 47', 'prescribed': False}], ['household.blue_badge'])
>>> read_scheme_document(document, source="scheme.json").rules_hash == scheme.rules_hash
True
>>> read_scheme_document(document | {"refer": document["eligible"]}, source="scheme.json")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  scheme.json, column badge: two rules have this id
"""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import JsonValue, ValidationError

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.model import Model
from localgov_components.eligibility.scheme import Rule, Scheme
from localgov_components.rules import Expression, FactDeclaration, from_document, to_document
from localgov_components.rules.building import nodes_of
from localgov_components.rules.document.place import Place
from localgov_components.rules.document.shape import differences
from localgov_components.rules.tree import FactRef

__all__ = ["SCHEME_FORMAT", "read_scheme_document", "scheme_document"]

SCHEME_FORMAT = 1
"""Version of the form of a scheme document; part of every one, and so of its hash."""

_KINDS = ("ineligible", "refer", "eligible")


def scheme_document(scheme: Scheme) -> dict[str, JsonValue]:
    """Everything that a scheme decides by, as JSON.

    Its SHA-256 is the scheme's `rules_hash`. Raises `DefinitionError` for what a document cannot hold, such as a fact
    whose type has no word.
    """
    kinds: dict[str, JsonValue] = {kind: [_rule(each) for each in getattr(scheme, kind)] for kind in _KINDS}
    results: list[JsonValue] = [each.id for each in scheme.result_rules]
    policy: list[JsonValue] = [*sorted(scheme.policy)]
    return {
        "scheme_format": SCHEME_FORMAT,
        "scheme": scheme.id,
        "cites": scheme.cites,
        **kinds,
        "results": results,
        "policy": policy,
        "rules": to_document(scheme.expressions),
    }


def _rule(each: Rule) -> JsonValue:
    return {"rule": each.id, "cites": each.cites, "prescribed": each.prescribed}


class _Rule(Model):
    rule: str
    cites: str
    prescribed: bool


class _Document(Model):
    scheme_format: int
    scheme: str
    cites: str
    ineligible: tuple[_Rule, ...]
    refer: tuple[_Rule, ...]
    eligible: tuple[_Rule, ...]
    results: tuple[Literal["tier", "award"], ...]
    policy: tuple[str, ...]
    rules: Any


def read_scheme_document(data: object, *, source: str) -> Scheme:
    """The scheme that a scheme document holds.

    It has declarations of facts in place of classes. What is read is a scheme whose own document is the one that was
    given, to the letter. Raises `DefinitionError` with every mistake and its path, such as `rules.rules.badge.not`.
    """
    document = _document(data, source)
    expressions = _expressions(document, source)
    scheme = _scheme(document, expressions, source)
    place = Place(source, [])
    for where, _, _ in differences(data, scheme.document, place):
        where.fault("not in the order or the spelling of scheme_document(…). Write the scheme with that")
    DefinitionError.raise_for(place.faults)
    return scheme


def _document(data: object, source: str) -> _Document:
    if not isinstance(data, dict) or "scheme_format" not in data:
        raise DefinitionError([Fault(source, 'not a scheme document, which has {"scheme_format": 1, …}')])
    if data["scheme_format"] != SCHEME_FORMAT or type(data["scheme_format"]) is not int:
        message = (
            f"not format {SCHEME_FORMAT}, the one that this version of localgov-components reads. "
            "Read the document with the version that wrote it"
        )
        raise DefinitionError([Fault(source, message, column="scheme_format")])
    try:
        return _Document.model_validate(data)
    except ValidationError as error:
        place = Place(source, [])
        for item in error.errors(include_input=False):
            here = place
            for part in item["loc"]:
                here = here.item(part + 1) if isinstance(part, int) else here.at(part)
            here.fault(item["msg"])
        raise DefinitionError(place.faults) from None


def _expressions(document: _Document, source: str) -> dict[str, Expression[Any]]:
    """Every rule that is listed, and no others."""
    try:
        found = from_document(document.rules, source=source)
    except DefinitionError as error:
        named = [
            Fault(source, each.message, column=f"rules.{each.column}" if each.column else "rules")
            for each in error.faults
        ]
        raise DefinitionError(named) from None
    listed = [*(each.rule for kind in _KINDS for each in getattr(document, kind)), *document.results]
    faults = [Fault(source, "listed and not among the rules", column=id_) for id_ in sorted(set(listed) - set(found))]
    faults += [Fault(source, "a rule that is not listed", column=id_) for id_ in sorted(set(found) - set(listed))]
    DefinitionError.raise_for(faults)
    return found


def _scheme(document: _Document, expressions: Mapping[str, Expression[Any]], source: str) -> Scheme:
    kinds: dict[str, Any] = {
        kind: [Rule(each.rule, expressions[each.rule], each.cites, each.prescribed) for each in getattr(document, kind)]
        for kind in _KINDS
    }
    results: dict[str, Any] = {name: expressions[name] for name in document.results}
    facts = _declared(expressions)
    try:
        return Scheme(document.scheme, facts=facts, policy=document.policy, cites=document.cites, **kinds, **results)
    except DefinitionError as error:
        raise DefinitionError([Fault(source, each.message, column=each.column) for each in error.faults]) from None


def _declared(expressions: Mapping[str, Expression[Any]]) -> tuple[FactDeclaration, ...]:
    """The facts of the case that are read; those of members are declared within their lists."""
    nodes = nodes_of(*expressions.values())
    return tuple({node.id: node.fact for node in nodes if isinstance(node, FactRef) and node.of is None}.values())
