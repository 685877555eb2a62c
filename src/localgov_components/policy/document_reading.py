"""Make a policy again from its document, exactly, or say everything that is wrong with it.

What is read is a policy whose own document is the one that was given, to the letter. So it has the edition
that the document's hash says, and a document in another spelling or order is refused.

>>> read_policy_document({"policy_format": 1, "keys": [{"key": "price", "type": "money", "label": "Price"}],
...                       "values": [{"key": "price", "value": 48}]}, source="p.json")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 14 mistakes; nothing was loaded:
  p.json, column keys[1].cites: Field required
  p.json, column keys[1].bounds: Field required
  p.json, column keys[1].prescribed: Field required
  p.json, column values[1].layer: Field required
  ...
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import AwareDatetime, Field, ValidationError

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.core.model import Model
from localgov_components.policy.document import BOUND, POLICY_FORMAT, policy_document
from localgov_components.policy.layers import Layer
from localgov_components.policy.policy_set import PolicySet
from localgov_components.policy.values import VALUE_TYPES, Bound, PolicyDeclaration, PolicyValue, SetAside, Signature
from localgov_components.policy.written import read_written
from localgov_components.rules import Per
from localgov_components.rules.document import from_document
from localgov_components.rules.document.place import Place
from localgov_components.rules.document.shape import differences

__all__ = ["read_policy_document"]

M = TypeVar("M", bound=Model)

_PARTS = ("keys", "values")


class _Bound(Model):
    rule: Any
    cites: str


class _Key(Model):
    key: str
    type: str
    label: str
    cites: str
    bounds: tuple[_Bound, ...]
    prescribed: bool
    per: Per | None = None


class _SetAside(Model):
    basis: str
    role: str
    date: date


class _Value(Model):
    key: str
    value: Any
    layer: Layer
    owner: str
    from_: Annotated[date, Field(alias="from")]
    until: date | None
    recorded: AwareDatetime
    reason: str
    decision: str
    approved_by: str
    signed: date | None
    review: date | None
    set_aside: _SetAside | None


def read_policy_document(data: object, *, source: str) -> PolicySet:
    """The policy that a policy document holds.

    Raises `DefinitionError` with every mistake and its path, such as `values[2].from`; items are counted from 1.
    """
    place = Place(source, [])
    keys, values = _parts(data, place)
    declarations = list(_declarations(keys, place.at("keys")))
    read = list(_policy_values(values, {each.key: each for each in declarations}, place.at("values")))
    DefinitionError.raise_for(place.faults)
    policy = _policy(declarations, read, source)
    for where, _, _ in differences(data, policy_document(policy), place):
        where.fault("not in the order or the spelling of policy_document(…). Write the policy with that")
    DefinitionError.raise_for(place.faults)
    return policy


def _parts(data: object, place: Place) -> tuple[list[object], list[object]]:
    """The two lists of a document. Raises at once where it has another form, because there is no reading on."""
    if not isinstance(data, dict) or "policy_format" not in data:
        raise DefinitionError([Fault(place.source, 'not a policy document, which has {"policy_format": 1, …}')])
    if data["policy_format"] != POLICY_FORMAT or type(data["policy_format"]) is not int:
        place.at("policy_format").fault(
            f"not format {POLICY_FORMAT}, the one that this version of localgov-components reads. "
            "Read the document with the version that wrote it"
        )
        raise DefinitionError(place.faults)
    for key in sorted(map(str, data.keys() - {"policy_format", *_PARTS})):
        place.at(key).fault("nothing that a policy document has. Take it away")
    for key in _PARTS:
        if not isinstance(data.get(key), list):
            place.at(key).fault("not a list")
    DefinitionError.raise_for(place.faults)
    return data["keys"], data["values"]


def _declarations(keys: list[object], place: Place) -> Iterator[PolicyDeclaration]:
    for here, data in _items(keys, place):
        key = _model(_Key, data, here)
        if key is None:
            continue
        bounds = tuple(_bounds(key.bounds, here.at("bounds")))
        kind = VALUE_TYPES.get(key.type)
        if kind is None:
            here.at("type").fault(f"no such type. There are: {', '.join(VALUE_TYPES)}")
        else:
            yield PolicyDeclaration(key.key, kind, key.label, key.cites, bounds, key.prescribed, key.per)


def _bounds(bounds: Sequence[_Bound], place: Place) -> Iterator[Bound]:
    for number, bound in enumerate(bounds, start=1):
        here = place.item(number).at("rule")
        try:
            rules = from_document(bound.rule, source="rule")
        except DefinitionError as error:
            for fault in error.faults:
                (here.at(str(fault.column)) if fault.column else here).fault(fault.message)
            continue
        rule = rules.get(BOUND)
        if rule is None or len(rules) > 1 or rule.value_type is not bool:
            here.at("rules").fault(f"not one condition that is called '{BOUND}'")
        else:
            yield Bound(rule, bound.cites)


def _policy_values(
    values: list[object], declared: Mapping[str, PolicyDeclaration], place: Place
) -> Iterator[PolicyValue]:
    for here, data in _items(values, place):
        value = _model(_Value, data, here)
        if value is None:
            continue
        declaration = declared.get(value.key)
        if declaration is None:
            here.at("key").fault("not among the keys, or its key has a mistake")
            continue
        try:
            read = read_written(value.value, declaration.type, kept=True)
        except InvalidValueError as error:
            here.at("value").fault(str(error))
            continue
        yield PolicyValue(
            value.key,
            read,
            value.layer,
            value.owner,
            value.from_,
            value.recorded,
            value.until,
            Signature(value.reason, value.decision, value.approved_by, value.signed, value.review),
            _set_aside(value.set_aside),
        )


def _set_aside(aside: _SetAside | None) -> SetAside | None:
    return None if aside is None else SetAside(aside.basis, aside.role, aside.date)


def _policy(declarations: list[PolicyDeclaration], values: list[PolicyValue], source: str) -> PolicySet:
    try:
        return PolicySet(declarations, values)
    except DefinitionError as error:
        named = [Fault(f"{source}, {each.source}", each.message, column=each.column) for each in error.faults]
        raise DefinitionError(named) from None


def _items(data: list[object], place: Place) -> Iterator[tuple[Place, object]]:
    """Each item of a list with its place, until there are more mistakes than are told."""
    for number, each in enumerate(data, start=1):
        if place.is_full:
            return
        yield place.item(number), each


def _model(model: type[M], data: object, place: Place) -> M | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for item in error.errors(include_input=False):
            here = place
            for part in item["loc"]:
                here = here.item(part + 1) if isinstance(part, int) else here.at(part)
            here.fault(item["msg"])
        return None
