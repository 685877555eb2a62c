"""Tests to inherit and strategies to draw from, for whoever builds on the package.

A plugin's author derives one class from the contract of its kind; a service's author keeps scenarios.

>>> from localgov_components.testing import strategies
>>> strategies.uprns().validate()
"""

from localgov_components.services import read_scenarios, run_scenarios
from localgov_components.testing import strategies
from localgov_components.testing.address_contract import AddressProviderContract
from localgov_components.testing.notification_contract import NotificationProviderContract
from localgov_components.testing.payment_contract import PaymentProviderContract

__all__ = [
    "AddressProviderContract",
    "NotificationProviderContract",
    "PaymentProviderContract",
    "read_scenarios",
    "run_scenarios",
    "strategies",
]
