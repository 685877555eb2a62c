"""Policy files: TOML that an officer can read and a council can sign.

A *policy file* declares keys and gives the values of one layer:

    layer = "group"
    owner = "Shared garden waste service"

    [price_per_bin]
    type = "money"
    label = "Yearly price of one bin"
    cites = "Environmental Protection Act 1990, section 45(3)"
    at_least = "0.00"

    [[price_per_bin.values]]
    from = 2026-04-01
    value = "48.00"
    recorded = 2026-01-15T09:00:00Z

`at_least` and `at_most` are bounds by the law cited; instead of a value they may name another key
with `{ policy = "other_key" }`. `prescribed = true` says that the law leaves no local choice, and
`per = "week"` that an amount is for a week, so that no rule takes it for another.

A *variations file* holds what one council changes: `[[variation]]` tables with key, from, value,
recorded, and who answers for it: reason, decision, approved_by, signed, review.

Both are refused whole, with every mistake listed.

>>> read_policy('layer = "county"', source="policy.toml")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 2 mistakes; nothing was loaded:
  policy.toml, column layer: Input should be 'uk', 'nation', 'group', 'council' or 'service'
  policy.toml, column owner: Field required
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import AwareDatetime, Field, Strict, ValidationError

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.core.model import Model
from localgov_components.policy.layers import Layer
from localgov_components.policy.policy_set import PolicySet
from localgov_components.policy.values import (
    VALUE_TYPES,
    Bound,
    PolicyDeclaration,
    PolicyValue,
    SetAside,
    Signature,
)
from localgov_components.policy.written import read_written
from localgov_components.rules import Per, policy_value
from localgov_components.rules.building import compared, faults_in
from localgov_components.rules.facts import measure_fault

__all__ = ["read_policy", "read_variations"]

M = TypeVar("M", bound=Model)

_KEY = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_HEADINGS = ("layer", "owner")
_BOUNDS = {"at_least": ">=", "at_most": "<="}


_Day = Annotated[date, Strict()]
"""A day as TOML writes one; Pydantic would else read a number as seconds since 1970."""


class _Heading(Model):
    layer: Layer
    owner: Annotated[str, Field(min_length=1)]


class _DatedValue(Model):
    from_: Annotated[_Day, Field(alias="from")]
    until: _Day | None = None
    value: Any
    recorded: Annotated[AwareDatetime, Strict()]
    decision: str = ""


class _Key(Model):
    type: str
    label: Annotated[str, Field(min_length=1)]
    cites: str = ""
    at_least: Any = None
    at_most: Any = None
    bound_cites: str = ""
    prescribed: bool = False
    per: Per | None = None
    values: tuple[_DatedValue, ...] = ()


class _SetAside(Model):
    basis: Annotated[str, Field(min_length=1)]
    role: Annotated[str, Field(min_length=1)]
    date: _Day


class _Variation(_DatedValue):
    key: str
    reason: str = ""
    approved_by: str = ""
    signed: _Day | None = None
    review: _Day | None = None
    set_aside: _SetAside | None = None


class _Variations(Model):
    variation: tuple[_Variation, ...] = ()


def read_policy(text: str, *, source: str) -> PolicySet:
    """Read a policy file: declarations, bounds and the values of one layer."""
    table = _toml(text, source)
    faults: list[Fault] = []
    heading = _model(_Heading, {name: table[name] for name in _HEADINGS if name in table}, source, "", faults)
    declarations, values = [], []
    for name, data in table.items():
        if name in _HEADINGS:
            continue
        key = _model(_Key, data, source, name, faults)
        if key is None or heading is None:
            continue
        declaration = _declaration(name, key, source, faults)
        if declaration is None:
            continue
        declarations.append(declaration)
        for dated in key.values:
            value = _read(dated.value, declaration, source, faults)
            signature = Signature(decision=dated.decision)
            values.append(
                PolicyValue(
                    name, value, heading.layer, heading.owner, dated.from_, dated.recorded, dated.until, signature
                )
            )
    DefinitionError.raise_for(faults)
    return PolicySet(declarations, values)


def read_variations(text: str, *, policy: PolicySet, owner: str, source: str) -> tuple[PolicyValue, ...]:
    """Read what one council changes, against the keys that a policy declares.

    The values are not yet held against their bounds; `PolicySet.extended` does that.
    """
    faults: list[Fault] = []
    table = _model(_Variations, _toml(text, source), source, "", faults)
    DefinitionError.raise_for(faults)
    values = []
    for number, variation in enumerate(table.variation if table else (), start=1):
        where = f"{source}, variation {number}"
        declaration = policy.declarations.get(variation.key)
        if declaration is None:
            faults.append(Fault(where, f"there is nothing called '{variation.key}' to vary", column="key"))
            continue
        value = _read(variation.value, declaration, where, faults)
        values.append(_local(variation, value, owner))
    DefinitionError.raise_for(faults)
    return tuple(values)


def _local(variation: _Variation, value: object, owner: str) -> PolicyValue:
    aside = variation.set_aside
    return PolicyValue(
        variation.key,
        value,
        Layer.COUNCIL,
        owner,
        variation.from_,
        variation.recorded,
        variation.until,
        Signature(variation.reason, variation.decision, variation.approved_by, variation.signed, variation.review),
        SetAside(aside.basis, aside.role, aside.date) if aside else None,
    )


def _toml(text: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # beside its own error tomllib lets these two through
        raise DefinitionError([Fault(source, f"not TOML: {error}")]) from error


def _model(model: type[M], data: object, source: str, prefix: str, faults: list[Fault]) -> M | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for item in error.errors():
            place = ".".join([prefix, *map(str, item["loc"])] if prefix else map(str, item["loc"]))
            faults.append(Fault(source, item["msg"], column=place or None))
        return None


def _declaration(name: str, key: _Key, source: str, faults: list[Fault]) -> PolicyDeclaration | None:
    kind = VALUE_TYPES.get(key.type)
    if not _KEY.fullmatch(name):
        faults.append(Fault(source, "not a key: give small letters, digits and underscores", column=name))
    if kind is None:
        faults.append(Fault(source, f"no such type. There are: {', '.join(VALUE_TYPES)}", column=f"{name}.type"))
        return None
    if measure_fault(kind, per=key.per):
        faults.append(Fault(source, "a period is for money and numbers. Remove it", column=f"{name}.per"))
        return None
    plain = PolicyDeclaration(name, kind, key.label, key.cites, per=key.per)
    bounds = tuple(_bounds(plain, key, source, faults))
    if key.prescribed and not key.cites:
        faults.append(Fault(source, "prescribed without the law that prescribes it", column=f"{name}.cites"))
    return replace(plain, bounds=bounds, prescribed=key.prescribed)


def _bounds(declaration: PolicyDeclaration, key: _Key, source: str, faults: list[Fault]) -> Iterator[Bound]:
    cites = key.bound_cites or key.cites
    for name, operator in _BOUNDS.items():
        limit = getattr(key, name)
        if limit is None:
            continue
        column = f"{declaration.key}.{name}"
        if not cites:
            faults.append(Fault(source, "a bound without the law it comes from", column=f"{declaration.key}.cites"))
            continue
        other = _limit(limit, declaration, source, column, faults)
        if other is None:
            continue
        rule = compared(operator, policy_value(declaration.key, declaration.type, per=declaration.per), other)
        mistakes = [Fault(source, fault.message, column=column) for fault in faults_in([rule])]
        faults += mistakes
        if not mistakes:
            yield Bound(rule, cites)


def _limit(limit: object, declaration: PolicyDeclaration, source: str, column: str, faults: list[Fault]) -> object:
    if not isinstance(limit, Mapping):
        return _read(limit, declaration, source, faults)
    key = limit.get("policy")
    if len(limit) == 1 and isinstance(key, str):
        return policy_value(key, declaration.type, per=declaration.per)
    faults.append(Fault(source, 'not a bound: name another key as { policy = "other_key" }', column=column))
    return None


def _read(value: object, declaration: PolicyDeclaration, source: str, faults: list[Fault]) -> object:
    try:
        return read_written(value, declaration.type)
    except InvalidValueError as error:
        faults.append(Fault(source, str(error), column=declaration.key))
        return None
