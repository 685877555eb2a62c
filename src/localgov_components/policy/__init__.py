"""Policy in layers: named, dated, cited values, and every local departure from them in the open.

>>> from datetime import date
>>> from localgov_components.policy import read_policy
>>> policy = read_policy('''
... layer = "group"
... owner = "Shared garden waste service"
... [price_per_bin]
... type = "money"
... label = "Yearly price of one bin"
... [[price_per_bin.values]]
... from = 2026-04-01
... value = "48.00"
... recorded = 2026-01-15T09:00:00Z
... ''', source="policy.toml")
>>> policy.on(date(2026, 5, 1)).value("price_per_bin")
Money('48.00')
"""

from localgov_components.policy.change import PolicyChange, changes
from localgov_components.policy.document import policy_document
from localgov_components.policy.document_reading import read_policy_document
from localgov_components.policy.files import read_policy, read_variations
from localgov_components.policy.gaps import Gap, policy_gaps
from localgov_components.policy.layers import Layer
from localgov_components.policy.policy_set import PolicyOn, PolicySet
from localgov_components.policy.schema import policy_schema
from localgov_components.policy.values import Bound, PolicyDeclaration, PolicyValue, SetAside, Signature
from localgov_components.policy.variation import Variation, variations

__all__ = [
    "Bound",
    "Gap",
    "Layer",
    "PolicyChange",
    "PolicyDeclaration",
    "PolicyOn",
    "PolicySet",
    "PolicyValue",
    "SetAside",
    "Signature",
    "Variation",
    "changes",
    "policy_document",
    "policy_gaps",
    "policy_schema",
    "read_policy",
    "read_policy_document",
    "read_variations",
    "variations",
]
