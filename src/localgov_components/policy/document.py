"""A policy as JSON: everything that is in it, in one spelling, so that its hash names it for good.

A *policy document* holds every key with its bounds, and every value of every layer with who answers
for it, both instants and what was set aside, corrected values too. Keys and values are in a fixed
order, and an instant is in UTC, so two policies that say the same have the same document. Its
SHA-256 is the policy's `edition`, which decision records name; `read_policy_document` makes the
policy again.

>>> from datetime import date, datetime
>>> from localgov_components.money import Money
>>> from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
>>> price = PolicyDeclaration("price", Money, "Yearly price of a bin")
>>> shared = PolicyValue("price", Money("48"), Layer.GROUP, "Shared service", date(2026, 4, 1),
...                      datetime(2026, 1, 15, tzinfo=UTC))
>>> document = policy_document(PolicySet([price], [shared]))
>>> list(document)
['policy_format', 'keys', 'values']
>>> document["values"][0]["value"], document["values"][0]["recorded"]
('48.00', '2026-01-15T00:00:00Z')
"""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pydantic import JsonValue

from localgov_components.policy.values import Bound, PolicyDeclaration, PolicyValue, SetAside
from localgov_components.policy.written import TYPE_WORDS, written
from localgov_components.rules.document import to_document

if TYPE_CHECKING:
    from localgov_components.policy.policy_set import PolicySet

__all__ = ["BOUND", "POLICY_FORMAT", "policy_document"]

POLICY_FORMAT = 1
"""Version of the form of a policy document; part of every one, and so of its hash."""

BOUND = "bound"
"""What the one rule is called in the document of rules that holds a bound."""


def policy_document(policy: "PolicySet") -> dict[str, JsonValue]:
    """Everything in a policy, as JSON; its SHA-256 is the policy's edition.

    All that is left out is the order in which keys were declared, and the zone in which an instant was written. A key
    without a period has none in the document either.
    """
    declared = policy.declarations
    return {
        "policy_format": POLICY_FORMAT,
        "keys": [_key(declared[key]) for key in sorted(declared)],
        "values": [_value(each) for key in sorted(declared) for each in policy.history(key)],
    }


def _key(declaration: PolicyDeclaration) -> dict[str, JsonValue]:
    return {
        "key": declaration.key,
        "type": TYPE_WORDS[declaration.type],
        "label": declaration.label,
        "cites": declaration.cites,
        "bounds": [_bound(bound) for bound in declaration.bounds],
        "prescribed": declaration.prescribed,
        **({} if declaration.per is None else {"per": declaration.per.value}),
    }


def _bound(bound: Bound) -> dict[str, JsonValue]:
    return {"rule": to_document({BOUND: bound.rule}), "cites": bound.cites}


def _value(value: PolicyValue) -> dict[str, JsonValue]:
    signature = value.signature
    return {
        "key": value.key,
        "value": written(value.value),
        "layer": value.layer.value,
        "owner": value.owner,
        "from": value.effective_from.isoformat(),
        "until": _day(value.effective_until),
        "recorded": _instant(value.recorded),
        "reason": signature.reason,
        "decision": signature.decision,
        "approved_by": signature.approved_by,
        "signed": _day(signature.signed),
        "review": _day(signature.review),
        "set_aside": _set_aside(value.set_aside),
    }


def _set_aside(aside: SetAside | None) -> dict[str, JsonValue] | None:
    return None if aside is None else {"basis": aside.basis, "role": aside.role, "date": aside.date.isoformat()}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
