"""The value that a rule reads of policy: checked for type and size.

The interpreter and the compiler read policy values through this one door.
"""

from typing import Any

from localgov_components.core.errors import InvalidValueError
from localgov_components.rules.building import type_name
from localgov_components.rules.fact_data import range_fault
from localgov_components.rules.tree import PolicyRef

__all__ = ["value_of_policy"]


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
