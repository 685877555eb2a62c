"""A policy with values that somebody proposes, to be compared with the policy in force.

>>> from datetime import UTC, date, datetime
>>> from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
>>> spring = date(2026, 4, 1)
>>> limit = PolicyValue("limit", Money("10000"), Layer.COUNCIL, "Ambleford", spring, datetime(2026, 1, 15, tzinfo=UTC))
>>> policy = PolicySet([PolicyDeclaration("limit", Money, "Savings above which nothing is given")], [limit])
>>> proposed(policy, {"limit": Money("16000")}, on=spring).on(spring).value("limit")
Money('16000.00')
>>> proposed(policy, {"limits": Money("16000")}, on=spring)
Traceback (most recent call last):
    ...
localgov_components.core.errors.NotFoundError: no policy value 'limits'. There are: limit.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from localgov_components.core.errors import NotFoundError
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicySet, PolicyValue

__all__ = ["proposed"]

_OWNER = "proposed"


def proposed(
    policy: PolicySet, values: Mapping[str, Money | Decimal | int | str | bool | date], *, on: date
) -> PolicySet:
    """The policy with other values from a day on.

    They stand in the layer that is nearest, so that they count, and are recorded after all others: who asks what was
    known earlier does not get them. Raises `NotFoundError` for a key that is not declared, and `DefinitionError` for
    values that are of another type, or that the law cited by the policy does not allow.
    """
    for key in values:
        if key not in policy.declarations:
            there = ", ".join(policy.declarations)
            raise NotFoundError(f"no policy value '{key}'. There are: {there}.", code="policy.key")
    recorded = max((each.recorded for each in policy.values), default=datetime.combine(on, time(), UTC))
    after = recorded + timedelta(seconds=1)
    return policy.extended(PolicyValue(key, value, Layer.SERVICE, _OWNER, on, after) for key, value in values.items())
