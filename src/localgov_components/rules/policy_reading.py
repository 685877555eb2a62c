"""The value that a rule reads of policy: checked for type, size and the period that it is for.

The interpreter and the compiler read policy values through this one door.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Protocol, runtime_checkable

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.rules.building import type_name
from localgov_components.rules.fact_data import range_fault
from localgov_components.rules.measures import Per
from localgov_components.rules.tree import PolicyRef

__all__ = [
    "ClashingPeriods",
    "DeclaredPeriod",
    "DeclaresPeriods",
    "clashing_periods",
    "require_periods",
    "value_of_policy",
]


class DeclaredPeriod(NamedTuple):
    """The period that policy says a value is for, and the layer that the value comes from."""

    per: Per
    layer: str


@runtime_checkable
class DeclaresPeriods(Protocol):
    """A source of policy values that may know the period that one is for."""

    def period(self, key: str) -> DeclaredPeriod | None:
        """The period of a key's value; None where none is declared."""


class ClashingPeriods(NamedTuple):
    """The period that policy declares for a key, and the one that a rule reads it for: `nothing` for none."""

    declared: str
    read: str


def clashing_periods(ref: PolicyRef[Any], declared: Per | None) -> ClashingPeriods | None:
    """Both periods, where a rule reads a value for another one than is declared; None where none is."""
    read = ref.measure.per if ref.measure else None
    return None if declared is None or declared is read else ClashingPeriods(declared, read or "nothing")


def require_periods(refs: Iterable[PolicyRef[Any]], policy: object) -> None:
    """Raise one `DefinitionError` with every reference that reads a value for another period than it is declared for.

    Nothing is asked of policy that does not know of periods.
    """
    if isinstance(policy, DeclaresPeriods):
        DefinitionError.raise_for(list(_period_faults(refs, policy)))


def _period_faults(refs: Iterable[PolicyRef[Any]], policy: DeclaresPeriods) -> Iterator[Fault]:
    for ref in refs:
        declared = policy.period(ref.key)
        clash = clashing_periods(ref, declared.per) if declared else None
        if declared and clash:
            message = f"per {clash.declared} in the layer {declared.layer}, and a rule reads it per {clash.read}"
            yield Fault("policy", f"{message}. Change one of them, or use converted(…)", column=ref.key)


def value_of_policy(ref: PolicyRef[Any], value: Any) -> Any:
    """The value that policy gives for a reference.

    Raises `InvalidValueError` for a value of another type than the rule reads, or out of range.
    """
    if type(value) is not ref.value_type:
        raise InvalidValueError(
            f"the policy value '{ref.key}' is {type(value).__name__}, and the rule reads {type_name(ref.value_type)}. "
            "Change one of them.",
            code="policy.type",
        )
    fault = range_fault(value, ref.measure)
    if fault:
        raise InvalidValueError(f"the policy value '{ref.key}' is {fault}.", code="policy.range")
    return value
