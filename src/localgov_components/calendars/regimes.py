"""Every clock of this room, by its id.

>>> list(REGIMES)[:3], len(REGIMES)
(['foia', 'foisa', 'eir'], 22)
>>> REGIMES["foi"]
Traceback (most recent call last):
    ...
KeyError: 'foi'
"""

from collections.abc import Mapping
from types import MappingProxyType

from localgov_components.calendars.information_requests import (
    EIR,
    EIR_EXTENDED,
    EIR_SCOTLAND,
    EIR_SCOTLAND_EXTENDED,
    FOIA,
    FOISA,
    UK_GDPR,
    UK_GDPR_EXTENDED,
)
from localgov_components.calendars.payment_periods import (
    BACS_CYCLE,
    COUNCIL_TAX_BALANCE,
    COUNCIL_TAX_REMINDER,
    DIRECT_DEBIT_NOTICE,
    PENALTY_CHARGE,
    PENALTY_CHARGE_DISCOUNT,
    PENALTY_CHARGE_DISCOUNT_CAMERA,
    RATES_BALANCE,
    RATES_FURTHER_NOTICE,
)
from localgov_components.calendars.planning_periods import (
    PLANNING_EIA,
    PLANNING_GUARANTEE,
    PLANNING_GUARANTEE_NOT_MAJOR,
    PLANNING_MAJOR,
    PLANNING_NOT_MAJOR,
)
from localgov_components.calendars.regime import Regime

__all__ = ["REGIMES"]

REGIMES: Mapping[str, Regime] = MappingProxyType(
    {
        regime.id: regime
        for regime in (
            FOIA,
            FOISA,
            EIR,
            EIR_EXTENDED,
            EIR_SCOTLAND,
            EIR_SCOTLAND_EXTENDED,
            UK_GDPR,
            UK_GDPR_EXTENDED,
            PLANNING_NOT_MAJOR,
            PLANNING_MAJOR,
            PLANNING_EIA,
            PLANNING_GUARANTEE_NOT_MAJOR,
            PLANNING_GUARANTEE,
            PENALTY_CHARGE,
            PENALTY_CHARGE_DISCOUNT,
            PENALTY_CHARGE_DISCOUNT_CAMERA,
            COUNCIL_TAX_REMINDER,
            COUNCIL_TAX_BALANCE,
            RATES_FURTHER_NOTICE,
            RATES_BALANCE,
            BACS_CYCLE,
            DIRECT_DEBIT_NOTICE,
        )
    }
)
"""Every regime of this room by its id, in the order of the reference."""
