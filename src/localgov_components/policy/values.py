"""A policy value: what it is, who set it, by what authority, from when, and since when it is known.

A value has two times. It is *effective* from a date (and until another, which it does not include),
and it was *recorded* at an instant. A correction is a new record, never an edit, so that what was
known on any day can be asked for ever.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from localgov_components.money import Money
from localgov_components.policy.layers import Layer
from localgov_components.rules import Condition, Per

__all__ = ["VALUE_TYPES", "Bound", "PolicyDeclaration", "PolicyValue", "SetAside", "Signature"]

VALUE_TYPES: dict[str, type] = {
    "money": Money,
    "integer": int,
    "decimal": Decimal,
    "boolean": bool,
    "text": str,
    "date": date,
}
"""Type of a value by the word for it in a policy file."""


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """What a local value may be: a rule that must hold, and the law behind it.

    The rule reads policy values only; one that compares with another key is held on every date.
    """

    rule: Condition
    cites: str


@dataclass(frozen=True, slots=True)
class PolicyDeclaration:
    """What a key means, wherever its values come from.

    A `prescribed` value is fixed by the law in `cites`: no nearer layer may change it. `per` is the period that an
    amount is for: a rule that reads it per another is refused. Without it, each rule says for itself.
    """

    key: str
    type: type
    label: str
    cites: str = ""
    bounds: tuple[Bound, ...] = ()
    prescribed: bool = False
    per: Per | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who answers for a value: why, by what decision, in what role, and when.

    Unsigned while the role or the date is missing.
    """

    reason: str = ""
    decision: str = ""
    approved_by: str = ""
    signed: date | None = None
    review: date | None = None

    @property
    def is_complete(self) -> bool:
        """Whether reason, decision, role and date are all there."""
        return bool(self.reason and self.decision and self.approved_by and self.signed)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A council's own record that it goes beyond a bound, on what legal basis.

    The package is not the judge of law; it shows such a value everywhere as set aside locally.
    """

    basis: str
    role: str
    date: date


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """One value of a key, set by one layer.

    `owner` is the body that set it. `effective_until` is the first day on which it no longer holds. A value
    of the same layer from the same day that was recorded later replaces it; one that ends on the day it
    begins withdraws it.
    """

    key: str
    value: Any
    layer: Layer
    owner: str
    effective_from: date
    recorded: datetime
    effective_until: date | None = None
    signature: Signature = Signature()
    set_aside: SetAside | None = None

    def is_effective(self, on: date, known_at: datetime | None = None) -> bool:
        """Whether it holds on a date, as far as was recorded by an instant (now, when left out)."""
        began = self.effective_from <= on
        ended = self.effective_until is not None and self.effective_until <= on
        return began and not ended and (known_at is None or self.recorded <= known_at)
