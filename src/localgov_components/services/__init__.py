"""Services put together from parts: a form, addresses, a scheme, a charge, a payment, a case, a message.

A service is a folder that councils share; a council's folder says what it adopted and what it varies.

>>> from datetime import date
>>> from pathlib import Path
>>> from localgov_components.services import CouncilService
>>> brackwater = CouncilService.load(Path("examples/brackwater"))
>>> for variation in brackwater.variations(date(2026, 5, 1)):
...     print(variation.declaration.label)
Yearly price of one bin
Yearly price of one bin with a concession
Wording: confirmation.next
"""

from localgov_components.eligibility.scenarios import Expected, Scenario, ScenarioResult
from localgov_components.services.adoption import Upgrade, accept, preview
from localgov_components.services.charging import ChargeRule
from localgov_components.services.checking import check_service
from localgov_components.services.council import Adoption, Contact, Council, CouncilService, load, read_council
from localgov_components.services.desk import Receipt, Sending, ServiceDesk, Summary
from localgov_components.services.edition import Edition, LoadedEdition
from localgov_components.services.property import (
    AddressOptions,
    Property,
    SearchableAddresses,
    address_options,
    address_pages,
)
from localgov_components.services.scenarios import parse_scenarios, read_scenarios, run_scenarios
from localgov_components.services.service import Service

__all__ = [
    "AddressOptions",
    "Adoption",
    "ChargeRule",
    "Contact",
    "Council",
    "CouncilService",
    "Edition",
    "Expected",
    "LoadedEdition",
    "Property",
    "Receipt",
    "Scenario",
    "ScenarioResult",
    "SearchableAddresses",
    "Sending",
    "Service",
    "ServiceDesk",
    "Summary",
    "Upgrade",
    "accept",
    "address_options",
    "address_pages",
    "check_service",
    "load",
    "parse_scenarios",
    "preview",
    "read_council",
    "read_scenarios",
    "run_scenarios",
]
